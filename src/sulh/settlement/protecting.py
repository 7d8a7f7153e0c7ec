"""Only levers that protect people: what a change of a decision would do, and its refusal.

Refused is what would tighten a siege, raise an assault, or order truces for a campaign: keeping
a harmful option on, making somebody want harm, taking away what answers it, and paying those who
could answer it to stand aside. The test looks at the change itself, not at what the model then
makes of it, and rather refuses a harmless change than passes a harmful one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision, PatchOp, Statement
from sulh.frame import load_pattern, pattern_names
from sulh.logic import parse

__all__ = ["Harm", "harmful_options"]

Bools = npt.NDArray[np.bool_]


def harmful_options(decision: Decision) -> frozenset[str]:
    """Options that harm people: those marked in the decision or by its pattern.

    Where neither marks any, what is being done in the status quo is taken to harm.
    """
    marked = {option.id for option in decision.options if option.harms}
    if decision.pattern in pattern_names():
        marked |= {o.id for o in load_pattern(decision.pattern).options if o.harms}
        return frozenset(o.id for o in decision.options if o.id in marked)
    quo = {o for out in decision.outcomes if out.kind == "status_quo" for o in out.on}
    return frozenset(marked or quo)


@dataclass(frozen=True)
class Harm:
    """What harms people in a decision, and what answers it.

    Parameters
    ----------
    decision : Decision
    """

    decision: Decision

    @cached_property
    def options(self) -> frozenset[str]:
        """Options that harm."""
        return harmful_options(self.decision)

    @cached_property
    def owners(self) -> dict[str, str]:
        """For each option its owner."""
        return {option.id: option.owner for option in self.decision.options}

    @cached_property
    def answers(self) -> frozenset[str]:
        """Options that answer harm or deter it, as somebody's statements say.

        Their owner wants one switched on where harm is done, and not where none is; or whoever
        does harm wants it stopped once one is on (``if rescue then not assault``).
        """
        return frozenset(
            name
            for name in self.owners
            if name not in self.options
            for statement in self.decision.statements
            if self._answers(name, statement)
        )

    def _answers(self, name: str, statement: Statement) -> bool:
        """Whether a statement says that switching `name` on answers or deters a harm."""
        who = statement.decision_maker
        for harm in self.options:
            owners = (self.owners[name] == who, self.owners[harm] == who)
            for truth in self._switched(statement.condition, name, harm):
                off_calm, on_calm, off_harm, on_harm = truth
                wanted = on_harm and not off_harm and (off_calm or not on_calm)
                deters = on_calm and not on_harm and off_harm == off_calm
                if (owners[0] and wanted) or (owners[1] and not owners[0] and deters):
                    return True
        return False

    def _switched(
        self, condition: str, name: str, harm: str
    ) -> list[tuple[bool, bool, bool, bool]]:
        """Truth of a condition as two options are switched, the others being as they may."""
        names = self._names(condition)
        parsed = parse(condition, names)
        if not {name, harm} <= set(parsed.variables):
            return []
        rest = [n for n in parsed.variables if n not in {name, harm}]
        found = []
        for other in range(1 << len(rest)):
            states = []
            for two in range(4):
                on = {n for j, n in enumerate(rest) if other >> j & 1}
                on |= {n for j, n in enumerate((name, harm)) if two >> j & 1}
                states.append(sum(1 << names.index(n) for n in on))
            a, b, c, d = map(bool, parsed.evaluate_states(states))
            found.append((a, b, c, d))
        return found

    # -- statements ---------------------------------------------------------------------------

    def is_bad(self, who: str, condition: str) -> str:
        """What is harmful in a wish; "" if nothing is."""
        names = self._names(condition)
        own = [o for o in self.options if self.owners[o] == who]
        gains, loses = self._slope(own, condition, names)
        if gains:
            return f"make {who} want harm: {condition}"
        gains, loses = self._slope(self.options - set(own), condition, names)
        if gains and not loses:
            return f"make {who} want harm: {condition}"
        mine = [o for o in self.answers if self.owners[o] == who]
        gains, loses = self._slope(mine, condition, names)
        if loses and not gains:
            return f"make {who} stand aside while harm is done: {condition}"
        return ""

    def is_good(self, who: str, condition: str) -> str:
        """What a wish does against harm; "" if nothing."""
        names = self._names(condition)
        own = [o for o in self.options if self.owners[o] == who]
        gains, loses = self._slope(own, condition, names)
        if loses and not gains:
            return "a wish against harm"
        one = Statement(id="", decision_maker=who, condition=condition)
        mine = [o for o in self.answers if self.owners[o] == who and o in names]
        return "a wish to answer harm" if any(self._answers(o, one) for o in mine) else ""

    def _names(self, condition: str) -> list[str]:
        """Options of the decision and others the condition may name (a lever may add them)."""
        names = list(self.owners)
        words = condition.replace("(", " ").replace(")", " ").split()
        grammar = {"and", "or", "not", "iff", "if", "then"}
        return names + [w for w in dict.fromkeys(words) if w not in grammar and w not in names]

    @staticmethod
    def _slope(
        switched: Sequence[str] | frozenset[str], condition: str, names: Sequence[str]
    ) -> tuple[bool, bool]:
        """Whether switching one of `switched` on ever makes the condition true; ever false."""
        parsed = parse(condition, names)
        used = list(parsed.variables)
        gains = loses = False
        small = parse(condition, used) if used else None
        states = np.arange(1 << len(used))
        for name in switched:
            if small is not None and name in used:
                truth = small.evaluate_states(states)
                bit = 1 << used.index(name)
                off = states[states & bit == 0]
                gains |= bool((truth[off | bit] & ~truth[off]).any())
                loses |= bool((truth[off] & ~truth[off | bit]).any())
        return gains, loses

    # -- changes ------------------------------------------------------------------------------

    def in_change(self, op: PatchOp) -> str:
        """What is harmful in a change of the decision; "" if nothing is.

        Parameters
        ----------
        op : PatchOp
            Its path inside the decision: ``options/breach/moves``.
        """
        kind, name, field = (*op.path.split("/"), "", "")[:3]
        if kind == "options":
            return self._in_option(op, name, field)
        if kind == "statements":
            return self._in_statement(op, name, field)
        if kind == "infeasible" and op.op == "add":
            return self._in_infeasible(str(op.value))
        if kind == "barred" and op.op == "add":
            return self._in_barred(op.value)
        if kind == "decision_makers" and op.op == "add":
            return ""
        return f"would {op.op} {op.path}, which no lever may"

    def _in_option(self, op: PatchOp, name: str, field: str) -> str:
        if op.op == "add":
            owner = _part(op.value, "owner")
            able = {self.owners[harm] for harm in self.options}
            return f"would give {owner}, who can do harm, something new to do" * (owner in able)
        if op.op == "remove" and not field:
            return "" if name in self.options else f"would take away {name}, which harms nobody"
        if field != "moves":
            return f"would change {op.path}"
        if name in self.options and op.value != "off":
            return f"would leave {name} on"
        if name in self.answers and op.value == "off":
            return f"would take away {name}, which answers harm"
        return ""

    def _in_infeasible(self, condition: str) -> str:
        names = list(self.owners)
        states = np.arange(1 << len(names))
        barred = parse(condition, names).evaluate_states(states)
        harm = np.zeros(len(states), bool)
        for name in self.options:
            harm |= (states >> names.index(name) & 1).astype(bool)
        if (barred & ~harm).any():
            return "would rule out states in which nobody is harmed"
        for name in sorted(self.answers):
            bit = 1 << names.index(name)
            on = states[states & bit != 0]
            if (barred[on] & ~barred[on ^ bit]).any():
                return f"would take away {name}, which answers harm"
        return ""

    def _in_barred(self, value: Any) -> str:
        names = list(self.owners)
        states = np.arange(1 << len(names))
        who, source, target = (_part(value, f) for f in ("decision_maker", "source", "target"))
        before = parse(source, names).evaluate_states(states)
        after = parse(target, names).evaluate_states(states)
        for name in self.options:
            on = (states >> names.index(name) & 1).astype(bool)
            if self.owners[name] == who and on[after].all() and not on[before].any():
                return ""
        return f"would bar moves of {who} that do not switch harm on"

    def _in_statement(self, op: PatchOp, name: str, field: str) -> str:
        if op.op == "add" and not name:
            who, condition = _part(op.value, "decision_maker"), _part(op.value, "condition")
            over = _part(op.value, "over") or ()
            bad = self.is_bad(who, condition)
            return f"would {bad}" if bad else self._in_order(who, condition, over)
        held = next((s for s in self.decision.statements if s.id == name), None)
        if held is None:
            return ""  # what another lever adds; or the patch will not fit
        if field in {"condition", "decision_maker"} or not (field or _same_wish(held, op)):
            return f"would change {op.path}"
        return self._in_held(held, _after(held, op, field))

    def _in_held(self, held: Statement, after: Statement | None) -> str:
        """What is harmful in changing how a wish is held; `after` is None if it goes."""
        good = self.is_good(held.decision_maker, held.condition)
        if good and (after is None or _weaker(held, after)):
            return f"would take away {held.id}, {good}"
        if after is None:
            return ""
        bad = self.is_bad(held.decision_maker, held.condition)
        if bad and _stronger(held, after):
            return f"would {bad}"
        more = tuple(each for each in after.over if each not in held.over)
        return self._in_order(held.decision_maker, held.condition, more)

    def _in_order(self, who: str, condition: str, over: Sequence[str]) -> str:
        """What is harmful in putting a wish above others."""
        if self.is_good(who, condition):
            return ""
        for other in self.decision.statements:
            if other.id in over and (good := self.is_good(who, other.condition)):
                return f"would put {condition} above {other.id}, {good}"
        return ""


def _part(value: Any, name: str) -> Any:
    return value.get(name, "") if isinstance(value, dict) else getattr(value, name, "")


def _same_wish(held: Statement, op: PatchOp) -> bool:
    """Whether a whole statement, if one is set, still says the same of the same."""
    told = (_part(op.value, "decision_maker"), _part(op.value, "condition"))
    return op.op == "remove" or told == (held.decision_maker, held.condition)


def _after(held: Statement, op: PatchOp, field: str) -> Statement | None:
    """The statement as the change leaves it; None if it takes it away."""
    if op.op == "remove" and not field:
        return None
    told = {field: op.value} if field else op.value
    if op.op == "remove":
        told = {field: {"belief": 1.0, "over": (), "choice": ""}.get(field)}
    if op.op == "add":
        told = {field: (*held.over, op.value)}
    base = held if field else replace(held, belief=1.0, over=(), choice="")
    return replace(
        base,
        belief=float(_part(told, "belief") if _has(told, "belief") else base.belief),
        over=tuple(_part(told, "over") if _has(told, "over") else base.over),
        choice=str(_part(told, "choice") if _has(told, "choice") else base.choice),
    )


def _has(value: Any, name: str) -> bool:
    return name in value if isinstance(value, dict) else hasattr(value, name)


def _weaker(before: Statement, after: Statement) -> bool:
    return after.belief < before.belief or not set(before.over) <= set(after.over)


def _stronger(before: Statement, after: Statement) -> bool:
    freed = bool(before.choice) and not after.choice
    return after.belief > before.belief or freed or not set(after.over) <= set(before.over)

"""An exchange in steps, and a separate deal: levers that change the deal, not only the model.

**In steps.** Every option that changes hands is split into ``n`` equal parts, done in order: part
j is a copy of the situation as far as that part goes. A wish that speaks of the options speaks of
each part, takes the place in the order that it had, and its first part counts most; what excludes
a state must exclude it in every part. Step j is agreed to be made by all at once: from the status
quo with parts 1 to j done. Each of these states must hold, going on along the agreed steps aside.

**Separate.** What the signatories own is as the settlement has it; all else stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sulh.case.model import Decision, Option, Outcome, Statement, Text, Weight
from sulh.errors import ModelError, PatchError, nearest
from sulh.logic import Condition, conjunction, parse
from sulh.settlement.aims import AimOrder
from sulh.settlement.levers import Lever, apply_levers, restricted, status_quo_on
from sulh.settlement.preferences import Preference, StatementOrder, preferences_of

__all__ = ["MAX_STEPS", "Staged", "check_exchange", "staged", "unstaged"]

MAX_STEPS = 6
"""More parts of an option multiply the states beyond use."""


@dataclass(frozen=True, kw_only=True)
class Staged:
    """A decision with levers applied, and what is asked of it.

    Parameters
    ----------
    decision : Decision
        Its outcome that is asked for is the settlement as the levers make it.
    preferences : tuple of Preference
        What is known of each preference; statements told in parts where options are split.
    steps : tuple of tuple of str
        Options that are on after each step but the last.
    """

    decision: Decision
    preferences: tuple[Preference, ...]
    steps: tuple[tuple[str, ...], ...] = ()


def staged(decision: Decision, outcome: str, levers: Sequence[Lever]) -> Staged:
    """Apply levers to a decision, separate deals and exchanges in steps after all others.

    Parameters
    ----------
    decision : Decision
    outcome : str
        Id of the settlement asked for.
    levers : sequence of Lever

    Raises
    ------
    PatchError
        If levers exclude one another, or cannot be applied to this decision.
    """
    changed = apply_levers(decision, levers)
    separate = [lever for lever in levers if lever.signatories]
    exchanges = [lever for lever in levers if lever.exchange]
    if len(separate) > 1 or len(exchanges) > 1:
        raise PatchError("one separate deal and one exchange in steps are possible at a time")
    for lever in separate:
        changed = _with_on(changed, outcome, restricted(changed, outcome, lever.signatories))
    if not exchanges:
        return unstaged(changed)
    exchange = exchanges[0].exchange
    if separate:  # what is left out of the deal is not exchanged
        on = next(set(o.on) for o in changed.outcomes if o.id == outcome)
        before = status_quo_on(changed)
        exchange = tuple(name for name in exchange if (name in on) != (name in before))
    return _in_steps(_Parts(changed, exchange, exchanges[0].n_steps), outcome)


def unstaged(decision: Decision) -> Staged:
    """A decision as it stands."""
    return Staged(decision=decision, preferences=preferences_of(decision))


def _with_on(decision: Decision, outcome: str, on: tuple[str, ...]) -> Decision:
    outcomes = (replace(o, on=on) if o.id == outcome else o for o in decision.outcomes)
    return replace(decision, outcomes=tuple(outcomes))


@dataclass(frozen=True)
class _Parts:
    """Options that are split, into how many parts, and how conditions speak of each part."""

    decision: Decision
    exchange: tuple[str, ...]
    n: int

    def name(self, option: str, part: int) -> str:
        """Id of one part (from 1) of an option; of an option that is not split, its own."""
        return f"{option}_part{part}" if option in self.exchange else option

    def all_parts(self, option: str) -> tuple[str, ...]:
        """Ids of the parts of an option, or its own."""
        if option not in self.exchange:
            return (option,)
        return tuple(self.name(option, part) for part in range(1, self.n + 1))

    @property
    def options(self) -> tuple[str, ...]:
        """Ids of all options after the split."""
        return tuple(part for o in self.decision.options for part in self.all_parts(o.id))

    def told(self, condition: str) -> tuple[str, ...]:
        """A condition for each part; the condition itself where nothing in it is split."""
        parsed = parse(condition, [option.id for option in self.decision.options])
        if not set(parsed.variables) & set(self.exchange):
            return (str(parsed),)
        each = []
        for part in range(1, self.n + 1):
            names = tuple(self.name(option, part) for option in parsed.names)
            each.append(str(Condition(parsed.root, names)))
        return tuple(each)

    def in_every(self, condition: str) -> str:
        """A condition that is true where the given one is true of every part."""
        each = [parse(part, self.options) for part in self.told(condition)]
        return str(Condition(conjunction(one.root for one in each), self.options))


def _in_steps(parts: _Parts, outcome: str) -> Staged:
    decision = parts.decision
    on = next(set(o.on) for o in decision.outcomes if o.id == outcome)
    before = status_quo_on(decision)
    _check(parts, on, before)
    order = [_out_of_turn(parts, option, on) for option in parts.exchange]
    split = replace(
        decision,
        options=tuple(_split_options(parts)),
        infeasible=(
            *(parts.in_every(text) for text in decision.infeasible),
            *(text for each in order for text in each),
        ),
        barred=tuple(
            replace(b, source=parts.in_every(b.source), target=parts.in_every(b.target))
            for b in decision.barred
        ),
        statements=tuple(s for held in decision.statements for s in _told(parts, held)),
        weights=tuple(w for held in decision.weights for w in _shared_out(parts, held)),
        outcomes=tuple(_split_outcome(parts, each) for each in decision.outcomes),
        perceptions=(),
    )
    return Staged(
        decision=split,
        preferences=tuple(_preference(parts, p) for p in preferences_of(decision)),
        steps=tuple(_after_step(parts, step, on, before) for step in range(1, parts.n)),
    )


def _check(parts: _Parts, on: set[str], before: frozenset[str]) -> None:
    """Refuse an exchange that cannot be split."""
    decision = parts.decision
    if not 2 <= parts.n <= MAX_STEPS:
        raise PatchError(f"an exchange has 2 to {MAX_STEPS} steps, not {parts.n}")
    if not parts.exchange:
        raise PatchError("nothing is left to exchange in steps")
    known = [option.id for option in decision.options]
    for option in parts.exchange:
        if option not in known:
            raise PatchError(f"there is no option {option}", advice=nearest(option, known))
        if (option in on) == (option in before):
            raise PatchError(
                f"{option} is the same in the settlement and in the status quo",
                advice="exchange what changes",
            )
    whole = [each.decision_maker for each in decision.rankings]
    whole += [each.decision_maker for each in decision.utilities]
    whole += [p.aims[0].decision_maker for p in preferences_of(decision) if isinstance(p, AimOrder)]
    if whole:
        raise PatchError(
            f"the preference of {whole[0]} is said of whole states, and these have no parts",
            advice="write its preference as statements or weights",
        )


def _out_of_turn(parts: _Parts, option: str, on: set[str]) -> Iterator[str]:
    """Conditions that rule out doing a later part of an option before an earlier one."""
    for first, second in pairwise(parts.all_parts(option)):
        yield f"{second} and not {first}" if option in on else f"{first} and not {second}"


def _split_options(parts: _Parts) -> Iterator[Option]:
    for option in parts.decision.options:
        for i, name in enumerate(parts.all_parts(option.id), 1):
            title = option.title
            if option.id in parts.exchange:
                title = Text(
                    ar=f"{title.ar} ({i}/{parts.n})" if title.ar else "",
                    en=f"{title.en} ({i}/{parts.n})" if title.en else "",
                )
            yield replace(option, id=name, title=title)


def _told(parts: _Parts, held: Statement) -> Iterator[Statement]:
    """A statement part by part, for the usual order; `over` holds of each part."""
    each = parts.told(held.condition)
    for i, condition in enumerate(each, 1):
        name = held.id if len(each) == 1 else f"{held.id}.{i}"
        yield replace(held, id=name, condition=condition, over=(), choice=_choice(held, each, i))


def _choice(held: Statement, each: Sequence[str], part: int) -> str:
    return held.choice if len(each) == 1 or not held.choice else f"{held.choice}.{part}"


def _shared_out(parts: _Parts, held: Weight) -> Iterator[Weight]:
    each = parts.told(held.condition)
    for condition in each:
        yield replace(held, condition=condition, weight=held.weight / len(each))


def _split_outcome(parts: _Parts, outcome: Outcome) -> Outcome:
    return replace(outcome, on=tuple(n for option in outcome.on for n in parts.all_parts(option)))


def _preference(parts: _Parts, held: Preference) -> Preference:
    if not isinstance(held, StatementOrder):
        return held
    told = ((s.id, parts.told(s.condition)) for s in held.statements)
    return replace(held, options=parts.options, parts=tuple(told))


def _after_step(parts: _Parts, step: int, on: set[str], before: frozenset[str]) -> tuple[str, ...]:
    """Options on when the first `step` parts of the exchange are done, all else as before."""
    found = []
    for option in parts.decision.options:
        for i, name in enumerate(parts.all_parts(option.id), 1):
            done = option.id in parts.exchange and i <= step
            found += [name] if option.id in (on if done else before) else []
    return tuple(found)


def check_exchange(decision: Decision, outcome: str, lever: Lever) -> None:
    """Raise where an exchange in steps, or a separate deal, does not fit a decision.

    Raises
    ------
    ModelError
        Naming the lever and what does not fit.
    """
    try:
        staged(decision, outcome, [replace(lever, patch=replace(lever.patch, ops=()))])
    except (ModelError, PatchError) as error:
        raise ModelError(f"lever {lever.id}: {error.message}", advice=error.advice) from error

"""A settlement said by its options: which state is meant.

A mediator names what is to be, in Arabic or English: an outcome the case knows, or options that
are taken and options that are not («تسليم المنطقة، بلا نقض الاتفاق»). Nothing is guessed: what
could mean two things is refused with both, and the answer always says which options were meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sulh.case.model import Case, Decision, Option, Outcome, Text
from sulh.errors import ModelError, nearest
from sulh.graph.from_case import conflict_from_decision

__all__ = ["Target", "case_with_target", "find_target"]

TARGET = "target"
"""Id of the outcome that stands for a target which the decision does not name itself."""
_PARTS = re.compile(r"[,،;؛+\n]")
_SIGN = re.compile(r"^[-!¬~−]\s*")
_WORD = re.compile(r"^(?:not|no|without|ليس|لا|بلا|دون|بدون|من دون|من غير|عدم)\s+", re.IGNORECASE)
_IDLE = frozenset({"the", "a", "an", "of", "to", "up", "and"})
_ARTICLES = ("وال", "بال", "لل", "ال")


@dataclass(frozen=True, kw_only=True)
class Target:
    """A state of a decision: the options that are on, those said to be off, its outcome's id."""

    decision: str
    outcome: str
    on: tuple[str, ...]
    off: tuple[str, ...] = ()


def find_target(decision: Decision, text: str) -> Target:
    """Find the state of a decision that a text means.

    Parameters
    ----------
    decision : Decision
    text : str
        Id or title of an outcome; or ids or titles of options, in Arabic or English, with commas
        or plus signs between, each with *not* (بلا, لا, -) in front where it is off. Options that
        are not named are off. A part of a title will do where only one option has it.

    Raises
    ------
    ModelError
        If an option does not exist, could be several, or is named twice; or the state is
        infeasible.

    Examples
    --------
    >>> from pathlib import Path
    >>> import sulh
    >>> from sulh.case import load_case
    >>> case = load_case(Path(sulh.__file__).parent / "examples" / "daraa" / "case.yaml")
    >>> siege = case.decisions[-1]
    >>> find_target(siege, "تسليم المنطقة، بلا نقض الاتفاق بعد التسليم").outcome
    'kept_without_departure'
    >>> find_target(siege, "hand_over + punish").on
    ('hand_over', 'punish')
    """
    known = _outcome_called(decision, text)
    if known is not None:
        return Target(decision=decision.id, outcome=known.id, on=known.on)
    if decision.states:
        names = [outcome.id for outcome in decision.outcomes]
        raise ModelError(f"{decision.id} has no outcome {text!r}", advice=nearest(text, names))
    on, off = _options_in(decision, text)
    same = [o for o in decision.outcomes if set(o.on) == set(on)]
    outcome = same[0].id if same else TARGET
    _refuse_infeasible(decision, on)
    return Target(decision=decision.id, outcome=outcome, on=on, off=off)


def _folded(text: str) -> str:
    from sulh.read.fold import fold_text  # the reader's own folding; loaded only when needed

    return re.sub(r"[\W_]+", " ", fold_text(text.casefold())).strip()


def _outcome_called(decision: Decision, text: str) -> Outcome | None:
    wanted = _folded(text)
    for outcome in decision.outcomes:
        if wanted in {_folded(n) for n in (outcome.id, outcome.title.ar, outcome.title.en) if n}:
            return outcome
    return None


def _options_in(decision: Decision, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Options that are on, in the decision's order, and those said to be off."""
    said: dict[str, bool] = {}
    for part in filter(None, (each.strip() for each in _PARTS.split(text))):
        found, is_on = _said(decision, part)
        if said.setdefault(found.id, is_on) != is_on:
            raise ModelError(f"the target has {found.id} both on and off", advice="name it once")
    if not said:
        raise ModelError("the target names no option", advice=f"options: {_titles(decision)}")
    order = [option.id for option in decision.options if option.id in said]
    return tuple(n for n in order if said[n]), tuple(n for n in order if not said[n])


def _said(decision: Decision, part: str) -> tuple[Option, bool]:
    """The option a part names and whether it is on; a title may itself begin with *not*."""
    plain = _SIGN.sub("", part)
    found = _option(decision, plain)
    if found is not None:
        return found, plain == part
    negated = _WORD.sub("", plain, count=1)
    found = _option(decision, negated) if negated != plain else None
    if found is None:
        raise _unknown(decision, part)
    return found, False


def _words(text: str) -> frozenset[str]:
    """The words of a title without articles and in no order: «الهجوم» is «هجوم»."""
    found = set()
    for word in _folded(text).split():
        article = next((a for a in _ARTICLES if word.startswith(a) and len(word) > len(a) + 1), "")
        found.add(word.removeprefix(article))
    return frozenset(found - _IDLE)


def _option(decision: Decision, part: str) -> Option | None:
    """The one option that `part` names; None if there is none."""
    wanted = _words(part)
    if not wanted:
        return None
    names = {o.id: [_words(n) for n in (o.id, o.title.ar, o.title.en)] for o in decision.options}
    whole = [o for o in decision.options if wanted in names[o.id]]
    found = whole or [o for o in decision.options if any(wanted <= n for n in names[o.id])]
    if len(found) > 1:
        titles = "; ".join(f"{o.id} ({o.title.ar} · {o.title.en})" for o in found)
        raise ModelError(f"{part!r} could be several options", advice=f"say which: {titles}")
    return found[0] if found else None


def _unknown(decision: Decision, part: str) -> ModelError:
    names = [n for o in decision.options for n in (o.id, o.title.ar, o.title.en) if n]
    close = nearest(part, names)
    advice = f"{close}\n    " if close.startswith("did") else ""
    return ModelError(
        f"{decision.id} has no option or outcome {part!r}",
        advice=f"{advice}options: {_titles(decision)}",
    )


def _titles(decision: Decision) -> str:
    return "; ".join(f"{o.id} ({o.title.ar} · {o.title.en})" for o in decision.options)


def _refuse_infeasible(decision: Decision, on: Sequence[str]) -> None:
    conflict = conflict_from_decision(decision)
    if not conflict.feasible[_state(decision, on)]:
        barred = "; ".join(decision.infeasible)
        raise ModelError(
            f"in {decision.id} these options cannot be on together, with the others off",
            advice=f"it excludes: {barred}",
        )


def _state(decision: Decision, on: Sequence[str]) -> int:
    names = [option.id for option in decision.options]
    return sum(1 << names.index(name) for name in on)


def case_with_target(case: Case, target: Target) -> Case:
    """The case in which the target is an outcome of its decision, so that all can be asked of it.

    Nothing changes where the decision names that state already.
    """
    if target.outcome != TARGET:
        return case
    title = Text(ar="الهدف المطلوب", en="the target asked for")
    outcome = Outcome(id=TARGET, title=title, on=target.on, kind="settlement")
    return replace(
        case,
        decisions=tuple(
            replace(d, outcomes=(*(o for o in d.outcomes if o.id != TARGET), outcome))
            if d.id == target.decision
            else d
            for d in case.decisions
        ),
    )

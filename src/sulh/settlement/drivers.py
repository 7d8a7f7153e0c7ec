"""What drives an answer: which statement, if known, would move it most; which source it hangs on.

For each statement that is not certain the share is found again with the statement known true,
known false, and known true and first in priority, or last. Its *value* is how far finding out
would move the share on average: belief times the distance if true, plus disbelief times the
distance if false.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sulh.case.model import Case, Decision, Statement
from sulh.case.patch import apply_patch
from sulh.case.without import without_source
from sulh.errors import ModelError, nearest
from sulh.frame import frame_case
from sulh.settlement.decisions import study_outcome
from sulh.settlement.result import Drivers, Share, SourceDriver, StatementDriver
from sulh.settlement.search import target_outcome

__all__ = ["known", "placed", "what_drives", "what_sources_drive"]


def what_drives(
    decision: Decision, outcome: str | None = None, *, n: int = 2_000, seed: int = 0
) -> Drivers:
    """Rank the uncertain statements of a decision by what knowing them would change.

    Parameters
    ----------
    decision : Decision
    outcome : str, optional
        Id of an outcome; by default the first of kind "settlement".
    n, seed : int
        Draws for each question, with one seed; all orders where they are at most 20 n.

    Returns
    -------
    Drivers
        Statements by falling value. One that moves nothing whether true or false is kept, with
        value 0: that is worth knowing too.
    """
    target = target_outcome(decision, outcome)

    def holds(changed: Decision) -> Share:
        study = study_outcome(changed, target, n=n, seed=seed, exact_per_draw=20)
        return study.looked.share("holds", 0)

    base = holds(decision)
    found = []
    for statement in decision.statements:
        if statement.belief < 1 or statement.choice:
            belief = _belief(decision.statements, statement)
            sure = known(decision, statement.id, is_true=True)
            true, false = (
                holds(known(decision, statement.id, is_true=t)) if 0 < belief < 1 or t else base
                for t in (True, False)
            )
            found.append(
                StatementDriver(
                    statement=statement.id,
                    decision_maker=statement.decision_maker,
                    why=statement.why,
                    belief=belief,
                    if_true=true,
                    if_false=false,
                    if_first=holds(placed(sure, statement.id, first=True)),
                    if_last=holds(placed(sure, statement.id, first=False)),
                    value=belief * abs(true.p - base.p) + (1 - belief) * abs(false.p - base.p),
                )
            )
    found.sort(key=lambda driver: (-driver.value, driver.statement))
    return Drivers(
        decision=decision.id, outcome=target, base=base, statements=tuple(found), seed=seed
    )


def _belief(statements: Sequence[Statement], statement: Statement) -> float:
    """How likely the statement is to be in the list; in a choice, its part of all beliefs."""
    if not statement.choice:
        return statement.belief
    mates = [
        s.belief
        for s in statements
        if (s.decision_maker, s.choice) == (statement.decision_maker, statement.choice)
    ]
    return statement.belief / sum(mates) if sum(mates) else 0.0


def known(decision: Decision, statement: str, *, is_true: bool) -> Decision:
    """The decision with a statement known to be in the list, or known not to be.

    Of a choice, the others are out if it is in; if it is out and no other is left, none is.
    """
    asked = _statement(decision, statement)
    changed = []
    for each in decision.statements:
        mate = asked.choice and (each.decision_maker, each.choice) == (
            asked.decision_maker,
            asked.choice,
        )
        if each.id == statement:
            changed += [replace(each, belief=1.0, choice="")] if is_true else []
        elif not (mate and is_true):
            changed.append(each)
    gone = {s.id for s in decision.statements} - {s.id for s in changed}
    return replace(
        decision,
        statements=tuple(
            replace(s, over=tuple(name for name in s.over if name not in gone)) for s in changed
        ),
    )


def placed(decision: Decision, statement: str, *, first: bool) -> Decision:
    """The decision with a statement known to stand first, or last, in its owner's priorities.

    What was known of its own place before is dropped; all else that is known stays.
    """
    asked = _statement(decision, statement)
    mates = [
        s.id
        for s in decision.statements
        if s.decision_maker == asked.decision_maker and s.id != statement
    ]
    changed = []
    for each in decision.statements:
        if each.id == statement:
            changed.append(replace(each, over=tuple(mates) if first else ()))
        elif each.id in mates:
            rest = tuple(name for name in each.over if name != statement)
            changed.append(replace(each, over=rest if first else (*rest, statement)))
        else:
            changed.append(each)
    return replace(decision, statements=tuple(changed))


def _statement(decision: Decision, name: str) -> Statement:
    found = {s.id: s for s in decision.statements}
    if name not in found:
        raise ModelError(f"{decision.id} has no statement {name}", advice=nearest(name, found))
    return found[name]


def what_sources_drive(
    case: Case, decision: str, outcome: str | None = None, *, n: int = 2_000, seed: int = 0
) -> tuple[SourceDriver, ...]:
    """Frame the case anew without each of its sources in turn, and answer again.

    Changes an analyst made to the decision by hand are not in these answers: each is framed from
    the sources alone, and so is the one they are compared with.

    Parameters
    ----------
    case : Case
    decision : str
        Id of a decision as :func:`sulh.frame.frame_case` names it.
    outcome : str, optional
        By default the first of kind "settlement".
    n, seed : int
        As for :func:`what_drives`.

    Returns
    -------
    tuple of SourceDriver
        For each source that claims come from, those that move the answer most first. `share` is
        None where the decision could not be framed, or has no such outcome, without the source.
    """
    bare = replace(case, decisions=(), campaigns=())
    base = _share_of(bare, decision, outcome, n, seed)
    told = {claim.source for claim in case.claims}
    found = []
    for source in case.sources:
        if source.id in told:
            rest = apply_patch(bare, without_source(bare, source.id))
            share = _share_of(rest, decision, outcome, n, seed)
            found.append(SourceDriver(source=source.id, share=share, base=base))
    return tuple(sorted(found, key=_moved, reverse=True))


def _moved(driver: SourceDriver) -> float:
    if driver.share is None or driver.base is None:
        return 2.0 if driver.share is not driver.base else 0.0
    return abs(driver.share.p - driver.base.p)


def _share_of(case: Case, decision: str, outcome: str | None, n: int, seed: int) -> Share | None:
    for each in frame_case(case).decisions:
        if each.id == decision:
            names = {o.id for o in each.outcomes}
            target = target_outcome(each, outcome if outcome in names else None)
            if outcome is not None and target != outcome:
                return None
            study = study_outcome(each, target, n=n, seed=seed, exact_per_draw=20)
            return study.looked.share("holds", 0)
    return None

"""What an answer owes to each source: without it, and with what rests on it alone known false.

*Without* a source the case is framed anew from the others. *If it is wrong*, the decision stands
as it is, and every statement that rests on this source alone is known false. A source flips the
answer if either puts the share on the other side of `p`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sulh.case.model import Case, Decision
from sulh.case.patch import apply_patch
from sulh.case.without import without_source
from sulh.errors import ModelError, nearest
from sulh.frame import frame_case, pattern_names
from sulh.settlement.decisions import study_outcome
from sulh.settlement.knowing import known
from sulh.settlement.result import Share, SourceDriver, SourceDrivers
from sulh.settlement.search import target_outcome

__all__ = ["what_sources_drive"]


def what_sources_drive(
    case: Case,
    decision: str,
    outcome: str | None = None,
    *,
    p: float = 0.5,
    n: int = 2_000,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> SourceDrivers:
    """Ask again without each source of a case, and with what it alone says known false.

    Changes an analyst made to the decision by hand are not in the answers *without*: each is
    framed from the sources, and so is the one they are compared with, by the decision's own
    pattern where that was asked for. They are in the answers *if wrong*.

    Parameters
    ----------
    case : Case
    decision : str
        Id of a decision of the case, or as :func:`sulh.frame.frame_case` names it.
    outcome : str, optional
        By default the first of kind "settlement".
    p : float
        A source flips the answer if the share moves across this.
    n, seed : int
        As for :func:`.what_drives`.
    progress : callable, optional
        Told the part done.

    Returns
    -------
    SourceDrivers
        Each source that claims come from; those that flip the answer first, then those that move
        it most.

    Raises
    ------
    ModelError
        If neither the case nor its frame has such a decision.
    """
    bare = replace(case, decisions=(), campaigns=())
    given = next((d for d in case.decisions if d.id == decision), None)
    framing = _framing(bare, decision, given)
    framed = framing(bare)
    standing = given or framed
    if standing is None:
        known_ids = [d.id for d in (*case.decisions, *frame_case(bare).decisions)]
        raise ModelError(f"there is no decision {decision}", advice=nearest(decision, known_ids))
    target = target_outcome(standing, outcome)

    def holds(asked: Decision | None) -> Share | None:
        if asked is None or target not in {o.id for o in asked.outcomes}:
            return None
        study = study_outcome(asked, target, n=n, seed=seed, exact_per_draw=20, roads=False)
        return study.looked.share("holds", 0)

    base, as_it_stands = holds(framed), holds(standing)
    told = {claim.source for claim in case.claims}
    todo = [source.id for source in case.sources if source.id in told]
    found = []
    for i, source in enumerate(todo):
        rest = apply_patch(bare, without_source(bare, source))
        alone = _alone(case, standing, source)
        driver = SourceDriver(
            source=source,
            share=holds(framing(rest)),
            base=base,
            if_wrong=holds(_all_false(standing, alone)) if alone else None,
            standing=as_it_stands,
            statements=alone,
        )
        found.append(replace(driver, flips=_flips(driver, p)))
        if progress:
            progress((i + 1) / len(todo))
    found.sort(key=lambda driver: (not driver.flips, -_moved(driver)))
    return SourceDrivers(decision=decision, outcome=target, p=p, sources=tuple(found))


def _framing(
    bare: Case, decision: str, given: Decision | None
) -> Callable[[Case], Decision | None]:
    """How the decision is framed: by whatever fits, or by its pattern where that was asked for."""
    if given is None or _named(bare, decision) or given.pattern not in pattern_names():
        return lambda case: _named(case, decision)
    return lambda case: _named(case, decision, (given.pattern,))


def _named(case: Case, decision: str, patterns: tuple[str, ...] | None = None) -> Decision | None:
    return next((d for d in frame_case(case, patterns).decisions if d.id == decision), None)


def _alone(case: Case, decision: Decision, source: str) -> tuple[str, ...]:
    """Statements that rest on claims, all of them from this source."""
    sources = {claim.id: claim.source for claim in case.claims}
    return tuple(
        s.id
        for s in decision.statements
        if s.claims and all(sources.get(claim) == source for claim in s.claims)
    )


def _all_false(decision: Decision, statements: tuple[str, ...]) -> Decision:
    for name in statements:
        decision = known(decision, name, is_true=False)
    return decision


def _flips(driver: SourceDriver, p: float) -> bool:
    pairs = ((driver.share, driver.base), (driver.if_wrong, driver.standing))
    return any(one and other and (one.p >= p) != (other.p >= p) for one, other in pairs) or (
        driver.share is None and driver.base is not None
    )


def _moved(driver: SourceDriver) -> float:
    if driver.share is None:
        return 2.0 if driver.base is not None else 0.0
    pairs = ((driver.share, driver.base), (driver.if_wrong, driver.standing))
    return max(abs(one.p - other.p) if one and other else 0.0 for one, other in pairs)

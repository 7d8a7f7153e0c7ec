"""What drives an answer: which statement, if known, would move it most, and what to ask next.

For each statement whose truth or place is open, the share is found again with the statement known
true, known false, and known true and first in priority, or last. Its *value* is how far finding
out would move the share on average: belief times the distance if true, plus disbelief times the
distance if false. Knowing can also change which levers to choose: the best set for the same money
is then another one, and that is worth the expected value of information, in the same unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import sqrt

from sulh.case.model import Decision, Statement
from sulh.settlement.decisions import study_outcome
from sulh.settlement.knowing import choice_of, known, placed
from sulh.settlement.levers import Lever, refuse_harm
from sulh.settlement.result import AskNext, Drivers, Share, StatementDriver
from sulh.settlement.search import target_outcome
from sulh.settlement.trying import Trying

__all__ = ["what_drives"]

NOTHING = 1e-9
"""What moves the share, or the choice of levers, by no more than the rounding of a long sum."""


def what_drives(
    decision: Decision,
    outcome: str | None = None,
    *,
    levers: Sequence[Lever] = (),
    p: float = 0.9,
    n: int = 2_000,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Drivers:
    """Rank the open statements of a decision by what knowing them would change.

    Parameters
    ----------
    decision : Decision
    outcome : str, optional
        Id of an outcome; by default the first of kind "settlement".
    levers : sequence of Lever
        If any, also say how far knowing each statement would move the choice of levers.
    p : float
        Share of the orders in which levers are to make the outcome hold.
    n, seed : int
        Draws for each question, with one seed; all orders where they are at most 20 n. Each set
        of levers gets a quarter of the draws.
    progress : callable, optional
        Told the part done.

    Returns
    -------
    Drivers
        Statements by falling value. One that moves nothing whether true or false is kept, with
        value 0: that is worth knowing too.
    """
    target = target_outcome(decision, outcome)
    for lever in levers:
        refuse_harm(decision, lever, target)

    def holds(changed: Decision) -> Share:
        study = study_outcome(changed, target, n=n, seed=seed, exact_per_draw=20, roads=False)
        return study.looked.share("holds", 0)

    base = holds(decision)
    choice = choice_of(Trying(decision, target, tuple(levers), n=max(n // 4, 1), seed=seed), p)
    todo = [s for s in decision.statements if _is_open(decision, s)]
    found = []
    for i, statement in enumerate(todo):
        driver = _driver(decision, statement, base, holds)
        if choice is not None and (statement.belief < 1 or statement.choice):
            driver = replace(driver, levers=choice.shift(statement, driver.belief))
        found.append(driver)
        if progress:
            progress((i + 1) / len(todo))
    found.sort(key=lambda driver: (-driver.value, -driver.place, driver.statement))
    return Drivers(
        decision=decision.id,
        outcome=target,
        base=base,
        statements=tuple(found),
        seed=seed,
        ask_next=_ask_next(decision, found),
    )


def _is_open(decision: Decision, statement: Statement) -> bool:
    """Whether it is not certain that a statement is true, or where in the order it stands."""
    if statement.belief < 1 or statement.choice:
        return True
    mates = [s for s in decision.statements if s.decision_maker == statement.decision_maker]
    above = {s.id: set(s.over) for s in mates}
    for middle, under in above.items():
        for low in above.values():
            if middle in low:
                low.update(under)
    return any(
        s.id != statement.id and s.id not in above[statement.id] and statement.id not in above[s.id]
        for s in mates
    )


def _driver(
    decision: Decision, statement: Statement, base: Share, holds: Callable[[Decision], Share]
) -> StatementDriver:
    belief = _belief(decision.statements, statement)
    sure = known(decision, statement.id, is_true=True)
    true = holds(sure)
    false = holds(known(decision, statement.id, is_true=False)) if belief > 0 else base
    first, last = (holds(placed(sure, statement.id, first=f)) for f in (True, False))
    weighed = ((belief, true), (1 - belief, false))
    return StatementDriver(
        statement=statement.id,
        decision_maker=statement.decision_maker,
        why=statement.why,
        belief=belief,
        if_true=true,
        if_false=false,
        if_first=first,
        if_last=last,
        value=sum(chance * abs(answer.p - base.p) for chance, answer in weighed),
        place=abs(first.p - last.p),
        value_se=sqrt(base.se**2 + sum((chance * answer.se) ** 2 for chance, answer in weighed)),
    )


def _ask_next(decision: Decision, found: Sequence[StatementDriver]) -> tuple[AskNext, ...]:
    """What to find out next, most worth first; of a choice, one statement stands for all."""
    asks = {question.about: question.text for question in decision.asks}
    choices = {s.id: (s.decision_maker, s.choice) for s in decision.statements if s.choice}
    rows = []
    for driver in found:
        levers = driver.levers.value if driver.levers else None
        worth = max(driver.value, levers or 0.0)
        if worth > NOTHING:
            row = AskNext(
                statement=driver.statement,
                decision_maker=driver.decision_maker,
                ask=asks.get(driver.statement),
                why=driver.why,
                moves_share=driver.value,
                moves_levers=levers,
                worth=worth,
            )
            rows.append(row)
    rows.sort(key=lambda row: (-row.worth, row.ask is None, row.statement))
    kept: dict[object, AskNext] = {}
    for row in rows:
        kept.setdefault(choices.get(row.statement, row.statement), row)
    return tuple(kept.values())


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

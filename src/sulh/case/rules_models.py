"""Rules on decisions and campaigns: names that are not there, conditions that do not parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sulh.case.finding import Context
from sulh.case.model import Aim, Decision
from sulh.case.patch import apply_patch
from sulh.case.rules_ids import walks_in_circles
from sulh.case.shape import Path
from sulh.errors import ConditionError, Fault, PatchError, nearest
from sulh.logic import Condition, parse

__all__ = ["aims", "arms", "conditions", "names", "one_preference", "priorities", "unique_names"]

_NAMED = (
    ("decisions", "roles", "name"),
    ("decisions", "decision_makers", "id"),
    ("decisions", "options", "id"),
    ("decisions", "statements", "id"),
    ("decisions", "outcomes", "id"),
    ("decisions", "aims", "id"),
    ("decisions", "states", "id"),
    ("campaigns", "fronts", "area"),
    ("campaigns", "parameters", "name"),
    ("campaigns", "arms", "id"),
)


def unique_names(context: Context) -> Iterator[Fault]:
    """Options, statements, arms … of one decision or campaign with the same name."""
    for name, part, key in _NAMED:
        for path, record in context.records(name):
            seen: set[str] = set()
            for i, item in enumerate(getattr(record, part)):
                label = getattr(item, key)
                if label in seen:
                    yield context.fault(
                        "duplicate-name", (*path, part, i, key), f"{label} is used twice in {part}",
                        "give one of the two another name",
                    )  # fmt: skip
                seen.add(label)


def names(context: Context) -> Iterator[Fault]:
    """Roles, decision makers, options and statements that are referred to and not there."""
    for path, decision in context.records("decisions"):
        for place, found, known, what in _uses(decision):
            if found not in known:
                yield context.fault(
                    "unknown-name", (*path, *place), f"there is no {what} called {found}",
                    nearest(found, known) or f"add the {what}, or correct the name",
                )  # fmt: skip


def _uses(decision: Decision) -> Iterator[tuple[Path, str, list[str], str]]:
    """Yield place, name used, names there are, and what it names."""
    makers = [maker.id for maker in decision.decision_makers]
    options = [option.id for option in decision.options]
    states = [state.id for state in decision.states]
    roles = [role.name for role in decision.roles]
    for i, maker in enumerate(decision.decision_makers):
        if maker.role:
            yield ("decision_makers", i, "role"), maker.role, roles, "role"
    for i, option in enumerate(decision.options):
        yield ("options", i, "owner"), option.owner, makers, "decision maker"
    yield from _uses_in_moves(decision, makers, states)
    for i, outcome in enumerate(decision.outcomes):
        for j, option_id in enumerate(outcome.on):
            yield ("outcomes", i, "on", j), option_id, options or states, "option"
    for i, statement in enumerate(decision.statements):
        yield (
            ("statements", i, "decision_maker"),
            statement.decision_maker,
            makers,
            "decision maker",
        )
        own = [s.id for s in decision.statements if s.decision_maker == statement.decision_maker]
        for j, other in enumerate(statement.over):
            yield ("statements", i, "over", j), other, own, "statement of the same decision maker"
    for i, aim in enumerate(decision.aims):
        own = [a.id for a in decision.aims if a.decision_maker == aim.decision_maker]
        for j, other in enumerate(aim.over):
            yield ("aims", i, "over", j), other, own, "aim of the same decision maker"


def _uses_in_moves(
    decision: Decision, makers: list[str], states: list[str]
) -> Iterator[tuple[Path, str, list[str], str]]:
    """The same for common options, arcs, barred moves, perceptions and preferences over states."""
    options = [option.id for option in decision.options]
    for i, option in enumerate(decision.options):
        for j, maker_id in enumerate(option.shared_with):
            yield ("options", i, "shared_with", j), maker_id, makers, "decision maker"
    for i, arc in enumerate(decision.arcs):
        yield ("arcs", i, "decision_maker"), arc.decision_maker, makers, "decision maker"
        yield ("arcs", i, "source"), arc.source, states, "state"
        yield ("arcs", i, "target"), arc.target, states, "state"
    for i, perceived in enumerate(decision.perceptions):
        for j, option_id in enumerate(perceived.unseen_options):
            yield ("perceptions", i, "unseen_options", j), option_id, options, "option"
    for part in ("barred", "rankings", "perceptions", "weights", "utilities", "aims"):
        for i, item in enumerate(getattr(decision, part)):
            yield (part, i, "decision_maker"), item.decision_maker, makers, "decision maker"


def aims(context: Context) -> Iterator[Fault]:
    """Aims that say nothing, or two things; weights that cannot be drawn together."""
    for path, decision in context.records("decisions"):
        for i, aim in enumerate(decision.aims):
            mates = [a for a in decision.aims if a.decision_maker == aim.decision_maker]
            for message, advice in _wrong_with(aim, mates):
                yield context.fault(
                    "bad-aim", (*path, "aims", i), f"the aim {aim.id} {message}", advice
                )


def _wrong_with(aim: Aim, mates: Iterable[Aim]) -> Iterator[tuple[str, str]]:
    if bool(aim.outcome) == bool(aim.condition):
        yield "is of an outcome or of a condition", "give one of the two"
    if aim.weight is not None and aim.weight.low < 0:
        yield "has a weight below 0", "say wants: less, with a weight above 0"
    if aim.full <= 0:
        yield "counts in full at nothing", "give an amount above 0"
    if aim.weight is not None and aim.over:
        yield "has both a weight and aims it is over", "keep the weight, or the order"
    if any((other.weight is None) != (aim.weight is None) for other in mates):
        said = f"stands beside others of {aim.decision_maker}, of which some have no weight"
        yield said, "give all of them a weight, or none"


def priorities(context: Context) -> Iterator[Fault]:
    """Statements that take priority over one another in a circle; choices that cannot be made."""
    for path, decision in context.records("decisions"):
        for part in ("statements", "aims"):
            items = getattr(decision, part)
            places = {s.id: i for i, s in enumerate(items)}
            for circle in walks_in_circles({s.id: s.over for s in items}):
                yield context.fault(
                    "cycle", (*path, part, places[circle[0]], "over"),
                    f"each takes priority over the next: {' → '.join([*circle, circle[0]])}",
                    "take one of them out of over",
                )  # fmt: skip
        choices: dict[tuple[str, str], float] = {}
        for s in decision.statements:
            key = (s.decision_maker, s.choice)
            choices[key] = choices.get(key, 0.0) + s.belief
        for (maker, choice), belief in choices.items():
            if choice and belief <= 0:
                yield context.fault(
                    "empty-choice", (*path, "statements"),
                    f"no statement of the choice {choice} of {maker} is believed at all",
                    "give at least one of them a belief above 0",
                )  # fmt: skip


def one_preference(context: Context) -> Iterator[Fault]:
    """Weights or utilities of a decision maker whose preference is said in another way too.

    A ranking beside statements is none of these: it takes their place.
    """
    for path, decision in context.records("decisions"):
        told: dict[str, str] = {}
        for part in ("statements", "rankings", "weights", "utilities"):
            for i, item in enumerate(getattr(decision, part)):
                before = told.setdefault(item.decision_maker, part)
                if before != part and part in {"weights", "utilities"}:
                    yield context.fault(
                        "two-preferences", (*path, part, i),
                        f"the preference of {item.decision_maker} is said in {before} already",
                        f"keep its {before} or its {part}",
                    )  # fmt: skip
                    break


def conditions(context: Context) -> Iterator[Fault]:
    """Conditions that do not parse; named outcomes that the decision itself rules out."""
    for path, decision in context.records("decisions"):
        options = [option.id for option in decision.options]
        barred: list[Condition] = []
        for place, text in _conditions(decision):
            found = _parsed(context, (*path, *place), text, options)
            if isinstance(found, Fault):
                yield found
            elif place[0] == "infeasible":
                barred.append(found)
        yield from _ruled_out(context, path, decision, barred)


def _conditions(decision: Decision) -> Iterator[tuple[Path, str]]:
    """Yield every condition of a decision with its place."""
    for i, text in enumerate(decision.infeasible):
        yield ("infeasible", i), text
    for i, statement in enumerate(decision.statements):
        yield ("statements", i, "condition"), statement.condition
    for i, bar in enumerate(decision.barred):
        yield ("barred", i, "source"), bar.source
        yield ("barred", i, "target"), bar.target
    for i, weight in enumerate(decision.weights):
        yield ("weights", i, "condition"), weight.condition
    for i, aim in enumerate(decision.aims):
        if aim.condition:
            yield ("aims", i, "condition"), aim.condition
    for i, perceived in enumerate(decision.perceptions):
        for j, text in enumerate(perceived.impossible):
            yield ("perceptions", i, "impossible", j), text


def _parsed(context: Context, path: Path, text: str, options: Iterable[str]) -> Condition | Fault:
    try:
        return parse(text, tuple(options))
    except ConditionError as error:
        message = f"{error.message}, at character {error.position + 1} of «{text[:80]}»"
        return context.fault("bad-condition", path, message, error.advice)


def _ruled_out(
    context: Context, path: Path, decision: Decision, barred: list[Condition]
) -> Iterator[Fault]:
    for i, outcome in enumerate(decision.outcomes):
        bits = [option.id in outcome.on for option in decision.options]
        for condition in barred:
            if bits and condition.evaluate(bits):
                yield context.fault(
                    "infeasible-outcome", (*path, "outcomes", i),
                    f"the outcome {outcome.id} is ruled out by the infeasible «{condition}»",
                    "correct the outcome's options, or the infeasible condition",
                )  # fmt: skip


def arms(context: Context) -> Iterator[Fault]:
    """Arms of a campaign whose patch does not fit the case."""
    for path, campaign in context.records("campaigns"):
        for i, arm in enumerate(campaign.arms):
            try:
                apply_patch(context.case, arm)
            except PatchError as error:
                yield context.fault(
                    "bad-patch", (*path, "arms", i), f"the arm {arm.id}: {error.message}",
                    error.advice,
                )  # fmt: skip

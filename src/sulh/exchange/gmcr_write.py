"""A decision as the document of a ``.gmcr`` file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from sulh.case.model import Decision, Ranking
from sulh.errors import LimitError, ModelError
from sulh.exchange.states import feasible_states, ranking_of, state_of_words
from sulh.logic import And, If, Iff, Node, Not, Option, Or, parse

__all__ = ["to_document"]

MAX_MEMBERS = 512
RANKINGS = ("preferenceRanking", "preferenceVector")
DIRECTIONS = {"both": "both", "on": "fwd", "off": "back"}
Literal = tuple[int, bool]
Members = list[frozenset[Literal]]


def to_document(decision: Decision, before: dict[str, Any]) -> dict[str, Any]:
    """The document, made from the one there was `before`, whose other keys are kept."""
    if decision.states or decision.barred:
        raise ModelError(
            f"{decision.id} has explicit arcs or barred moves, which a .gmcr file cannot say"
        )
    if decision.weights or decision.utilities:
        raise ModelError(
            f"{decision.id} has weights or utilities, which a .gmcr file cannot say",
            advice="write them as a ranking first",
        )
    names = [option.id for option in decision.options]
    known = _Known(before, "options")
    options = [
        known.take(o.title.in_("en"))
        | {"name": o.title.in_("en"), "permittedDirection": DIRECTIONS[o.moves]}
        for o in decision.options
    ]
    infeasible = [_condition(text, names) for text in decision.infeasible]
    manual = bool(decision.rankings)
    makers = _makers(decision, before, names)
    infeasibles = [condition for condition in infeasible if condition is not None]
    if infeasibles != before.get("infeasibles", []) or _numbering(makers) != _numbering(
        _records(before, "decisionMakers")
    ):
        makers = [_without(maker, () if manual else RANKINGS) for maker in makers]
    document = before | {
        "options": options,
        "decisionMakers": makers,
        "infeasibles": infeasibles,
        "useManualPreferenceRanking": manual,
    }
    document.pop("useManualPreferenceVectors", None)
    return document


def _records(document: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [item for item in document.get(key, []) if isinstance(item, dict)]


class _Known:
    """The records of a list in the document there was, each to be taken once, by name."""

    def __init__(self, document: dict[str, Any], key: str) -> None:
        self.left = _records(document, key)

    def take(self, name: str) -> dict[str, Any]:
        """The first record left of that name, or an empty one."""
        for place, record in enumerate(self.left):
            if record.get("name") == name:
                return self.left.pop(place)
        return {}


def _without(record: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys}


def _numbering(makers: Sequence[dict[str, Any]]) -> list[Any]:
    """What decides, besides infeasible conditions, which number a state has in a ranking."""
    return [maker.get("options", []) for maker in makers]


def _makers(
    decision: Decision, before: dict[str, Any], names: Sequence[str]
) -> list[dict[str, Any]]:
    known = _Known(before, "decisionMakers")
    rankings = {ranking.decision_maker: ranking for ranking in decision.rankings}
    makers = []
    for maker in decision.decision_makers:
        own = [s.condition for s in decision.statements if s.decision_maker == maker.id]
        record = {
            "name": maker.title.in_("en"),
            "options": [
                j
                for j, option in enumerate(decision.options)
                if maker.id in (option.owner, *option.shared_with)
            ],
            "preferences": _conditions(own, names),
        }
        impossible = [p.impossible for p in decision.perceptions if p.decision_maker == maker.id]
        if impossible:
            record["misperceptions"] = _conditions(impossible[0], names)
        if rankings:
            record["preferenceRanking"] = _ranking(decision, rankings.get(maker.id), own)
        kept = known.take(str(record["name"]))
        stale = ["misperceptions", "payoffs"]
        if rankings:  # written anew; otherwise one that is not in use is kept
            stale += RANKINGS
        makers.append(_without(kept, stale) | record)
    return makers


def _ranking(
    decision: Decision, ranking: Ranking | None, statements: Sequence[str]
) -> list[int | list[int]]:
    """Numbers of feasible states from 1, best first; for one without ranking, by statements."""
    owners = [maker.id for maker in decision.decision_makers]
    order = sorted(decision.options, key=lambda option: owners.index(option.owner))
    names = [option.id for option in order]
    states = feasible_states(names, decision.infeasible)
    number = {state: place for place, state in enumerate(states, start=1)}
    if ranking is None:
        groups = ranking_of(statements, names, states)
    else:
        entries = [entry for entry in ranking.order if set(entry.strip()) != {">"}]
        groups = [[state_of_words(w, names) for w in g.split(" = ")] for g in entries]
    numbers = [[number[s] for s in group if s in number] for group in groups]
    return [group[0] if len(group) == 1 else group for group in numbers if group]


def _conditions(texts: Iterable[str], names: Sequence[str]) -> list[Any]:
    found = (_condition(text, names) for text in texts)
    return [condition for condition in found if condition is not None]


def _condition(text: str, names: Sequence[str]) -> Any:
    """A condition as the format has it; None if it is always or never true."""
    members = _members(parse(text, names).root, True)
    members = [m for m in members if not any(other < m for other in members)]
    if not members or frozenset() in members:
        return None
    lists = [[[j, "Y" if on else "N"] for j, on in sorted(member)] for member in members]
    unique = [m for k, m in enumerate(lists) if m not in lists[:k]]
    return unique[0] if len(unique) == 1 else {"compound": True, "members": unique}


def _members(node: Node, wanted: bool) -> Members:
    """The node (or its opposite) as any of: all of these options so."""
    match node:
        case Option(index):
            return [frozenset({(index, wanted)})]
        case Not(part):
            return _members(part, not wanted)
        case And(parts) | Or(parts):
            sides = [_members(part, wanted) for part in parts]
            return (
                _both(sides) if isinstance(node, And) == wanted else [m for s in sides for m in s]
            )
        case If(premise, conclusion):
            sides = [_members(premise, not wanted), _members(conclusion, wanted)]
            return sides[0] + sides[1] if wanted else _both(sides)
        case Iff(left, right):
            same = [_members(left, True), _members(right, wanted)]
            other = [_members(left, False), _members(right, not wanted)]
            return _both(same) + _both(other)


def _both(sides: Sequence[Members]) -> Members:
    """All of the sides at once; what contradicts itself falls away."""
    size = 1
    for side in sides:
        size *= len(side)
        if size > MAX_MEMBERS:
            raise LimitError(
                f"a condition that needs more than {MAX_MEMBERS} members in a .gmcr file"
            )
    merged = (frozenset().union(*pick) for pick in product(*sides))
    return [m for m in merged if not any((j, not on) in m for j, on in m)]

"""``.gmcr`` files (JSON, as gmcr-py and GMCR+ write them) to a case with one decision, and back.

What a file says, and where it goes:

- ``options`` with ``permittedDirection`` "both", "fwd" (only on) or "back" (only off): options,
  owned by the decision makers that list them. An option that several list becomes a common one.
- ``decisionMakers`` with ``preferences``: conditions in priority order: statements.
- ``infeasibles``: conditions under which a state is left out.
- ``useManualPreferenceRanking`` (older files: ``useManualPreferenceVectors``): then
  ``preferenceRanking`` (``preferenceVector``) counts in place of the preferences. It numbers the
  feasible states from 1 in ascending order (the first option of the first decision maker counts
  least), best first; a list in it is a tie.
- ``misperceptions``: conditions on states that the decision maker holds to be impossible.
- a condition is ``[[option, "Y" or "N"], ...]`` (all of them), or ``{"compound": true, "members":
  [...]}`` (any of these).

Everything else in a file (``coalitions``, ``payoffs``, ``program`` and what is not known here) is
no part of a case; :func:`write_gmcr` keeps it in the document it edits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sulh.case.model import Case, Decision, DecisionMaker, Option, Perceived, Ranking, Text
from sulh.case.model import Statement as CaseStatement
from sulh.errors import LimitError, ModelError, UnreadableError, Where, nearest
from sulh.exchange.gmcr_write import to_document
from sulh.exchange.states import feasible_states, state_in_words
from sulh.files import write_whole

__all__ = ["read_gmcr", "write_gmcr"]

MAX_BYTES = 20_000_000
MAX_RANKED_OPTIONS = 20
MOVES = {"both": "both", "fwd": "on", "back": "off"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS = {"not", "and", "or", "if", "then", "iff"}


class _Document:
    """A parsed file that knows its name, for messages."""

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        self.data = self.expect(_parsed(path), dict, "the document")

    def fault(self, message: str, field: str, advice: str = "") -> ModelError:
        return ModelError(message, Where(self.file, field=field), advice)

    def expect(self, value: Any, kind: type, field: str) -> Any:
        names = {list: "a list", dict: "an object", str: "a text", int: "a whole number"}
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(f"expected {names[kind]}, found {json.dumps(value)[:60]}", field)
        if isinstance(value, str) and _SURROGATE.search(value):
            raise self.fault(f"half a character in {json.dumps(value)[:60]}", field)
        return value

    def items(self, record: dict[str, Any], key: str, where: str = "") -> Iterator[tuple[str, Any]]:
        """The items of a list, each with its field path; a missing list is empty."""
        field = f"{where}{key}"
        for i, item in enumerate(self.expect(record.get(key, []), list, field)):
            yield f"{field}[{i}]", item


def _parsed(path: Path) -> Any:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot read: {error.strerror}", Where(str(path))) from error
    if len(data) > MAX_BYTES:
        raise LimitError(f"{len(data):,} bytes; a .gmcr file has at most {MAX_BYTES:,}")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableError("this is not UTF-8 text", Where(str(path))) from error
    except json.JSONDecodeError as error:
        where = Where(str(path), error.lineno, error.colno)
        raise UnreadableError(f"this is not JSON: {error.msg}", where) from error
    except RecursionError as error:
        raise UnreadableError("this is nested too deep", Where(str(path))) from error


def read_gmcr(path: str | Path) -> Case:
    """Read a ``.gmcr`` file as a case whose one decision is ``d:conflict``.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    Case

    Raises
    ------
    UnreadableError
        If the file cannot be read or is not JSON.
    ModelError
        If what it says makes no conflict: file, field, what was found and expected.
    """
    source = Path(path)
    document = _Document(source)
    owners = _owners(document)
    options = _options(document, owners)
    makers = _makers(document)
    names = [option.id for option in options]
    infeasible = tuple(_conditions(document, document.data, "infeasibles", names))
    records = [item for _, item in document.items(document.data, "decisionMakers")]
    decision = Decision(
        id="d:conflict",
        title=Text(en=source.stem),
        note=f"from {source.name}",
        decision_makers=makers,
        options=options,
        infeasible=infeasible,
        statements=tuple(_statements(document, makers, records, names)),
        rankings=tuple(_rankings(document, makers, records, names, infeasible)),
        perceptions=tuple(_perceptions(document, makers, records, names)),
    )
    return Case(id=_slug(source.stem, set()), title=Text(en=source.stem), decisions=(decision,))


def write_gmcr(case: Case, path: str | Path, decision: str | None = None) -> None:
    """Write one decision of a case as a ``.gmcr`` file.

    A document already at `path` is edited: what it holds beyond options, decision makers and
    infeasible conditions is kept, for each option and decision maker too (by name).

    Parameters
    ----------
    case : Case
    path : str or Path
    decision : str, optional
        Its id; needed if the case has several.

    Raises
    ------
    ModelError
        If the decision cannot be said in that format (explicit arcs, barred moves), or is not
        there.
    """
    target = Path(path)
    before = _Document(target).data if target.exists() else {}
    document = to_document(_chosen(case, decision), before)
    write_whole(target, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _chosen(case: Case, wanted: str | None) -> Decision:
    ids = [decision.id for decision in case.decisions]
    if wanted is None and len(ids) != 1:
        raise ModelError(f"the case has {len(ids)} decisions", advice=f"name one: {ids}")
    for decision in case.decisions:
        if wanted in (None, decision.id):
            return decision
    raise ModelError(f"there is no decision {wanted}", advice=nearest(str(wanted), ids))


def _slug(name: str, taken: set[str]) -> str:
    """A name of letters, digits and underscores that is no word of the condition language."""
    base = re.sub(r"\W+", "_", name).strip("_")[:60] or "x"
    if base.lower() in _WORDS or base[0].isdigit():
        base = f"o_{base}"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}_{number}", number + 1
    taken.add(slug)
    return slug


def _makers(document: _Document) -> tuple[DecisionMaker, ...]:
    taken: set[str] = set()
    makers = []
    for field, item in document.items(document.data, "decisionMakers"):
        name = document.expect(document.expect(item, dict, field).get("name"), str, f"{field}.name")
        makers.append(DecisionMaker(id=_slug(name, taken), title=Text(en=name)))
    if not makers:
        raise document.fault("there are no decision makers", "decisionMakers")
    return tuple(makers)


def _owners(document: _Document) -> dict[int, list[int]]:
    """Option index to the decision makers that list it, first the first one."""
    n = len(document.expect(document.data.get("options", []), list, "options"))
    owners: dict[int, list[int]] = {j: [] for j in range(n)}
    for i, (field, item) in enumerate(document.items(document.data, "decisionMakers")):
        maker = document.expect(item, dict, field)
        for place, option in document.items(maker, "options", f"{field}."):
            number = document.expect(option, int, place)
            if number not in owners:
                raise document.fault(f"there is no option {number}", place, f"0 to {n - 1}")
            owners[number].append(i)
    return owners


def _options(document: _Document, owners: dict[int, list[int]]) -> tuple[Option, ...]:
    makers = _makers(document)
    taken: set[str] = set()
    options = []
    for j, (field, item) in enumerate(document.items(document.data, "options")):
        record = document.expect(item, dict, field)
        name = document.expect(record.get("name"), str, f"{field}.name")
        way = record.get("permittedDirection", "both")
        if not isinstance(way, str) or way not in MOVES:
            advice = nearest(str(way), MOVES)
            raise document.fault(f"found {way!r}", f"{field}.permittedDirection", advice)
        if not owners[j]:
            raise document.fault(f"no decision maker lists option {j}, {name!r}", field)
        first, *more = (makers[i].id for i in owners[j])
        options.append(
            Option(
                id=_slug(name, taken),
                owner=first,
                title=Text(en=name),
                moves=MOVES[way],  # type: ignore[arg-type]  # the three values of MOVES
                basis="assumed",
                shared_with=tuple(more),
            )
        )
    return tuple(options)


def _conditions(
    document: _Document, record: dict[str, Any], key: str, names: Sequence[str], where: str = ""
) -> Iterator[str]:
    for field, item in document.items(record, key, where):
        if isinstance(item, dict):
            if not document.expect(item.get("members", []), list, f"{field}.members"):
                raise document.fault("a compound condition without members", field)
            members = [
                _all_of(document, m, f, names)
                for f, m in document.items(item, "members", f"{field}.")
            ]
            yield members[0] if len(members) == 1 else " or ".join(f"({m})" for m in members)
        else:
            yield _all_of(document, item, field, names)


def _all_of(document: _Document, item: Any, field: str, names: Sequence[str]) -> str:
    """A list of [option, "Y" or "N"] as a condition in words."""
    parts = []
    for k, pair in enumerate(document.expect(item, list, field)):
        place = f"{field}[{k}]"
        if not isinstance(pair, list) or len(pair) != 2 or pair[1] not in ("Y", "N"):
            raise document.fault(f'expected [option, "Y" or "N"], found {json.dumps(pair)}', place)
        option = document.expect(pair[0], int, place)
        if not 0 <= option < len(names):
            raise document.fault(f"there is no option {option}", place, f"0 to {len(names) - 1}")
        parts.append(names[option] if pair[1] == "Y" else f"not {names[option]}")
    if not parts:
        raise document.fault("a condition without options", field)
    return " and ".join(parts)


def _statements(
    document: _Document,
    makers: Sequence[DecisionMaker],
    records: Sequence[dict[str, Any]],
    names: Sequence[str],
) -> Iterator[CaseStatement]:
    for i, (maker, record) in enumerate(zip(makers, records, strict=True)):
        found = _conditions(document, record, "preferences", names, f"decisionMakers[{i}].")
        for k, condition in enumerate(found, start=1):
            yield CaseStatement(
                id=f"{maker.id}_{k}",
                decision_maker=maker.id,
                condition=condition,
                basis="assumed",
            )


def _rankings(
    document: _Document,
    makers: Sequence[DecisionMaker],
    records: Sequence[dict[str, Any]],
    names: Sequence[str],
    infeasible: Sequence[str],
) -> Iterator[Ranking]:
    """Manual rankings, where the file says that they count."""
    data = document.data
    manual = data.get("useManualPreferenceRanking", data.get("useManualPreferenceVectors", False))
    if not manual:
        return
    if len(names) > MAX_RANKED_OPTIONS:
        raise LimitError(f"{len(names)} options; rankings are read up to {MAX_RANKED_OPTIONS}")
    ordered = [names[j] for j in _by_owner(document.data)]
    states = feasible_states(ordered, infeasible)
    for i, (maker, record) in enumerate(zip(makers, records, strict=True)):
        key = "preferenceRanking" if "preferenceRanking" in record else "preferenceVector"
        groups = [
            [
                _ranked(document, s, field, states, ordered)
                for s in (g if isinstance(g, list) else [g])
            ]
            for field, g in document.items(record, key, f"decisionMakers[{i}].")
        ]
        yield Ranking(decision_maker=maker.id, order=tuple(" = ".join(g) for g in groups))


def _by_owner(data: dict[str, Any]) -> list[int]:
    """Options in the order of the decision makers that list them, as rankings number states."""
    listed = [j for maker in data["decisionMakers"] for j in maker.get("options", [])]
    return list(dict.fromkeys(listed))


def _ranked(
    document: _Document, number: Any, field: str, states: Sequence[int], names: Sequence[str]
) -> str:
    place = document.expect(number, int, field)
    if not 1 <= place <= len(states):
        raise document.fault(f"there is no feasible state {place}", field, f"1 to {len(states)}")
    return state_in_words(states[place - 1], names)


def _perceptions(
    document: _Document,
    makers: Sequence[DecisionMaker],
    records: Sequence[dict[str, Any]],
    names: Sequence[str],
) -> Iterator[Perceived]:
    for i, (maker, record) in enumerate(zip(makers, records, strict=True)):
        where = f"decisionMakers[{i}]."
        conditions = tuple(_conditions(document, record, "misperceptions", names, where))
        if conditions:
            yield Perceived(decision_maker=maker.id, impossible=conditions)

"""A ledger of answers: frozen and dated now, resolved and scored later.

One JSON line a record, only ever added to. A frozen answer says what was asked, which share came
out, from which version and seed, and until when it is to be judged; its id is the digest of its
own content, so that a line changed afterwards is found. A later line resolves it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sulh.errors import ModelError, UnreadableError, Where, nearest
from sulh.files import write_whole
from sulh.settlement.result import SettlementResult

__all__ = ["Entry", "LedgerScore", "Resolution", "freeze", "read_ledger", "resolve", "score"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A frozen answer: that `outcome`, once reached, holds until `judge_on`, with share `p`."""

    made: str
    judge_on: str
    case: str
    decision: str
    outcome: str
    title_ar: str
    title_en: str
    p: float
    se: float
    verdict: str
    version: str
    seed: int

    @property
    def id(self) -> str:
        """First 16 hexadecimal digits of the digest of the content."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What became of a frozen answer: held or not, or None if it was never put to the test."""

    entry: str
    resolved: str
    held: bool | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerScore:
    """How the frozen answers did.

    `brier` and `log` are means over the `n_scored` that were put to the test (smaller is better),
    beside those of always giving the base rate among them. With few, neither says much; the
    caller is told the number and no verdict on skill is made.
    """

    n_entries: int
    n_resolved: int
    n_scored: int
    base_rate: float | None
    brier: float | None
    brier_base: float | None
    log: float | None
    log_base: float | None


def freeze(
    result: SettlementResult, path: Path, *, made: dt.date, judge_on: dt.date
) -> tuple[Entry, ...]:
    """Add the answer on every settlement of a result to the ledger at `path`.

    Parameters
    ----------
    result : SettlementResult
    path : Path
        The ledger; made if need be. An answer that is in it already is not added again.
    made, judge_on : date
        Today, and when to look what became of it.

    Returns
    -------
    tuple of Entry
        Those added.

    Raises
    ------
    ModelError
        If `judge_on` is not after `made`, or the ledger was changed by hand.
    UnreadableError
        If the ledger cannot be read.
    """
    if judge_on <= made:
        raise ModelError("judge_on is not after made", advice="give a later day")
    lines, known, _ = _read(path)
    added = []
    for entry in _entries(result, made, judge_on):
        if entry.id not in known:
            added.append(entry)
            lines.append(json.dumps({"id": entry.id, **asdict(entry)}, ensure_ascii=False))
    if added:
        write_whole(path, "\n".join(lines) + "\n")
    return tuple(added)


def _entries(result: SettlementResult, made: dt.date, judge_on: dt.date) -> Iterable[Entry]:
    for decision in result.decisions:
        for outcome in decision.outcomes:
            if outcome.kind == "settlement":
                yield Entry(
                    made=made.isoformat(),
                    judge_on=judge_on.isoformat(),
                    case=result.case,
                    decision=decision.decision,
                    outcome=outcome.outcome,
                    title_ar=outcome.title.in_("ar"),
                    title_en=outcome.title.in_("en"),
                    p=outcome.holds.share.p,
                    se=outcome.holds.share.se,
                    verdict=outcome.holds.verdict,
                    version=result.version,
                    seed=result.seed,
                )


def resolve(
    path: Path, entry: str, *, held: bool | None, resolved: dt.date, note: str = ""
) -> Resolution:
    """Write what became of a frozen answer.

    Parameters
    ----------
    path : Path
        The ledger.
    entry : str
        Id of the frozen answer.
    held : bool or None
        Whether the settlement, once reached, held; None if it was never reached.
    resolved : date
    note : str
        On whose word.

    Raises
    ------
    ModelError
        If there is no such answer, it is resolved already, or was made later.
    """
    lines, entries, resolutions = _read(path)
    if entry not in entries:
        raise ModelError(f"the ledger has no answer {entry}", advice=nearest(entry, entries))
    if entry in resolutions:
        raise ModelError(f"answer {entry} is resolved already")
    if resolved.isoformat() < entries[entry].made:
        raise ModelError(f"answer {entry} was made on {entries[entry].made}, after {resolved}")
    found = Resolution(entry=entry, resolved=resolved.isoformat(), held=held, note=note)
    lines.append(json.dumps(asdict(found), ensure_ascii=False))
    write_whole(path, "\n".join(lines) + "\n")
    return found


def read_ledger(path: Path) -> tuple[tuple[Entry, Resolution | None], ...]:
    """Return every frozen answer with what became of it, in the order they were made."""
    _, entries, resolutions = _read(path)
    return tuple((entry, resolutions.get(name)) for name, entry in entries.items())


def score(path: Path) -> LedgerScore:
    """Score the answers that were put to the test, beside the base rate among them."""
    _, entries, resolutions = _read(path)
    pairs = [
        (entries[name].p, float(found.held))
        for name, found in resolutions.items()
        if found.held is not None
    ]
    if not pairs:
        return LedgerScore(
            n_entries=len(entries), n_resolved=len(resolutions), n_scored=0, base_rate=None,
            brier=None, brier_base=None, log=None, log_base=None,
        )  # fmt: skip
    rate = sum(held for _, held in pairs) / len(pairs)
    same = [(rate, held) for _, held in pairs]
    return LedgerScore(
        n_entries=len(entries),
        n_resolved=len(resolutions),
        n_scored=len(pairs),
        base_rate=rate,
        brier=_brier(pairs),
        brier_base=_brier(same),
        log=_log(pairs),
        log_base=_log(same),
    )


def _brier(pairs: list[tuple[float, float]]) -> float:
    return sum((p - held) ** 2 for p, held in pairs) / len(pairs)


def _log(pairs: list[tuple[float, float]]) -> float:
    """Mean logarithmic loss; shares are kept 0.005 away from 0 and 1, which no model may claim."""
    kept = [(min(max(p, 0.005), 0.995), held) for p, held in pairs]
    return -sum(math.log(p if held else 1 - p) for p, held in kept) / len(kept)


def _read(path: Path) -> tuple[list[str], dict[str, Entry], dict[str, Resolution]]:
    """Lines, entries and resolutions of a ledger; all empty if there is none yet."""
    if not path.exists():
        return [], {}, {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError("the ledger cannot be read", Where(str(path))) from error
    entries: dict[str, Entry] = {}
    resolutions: dict[str, Resolution] = {}
    for number, line in enumerate(lines, start=1):
        where = Where(str(path), number)
        record = _parsed(line, where)
        if "entry" in record:
            found = _made(Resolution, record, where)
            if found.entry not in entries:
                raise ModelError(f"resolves {found.entry}, which is not above it", where)
            resolutions[found.entry] = found
        else:
            given = record.pop("id", "")
            entry = _made(Entry, record, where)
            if entry.id != given:
                raise ModelError(
                    "this line was changed after it was frozen", where, "restore the line"
                )
            entries[given] = entry
    return lines, entries, resolutions


def _parsed(line: str, where: Where) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ModelError("not a JSON line", where) from error
    if not isinstance(record, dict):
        raise ModelError("not a record", where)
    return record


def _made(cls: type[Any], record: dict[str, Any], where: Where) -> Any:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(cls).validate_python(record)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise ModelError(first["msg"], Where(where.file, where.line, field=field)) from error

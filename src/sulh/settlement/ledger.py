"""A ledger of answers: frozen and dated now, resolved and scored later.

One JSON line a record, only ever added to. A frozen answer says what was asked, which share came
out, from which version and seed, and until when it is to be judged. Its id is the digest of its
own content, and each line carries the digest of the line before it: a line that is changed, taken
out, put in or moved is found. (Taking away the last lines is not: keep the file in version
control.) A later line resolves an answer, a still later one can correct that and says so.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sulh.errors import ModelError, UnreadableError, Where, nearest
from sulh.files import write_whole
from sulh.settlement.result import SettlementResult

__all__ = ["Entry", "LedgerScore", "Resolution", "freeze", "read_ledger", "resolve", "score"]

FEWEST = 5
"""Answers below which no interval is given."""
RESAMPLINGS = 2_000


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
    """What became of a frozen answer: held or not, or None if it was never put to the test.

    `source` is on whose word; `corrects`: it takes the place of an earlier resolution.
    """

    entry: str
    resolved: str
    held: bool | None
    source: str
    note: str = ""
    corrects: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerScore:
    """How the frozen answers did.

    `brier` and `log` are means over the `n_scored` that were put to the test (smaller is better),
    beside those of always giving the base rate among them. The intervals hold 90 % of 2,000
    resamplings of the answers, and are None below 5 of them. With few, none of this says much; the
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
    brier_interval: tuple[float, float] | None = None
    log_interval: tuple[float, float] | None = None


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
    added = tuple(entry for entry in _entries(result, made, judge_on) if entry.id not in known)
    _append(path, lines, [{"id": entry.id, **asdict(entry)} for entry in added])
    return added


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
    path: Path,
    entry: str,
    *,
    held: bool | None,
    resolved: dt.date,
    source: str,
    note: str = "",
    correct: bool = False,
) -> Resolution:
    """Write what became of a frozen answer.

    Parameters
    ----------
    path : Path
        The ledger.
    entry : str
        Id of the frozen answer, or the beginning of it.
    held : bool or None
        Whether the settlement, once reached, held; None if it was never reached.
    resolved : date
        The day on which it was so.
    source : str
        On whose word.
    note : str
    correct : bool
        Say so to resolve an answer that is resolved already; the earlier line stays.

    Raises
    ------
    ModelError
        If there is no such answer, nobody is named whose word it is, it is resolved already (or,
        with `correct`, is not), or was made later.
    """
    lines, entries, resolutions = _read(path)
    name = _named(entry, entries)
    if not source.strip():
        raise ModelError("say on whose word it held or did not", advice="give a source")
    if (name in resolutions) is not correct:
        raise _already(name, resolutions.get(name))
    if resolved.isoformat() < entries[name].made:
        raise ModelError(f"answer {name} was made on {entries[name].made}, after {resolved}")
    found = Resolution(
        entry=name, resolved=resolved.isoformat(), held=held, source=source, note=note,
        corrects=correct,
    )  # fmt: skip
    _append(path, lines, [asdict(found)])
    return found


def _named(entry: str, entries: Mapping[str, Entry]) -> str:
    """The whole id of an answer, of which the beginning was given."""
    found = [name for name in entries if entry and name.startswith(entry)]
    if len(found) != 1:
        what = "no answer" if not found else "several answers"
        advice = nearest(entry, entries) or "sulh ledger list shows them"
        raise ModelError(f"the ledger has {what} {entry!r}", advice=advice)
    return found[0]


def _already(name: str, before: Resolution | None) -> ModelError:
    if before is None:
        return ModelError(f"answer {name} is not resolved yet: there is nothing to correct")
    return ModelError(
        f"answer {name} is resolved already, on {before.resolved}, on the word of {before.source}",
        advice="to correct that, say so: --correct (both lines stay in the ledger)",
    )


def _append(path: Path, lines: list[str], records: Iterable[dict[str, Any]]) -> None:
    """Write records below the lines of a ledger, each with the digest of the line above it."""
    whole = list(lines)
    for record in records:
        chained = {**record, "after": _digest(whole[-1]) if whole else ""}
        whole.append(json.dumps(chained, ensure_ascii=False))
    if len(whole) > len(lines):
        write_whole(path, "\n".join(whole) + "\n")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


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
        brier=_mean(map(_brier, pairs)),
        brier_base=_mean(map(_brier, same)),
        log=_mean(map(_log, pairs)),
        log_base=_mean(map(_log, same)),
        brier_interval=_interval([_brier(pair) for pair in pairs]),
        log_interval=_interval([_log(pair) for pair in pairs]),
    )


def _mean(losses: Iterable[float]) -> float:
    found = list(losses)
    return sum(found) / len(found)


def _brier(pair: tuple[float, float]) -> float:
    return (pair[0] - pair[1]) ** 2


def _log(pair: tuple[float, float]) -> float:
    """Logarithmic loss; shares are kept 0.005 away from 0 and 1, which no model may claim."""
    p = min(max(pair[0], 0.005), 0.995)
    return -math.log(p if pair[1] else 1 - p)


def _interval(losses: Sequence[float]) -> tuple[float, float] | None:
    """The middle 90 % of the mean over resamplings of the answers; None where they are few."""
    if len(losses) < FEWEST:
        return None
    rng = np.random.default_rng(0)
    drawn = rng.choice(np.asarray(losses), size=(RESAMPLINGS, len(losses))).mean(axis=1)
    low, high = np.quantile(drawn, [0.05, 0.95])
    return float(low), float(high)


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
    before = ""
    for number, line in enumerate(lines, start=1):
        where = Where(str(path), number)
        record = _parsed(line, where)
        if record.pop("after", None) != before:
            raise _tampered("the line above this one is not the one it was written after", where)
        _take(record, where, entries, resolutions)
        before = _digest(line)
    return lines, entries, resolutions


def _take(
    record: dict[str, Any],
    where: Where,
    entries: dict[str, Entry],
    resolutions: dict[str, Resolution],
) -> None:
    """Take one line of a ledger, and refuse it where it does not fit those before it."""
    if "entry" in record:
        found = _made(Resolution, record, where)
        if found.entry not in entries:
            raise ModelError(f"resolves {found.entry}, which is not above it", where)
        if (found.entry in resolutions) is not found.corrects:
            raise _tampered(f"resolves {found.entry} again without saying so", where)
        resolutions[found.entry] = found
        return
    given = record.pop("id", "")
    entry = _made(Entry, record, where)
    if entry.id != given:
        raise _tampered("this line was changed after it was frozen", where)
    entries[given] = entry


def _tampered(message: str, where: Where) -> ModelError:
    return ModelError(message, where, "restore the ledger as it was, from version control")


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

"""Case -> findings: what a careful reader would object to, each with what to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path as FilePath

from sulh.case import rules_claims, rules_ids, rules_models, rules_time
from sulh.case.finding import Context, Rule, WhereOf
from sulh.case.load import load
from sulh.case.model import Case
from sulh.errors import CaseError, Fault

__all__ = ["CheckReport", "check_case", "check_file"]

RULES: tuple[Rule, ...] = (
    rules_ids.references,
    rules_ids.spoken_references,
    rules_ids.prefixes,
    rules_ids.cycles,
    rules_time.intervals,
    rules_time.ranges,
    rules_time.order,
    rules_time.retention,
    rules_time.shares,
    rules_time.words,
    rules_claims.evidence,
    rules_claims.factuality,
    rules_claims.sources,
    rules_claims.spans,
    rules_models.unique_names,
    rules_models.names,
    rules_models.priorities,
    rules_models.one_preference,
    rules_models.aims,
    rules_models.conditions,
    rules_models.arms,
)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of a file found. `case` is None where the file cannot be a case at all."""

    faults: tuple[Fault, ...]
    case: Case | None

    @property
    def exit_code(self) -> int:
        """Exit code of a command: 0 clean, 1 findings, 2 no case at all."""
        return 2 if self.case is None else int(bool(self.faults))


def check_case(
    case: Case,
    where: WhereOf | None = None,
    *,
    folder: str | FilePath | None = None,
    today: dt.date | None = None,
) -> tuple[Fault, ...]:
    """Find what does not fit together in a case.

    Parameters
    ----------
    case : Case
        The case.
    where : callable, optional
        Gives file and line of a path in the case; :func:`check_file` has one.
    folder : str or Path, optional
        Folder of the case. With it the stored texts are read: every quote must stand where its
        claim says, and the original files must have the hash of the source.
    today : date, optional
        With it, records whose retention date has passed are found.

    Returns
    -------
    tuple of Fault
        In the order of the document where lines are known, else rule by rule. Codes are listed
        in docs/reference/error-codes.md.

    Examples
    --------
    >>> from sulh.case import Case, Text
    >>> from sulh.case.model import Party
    >>> party = Party(id="p:brigade", name=Text(ar="اللواء الثامن"), part_of="p:corps")
    >>> for fault in check_case(Case(id="daraa", title=Text(ar="درعا"), parties=(party,))):
    ...     print(fault)
    parties[0].part_of: p:brigade: nothing has the id p:corps [unknown-id]
        known: p:brigade
    """
    context = Context(case, where, None if folder is None else FilePath(folder), today)
    found = [fault for rule in RULES for fault in rule(context)]
    return tuple(sorted(found, key=lambda fault: (fault.where.file, fault.where.line)))


def check_file(path: str | FilePath, *, today: dt.date | None = None) -> CheckReport:
    """Load and check a case; every finding has file and line.

    Parameters
    ----------
    path : str or Path
        A folder with ``case.yaml``, or a YAML file.
    today : date, optional
        With it, records whose retention date has passed are found.

    Raises
    ------
    UnreadableError
        If there is no such file, or it is not UTF-8 text.
    LimitError
        If it is too large.
    """
    try:
        loaded = load(path)
    except CaseError as error:
        return CheckReport(error.faults, None)
    faults = check_case(loaded.case, loaded.places.where, folder=loaded.path.parent, today=today)
    return CheckReport(faults, loaded.case)

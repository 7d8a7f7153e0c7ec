"""The JSON documents that commands print with ``--json``, as types. Their schemas come from here.

``read`` prints a list of :class:`ReadDocument`; ``frame``, ``analyze``, ``settle``, ``simulate``
and ``run`` one document each. ``sulh schema NAME`` prints the JSON Schema.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter

from sulh.case.model import Campaign, Case, Claim, Decision, Question, Text
from sulh.errors import Fault, ModelError, nearest
from sulh.frame import Pattern
from sulh.settlement.ledger import Entry, LedgerScore, Resolution
from sulh.settlement.result import CampaignResult, SettlementResult
from sulh.simulation.calibration.backtest import Backtest
from sulh.simulation.calibration.posterior_file import PosteriorFile

__all__ = [
    "DOCUMENTS",
    "AnalyzeDocument",
    "DecisionAnalysis",
    "EquilibriumList",
    "FrameDocument",
    "LedgerDocument",
    "LedgerLine",
    "NamedText",
    "OptionEntry",
    "PatternLine",
    "ReadAgreement",
    "ReadClaim",
    "ReadDocument",
    "ReadEntity",
    "ReviewItem",
    "RunDocument",
    "SimulateDocument",
    "StateEntry",
    "json_text",
    "schema",
]

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class ReadEntity:
    """A party, person, source or place of one document. `mentions` are [start, end) pairs."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    name: str
    aliases: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class ReadClaim:
    """A claim in the neutral form; offsets are code points of the text as stored."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    start: int
    end: int
    kind: str
    type: str
    actor: tuple[str, ...]
    target: tuple[str, ...]
    place: tuple[str, ...]
    said_by: str
    modality: str
    polarity: str


@dataclass(frozen=True, kw_only=True)
class ReadAgreement:
    """An agreement in the neutral form."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    status: str
    name: str
    parties: tuple[str, ...]
    mediator: tuple[str, ...]
    guarantor: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class ReadDocument:
    """What was read in one document; `doc` is its file's name without the ending."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    doc: str
    parties: tuple[ReadEntity, ...]
    persons: tuple[ReadEntity, ...]
    sources: tuple[ReadEntity, ...]
    places: tuple[ReadEntity, ...]
    claims: tuple[ReadClaim, ...]
    agreements: tuple[ReadAgreement, ...]


@dataclass(frozen=True, kw_only=True)
class FrameDocument:
    """The decisions and campaigns of a case, and what could not be bound."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    case: str
    decisions: tuple[Decision, ...]
    campaigns: tuple[Campaign, ...]
    asks: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class NamedText:
    """An id with its title."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class OptionEntry:
    """An option, its owner and title, in the order of the bits of a state."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    owner: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class StateEntry:
    """A state that someone finds stable: options on, and for each concept for whom."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    state: int
    on: tuple[str, ...]
    stable: dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class EquilibriumList:
    """The equilibria under one concept: state ids, ascending."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    concept: str
    states: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class DecisionAnalysis:
    """The stability analysis of one decision in the usual order of its statements.

    `states` lists every feasible state of a decision with at most 4,096 of them, and otherwise
    the equilibria only.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    decision: str
    title: Text
    concepts: tuple[str, ...]
    decision_makers: tuple[NamedText, ...]
    options: tuple[OptionEntry, ...]
    n_states: int
    n_feasible: int
    status_quo: int | None
    states: tuple[StateEntry, ...]
    equilibria: tuple[EquilibriumList, ...]


@dataclass(frozen=True, kw_only=True)
class AnalyzeDocument:
    """The analyses of the decisions of a case that were asked for."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    case: str
    decisions: tuple[DecisionAnalysis, ...]
    version: str


@dataclass(frozen=True, kw_only=True)
class SimulateDocument:
    """The arms of each campaign and their paired differences."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    case: str
    campaigns: tuple[CampaignResult, ...]
    n_runs: int
    seed: int
    version: str
    posterior: str = ""
    """What fitted parameters were drawn from; empty: every one from its prior."""


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """A frozen answer by its id, and what became of it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    entry: Entry
    resolution: Resolution | None


@dataclass(frozen=True, kw_only=True)
class LedgerDocument:
    """Frozen answers of one ledger."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    ledger: str
    answers: tuple[LedgerLine, ...]


@dataclass(frozen=True, kw_only=True)
class PatternLine:
    """A pattern that ships, as the list of patterns has it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    title: Text
    summary: Text


@dataclass(frozen=True, kw_only=True)
class RunDocument:
    """What a whole run made."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    case: str
    files: tuple[str, ...]
    kept: tuple[str, ...]
    notices: tuple[Fault, ...]
    answer: SettlementResult


@dataclass(frozen=True, kw_only=True)
class ReviewItem:
    """A drafted claim in the order of review, why it matters, and the sentence it stands in.

    `before` and `after` are the words of its sentence around the quote; `sentence_start` is the
    offset of the first. Without the stored text (`text_known` false) they are empty.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    claim: Claim
    moves: float
    rests: tuple[str, ...]
    conflicts: tuple[str, ...]
    sentence_start: int
    before: str
    after: str
    text_known: bool


DOCUMENTS: dict[str, Any] = {
    "analyze": AnalyzeDocument,
    "backtest": Backtest,
    "case": Case,
    "frame": FrameDocument,
    "ledger": LedgerDocument,
    "ledger-score": LedgerScore,
    "pattern": Pattern,
    "pattern-list": list[PatternLine],
    "posterior": PosteriorFile,
    "read": list[ReadDocument],
    "review": list[ReviewItem],
    "run": RunDocument,
    "settle": SettlementResult,
    "simulate": SimulateDocument,
}


def json_text(name: str, record: Any) -> str:
    """Return a document of :data:`DOCUMENTS` as JSON text, two spaces deep, ending in a newline.

    Parameters
    ----------
    name : str
        A key of `DOCUMENTS`.
    record : object
        Of that document's type.
    """
    text = TypeAdapter(DOCUMENTS[name]).dump_json(record, indent=2, ensure_ascii=False)
    return text.decode("utf-8") + "\n"


def schema(name: str) -> str:
    """Return the JSON Schema of a document, as JSON text.

    Parameters
    ----------
    name : str
        A key of `DOCUMENTS`.

    Raises
    ------
    ModelError
        If there is no such document.

    Examples
    --------
    >>> '"status_quo"' in schema("analyze")
    True
    """
    if name not in DOCUMENTS:
        raise ModelError(f"no document is called {name!r}", advice=nearest(name, DOCUMENTS))
    body = TypeAdapter(DOCUMENTS[name]).json_schema(mode="serialization")
    return json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

"""What every part of a case is made of: ids and what they refer to, words, times, numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from sulh.case.vocab import Basis, Calendar, Precision, Sensitivity, Sharing


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks an id field: the lists of the case in which the id may be found."""

    lists: tuple[str, ...]


def _written_day(value: Any) -> Any:
    """Refuse numbers, which pydantic would read as seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and value.isdecimal()):
        raise ValueError("a date is written like 2018-07-05")
    return value


def _frozen(value: Any) -> Any:
    """Lists become tuples, as everywhere in a case."""
    if isinstance(value, list | tuple):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


Id = Annotated[str, Field(pattern=r"^[a-z]{1,3}:[\w.\-]+$", max_length=200)]
SourceId = Annotated[Id, Refers(("sources",))]
PartyId = Annotated[Id, Refers(("parties",))]
AreaId = Annotated[Id, Refers(("areas",))]
ClaimId = Annotated[Id, Refers(("claims",))]
AgreementId = Annotated[Id, Refers(("agreements",))]
DecisionId = Annotated[Id, Refers(("decisions",))]
HolderId = Annotated[Id, Refers(("parties", "persons"))]
ActorId = Annotated[Id, Refers(("parties", "persons", "areas", "sources"))]
"""Who does something. An area or a source acts where a text makes it act («the town refused»)."""
TargetId = Annotated[Id, Refers(("parties", "persons", "areas", "sources", "agreements"))]
EntityId = Annotated[Id, Refers(("parties", "persons", "areas", "sources"))]
MatterId = Annotated[Id, Refers(("claims", "agreements"))]
SameId = Annotated[Id, Refers(("same",))]
"""An id in the same list as the record itself."""
AnyId = Annotated[Id, Refers(("any",))]
Offset = Annotated[int, Field(ge=0)]
Probability = Annotated[float, Field(ge=0.0, le=1.0)]
Plain = Annotated[Any, AfterValidator(_frozen)]
"""Text, numbers, dates, None, and tuples and dicts of them."""
Day = Annotated[dt.date, BeforeValidator(_written_day)]
STRICT = ConfigDict(extra="forbid", str_strip_whitespace=False, allow_inf_nan=False)


@dataclass(frozen=True, kw_only=True)
class Text:
    """Words in the languages of a case. At least one language is given.

    Examples
    --------
    >>> Text(ar="درعا", en="Daraa").in_("en")
    'Daraa'
    >>> Text(ar="درعا").in_("en")
    'درعا'
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    ar: str = ""
    en: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        """Take a plain string for words in the language of its script."""
        if not isinstance(value, str):
            return value
        return {"ar" if any("\u0600" <= letter <= "\u06ff" for letter in value) else "en": value}

    def in_(self, language: str) -> str:
        """Return the words in `language` ("ar" or "en"), or in the other one if missing."""
        first, second = (self.ar, self.en) if language == "ar" else (self.en, self.ar)
        return first or second


@dataclass(frozen=True, kw_only=True)
class When:
    """A time: as written, the interval it means, and how precisely.

    `start` and `end` are both inclusive; either may be open (None). `anchor` is the id of the
    event or claim the words lean on («after the visit»), or "publication".
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    text: str = ""
    start: Day | None = None
    end: Day | None = None
    precision: Precision = "day"
    calendar: Calendar = "gregorian"
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number with its range, unit and basis. `low <= mode <= high`; None is unknown."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    low: float
    high: float
    mode: float | None = None
    unit: str = ""
    basis: Basis = "assumed"
    claims: tuple[ClaimId, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record of a case carries."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: Id
    note: str = ""
    sensitivity: Sensitivity = "internal"
    sharing: Sharing = "amber"
    retention: Day | None = None
    superseded_by: SameId | None = None


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A span of a source that names an entity. Offsets are code points of the text as stored."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    source: SourceId
    start: Offset
    end: Offset
    quote: str
    kind: Literal["name", "nominal", "adjective", "pronoun"] = "name"

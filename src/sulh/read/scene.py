"""A sentence ready for binding, and a trigger with its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sulh.read.clauses import Clause
from sulh.read.items import Item, Ref
from sulh.read.lists import Trigger, words_of
from sulh.read.morphology import Form

__all__ = [
    "BY",
    "FIRST",
    "HARM",
    "LOCATIVE",
    "SPEECH",
    "TOWARDS",
    "Bound",
    "Scene",
    "acts",
    "is_place",
    "span",
    "unjoined",
    "with_joined",
]

LOCATIVE = words_of("locative")
TOWARDS = words_of("towards")
BY = words_of("by")


@dataclass(slots=True)
class Bound:
    """A trigger with its arguments. `first` and `last` are the items it spans."""

    index: int
    trigger: Trigger
    form: Form
    actors: list[Ref]
    targets: list[Ref]
    places: list[Ref]
    first: int
    last: int
    clause: int
    passive: bool = False
    subject_from: str = ""
    idiom: bool = False
    """True when the object is a noun that names no one: «احتلت … صدارة الأخبار»."""


@dataclass(slots=True)
class Scene:
    """A sentence ready for binding: its items, clauses, language, and who was subject before.

    `spoke` are those who spoke before, the last one first. `signs` are those of all its items: a
    rule whose sign is missing need not look for its words.
    """

    items: list[Item]
    clauses: list[Clause]
    arabic: bool
    subjects: dict[int, list[Ref]] = field(default_factory=dict)
    speakers: list[tuple[int, int, Ref]] = field(default_factory=list)
    topic: Ref | None = None
    sources: Mapping[str, Ref] = field(default_factory=dict)
    spoke: tuple[Ref | str, ...] = ()
    signs: int = 0
    _numbers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for item in self.items:
            self.signs |= item.signs
        self._numbers = [n for n, c in enumerate(self.clauses) for _ in range(c.start, c.end)]

    def marked(self, sign: int) -> list[tuple[int, Item]]:
        """Return the words with one of these signs that name nothing, with their places."""
        if not self.signs & sign:
            return []
        pairs = enumerate(self.items)
        return [(n, item) for n, item in pairs if item.signs & sign and item.ref is None]

    def at(self, stems: frozenset[str], sign: int) -> list[tuple[int, Item]]:
        """Return the words with one of these stems, which have this sign, that name nothing."""
        return [(n, item) for n, item in self.marked(sign) if item.stem in stems]

    def clause_of(self, index: int) -> int:
        """Return the number of the clause an item is in."""
        return self._numbers[index] if index < len(self._numbers) else len(self.clauses) - 1

    def speaker_at(self, index: int) -> list[Ref]:
        """Return who says we at an item: who has the word there, the innermost one."""
        return [who for start, end, who in self.speakers if start <= index < end][-1:]


def with_joined(stems: frozenset[str]) -> frozenset[str]:
    """Return stems, and what they are with a و or ف in front that nobody took off."""
    return stems | {front + stem for front in "وف" for stem in stems}


def unjoined(stem: str) -> str:
    """Take a و or ف off a stem."""
    return stem[1:] if stem[:1] in ("و", "ف") else stem


FIRST = "1p"
"""The person of «ندين», «انسحبنا», which agrees with no noun phrase."""


def is_place(ref: Ref) -> bool:
    """Tell whether a reference is a place."""
    return ref.cls == "place"


def acts(ref: Ref) -> bool:
    """Tell whether a reference can act: a party or a person, or a source that speaks."""
    return ref.cls in ("party", "person")


SPEECH = frozenset(("accuse", "deny", "demand", "threaten", "condemn", "reject", "accept"))
"""Events that are acts of speech."""
HARM = frozenset(("attack", "casualty", "displace", "destroy"))


def span(bound: Bound, scene: Scene, refs: list[Ref]) -> None:
    """Widen the span of items to the arguments that stand in the same clause."""
    if not refs:
        return
    clause = scene.clauses[bound.clause]
    spans = {(ref.start, ref.end) for ref in refs}
    for place in range(clause.start, clause.end):
        ref = scene.items[place].ref
        if ref is not None and (ref.start, ref.end) in spans:
            bound.first, bound.last = min(bound.first, place), max(bound.last, place)

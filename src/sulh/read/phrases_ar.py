"""What the rules for Arabic noun phrases share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sulh.read.analyse import Word
from sulh.read.items import Item, Ref, feminine, lemma, span_of
from sulh.read.lists import Entry, words_of
from sulh.read.names import Names
from sulh.read.signs import sign

__all__ = [
    "CLOSED",
    "Rule",
    "allegiance",
    "nisba",
    "opened_by",
    "part_nisbas",
    "quoted",
    "same",
    "surface",
    "unknown",
    "word_after",
]

Find = Callable[[list[Item], int, Names], tuple[int, Ref] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and the words at which it is tried at all.

    These are words of the classes `kinds`, with one of the `stems`, what may be the adjective of a
    state or party (`adjective`), or what stands soon behind a title (`titled`).
    """

    find: Find
    kinds: frozenset[str]
    stems: frozenset[str]
    adjective: bool
    titled: bool

    def opens(self, kinds: frozenset[str], stem: str, *, adjective: bool, titled: bool) -> bool:
        """Tell whether the rule is worth trying at a word."""
        placed = (self.adjective and adjective) or (self.titled and titled)
        return placed or stem in self.stems or not self.kinds.isdisjoint(kinds)


def opened_by(
    *kinds: str,
    stems: frozenset[str] = frozenset(),
    adjective: bool = False,
    titled: bool = False,
) -> Callable[[Find], Rule]:
    """Make a rule of a function that is only tried at words of these classes, or these stems."""
    return lambda find: Rule(find, frozenset(kinds), stems, adjective, titled)


CLOSED = (
    "function", "preposition", "subordinator", "contrast", "complementizer", "relative",
    "auxiliary", "pronoun", "demonstrative", "time", "verb",
)  # fmt: skip


def word_after(items: list[Item], index: int) -> Item | None:
    """Return the item at a place if it can continue a name: no mark, nothing fused in front."""
    if index >= len(items):
        return None
    item = items[index]
    if item.is_mark or item.conjunction or item.preposition:
        return None
    return item


def unknown(item: Item | None) -> bool:
    """Tell whether no list knows a word, so that it can be a name."""
    return (
        item is not None
        and item.ref is None
        and item.word is not None
        and not item.has(*CLOSED)
        and not item.triggers
        and not item.cues
        and not item.is_number
        and len(item.text) > 1
    )


def nisba(item: Item | None, names: Names) -> Entry | None:
    """Return the state or party whose adjective a word is."""
    if item is None or item.ref is not None or (item.has("direction") and not item.article):
        return None
    return names.nisba.get(item.stem) or names.nisba.get(item.text)


JOINING = sign(
    "unknown word with و", test=lambda word: word.text[:1] == "و" and not word.known, exact=True
)


def part_nisbas(items: list[Item], names: Names) -> None:
    """«تركية وقطرية»: take the و off an adjective of a state that no list of words holds."""
    for index in [n for n, item in enumerate(items) if n and item.signs & JOINING]:
        before, item = items[index - 1], items[index]
        word = item.text[1:]
        if item.word is None or item.word.known or item.conjunction:
            continue
        if word not in names.nisba or (before.ref is None and nisba(before, names) is None):
            continue
        item.word = read = Word(item.text, word, "و")
        item.conjunction, item.stem, item.signs = "و", word, read.signs


def surface(items: list[Item]) -> tuple[str, int, int]:
    """Return the text of some items without what is fused in front, and its span."""
    start = span_of(items[0])
    text = " ".join(item.text for item in items)
    return text[start - items[0].start :] if items[0].word else text, start, items[-1].end


def same(inner: Ref, text: str, start: int, end: int) -> Ref:
    """Return the same reference in longer words: «حركة X» for «X»."""
    return Ref(
        inner.cls, inner.key, text, inner.kind, inner.mention, start, end, inner.entry,
        head=lemma(text.split(maxsplit=1)[0]), feminine=feminine(text, ""),
        proposed=inner.proposed, part_of=inner.part_of,
    )  # fmt: skip


def quoted(items: list[Item], index: int) -> int:
    """Return how many items a short quotation takes, marks included; 0 for none."""
    if index >= len(items) or items[index].text != '"':
        return 0
    if sum(item.text == '"' for item in items[:index]) % 2:
        return 0  # «"ألوية الوحدة" هاجمت …»: it closes
    for length in range(2, 7):
        if index + length < len(items) and items[index + length].text == '"':
            return length + 1
    return 0


_ALLEGIANCE = words_of("allegiance")


def allegiance(items: list[Item], index: int) -> str:
    """«القوات الموالية للحكومة»: words that keep a force apart from others of its head."""
    bond = items[index] if index < len(items) else None
    if bond is None or bond.is_mark or bond.conjunction or bond.preposition:
        return ""
    first = bond.text.split(maxsplit=1)[0]
    if first not in _ALLEGIANCE:
        return ""
    after = items[index + 1] if index + 1 < len(items) else None
    whose = (
        "" if after is None or after.is_mark else f" {after.ref.key if after.ref else after.stem}"
    )
    return f" {first}{whose}"

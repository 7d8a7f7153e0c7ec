"""The items of a sentence: words, marks, phrases and noun phrases that refer to something."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sulh.read.analyse import Analyser, Word
from sulh.read.fold import Folded
from sulh.read.lists import Cue, Entry, Lexicon, Trigger, words_of
from sulh.read.morphology import Form
from sulh.read.names import Hit, Names
from sulh.read.segment import Sentence, words

__all__ = ["Item", "Ref", "base_items", "lemma"]

_NO_KINDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ref:
    """What a noun phrase refers to.

    `key` is the entry's id, or a name of the reader's own for what no list knows. `mention` is
    name, nominal, adjective or pronoun; only names are spans of their own (`start`, `end`).
    """

    cls: str
    key: str
    name: str
    kind: str
    mention: str
    start: int
    end: int
    entry: Entry | None = None
    head: str = ""
    plural: bool = False
    feminine: bool = False
    proposed: bool = False
    part_of: str = ""
    number: tuple[float, float] | None = None
    options: tuple[Entry, ...] = ()


@dataclass(slots=True)
class Item:
    """A word, mark, phrase or noun phrase, in its place in the shadow."""

    start: int
    end: int
    text: str
    word: Word | None = None
    kinds: frozenset[str] = _NO_KINDS
    triggers: tuple[tuple[Trigger, Form], ...] = ()
    cues: tuple[tuple[Cue, Form | None], ...] = ()
    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    back: str = ""
    ref: Ref | None = None
    capital: bool = False
    raw: str = ""
    also: list[Ref] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The word without what is fused to it."""
        return self.word.stem if self.word else self.text

    @property
    def is_mark(self) -> bool:
        """True for punctuation."""
        return len(self.text) == 1 and not self.text.isalnum()

    @property
    def is_number(self) -> bool:
        """True for a number in digits."""
        return self.text[:1].isdigit()

    def has(self, *kinds: str) -> bool:
        """Tell whether the item is of one of these classes of words.txt."""
        return not self.kinds.isdisjoint(kinds)

    def known_noun(self) -> bool:
        """Tell whether the word is surely a noun: it carries the article or opens a name."""
        return self.article or self.has("people", "org_head", "army_head", "place_head")

    def verb(self) -> bool:
        """Tell whether the item can be a finite verb that starts an event."""
        return any(trigger.pos == "v" and form.tense != "noun" for trigger, form in self.triggers)


def lemma(word: str) -> str:
    """Reduce a noun to what its cases share, for comparing heads.

    Examples
    --------
    >>> lemma("المقاتلين") == lemma("مقاتلون")
    True
    """
    stem = word[2:] if word.startswith("ال") and len(word) > 4 else word
    if len(stem) > 4 and stem.endswith(("ون", "ين")):
        return stem[:-2]
    if len(stem) > 4 and stem.endswith(("وا", "يا")):
        return stem[:-1]
    return stem


def base_items(folded: Folded, sentence: Sentence, hits: list[Hit], names: Names) -> list[Item]:
    """Cut a sentence into items: names and phrases that were found, and the words between.

    Parameters
    ----------
    folded : Folded
        The text.
    sentence : Sentence
        Which part of it.
    hits : list of Hit
        What was found inside the sentence, in order.
    names : Names
        The compiled names.
    """
    spans = words(folded.shadow, sentence)
    cover = _cover(hits)
    items: list[Item] = []
    index = 0
    while index < len(spans):
        start, end = spans[index]
        hit = _hit_in(cover, start, end)
        if hit is None:
            items.append(_word_item(folded, start, end, names.analyse))
            index += 1
            continue
        items.append(_hit_item(folded, start, hit, names.lexicon))
        while index < len(spans) and spans[index][0] < hit.end:
            index += 1
    return items


def _cover(hits: list[Hit]) -> dict[int, Hit]:
    """Choose among overlapping finds: a name over a phrase unless the phrase is longer."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, not h.entries)):
        if all(hit.end <= other.start or hit.start >= other.end for other in chosen):
            chosen.append(hit)
    return {hit.start: hit for hit in chosen}


def _hit_in(cover: dict[int, Hit], start: int, end: int) -> Hit | None:
    for place in range(start, min(end, start + 3)):
        if place in cover:
            return cover[place]
    return None


_TANWIN = "\u064b\u064c\u064d\u064e\u064f\u0650"


def _word_item(folded: Folded, start: int, end: int, analyse: Analyser) -> Item:
    text = folded.shadow[start:end]
    first, last = folded.span(start, end)
    raw = folded.text[first:last]
    word = analyse(text, marbuta=raw.rstrip(_TANWIN).endswith("ة"))
    return Item(
        start, end, text, word, word.kinds, word.triggers, word.cues, word.conjunction,
        word.preposition, word.article, word.back, capital=_capital(raw), raw=raw,
    )  # fmt: skip


def _capital(raw: str) -> bool:
    return raw[:1].isupper() or (raw[:3] in ("al-", "el-") and raw[3:4].isupper())


def _hit_item(folded: Folded, start: int, hit: Hit, lexicon: Lexicon) -> Item:
    front = folded.shadow[start : hit.start]
    text = hit.phrase or folded.shadow[hit.start : hit.end]
    conjunction = front[:1] if front[:1] in ("و", "ف") else ""
    preposition = front[len(conjunction) :]
    if hit.phrase:
        return Item(
            start, hit.end, text, None,
            lexicon.words.get(text, _NO_KINDS),
            lexicon.triggers.get(text, ()),
            lexicon.cues.get(text, ()),
            conjunction, preposition,
        )  # fmt: skip
    fused = text.startswith("لل") and not preposition
    first = folded.text[folded.span(hit.start, hit.start + 1)[0]]
    return Item(
        start, hit.end, text, None, conjunction=conjunction,
        preposition="ل" if fused else preposition, article=text.startswith(("ال", "لل")),
        ref=_ref(hit, text), capital=first.isupper(),
    )  # fmt: skip


_FEMININE_HEADS = words_of("feminine_head")
_MASCULINE_STATES = words_of("masculine_state")


def feminine(name: str, kind: str) -> bool:
    """Guess the grammatical gender of an Arabic name from its head."""
    head = name.split(maxsplit=1)[0] if name else ""
    if kind == "state":
        return head not in _MASCULINE_STATES
    bare = head.removeprefix("ال")
    return head in _FEMININE_HEADS or bare in _FEMININE_HEADS or head.endswith(("ه", "ات"))


def plural(name: str) -> bool:
    """Tell whether an Arabic name's head is a plural of people."""
    head = name.split(maxsplit=1)[0] if name else ""
    return len(head) > 4 and head.endswith(("ون", "ين"))


def _ref(hit: Hit, text: str) -> Ref:
    entry = hit.entries[0]
    return Ref(
        entry.cls,
        entry.id,
        text,
        entry.kind,
        "nominal" if entry.kind == "civilians" else "name",
        hit.start,
        hit.end,
        entry,
        head=lemma(text.split(maxsplit=1)[0]),
        plural=plural(text),
        feminine=feminine(text, entry.kind),
        part_of=entry.part_of,
        options=hit.entries,
    )


def merged(items: list[Item], ref: Ref) -> Item:
    """Make one item of several; what is fused to the first stays."""
    first = items[0]
    return Item(
        first.start,
        items[-1].end,
        " ".join(item.text for item in items),
        None,
        conjunction=first.conjunction,
        preposition=first.preposition,
        article=first.article,
        back=items[-1].back,
        ref=ref,
        capital=first.capital,
        also=[r for item in items for r in ([item.ref] if item.ref else []) if r.key != ref.key],
    )


def span_of(item: Item) -> int:
    """Return where the item begins without what is fused in front (لل stays whole)."""
    if item.word is None:
        return item.ref.start if item.ref else item.start
    front = len(item.conjunction)
    if item.preposition and not (item.preposition == "ل" and item.text[front:].startswith("لل")):
        front += len(item.preposition)
    return item.start + front


def renamed(ref: Ref, **changes: object) -> Ref:
    """Return the reference with some fields changed."""
    return replace(ref, **changes)  # type: ignore[arg-type]

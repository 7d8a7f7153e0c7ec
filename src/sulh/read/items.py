"""The items of a sentence: words, marks, phrases and noun phrases that refer to something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sulh.read.analyse import Analyser, Word
from sulh.read.fold import Folded
from sulh.read.lists import Entry, words_of
from sulh.read.names import Hit, Names
from sulh.read.segment import Sentence, words

__all__ = ["Item", "Ref", "base_items", "lemma"]


@dataclass(slots=True, unsafe_hash=True)
class Ref:
    """What a noun phrase refers to; never changed, and not frozen because that makes it slow.

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
    land: bool = False
    """True for the name of a state that is meant as a country (see :mod:`sulh.read.lands`)."""


class Item:
    """A word, mark, phrase or noun phrase, in its place in the shadow.

    `stem` is the word without what is fused to it. What the lists know of it (`kinds` … `signs`)
    comes from its :class:`.Word`; `ref` is what it refers to, `also` what is named inside it.
    `is_mark` is true for punctuation, `is_number` for a number in digits. `gap` is where a phrase
    ends that begins here and that other words part; -1 for none.
    """

    __slots__ = (
        "also", "article", "back", "capital", "conjunction", "cue_kinds", "cue_values", "cues",
        "end", "event_verb", "gap", "is_mark", "is_number", "kinds", "preposition", "raw", "ref",
        "signs", "start", "stem", "text", "triggers", "types", "verbal", "word",
    )  # fmt: skip

    def __init__(
        self, start: int, end: int, text: str, read: Word, raw: str = "", *, capital: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.word: Word | None = read
        self.stem = read.stem
        self.kinds = read.kinds
        self.triggers = read.triggers
        self.cues = read.cues
        self.types = read.types
        self.cue_kinds = read.cue_kinds
        self.cue_values = read.cue_values
        self.event_verb = read.event_verb
        self.verbal = read.verbal
        self.conjunction = read.conjunction
        self.preposition = read.preposition
        self.article = read.article
        self.back = read.back
        self.is_mark = read.is_mark
        self.is_number = read.is_number
        self.signs = read.signs
        self.ref: Ref | None = None
        self.capital = capital
        self.raw = raw
        self.also: Sequence[Ref] = ()
        self.gap = -1

    @classmethod
    def phrase(cls, start: int, end: int, text: str, read: Word) -> Item:
        """Make an item of several words that the lists know as one."""
        item = cls(start, end, text, read)
        item.word, item.stem, item.is_mark = None, text, False
        return item

    @classmethod
    def named(cls, start: int, end: int, text: str, ref: Ref | None) -> Item:
        """Make an item of words that refer to something."""
        item = cls.phrase(start, end, text, _as_name(text))
        item.ref = ref
        item.is_number = text[:1].isdigit()
        return item

    def reread(self, read: Word) -> None:
        """Give the item another reading of its word."""
        self.word = read
        for name in _READ:
            setattr(self, name, getattr(read, name))

    def has(self, *kinds: str) -> bool:
        """Tell whether the item is of one of these classes of words.txt."""
        return bool(self.kinds) and not self.kinds.isdisjoint(kinds)

    def known_noun(self) -> bool:
        """Tell whether the word is surely a noun: it carries the article or opens a name."""
        return self.article or self.has("people", "org_head", "army_head", "place_head")

    def verb(self) -> bool:
        """Tell whether the item can be a finite verb that starts an event."""
        return self.event_verb


@lru_cache(maxsize=8192)
def _as_name(text: str) -> Word:
    """Return a word of which nothing is known, with the signs of its letters."""
    return Word(text, text)


_READ = ("stem", "kinds", "triggers", "cues", "types", "cue_kinds", "cue_values", "event_verb",
         "verbal", "conjunction", "preposition", "article", "back", "signs")  # fmt: skip


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
    cover = _cover(hits)
    shadow, analyse, written = folded.shadow, names.analyse, names.analyse.written
    items: list[Item] = []
    done = at = 0
    for start, end in words(shadow, sentence):
        if start < done:
            continue
        while at < len(cover) and cover[at].start < start:
            at += 1
        if at == len(cover) or cover[at].start >= end or cover[at].start >= start + _FUSED:
            raw = folded.written(start, end)
            known = written.get(raw)
            if known is None or known[0] != shadow[start:end] or known[0] == "علي":
                items.append(_word_item(folded, start, end, analyse))
            else:
                items.append(Item(start, end, known[0], known[1], raw, capital=known[2]))
            continue
        hit = cover[at]
        if shadow.startswith("-", hit.end) and shadow.startswith(_COMPOUNDED, hit.end):
            done = _word_end(shadow, hit.end)
            items.append(_compound_item(folded, start, done, hit, names))
        else:
            items.append(_hit_item(folded, start, hit, analyse))
            done = hit.end
    return items


_COMPOUNDED = ("-backed", "-supported", "-funded", "-aligned", "-led", "-allied", "-armed",
               "-sponsored", "-trained", "-financed", "-brokered", "-mediated",
               "-facilitated")  # fmt: skip


def _word_end(shadow: str, start: int) -> int:
    """Return where the rest of a word with hyphens ends."""
    end = start
    while end < len(shadow) and (shadow[end].isalnum() or shadow[end] == "-"):
        end += 1
    return end


def _compound_item(folded: Folded, start: int, end: int, hit: Hit, names: Names) -> Item:
    """«Iran-backed»: one word that describes, with the party named in it."""
    item = _word_item(folded, start, end, names.analyse)
    item.also = [_ref(hit, folded.shadow[hit.start : hit.end])]
    return item


_FUSED = 3
"""A find may begin so many letters into a word, less one: behind «وب» and their like."""


def _cover(hits: list[Hit]) -> list[Hit]:
    """Choose among overlapping finds: a name over a phrase unless the phrase is longer."""
    if not _overlap(hits):
        return hits
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, not h.entries)):
        if all(hit.end <= other.start or hit.start >= other.end for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda h: h.start)


def _overlap(hits: list[Hit]) -> bool:
    """Tell whether any of some finds, in order of their beginnings, begins before another ends."""
    end = -1
    for hit in hits:
        if hit.start < end:
            return True
        end = hit.end
    return False


_VOCABULARY = 100_000
"""So many written words are kept with what they may be; others are looked up each time."""
_TANWIN = "\u064b\u064c\u064d\u064e\u064f\u0650"


def _word_item(folded: Folded, start: int, end: int, analyse: Analyser) -> Item:
    raw = folded.written(start, end)
    text = folded.shadow[start:end]
    if text == "علي":
        raw = _ali_or_on(raw, folded.text)
    known = analyse.written.get(raw)
    if known is None or known[0] != text:
        known = _written(raw, text, analyse)
    return Item(start, end, known[0], known[1], raw, capital=known[2])


def _written(raw: str, text: str, analyse: Analyser) -> tuple[str, Word, bool]:
    """Look a written word up, and keep what was found."""
    marbuta = text[-1] == "ه" and raw.rstrip(_TANWIN).endswith("ة")
    capital = raw[0] <= "\u05ff" and _capital(raw)
    known = (text, analyse(text, marbuta=marbuta), capital)
    if len(analyse.written) < _VOCABULARY:
        analyse.written[raw] = known
    return known


_DOTTED = re.compile(r"(?<![\u0621-\u064a])(?:و?[إا]لي|حتي)(?![\u0621-\u064a])")
_MARK = re.compile("[\u0640\u064b-\u0652\u0670]")


def _ali_or_on(raw: str, text: str) -> str:
    """Return «على» or «علي» as written, but «على» in a text that writes every ى with dots."""
    bare = _MARK.sub("", raw)
    return "على" if bare == "علي" and _dots_all(text) else bare


@lru_cache(maxsize=4)
def _dots_all(text: str) -> bool:
    """Tell whether a text writes «إلي» and «حتي», as parts of the press do, and nowhere «على»."""
    return "على" not in text and _DOTTED.search(text) is not None


def _capital(raw: str) -> bool:
    return raw[:1].isupper() or (raw[:3] in ("al-", "el-") and raw[3:4].isupper())


def _hit_item(folded: Folded, start: int, hit: Hit, analyse: Analyser) -> Item:
    front = folded.shadow[start : hit.start]
    text = hit.phrase or folded.shadow[hit.start : hit.end]
    conjunction = front[:1] if front[:1] in ("و", "ف") else ""
    preposition = front[len(conjunction) :]
    if hit.phrase:
        item = Item.phrase(start, hit.end, text, analyse.phrase(text))
    else:
        item = Item.named(start, hit.end, text, _ref(hit, text))
        fused = text.startswith("لل") and not preposition
        preposition = "ل" if fused else preposition
        item.article = text.startswith(("ال", "لل"))
        item.capital = folded.text[folded.place(hit.start)].isupper()
    item.conjunction, item.preposition = conjunction, preposition
    return item


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
    kind = entry.kind
    mention = "nominal" if kind == "civilians" else "name"
    head, many, female = _looks(text, kind)
    return Ref(
        entry.cls, entry.id, text, kind, mention, hit.start, hit.end, entry, head, many, female,
        False, entry.part_of, None, hit.entries,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _looks(name: str, kind: str) -> tuple[str, bool, bool]:
    """Return the head of a name, and whether it is plural or feminine."""
    return lemma(name.split(maxsplit=1)[0]), plural(name), feminine(name, kind)


def merged(items: list[Item], ref: Ref) -> Item:
    """Make one item of several; what is fused to the first stays."""
    first = items[0]
    text = first.text if len(items) == 1 else " ".join([item.text for item in items])
    item = Item.named(first.start, items[-1].end, text, ref)
    item.conjunction, item.preposition = first.conjunction, first.preposition
    item.article, item.back, item.capital = first.article, items[-1].back, first.capital
    item.also = [r for i in items for r in ([i.ref] if i.ref else []) if r.key != ref.key]
    return item


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
    new = Ref(
        ref.cls, ref.key, ref.name, ref.kind, ref.mention, ref.start, ref.end, ref.entry, ref.head,
        ref.plural, ref.feminine, ref.proposed, ref.part_of, ref.number, ref.options,
        ref.land,
    )  # fmt: skip
    for field, value in changes.items():
        setattr(new, field, value)
    return new

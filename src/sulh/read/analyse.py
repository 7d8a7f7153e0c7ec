"""What a written word may be: its clitics, and what the lists know of its stem.

An Arabic word can carry a conjunction, a preposition or the س of the future, and the article in
front, and a pronoun behind («وبقصفها» = و + ب + قصف + ها). The whole word is looked up first, then
ever shorter stems; the first stem that a list knows wins, so «فرقة» stays whole and is never
ف + رقة.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sulh.read.lists import Cue, Lexicon, Trigger
from sulh.read.morphology import Form, Tense
from sulh.read.signs import signs_of

__all__ = ["Analyser", "Word", "is_arabic"]

_ARABIC = re.compile("[\u0621-\u064a]")
_SUFFIXES = ("", "ه", "ها", "هم", "هما", "هن", "نا", "كم")
_FUTURE = re.compile(r"([وف]?)(س)(?=ت(?!ه$|ار|ين|راتيج)\w{3,}|ي(?!ا|د|ر|ط|ن|م|ق|ل)\w{3,})")
"""An unknown word with the س of the future in front: «ستصدر», «سيصدر», not «سيارة», «ستة»."""
Triggers = tuple[tuple[Trigger, Form], ...]
Cues = tuple[tuple[Cue, Form | None], ...]
_NOTHING: frozenset[str] = frozenset()
_OPEN = frozenset(("common", "conflict", "football"))
"""Classes that only say what a text is about: a stem behind the article may say more."""


_PREPOSITIONS = frozenset(("ب", "ل", "الي", "علي", "عن", "من"))
_PAST = ("ed", "ook", "ave", "aid", "ew", "ent", "eld")
"""Endings of an English verb in the past, regular or not."""


def is_arabic(word: str) -> bool:
    """Tell whether a word is written in Arabic letters."""
    return bool(_ARABIC.match(word))


@dataclass(slots=True, eq=False)
class Word:
    """A written word as the lists see it; never changed, and not frozen because that is slow.

    `stem` is the part that was found (or the word itself), between the letters of `front`
    (conjunction, preposition, article) and the pronoun `back`; `told` says that it is a phrase
    with a verb in the past in front, whatever its words are else. What the rules ask of every word
    of every sentence is worked out here, once a word: whether it may be a finite verb (`verbal`)
    or one that starts an event (`event_verb`), the types of its triggers (`types`), the kinds and
    values of its cues, the rules that it may concern (`signs`).
    """

    text: str
    stem: str
    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    back: str = ""
    kinds: frozenset[str] = _NOTHING
    triggers: Triggers = ()
    cues: Cues = ()
    told: bool = False
    event_verb: bool = field(init=False)
    verbal: bool = field(init=False)
    types: frozenset[str] = field(init=False)
    cue_kinds: frozenset[str] = field(init=False)
    cue_values: frozenset[str] = field(init=False)
    is_mark: bool = field(init=False)
    is_number: bool = field(init=False)
    signs: int = field(init=False)

    def __post_init__(self) -> None:
        starts = any(t.pos == "v" and form.tense != "noun" for t, form in self.triggers)
        tenses = {form.tense for _, form in self.cues if form is not None}
        closed = self.article or "preposition" in self.kinds
        opens = starts or "past" in tenses or "present" in tenses or "verb" in self.kinds
        verbal = self.told or (not closed and (opens or self._phrase()))
        self.event_verb = starts
        self.verbal = verbal
        self.types = frozenset([trigger.type for trigger, _ in self.triggers])
        self.cue_kinds = frozenset([cue.kind for cue, _ in self.cues])
        self.cue_values = frozenset([cue.value for cue, _ in self.cues])
        self.is_mark = len(self.text) == 1 and not self.text.isalnum()
        self.is_number = self.text[:1].isdigit()
        self.signs = signs_of(self)

    def _phrase(self) -> bool:
        """«suspended aid», «handed over»: a fixed English phrase that has a subject is a verb."""
        first, _, rest = self.text.partition(" ")
        subject = any(t.pos == "x" and t.actor == "subj" for t, _ in self.triggers)
        pledge = rest == "to" and bool(self.cues)  # «pledged to halt …»
        return bool(rest) and (subject or pledge) and first.isascii() and first.endswith(_PAST)

    @property
    def future(self) -> bool:
        """True for «سيقصف»: the س of the future before a verb."""
        return self.preposition == "س"

    @property
    def known(self) -> bool:
        """True when a list knows the stem."""
        return bool(self.kinds or self.triggers or self.cues)


_SOMEBODY = frozenset(("role", "title", "delegate", "speaker", "people", "envoy"))


class Analyser:
    """Looks words up, once each.

    Parameters
    ----------
    lexicon : Lexicon
        The lists.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._seen: dict[tuple[str, bool], Word] = {}
        self._phrases: dict[str, Word] = {}
        self.written: dict[str, tuple[str, Word, bool]] = {}
        """Words as written: the folded word, what it may be, whether it has a capital."""

    def __call__(self, word: str, *, marbuta: bool = False) -> Word:
        """Return what a folded word may be; the same word is looked up once.

        `marbuta` says that it is written with ة, so that its last letter is no pronoun.
        """
        found = self._seen.get((word, marbuta))
        if found is None:
            arabic = is_arabic(word)
            found = self._arabic(word, marbuta=marbuta) if arabic else self._plain(word, word)
            if len(self._seen) < 200_000:
                self._seen[word, marbuta] = found
        return found

    def phrase(self, text: str) -> Word:
        """Return what the lists know of a phrase; the same phrase is looked up once."""
        found = self._phrases.get(text)
        if found is None:
            told = self._told(text)
            found = self._plain(text, text, told=told)
            found = self._conjugated(found) if told else self._governing(found)
            self._phrases[text] = found
        return found

    def _conjugated(self, phrase: Word) -> Word:
        """«تطلق سراح»: a phrase has the tense and the person of its verb."""
        first = phrase.text.split(maxsplit=1)[0]
        past = self._past(first)
        plural = first.endswith(("وا", "ون"))
        feminine = first.endswith("ت") if past else first.startswith("ت")
        person = "3mp" if plural else "3fs" if feminine else "3ms"
        if not self(phrase.text.rsplit(" ", 1)[-1]).kinds.isdisjoint(_SOMEBODY):
            person = ""  # «وصل رئيس بعثة X»: the phrase has its subject
        tense: Tense = "past" if past else "present"
        triggers = tuple(
            (t, Form(f.word, tense, person) if t.pos == "x" else f) for t, f in phrase.triggers
        )
        return Word(phrase.text, phrase.stem, kinds=phrase.kinds, triggers=triggers,
                    cues=phrase.cues, told=True)  # fmt: skip

    def _governing(self, phrase: Word) -> Word:
        """«طالب بـ», «دعا إلى»: a verb that is named with its preposition tells what it tells."""
        first, _, rest = phrase.text.partition(" ")
        if phrase.triggers or rest not in _PREPOSITIONS or not is_arabic(first):
            return phrase
        verb = self(first)
        triggers = tuple((t, f) for t, f in verb.triggers if t.pos == "v" and f.tense != "noun")
        cues = tuple((c, f) for c, f in verb.cues if f is not None and f.tense != "noun")
        if not triggers or verb.stem != first:
            return phrase
        kinds = {cue.kind for cue, _ in cues}
        others = tuple((c, f) for c, f in phrase.cues if c.kind not in kinds)
        return Word(phrase.text, phrase.stem, kinds=phrase.kinds, triggers=triggers,
                    cues=(*cues, *others), told=True)  # fmt: skip

    def _told(self, text: str) -> bool:
        """Tell whether a phrase with a subject opens with an Arabic verb."""
        first, _, rest = text.partition(" ")
        triggers = self.lexicon.triggers.get(text, ())
        subject = any(t.pos == "x" and t.actor == "subj" for t, _ in triggers)
        return bool(rest) and subject and is_arabic(first) and self._opens(first)

    def _opens(self, word: str) -> bool:
        """Tell whether a word is a verb in the past, or one in the present that is no noun."""
        return self._past(word) or (word[:1] in ("ي", "ت") and self._present(word))

    def _present(self, word: str) -> bool:
        known = self(word)
        forms = [f for _, f in (*known.triggers, *known.cues) if f is not None]
        return known.verbal and all(f.tense == "present" for f in forms)

    def _past(self, word: str) -> bool:
        """Tell whether a word is a verb in the past, of somebody who need not stand behind it."""
        known = self(word)
        forms = [f for _, f in (*known.triggers, *known.cues) if f is not None]
        return known.verbal and all(f.tense == "past" for f in forms)

    def _lists(self, stem: str) -> bool:
        """Tell whether a list knows a stem."""
        lists = self.lexicon
        return stem in lists.words or stem in lists.triggers or stem in lists.cues

    def _plain(self, text: str, stem: str, *, told: bool = False) -> Word:
        lists = self.lexicon
        return Word(
            text,
            stem,
            kinds=lists.words.get(stem, _NOTHING),
            triggers=lists.triggers.get(stem, ()),
            cues=lists.cues.get(stem, ()),
            told=told,
        )

    def _arabic(self, word: str, *, marbuta: bool) -> Word:
        lists = self.lexicon
        for conjunction, preposition, article, stem, back in _splits(word):
            if (marbuta and back == "ه") or not self._lists(stem):
                continue
            kinds, known = lists.words.get(stem, _NOTHING), lists.triggers.get(stem, ())
            closed = not known and not kinds.isdisjoint(_CLOSED)
            if closed and not _carries(kinds, preposition, article=article, back=back):
                continue
            triggers, cues = _agreeing(
                known, lists.cues.get(stem, ()), preposition, article=article, back=back
            )
            if kinds - _OPEN or triggers or cues:
                triggers += self._masdar(stem, back)
                return Word(
                    word, stem, conjunction, preposition, article, back, kinds, triggers, cues
                )
        return _bare(word)

    def _masdar(self, stem: str, back: str) -> Triggers:
        """«استعادتها»: "she regained it", and as well "regaining it" (استعادة)."""
        if not back or not stem.endswith("ت"):
            return ()
        found = self.lexicon.triggers.get(stem[:-1] + "ه", ())
        return tuple([(t, f) for t, f in found if f.tense == "noun"])


def _splits(word: str) -> Iterator[tuple[str, str, bool, str, str]]:
    """Yield (conjunction, preposition, article, stem, pronoun), the least taken off first."""
    yield "", "", False, word, ""
    fronts = _fronts(word)
    options: list[tuple[int, str, str, bool, str, str]] = []
    for conjunction, preposition, article, rest in fronts:
        for back in _SUFFIXES:
            if back and not rest.endswith(back):
                continue
            stem = rest[: len(rest) - len(back)] if back else rest
            if len(stem) < 2 or stem == word:
                continue
            cost = len(conjunction) + 2 * len(preposition) + article + 2 * bool(back)
            options.extend(
                (cost, conjunction, preposition, article, changed, back)
                for changed in _restored(stem, back)
            )
    options.sort(key=lambda option: option[0])
    for _, conjunction, preposition, article, stem, back in options:
        yield conjunction, preposition, article, stem, back


def _fronts(word: str) -> list[tuple[str, str, bool, str]]:
    found = [("", "", False, word)]
    for conjunction in ("", word[0]) if word[0] in "وف" and len(word) > 2 else ("",):
        rest = word[len(conjunction) :]
        if conjunction:
            found.append((conjunction, "", False, rest))
        if rest.startswith("ال") and len(rest) > 3:
            found.append((conjunction, "", True, rest[2:]))
        if rest.startswith("لل") and len(rest) > 4:
            found.append((conjunction, "ل", True, rest[2:]))
        if rest[:1] and rest[0] in "بكلس" and len(rest) > 3:
            found.append((conjunction, rest[0], False, rest[1:]))
            if rest[1:3] == "ال" and len(rest) > 4:
                found.append((conjunction, rest[0], True, rest[3:]))
    return found


def _restored(stem: str, back: str) -> tuple[str, ...]:
    """Give the spellings a stem has when its pronoun is taken off."""
    if not back:
        return (stem,)
    if stem.endswith("ت"):
        return stem, stem[:-1] + "ه"
    if stem.endswith("و"):
        return stem, stem + "ا"
    if stem.endswith("ا"):
        return stem, stem[:-1] + "ي"
    return (stem,)


_CLOSED = frozenset(("function", "complementizer", "relative", "preposition", "auxiliary"))


def _carries(kinds: frozenset[str], preposition: str, *, article: bool, back: str) -> bool:
    """Tell whether a stem of a closed class can carry these clitics at all."""
    if preposition or article or back:
        return bool(back and "preposition" in kinds) or preposition == "س"
    return True


def _agreeing(
    triggers: Triggers, cues: Cues, preposition: str, *, article: bool, back: str
) -> tuple[Triggers, Cues]:
    """Keep the readings that can carry the clitics: س goes with a present, ال with a noun."""

    def agrees(form: Form | None, *, phrase: bool) -> bool:
        if form is None or phrase:
            return not article or not back
        if form.tense == "noun":
            return preposition != "س" and not (article and back)
        if preposition == "س":
            return form.tense == "present"
        if back and form.tense == "past" and form.person in ("3md", "3fd"):
            return False  # «أسراها» are her captives, not "the two captured her"
        return (
            not article and preposition in ("", "ل") and not (preposition and form.tense == "past")
        )

    return (
        tuple([(t, f) for t, f in triggers if agrees(f, phrase=t.pos == "x")]),
        tuple([(c, f) for c, f in cues if agrees(f, phrase=False)]),
    )


def _bare(word: str) -> Word:
    """Describe a word no list knows: its conjunction and article, as far as they are sure."""
    if word.startswith("ال") and len(word) > 4:
        return Word(word, word[2:], article=True)
    if (future := _FUTURE.match(word)) is not None:
        return Word(word, word[future.end(2) :], future.group(1), "س")
    match = re.match(r"([وف]?)([بكل]?)(ال(?=..)|)", word)
    if match and match.group(3):
        return Word(word, word[match.end() :], match.group(1), match.group(2), article=True)
    if match and word[match.end(1) :].startswith("لل") and len(word) > 5:
        return Word(word, word[match.end(1) + 2 :], match.group(1), "ل", article=True)
    return Word(word, word)

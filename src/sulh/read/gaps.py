"""Phrases that their subject or object parts: «فتح مسلحون النار», "took the miners hostage".

An Arabic verb stands before its subject, so that a fixed phrase of a verb and a noun is mostly
written with the subject in between. What is found here becomes a trigger at the verb; the noun
says nothing more of its own.
"""

from __future__ import annotations

from sulh.read.analyse import Word
from sulh.read.items import Item
from sulh.read.lists import Gap, Lexicon, load_lexicon
from sulh.read.morphology import Form
from sulh.read.scene import SPEECH
from sulh.read.signs import sign

__all__ = ["join_gaps", "let_dawn_be_dawn"]

_REACH = 9
"""Items that may stand between a verb and the rest of its phrase, with one to spare."""
_SHUT = ("complementizer", "relative", "subordinator", "contrast")


_DAWN = sign("dawn as a word", texts=("فجر",))
_DAYS = frozenset(("يوم", "اليوم", "ذلك", "غد", "امس"))


def let_dawn_be_dawn(items: list[Item]) -> None:
    """«فجر الأحد» is a time of day; only «فجّر» blows up."""
    for place in [n for n, item in enumerate(items[:-1]) if item.signs & _DAWN]:
        item, after = items[place], items[place + 1]
        dated = after.has("time") or after.is_mark or after.is_number or after.stem in _DAYS
        if item.text == "فجر" and item.ref is None and dated:
            item.reread(Word(item.text, item.stem, kinds=_TIME))


def join_gaps(items: list[Item], lexicon: Lexicon) -> None:
    """Make one trigger of a verb and the noun that completes it further on."""
    begins = [place for place, item in enumerate(items) if item.signs & _OPENING]
    if not begins:
        return
    written: set[str] = set()
    for place in begins:
        if items[place].ref is not None:
            continue
        found = _phrases_of(items, place, lexicon)
        if not found:
            continue
        written = written or _words_of(items)
        likely = [gap for gap in found if gap.rest[0] in written]
        if not likely:
            continue
        best = min(
            ((end, gap) for gap in likely if (end := _rest_at(items, place, gap)) > 0),
            key=lambda pair: pair[0],
            default=None,
        )
        if best is not None:
            _join(items, place, *best)
            written.clear()


def _words_of(items: list[Item]) -> set[str]:
    """Return the words of a sentence as they may stand in a phrase, see :func:`_is`."""
    found = {item.text for item in items}
    for item in items:
        found.add(item.stem)
        if item.back:
            found.add(item.text.removesuffix(item.back))
    return found


def _phrases_of(items: list[Item], place: int, lexicon: Lexicon) -> tuple[Gap, ...]:
    """Return the phrases that a word may open: as a verb, or as its noun behind what governs it."""
    front, found = _listed(items[place].text, lexicon)
    if not found:
        return ()
    before = items[place - 1] if place else None
    governed = before is not None and not front and (before.has("preposition") or _noun(before))
    nominal = governed or front[-1:] in ("ب", "ل", "ك")
    kept = tuple(g for g in found if (g.form.tense == "noun") == nominal)
    return kept or (() if nominal else tuple(g for g in found if g.form.person != "I"))


def _noun(item: Item) -> bool:
    """«احترام وقف … لإطلاق النار», «قرار سحب … القوات»: a noun that another may stand behind."""
    closed = item.has("function", "relative", "complementizer", "auxiliary", "time", "adverb")
    known = bool(item.triggers or item.cues or item.kinds)
    plain = not (item.is_mark or item.verbal or item.article or item.ref is not None or closed)
    return plain and known and not item.conjunction


def _listed(text: str, lexicon: Lexicon) -> tuple[str, tuple[Gap, ...]]:
    """Return what is fused in front of a word, and the phrases that the lists have for the rest."""
    front, found = "", lexicon.gaps.get(text, ())
    while not found and len(front) < _FRONT and text[len(front) :][:1] in _FUSED:
        front = text[: len(front) + 1]
        found = lexicon.gaps.get(text[len(front) :], ())
    return front, found


_OPENING = sign("parted phrase", test=lambda word: bool(_listed(word.text, load_lexicon())[1]))
_FUSED = ("و", "ف", "س", "ب", "ل", "ك")
"""What may be fused to a word in front, so that no list found it («وسيبحث», «بنشر»)."""
_FRONT = 2


def _rest_at(items: list[Item], place: int, gap: Gap) -> int:
    """Return where the last word of the rest of a phrase stands; 0 when it does not follow."""
    rest = gap.rest
    for ahead in range(place + 1, min(len(items), place + _REACH) - len(rest) + 1):
        if all(_is(items[ahead + n], word) for n, word in enumerate(rest)):
            return ahead + len(rest) - 1
        if not _between(items, ahead):
            return 0
    return 0


def _is(item: Item, word: str) -> bool:
    """Tell whether an item is a word of a phrase, with or without its article and pronoun."""
    if item.text == word:
        return True
    bare = not (item.preposition or item.conjunction)
    return bare and (item.stem == word or (item.back != "" and item.text == word + item.back))


def _between(items: list[Item], place: int) -> bool:
    """Tell whether an item may stand between a verb and its noun."""
    item = items[place]
    if item.is_mark:
        return item.text in ('"', "(", ")", "«", "»") or (
            item.text in (",", "،") and _timed(items, place)
        )
    if item.ref is not None:
        return True
    return not (item.verbal or item.has(*_SHUT) or (item.conjunction and item.triggers))


def _timed(items: list[Item], place: int) -> bool:
    """«أعلنت الوزارة، الخميس، …»: commas around words of time."""
    near = (*items[max(0, place - 1) : place], *items[place + 1 : place + 2])
    return any("time" in item.kinds for item in near)


def _like_a_noun(form: Form, joined: str) -> bool:
    """«بوقف الدعم وسحب قواتها»: joined, the past of three letters may be its verbal noun."""
    return bool(joined) and form.person == "3ms" and form.tense == "past" and len(form.word) == 3


def _join(items: list[Item], place: int, end: int, gap: Gap) -> None:
    """Make a trigger of the verb, and words that say nothing of what completes it."""
    verb = items[place]
    front = verb.text.removesuffix(gap.form.word)
    joined = front[:1] if front[:1] in ("و", "ف") else ""
    word = Word(
        verb.text, gap.form.word, joined, front[len(joined) :], kinds=verb.kinds - _VERB,
        triggers=((gap.trigger, gap.form),),
        cues=verb.cues if gap.trigger.type in SPEECH else (),  # «شدد X على ضرورة …» demands
        told=gap.form.tense != "noun" and not _like_a_noun(gap.form, joined),
    )  # fmt: skip
    verb.reread(word)
    verb.event_verb = verb.verbal = gap.form.tense != "noun"
    verb.gap = end
    for item in items[end - len(gap.rest) + 1 : end + 1]:
        if item.has("preposition"):
            continue  # «بحث X مع Y»: it goes on governing what follows
        item.ref = None
        item.reread(Word(item.text, item.stem, back=item.back, kinds=_ADVERB))


_VERB = frozenset(("verb",))
_ADVERB = frozenset(("adverb",))
_TIME = frozenset(("time",))

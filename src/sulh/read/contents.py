"""Where reported speech begins behind a verb of saying, and where a quotation in it closes."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.scene import SPEECH, Scene

__all__ = [
    "closing_quote",
    "content_end",
    "content_of",
    "names_only",
    "noun_behind",
    "opens_content",
    "told_as_noun",
]

_NEAR, _FARTHEST = 17, 32
"""Reported speech begins so many words behind its verb; farther when only asides stand between."""
_SHORT = 6
"""So many words in quotation marks may be a name or a nickname."""


def opens_content(item: Item) -> bool:
    """«أن», «إنه», «إلى أن», «على أن», "that": what is said follows."""
    if item.text in ("الي ان", "علي ان", "that"):
        return True
    return "complementizer" in item.kinds and item.stem != "ما"


def content_of(scene: Scene, index: int) -> int:
    """Return where reported speech begins behind a verb of saying; -1 if it does not."""
    items = scene.items
    skipped = index
    for place in range(index + 1, min(len(items), index + _FARTHEST)):
        item = items[place]
        if place <= skipped:
            continue
        if opens_content(item) or item.text == ":":
            return place + 1
        if place > index + 1 and _says_too(scene, index, place):
            return -1
        if item.text == '"' and place + 2 < len(items):
            skipped = _name_in_quotes(scene, place)
            if skipped < 0:
                return place + 1
        if item.text in (";", "؛", "."):
            return -1
        if place > index + _NEAR and item.conjunction and finite(item):
            return -1
    return -1


def _says_too(scene: Scene, index: int, place: int) -> bool:
    """«أكد X التوصل إلى …، موضحاً أن …»: what follows another verb of saying is its own."""
    item = scene.items[place]
    if scene.clause_of(place) == scene.clause_of(index):
        return False
    if item.ref is not None or "source" not in item.cue_values or item.article:
        return False
    beside = item.stem[:1] == "م" and item.stem.endswith(("ا", "ه", "ين"))
    return beside or (finite(item) and any(f.tense != "noun" for _, f in item.cues if f))


def _name_in_quotes(scene: Scene, place: int) -> int:
    """«قالت "عملية بركان الغضب"، في بيان، إن …»: return where a quoted name closes, else -1.

    Quotation marks around a name hold no speech; what is said follows behind them.
    """
    items = scene.items
    closing = closing_quote(scene, place)
    if closing < 0 or closing > place + _SHORT + 1:
        return -1
    if any(finite(item) for item in items[place + 1 : closing]):
        return -1
    for later in range(closing + 1, min(len(items), closing + _FARTHEST)):
        item = items[later]
        if opens_content(item) or item.text == ":":
            return closing
        if item.text in (";", "؛", ".", '"') or (item.conjunction and finite(item)):
            break
    return -1


def closing_quote(scene: Scene, opening: int) -> int:
    """Return where a quotation closes; -1 if it goes on over the end of the sentence."""
    items = scene.items
    return next((p for p in range(opening + 1, len(items)) if items[p].text == '"'), -1)


_ANNOUNCING = words_of("announcing")
_TELLING = {
    preposition: words_of(f"telling_{name}")
    for preposition, name in (("ب", "of"), ("الي", "to"), ("عن", "about"))
}


def told_as_noun(scene: Scene, index: int, last: int, who: Ref | str) -> int:
    """«أعلن الجيش السيطرة على …», «أفاد X بمقتل …»: return where the noun that is told begins.

    What somebody does by announcing it (a refusal, a demand) is no content: -1.
    """
    if (noun := noun_behind(scene, index)) > 0:
        return noun
    stem = scene.items[index].stem
    if stem[:3] not in _ANNOUNCING:
        return -1
    last = next((p for p in range(index, last) if scene.items[p].ref is who), last)
    if last + 1 >= len(scene.items):
        return -1
    told = next((i for i in scene.items[last + 1 : last + 5] if i.triggers and i.ref is None), None)
    own = told is not None and not told.types.isdisjoint(_OWN_ACTS) and not finite(told)
    return -1 if own else last + 1


_OWN_ACTS = SPEECH | {"ceasefire", "support"}
"""What is done by announcing it («أعلن X رفضه»): no content that X vouches for."""


def names_only(scene: Scene, index: int, content: int) -> bool:
    """«أعلن X استهدافه موقعاً لـ"جيش" العدو»: a word in quotes behind the noun that is told."""
    items = scene.items
    if items[content - 1].text != '"' or items[index].stem[:3] not in _ANNOUNCING:
        return False
    closing = closing_quote(scene, content - 1)
    told = any(i.triggers and i.ref is None and not finite(i) for i in items[index + 1 : content])
    return told and 0 < closing <= content + 2


def noun_behind(scene: Scene, index: int) -> int:
    """«أفاد X بوقوع …», «أشار إلى تدمير …»: return where the noun that is told stands, else -1."""
    stem = scene.items[index].stem
    for preposition, stems in _TELLING.items():
        if stem in stems and (noun := _behind(scene, index, preposition)) > 0:
            return noun
    return -1


def _behind(scene: Scene, index: int, preposition: str) -> int:
    """Return where the noun behind the preposition of a verb of telling stands; -1 for none."""
    items = scene.items
    for place in range(index + 1, min(len(items), index + _NEAR)):
        item = items[place]
        if finite(item) and not (item.back or item.has("adjective", "title", "role", "time")):
            break  # but «في بيان نشره أمس»
        fused = item.preposition == preposition and item.ref is None
        if fused and not item.has("time", "adverb", "title", "role", "site"):
            return place
        after = items[place + 1] if item.text == preposition and place + 1 < len(items) else None
        if after is not None and after.ref is None and not after.has("time"):
            return place + 1 if after.types.isdisjoint(_OWN_ACTS) else -1
    return -1


def content_end(scene: Scene, index: int, start: int) -> int:
    """Return where what is said ends at the latest: with its quotation, or with its aside.

    «قال: "… "، في إشارة إلى …»: behind a quotation of a whole sentence the author goes on.
    «العملية، التي تقول X إنها …، تتواصل»: what is said in a relative clause ends with it.
    """
    items = scene.items
    opening = next((p for p in (start - 1, start) if 0 <= p < len(items)
                    and items[p].text == '"'), -1)  # fmt: skip
    if opening >= 0:
        closing = closing_quote(scene, opening)
        again = any(i.text == '"' for i in items[closing + 1 : closing + _SHORT])
        if closing > opening + _SHORT and not again:
            return closing + 1
    if not opens_content(items[start - 1]) and items[start - 1].text not in (":", '"'):
        despite = (p for p in range(start + 1, len(items)) if items[p].text in _DESPITE)
        if (place := next(despite, -1)) > 0:
            return place
    clause = scene.clauses[scene.clause_of(index)]
    if clause.kind == "rel" and clause.start and items[clause.start - 1].text in (",", "،"):
        for place in range(start + 2, len(items)):
            if items[place].text in (",", "،") and not _joins(items, place + 1):
                return place
    return len(items)


_DESPITE = frozenset(("علي الرغم من", "بالرغم من", "رغم", "برغم", "وسط", "في وقت"))
"""Behind a noun that is told, what the author sets against it or beside it."""


def _joins(items: list[Item], place: int) -> bool:
    return place >= len(items) or bool(items[place].conjunction) or items[place].text == "و"

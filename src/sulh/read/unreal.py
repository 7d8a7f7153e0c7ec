"""Force from words that stand beside an event or behind it, and open no scope to their right.

«المفاوضات تأجلت», "a truce was proposed": a predicate says what became of its subject. "Talks would
resume", «المفاوضات ستستأنف»: what is only to come about takes the force of the verb that brings it
about. «المعركة المقبلة»: an attribute puts an event into the future. «أي هجوم», "any attack" is a
supposition, and so is "had the army attacked".
"""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Item
from sulh.read.lists import Cue, words_of
from sulh.read.scene import Scene
from sulh.read.signs import sign

__all__ = ["BESIDE", "Span", "beside"]

Span = tuple[int, int, int, str]
"""From item, to item, at the place of which word, with which force."""

_VALUES = ("predicted", "negated", "proposed", "intended", "demanded", "conditional", "possible")
BESIDE = {
    v: Cue(f"rule:beside-{v}", "predict", v, "", "left", "clause", frozenset()) for v in _VALUES
}
"""The cue that stands for each force."""
_PREDICATES = {word: value for value in _VALUES[:-1] for word in words_of(f"is_{value}")}
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "remain", "remains", "remained",
                 "seem", "seems", "looks", "appears", "highly", "very", "most", "more", "also",
                 "again", "now", "twice", "repeatedly", "a"))  # fmt: skip
_APART = frozenset((",", "،", ";", "؛", ":", '"', "but", "which", "while", "who", "that"))
_TO_COME = words_of("to_come")
_PUT_FORWARD = frozenset(("مقترح", "مقترحه", "مخطط", "مخططه", "مقرر", "مقرره"))
"""Attributes with the article, nouns without it: «الانسحاب المقترح»."""
_HAPPENING = words_of("happening")
_MODAL = {
    "will": "predicted", "would": "predicted", "shall": "predicted", "could": "possible",
    "may": "possible", "might": "possible", "should": "demanded", "must": "demanded",
    "can": "possible", "cannot": "negated",
}  # fmt: skip
_ANY = frozenset(("اي", "any", "every", "whatever"))
_INVERTED = frozenset(("had", "were", "should"))
_ATTRIBUTIVE = words_of("set_for")
_BESIDE = sign(
    "beside", stems=(*_PREDICATES, *_TO_COME, *_HAPPENING, *_ANY, *_INVERTED), exact=True
)


def beside(scene: Scene) -> list[Span]:
    """Return the parts of a sentence that get their force from a word behind or beside them."""
    return [span for index, item in scene.marked(_BESIDE) for span in _at(scene, index, item)]


def _at(scene: Scene, index: int, item: Item) -> list[Span]:
    if item.stem in _PREDICATES and _predicate(scene, index):
        start = subject_start(scene, index)
        return [(start, index, index, _PREDICATES[item.stem])] if start < index else []
    if item.stem in _TO_COME and (item.article or item.stem not in _PUT_FORWARD):
        noun = _described(scene, index)
        return [(noun, noun + 1, index, "predicted")] if noun >= 0 else []
    if item.stem in _HAPPENING:
        value = _brought_about(scene, index)
        start = _whose(scene, index) if value else index
        return [(start, index, index, value)] if value and start < index else []
    if item.stem in _ANY:
        end = _supposed(scene, index)
        return [(index + 1, end, index, "conditional")] if end else []
    end = _inverted(scene, index)
    return [(index + 1, end, index, "conditional")] if end else []


def _whose(scene: Scene, index: int) -> int:
    """Return where what comes about begins: the subject, or the noun before «التي ستنظَّم»."""
    before = scene.items[index - 1] if index else None
    if before is None or not before.has("relative") or not scene.arabic:
        return subject_start(scene, index)
    near = (p for p in range(index - 2, max(-1, index - 5), -1) if _event_noun(scene.items[p]))
    return next(near, index)


def _predicate(scene: Scene, index: int) -> bool:
    """Tell a predicate from an attribute: in English a verb of being stands before it."""
    item, before = scene.items[index], scene.items[index - 1] if index else None
    if before is None or item.article:
        return False
    return scene.arabic or before.text in _BE or before.text.split()[-1] in _BE


def subject_start(scene: Scene, index: int) -> int:
    """Return where the noun phrase begins that stands before a verb or predicate."""
    items, start = scene.items, index
    first = scene.clauses[_whole_clause(scene, index)].start
    while start > first:
        item = items[start - 1]
        if item.text in _APART or "complementizer" in item.kinds or _told(scene, start - 1):
            break
        start -= 1
        if scene.arabic and item.conjunction:
            break
    return start


def _whole_clause(scene: Scene, index: int) -> int:
    """Return the clause of a predicate; "before spring" without a verb opens none of its own."""
    number = scene.clause_of(index)
    while number and scene.clauses[number].kind == "sub":
        inside = range(scene.clauses[number].start, index - 1)
        if any(finite(scene.items[p]) and "auxiliary" not in scene.items[p].kinds for p in inside):
            break
        number -= 1
    return number


def _told(scene: Scene, place: int) -> bool:
    """Tell whether a word before a predicate is the verb of another clause, or of saying."""
    item = scene.items[place]
    return "source" in item.cue_values or (finite(item) and _verb(scene, place))


def _verb(scene: Scene, place: int) -> bool:
    if scene.arabic:
        return "auxiliary" not in scene.items[place].kinds
    before = scene.items[place - 1] if place else None
    item = scene.items[place]
    subject = before is not None and (before.ref is not None or before.has("pronoun"))
    return subject and item.text not in _ATTRIBUTIVE and "auxiliary" not in item.kinds


def _described(scene: Scene, index: int) -> int:
    """«معركة إدلب المقبلة»: return the place of the event that an attribute puts off; else -1."""
    items = scene.items
    if not scene.arabic or "time" in items[index - 1].kinds:
        return -1
    for place in range(index - 1, max(-1, index - 5), -1):
        item = items[place]
        if item.is_mark or (item.ref is None and item.has("preposition")) or item.conjunction:
            noun = _event_noun(item)
            return place if noun and _agree(item, items[index]) else -1
        if _event_noun(item) and _agree(item, items[index]):
            return place
        if item.ref is not None and item.ref.cls != "place":
            return -1
    return -1


def _agree(noun: Item, adjective: Item) -> bool:
    return adjective.stem.endswith("ه") or not noun.stem.endswith("ه")


def _event_noun(item: Item) -> bool:
    nouns = any(t.pos == "n" or form.tense == "noun" for t, form in item.triggers)
    return item.ref is None and nouns


def _brought_about(scene: Scene, index: int) -> str:
    """Return the force of a verb of happening; "" where it tells what is."""
    item, near = scene.items[index], scene.items[max(0, index - 3) : index]
    if item.text == "be" and not _imposed(scene, index):
        return ""
    if scene.arabic:
        if item.word is not None and item.word.future:
            return "predicted"
        last = near[-1].stem if near else ""
        return {"قد": "possible", "سوف": "predicted", "لن": "predicted", "لم": "negated"}.get(
            last, ""
        )
    for before in reversed(near):
        if before.text in _MODAL:
            return _MODAL[before.text]
        if before.ref is not None or before.is_mark:
            break
    return ""


def _imposed(scene: Scene, index: int) -> bool:
    """Tell "sanctions could be imposed": of what has no article, and is not gone on with."""
    done = scene.items[index + 1].text if index + 1 < len(scene.items) else ""
    first = scene.items[subject_start(scene, index)].text
    return done.endswith("ed") and done not in _GONE_ON and first not in ("the", "this", "these")


_GONE_ON = frozenset(("extended", "renewed", "repeated", "violated", "blamed", "linked"))


def _supposed(scene: Scene, index: int) -> int:
    """«أي هجوم على X سيكون …»: return where what is supposed ends; 0 where nothing is."""
    after = scene.items[index + 1 : index + 4]
    if any(i.stem in _UNDER for i in scene.items[:index]):
        return 0
    for place, item in enumerate(after, index + 1):
        if _event_noun(item):
            return place + 1
        if item.is_mark or finite(item) or item.ref is not None:
            break
    return 0


_UNDER = words_of("denying") | words_of("not")


def _inverted(scene: Scene, index: int) -> int:
    """Find "had the army attacked, …": return where the condition ends; 0 where there is none."""
    items = scene.items
    opens = index == 0 or items[index - 1].is_mark
    noun = items[index + 1] if index + 1 < len(items) else None
    named = noun is not None and (noun.ref is not None or noun.text in ("the", "a", "an", "they"))
    if scene.arabic or not opens or not named or not any(i.text in _WOULD for i in items[index:]):
        return 0
    rest = (p for p in range(index + 1, len(items)) if items[p].text == ",")
    return next(rest, 0)


_WOULD = frozenset(("would", "could", "might", "will"))

"""A voice, and two ways to give one without a verb of saying: «X: …» and «قوله إن»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.lists import Cue, words_of
from sulh.read.scene import Scene
from sulh.read.signs import sign

__all__ = ["PASSING_ON", "SAYING_NOUNS", "Voice", "headline", "passed_on", "relayed"]

PASSING_ON = frozenset(("نقل", "نقلت", "ينقل", "تنقل", "نقلوا", "نسب", "نسبت"))


@dataclass(frozen=True, slots=True)
class Voice:
    """Items ``start`` to ``end`` rest on the word of `who` (a reference, or "unnamed")."""

    start: int
    end: int
    index: int
    who: Ref | str
    cue: Cue
    spoken_from: int
    spoken_to: int


_HEAD = Cue("rule:headline", "according", "source", "", "right", "sentence", frozenset())
_COLON = sign("colon", texts=(":",), exact=True)
_PAPERS = words_of("paper")
_LONGEST = 7
"""So many words stand before the colon of «X: …» at most."""


def headline(scene: Scene) -> Voice | None:
    """«X: …», "X: …": what follows a name and a colon at the head of a sentence is X's word.

    A place or state before the colon is where something happens, an agency is who publishes.
    """
    if not scene.signs & _COLON:
        return None
    colon = next((p for p, i in enumerate(scene.items[: _LONGEST + 1]) if i.text == ":"), -1)
    before = scene.items[: _named_to(scene, colon)]
    if not before or colon + 2 >= len(scene.items) or any(_says_more(i) for i in before):
        return None
    nameless = before[0].has("speaker") and before[0].stem not in _PAPERS
    who: Ref | str | None = "unnamed" if nameless else None
    for item in before:
        ref = item.ref
        if ref is not None and ref.cls in ("place", "source"):
            return None
        named = ref is not None and ref.mention != "adjective" and ref.kind != "civilians"
        if ref is not None and named and (ref.cls == "person" or who is None):
            who = ref
    if who is None or (isinstance(who, Ref) and who.kind == "state" and who.head not in _RULING):
        return None
    return Voice(colon + 1, len(scene.items), 0, who, _HEAD, 0, colon)


_RULING = frozenset(("government", "military", "army", "ministry", "presidency", "authorities"))


def _named_to(scene: Scene, colon: int) -> int:
    """«وزارة الدفاع في بيان: …»: leave out where, and to whom, it was said."""
    for place in range(1, colon):
        item, after = scene.items[place], scene.items[place + 1]
        where = item.text in ("في", "عبر", "in") and (after.stem in _SAID_IN or after.text == "a")
        if where or item.preposition == "ل" or item.text == "ل":
            return place
    return max(colon, 0)


_SAID_IN = frozenset(("بيان", "تصريح", "تصريحات", "تغريده", "حوار", "مقابله", "موتمر", "كلمه",
                      "خطاب", "تويتر", "منشور"))  # fmt: skip


def _says_more(item: Item) -> bool:
    """Tell whether a word before a colon makes more of it than a name with its titles."""
    if item.is_mark:
        return item.text not in ('"', "-")
    return item.ref is None and (finite(item) or bool(item.triggers) or item.has("preposition"))


SAYING_NOUNS = words_of("saying_noun")
"""«قوله», «تأكيدها»: nouns of saying with the pronoun of who speaks."""
_RELAYED = Cue("rule:relayed", "according", "source", "ar", "right", "clause", frozenset())


def relayed(scene: Scene, index: int, unnamed: Callable[[Scene, int], Ref | str]) -> Voice | None:
    """«نقلت وكالة X عن Y قوله إن …»: Y says so, whoever passes it on."""
    item = scene.items[index]
    content = _behind_noun(scene, index) if item.text in SAYING_NOUNS else -1
    if content < 0:
        return None
    low = max(0, index - 14)
    source = next((p for p in range(index - 1, low, -1) if scene.items[p].text in _FROM), -1)
    if source < 0:
        return None
    between = scene.items[source + 1 : index]
    refs = [i.ref for i in between if i.ref is not None and i.ref.mention != "adjective"]
    nameless = next((p for p in range(source + 1, index) if scene.items[p].has("speaker")), -1)
    person = next((r for r in refs if r.cls == "person"), None)
    who = person or (unnamed(scene, nameless) if nameless >= 0 else refs[0] if refs else None)
    if who is None:
        return None
    return Voice(content, len(scene.items), index, who, _RELAYED, source, index + 1)


def _behind_noun(scene: Scene, index: int) -> int:
    """«قوله إن», «قوله خلال زيارة إلى X: …»: return where what was said begins, else -1."""
    for place in range(index + 1, min(len(scene.items), index + _LONGEST + 3)):
        item = scene.items[place]
        if item.has("complementizer") or item.text in (":", '"'):
            return place + 1
        if finite(item) or item.text in (";", "؛", "."):
            break
    return -1


def passed_on(scene: Scene, index: int, unnamed: Callable[[Scene, int], Ref | str]) -> Voice | None:
    """«نقلت رويترز عن مسؤولين أن …»: who is passed on says so."""
    items = scene.items
    near = range(index + 1, min(len(items), index + 7))
    source = next((p for p in near if items[p].text == "عن"), -1)
    later = range(source + 2, min(len(items), source + 14)) if source > 0 else range(0)
    that = next((p for p in later if items[p].has("complementizer") or items[p].text == ":"), -1)
    if that < 0 or any(i.text in SAYING_NOUNS for i in items[source:that]):
        return None
    between = items[source + 1 : that]
    refs = [i.ref for i in between if i.ref is not None and i.ref.mention != "adjective"]
    nameless = next((p for p in range(source + 1, that) if items[p].has("speaker")), -1)
    person = next((r for r in refs if r.cls == "person"), None)
    who = person or (unnamed(scene, nameless) if nameless >= 0 else refs[0] if refs else None)
    if who is None:
        return None
    return Voice(that + 1, len(items), index, who, _RELAYED, source, that + 1)


_FROM = frozenset(("عن", "علي لسان", "الي", "ل"))

"""Nouns of what is promised and asked for, which nothing shows to have taken place.

«انسحاب», «إفراج», «دعم» stand in terms, demands and plans far more often than in news of what was
done. Where the rules found neither what puts such a noun off nor what tells it as done, its force
is unsure: it is drafted as *possible* under a rule of its own, by which the review shows it before
others (0110).
"""

from __future__ import annotations

from typing import get_args

from sulh.case.vocab import Modality
from sulh.read.clauses import finite
from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.masdars import phrase_of_deed
from sulh.read.scene import Bound, Scene
from sulh.read.turns import forms_of

__all__ = ["unsure"]

_PROMISED = frozenset(("concede", "lose_territory", "support", "weaken", "withhold_support"))
_GIVEN = words_of("given")
_SHOWS, _BEHIND = words_of("shows_done"), words_of("done_behind")
_NEAR = 6
_MODAL = frozenset(get_args(Modality)) - {"asserted"}
"""Forces that a verb gives what it governs; one without tells what is."""


def unsure(scene: Scene, bound: Bound) -> bool:
    """Tell whether a noun of a promise or demand has nothing beside it that shows it done."""
    if bound.trigger.type not in _PROMISED or not _noun(scene, bound) or not bound.index:
        return False
    first = _first(scene, bound)
    before = [i for i in scene.items[first : bound.index] if i.ref is None]
    if any(_done(item, arabic=scene.arabic) for item in before):
        return False
    near = scene.items[max(first, bound.index - _NEAR) : bound.index]
    if any((i.text in _GIVEN or i.stem in _GIVEN) and not i.back for i in near):
        return False
    if any(i.text in _SHOWS for i in near):
        return False
    return not (_by_means(scene, bound.index) or _told_behind(scene, bound.index))


def _by_means(scene: Scene, index: int) -> bool:
    """«استعادتها القوات بدعم تركي»: by what something was done."""
    item = scene.items[index]
    return item.preposition == "ب" or item.text.startswith("بدعم")


def _told_behind(scene: Scene, index: int) -> bool:
    """«الانسحاب من كركوك كان …», «الإنهاك الذي أصاب …»: told as done by what follows."""
    for place in range(index + 1, min(len(scene.items), index + _NEAR + 1)):
        item = scene.items[place]
        if item.is_mark and item.text not in ('"', "(", ")"):
            return False
        if item.ref is None and (item.text in _BEHIND or item.stem in _BEHIND):
            return True
        if "relative" in item.kinds:
            after = scene.items[place + 1 : place + 2]
            return bool(after) and _done(after[0], arabic=scene.arabic)
    return False


def _noun(scene: Scene, bound: Bound) -> bool:
    """Tell whether an event is told by a noun: in Arabic also by a phrase that opens with one."""
    item = scene.items[bound.index]
    if bound.trigger.pos == "x":
        return scene.arabic and phrase_of_deed(item)
    return bound.trigger.pos == "n" or (scene.arabic and bound.form.tense == "noun")


def _first(scene: Scene, bound: Bound) -> int:
    """Return where the clause begins; a quotation opens none."""
    return scene.clauses[bound.clause].start


def _done(item: Item, *, arabic: bool) -> bool:
    """Tell whether a word tells of what was done: a verb in the past, «تم»."""
    if item.text in _SHOWS or item.stem in _SHOWS:
        return True
    tenses = {form.tense for form in forms_of(item)}
    if not finite(item) or "noun" in tenses:
        return False
    future = item.word is not None and item.word.future
    plain = not future and item.cue_values.isdisjoint(_MODAL)
    return "past" in tenses or (plain and (arabic or not tenses))

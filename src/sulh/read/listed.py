"""Lists that go on over sentences: «وتشمل المطالب: / أولاً: انسحاب … / ثانياً: تسليم …».

What a sentence that ends with a colon asks for, foresees or lays down is told in the sentences
behind it, each counted or behind a dash. They take its force, as long as they name deeds.
"""

from __future__ import annotations

from dataclasses import replace

from sulh.read.clauses import finite
from sulh.read.governed import unreal
from sulh.read.items import Item
from sulh.read.lists import Cue, words_of
from sulh.read.masdars import names_a_deed
from sulh.read.scene import Scene
from sulh.read.scopes import Scope

__all__ = ["go_on", "member_start"]

_COUNTED = words_of("counted")
_MARKS = frozenset(("-", "•", "*", "–", "·", ":", ")", ".", "("))
_FORCES = frozenset(("demanded", "proposed", "intended", "predicted", "conditional"))


def go_on(scene: Scene, scopes: list[Scope], before: Scope | None) -> Scope | None:
    """Let a list go on into a sentence, and return what the next sentence may go on with.

    Parameters
    ----------
    scene : Scene
        The sentence.
    scopes : list of Scope
        Its scopes; the one that goes on is added to them.
    before : Scope or None
        The scope that was open at the end of the sentence before.
    """
    items = scene.items
    first = member_start(scene)
    if not first and before is not None and _plain_member(scene):
        scopes.append(replace(before, start=0, end=len(items), index=len(items) - 1))
        return before
    if first and before is not None and first < len(items):
        agreed = before.cue is _AGREED  # what stands in it may be negated or conditional
        if agreed or names_a_deed(items[first]):
            place = first if agreed else len(items) - 1
            scopes.append(replace(before, start=first, end=len(items), index=place))
        return before
    return _opened(scene, scopes)


def member_start(scene: Scene) -> int:
    """Return the place behind the number or dash of a member of a list; 0 where there is none."""
    items, place = scene.items, 0
    while place < min(len(items), _LONGEST) and _counts(scene, place):
        place += 1
    return place


def _plain_member(scene: Scene) -> bool:
    """«تبادل الأسرى بين الجانبين.»: a line that is only a deed's name, without a verb."""
    items = scene.items
    if not scene.arabic or not items or items[0].article or not names_a_deed(items[0]):
        return False
    return not any(_tells(item) for item in items[1:])


def _tells(item: Item) -> bool:
    """Tell whether a word is a verb, and no noun that is spelt like one."""
    verb = item.ref is None and finite(item)
    return verb and not (names_a_deed(item) or item.has("auxiliary", "preposition"))


def _counts(scene: Scene, place: int) -> bool:
    """Tell «أولاً:», "1)" and a dash from a number that a sentence begins with."""
    item = scene.items[place]
    if item.is_number:
        after = scene.items[place + 1 : place + 2]
        return bool(after) and after[0].text in _MARKS
    return item.text in _MARKS or item.stem in _COUNTED


_LONGEST = 3


def _opened(scene: Scene, scopes: list[Scope]) -> Scope | None:
    """Return the scope that a sentence leaves open: behind its colon, or over a first member."""
    items = scene.items
    asked = [s for s in scopes if s.value in _FORCES]
    if items and items[-1].text == ":":
        near = (_force_of(item) for item in reversed(items[-_NEAR:-1]))
        force = next((f for f in near if f in _FORCES), "")
        if any(_agreed(item) for item in items[-_NEAR:-1]):
            return Scope(0, 0, 0, "intended", _AGREED)
        if force and not asked:
            return Scope(0, 0, 0, force, _LISTED[force])
        return max(asked, key=lambda s: s.index, default=None)
    if not asked:
        return None
    colon = next((n for n, i in enumerate(items) if i.text == ":"), -1)
    if 0 < colon < len(items) - 1 and names_a_deed(items[colon + 1]):
        over = [s for s in asked if s.start <= colon < s.end]
        if over and not any(_tells(i) for i in items[colon + 2 :]):
            return max(over, key=lambda s: s.index)
    counted = [s for s in asked if any(i.stem in _COUNTED for i in items[s.start : s.end])]
    return max(counted, key=lambda s: s.index, default=None)


_NEAR = 5
_LISTED = {
    force: Cue("rule:listed", "demand", force, "", "right", "list", frozenset())
    for force in _FORCES
}  # fmt: skip


_AGREED = Cue("rule:agreed", "agreeto", "intended", "", "right", "list", frozenset())


def _agreed(item: Item) -> bool:
    """«تم الاتفاق على ما يلي:»: whatever the list holds is to come, in whatever words."""
    return "agree" in item.types and item.text.endswith((" علي", " on", " to"))


def _force_of(item: Item) -> str:
    """«وأصدر أوامره:»: the force of what the word before a colon announces."""
    return unreal(item) or ("demanded" if "demand" in item.types else "")

"""Where a statement ends: the next act of speech, another voice, or the author again."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.lists import words_of
from sulh.read.scene import SPEECH, Scene

__all__ = ["SPEAKING", "statement_end"]

SPEAKING = ("person", "party", "source")
_REMARKS = words_of("comment")
_ELSEWHERE = frozenset((
    "فيما", "بينما", "في حين", "من جهته", "من جهتها", "من جانبه", "من جانبها", "في المقابل",
    "while", "whereas", "meanwhile",
))  # fmt: skip


_BESIDE_IT = frozenset(("بينما", "في حين"))
"""«قال إن 40 قتلوا بينما أصيب 58»: without a comma, part of what is said."""


def statement_end(scene: Scene, start: int) -> int:
    """A statement ends where the author speaks again: at a contrast, or «فيما», «while»."""
    quoted = start > 0 and scene.items[start - 1].text == '"'
    for place in range(start, len(scene.items)):
        if scene.items[place].text == '"':
            quoted = not quoted
        elif not quoted and _author_again(scene, start, place):
            return place
    return len(scene.items)


def _author_again(scene: Scene, start: int, place: int) -> bool:
    item = scene.items[place]
    if item.text in (";", "؛"):
        return True
    if place > start + 2 and item.text in _ELSEWHERE:
        told = item.text in _BESIDE_IT and scene.items[place - 1].text not in (",", "،")
        return not told or _acts_of_speech(scene, place)
    contrast = "contrast" in item.kinds and place > start + 2 and _acts_of_speech(scene, place)
    if contrast or (place > start + 2 and _comes_back(scene, place)):
        return True
    if scene.arabic:
        if item.text.startswith(("وهو", "وهي")) and _comments(scene, place):
            return True
        told = item.verbal or item.stem[:1] == "م"
        return place > start + 1 and told and _new_speech(scene, place)
    comma = place > 0 and scene.items[place - 1].text == ","
    which = item.text in ("which", "who") and comma and _denies_it(scene, place)
    which = which and not _closed_again(scene, place)
    return which or _remark(scene, place) or (place > start and _speaks_on(scene, place))


def _comes_back(scene: Scene, place: int) -> bool:
    """«…، في إشارة إلى X», «…، وذلك بعد …»: the author explains what was meant, or dates it."""
    item = scene.items[place]
    if item.text == "وذلك":
        return scene.items[place - 1].text in (",", "،")
    if item.stem in _COMING and item.conjunction == "و":
        return any(i.has("demonstrative") for i in scene.items[place + 1 : place + 2])
    if item.text != "في":
        return False
    near = [i.text for i in scene.items[place + 1 : place + 4]]
    return bool(near) and near[0] in ("اشاره", "تلميح", "تعليق") and "الي" in near


def _closed_again(scene: Scene, place: int) -> bool:
    """«said X, which has refused so far, must …»: behind the clause what was said goes on."""
    items = scene.items
    comma = next((p for p in range(place, len(items) - 1) if items[p].text == ","), -1)
    after = items[comma + 1] if comma > 0 else None
    return after is not None and (after.text == '"' or after.has("auxiliary"))


def _comments(scene: Scene, place: int) -> bool:
    """«وهو ما …», «وهي ما …»: what was said is told something of."""
    item, following = scene.items[place], scene.items[place + 1 : place + 2]
    if item.text in ("وهو", "وهي"):
        return bool(following) and following[0].text == "ما"
    return item.text.startswith(("وهو ما", "وهي ما"))


_COMING = frozenset(("ياتي", "تاتي", "جاء", "جاءت"))
"""«ويأتي هذا الإعلان بعد …», «وجاءت هذه التصريحات …»."""


def _denies_it(scene: Scene, place: int) -> bool:
    """«…, which denied it», «…, which the army rejected»: another's act of speech."""
    near = scene.items[place + 1 : place + 4]
    speaks = any(finite(i) and not i.types.isdisjoint(SPEECH) for i in near if i.ref is None)
    return speaks or _acts_of_speech(scene, place)


def _remark(scene: Scene, place: int) -> bool:
    """«…, a charge the front denied»: the author comments on what was said."""
    near = scene.items[place + 1 : place + 4]
    return scene.items[place].text == "," and any(i.text in _REMARKS for i in near)


def _acts_of_speech(scene: Scene, place: int) -> bool:
    """«لكن X استبعد …»: what follows a contrast is another's act of speech."""
    clause = scene.clauses[scene.clause_of(place)]
    inside = scene.items[place + 1 : max(clause.end, place + 2)]
    named = any(i.ref is not None and i.ref.cls in SPEAKING for i in inside[:6])
    return named and any(
        finite(i) and not i.types.isdisjoint(SPEECH) for i in inside if i.ref is None
    )


def _new_speech(scene: Scene, place: int) -> bool:
    """«…، ونفى المتحدث …»: after a comma another act of speech is the author's to tell."""
    item = scene.items[place]
    comma = scene.items[place - 1].text in (",", "،")
    besides = item.stem[:1] == "م" and item.stem.split(maxsplit=1)[0].endswith(("ا", "ه", "ين"))
    return comma and (finite(item) or besides) and not item.types.isdisjoint(SPEECH)


def _speaks_on(scene: Scene, place: int) -> bool:
    """«… and denied that …»: the author goes on with another act of the same speaker."""
    if scene.items[place].text not in ("and", "but") or place + 1 >= len(scene.items):
        return False
    item = scene.items[place + 1]
    speech = not item.types.isdisjoint(SPEECH)
    return finite(item) and speech

"""Who stands behind a word of blaming or foreseeing: its subject, or people without a name."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Ref
from sulh.read.lists import words_of
from sulh.read.morphology import Form
from sulh.read.scene import FIRST, SPEECH, Scene
from sulh.read.subjects import subject_of

__all__ = [
    "HOLDING",
    "another_speaks",
    "blamer_of",
    "foreseer_of",
    "issuer_at",
    "nameless_at",
    "responsible_at",
]

HOLDING = frozenset(("hold", "holds", "held"))


def blamer_of(scene: Scene, index: int) -> list[Ref]:
    """Return who blames at a form of حمّل; «…، محملاً X المسؤولية»: the subject before it."""
    stem = scene.items[index].stem
    if not stem.startswith("محمل"):
        return subject_of(scene, index, Form(stem, "past", _person_of(stem)))[0]
    for place in range(index - 1, -1, -1):
        item = scene.items[place]
        if finite(item) and "auxiliary" not in item.kinds and item.triggers:
            return subject_of(scene, place, next(f for _, f in item.triggers))[0]
    return []


def responsible_at(scene: Scene, index: int) -> int:
    """Return where "holds Y responsible for" says for what, its *for*; -1 if it does not."""
    if scene.items[index].text not in HOLDING or scene.items[index].ref is not None:
        return -1
    near = range(index + 2, min(len(scene.items) - 1, index + 8))
    duty = (p for p in near if scene.items[p].text in ("responsible", "accountable"))
    place = next(duty, -1)
    between = scene.items[index + 1 : max(place, index + 1)]
    if any(i.is_mark or i.has("auxiliary") or finite(i) for i in between):
        return -1
    return place + 1 if place > 0 and scene.items[place + 1].text == "for" else -1


def _person_of(stem: str) -> str:
    if stem.startswith("ن"):
        return FIRST
    if stem.endswith(("وا", "ون")):
        return "3mp"
    return "3fs" if stem.endswith("ت") or stem.startswith("ت") else "3ms"


def nameless_at(scene: Scene, index: int) -> bool:
    """«لا تستبعد مصادر أن …», "analysts fear that …": people without a name hold it."""
    if _whose(scene, index) and _feeling(scene, index)[1]:
        return True
    place = index + 1 if scene.arabic else index - 1
    near = scene.items[place] if 0 <= place < len(scene.items) else None
    return (
        near is not None and near.ref is None and "speaker" in near.kinds and not near.preposition
    )


def issuer_at(scene: Scene, index: int) -> tuple[Ref, ...]:
    """«دعا تقرير صادر عن X»، «طالب بيان لـX»: whose document asks for or alleges something."""
    items = scene.items
    paper = items[index + 1] if index + 1 < len(items) else None
    if not scene.arabic or paper is None or paper.stem not in _PAPERS or paper.preposition:
        return ()
    for place in range(index + 2, min(len(items), index + 7)):
        item = items[place]
        if item.ref is not None and item.ref.cls in ("party", "person", "source"):
            before = items[place - 1]
            own = place == index + 2 or item.preposition == "ل" or before.text in ("عن", "من")
            tied = own or before.stem in _ISSUING
            return (item.ref,) if tied and item.ref.mention != "adjective" else ()
        if item.is_mark or "complementizer" in item.kinds or item.preposition == "ب":
            break
    return ()


_PAPERS, _ISSUING = words_of("paper"), words_of("issuing")


def another_speaks(scene: Scene, comma: int) -> bool:
    """«…، وأنقرة تنفي»: behind a comma another names himself, and speaks."""
    near = scene.items[comma + 1 : comma + 7]
    if not scene.arabic or not near or not near[0].conjunction or near[0].preposition:
        return False
    titled = next((n for n, i in enumerate(near) if not i.has("role", "title", "speaker")), 0)
    who = near[titled].ref
    office = titled == 1 and near[0].article and near[1].ref is None
    if not office and (who is None or who.cls not in ("party", "person")):
        return False
    after = near[1:2] if office else near[titled + 1 :]
    verb = next((i for i in after if i.ref is None), None)
    speaks = verb is not None and (not verb.types.isdisjoint(SPEECH) or "source" in verb.cue_values)
    return speaks and verb is not None and finite(verb)


def foreseer_of(scene: Scene, index: int) -> tuple[Ref, ...]:
    """«لا تستبعد الحكومة أن …»: forms that are listed as written have a subject behind them too."""
    if _whose(scene, index):
        return _feeling(scene, index)[0]
    item, after = scene.items[index], scene.items[index + 1 : index + 2]
    who = after[0].ref if after and not after[0].preposition else None
    plain = who is not None and who.cls in ("party", "person") and who.mention != "adjective"
    negated = item.text.startswith(("لا ", "لم "))
    listed = negated or (" " not in item.text and item.stem[:1] in "يتاحر")
    if not scene.arabic or not listed or not plain:
        return ()
    near = scene.items[index + 2 : index + 9]
    return (who,) if who is not None and any("complementizer" in i.kinds for i in near) else ()


def _whose(scene: Scene, index: int) -> bool:
    """«خشيتهم», "their fears": the noun of foreseeing says that it is somebody's."""
    item = scene.items[index]
    if not scene.arabic:
        return index > 1 and scene.items[index - 1].text in ("its", "their", "his", "her")
    return not item.stem.endswith(_WHOSE) and item.text.endswith(_WHOSE)


_WHOSE = ("ها", "هم", "هما", "ته", "فه", "قه")
"""How «مخاوفها», «خشيته» and «قلقه» end, whose stem ends otherwise."""


def _feeling(scene: Scene, index: int) -> tuple[tuple[Ref, ...], bool]:
    """«أبدت X مخاوفها», «لا يخفي دبلوماسيون خشيتهم»: who stands before it in its clause.

    Whether it is somebody without a name comes second.
    """
    for item in scene.items[scene.clauses[scene.clause_of(index)].start : index]:
        if item.ref is None and item.has("speaker") and not item.preposition:
            return (), True
        who = item.ref if not item.preposition else None
        if who is not None and who.cls in ("party", "person") and who.mention != "adjective":
            return (who,), False
    return (), False

"""Who stands behind a word of blaming or foreseeing: its subject, or people without a name."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Ref
from sulh.read.morphology import Form
from sulh.read.scene import FIRST, Scene
from sulh.read.subjects import subject_of

__all__ = ["blamer_of", "foreseer_of", "nameless_at"]


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


def _person_of(stem: str) -> str:
    if stem.startswith("ن"):
        return FIRST
    if stem.endswith(("وا", "ون")):
        return "3mp"
    return "3fs" if stem.endswith("ت") or stem.startswith("ت") else "3ms"


def nameless_at(scene: Scene, index: int) -> bool:
    """«لا تستبعد مصادر أن …», "analysts fear that …": people without a name hold it."""
    near = scene.items[index + 1 : index + 2] if scene.arabic else scene.items[index - 1 : index]
    return any(i.ref is None and "speaker" in i.kinds and not i.preposition for i in near)


def foreseer_of(scene: Scene, index: int) -> tuple[Ref, ...]:
    """«لا تستبعد الحكومة أن …»: forms that are listed as written have a subject behind them too."""
    item, after = scene.items[index], scene.items[index + 1 : index + 2]
    who = after[0].ref if after and not after[0].preposition else None
    plain = who is not None and who.cls in ("party", "person") and who.mention != "adjective"
    if not scene.arabic or " " in item.text or item.stem[:1] not in "يتاحر" or not plain:
        return ()
    near = scene.items[index + 2 : index + 9]
    return (who,) if who is not None and any("complementizer" in i.kinds for i in near) else ()

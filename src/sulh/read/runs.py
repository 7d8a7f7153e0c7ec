"""Who was spoken of before a verb of denying, charging or asking that names nobody (Arabic)."""

from __future__ import annotations

from sulh.read.agreeing import agrees, plain_form
from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.morphology import Form
from sulh.read.scene import Scene, acts

__all__ = ["besides_of", "by_name", "holder_before", "pronoun_before"]

_ENDS = ("ا", "ه", "ين")


def besides_of(scene: Scene, index: int) -> Ref | None:
    """«…، متهماً X بـ», «…، ومهددةً بـ»: whose verb such a form goes with; None for other words.

    What stands behind it is its object and never who charges, threatens or asks.
    """
    item = scene.items[index]
    if not _besides(scene, index):
        return None
    for start, end, who in reversed(scene.speakers):
        if start <= index < end or scene.clause_of(start) == scene.clause_of(index):
            return who
    form = Form(item.stem, "past", _person(item))
    return _subject_before(scene, index, form) or _topic(scene, form)


def _besides(scene: Scene, index: int) -> bool:
    """«متهماً», «مطالبةً», «مهددين»: a participle without ال behind a comma or joined by و."""
    item = scene.items[index]
    word = item.stem.split()[0] if item.stem else ""
    if item.ref is not None or item.article or item.preposition or word[:1] != "م":
        return False
    speaks = bool(item.cues) or word.startswith("محمل")
    if not word.endswith(_ENDS) or len(word) < 5 or not speaks:
        return False
    before = scene.items[index - 1] if index else None
    return before is not None and (before.text in (",", "،") or item.conjunction == "و")


def _person(item: Item) -> str:
    word = item.stem.split()[0]
    if word.endswith("ين"):
        return "3mp"
    return "3fs" if word.endswith("ه") else "3ms"


def holder_before(scene: Scene, index: int) -> Ref | None:
    """«لكنها تنفي …», «أصدر X بياناً نفى فيه …», «X الذي اتهم …»: who was subject before.

    Else who the text was about: «ونفى أن …» at the head of a sentence goes on with him.
    """
    item = scene.items[index]
    if not finite(item):
        return None
    form = next((f for _, f in (*item.cues, *item.triggers) if f is not None), None)
    if form is None:
        form = plain_form(item.stem)
    if form.tense not in ("past", "present"):
        return None
    if (named := _right_behind(scene, index, form)) is not None:
        return named
    return _antecedent(scene, index) or _subject_before(scene, index, form) or _topic(scene, form)


def by_name(scene: Scene, who: Ref) -> Ref:
    """«اتهم رئيس المجلس الحاكم، الجنرال عمر تياني، …»: the name behind an office and a comma."""
    if who.cls != "person" or who.mention != "nominal":
        return who
    place = next((p for p, i in enumerate(scene.items) if i.ref is who), -1)
    near = range(place + 1, min(len(scene.items), place + _OFFICE)) if place >= 0 else range(0)
    comma = next((p for p in near if scene.items[p].is_mark), -1)
    for item in scene.items[comma + 1 : comma + 4] if comma > 0 else ():
        if item.ref is not None:
            named = item.ref.cls == "person" and item.ref.mention == "name"
            return item.ref if named and not item.preposition else who
    return who


_OFFICE = 8
"""So many words an office may have behind its first."""


def pronoun_before(scene: Scene, index: int) -> Ref | None:
    """«X signed a statement in which he denied …» (English): the last who can be meant."""
    pronoun = scene.items[index - 1].text if index else ""
    kinds = _MEANT.get(pronoun)
    if kinds is None:
        return None
    for item in reversed(scene.items[:index]):
        if item.ref is not None and item.ref.cls in kinds and item.ref.mention == "name":
            return item.ref
    return scene.topic if scene.topic is not None and scene.topic.cls in kinds else None


_MEANT = {"he": ("person",), "she": ("person",), "it": ("party",), "they": ("party",)}


def _right_behind(scene: Scene, index: int, form: Form) -> Ref | None:
    """«واتهمت X، Y بـ», «زعم المتحدث أن»: the name, or the office of him who spoke before."""
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    first = index == scene.clauses[scene.clause_of(index)].start
    if after is None or after.preposition or not first:
        return None
    if after.ref is not None:
        plain = acts(after.ref) and after.ref.mention != "adjective"
        return after.ref if plain and agrees(after.ref, form, before=True) else None
    office = after.article and after.has("speaker", "title", "role", "envoy")
    return scene.topic if office and scene.topic is not None and acts(scene.topic) else None


def _antecedent(scene: Scene, index: int) -> Ref | None:
    """«X الذي نفى», «X، التي اتهمت …»: the name before a relative clause, unless it is taken up."""
    clause = scene.clauses[scene.clause_of(index)]
    if clause.kind != "rel" or scene.items[index].back or index > clause.start + 2:
        return None
    for item in reversed(scene.items[max(0, clause.start - 4) : clause.start]):
        if item.ref is not None and acts(item.ref) and item.ref.mention != "adjective":
            return item.ref
    return None


def _subject_before(scene: Scene, index: int, form: Form) -> Ref | None:
    """Return the nearest subject of a clause before that the verb agrees with."""
    for number in range(scene.clause_of(index), -1, -1):
        for ref in scene.subjects.get(number, ()):
            before = ref.start < scene.items[index].start
            if before and acts(ref) and agrees(ref, form, before=True):
                return ref
    return _named_before(scene, index, form)


def _named_before(scene: Scene, index: int, form: Form) -> Ref | None:
    """«بينما لم تصدر X أرقاماً لكنها …»: the nearest name right behind a verb that agrees."""
    for place in range(index - 2, 0, -1):
        ref = scene.items[place].ref
        verb = scene.items[place - 1]
        if ref is None or scene.items[place].preposition or not finite(verb):
            continue
        if acts(ref) and ref.mention == "name" and agrees(ref, form, before=True):
            return ref
    return None


def _topic(scene: Scene, form: Form) -> Ref | None:
    ref = scene.topic
    return ref if ref is not None and acts(ref) and agrees(ref, form, before=True) else None

"""Ties said in two places of a sentence: «يتحالف X مع Y», «X، الناطق باسم Y», «وكيل إيران»."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim, RawHolder
from sulh.read.relation_parts import first_of, last_of, make
from sulh.read.scene import acts
from sulh.read.subjects import subject_of
from sulh.read.view import View

__all__ = ["ADVERB", "TYING", "find_ties"]

_ALLYING = words_of("allying")
_COORDINATING = words_of("coordinating")
_JOINING = words_of("joining")
_PROXY = words_of("proxy")
_FOR_OFFICE = words_of("speaking_for")
TYING = _ALLYING | _COORDINATING | _JOINING | _PROXY | _FOR_OFFICE
"""Words, or stems, at which :func:`find_ties` may find something; also at an `ADVERB`."""
ADVERB = "يا"
_WITH = ("مع", "with", "الي جانب")
_REACH = 8


def find_ties(view: View, index: int) -> list[RawClaim]:
    """Return the relations that a word makes with one that stands further off."""
    item = view.scene.items[index]
    if item.stem in _ALLYING or item.stem in _COORDINATING:
        return _verb_with(view, index)
    if item.stem in _JOINING:
        return _verb_and_two(view, index)
    if item.stem in _PROXY or item.text in _PROXY:
        return _proxy(view, index)
    if item.text in _FOR_OFFICE or item.stem in _FOR_OFFICE:
        return _spokesman(view, index)
    return _supported_by_adverb(view, index)


def _verb_with(view: View, index: int) -> list[RawClaim]:
    """«يتحالف X مع Y», «تقاتل X إلى جانب Y»: subject and partner stand apart."""
    scene = view.scene
    item = scene.items[index]
    if not (scene.arabic and finite(item)) and not item.has("verb"):
        return []
    near = range(index + 1, min(len(scene.items), index + 1 + _REACH))
    joint = next((p for p in near if _bare(scene.items[p]) in _WITH), -1)
    if joint < 0 or any(finite(scene.items[p]) for p in range(index + 1, joint)):
        return []
    partner = first_of(scene.items[joint + 1 : joint + 3], "party")
    subject = first_of([i for i in scene.items[index + 1 : joint] if not i.preposition], "party")
    subject = subject or next((r for r in subject_of(scene, index, None)[0]), None)
    if partner is None or subject is None or partner.key == subject.key:
        return []
    beside = _bare(scene.items[joint]) == "الي جانب"
    kind = "allied_with" if item.stem in _ALLYING and not beside else "coordinates_with"
    return [make(view, index, kind, subject, partner, "rule:verb-with")]


def _bare(item: Item) -> str:
    return item.text.removeprefix(item.conjunction)


_JOINED = {"بايع": "subordinate_to", "يبايع": "subordinate_to", "انضم": "member_of",
           "ينضم": "member_of", "تنضم": "member_of"}  # fmt: skip


def _verb_and_two(view: View, index: int) -> list[RawClaim]:
    """«بايع X Y», «انضمت X إلى Y», «يمثل X Y»: two noun phrases behind the verb."""
    items = view.scene.items[index + 1 : index + 6]
    refs = [p for p, i in enumerate(items) if i.ref is not None and i.ref.mention != "adjective"]
    stem = view.scene.items[index].stem
    kind = next((k for word, k in _JOINED.items() if stem.startswith(word)), "represents")
    if len(refs) < 2 or refs[0] > 1 or items[refs[0]].preposition or not view.scene.arabic:
        return []
    first, second = items[refs[0]].ref, items[refs[1]].ref
    between = {i.text for i in items[refs[0] + 1 : refs[1]]}
    wanted: set[str] = {"الي"} if kind == "member_of" else set()
    if between != wanted or first is None or second is None or not acts(first):
        return []
    plain = second.cls == "party" and second.kind not in ("state", "civilians")
    if not plain or first.key == second.key or first.kind == "civilians":
        return []
    return [make(view, index, kind, first, second, "rule:verb-and-two")]


def _proxy(view: View, index: int) -> list[RawClaim]:
    """«X، وكيل إيران», «X فرع تنظيم Y», "Iran's proxy": a state backs X, X is part of a body."""
    items = view.scene.items
    if view.scene.arabic:
        patron = first_of(items[index + 1 : index + 2], "party")
    else:
        behind = items[index + 1 : index + 2]
        of = bool(behind) and behind[0].text == "of"
        patron = first_of(items[index + 2 : index + 4], "party") if of else _owner(items, index)
    client = _described(items, index, patron) if patron is not None else None
    if client is None or patron is None or patron.kind == "civilians":
        return []
    kind = "backed_by" if patron.kind in ("state", "government") else "sub_unit_of"
    if kind == "sub_unit_of" and not view.scene.arabic:
        return []
    claim = make(view, index, kind, client, patron, "rule:proxy")
    return [_deemed(view, index, claim)]


def _deemed(view: View, index: int, claim: RawClaim) -> RawClaim:
    """«تعدّ إسرائيل X ذراعاً لإيران», "widely seen as": somebody's view, not a fact."""
    scene = view.scene
    near = range(max(0, index - 7), index)
    verb = next((p for p in near if scene.items[p].stem in _DEEMING), -1)
    if verb < 0 or claim.modality != "asserted":
        return claim
    passive = not scene.arabic and scene.items[verb].text in ("seen", "viewed", "regarded")
    subject = [] if passive else subject_of(scene, verb, None)[0]
    item = scene.items[verb]
    who = subject[0] if subject and subject[0].key != claim.actors[0].key else "unnamed"
    claim.modality, claim.realis = "accused", "disputed"
    claim.holders = (*claim.holders, RawHolder(who, item.start, item.end))
    return claim


_DEEMING = words_of("deeming")


def _owner(items: list[Item], index: int) -> Ref | None:
    """«Iran's proxy», "an Iranian proxy": who stands before the noun."""
    ref = items[index - 1].ref if index else None
    return ref if ref is not None and ref.cls == "party" else None


def _described(items: list[Item], index: int, other: Ref) -> Ref | None:
    """Return the party that a noun describes: before it, past a comma or «هو», "is", "as"."""
    for item in reversed(items[max(0, index - 8) : index]):
        ref = item.ref
        if ref is not None and ref.key != other.key:
            return ref if ref.cls == "party" and ref.mention != "adjective" else None
        if item.text in (".", ";", "؛", ":") or item.types:
            return None
    return None


def _spokesman(view: View, index: int) -> list[RawClaim]:
    """«X، الناطق باسم Y», «كبير مفاوضي Y، X», "Y spokesman X": a named person speaks for Y."""
    items = view.scene.items
    start = _behind_office(items, index)
    party = next((p for p in range(start, min(len(items), start + 3)) if _body(items[p])), -1)
    if party >= 0 and not any(finite(i) or i.is_mark for i in items[start:party]):
        person = first_of(_beside(items, party + 1), "person")
        person = person or last_of(items[max(0, index - 3) : index], "person")
    elif not view.scene.arabic and index and _body(items[index - 1]):
        party = index - 1
        person = first_of(items[index + 1 : index + 3], "person")
    else:
        return []
    body = items[party].ref
    if person is None or body is None:
        return []
    return [make(view, index, "represents", person, body, "rule:speaks-for")]


def _behind_office(items: list[Item], index: int) -> int:
    """«المتحدث العسكري باسم Y»: return where the body may stand."""
    near = range(index + 1, min(len(items), index + 4))
    return next((p + 1 for p in near if items[p].text in ("باسم", "for", "of")), index + 1)


def _body(item: Item) -> bool:
    return item.ref is not None and item.ref.cls == "party" and item.ref.kind != "civilians"


def _beside(items: list[Item], place: int) -> list[Item]:
    """Return what stands right behind, past a comma, a title or the time."""
    near = items[place : place + 3]
    end = next((n for n, i in enumerate(near) if finite(i) or i.has("complementizer")), len(near))
    return near[:end]


_SUPPORTED = words_of("supported")


def _supported_by_adverb(view: View, index: int) -> list[RawClaim]:
    """«القوات المدعومة إماراتياً»: the state stands in the adverb."""
    items = view.scene.items
    item = items[index]
    before = items[index - 1] if index else None
    if before is None or before.stem not in _SUPPORTED or not item.text.endswith(ADVERB):
        return []
    backer = view.nisba(item.text[:-1])
    client = last_of(items[max(0, index - 5) : index - 1], "party")
    if backer is None or client is None or backer.key == client.key:
        return []
    return [make(view, index, "backed_by", client, backer, "rule:adverb")]

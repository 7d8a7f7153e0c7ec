"""Relations: «اللواء … بقيادة …», «… المدعومة من …», "backed by …".

Cues of the family relation stand between two noun phrases. Which of the two is the
subject depends on the type: a leader's cue is followed by the leader. A relation said of an accused
(«يتهمها … بالانتماء لـ…») is the accuser's claim. Support said in the present of a state for a
party is also a relation: who backs whom.
"""

from __future__ import annotations

from sulh.read.apposed import find_apposed
from sulh.read.clauses import finite
from sulh.read.compounds_en import compound_relations, described
from sulh.read.control import find_control
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim
from sulh.read.relation_parts import first_of, last_of, make
from sulh.read.signs import sign
from sulh.read.subjects import subject_of
from sulh.read.ties import ADVERB, TYING, find_ties
from sulh.read.view import View

__all__ = ["find_relations"]

_SWAPPED = frozenset(("leader_of",))
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "leader_of": (("person",), ("party",)),
    "represents": (("party", "person"), ("party", "place")),
    "envoy_of": (("person",), ("party", "person")),
    "member_of": (("party", "person"), ("party",)),
    "sub_unit_of": (("party",), ("party",)),
    "subordinate_to": (("party", "person"), ("party", "person", "place")),
    "backed_by": (("party", "person"), ("party", "person")),
    "allied_with": (("party", "person"), ("party", "person")),
    "opposed_to": (("party",), ("party",)),
    "coordinates_with": (("party", "person"), ("party", "person")),
    "native_of": (("person", "party"), ("place",)),
    "located_in": (("party", "place"), ("place",)),
    "alias": (("party", "person"), ("party", "person")),
}
_LEFT_REACH, _RIGHT_REACH = 7, 4
_FAR = frozenset(("sub_unit_of", "leader_of", "located_in", "native_of"))
_SPOKEN_FOR = frozenset(("negotiate", "agree", "accept", "reject", "demand", "convey_message"))
"""What one body does for another: "negotiated on behalf of …"."""
_ROLES = words_of("leader")
_BOND = words_of("bond")
_RECOURSE = words_of("recourse")


def find_relations(view: View, events: list[RawClaim]) -> list[RawClaim]:
    """Return the relation and control claims of a sentence."""
    found: list[RawClaim] = []
    for index, item in view.scene.marked(_RELATED):
        found += _said_at(view, index, item)
    found += find_apposed(view)
    found += find_control(view)
    if found:
        _credit_masters(view, found, events)
        told = {c.index for c in found if c.type == "backed_by"}
        events[:] = [e for e in events if e.type != "support" or e.index not in told]
    found += _backing(events)
    return _once(found) if len(found) > 1 else found


def _said_at(view: View, index: int, item: Item) -> list[RawClaim]:
    """Return what each rule finds at a word; a rule is asked only at words that it may begin at."""
    found: list[RawClaim] = []
    if "relation" in item.cue_kinds:
        found += _tied(view, index, item)
    if item.kinds and not item.kinds.isdisjoint(_OFFICES):
        found += _office(view, index)
    if item.text in _AS:
        found += _naming(view, index)
    if "-" in item.text:
        found += compound_relations(view, index)
    if item.stem in _LEADS:
        found += _leads(view, index)
    if item.text == ":":
        found += _listed(view, index)
    if item.text in _WITHIN:
        found += _unit(view, index)
    if item.stem in TYING or item.text in TYING or item.text.endswith(ADVERB):
        found += find_ties(view, index)
    return found


def _once(claims: list[RawClaim]) -> list[RawClaim]:
    seen: set[tuple[object, ...]] = set()
    kept = []
    for claim in claims:
        key = (claim.kind, claim.type, tuple(r.key for r in claim.actors),
               tuple(r.key for r in claim.targets), tuple(r.key for r in claim.places),
               claim.modality)  # fmt: skip
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept


# ---- relations ------------------------------------------------------------------------------


def _tied(view: View, index: int, item: Item) -> list[RawClaim]:
    """Return what the cues of relations at a word say."""
    language = "ar" if view.scene.arabic else "en"
    found: list[RawClaim] = []
    for cue, _ in item.cues:
        if cue.lang != language or cue.kind != "relation":
            continue
        if cue.value == "backs":
            found += _backers(view, index, cue.id)
        elif cue.value in _ENDS:
            found += _relation(view, index, cue.value, cue.id)
    return found


def _relation(view: View, index: int, kind: str, rule: str) -> list[RawClaim]:
    subjects, objects = _ENDS[kind]
    left_kinds, right_kinds = (objects, subjects) if kind in _SWAPPED else (subjects, objects)
    right = _right(view, index, right_kinds)
    if kind == "leader_of" and not right and view.scene.items[index].text.startswith(_LED_BY):
        kind, left_kinds = "subordinate_to", ("party",)
        right = [r for r in _right(view, index, ("party",)) if r.kind in _ARMED]
    if not right or (kind == "backed_by" and _charge_of_backing(view, index)):
        return []
    if kind == "subordinate_to" and right[0].cls == "person" and "leader_of" in _kinds(view, index):
        return []  # «تحت إمرة فلان»: a person leads
    accused = _accused(view, index) if kind in ("member_of", "backed_by", "sub_unit_of") else None
    left = accused if accused is not None else _topic(view, index, left_kinds, kind)
    left = left or _left(view, index, left_kinds, kind)
    if kind == "subordinate_to":
        close = left is not None and _close(view, index, left)
        left = _bound(view, index) or (left if close else None)
    if left is None:
        return []
    if kind == "represents" and left.cls == "person" and right[0].cls == "place":
        return []
    claims = []
    for other in right:
        if other.key == left.key and kind != "alias":
            continue
        first, second = (other, left) if kind in _SWAPPED else (left, other)
        claims.append(make(view, index, kind, first, second, rule))
    return claims


_LED_BY = ("يقود", "تقود", "ويقود", "وتقود")
_ARMED = ("armed_force", "armed_group", "coalition")
"""«اللواء الذي يقوده الحرس الثوري»: a body leads another, which answers to it."""


def _kinds(view: View, index: int) -> frozenset[str]:
    return view.scene.items[index].cue_values


def _charge_of_backing(view: View, index: int) -> bool:
    """«اتهم X بدعم Y»: here X is said to back Y, not Y to back X; the event says so."""
    word = view.scene.items[index].text
    kinds = ("accuse", "demand", "threaten", "deny")
    return word.startswith("ب") and any(
        b.trigger.type in kinds and 0 < index - b.index <= 6 for b in view.bounds
    )


_AS = frozenset(("باسم", "as"))
_NAMING = words_of("naming")


def _naming(view: View, index: int) -> list[RawClaim]:
    """«تعرف الفرقة باسم "X"», "the group is known as X": a name for what had none."""
    items = view.scene.items
    if not any(item.stem in _NAMING for item in items[max(0, index - 6) : index]):
        return []
    first = last_of(items[max(0, index - 6) : index], "party")
    second = _right(view, index, ("party",))[:1]
    if first is None or not second or first.key == second[0].key:
        return []
    return [make(view, index, "alias", first, second[0], "rule:naming")]


def _bound(view: View, index: int) -> Ref | None:
    """«احتفظ X بـ… مع التبعية لـY»: who keeps a bond is the running subject of the sentence."""
    scene = view.scene
    if scene.items[index].text.split(maxsplit=1)[0] not in _BOND:
        return None
    for number in range(scene.clause_of(index), -1, -1):
        acting = [r for r in scene.subjects.get(number, []) if r.cls in ("party", "person")]
        if acting:
            return acting[0]
    return None


def _close(view: View, index: int, ref: Ref) -> bool:
    near = view.scene.items[max(0, index - 4) : index]
    return any(item.ref is not None and item.ref.key == ref.key for item in near)


def _backers(view: View, index: int, rule: str) -> list[RawClaim]:
    """«الدول الداعمة لـX (A وB)», «روسيا الداعمة لـX»: who backs stands in brackets or before."""
    items = view.scene.items
    client = _right(view, index, ("party",))[:1]
    if not client:
        return []
    if view.scene.items[index].text.endswith(_ITS):
        served = _served(view, index)
        behind = _right(view, index, ("party", "person"))
        return [
            make(view, index, "backed_by", served, backer, rule)
            for backer in behind
            if served is not None and backer.key != served.key
        ]
    place = next(p for p in range(index + 1, len(items)) if items[p].ref is client[0])
    backers: list[Ref] = []
    if place + 1 < len(items) and items[place + 1].text == "(":
        for item in items[place + 2 :]:
            if item.text == ")":
                break
            if item.ref is not None and item.ref.cls == "party":
                backers.append(item.ref)
    if not backers:
        left = _left(view, index, ("party",), "backs")
        backers = [left] if left is not None else []
    return [
        make(view, index, "backed_by", client[0], backer, rule)
        for backer in backers
        if backer.key != client[0].key
    ]


def _served(view: View, index: int) -> Ref | None:
    """«لواء X الموالي لإيران والذي يسلّحه Y»: the pronoun says which noun phrase before is meant."""
    feminine = view.scene.items[index].text.endswith("ها")
    for item in reversed(view.scene.items[max(0, index - 9) : index]):
        ref = item.ref
        if ref is not None and ref.cls == "party" and ref.mention != "adjective":
            if ref.feminine == feminine or ref.plural:
                return ref
        elif item.text in (".", ";", "؛", ":"):
            return None
    return None


_ITS = ("ها", "ه", "هم")
"""Pronouns of «تدعمها X»: who is backed stands before, who backs behind."""


def _right(view: View, index: int, kinds: tuple[str, ...]) -> list[Ref]:
    """Return the noun phrases right behind a cue, joined ones included."""
    items = view.scene.items
    found: list[Ref] = []
    for place in range(index + 1, min(len(items), index + 1 + _RIGHT_REACH + 3 * len(found))):
        item = items[place]
        if item.ref is not None:
            if item.ref.mention == "adjective" and not found and _of_a_person(items, place):
                continue
            if item.ref.cls not in kinds or (item.ref.mention == "adjective" and not found):
                break
            if found and not (item.conjunction or items[place - 1].text in ("and", ",", "،", "و")):
                break
            found.append(item.ref)
            continue
        if item.text in ('"', "(", ")", "and", "و", "the", "a") or item.has(
            "title", "role", "direction"
        ):
            continue
        if found or item.is_mark or item.triggers or item.has("complementizer", "subordinator"):
            break
    return found


_IS = ("is", "are", "was", "were", "being", "been")


def _of_a_person(items: list[Item], place: int) -> bool:
    """«الجنرال الروسي فلان»: the adjective describes the officer behind it."""
    after = items[place + 1].ref if place + 1 < len(items) else None
    return (
        place > 0
        and items[place - 1].has("title", "role")
        and (after is not None and after.cls == "person")
    )


def _left(view: View, index: int, kinds: tuple[str, ...], kind: str) -> Ref | None:
    """Return the noun phrase before a cue that it can say something of."""
    items = view.scene.items
    if not view.scene.arabic and (topic := _left_in_english(view, index, kinds, kind)) is not None:
        return topic
    for place in range(index - 1, max(-1, index - 1 - _LEFT_REACH), -1):
        item = items[place]
        ref = item.ref
        if ref is not None and ref.mention != "adjective":
            if ref.cls in kinds:
                if ref.mention == "pronoun" and view.scene.arabic:
                    return _meant(items, place, kinds) or ref
                if _agrees(view, index, ref):
                    return _phrase_head(items, place, kinds) or ref
            elif ref.cls != "place" or any(_is_place(i) for i in items[place + 1 : index]):
                return None
        elif _ends_left(item, kind):
            return None
    return None


def _is_place(item: Item) -> bool:
    return item.ref is not None and item.ref.cls == "place"


def _ends_left(item: Item, kind: str) -> bool:
    """Tell whether a word ends the search for what a cue says something of."""
    if item.text in (";", "؛", ":", ".") or item.has("complementizer"):
        return True
    through = kind == "represents" and not item.types.isdisjoint(_SPOKEN_FOR)
    return bool(item.triggers) and not through and kind not in _FAR


def _left_in_english(view: View, index: int, kinds: tuple[str, ...], kind: str) -> Ref | None:
    """«X is armed by …», "X, a militia led by …", "X, …, backed by …": the topic stands off."""
    items = view.scene.items
    if items[index - 1].text in _IS:
        subject = subject_of(view.scene, index, None)[0]
        return subject[0] if subject and subject[0].cls in kinds else None
    apposed = described(items, index)
    if apposed is not None and apposed.cls in kinds:
        return apposed
    if kind in ("alias", "leader_of", "native_of") or index < 3 or items[index - 1].text != ",":
        return None
    commas = (p for p in range(index - 2, max(-1, index - 14), -1) if items[p].text == ",")
    opened = next(commas, 0)
    topic = items[opened - 1].ref if opened else None
    fits = topic is not None and topic.cls in kinds and topic.mention != "adjective"
    return topic if fits else None


def _meant(items: list[Item], place: int, kinds: tuple[str, ...]) -> Ref | None:
    """«X تتلقى دعماً من Y، وهي …»: the pronoun goes back to the subject, not to the last noun."""
    pronoun = items[place].ref
    for item in items[:place]:
        ref = item.ref
        if ref is None or pronoun is None or ref.cls not in kinds or item.preposition:
            continue
        if ref.feminine == pronoun.feminine and ref.mention == "name":
            return ref
    return None


def _agrees(view: View, index: int, ref: Ref) -> bool:
    """«فرقة … موجودة في»: a feminine participle does not describe a masculine noun before it."""
    word = view.scene.items[index].text.split(maxsplit=1)[0]
    participle = (
        view.scene.arabic and word.endswith("ه") and word.startswith(("م", "الم", "تاب", "التاب"))
    )
    return not participle or ref.feminine or ref.cls != "party" or ref.kind == "state"


_WITHIN = ("في", "من", "in", "of")


def _phrase_head(items: list[Item], place: int, kinds: tuple[str, ...]) -> Ref | None:
    """«اللواء … في الفيلق … بقيادة»: what is said goes with the head of the phrase."""
    before = place - 1 - (place > 0 and items[place - 1].text == "the")
    if before < 1 or items[before].text not in _WITHIN:
        return None
    return _party_in(items[before - 1]) if "party" in kinds else None


def _party_in(item: Item) -> Ref | None:
    """Return the party of an item; «مقر اللواء X» is a place that names one."""
    return next((r for r in (item.ref, *item.also) if r is not None and r.cls == "party"), None)


def _topic(view: View, index: int, kinds: tuple[str, ...], kind: str) -> Ref | None:
    """«ويقودها …», «وهو … ويقوده …»: a pronoun of the cue goes to the topic, not the nearest."""
    item = view.scene.items[index]
    word = item.text.split(maxsplit=1)[0]
    # «بقيادة» ends in no pronoun
    leans = (kind == "leader_of" and not word.startswith("ب")) or word in _RECOURSE
    if not view.scene.arabic or not leans or not word.endswith(("ها", "ه")):
        return None
    feminine = word.endswith("ها")
    before = [i.ref for i in view.scene.items[:index] if i.ref is not None and i.ref.cls in kinds]
    pronouns = [ref for ref in before if ref.mention == "pronoun"]
    recent = [ref for ref in view.recent if ref.cls in kinds]
    for ref in (*pronouns, *reversed(before), *reversed(recent)):
        if ref.feminine == feminine and ref.mention != "adjective":
            return ref
    return None


def _accused(view: View, index: int) -> Ref | None:
    """Return whom an accusation over this place is against."""
    for bound in view.bounds:
        near = bound.trigger.type == "accuse" and bound.index < index <= bound.index + 8
        if near and bound.targets:
            return bound.targets[0]
    return None


_OFFICES = frozenset(("role", "title"))


def _bare_government(party: Ref) -> bool:
    """«رئيس الحكومة فلان»: an office of state, which says nothing of a party to the conflict."""
    return party.mention == "nominal" and party.kind in ("government", "state")


def _office(view: View, index: int) -> list[RawClaim]:
    """«قائد كتائب … محمد …», "rebel leader X", «X زعيم …»: an office, its party, its holder."""
    item = view.scene.items[index]
    if item.stem.removesuffix("ه") not in _ROLES:
        return []
    items = view.scene.items
    verb = next((p for p in range(index + 1, min(len(items), index + 7)) if finite(items[p])), -1)
    items = items[:verb] if verb > 0 else items
    party = _of_office(view, items, index)
    person = first_of(items[index + 1 : index + 7], "person") or last_of(
        items[max(0, index - 2) : index], "person"
    )
    if party is None or person is None or _bare_government(party):
        return []
    before = items[index - 1] if index else None
    if before is not None and before.has("title", "role", "envoy"):
        if before.stem not in ("مبعوث", "موفد", "envoy"):
            return []
        return [make(view, index - 1, "envoy_of", person, party, "rule:envoy")]
    if any(i.is_mark and i.text not in (",", "،", '"') for i in items[index : index + 3]):
        return []
    return [make(view, index, "leader_of", person, party, "rule:office")]


def _of_office(view: View, items: list[Item], index: int) -> Ref | None:
    """«قائد كتائب X», "leader of X", "Chadian President Y": what an office is of.

    «… President Y, Sudanese President Z»: what stands behind a comma is of the next office.
    """
    own = items[index - 1].ref if index and not view.scene.arabic else None
    if own is not None and own.cls == "party" and own.mention == "adjective":
        return own
    behind = items[index + 1 : index + 4]
    mark = next((n for n, i in enumerate(behind) if i.text in (",", "،")), len(behind))
    party = first_of(behind[:mark], "party")
    if party is not None or view.scene.arabic:
        return party
    return last_of(items[max(0, index - 2) : index], "party")


_LEADS = words_of("leading")


def _leads(view: View, index: int) -> list[RawClaim]:
    """«يقود الكتائب فلان», "X commands the brigade"."""
    item = view.scene.items[index]
    if item.article:
        return []
    near = view.scene.items[index + 1 : index + 5]
    party = first_of(near, "party")
    person = first_of(near, "person") or last_of(
        view.scene.items[max(0, index - 3) : index], "person"
    )
    if party is None or person is None:
        return []
    return [make(view, index, "leader_of", person, party, "rule:leads")]


_SIZES = {
    word: size
    for size, words in enumerate(("فصيل|platoon", "سريه|company", "كتيبه|battalion", "فوج|regiment",
                                  "لواء|brigade", "فرقه|division", "فيلق|corps", "جيش|army"))
    for word in words.split("|")
}  # fmt: skip


def _size(ref: Ref | None) -> int:
    """Return the size of a formation by the noun in its name; -1 for what is none."""
    words = ref.name.split() if ref is not None and ref.cls == "party" else []
    return max((_SIZES.get(word.removeprefix("ال"), -1) for word in words), default=-1)


def _unit(view: View, index: int) -> list[RawClaim]:
    """«اللواء X في الفيلق Y», "the X Brigade of the Y Corps": the smaller is part of the larger."""
    items = view.scene.items
    if not index or not (items[index - 1].ref or items[index - 1].also):
        return []
    after = index + 1 + (index + 1 < len(items) and items[index + 1].text == "the")
    small = _party_in(items[index - 1])
    large = _party_in(items[after]) if after < len(items) else None
    if small is None or large is None or not -1 < _size(small) < _size(large):
        return []
    return [make(view, index, "sub_unit_of", small, large, "rule:unit")]


_GATHERED = ("coalition", "movement", "group", "community", "")


def _listed(view: View, index: int) -> list[RawClaim]:
    """«بيد المعارضة: A، B وC», "the alliance: A, B and C": parties listed are members."""
    items = view.scene.items
    whole = items[index - 1].ref if index else None
    if whole is None or whole.cls != "party" or whole.kind not in _GATHERED:
        return []
    members: list[Ref] = []
    for item in items[index + 1 :]:
        if item.ref is not None and item.ref.cls == "party" and item.ref.mention != "adjective":
            members.append(item.ref)
        elif item.text not in ("and", "the", ",", "،", "و", "(", ")"):
            break
    if len(members) < 3:
        return []
    claims = []
    for member in members:
        if member.key != whole.key:
            claim = make(view, index, "member_of", member, whole, "rule:listed")
            claim.start, claim.end = whole.start, member.end
            claims.append(claim)
    return claims


# ---- backing --------------------------------------------------------------------------------


def _credit_masters(view: View, relations: list[RawClaim], events: list[RawClaim]) -> None:
    """«التبعية لـY … والتي توفر السلاح»: what a master is then said to provide goes to his man."""
    for bond in relations:
        if bond.type != "subordinate_to" or bond.modality != "asserted":
            continue
        for event in events:
            if event.type != "support" or event.targets or event.index < bond.index:
                continue
            between = view.scene.items[bond.index + 1 : event.index]
            named = [party for item in between if (party := _party_in(item)) is not None]
            masters = event.actors or named[-1:]
            event.actors = [r for r in masters if r.key != bond.actors[0].key]
            event.targets = list(bond.actors) if event.actors else []


def _backing(events: list[RawClaim]) -> list[RawClaim]:
    """Support said of a state for a party is also a relation, in the same words."""
    claims = []
    for event in events:
        if event.type != "support" or event.modality not in ("asserted", "accused"):
            continue
        if event.subtype in ("humanitarian", "aid", "statement", "shelter"):
            continue
        if event.realis != "actual" and event.modality == "asserted":
            continue
        for backer in event.actors:
            for client in event.targets:
                if client.kind == "civilians" or backer.key == client.key:
                    continue
                claims.append(
                    RawClaim(
                        kind="relation",
                        type="backed_by",
                        start=event.start,
                        end=event.end,
                        sentence=event.sentence,
                        actors=[client],
                        targets=[backer],
                        modality=event.modality,
                        polarity=event.polarity,
                        realis=event.realis,
                        holders=event.holders,
                        cue=event.cue,
                        when=event.when,
                        rules=(*event.rules, "rule:backing"),
                        confidence=event.confidence,
                    )
                )
    return claims


_RELATED = sign(
    "relation", texts=(*_AS, *_WITHIN, ":"), stems=_LEADS, words=TYING, kinds=_OFFICES,
    cues=("relation",), test=lambda word: "-" in word.text or word.text.endswith(ADVERB),
)  # fmt: skip
"""The words at which :func:`_said_at` may find something."""

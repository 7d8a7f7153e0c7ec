"""Events said in several words that no list can hold.

«أطلق … صواريخ», «حمّل … مسؤولية», «وقّع … مذكرة».
"""

from __future__ import annotations

from sulh.read.blame import HOLDING, blamer_of, responsible_at
from sulh.read.clauses import finite
from sulh.read.frames import bind
from sulh.read.items import Item, Ref
from sulh.read.lists import Trigger, words_of
from sulh.read.morphology import Form
from sulh.read.scene import FIRST, TOWARDS, Bound, Scene, acts, is_place, unjoined, with_joined
from sulh.read.signs import sign
from sulh.read.slots import slots_after

__all__ = [
    "DEEDS",
    "blamed",
    "ceased",
    "downed",
    "exchanged",
    "fired",
    "made",
    "paid",
    "sent",
    "withheld",
]

DEEDS = sign("deed")
"""The words at which the rules for events in several words may find anything."""
_FIRED = Trigger("rule:fired", "attack", "missile", "", "v", "subj",
                 ("at", "on", "against", "towards", "toward", "into", "علي", "باتجاه", "نحو", "صوب",
                  "ضد"))  # fmt: skip
_WEAPONS = words_of("weapon")
_FIRING = words_of("firing")


def fired(scene: Scene) -> list[Bound]:
    """Find «أطلق … صواريخ على …», "fired rockets at …": an attack said by its weapon."""
    found: list[Bound] = []
    for index, item in scene.marked(DEEDS):
        if item.triggers or not _fires(scene, item):
            continue
        near = scene.items[index + 1 : index + 7]
        weapons = [later for later in near if _is_weapon(later)]
        for weapon in weapons:
            weapon.ref = None  # «أطلقت عشرات الصواريخ»: no force of anybody
        if weapons:
            form = next((f for _, f in item.cues if f is not None), Form(item.text, "past"))
            found.append(bind(scene, index, _FIRED, form))
    return found


def _is_weapon(item: Item) -> bool:
    named = item.ref is not None and item.ref.mention != "nominal"
    bare = item.stem.removeprefix("ال")
    weapon = item.stem in _WEAPONS or item.text in _WEAPONS or bare in _WEAPONS
    return weapon and not (named or item.has("complementizer", "relative"))


_EXCHANGED = Trigger("rule:exchanged", "fight", "", "ar", "v", "subj", ("مع",))
_TRADED = Trigger("rule:traded", "accuse", "", "ar", "v", "subj", ("مع",))
_EXCHANGING = words_of("exchanging")
_FIRE = words_of("fire")


def exchanged(scene: Scene) -> list[Bound]:
    """Find «تبادلت A وB القصف», «تبادلت A وB الاتهامات»: what goes both ways."""
    found = []
    for index, item in scene.at(_EXCHANGING, DEEDS):
        if item.article or item.triggers:
            continue
        near = [i for i in scene.items[index + 1 : index + 7] if i.ref is None]
        charges = any("accuse" in i.types or "accuse" in i.cue_kinds for i in near)
        if charges or any(_is_fire(i) for i in near):
            person = "3mp" if item.stem.endswith("وا") else _person_of(item.stem)
            trigger = _TRADED if charges else _EXCHANGED
            bound = bind(scene, index, trigger, Form(item.stem, "past", person))
            found += [bound] if bound.actors else []
    return found


def _is_fire(item: Item) -> bool:
    words = item.text.split()
    return item.stem in _FIRE or any(word in _FIRE for word in words)


_DOWNED = Trigger("rule:downed", "attack", "shoot_down", "ar", "v", "subj", ())
_DOWNING = words_of("downing")
_FLYING = words_of("flying")


def downed(scene: Scene) -> list[Bound]:
    """Find «أسقطت X طائرة مسيّرة»: something shot out of the air."""
    found = []
    for index, item in scene.at(_DOWNING, DEEDS):
        if item.article:
            continue
        near = scene.items[index + 1 : index + 9]
        if any(i.ref is None and _flies(i) for i in near):
            form = Form(item.stem, "past", _person_of(item.stem))
            found.append(bind(scene, index, _DOWNED, form))
    return found


def _flies(item: Item) -> bool:
    """«طائرات», «طائرات مسيّرة», «صاروخاً»: what can be shot down."""
    return item.stem in _FLYING or not _FLYING.isdisjoint(item.text.split())


_BLAMED = Trigger("rule:blamed", "accuse", "", "ar", "v", "subj", ("dobj",))
_BLAMING = words_of("blaming")


def blamed(scene: Scene) -> list[Bound]:
    """Find «حمّل X Y مسؤولية …»: an accusation in two words."""
    found = []
    for index, item in scene.at(_BLAMING, DEEDS):
        duty = any(
            i.stem in ("مسووليه", "المسووليه", "مسووليته")
            for i in scene.items[index + 1 : index + 9]
        )
        if duty:
            bound = bind(scene, index, _BLAMED, Form(item.stem, "past", _person_of(item.stem)))
            if item.stem.startswith("محمل"):
                bound.actors = blamer_of(scene, index)
                bound.targets = _blamed_at(scene, index, bound.actors)
            found.append(bound)
    held = [i for i, _ in scene.at(HOLDING, DEEDS) if responsible_at(scene, i) > 0]
    return found + [_held(scene, index) for index in held]


_HELD = Trigger("rule:held", "accuse", "", "en", "v", "subj", ("dobj",))


def _held(scene: Scene, index: int) -> Bound:
    """Bind "holds the army responsible for": who is held so stands between."""
    bound = bind(scene, index, _HELD, Form(scene.items[index].text, "present"))
    between = scene.items[index + 1 : responsible_at(scene, index)]
    bound.targets = [i.ref for i in between if i.ref is not None and acts(i.ref)]
    return bound


def _blamed_at(scene: Scene, index: int, actors: list[Ref]) -> list[Ref]:
    """Return who stands right behind a participle of blaming."""
    keys = {ref.key for ref in actors}
    near = (i.ref for i in scene.items[index + 1 : index + 4])
    return [r for r in near if r is not None and r.cls == "party" and r.key not in keys][:1]


_PAID = Trigger("rule:paid", "support", "", "ar", "v", "subj", ("gen", "ل"))
_PAYING = words_of("paying")
_JOINED_PAYING = with_joined(_PAYING)
_PAY = words_of("pay")


def paid(scene: Scene) -> list[Bound]:
    """Find «تدفع X رواتب عناصر Y»: who pays an armed body supports it."""
    found = []
    for index, item in scene.at(_JOINED_PAYING, DEEDS):
        stem = unjoined(item.stem)
        if item.triggers or stem not in _PAYING:
            continue
        near = range(index + 1, min(len(scene.items), index + 5))
        pay = next((p for p in near if scene.items[p].stem in _PAY), -1)
        if pay > 0:
            bound = bind(scene, index, _PAID, Form(stem, "past", _person_of(stem)))
            bound.targets = _paid_to(scene, pay)
            found += [bound] if bound.targets else []
    return found


def _paid_to(scene: Scene, pay: int) -> list[Ref]:
    """«رواتب عناصر X»: the armed body right behind the pay."""
    after = scene.items[pay + 1 : pay + 2]
    return [
        item.ref for item in after
        if item.ref is not None and item.ref.cls == "party" and item.ref.kind != "civilians"
        and item.ref.mention == "name"
    ]  # fmt: skip


_WITHHELD = Trigger("rule:withheld", "withhold_support", "", "ar", "v", "subj", ("ل", "عن"))
_CUT = Trigger("rule:withheld", "withhold_support", "", "en", "v", "subj", ("to", "from"))
_HALTING = words_of("halting")
_JOINED_HALTING = with_joined(_HALTING)
_AID = words_of("aid")


def withheld(scene: Scene) -> list[Bound]:
    """Find «أوقفت X دعمها لـY», "cut supplies to Y": support that ends, said in two words."""
    found = []
    for index, item in scene.at(_JOINED_HALTING, DEEDS):
        stem = unjoined(item.stem)
        if stem not in _HALTING:
            continue
        near = range(index + 1, min(len(scene.items), index + 4))
        aid = next((p for p in near if _is_aid(scene.items[p])), -1)
        if aid > 0:
            trigger = _WITHHELD if scene.arabic else _CUT
            bound = bind(scene, index, trigger, Form(stem, "past", _person_of(stem)))
            bound.last = max(bound.last, aid)
            bound.targets = bound.targets or _cut_off(scene, bound, aid)
            found.append(bound)
    return found


def _cut_off(scene: Scene, bound: Bound, aid: int) -> list[Ref]:
    """«أوقفت … تدريب X», «مساعداتها لـX»: whom the support that ends went to."""
    slots = slots_after(scene, aid, scene.clauses[bound.clause].end)
    named = [
        slots.by_preposition.get(p, []) for p in ("ل", "الي", "عن", "gen", "to", "for", "from")
    ]
    actors = {ref.key for ref in bound.actors}
    for refs in (*named, *slots.bare[:1]):
        found = [ref for ref in refs if acts(ref) and ref.key not in actors]
        if found:
            return found
    return []


def _is_aid(item: Item) -> bool:
    return item.ref is None and (item.stem in _AID or item.text in _AID)


_CEASED = Trigger("rule:ceased", "ceasefire", "", "ar", "v", "subj", ("علي", "ضد"))


def ceased(scene: Scene) -> list[Bound]:
    """Find «أوقفت X هجماتها على Y»: attacks of one's own that end are none any more."""
    found = []
    for index, item in scene.at(_JOINED_HALTING, DEEDS):
        stem = unjoined(item.stem)
        if not scene.arabic or stem not in _HALTING:
            continue
        near = range(index + 2, min(len(scene.items), index + 5))
        fire = next((p for p in near if _own_attacks(scene.items[p])), -1)
        if fire > 0 and scene.items[index + 1].ref is not None:
            bound = bind(scene, index, _CEASED, Form(stem, "past", _person_of(stem)))
            behind = slots_after(scene, fire, scene.clauses[bound.clause].end).by_preposition
            bound.targets = [r for p in ("علي", "ضد") for r in behind.get(p, []) if acts(r)]
            bound.last = max(bound.last, fire)
            found.append(bound)
    return found


def _own_attacks(item: Item) -> bool:
    owned = bool(item.back) or item.article
    return item.ref is None and owned and "attack" in item.types and not item.preposition


_MADE = Trigger("rule:made", "agree", "", "", "n", "between", ("مع", "with"))


def made(scene: Scene) -> list[Bound]:
    """Find «وقّعت … مذكرة», "signed a settlement": an agreement made, whatever it is called."""
    found = []
    for index, item in scene.marked(DEEDS):
        if "agreement_head" not in item.kinds or item.triggers or item.article:
            continue
        near = scene.items[max(0, index - 8) : index]
        if any(c.kind == "status" and c.value == "reached" for i in near for c, _ in i.cues):
            found.append(bind(scene, index, _MADE, Form(item.stem, "noun")))
    return found


_SENT = Trigger("rule:sent", "visit", "", "", "v", "subj", ())
_SENDING = words_of("sending")
_DELEGATION = words_of("delegation")


def sent(scene: Scene) -> list[Bound]:
    """Find «أرسلت X مبعوثها Y إلى Z», "sent an envoy to Z": who is sent visits."""
    found = []
    for index, item in scene.marked(DEEDS):
        word = item.text if not scene.arabic else item.stem
        if word not in _SENDING or item.article:
            continue
        near = range(index + 1, min(len(scene.items), index + 13))
        envoy = next((p for p in near if _is_envoy(scene.items[p])), -1)
        if envoy < 0:
            continue
        bound = bind(scene, index, _SENT, Form(item.stem, "past", _person_of(item.stem)))
        person = _named_envoy(scene, envoy)
        if person >= 0:
            ref = scene.items[person].ref
            bound.actors = [ref] if ref is not None else bound.actors
            bound.last = max(bound.last, person)
        bound.places = bound.places or _destination(scene, max(envoy, person))
        found += [bound] if bound.places else []
    return found


def _destination(scene: Scene, envoy: int) -> list[Ref]:
    """«إلى Z», "to Z": the place right behind the envoy."""
    for place in range(envoy + 1, min(len(scene.items) - 1, envoy + 4)):
        if scene.items[place].text in TOWARDS:
            ref = scene.items[place + 1].ref
            return [ref] if ref is not None and is_place(ref) else []
    return []


def _is_envoy(item: Item) -> bool:
    if item.ref is not None:
        return item.ref.head in _DELEGATION
    return item.has("envoy") or item.stem in _DELEGATION or item.text in _DELEGATION


def _named_envoy(scene: Scene, envoy: int) -> int:
    """Return the place of the person named right behind «مبعوث», past whose envoy it is; -1."""
    found = -1
    for place in range(envoy + 1, min(len(scene.items), envoy + 8)):
        item = scene.items[place]
        if item.ref is not None and item.ref.cls == "person" and not item.preposition:
            found = place
        elif item.has("preposition") or finite(item):
            break
    return found


def _person_of(stem: str) -> str:
    if stem.startswith("ن"):
        return FIRST
    return "3fs" if stem.endswith("ت") or stem.startswith("ت") else "3ms"


def _fires(scene: Scene, item: Item) -> bool:
    if not scene.arabic:
        return item.text in _FIRING
    return bool(item.cues) and item.stem[:4] in _FIRES and not item.article


_FIRES = frozenset(("اطلق", "يطلق", "تطلق"))
sign(
    "deed", texts=_FIRING, stems=_EXCHANGING | _DOWNING | _BLAMING | HOLDING, words=_SENDING,
    kinds=("agreement_head",), starts=_FIRES,
)  # fmt: skip
sign("deed", stems=_JOINED_PAYING | _JOINED_HALTING)

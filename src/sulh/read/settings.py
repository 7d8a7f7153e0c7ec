"""Where an event takes place: the places of its clause that a preposition ties to it."""

from __future__ import annotations

from itertools import pairwise

from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.scene import LOCATIVE, TOWARDS, Bound, Scene, acts, is_place
from sulh.read.signs import sign
from sulh.read.slots import slots_after

__all__ = ["find_places"]

_DIRECTIONS = words_of("compass")
_LEAVING = frozenset(("displace", "lose_territory", "concede"))
_NO_PLACE = frozenset(
    ("convey_message", "accuse", "deny", "condemn", "threaten", "accept", "reject", "demand")
)


def find_places(scene: Scene, bound: Bound) -> None:
    """Add the places of the clause: named after the trigger, or before it behind a preposition."""
    if bound.trigger.type in _NO_PLACE or bound.trigger.subtype == "pledge":
        bound.places = []
        return
    clause = scene.clauses[bound.clause]
    known = {ref.key for ref in bound.places}
    for place in range(clause.start, _excepted(scene, bound.index, clause.end)):
        ref = scene.items[place].ref
        if ref is None or ref.key in known or not _tied(scene, place, ref, bound):
            continue
        if _of_another(scene, clause.start, place, bound):
            continue
        if _distance(scene, place) or _holds_the_last(scene, place, bound):
            continue
        if _beyond(scene, place, bound):
            continue
        known.add(ref.key)
        bound.places.append(ref)
        bound.last = max(bound.last, place)
    if bound.places and bound.trigger.type == "gain_territory":
        bound.places += _taken_next(scene, bound, {ref.key for ref in bound.places})
    if not bound.places and scene.signs & _ELSEWHERE:
        bound.places = (
            _witness(scene, bound)
            or _there(scene, bound)
            or _in_relative(scene, bound)
            or _nameless(scene, bound)
        )
    if bound.places:
        others = {ref.key for ref in bound.actors + bound.targets}
        bound.places = [ref for ref in bound.places if ref.key not in others]


def _of_another(scene: Scene, start: int, place: int, bound: Bound) -> bool:
    """Tell whether another event of the clause is nearer to a place, or stands before it."""
    if place < bound.index:
        return _nearer_event(scene, start, place, bound)
    return place > bound.index and _event_between(scene, bound.index, place)


_WITNESSING = words_of("witnessing")


def _witness(scene: Scene, bound: Bound) -> list[Ref]:
    """«بلدة X التي شهدت معارك», «شهدت X قصفاً»: the place that saw an event."""
    for place in range(bound.index - 1, max(-1, bound.index - 6), -1):
        item = scene.items[place]
        if item.ref is None and item.stem in _WITNESSING:
            near = scene.items[place + 1 : bound.index]
            seen = [i.ref for i in near if i.ref is not None and is_place(i.ref)]
            relative = place and scene.items[place - 1].has("relative")
            before = scene.items[max(0, place - 9) : place] if relative else []
            told = [i.ref for i in before if i.ref is not None and is_place(i.ref)]
            return seen[:1] or told[-1:]
        if item.is_mark or item.triggers:
            break
    return []


_GOING_ON = words_of("taking_place")


def _in_relative(scene: Scene, bound: Bound) -> list[Ref]:
    """«الاشتباكات التي تجددت في X وY بين A وB»: where, and between whom, a relative clause says."""
    following = bound.clause + 1
    if following >= len(scene.clauses) or scene.clauses[following].kind != "rel":
        return []
    clause = scene.clauses[following]
    near = range(clause.start, min(clause.end, clause.start + 3))
    verb = next((p for p in near if scene.items[p].stem in _GOING_ON), -1)
    if verb < 0 or clause.start - bound.index > _BEFORE_RELATIVE:
        return []
    slots = slots_after(scene, verb, clause.end).by_preposition
    sides = [ref for ref in slots.get("بين", []) if acts(ref)]
    if sides and not (bound.actors or bound.targets):
        bound.actors, bound.targets = sides[:1], sides[1:]
    return [
        ref for preposition, refs in slots.items() if preposition in LOCATIVE
        for ref in refs if is_place(ref)
    ]  # fmt: skip


_BEFORE_RELATIVE = 5
_THERE = frozenset(("فيها", "فيه", "منها", "منه", "اليها", "اليه", "داخلها", "وسطها", "بداخلها"))


def _there(scene: Scene, bound: Bound) -> list[Ref]:
    """«دخلت القوات X لإخراج المسلحين منها»: the place named before in the sentence."""
    end = scene.clauses[bound.clause].end
    for item in scene.items[bound.index + 1 : min(end, bound.index + 6)]:
        if item.text in _THERE and item.ref is None:
            before = (i.ref for i in reversed(scene.items[: bound.index]) if i.ref is not None)
            return [ref for ref in before if is_place(ref)][:1]
        if item.triggers and item.ref is None:
            break
    return []


_NAMELESS = words_of("nameless_place")
_ELSEWHERE = sign("place elsewhere", stems=_WITNESSING | _NAMELESS | _GOING_ON, texts=_THERE)
sign("place elsewhere", kinds=("direction",))
_WHERE = frozenset(("في", "ب", "داخل", "وسط", "قرب", "علي", "من", "الي"))


def _nameless(scene: Scene, bound: Bound) -> list[Ref]:
    """«انسحابهم من المناطق المدنية»: places in the plural that have no name."""
    clause = scene.clauses[bound.clause]
    for place in range(bound.index + 1, min(clause.end, bound.index + 9)):
        item = scene.items[place]
        if (
            item.ref is None
            and item.stem in _NAMELESS
            and (item.article or _described(scene, place))
            and not _in_the_media(scene, place)
        ):
            preposition = item.preposition or scene.items[place - 1].stem
            if preposition in _WHERE and not item.has("preposition"):
                return [_area(scene, place)]
            return []
        if _in_the_land(scene, place):
            return [_part(scene, place)]
        if item.triggers and item.ref is None:
            break
    return []


_LAND = frozenset(("البلاد", "القطاع", "الجزيره"))


def _in_the_land(scene: Scene, place: int) -> bool:
    """«في جنوب البلاد», «شمالي البلاد»: a part of a land that is not named here."""
    item, after = scene.items[place], scene.items[place + 1 : place + 2]
    return item.ref is None and item.has("direction") and any(i.text in _LAND for i in after)


def _part(scene: Scene, place: int) -> Ref:
    """Make a reference of a part of the land."""
    first, last = scene.items[place], scene.items[place + 1]
    start = first.end - len(first.stem)
    name = f"{first.stem} {last.text}"
    return Ref("place", f"pl:~{name}", name, "area", "nominal", start, last.end, head=first.stem,
               proposed=True)  # fmt: skip


_MEDIA = frozenset(("تواصل", "انترنت", "الكترونيه", "اخباريه", "اعلام", "اعلاميه"))


def _in_the_media(scene: Scene, place: int) -> bool:
    """«على مواقع التواصل»: no ground."""
    return any(i.stem in _MEDIA for i in scene.items[place + 1 : place + 2])


def _described(scene: Scene, place: int) -> bool:
    """«عواصم المحافظات», «قرى حدودية»: another noun or adjective of the same phrase follows."""
    after = scene.items[place + 1 : place + 2]
    return bool(after) and after[0].ref is None and after[0].article and not after[0].preposition


def _area(scene: Scene, place: int) -> Ref:
    """Make a reference of a nameless place and what describes it."""
    first, last = scene.items[place], place
    while (
        last + 1 < len(scene.items)
        and last - place < _DESCRIBING
        and _adds_on(scene.items[last + 1])
    ):
        last += 1
    start = first.end - len(first.stem) - 2 * first.article
    name = " ".join(
        [
            ("ال" if first.article else "") + first.stem,
            *(i.text for i in scene.items[place + 1 : last + 1]),
        ]
    )
    return Ref("place", f"pl:~{name}", name, "area", "nominal", start, scene.items[last].end,
               head=first.stem, plural=True, feminine=True, proposed=True)  # fmt: skip


_DESCRIBING = 3


def _adds_on(item: Item) -> bool:
    """Tell whether a word still describes the place: it has the article, and stands bare."""
    bare = item.article and not (item.preposition or item.conjunction or item.triggers)
    return bare and item.ref is None


_KILOMETRES = frozenset(("km", "kilometres", "kilometers", "miles", "كم", "كيلومتر", "كيلومترا",
                         "كيلومترات", "ميل", "ميلا"))  # fmt: skip


def _distance(scene: Scene, place: int) -> bool:
    """«25 km west of Goma», «على بعد 20 كيلومتراً شرق X»: measured from there, and elsewhere."""
    near = scene.items[max(0, place - 4) : place]
    return any(i.ref is None and i.stem in _KILOMETRES for i in near)


def _holds_the_last(scene: Scene, place: int, bound: Bound) -> bool:
    """«بلدة أريحا في ريف إدلب», "the Old City of Taiz": only says where the place lies."""
    if not bound.places or scene.items[place].conjunction:
        return False
    last = bound.places[-1]
    for before in range(place - 1, max(-1, place - 8), -1):
        item = scene.items[before]
        if item.ref is not None and item.ref.mention != "adjective":
            return item.ref.key == last.key and before > bound.index
        lies = item.text in _LYING or item.has("direction", "part_head", "place_head")
        if not (lies or item.ref is not None):
            return False
    return False


_LYING = words_of("lying")


def _beyond(scene: Scene, place: int, bound: Bound) -> bool:
    """«قصف X، في مسعى للتقدم في Y», «… X، آخر معاقل Y في Z»: behind the event's own place."""
    doers = {ref.key for ref in (*bound.actors, *bound.targets)}
    starts = {ref.start for ref in bound.places if ref.key not in doers}
    own = [
        p for p in range(bound.index + 1, place)
        if (ref := scene.items[p].ref) is not None and ref.start in starts
    ]  # fmt: skip
    if not own:
        return False
    between = scene.items[own[-1] + 1 : place]
    if any(item.triggers and item.ref is None for item in between):
        return True
    apposed = bool(between) and between[0].text in (",", "،")
    return apposed and len(between) > 2 and not any(i.conjunction for i in between)


_EXCEPTING = sign("exception", cues=("exception",))


def _excepted(scene: Scene, index: int, end: int) -> int:
    """Return where what is left out begins behind a word; `end` when nothing is."""
    if not scene.signs & _EXCEPTING:
        return end
    places = range(index, end)
    return next((p for p in places if "exception" in scene.items[p].cue_kinds), end)


def _leads_over(item: Item) -> bool:
    """«رداً على سقوط قذائف قرب X»: what comes behind is another event's place."""
    return not item.cue_kinds.isdisjoint(("cause", "before"))


_THEN = frozenset(("ثم", "then"))


def _taken_next(scene: Scene, bound: Bound, known: set[str]) -> list[Ref]:
    """«سيطرت … على A ثم B وC، ثم D»: places alone behind ثم were taken too."""
    found: list[Ref] = []
    listed = False
    for item in scene.items[bound.index + 1 :]:
        ref = item.ref
        if item.text in _THEN or item.stem in _THEN:
            listed = True
        elif ref is not None and is_place(ref) and listed:
            if ref.key not in known:
                found.append(ref)
            listed = False
        elif item.triggers or finite(item):
            break
        elif ref is None and not item.has("place_head", "part_head", "direction"):
            listed = False
    return found


def _tied(scene: Scene, place: int, ref: Ref, bound: Bound) -> bool:
    """Tell whether a preposition ties a place, or a state as a place, to an event of this type."""
    country = ref.cls == "party" and ref.kind == "state" and ref.mention == "name"
    if not (country or ref.cls == "place"):
        return False
    preposition = scene.items[place].preposition or _preposition_before(scene, place)
    if not preposition and ref.head in _DIRECTIONS and place > bound.index:
        preposition = "في"
    if preposition in ("من", "from") and bound.trigger.type not in _LEAVING:
        seized = bound.trigger.subtype in _SEIZING and place > bound.index  # «اعتقلت … من بلدة X»
        part = bound.trigger.type in _ENTERING and _part_before(scene, place)
        return is_place(ref) and (seized or part)
    if bound.trigger.type in _MOVING and preposition in TOWARDS:
        arrives = bound.trigger.type == "displace" and not _driven_out(scene, bound)
        return arrives and place > bound.index
    if country:
        return _in_country(scene, place, bound, preposition)
    done_to = preposition == "ل" and place > bound.index and bound.trigger.type in _ENTERING
    if done_to and bound.form.tense == "noun" and bound.actors:
        return True  # «استهداف X لبلدة Y»
    return preposition in LOCATIVE


_SENDING = frozenset(("intervene", "mobilise", "visit"))
_MOVING = frozenset(("displace", "lose_territory"))


def _in_country(scene: Scene, place: int, bound: Bound, preposition: str) -> bool:
    """Tell whether a state is where an event takes place: "withdrawal from Niger"."""
    before = scene.items[place - 1] if place else None
    if preposition == "ب" and before is not None and before.article:
        return False  # «السفن المرتبطة بإسرائيل»
    left = bound.trigger.type in _LEAVING and preposition in _OUT_OF
    sent = bound.trigger.type in _SENDING and preposition in TOWARDS and place > bound.index
    return left or sent or preposition in _INSIDE


_DRIVING = ("ترحيل", "تهجير", "ابعاد", "طرد", "اخراج", "رحل", "يرحل", "ترحل", "هجر", "يهجر", "تهجر",
            "ابعد", "deport", "expel", "exile", "transfer", "bus")  # fmt: skip


def _driven_out(scene: Scene, bound: Bound) -> bool:
    """«ترحيل المقاتلين إلى X»: who is sent away is driven from here; who flees arrives there."""
    item = scene.items[bound.index]
    return item.stem.startswith(_DRIVING)


_SEIZING = frozenset(("arrest", "detain", "abduct", "capture"))
_INSIDE = frozenset(("في", "ب", "in", "داخل", "inside", "across"))
_OUT_OF = frozenset(("من", "from", "out of"))


_ENTERING = frozenset(("gain_territory", "attack", "fight", "destroy"))


def _part_before(scene: Scene, place: int) -> bool:
    """«دخلت … الأحياء الجنوبية من تكريت»: a part of the place."""
    for item in reversed(scene.items[max(0, place - 5) : place - 1]):
        if item.ref is None and item.has("place_head", "part_head", "site"):
            return True
        if item.ref is not None or item.triggers or item.has("preposition"):
            return False
    return False


def _preposition_before(scene: Scene, place: int) -> str:
    for index in range(place - 1, max(-1, place - 4), -1):
        item = scene.items[index]
        if item.text == "of" and index and scene.items[index - 1].has("place_head", "part_head"):
            return _preposition_before(scene, index - 1) or "of"  # "from the region of X"
        if "preposition" in item.kinds:
            return item.stem
        if "direction" in item.kinds and item.ref is None and scene.arabic:
            return "في"  # «غربي الموصل»
        if item.preposition and item.ref is None:
            return item.preposition
        if item.ref is not None and (item.conjunction or scene.items[place].conjunction):
            return _preposition_before(scene, index)
        if item.is_mark or finite(item):
            break
    return ""


def _nearer_event(scene: Scene, start: int, place: int, bound: Bound) -> bool:
    """Tell whether a place before a trigger belongs to another event of the clause."""
    between = scene.items[place + 1 : bound.index]
    if any(item.triggers for item in between if item.ref is None):
        return True
    noun = bound.trigger.pos == "n" or bound.form.tense == "noun"
    before = scene.items[start:place]
    return noun and any(item.verb() for item in before if item.ref is None)


_DATING = frozenset(("بعد", "قبل", "عقب", "before", "after", "following"))


def _event_between(scene: Scene, index: int, place: int) -> bool:
    between = scene.items[index + 1 : place]
    if _beside(between):
        return True
    cause = next((n for n, i in enumerate(between) if _leads_over(i)), -1)
    if cause >= 0 and any(i.triggers for i in between[cause:] if i.ref is None):
        return True
    if any(i.ref is None and i.stem in _DATING for i in between[:-1]) and any(
        i.triggers for i in between if i.ref is None
    ):
        return True
    return any(
        i.triggers and (finite(i) or _participle(scene, n))
        for n, i in enumerate(between, index + 1)
    )


_TALKS = frozenset(("negotiate", "agree"))


def _beside(between: list[Item]) -> bool:
    """«تزامن القصف مع محادثات في X»: the talks are there, not the shelling."""
    pairs = pairwise(between)
    return any(
        one.text in ("مع", "with") and not other.types.isdisjoint(_TALKS) and other.ref is None
        for one, other in pairs
    )


def _participle(scene: Scene, place: int) -> bool:
    """«broke the truce, ambushing a convoy on …»: a participle behind a comma has its own place."""
    item = scene.items[place]
    return not scene.arabic and item.text.endswith("ing") and scene.items[place - 1].text == ","

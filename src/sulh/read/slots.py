"""What stands after a word: noun phrases, each with the preposition before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.scene import BY, Scene, acts
from sulh.read.signs import sign

__all__ = ["Slots", "about", "after_and", "agents", "degree", "quantified", "slots_after"]

_TITLES = frozenset(("title", "role"))
_BETWEEN = frozenset(("number", "time", "adverb"))
_ROUGHLY = frozenset(("نحو", "حوالي", "قرابه", "زهاء", "about", "around", "over"))
_DURING = frozenset(("في", "خلال", "اثناء", "بعد", "قبل", "جراء", "اثر"))
_SKIP = frozenset(('"', "(", ")", "'", "«", "»", "-", "*", "/", "the", "a", "an"))


_TITLED = sign("title", kinds=_TITLES, exact=True)
_TURNING = sign("turns a walk", texts=("من", "of"), stems=("كل",),
                cues=("role", "agreeto", "term", "relation"))  # fmt: skip
_GOVERNING = sign("preposition", texts=BY, kinds=("preposition",), exact=True)


@dataclass(slots=True)
class Slots:
    """What stands after a word: noun phrases without a preposition, and by preposition."""

    bare: list[list[Ref]] = field(default_factory=list)
    by_preposition: dict[str, list[Ref]] = field(default_factory=dict)
    opaque: bool = False
    opaque_object: bool = False
    opaque_at: int = -1
    done_to: bool = False
    """True when ل opens a phrase right behind the first noun phrase: «استهداف X لبلدة Y»."""
    sited: bool = False
    """True when a site that nobody names stands behind a preposition: «على ثكنة لـX»."""
    last: int = 0

    def add(self, mode: str, ref: Ref, *, joined: bool) -> None:
        """Put a noun phrase where the preposition (or none) before it says."""
        if mode:
            self.by_preposition.setdefault(mode, []).append(ref)
        elif joined and self.bare:
            self.bare[-1].append(ref)
        else:
            self.bare.append([ref])


def slots_after(scene: Scene, index: int, end: int) -> Slots:
    """Collect the noun phrases from `index` to `end`, by the preposition before each."""
    scan = _Scan(scene, index, end, Slots(last=index))
    for place in range(index + 1, end):
        item = scene.items[place]
        if place >= scan.skip and not scan.step(item, place):
            break
        if item.ref is not None and item.ref.mention != "adjective":
            scan.named = True
    return scan.slots


@dataclass(slots=True)
class _Scan:
    """A walk to the right of a word. `mode` is the preposition in force, `wait` after a noun.

    `named` says that a noun phrase was passed; nothing before joins what stands at `apart`.
    """

    scene: Scene
    index: int
    end: int
    slots: Slots
    mode: str = ""
    wait: bool = False
    skip: int = -1
    opened: int = -1
    named: bool = False
    apart: int = -1
    head: Item | None = None
    definite: bool = False
    noun: bool = False

    def step(self, item: Item, place: int) -> bool:
        """Take in one item; False when the walk ends before it."""
        if item.signs & _TITLED:
            ahead = _titled_person(self.scene, place, self.end)
            if ahead > place:
                self.skip = ahead
                return True
        if item.signs & _PASSING and _passed_over(self.scene, place):
            if self._finished(place) and "number" in item.kinds and not _joined(self.scene, place):
                self.mode = ""  # «في X ستة معلمين»
            return True
        if item.is_mark:
            return item.text in (",", "،") and self._comma(place)
        if item.ref is not None:
            self._take(item, item.ref, place)
            return True
        return self._word(item, place)

    def _comma(self, place: int) -> bool:
        """Pass over a comma; False when the walk ends before it."""
        if (closing := _aside(self.scene, place)) > 0:
            self.skip = closing + 1
            return True
        if (closing := _office_holder(self.scene, self.index, place)) > 0:
            self._name_holder(place, closing)
            return True
        if self.slots.bare and _object_behind(self.scene, self.index, place):
            self.mode, self.wait, self.apart = "", False, place + 1
            return True
        return _goes_on(self.scene, place) or _inserted(self.scene, place)

    def _name_holder(self, place: int, closing: int) -> None:
        """«رئيس وزراء X، فلان، …»: who holds the office is the subject where nobody else is."""
        if not any(r.mention != "adjective" for group in self.slots.bare for r in group):
            holder = next(i.ref for i in self.scene.items[place:closing] if i.ref is not None)
            self.slots.bare = [[holder]]
        self.mode, self.wait, self.apart = "", False, closing + 1
        self.slots.opaque = self.slots.opaque_object = False
        self.skip = closing + 1

    def _site_begins(self, item: Item, place: int) -> bool:
        """«بالمدفعية … مواقع لـX»: an object behind a phrase that is complete."""
        bare = "site" in item.kinds and not item.article and not item.preposition
        return bare and self._finished(place)

    def _finished(self, place: int) -> bool:
        """Tell whether what a preposition governs stands before a place, and nothing joins on."""
        between = self.scene.items[self.opened + 1 : place]
        return bool(self.mode) and any(i.text not in _SKIP for i in between)

    def _take(self, item: Item, ref: Ref, place: int) -> None:
        joined = place != self.apart and (bool(item.conjunction) or after_and(self.scene, place))
        if item.conjunction and _behind_means(self.scene, place):
            return
        self.mode = _mode(item, self.mode, joined=joined, slots=self.slots)
        if joined and acts(ref) and not item.preposition and self._other_side():
            self.mode = "بين"
        if item.preposition:
            self.opened = place - 1
        if ref.mention == "adjective" and self.slots.opaque and not self.mode:
            self.slots.by_preposition.setdefault("gen", []).append(ref)
            return
        owned = self.wait and not self.mode and self.slots.opaque
        self.slots.add("gen" if owned else self.mode, ref, joined=joined)
        self.slots.last, self.wait = place, False
        behind = self.scene.items[place + 1] if place + 1 < self.end else None
        if behind is not None and behind.preposition == "ل" and len(self.slots.bare) == 1:
            self.slots.done_to = True

    def _of(self, place: int) -> bool:
        """«مجموعة من مقاتلي X»: from whom the group is stands right behind."""
        return place + 1 < self.end and self.scene.items[place + 1].text == "من"

    def _other_side(self) -> bool:
        """«بين A في X وB»: between two, and the second is still to come."""
        return self.mode != "بين" and len(self.slots.by_preposition.get("بين", ())) == 1

    def _is_adjective(self, item: Item) -> bool:
        """Tell whether an unknown word behind a noun (or its adjectives) only describes it."""
        if item.triggers or item.cues or item.preposition or item.conjunction:
            return "adjective" in item.kinds
        if self.head is None:
            self._look_at(self.scene.items[self.index])
        if not self.noun:
            return "adjective" in item.kinds
        if self.named or not self.scene.arabic or item.article != self.definite:
            return False
        if item.has("preposition", "function", "people"):
            return False
        return item.text[:1] != "ل" or not _AIMED.match(item.text)

    def _look_at(self, head: Item) -> None:
        """Note whether the word the walk begins at is definite, and a noun."""
        self.head = head
        self.definite = head.article or (
            " " in head.text and head.text.rsplit(" ", 1)[1].startswith("ال")
        )
        self.noun = self.definite or any(
            t.pos == "n" or f.tense == "noun" for t, f in head.triggers
        )

    def _turn(self, item: Item, place: int) -> bool | None:
        """Pass over words that count or relate, end at those that begin something of their own."""
        if item.text in ("من", "of") and quantified(self.scene, place):
            return True
        each = place > self.index + 1 and _each(self.scene, place, self.end)
        if each or not item.cue_kinds.isdisjoint(("role", "agreeto", "term")):
            return False
        if "relation" in item.cue_kinds:
            self.skip = _behind(self.scene, place, self.end)
            return True
        return None

    def _word(self, item: Item, place: int) -> bool:  # noqa: PLR0911 - a decision list
        scene = self.scene
        if item.signs & _TURNING and (turn := self._turn(item, place)) is not None:
            return turn
        if item.signs & _GOVERNING:
            mode = item.text if item.text in BY else "" if item.back else item.stem
            self.mode, self.wait, self.opened = mode, False, place
            return True
        if self.mode and item.text in _BESIDE:
            self.mode = ""  # «إلى جانبه …»: its own pronoun completes what the preposition governs
            return True
        if item.text in ("and", "or", "و") or self._is_adjective(item):
            return True
        self.mode = "" if self._site_begins(item, place) else self.mode
        if self.mode and item.has("site") and "ل" not in self.slots.by_preposition:
            self.slots.sited = True
        if self.mode in _DURING and item.article and item.triggers and not item.verb():
            self.mode, self.wait = "", False  # «قُتل في الهجوم خمسة …»
            return True
        if _stops(item, place, scene) or _another_noun(scene, self.index, item):
            return False
        if item.stem in _QUANTIFIERS and not self.mode and self._of(place):
            return True
        if self.slots.opaque_at < 0 and not (self.mode or item.preposition) and _nameless(item):
            self.slots.opaque_at = place
        self.mode, self.wait = _opaque(item, self.mode, self.slots)
        return True


def _passed_over(scene: Scene, place: int) -> bool:
    """Tell whether an item stands between a verb and its arguments and says nothing of them."""
    item = scene.items[place]
    return (
        item.text in _SKIP
        or item.is_number
        or (not item.kinds.isdisjoint(_BETWEEN) and item.text not in BY)
        or about(scene, place)
        or degree(scene, place)
    )


def _joined(scene: Scene, place: int) -> bool:
    """Tell whether a number goes on with what stands before it: «5 جنود و3 مدنيين»."""
    before = scene.items[place - 1].text if place else ""
    return bool(scene.items[place].conjunction) or before in ("و", "and", "or", ",", "،")


def _each(scene: Scene, place: int, end: int) -> bool:
    """Tell whether «كل من» begins here."""
    each = scene.items[place].stem == "كل" and place + 1 < end
    return each and scene.items[place + 1].text == "من"


def _nameless(item: Item) -> bool:
    """Tell whether an unknown word can be a noun for people, as after «قتل»."""
    return (
        not item.has("auxiliary", "function", "adjective", "demonstrative", "time", "title")
        and not item.triggers
        and len(item.text) > 2
        and item.text.isalpha()
    )


def _behind(scene: Scene, place: int, end: int) -> int:
    """Return the place after the noun phrase that a cue of relation governs."""
    for ahead in range(place + 1, min(end, place + 4)):
        if scene.items[ahead].ref is not None:
            return ahead + 1
    return place + 1


def about(scene: Scene, place: int) -> bool:
    """«نحو 4 آلاف», «حوالي»: before a number these are no prepositions."""
    if scene.items[place].text not in _ROUGHLY:
        return False
    after = scene.items[place + 1] if place + 1 < len(scene.items) else None
    return after is not None and (after.is_number or "number" in after.kinds)


def _titled_person(scene: Scene, place: int, end: int) -> int:
    """Return the place of the person that a title here leads to; -1 if none."""
    if scene.items[place].kinds.isdisjoint(_TITLES) or scene.items[place].ref is not None:
        return -1
    for ahead in range(place + 1, min(end, place + 7)):
        item = scene.items[ahead]
        if item.ref is not None and item.ref.cls == "person":
            return ahead if not item.preposition else -1
        if item.is_mark or item.verb() or item.has("complementizer", "relative"):
            return -1
        if item.has("title", "role") and (item.preposition or item.text.startswith("بال")):
            return -1  # «التقى المبعوث … بالمشير X»
        if "preposition" in item.kinds and item.stem not in ("الي", "في", "ل", "to", "for", "of"):
            return -1
    return -1


def degree(scene: Scene, place: int) -> bool:
    """«at least», "up to", «على الأقل»: words that only grade a number."""
    if scene.items[place].text not in _IN_DEGREES:
        return False
    words = " ".join(i.text for i in scene.items[place : place + 2])
    before = " ".join(i.text for i in scene.items[max(0, place - 1) : place + 1])
    return words in _DEGREES or before in _DEGREES


_DEGREES = words_of("degree")
_IN_DEGREES = frozenset(
    " ".join(part)
    for words in map(str.split, _DEGREES)
    for n in range(1, len(words) + 1)
    for part in (words[:n], words[-n:])
)
"""What such a phrase may begin or end with: a word that is none of these needs no look."""
_PASSING = sign(
    "passed over", texts=_SKIP | _ROUGHLY | _IN_DEGREES, kinds=_BETWEEN,
    test=lambda word: word.is_number,
)  # fmt: skip
_BESIDE = words_of("beside")
_QUANTIFIERS = words_of("quantifier")


def quantified(scene: Scene, place: int) -> bool:
    """«عشرات من …», "dozens of …": the noun phrase goes on behind من / of."""
    before = scene.items[place - 1] if place else None
    return (
        before is not None
        and before.ref is None
        and (before.is_number or "number" in before.kinds or _quantifies(before))
    )


def _quantifies(item: Item) -> bool:
    return item.stem in _QUANTIFIERS or item.text in _QUANTIFIERS


def _mode(item: Item, mode: str, *, joined: bool, slots: Slots) -> str:
    if item.preposition:
        return item.preposition
    if joined:
        return mode
    if mode and mode in slots.by_preposition and not slots.opaque:
        return ""
    return mode


_AIMED = re.compile("ل[تا][\u0621-\u064a]{3,}$")
"""«لتقاسم», «لإدارة»: an unknown verbal noun with the ل of purpose."""


def _opaque(item: Item, mode: str, slots: Slots) -> tuple[str, bool]:
    """A noun that names no one: what follows it belongs to it."""
    if item.preposition:
        return item.preposition, True
    if not item.kinds and item.text[:1] == "ل" and _AIMED.match(item.text):
        return "ل", True
    if not mode and not item.has("auxiliary", "function", "adjective", "demonstrative"):
        if slots.bare or item.has("site", "place_head", "part_head"):
            slots.opaque_object = True
        elif not slots.opaque_object:
            slots.opaque = True
        return mode, True
    return mode, False


def _inserted(scene: Scene, place: int) -> bool:
    """Tell whether a comma opens or closes words of time alone («، مساء الأحد،»)."""
    for step in (1, -1):
        seen = 0
        at = place + step
        while 0 <= at < len(scene.items) and "time" in scene.items[at].kinds:
            at, seen = at + step, seen + 1
        if seen and 0 <= at < len(scene.items) and scene.items[at].text in (",", "،"):
            return True
    return False


_TOLD = frozenset(("accuse", "demand", "threaten"))


def _object_behind(scene: Scene, index: int, place: int) -> bool:
    """«اتهمت X في بيان، Y بشن …»: whom one accuses or asks stands behind the comma."""
    if not scene.arabic or scene.items[index].types.isdisjoint(_TOLD):
        return False
    behind = scene.items[place + 1 : place + 7]
    named = behind[0].ref if behind else None
    if named is None or behind[0].preposition or behind[0].conjunction or not acts(named):
        return False
    for item in behind[1:]:
        if item.preposition in ("ب", "ل") or item.text in _ABOUT or item.has("relative"):
            return True
        if item.ref is None and item.text not in _SKIP and not item.text.startswith("ب"):
            return False
        if item.ref is None and item.text not in _SKIP:
            return True
    return False


_ABOUT = frozenset(("الي", "بان", "ان", "من", "علي"))


def _aside(scene: Scene, place: int) -> int:
    """«…، بإسناد من X، …»: return where a phrase between two commas ends; 0 for none."""
    if place + 1 >= len(scene.items):
        return 0
    first = scene.items[place + 1]
    opens = "preposition" in first.kinds or first.text.startswith("ب") or first.text in BY
    tied = not first.cue_kinds.isdisjoint(("relation", "according", "role"))
    if not (opens or tied) or first.ref is not None:
        return 0
    for ahead in range(place + 2, min(len(scene.items), place + 10)):
        item = scene.items[ahead]
        if item.text in (",", "،"):
            return ahead
        if item.is_mark or finite(item) or item.has("relative", "complementizer"):
            return 0
    return 0


_OFFICE_REACH = 6


def _office_holder(scene: Scene, index: int, place: int) -> int:
    """«رئيس X، الجنرال فلان، …»: return where the name of who holds an office ends; 0 for none."""
    if not scene.arabic or not finite(scene.items[index]):
        return 0
    behind = scene.items[index + 1 : place]
    if not behind or not (behind[0].has(*_TITLES) and behind[0].ref is None):
        return 0
    named = False
    for ahead in range(place + 1, min(len(scene.items), place + _OFFICE_REACH)):
        item = scene.items[ahead]
        if item.text in (",", "،"):
            return ahead if named else 0
        person = item.ref is not None and item.ref.cls == "person"
        if item.preposition or item.conjunction or not (person or item.has(*_TITLES)):
            return 0
        named = named or person
    return 0


def _goes_on(scene: Scene, place: int) -> bool:
    """Tell whether a comma stands inside a list of names."""
    items = scene.items
    after = items[place + 1] if place + 1 < len(items) else None
    before = items[place - 1] if place else None
    if not (after and after.ref and before and before.ref and after.ref.cls == before.ref.cls):
        return False
    third = items[place + 2] if place + 2 < len(items) else None
    listed = place > 1 and items[place - 2].text in (",", "،")
    return not scene.arabic or listed or third is None or _joins_on(third)


def _joins_on(item: Item) -> bool:
    """«A، B وC»: a list goes on with a comma or an and; «اتهم A، B بـ…» is none."""
    return bool(item.conjunction) or item.is_mark or item.text == "و"


def after_and(scene: Scene, place: int) -> bool:
    """Tell whether a noun phrase is joined to the one before by a word or comma of its own."""
    steps = 0
    while scene.arabic and place and _counts(scene.items[place - 1]):
        place -= 1
        if scene.items[place].conjunction:
            return True
    while place and steps < 3 and _modifier(scene.items[place - 1]):
        place, steps = place - 1, steps + 1
    before = scene.items[place - 1] if place else None
    return before is not None and (
        before.text in ("and", "or", "و")
        or (before.text in (",", "،") and _goes_on(scene, place - 1))
    )


def _another_noun(scene: Scene, index: int, item: Item) -> bool:
    """«انسحاب … وتشكيل لجنة»: a second noun joined to a verbal noun has its own complement."""
    head = scene.items[index]
    noun = bool(head.triggers) and not finite(head)
    plain = item.word is not None and not item.word.known and not item.article
    return scene.arabic and noun and plain and item.text.startswith("و") and len(item.text) > 4


def _behind_means(scene: Scene, place: int) -> bool:
    """«بالسلاح والرجال»: joined to a means, not to the noun phrase before it."""
    before = scene.items[place - 1] if place else None
    return (
        before is not None
        and before.ref is None
        and before.text.startswith("بال")
        and "preposition" not in before.kinds
    )


def _counts(item: Item) -> bool:
    """«وثلاثة مسلحين»: a number (or what grades it) before what is counted."""
    return item.ref is None and (
        item.is_number or "number" in item.kinds or item.stem in ("نحو", "حوالي", "اكثر")
    )


def _modifier(item: Item) -> bool:
    """Tell whether a word may stand between «and» and the noun it joins."""
    if item.ref is None and not (item.kinds or item.triggers or item.cues or item.is_mark):
        return item.text.isascii() and item.text[0].isalpha()
    return item.text in ("the", "a", "an")


def _stops(item: Item, place: int, scene: Scene) -> bool:
    if finite(item) and not (item.kinds and not item.verb() and item.article):
        return _verbal(scene, place)
    return bool(item.triggers) or item.has("complementizer", "relative", "subordinator", "contrast")


def _verbal(scene: Scene, place: int) -> bool:
    item = scene.items[place]
    if item.article or item.preposition in ("ب", "ك"):
        return bool(item.triggers)
    return True


def agents(slots: Slots) -> list[Ref]:
    """Return who acts in a passive: the noun phrases behind من قبل, على يد, by."""
    for preposition, refs in slots.by_preposition.items():
        found = [ref for ref in refs if acts(ref)] if preposition in BY else []
        if found:
            return found
    return []

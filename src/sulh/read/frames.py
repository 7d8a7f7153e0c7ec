"""Who does what to whom where: the arguments of a trigger, Arabic and English.

A verb looks for its subject and objects in its clause: after it (VSO), before it (SVO), in the
noun before a relative pronoun, in a pronoun fused to it, or in the subject of the clause that it
continues. A verbal noun takes the noun that follows it, an adjective of a state, prepositional
phrases, or the subject of the light verb that carries it («شنّت … هجوماً»).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sulh.read.clauses import Clause, finite
from sulh.read.items import Item, Ref, lemma
from sulh.read.lists import Trigger
from sulh.read.morphology import Form

__all__ = ["Bound", "Scene", "bind", "blamed", "fired", "made", "readings", "subject_of"]

_LOCATIVE = frozenset(
    [
        "في",
        "ب",
        "علي",
        "من",
        "قرب",
        "داخل",
        "وسط",
        "حول",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "عند",
        "عبر",
        "بين",
        "خارج",
        "باتجاه",
        "نحو",
        "الي",
        "امام",
        "in",
        "at",
        "near",
        "inside",
        "around",
        "outside",
        "across",
        "on",
        "over",
        "throughout",
        "along",
        "within",
        "to",
        "from",
        "into",
        "of",
        "towards",
        "toward",
    ]
)
_TOWARDS = frozenset(["الي", "نحو", "باتجاه", "صوب", "to", "towards", "toward", "into"])
_BY = frozenset(("by", "من قبل", "علي يد", "علي ايدي", "من جانب", "من طرف", "علي يدي"))
_SKIP = frozenset(('"', "(", ")", "'", "«", "»", "-", "*", "/", "the", "a", "an"))


@dataclass(slots=True)
class Slots:
    """What stands after a word: noun phrases without a preposition, and by preposition."""

    bare: list[list[Ref]] = field(default_factory=list)
    by_preposition: dict[str, list[Ref]] = field(default_factory=dict)
    opaque: bool = False
    opaque_object: bool = False
    opaque_at: int = -1
    noun: int = -1
    last: int = 0

    def add(self, mode: str, ref: Ref, *, joined: bool) -> None:
        """Put a noun phrase where the preposition (or none) before it says."""
        if mode:
            self.by_preposition.setdefault(mode, []).append(ref)
        elif joined and self.bare:
            self.bare[-1].append(ref)
        else:
            self.bare.append([ref])


@dataclass(slots=True)
class Bound:
    """A trigger with its arguments. `first` and `last` are the items it spans."""

    index: int
    trigger: Trigger
    form: Form
    actors: list[Ref]
    targets: list[Ref]
    places: list[Ref]
    first: int
    last: int
    clause: int
    passive: bool = False
    subject_from: str = ""
    idiom: bool = False
    """True when the object is a noun that names no one: «احتلت … صدارة الأخبار»."""


@dataclass(slots=True)
class Scene:
    """A sentence ready for binding: its items, clauses, language, and who was subject before."""

    items: list[Item]
    clauses: list[Clause]
    arabic: bool
    subjects: dict[int, list[Ref]] = field(default_factory=dict)
    running: list[Ref] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = [n for n, c in enumerate(self.clauses) for _ in range(c.start, c.end)]

    def clause_of(self, index: int) -> int:
        """Return the number of the clause an item is in."""
        return self._numbers[index] if index < len(self._numbers) else len(self.clauses) - 1


def is_place(ref: Ref) -> bool:
    """Tell whether a reference is a place."""
    return ref.cls == "place"


def acts(ref: Ref) -> bool:
    """Tell whether a reference can act: a party or a person, or a source that speaks."""
    return ref.cls in ("party", "person")


# ---- what stands after a word ---------------------------------------------------------------


def slots_after(scene: Scene, index: int, end: int) -> Slots:
    """Collect the noun phrases from `index` to `end`, by the preposition before each."""
    slots = Slots(last=index)
    mode, wait, titled = "", False, -1
    for place in range(index + 1, end):
        item = scene.items[place]
        if place < titled:
            continue
        if (ahead := _titled_person(scene, place, end)) > place:
            titled = ahead
            continue
        if (
            item.has("number")
            or _about(scene, place)
            or item.text in _SKIP
            or item.is_number
            or item.has("time", "adverb")
            or _degree(scene, place)
        ):
            continue
        if item.is_mark:
            if item.text in (",", "،") and (_goes_on(scene, place) or _inserted(scene, place)):
                continue
            break
        if item.ref is not None:
            joined = bool(item.conjunction) or _after_and(scene, place)
            mode = _mode(item, mode, joined=joined, slots=slots)
            if item.ref.mention == "adjective" and slots.opaque and not mode:
                slots.by_preposition.setdefault("gen", []).append(item.ref)
                continue
            slots.add(
                "gen" if wait and not mode and slots.opaque else mode, item.ref, joined=joined
            )
            slots.last = place
            wait = False
            continue
        if item.text in ("من", "of") and _quantified(scene, place):
            continue
        if (
            item.stem == "كل"
            and place + 1 < end
            and scene.items[place + 1].text == "من"
            and place > index + 1
        ):
            break
        if any(c.kind == "role" for c, _ in item.cues):
            break
        if any(c.kind == "relation" for c, _ in item.cues) and place > index:
            titled = _behind(scene, place, end)
            continue
        if item.has("preposition") or item.text in _BY:
            mode, wait = item.stem if item.text not in _BY else item.text, False
            continue
        if item.text in ("and", "or", "و"):
            continue
        if _is_adjective(scene, place, index):
            continue
        if _stops(item, place, index, scene):
            slots.noun = (
                place if any(t.pos != "v" or f.tense == "noun" for t, f in item.triggers) else -1
            )
            break
        if slots.opaque_at < 0 and not mode and not item.preposition and _nameless(item):
            slots.opaque_at = place
        mode, wait = _opaque(item, mode, slots)
    return slots


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


def _about(scene: Scene, place: int) -> bool:
    """«نحو 4 آلاف», «حوالي»: before a number these are no prepositions."""
    item = scene.items[place]
    after = scene.items[place + 1] if place + 1 < len(scene.items) else None
    return (
        item.text in ("نحو", "حوالي", "قرابه", "زهاء", "about", "around", "over")
        and after is not None
        and (after.is_number or after.has("number"))
    )


def _titled_person(scene: Scene, place: int, end: int) -> int:
    """Return the place of the person that a title here leads to; -1 if none."""
    if not scene.items[place].has("title", "role") or scene.items[place].ref is not None:
        return -1
    for ahead in range(place + 1, min(end, place + 7)):
        item = scene.items[ahead]
        if item.ref is not None and item.ref.cls == "person":
            return ahead if not item.preposition else -1
        if item.is_mark or item.verb() or item.has("complementizer", "relative"):
            return -1
        if item.has("preposition") and item.stem not in ("الي", "في", "ل", "to", "for", "of"):
            return -1
    return -1


def _degree(scene: Scene, place: int) -> bool:
    """«at least», "up to", «على الأقل»: words that only grade a number."""
    words = " ".join(i.text for i in scene.items[place : place + 2])
    before = " ".join(i.text for i in scene.items[max(0, place - 1) : place + 1])
    return words in _DEGREES or before in _DEGREES


_DEGREES = frozenset(("at least", "at most", "up to", "more than", "fewer than", "less than",
                      "علي الاقل", "علي الاكثر", "ما لا", "اكثر من", "اقل من"))  # fmt: skip
_QUANTIFIERS = frozenset(
    "عدد عشرات العشرات ميات الميات الاف الالاف بعض معظم غالبيه مجموعه كل اثنين اثنان واحد احد احدي "
    "المزيد مزيد عددا مجموعات dozens hundreds thousands scores number some most all many tens one "
    "members residents group groups".split()
)


def _quantified(scene: Scene, place: int) -> bool:
    """«عشرات من …», "dozens of …": the noun phrase goes on behind من / of."""
    before = scene.items[place - 1] if place else None
    return (
        before is not None
        and before.ref is None
        and (before.is_number or before.stem in _QUANTIFIERS or before.text in _QUANTIFIERS)
    )


def _mode(item: Item, mode: str, *, joined: bool, slots: Slots) -> str:
    if item.preposition:
        return item.preposition
    if joined:
        return mode
    if mode and mode in slots.by_preposition and not slots.opaque:
        return ""
    return mode


def _opaque(item: Item, mode: str, slots: Slots) -> tuple[str, bool]:
    """A noun that names no one: what follows it belongs to it."""
    if item.preposition:
        return item.preposition, True
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
        while 0 <= at < len(scene.items) and scene.items[at].has("time"):
            at, seen = at + step, seen + 1
        if seen and 0 <= at < len(scene.items) and scene.items[at].text in (",", "،"):
            return True
    return False


def _goes_on(scene: Scene, place: int) -> bool:
    """Tell whether a comma stands inside a list of names."""
    after = scene.items[place + 1] if place + 1 < len(scene.items) else None
    before = scene.items[place - 1] if place else None
    return bool(after and after.ref and before and before.ref and after.ref.cls == before.ref.cls)


def _after_and(scene: Scene, place: int) -> bool:
    steps = 0
    while place and steps < 3 and _modifier(scene.items[place - 1]):
        place, steps = place - 1, steps + 1
    before = scene.items[place - 1] if place else None
    return before is not None and (
        before.text in ("and", "or", "و")
        or (before.text in (",", "،") and _goes_on(scene, place - 1))
    )


def _is_adjective(scene: Scene, place: int, index: int) -> bool:
    """Tell whether an unknown word right behind a noun (or its adjectives) only describes it."""
    item, head = scene.items[place], scene.items[index]
    definite = head.article or (" " in head.text and head.text.rsplit(" ", 1)[1].startswith("ال"))
    noun = definite or any(t.pos == "n" or f.tense == "noun" for t, f in head.triggers)
    if not noun or item.triggers or item.cues or item.preposition or item.conjunction:
        return item.has("adjective")
    between = scene.items[index + 1 : place]
    if any(i.ref is not None and i.ref.mention != "adjective" for i in between):
        return False
    if not scene.arabic:
        return False
    return item.article == definite and not item.has("preposition", "function", "people")


def _modifier(item: Item) -> bool:
    """Tell whether a word may stand between «and» and the noun it joins."""
    return item.text in ("the", "a", "an") or (
        item.ref is None and item.text.isascii() and not item.kinds and not item.triggers
        and not item.cues and not item.is_mark and item.text[0].isalpha()
    )  # fmt: skip


def _stops(item: Item, place: int, index: int, scene: Scene) -> bool:
    del index
    if finite(item) and not (item.kinds and not item.verb() and item.article):
        return _verbal(scene, place)
    return bool(item.triggers) or item.has("complementizer", "relative", "subordinator", "contrast")


def _verbal(scene: Scene, place: int) -> bool:
    item = scene.items[place]
    if item.article or item.preposition in ("ب", "ك"):
        return bool(item.triggers)
    return True


# ---- readings -------------------------------------------------------------------------------


def readings(scene: Scene, index: int) -> list[tuple[Trigger, Form]]:
    """Return what a trigger may be at this place: the verb, or the noun, of each event type."""
    item = scene.items[index]
    nominal = _nominal(scene, index)
    kept: dict[str, tuple[Trigger, Form]] = {}
    rest: dict[str, tuple[Trigger, Form]] = {}
    for trigger, form in item.triggers:
        noun = trigger.pos == "n" or (scene.arabic and form.tense == "noun")
        fits = trigger.pos == "x" or noun == nominal
        (kept if fits else rest).setdefault(trigger.type, (trigger, form))
    return list((kept or rest).values())


def _nominal(scene: Scene, index: int) -> bool:
    """Tell whether a word that may be verb or noun is a noun here."""
    item = scene.items[index]
    before = scene.items[index - 1] if index else None
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if not scene.arabic:
        return _nominal_english(item, before, after)
    if item.article or item.preposition in ("ب", "ك"):
        return True
    nouns = [f for t, f in item.triggers if t.pos == "n" or f.tense == "noun"]
    if not nouns:
        return False
    sure = any(f.person != "I" for f in nouns)
    verbs = [f for t, f in item.triggers if t.pos == "v" and f.tense != "noun"]
    if sure and verbs and all(f.person in ("3md", "3fd") for f in verbs):
        return True
    if item.preposition == "ل":
        return not any(f.tense == "present" for _, f in item.triggers)
    if before is not None and before.has("preposition") and not item.conjunction:
        return True
    if before is not None and before.ref is None and before.known_noun():
        return True
    if not sure:
        return False
    if verbs and after is not None and after.ref is not None and not after.preposition:
        fits = any(agrees(after.ref, f, before=False) for f in verbs)
        if not fits and acts(after.ref) and before is not None and before.ref is None:
            return True
    if after is None or after.is_mark:
        return True
    if after.preposition or after.has("preposition"):
        return before is None or before.ref is None or item.back == ""
    if after.ref is not None and after.ref.mention == "adjective" and not after.article:
        return True
    return after.ref is None and after.has("adjective") and not after.article


def _nominal_english(item: Item, before: Item | None, after: Item | None) -> bool:
    if before is not None:
        if before.text in ("to", "will", "would", "may", "might", "could", "not", "they", "who"):
            return False
        if before.text in ("a", "an", "the", "of", "in", "by", "its", "their", "his", "any", "no"):
            return True
        if before.has("adjective", "preposition", "demonstrative") or before.text.endswith("'s"):
            return True
        if before.ref is not None and before.ref.mention == "adjective":
            return True
    return after is not None and after.text in ("by", "on", "against", "between", "of", "in")


# ---- subjects -------------------------------------------------------------------------------


_EITHER = frozenset(("armed_group", "movement", "coalition", "organisation", "community"))
"""Kinds whose one-word names (حماس, داعش) take either gender."""


def agrees(ref: Ref, form: Form, *, before: bool) -> bool:
    """Tell whether a noun phrase can be the subject of a verb form (Arabic)."""
    person = form.person
    if ref.mention == "name" and " " not in ref.name and ref.kind in _EITHER:
        return person not in ("3md", "3fd")
    if not person or (ref.entry is None and ref.mention == "pronoun"):
        return True
    if person in ("3mp", "3md", "3fd", "3fp"):
        return (
            ref.plural or ref.head in ("قوات", "فصايل", "عشاير", "طرف") or ref.kind == "community"
        )
    if person == "3fs":
        return ref.feminine or (ref.plural and ref.kind != "civilians") or ref.kind == "state"
    return not ref.feminine or (not before and ref.cls == "person")


def _before(scene: Scene, clause: Clause, index: int) -> list[Ref]:
    """Return the noun phrase before a verb that can be its subject: bare, in its clause."""
    found: list[Ref] = []
    governed = False
    for place in range(clause.start, index):
        item = scene.items[place]
        if item.ref is not None:
            free = not item.preposition and not governed
            if free and acts(item.ref) and item.ref.mention != "adjective":
                if not found or item.conjunction or _after_and(scene, place):
                    found.append(item.ref)
                elif not scene.arabic or not _apposition(scene, place):
                    found = [item.ref]
            governed = False if not item.conjunction else governed
        elif item.has("preposition") or _ends_in_preposition(item):
            governed = not (_about(scene, place) or _quantified(scene, place))
        elif finite(item) and not item.has("auxiliary"):
            found = []
            governed = False
        elif item.is_mark or item.conjunction:
            governed = False
    return found


def _ends_in_preposition(item: Item) -> bool:
    """Tell whether a phrase like «المتحالفة مع» governs what follows."""
    return " " in item.text and item.text.rsplit(" ", 1)[1] in _LOCATIVE | {
        "مع",
        "ل",
        "عن",
        "with",
        "by",
    }


def _apposition(scene: Scene, place: int) -> bool:
    return place > 0 and scene.items[place - 1].text in (",", "،", "(", '"')


def _antecedent(scene: Scene, clause: Clause) -> list[Ref]:
    """Return the noun phrase before a relative clause."""
    for place in range(clause.start - 1, max(-1, clause.start - 6), -1):
        item = scene.items[place]
        if item.ref is not None and item.ref.mention != "adjective":
            return [item.ref] if acts(item.ref) else []
        if item.triggers or finite(item):
            return []
    return []


def subject_of(
    scene: Scene, index: int, form: Form | None, slots: Slots | None = None
) -> tuple[list[Ref], str]:
    """Return the subject of the verb at an item, and where it was found.

    Where: after, before, relative, running or "" for none.
    """
    number = scene.clause_of(index)
    clause = scene.clauses[number]
    slots = slots or slots_after(scene, index, clause.end)
    item = scene.items[index]
    if not scene.arabic:
        return _subject_english(scene, clause, number, index)
    form = form or Form(item.text, "past")
    before = _antecedent(scene, clause) if clause.kind == "rel" else []
    if before and not item.back and agrees(before[0], form, before=True):
        return before, "relative"
    before = _before(scene, clause, index)
    after = slots.bare[0] if slots.bare and not slots.opaque else []
    plural = form.person in ("3mp", "3md", "3fd", "3fp")
    if before and agrees(before[0], form, before=True):
        return before, "before"
    lone = len(slots.bare) == 1 and any(
        t.type == "accuse" and t.pos == "v" for t, _ in item.triggers
    )
    if (
        after
        and acts(after[0])
        and not plural
        and agrees(after[0], form, before=False)
        and not lone
    ):
        return after, "after"
    if any(t.pos == "x" for t, _ in item.triggers) and not finite(item):
        return [], ""
    own = clause.kind == "comp" and scene.items[clause.start].text.endswith(
        ("ه", "ها", "هم", "هما")
    )
    if (own or clause.kind in ("joined", "comma", "sub", "main")) and not slots.opaque:
        running = _running(scene, number)
        if running and agrees(running[0], form, before=True):
            return running, "running"
    each = _each_of(scene, index, clause.end)
    return (each, "after") if each else ([], "")


def _each_of(scene: Scene, index: int, end: int) -> list[Ref]:
    """«نددت بالتدخل كل من A وB»: a subject set apart by كل من."""
    for place in range(index + 1, end - 1):
        if scene.items[place].stem == "كل" and scene.items[place + 1].text == "من":
            return [
                item.ref for item in scene.items[place + 2 : end]
                if item.ref is not None and acts(item.ref) and not item.preposition
            ]  # fmt: skip
    return []


def _subject_english(
    scene: Scene, clause: Clause, number: int, index: int
) -> tuple[list[Ref], str]:
    if clause.kind == "rel":
        found = _before(scene, clause, index) or _antecedent(scene, clause)
        return found, "relative" if found else ""
    found = _before(scene, clause, index)
    if found:
        return found, "before"
    if any(_nounish(item) for item in scene.items[clause.start : index]):
        return [], ""
    speaks = any(t.type in _SPEECH for t, _ in scene.items[index].triggers)
    running = _running(scene, number, skip=("rel", "comp") if speaks else ("rel",))
    return (list(running), "running") if running else ([], "")


_SPEECH = frozenset(("accuse", "deny", "demand", "threaten", "condemn", "reject", "accept"))


def _running(scene: Scene, number: int, skip: tuple[str, ...] = ("rel",)) -> list[Ref]:
    """Return the subject that goes on: of the nearest clause before that is not a side remark."""
    for earlier in range(number - 1, -1, -1):
        if scene.clauses[earlier].kind in skip:
            continue
        if earlier in scene.subjects:
            return scene.subjects[earlier]
        if number - earlier > 3:
            return []
    return scene.running if scene.arabic else []


def _nounish(item: Item) -> bool:
    return (
        item.ref is None
        and item.text.isalpha()
        and not item.kinds - {"speaker", "people", "title", "role", "conflict"}
        and not finite(item)
        and not item.text.endswith("ly")
    ) or (item.ref is None and bool(item.triggers) and not finite(item))


# ---- binding --------------------------------------------------------------------------------


def bind(scene: Scene, index: int, trigger: Trigger, form: Form) -> Bound:
    """Bind the arguments of a trigger."""
    number = scene.clause_of(index)
    bound = Bound(index, trigger, form, [], [], [], index, index, number)
    noun = trigger.pos == "n" or form.tense == "noun"
    framed = trigger.pos == "x" and trigger.actor in ("tgt", "gen", "between", "from", "none")
    if framed or (noun and (scene.arabic or trigger.pos == "n")):
        _bind_noun(scene, bound)
    else:
        _bind_verb(scene, bound)
    _find_places(scene, bound)
    if trigger.type == "mediate" and noun and not bound.actors:
        bound.actors, bound.targets = bound.targets, []
    bound.targets = [ref for ref in bound.targets if ref.key not in {a.key for a in bound.actors}]
    return bound


def _bind_verb(scene: Scene, bound: Bound) -> None:
    clause = scene.clauses[bound.clause]
    slots = slots_after(scene, bound.index, clause.end)
    subject, where = subject_of(scene, bound.index, bound.form, slots)
    bound.subject_from = where
    if bound.trigger.pos == "x" and scene.items[bound.index].text.endswith(" by"):
        bound.actors = [ref for group in slots.bare[:1] for ref in group if acts(ref)]
        bound.targets = [ref for ref in subject if acts(ref)]
        _span(bound, scene, [*bound.actors, *bound.targets])
        return
    bound.passive = _is_passive(scene, bound, slots, subject, where)
    if subject:
        scene.subjects[bound.clause] = subject
    objects = list(slots.bare)
    if where == "after" and objects:
        objects = objects[1:]
    if scene.arabic and slots.opaque and where != "after":
        objects = []
    if bound.passive:
        bound.targets = [r for r in (subject or (slots.bare[0] if slots.bare else [])) if acts(r)]
        bound.targets = bound.targets or _victims(scene, bound, slots)
        bound.places = [r for r in (slots.bare[0] if slots.bare else []) if is_place(r)]
        bound.actors = _agents(slots)
        _span(bound, scene, [*bound.targets, *bound.actors, *bound.places])
        return
    bound.actors = [ref for ref in subject if acts(ref)]
    bound.targets = _targets(scene, bound, slots, objects)
    bound.idiom = slots.opaque_object and bool(slots.bare)
    bound.places += [ref for group in objects[:1] for ref in group if is_place(ref)]
    if not bound.targets and subject:
        bound.targets = _victims(scene, bound, slots)
    if bound.trigger.actor in ("tgt", "none", "between") and not bound.targets:
        _passive_like(bound, slots)
    _span(bound, scene, [*bound.actors, *bound.targets, *bound.places])


def _victims(scene: Scene, bound: Bound, slots: Slots) -> list[Ref]:
    """Name those harmed by a noun that no list knows («قتل سبعة صيادين»)."""
    place = slots.opaque_at
    if place < 0 or not _personal(bound.trigger) or not scene.arabic:
        return []
    item = scene.items[place]
    text = item.text[len(item.conjunction) :]
    counted = _count_before(scene, place, bound.index)
    if not counted and bound.trigger.type != "casualty":
        return []
    return [
        Ref("party", f"p:~{lemma(item.stem)}", text, "group", "nominal",
            item.start + len(item.conjunction), item.end, head=lemma(item.stem), plural=True,
            proposed=True, number=counted)
    ]  # fmt: skip


def _count_before(scene: Scene, place: int, index: int) -> tuple[float, float] | None:
    from sulh.read.chunk_ar import number_before

    return number_before(scene.items[index + 1 : place + 1], place - index - 1)


_PERSONAL = frozenset(
    "kill killed wounded abduct arrest detain assassination execution capture torture".split()
)


def _personal(trigger: Trigger) -> bool:
    """Tell whether only people can suffer what the trigger says."""
    return trigger.type == "casualty" or trigger.subtype in _PERSONAL


def _passive_like(bound: Bound, slots: Slots) -> None:
    if bound.trigger.actor == "tgt":
        bound.targets = bound.actors or [r for group in slots.bare[:1] for r in group if acts(r)]
        bound.actors = _agents(slots)


def _agents(slots: Slots) -> list[Ref]:
    for preposition in _BY:
        found = [ref for ref in slots.by_preposition.get(preposition, []) if acts(ref)]
        if found:
            return found
    return []


_HARM = frozenset(("attack", "casualty", "displace", "destroy"))


def _is_passive(scene: Scene, bound: Bound, slots: Slots, subject: list[Ref], where: str) -> bool:
    if not scene.arabic:
        return _passive_english(scene, bound)
    if bound.form.passive or _agents(slots):
        return True
    transitive = "dobj" in bound.trigger.targets
    if not transitive or bound.trigger.type not in _HARM or scene.items[bound.index].back:
        return False
    lone = not slots.bare and not slots.opaque and slots.opaque_at < 0
    if where in ("before", "relative") and lone and _personal(bound.trigger):
        return True
    if where == "after" and len(slots.bare) == 1:
        victim = subject[0]
        return victim.kind == "civilians" or victim.number is not None or victim.cls == "person"
    return False


def _passive_english(scene: Scene, bound: Bound) -> bool:
    if not bound.form.passive and bound.form.tense != "past":
        return False
    for place in range(bound.index - 1, max(-1, bound.index - 5), -1):
        item = scene.items[place]
        if item.text in ("was", "were", "been", "being", "be", "is", "are", "got", "gets"):
            return True
        if not item.has("auxiliary") and not item.text.endswith("ly"):
            break
    after = scene.items[bound.index + 1] if bound.index + 1 < len(scene.items) else None
    return after is not None and after.text == "by"


def _targets(scene: Scene, bound: Bound, slots: Slots, objects: list[list[Ref]]) -> list[Ref]:
    wanted = bound.trigger.targets
    found: list[Ref] = []
    if "dobj" in wanted:
        if scene.items[bound.index].back:
            found = _pronoun(scene, bound)
        found = found or [ref for group in objects[:1] for ref in group if acts(ref)]
    for preposition in wanted:
        if found:
            break
        found = [ref for ref in slots.by_preposition.get(preposition, []) if acts(ref)]
    if bound.trigger.type in ("lose_territory", "visit", "displace"):
        found = [ref for ref in found if ref.kind != "state"]
    if not found and "dobj" in wanted and (slots.opaque_object or slots.opaque):
        for preposition in ("gen", "ل", "of"):
            found = found or [r for r in slots.by_preposition.get(preposition, []) if acts(r)]
    return found


_PRONOUNS = {"ها": (True, False), "ه": (False, False), "هم": (False, True), "هما": (False, True)}


def _pronoun(scene: Scene, bound: Bound) -> list[Ref]:
    """Resolve a fused pronoun to the nearest noun phrase before that agrees; else to none."""
    back = scene.items[bound.index].back
    if back not in _PRONOUNS:
        return []
    wants_feminine, wants_plural = _PRONOUNS[back]
    taken = {ref.key for ref in scene.subjects.get(bound.clause, [])}
    for item in reversed(scene.items[: bound.index]):
        ref = item.ref
        if ref is None or not acts(ref) or ref.mention == "adjective" or ref.key in taken:
            continue
        fits = ref.plural if wants_plural else (ref.feminine == wants_feminine and not ref.plural)
        if fits or (wants_feminine and ref.plural and ref.kind != "civilians"):
            return [ref]
    return []


def _bind_noun(scene: Scene, bound: Bound) -> None:
    clause = scene.clauses[bound.clause]
    slots = slots_after(scene, bound.index, clause.end)
    frame = bound.trigger.actor
    genitive = [ref for group in slots.bare[:1] for ref in group if acts(ref)]
    places = [ref for group in slots.bare[:1] for ref in group if is_place(ref)]
    adjectives = [ref for ref in genitive if ref.mention == "adjective"]
    sides = slots.by_preposition.get("بين") or slots.by_preposition.get("between") or []
    if sides:
        bound.actors = [ref for ref in sides if acts(ref)][:1]
        bound.targets = [ref for ref in sides if acts(ref)][1:]
    elif scene.arabic:
        objective = scene.items[bound.index].has("objective")
        _noun_arabic(bound, slots, genitive, adjectives, frame, objective=objective)
    else:
        _noun_english(scene, bound, slots)
    if not bound.actors:
        bound.actors, targets = _from_light(scene, bound)
        bound.targets = targets or bound.targets
    if bound.actors and not bound.targets and bound.trigger.type == "support":
        bound.targets = _from_light(scene, bound)[1]
    if not bound.actors and bound.targets:
        givers = [*slots.by_preposition.get("من", []), *slots.by_preposition.get("from", [])]
        bound.actors = (
            [ref for ref in givers if acts(ref)] if bound.trigger.type == "support" else []
        )
    if not bound.targets and not sides:
        bound.targets = _noun_targets(bound, slots)
    bound.places += places
    _span(bound, scene, [*bound.actors, *bound.targets, *bound.places])


def _noun_arabic(
    bound: Bound,
    slots: Slots,
    genitive: list[Ref],
    adjectives: list[Ref],
    frame: str,
    *,
    objective: bool,
) -> None:
    harmed = [ref for ref in genitive if ref.kind == "civilians" or ref.number]
    if frame == "tgt" or _object_genitive(bound, slots, objective=objective):
        bound.targets = genitive
        bound.actors = _agents(slots)
    elif harmed and bound.trigger.type in _HARM:
        bound.targets = harmed
        bound.actors = _agents(slots)
    elif frame == "from":
        bound.actors = slots.by_preposition.get("من", []) or genitive
    else:
        bound.actors = adjectives or genitive or _agents(slots)
        if not bound.actors and frame == "gen":
            bound.actors = [r for r in slots.by_preposition.get("من", []) if acts(r)]


def _object_genitive(bound: Bound, slots: Slots, *, objective: bool) -> bool:
    """«استهداف المدنيين»: the noun of a derived transitive verb takes its object, if that is alone."""
    if objective:
        return len(slots.bare) < 2
    derived = bound.trigger.pos == "v" and bound.form.person != "I"
    lone = len(slots.bare) < 2 and not slots.opaque_object
    return derived and lone and bound.trigger.type in _HARM and "dobj" in bound.trigger.targets


def _noun_english(scene: Scene, bound: Bound, slots: Slots) -> None:
    before = scene.items[bound.index - 1] if bound.index else None
    if before is not None and before.text.endswith("ly") and bound.index > 1:
        before = scene.items[bound.index - 2]
    owner = before.ref if before is not None and before.ref is not None else None
    if owner is None and bound.index > 1 and scene.items[bound.index - 1].ref is None:
        second = scene.items[bound.index - 2]
        if (
            second.ref is not None
            and before is not None
            and not before.has("preposition", "function", "auxiliary", "relative", "subordinator")
            and not finite(before)
            and not before.is_mark
        ):
            owner = second.ref
    of = [ref for ref in slots.by_preposition.get("of", []) if acts(ref)]
    bound.actors = _agents(slots)
    if owner is not None and acts(owner):
        if bound.trigger.actor == "tgt":
            bound.targets = [owner]
        elif not bound.actors:
            bound.actors = [owner]
    if bound.trigger.actor == "tgt" and slots.bare and not bound.targets and not of:
        bound.targets = [ref for ref in slots.bare[0] if acts(ref)]
    if (bound.trigger.actor == "tgt" and of) or (
        of and not bound.targets and bound.trigger.type in _HARM
    ):
        bound.targets = of
    elif of and not bound.actors:
        bound.actors = of


def _noun_targets(bound: Bound, slots: Slots) -> list[Ref]:
    for preposition in bound.trigger.targets:
        found = [ref for ref in slots.by_preposition.get(preposition, []) if acts(ref)]
        if found:
            return found
    if len(slots.bare) > 1:
        return [ref for ref in slots.bare[1] if acts(ref)]
    return []


def _from_light(scene: Scene, bound: Bound) -> tuple[list[Ref], list[Ref]]:
    """Take the subject of the light verb that carries a noun, before it or in a relative clause."""
    for place in range(bound.index - 1, max(-1, bound.index - 9), -1):
        item = scene.items[place]
        if item.is_mark and item.text not in ('"', ",", "،"):
            break
        cue = next(((c, f) for c, f in item.cues if c.value in ("light", "suffers")), None)
        if cue is None:
            if item.triggers and finite(item):
                break
            continue
        subject, _ = subject_of(scene, place, cue[1])
        if subject:
            scene.subjects.setdefault(scene.clause_of(place), subject)
        if cue[0].value == "suffers":
            bound.first = min(bound.first, place)
            bound.places += _place_before(scene, place, bound.index)
            return [], [ref for ref in subject if acts(ref)]
        bound.first = min(bound.first, place)
        return [ref for ref in subject if acts(ref)], bound.targets
    return _carried(scene, bound) or _from_relative(scene, bound), bound.targets


def _place_before(scene: Scene, start: int, end: int) -> list[Ref]:
    """«تعرّضت بلدة X لقصف»: the place that suffers."""
    return [
        item.ref
        for item in scene.items[start + 1 : end]
        if item.ref is not None and is_place(item.ref) and not item.preposition
    ]


def _carried(scene: Scene, bound: Bound) -> list[Ref]:
    """«الهجوم نفّذه …»: a light verb behind the noun, with a pronoun for it."""
    for place in range(bound.index + 1, min(len(scene.items), bound.index + 4)):
        item = scene.items[place]
        if item.is_mark or item.has("relative"):
            return []
        if item.back and any(c.value == "light" and f is not None for c, f in item.cues):
            slots = slots_after(scene, place, scene.clauses[scene.clause_of(place)].end)
            return [ref for group in slots.bare[:1] for ref in group if acts(ref)]
    return []


def _from_relative(scene: Scene, bound: Bound) -> list[Ref]:
    following = bound.clause + 1
    if following >= len(scene.clauses) or scene.clauses[following].kind != "rel":
        return []
    clause = scene.clauses[following]
    for place in range(clause.start, min(clause.end, clause.start + 4)):
        item = scene.items[place]
        for cue, form in item.cues:
            if cue.value == "light" and form is not None:
                slots = slots_after(scene, place, clause.end)
                found = [ref for group in slots.bare[:1] for ref in group if acts(ref)]
                bound.targets = bound.targets or _noun_targets(bound, slots)
                bound.places += [
                    ref for p in _LOCATIVE for ref in slots.by_preposition.get(p, [])
                    if is_place(ref)
                ]  # fmt: skip
                bound.last = max(bound.last, slots.last)
                return found
    return []


def _span(bound: Bound, scene: Scene, refs: list[Ref]) -> None:
    """Widen the span of items to the arguments that stand in the same clause."""
    clause = scene.clauses[bound.clause]
    spans = {(ref.start, ref.end) for ref in refs}
    for place in range(clause.start, clause.end):
        ref = scene.items[place].ref
        if ref is not None and (ref.start, ref.end) in spans:
            bound.first, bound.last = min(bound.first, place), max(bound.last, place)


_DIRECTIONS = frozenset(["شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط"])
_LEAVING = frozenset(("displace", "lose_territory", "concede"))
_NO_PLACE = frozenset(("accuse", "deny", "condemn", "threaten", "accept", "reject", "demand"))


def _find_places(scene: Scene, bound: Bound) -> None:
    """Add the places of the clause: named after the trigger, or before it behind a preposition."""
    if bound.trigger.type in _NO_PLACE:
        bound.places = []
        return
    clause = scene.clauses[bound.clause]
    known = {ref.key for ref in bound.places}
    for place in range(clause.start, clause.end):
        item = scene.items[place]
        ref = item.ref
        if ref is None or ref.key in known:
            continue
        country = ref.cls == "party" and ref.kind == "state" and ref.mention == "name"
        if not is_place(ref) and not country:
            continue
        preposition = item.preposition or _preposition_before(scene, place)
        if not preposition and ref.head in _DIRECTIONS and place > bound.index:
            preposition = "في"
        if preposition in ("من", "from") and bound.trigger.type not in _LEAVING:
            continue
        if preposition not in _LOCATIVE or (
            country and preposition not in ("في", "ب", "in", "داخل", "inside", "across")
        ):
            continue
        if bound.trigger.type == "displace" and preposition in _TOWARDS:
            continue
        if place < bound.index and _nearer_event(scene, clause.start, place, bound):
            continue
        if place > bound.index and _event_between(scene, bound.index, place):
            continue
        known.add(ref.key)
        bound.places.append(ref)
        if place > bound.index:
            bound.last = max(bound.last, place)
    actors = {ref.key for ref in bound.actors + bound.targets}
    bound.places = [ref for ref in bound.places if ref.key not in actors]


def _preposition_before(scene: Scene, place: int) -> str:
    for index in range(place - 1, max(-1, place - 4), -1):
        item = scene.items[index]
        if item.has("preposition"):
            return item.stem
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


def _event_between(scene: Scene, index: int, place: int) -> bool:
    return any(scene.items[i].triggers and finite(scene.items[i]) for i in range(index + 1, place))


_FIRED = Trigger("rule:fired", "attack", "missile", "", "v", "subj",
                 ("at", "on", "against", "towards", "toward", "into", "علي", "باتجاه", "نحو", "صوب",
                  "ضد"))  # fmt: skip
_WEAPONS = frozenset(
    "صاروخ صواريخ صاروخا صاروخين مسيره مسيرات قذيفه قذايف قذائف missile missiles rocket rockets "
    "drone drones shell shells mortars mortar artillery projectile projectiles".split()
)
_FIRING = frozenset("launched launch launches launching fired fire fires firing fires".split())


def fired(scene: Scene) -> list[Bound]:
    """Find «أطلق … صواريخ على …», "fired rockets at …": an attack said by its weapon."""
    found: list[Bound] = []
    for index, item in enumerate(scene.items):
        if item.ref is not None or item.triggers or not _fires(scene, item):
            continue
        weapon = any(
            later.stem in _WEAPONS or later.text in _WEAPONS
            for later in scene.items[index + 1 : index + 7]
            if later.ref is None and not later.has("complementizer", "relative")
        )
        if weapon:
            form = next((f for _, f in item.cues if f is not None), Form(item.text, "past"))
            found.append(bind(scene, index, _FIRED, form))
    return found


_BLAMED = Trigger("rule:blamed", "accuse", "", "ar", "v", "subj", ("dobj",))
_BLAMING = frozenset(["حمل", "حملت", "حملوا", "يحمل", "تحمل", "يحملون", "محملا", "محمله"])


def blamed(scene: Scene) -> list[Bound]:
    """Find «حمّل X Y مسؤولية …»: an accusation in two words."""
    found = []
    for index, item in enumerate(scene.items):
        if item.ref is not None or item.stem not in _BLAMING:
            continue
        duty = any(
            i.stem in ("مسووليه", "المسووليه", "مسووليته")
            for i in scene.items[index + 1 : index + 9]
        )
        if duty:
            found.append(
                bind(scene, index, _BLAMED, Form(item.stem, "past", _person_of(item.stem)))
            )
    return found


_MADE = Trigger("rule:made", "agree", "", "", "n", "between", ("مع", "with"))


def made(scene: Scene) -> list[Bound]:
    """Find «وقّعت … مذكرة», "signed a settlement": an agreement made, whatever it is called."""
    found = []
    for index, item in enumerate(scene.items):
        if item.ref is not None or item.triggers or not item.has("agreement_head") or item.article:
            continue
        near = scene.items[max(0, index - 8) : index]
        if any(c.kind == "status" and c.value == "reached" for i in near for c, _ in i.cues):
            found.append(bind(scene, index, _MADE, Form(item.stem, "noun")))
    return found


def _person_of(stem: str) -> str:
    return "3fs" if stem.endswith("ت") or stem.startswith("ت") else "3ms"


def _fires(scene: Scene, item: Item) -> bool:
    if not scene.arabic:
        return item.text in _FIRING
    return item.stem[:4] in ("اطلق", "يطلق", "تطلق") and not item.article

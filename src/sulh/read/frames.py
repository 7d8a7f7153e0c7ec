"""Who does what to whom: the arguments of a verb, and the one door to binding.

A verb looks for its subject and objects in its clause; a passive takes its subject as target and
the agent as actor. Verbal nouns are bound in :mod:`.nouns`, places in :mod:`.settings`.
"""

from __future__ import annotations

import re

from sulh.read.agreeing import agrees
from sulh.read.clauses import finite
from sulh.read.items import Ref, lemma
from sulh.read.lists import Trigger, load_lexicon, words_of
from sulh.read.morphology import Form
from sulh.read.nouns import bind_noun
from sulh.read.pronouns import doer_before, object_before
from sulh.read.scene import HARM, Bound, Scene, acts, is_place, span
from sulh.read.settings import find_places
from sulh.read.slots import Slots, agents, slots_after
from sulh.read.subjects import subject_of

__all__ = ["bind"]


def bind(scene: Scene, index: int, trigger: Trigger, form: Form) -> Bound:
    """Bind the arguments of a trigger."""
    number = scene.clause_of(index)
    end = max(index, scene.items[index].gap)
    bound = Bound(index, trigger, form, [], [], [], index, end, number)
    noun = (trigger.pos == "n" or form.tense == "noun") and not _progressive(scene, index)
    framed = trigger.pos == "x" and trigger.actor in ("tgt", "gen", "between", "from", "none")
    framed = framed or (trigger.pos == "x" and scene.arabic and _of_nouns(scene, index))
    if framed or (noun and (scene.arabic or trigger.pos == "n")):
        bind_noun(scene, bound)
    else:
        _bind_verb(scene, bound)
    find_places(scene, bound)
    if not scene.arabic and bound.actors and noun:
        scene.subjects.setdefault(number, list(bound.actors))
    if trigger.type == "mediate" and not bound.actors and not bound.subject_from:
        bound.actors, bound.targets = bound.targets, []
    if bound.actors and bound.targets:
        acting = {ref.key for ref in bound.actors}
        bound.targets = [ref for ref in bound.targets if ref.key not in acting]
    return bound


_LIGHT = words_of("light_deed")
_GOVERNING = frozenset(("علي", "عن", "الي", "ب", "ل", "مع", "من"))


def _of_nouns(scene: Scene, index: int) -> bool:
    """«إجراء محادثات», «التوصل إلى اتفاق»: a phrase that opens with a verbal noun."""
    item = scene.items[index]
    first, _, rest = item.text.partition(" ")
    plain = first.removeprefix("ب").removeprefix("ل")
    named = plain in _LIGHT or (plain[:2] == "ال" and plain != "الي")
    governs = rest.rsplit(" ", 1)[-1] in _GOVERNING
    return bool(rest) and not (finite(item) or governs) and named


def _progressive(scene: Scene, index: int) -> bool:
    """«are fighting»: a verb, whatever the lists take the word for."""
    before = scene.items[index - 1].text if index else ""
    return not scene.arabic and before in _BE and scene.items[index].text.endswith("ing")


_BE = frozenset(("is", "are", "was", "were", "been", "be"))


def _bind_verb(scene: Scene, bound: Bound) -> None:
    clause = scene.clauses[bound.clause]
    slots = slots_after(scene, bound.index, clause.end)
    subject, where = subject_of(scene, bound.index, bound.form, slots)
    bound.subject_from = where
    if _turned_round(scene, bound, slots, subject):
        span(bound, scene, [*bound.actors, *bound.targets, *bound.places])
        return
    bound.passive = _is_passive(scene, bound, slots, subject, where)
    if subject:
        scene.subjects[bound.clause] = subject
    objects = _objects(scene, slots, where)
    if bound.passive:
        _suffered(scene, bound, slots, [] if _of_others(scene, bound) else subject)
        return
    bound.actors = [ref for ref in subject if acts(ref)]
    bound.targets = _targets(scene, bound, slots, objects)
    _done_to_place(scene, bound)
    _by_type(scene, bound, slots)
    bound.idiom = slots.opaque_object and bool(slots.bare)
    bound.places += [ref for group in objects[:1] for ref in group if is_place(ref)]
    if subject:
        named = _victims(scene, bound, slots)
        if not bound.targets or (named and _before_all(named[0], bound.targets)):
            bound.targets = named or bound.targets
    if bound.trigger.actor in ("tgt", "none", "between") and not bound.targets:
        _passive_like(bound, slots)
    span(bound, scene, [*bound.actors, *bound.targets, *bound.places])


_TO_PLACES = frozenset(("attack", "gain_territory", "destroy"))


def _done_to_place(scene: Scene, bound: Bound) -> None:
    """«دخلت X مدينة Y التي حاصرتها أسابيع»: the pronoun is the place, the doer goes on."""
    clause = scene.clauses[bound.clause]
    item = scene.items[bound.index]
    if item.back not in ("ها", "ه") or clause.kind != "rel" or bound.trigger.type not in _TO_PLACES:
        return
    before = scene.items[clause.start - 1].ref if clause.start else None
    if before is None or not is_place(before):
        return
    bound.targets, bound.places = [], [before]
    if not bound.actors:
        running = scene.subjects.get(bound.clause - 1, [])
        bound.actors = [r for r in running if acts(r) and agrees(r, bound.form, before=True)]
        bound.subject_from = "running" if bound.actors else bound.subject_from


def _by_type(scene: Scene, bound: Bound, slots: Slots) -> None:
    """Add the doers and sides that only events of one type have."""
    kind = bound.trigger.type
    if kind == "casualty" and bound.trigger.pos == "x" and bound.subject_from == "running":
        bound.actors = []  # «اتفقت الأطراف … عقب اشتباكات، وأودت بحياة …»
    if kind == "breach" and not bound.targets:
        bound.targets = _other_side(scene, bound)
    if kind == "protest" and not bound.actors:
        bound.actors = _crowd(scene, bound.index)
    if kind in _MUTUAL and not (bound.actors or bound.targets):
        sides = [r for p in ("بين", "between") for r in slots.by_preposition.get(p, []) if acts(r)]
        bound.actors, bound.targets = sides[:1], sides[1:]
    if kind in _TOGETHER:
        bound.actors += [
            ref for p in ("مع", "with", "alongside") for ref in slots.by_preposition.get(p, [])
            if acts(ref) and bound.actors
        ]  # fmt: skip


def _objects(scene: Scene, slots: Slots, where: str) -> list[list[Ref]]:
    """Return what stands bare behind a verb and is not its subject."""
    if scene.arabic and slots.opaque and where != "after":
        return []
    return slots.bare[1:] if where == "after" else list(slots.bare)


def _turned_round(scene: Scene, bound: Bound, slots: Slots, subject: list[Ref]) -> bool:
    """Bind what says who acts behind it: "backed by X", "fell to X", «أن تسلّح X بأسلحة»."""
    text = scene.items[bound.index].text
    suffers = [ref for ref in subject if acts(ref)]
    behind = [ref for group in slots.bare[:1] for ref in group if acts(ref)]
    if bound.trigger.pos == "x" and text.endswith(" by"):
        bound.actors, bound.targets = behind, suffers
    elif bound.trigger.pos == "x" and text.startswith(("fell ", "falls ", "fallen ")):
        start = scene.clauses[bound.clause].start
        before = [i.ref for i in scene.items[start : bound.index] if i.ref is not None]
        bound.actors, bound.places = behind, [ref for ref in before if is_place(ref)][-1:]
    elif _given_by(scene, bound, slots):
        bound.targets = suffers
    else:
        return False
    return True


_PROVIDING = ("سلح", "زود", "جهز", "درب", "مول")


def _given_by(scene: Scene, bound: Bound, slots: Slots) -> bool:
    """«أن تسلّح المعارضة بأسلحة»: with ب behind it and no object, the noun gets and gives not."""
    item = scene.items[bound.index]
    return (
        scene.arabic
        and bound.trigger.type == "support"
        and bound.subject_from == "after"
        and any(root in item.stem for root in _PROVIDING)
        and len(slots.bare) == 1
        and not (item.back or slots.by_preposition.get("ل"))
        and any(i.text.startswith("ب") for i in scene.items[slots.last + 1 : slots.last + 2])
    )


def _of_others(scene: Scene, bound: Bound) -> bool:
    """«قُتل … وجُرح ثمانية»: a passive in the singular goes on with others than those before."""
    running = bound.subject_from == "running"
    return scene.arabic and running and bound.form.person in ("3ms", "3fs")


def _suffered(scene: Scene, bound: Bound, slots: Slots, subject: list[Ref]) -> None:
    """Bind a passive: its subject suffers, the agent behind «على يد», *by* acts."""
    first = slots.bare[0] if slots.bare else []
    bound.targets = [ref for ref in subject or first if acts(ref)]
    bound.targets = bound.targets or _own_people(scene, bound) or _victims(scene, bound, slots)
    bound.places = [ref for ref in first if is_place(ref)]
    bound.actors = agents(slots)
    span(bound, scene, [*bound.targets, *bound.actors, *bound.places])


_CROWD = words_of("crowd")


def _crowd(scene: Scene, index: int) -> list[Ref]:
    """«تظاهر الآلاف», «اعتصم العشرات»: a crowd that nobody names protests."""
    for item in scene.items[index + 1 : index + 5]:
        if item.ref is None and item.stem in _CROWD and not item.preposition:
            name = (item.raw or item.text)[len(item.conjunction) :]
            return [Ref("party", f"p:~{name}", name, "group", "nominal", item.start, item.end,
                        head=item.stem, plural=True, proposed=True)]  # fmt: skip
        if not item.has("time", "adverb") or item.ref is not None:
            break
    return []


_MUTUAL = frozenset(("agree", "negotiate", "ceasefire", "fight"))
_TOGETHER = frozenset(("fortify", "protest", "mobilise"))


def _other_side(scene: Scene, bound: Bound) -> list[Ref]:
    """«نقض الاتفاق مع X»: the other side of what was broken."""
    clause = scene.clauses[bound.clause]
    for place in range(bound.index + 1, clause.end):
        item = scene.items[place]
        if "agreement_head" in item.kinds or "ceasefire" in item.types:
            behind = slots_after(scene, place, clause.end).by_preposition
            return [r for p in ("مع", "من", "with") for r in behind.get(p, []) if acts(r)]
    return []


def _victims(scene: Scene, bound: Bound, slots: Slots) -> list[Ref]:
    """Name those harmed by a noun that no list knows («قتل سبعة صيادين»)."""
    place = slots.opaque_at
    if place < 0 or not _personal(bound.trigger) or not scene.arabic:
        return []
    item = scene.items[place]
    text = item.text[len(item.conjunction) :]
    counted = _count_before(scene, place, bound.index)
    plural = text.endswith(("ين", "ون")) and not item.article
    if not counted and not plural and bound.trigger.type != "casualty":
        return []
    return [
        Ref("party", f"p:~{lemma(item.stem)}", (item.raw or item.text)[len(item.conjunction) :],
            "group", "nominal",
            item.start + len(item.conjunction), item.end, head=lemma(item.stem), plural=True,
            proposed=True, number=counted)
    ]  # fmt: skip


def _before_all(counted: Ref, others: list[Ref]) -> bool:
    """«تسعة تجار كانوا محتجزين»: who is counted first, not who is named behind."""
    return counted.number is not None and all(counted.start < ref.start for ref in others)


_PEOPLE = tuple(words_of("serving") | words_of("some_of"))


def _own_people(scene: Scene, bound: Bound) -> list[Ref]:
    """«جُرح أربعة من جنوده»: whose people they are."""
    start = scene.clauses[bound.clause].start
    for place in range(start + 1, min(scene.clauses[bound.clause].end, bound.index + 5)):
        item = scene.items[place]
        counted = scene.items[place - 1].text == "من"
        if (
            item.ref is None
            and item.back
            and counted
            and (item.has("people", "fighter") or item.stem.startswith(_PEOPLE))
        ):
            return doer_before(scene, place)
    return []


def _count_before(scene: Scene, place: int, index: int) -> tuple[float, float] | None:
    from sulh.read.people_ar import number_before

    return number_before(scene.items[index + 1 : place + 1], place - index - 1)


_PERSONAL = frozenset(
    ("kill", "killed", "wounded", "abduct", "arrest", "detain", "assassination", "execution",
     "capture", "torture", "release")
)  # fmt: skip


def _personal(trigger: Trigger) -> bool:
    """Tell whether only people can suffer what the trigger says."""
    return trigger.type == "casualty" or trigger.subtype in _PERSONAL


def _passive_like(bound: Bound, slots: Slots) -> None:
    if bound.trigger.actor == "tgt":
        bound.targets = bound.actors or [r for group in slots.bare[:1] for r in group if acts(r)]
        bound.actors = agents(slots)


def _is_passive(scene: Scene, bound: Bound, slots: Slots, subject: list[Ref], where: str) -> bool:
    if not scene.arabic:
        return _passive_english(scene, bound)
    if bound.form.passive or agents(slots) or _marked(scene.items[bound.index].raw):
        return True
    transitive = "dobj" in bound.trigger.targets
    if not transitive or bound.trigger.type not in HARM or scene.items[bound.index].back:
        return False
    lone = not slots.bare and not slots.opaque and slots.opaque_at < 0
    if where in ("before", "relative") and lone and _personal(bound.trigger):
        return True
    if where == "after" and len(slots.bare) == 1:
        victim = subject[0]
        if victim.kind == "civilians" or victim.number is not None or victim.cls == "person":
            return True
    return where == "after" and _personal(bound.trigger) and _only_people(scene, bound, slots)


def _only_people(scene: Scene, bound: Bound, slots: Slots) -> bool:
    """«قتل قيادي في X بغارة», «قتل ثلاثة جنود في …»: people behind a verb, and no object."""
    place = bound.index + 1
    end = scene.clauses[bound.clause].end
    while place < end and (scene.items[place].is_number or scene.items[place].has("number")):
        place += 1
    head = scene.items[place] if place < end else None
    if head is None or head.is_mark or len(slots.bare) > 1 or slots.opaque_at > place:
        return False
    named = load_lexicon().words.get(head.text.split(" ", 1)[0], frozenset())
    return head.has("people", "title", "role") or (head.ref is not None and "people" in named)


_MARKS = re.compile(
    "^[وف]?\u064e?(?:[يت]\u064f.*\u064e\u0651?[^\u064b-\u0652]{1,3}$|[^يت]\u064f[^\u0627]\u0650)"
)


def _marked(raw: str) -> bool:
    """Tell whether vowel marks make a verb passive: «تُدمَّر», «قُتِل»."""
    return _MARKS.match(raw) is not None


def _passive_english(scene: Scene, bound: Bound) -> bool:
    verb = scene.items[bound.index]
    if verb.text == "accused of":
        return True
    forms = [f for t, f in verb.triggers if t.type == bound.trigger.type]
    gerund = verb.text.split(maxsplit=1)[0].endswith("ing")
    if not any(f.passive or f.tense == "past" for f in forms) or gerund:
        return False
    if scene.items[bound.index].text.startswith(("was ", "were ", "been ", "is ", "are ", "be ")):
        return True
    for place in range(bound.index - 1, max(-1, bound.index - 5), -1):
        item = scene.items[place]
        if item.text in ("was", "were", "been", "being", "be", "is", "are", "got", "gets"):
            return True
        if "auxiliary" not in item.kinds and not item.text.endswith("ly"):
            break
    after = scene.items[bound.index + 1] if bound.index + 1 < len(scene.items) else None
    return after is not None and after.text == "by"


def _targets(scene: Scene, bound: Bound, slots: Slots, objects: list[list[Ref]]) -> list[Ref]:
    wanted = bound.trigger.targets
    found: list[Ref] = []
    if "dobj" in wanted:
        if scene.items[bound.index].back and bound.trigger.type not in ("reject", "accept"):
            found = object_before(scene, bound.index)
        found = found or [ref for group in objects[:1] for ref in group if acts(ref)]
    if bound.trigger.type == "support" and found and slots.by_preposition.get("to"):
        found = [ref for ref in found if ref.head not in _SENT]  # «smuggling drones to X»
    for preposition in wanted:
        if found or (bound.trigger.type == "intervene" and preposition in ("في", "in")):
            break
        found = [ref for ref in slots.by_preposition.get(preposition, []) if acts(ref)]
    if bound.trigger.type in ("lose_territory", "visit", "displace") or _withdraws(bound):
        found = [ref for ref in found if ref.kind != "state"]
    if not found and "dobj" in wanted and (slots.opaque_object or slots.opaque):
        for preposition in ("gen", "ل", "of"):
            found = found or [r for r in slots.by_preposition.get(preposition, []) if acts(r)]
    return found


def _withdraws(bound: Bound) -> bool:
    """«سحب قواته من X»: the state that one leaves is where it is left."""
    return bound.trigger.subtype == "withdraw"


_SENT = frozenset(("drone", "jet", "warplane", "helicopter", "tank"))

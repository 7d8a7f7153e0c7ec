"""Who is the subject of a verb.

Arabic verbs agree with their subject; it stands behind them (VSO), before them (SVO), in the noun
before a relative pronoun, or in the clause that they continue.
"""

from __future__ import annotations

from sulh.read.agreeing import agrees, plain_form
from sulh.read.clauses import Clause, finite
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.morphology import Form
from sulh.read.scene import FIRST, HARM, LOCATIVE, SPEECH, Scene, acts
from sulh.read.signs import sign
from sulh.read.slots import Slots, about, after_and, degree, quantified, slots_after
from sulh.read.subjects_ahead import subject_ahead

__all__ = ["note_subjects", "spoke_before", "subject_of"]

_WARNING = words_of("warning_en")
_ASKING = words_of("asking_object")
_BLAMING = words_of("blaming")


def _before(scene: Scene, clause: Clause, index: int) -> list[Ref]:
    """Return the noun phrase before a verb that can be its subject: bare, in its clause."""
    found: list[Ref] = []
    governed = False
    for place in range(clause.start, index):
        item = scene.items[place]
        if item.ref is not None:
            free = not item.preposition and not governed and not _of_an_office(scene, place)
            if free and acts(item.ref) and item.ref.mention != "adjective":
                if not found or item.conjunction or after_and(scene, place):
                    found.append(item.ref)
                elif not scene.arabic or not _apposition(scene, place):
                    found = [item.ref]
            titled = not scene.arabic and scene.items[place + 1].ref is not None
            governed = governed if item.conjunction or titled else False
        elif "preposition" in item.kinds or _ends_in_preposition(item):
            counts = about(scene, place) or quantified(scene, place) or degree(scene, place)
            opens = not scene.arabic and place == clause.start and "subordinator" in item.kinds
            governed = not (counts or opens)
        elif finite(item) and "auxiliary" not in item.kinds:
            found = []
            governed = False
        elif item.is_mark or item.conjunction:
            governed = False
    return found


def _of_an_office(scene: Scene, place: int) -> bool:
    """«مبعوث الرئيس X، Y»: X is whose envoy Y is."""
    if not scene.arabic or place < 2:
        return False
    title, office = scene.items[place - 1], scene.items[place - 2]
    return (
        title.has("title", "role")
        and "envoy" in office.kinds
        and title.article
        and not office.article
    )


def _ends_in_preposition(item: Item) -> bool:
    """Tell whether a phrase like «المتحالفة مع» governs what follows."""
    return " " in item.text and item.text.rsplit(" ", 1)[1] in _LAST_PREPOSITIONS


_LAST_PREPOSITIONS = LOCATIVE | {"ب", "مع", "ل", "عن", "with", "by"}


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


_WEAPONS = words_of("weapon")


def _fixed(scene: Scene, index: int, form: Form) -> tuple[list[Ref], str] | None:
    """Return the subject of a first person, and none of a weapon that belongs to a noun."""
    if form.person == FIRST:
        return scene.speaker_at(index), "running"
    if scene.items[index].stem in _WEAPONS and _of_a_noun(scene, index):
        return [], ""
    return None


def _of_a_noun(scene: Scene, index: int) -> bool:
    """«قُتل X في سقوط قذيفة»: a weapon that belongs to a noun is nobody's deed."""
    before = scene.items[index - 1] if index else None
    return before is not None and before.ref is None and not (before.kinds or finite(before))


_OF_WHOM = (" سراح", " سبيل")
"""«أطلقت سراح X»: phrases whose noun is another's; who follows suffers, and does nothing."""


def _one_of(scene: Scene, index: int) -> bool:
    """«قتل مسلح من جماعة X …»: the verb agrees with the member, not with the body."""
    behind = scene.items[index + 1 : index + 3]
    return len(behind) == 2 and (behind[0].has("people"), behind[1].text) == (True, "من")


def subject_of(  # noqa: C901, PLR0911 - a decision list, read from the top
    scene: Scene, index: int, form: Form | None, slots: Slots | None = None
) -> tuple[list[Ref], str]:
    """Return the subject of the verb at an item, and where it was found.

    Where: after, before, relative, running or "" for none.
    """
    number = scene.clause_of(index)
    clause = scene.clauses[number]
    item = scene.items[index]
    if not scene.arabic:
        return _subject_english(scene, clause, number, index)
    form = form or Form(item.text, "past")
    fixed = _fixed(scene, index, form)
    if fixed is not None:
        return fixed
    before = _antecedent(scene, clause) if clause.kind == "rel" else []
    if before and not item.back and agrees(before[0], form, before=True):
        return before, "relative"
    before = _before(scene, clause, index)
    slots = slots or slots_after(scene, index, clause.end)
    after = slots.bare[0] if slots.bare and not slots.opaque else []
    after = [ref for ref in after if ref.mention != "adjective"]
    plural = form.person in ("3mp", "3md", "3fd", "3fp")
    own = (
        bool(after)
        and acts(after[0])
        and not item.text.endswith(_OF_WHOM)
        and (agrees(after[0], form, before=False) or _one_of(scene, index))
    )
    together = plural and _with_others(scene, clause.start, index)
    fits = bool(before) and (together or agrees(before[0], form, before=True))
    if fits and not (own and not plural and _has_verb(scene, clause, index)):
        return before, "before"
    lone = _asks_one(item, slots) or _appeals(scene, index, after)
    lone = lone and not _unknown_object(scene, slots.last)
    if own and not (plural or lone or _ends_in_preposition(item)):
        return after, "after"
    sent = [] if before else _sent_by(scene, index, clause.end) or _stood_for(scene, index)
    if sent or (any(t.pos == "x" for t, _ in item.triggers) and not finite(item)):
        return sent, "after" if sent else ""
    inner = clause.kind in ("comp", "contrast") and scene.items[clause.start].text.endswith(
        ("ه", "ها", "هم", "هما")
    )
    office = None if fits else _office_of(scene, index, clause.end)
    if office is not None:
        return office, "after" if office else ""
    bidden = [] if own or slots.opaque else _bidden(scene, clause, index)
    if bidden and agrees(bidden[0], form, before=True):
        return bidden, "before"
    resumes = clause.kind == "comma" or scene.items[clause.start].text in ("قد", "وقد")
    apposed = _apposed(scene, number) if resumes and not after else []
    if apposed and agrees(apposed[0], form, before=True):
        return apposed, "before"
    if inner or clause.kind in ("joined", "comma", "sub", "main"):
        running = _running(scene, number)
        agreed = bool(running) and agrees(running[0], form, before=True)
        if agreed and (inner or not _of_another(scene, index, form, slots, clause.end)):
            return running, "running"
    each = _each_of(scene, index, clause.end)
    if each:
        return each, "after"
    found = _demanders(scene, index) if lone else _told_of(scene, index, form, slots)
    return found, "running" if found or lone else ""


_OF_IT = frozenset(("فيه", "فيها"))


def _told_of(scene: Scene, index: int, form: Form, slots: Slots) -> list[Ref]:
    """«أصدر X بياناً نفى فيه …», «ونفى أن …»: who spoke before goes on to speak."""
    item = scene.items[index]
    after = scene.items[index + 1 : index + 2]
    if item.types.isdisjoint(SPEECH) or not finite(item) or not after:
        return []
    number = scene.clause_of(index)
    if after[0].text in _OF_IT:
        return [r for r in scene.subjects.get(number, []) if agrees(r, form, before=True)]
    known = scene.sources.get(after[0].text)
    if known is not None and after[0].article and acts(known):
        return [known]
    topic = scene.topic
    opens = number == 0 and all(i.has("auxiliary", "adverb") for i in scene.items[:index])
    alone = not (slots.bare or slots.opaque) and not after[0].article
    if not (opens and alone and topic is not None and acts(topic)):
        return []
    return [topic] if agrees(topic, form, before=True) else []


def _asks_one(item: Item, slots: Slots) -> bool:
    """Tell whether a verb of asking, charging or blaming has one noun phrase: whom it asks."""
    if len(slots.bare) != 1 or item.back:
        return False
    if item.conjunction and item.stem in _BLAMING:
        return True
    if slots.opaque_object:
        return False
    return item.stem in _ASKING or any(
        t.type == "accuse" and t.pos == "v" for t, _ in item.triggers
    )


def _of_another(scene: Scene, index: int, form: Form, slots: Slots, end: int) -> bool:
    """«وأحرقوا محتوياته»: a noun in the singular is no subject of theirs."""
    return form.person != "3mp" and (slots.opaque or _other_subject(scene, index, end))


def _with_others(scene: Scene, start: int, index: int) -> bool:
    """«الجيش والقوات المساندة له صدّوا»: a plural verb, behind one who is named and others."""
    seen = False
    for item in scene.items[start:index]:
        if item.ref is not None and not item.conjunction and not item.preposition:
            seen = True
        elif seen and item.conjunction == "و" and not finite(item):
            return item.article or item.ref is not None or item.has("army_head", "fighter")
    return False


def _unknown_object(scene: Scene, last: int) -> bool:
    """«اتهمت X، فلاناً بخرق …»: whom one accuses stands behind the comma, though unknown."""
    behind = scene.items[last + 1 : last + 4]
    if len(behind) < 3 or behind[0].text not in (",", "،") or behind[1].ref is not None:
        return False
    plain = not (behind[1].kinds or behind[1].triggers or behind[1].preposition)
    return plain and behind[2].ref is None and behind[2].text[:1] == "ب"


def _bidden(scene: Scene, clause: Clause, index: int) -> list[Ref]:
    """«على X أن ينسحب», «طلب من X أن يسلّم»: who stands before أن does what the verb behind says."""
    opened = clause.start
    first = scene.items[opened]
    if clause.kind != "comp" or first.text != "ان" or opened < 1 or index > opened + 2:
        return []
    ref = scene.items[opened - 1].ref
    return [ref] if ref is not None and acts(ref) and ref.mention != "adjective" else []


_DEMANDING = words_of("demanding")


def _appeals(scene: Scene, index: int, after: list[Ref]) -> bool:
    """«… أعمال القتل، وتطالب المحكمة بـ…»: a body that others turn to, after one who demands."""
    item = scene.items[index]
    addressee = bool(after) and after[0].cls == "party" and after[0].kind == "organisation"
    if item.stem not in _DEMANDING or not addressee:
        return False
    running = _running(scene, scene.clause_of(index)) or _demanders(scene, index)
    return bool(running) and running[0].key != after[0].key


def _demanders(scene: Scene, index: int) -> list[Ref]:
    """Return who goes on to demand: who has the word, or whom the sentence before is about."""
    said = scene.speaker_at(index)
    item, topic = scene.items[index], scene.topic
    goes_on = index == 0 and item.conjunction == "و" and topic is not None
    form = next((f for _, f in item.triggers if f.tense == "present"), None)
    if said or not goes_on or form is None or topic is None:
        return said
    return [topic] if acts(topic) and agrees(topic, form, before=True) else []


_DELEGATION = words_of("delegation")


def _sent_by(scene: Scene, index: int, end: int) -> list[Ref]:
    """«وصل وفد من X إلى …», «التقى وفد سعودي …»: who is sent stands for who sends."""
    head = index if scene.items[index].text.rsplit(" ", 1)[-1] in _DELEGATION else index + 1
    item = scene.items[head] if head < end else None
    if item is None or item.ref is not None or item.preposition or item.article:
        return []
    if item.text.rsplit(" ", 1)[-1] not in _DELEGATION and item.stem not in _DELEGATION:
        return []
    for place in range(head + 1, min(end, head + 5)):
        ref, before = scene.items[place].ref, scene.items[place - 1]
        if ref is not None:
            tied = place == head + 1 or ref.mention == "adjective" or before.text in ("من", "يمثل")
            return [ref] if ref.cls == "party" and tied else []
        if scene.items[place].is_mark or finite(scene.items[place]):
            break
    return []


_STANDING_FOR = frozenset(("ممثلون", "ممثلين", "ممثلو", "مندوبون", "مندوبو", "مفاوضون"))


def _stood_for(scene: Scene, index: int) -> list[Ref]:
    """«وقّع الاتفاق في X ممثلون عن A وB»: who is represented acts."""
    end = scene.clauses[scene.clause_of(index)].end
    near = range(index + 1, min(end, index + 7))
    head = next((p for p in near if scene.items[p].stem in _STANDING_FOR), -1)
    if head < 0 or scene.items[head].preposition:
        return []
    found: list[Ref] = []
    for place in range(head + 1, end):
        item = scene.items[place]
        if item.ref is not None and acts(item.ref):
            found.append(item.ref)
        elif item.text not in ("عن", "و", "من") and (found or item.is_mark or finite(item)):
            break
    return found


def _office_of(scene: Scene, index: int, end: int) -> list[Ref] | None:
    """«نفى مسؤول في X …», «هدد قادة في Y»: nameless people of a body speak and act for it.

    None when no such noun stands behind the verb; empty when it does and names no body.
    """
    place = index + 1
    while place < end and scene.items[place].has("time", "adverb"):
        place += 1
    head = scene.items[place] if place < end else None
    if head is None or head.ref is not None or head.preposition or head.conjunction:
        return None
    if not head.has("speaker", "role") or head.article:
        return None
    for item in scene.items[place + 1 : min(end, place + 6)]:
        if item.ref is not None and item.ref.cls == "party" and item.ref.kind != "civilians":
            return [item.ref] if item.ref.mention == "name" else []
        if item.is_mark or item.triggers or finite(item) or item.has("complementizer", "relative"):
            break
    return []


def _has_verb(scene: Scene, clause: Clause, index: int) -> bool:
    """«اقترحت A هدنة تفرج خلالها B …»: the noun before already is the subject of another verb."""
    before = scene.items[clause.start : index]
    return any(finite(i) and "auxiliary" not in i.kinds and (i.triggers or i.cues) for i in before)


def _each_of(scene: Scene, index: int, end: int) -> list[Ref]:
    """«نددت بالتدخل كل من A وB»: a subject set apart by كل من."""
    for place in range(index + 1, end - 1):
        if scene.items[place].stem == "كل" and scene.items[place + 1].text == "من":
            return [
                item.ref for item in scene.items[place + 2 : end]
                if item.ref is not None and acts(item.ref) and not item.preposition
            ]  # fmt: skip
    return []


def _subject_english(  # noqa: PLR0911 - a decision list, read from the top
    scene: Scene, clause: Clause, number: int, index: int
) -> tuple[list[Ref], str]:
    if clause.kind == "rel":
        found = _before(scene, clause, index) or _antecedent(scene, clause)
        return found, "relative" if found else ""
    if index and scene.items[index].text in _WARNING and scene.items[index - 1].text in (",", '"'):
        behind = slots_after(scene, index, clause.end).bare
        return (behind[0], "after") if behind else ([], "")
    if (pronoun := _pronoun_of(scene, index)) >= 0:
        return _they(scene, number, index, pronoun)
    if besides := spoke_before(scene, index):
        return besides, "before"
    found = subject_ahead(scene, clause, number, index)
    found = found or _participant(scene, clause, index) or _shared(scene, clause, index)
    found = found or _before(scene, clause, index)
    if found:
        return found, "before"
    apposed = _apposed(scene, number)
    if apposed:
        return apposed, "before"
    speaks = not scene.items[index].types.isdisjoint(SPEECH)
    running = _running(scene, number, skip=("rel", "comp") if speaks else ("rel",))
    if running and any(_nounish(item) for item in scene.items[clause.start : index]):
        running = []
    return (list(running), "running") if running else ([], "")


_THEY = frozenset(("they", "it", "he", "she"))
_BEFORE_PARTICIPLES = frozenset((",", "and", "while", "after", "before"))
_BE = frozenset(("was", "were", "been", "is", "are", "be"))


def _harms(item: Item) -> bool:
    """Tell whether a word tells of harm: who suffers it is seldom who acted before."""
    return not item.types.isdisjoint(HARM)


def _pronoun_of(scene: Scene, index: int) -> int:
    """Return where the pronoun stands that is the subject of a verb, with what helps it between."""
    for place in range(index - 1, max(-1, index - 5), -1):
        item = scene.items[place]
        if item.text in _THEY:
            return place
        if not (item.has("auxiliary", "adverb", "time") or item.text.endswith("ly")):
            return -1
    return -1


def _they(scene: Scene, number: int, index: int, pronoun: int) -> tuple[list[Ref], str]:
    """Who a pronoun goes back to: who says so, the subject of a clause or sentence before."""
    item, word = scene.items[index], scene.items[pronoun].text
    harmed = scene.items[index - 1].text in _BE and _harms(item)
    kinds = ("person",) if word in ("he", "she") else ("party",)
    if harmed:
        return [], ""
    said = _verb_before(scene, scene.clauses[number].start, pronoun)
    near = [subject_of(scene, said, None)[0]] if said >= 0 else []
    near += [
        scene.subjects[earlier]
        for earlier in range(number - 1, max(-1, number - 4), -1)
        if earlier in scene.subjects and scene.clauses[earlier].kind != "rel"
    ]
    for refs in near:
        if found := [ref for ref in refs if ref.cls in kinds]:
            return found, "running"
    topic = scene.topic
    told = topic is not None and topic.cls in kinds and (topic.plural or word != "they")
    if topic is None or not told or near or (word == "it" and _harms(item)):
        return [], ""
    return [topic], "running"


def _verb_before(scene: Scene, start: int, end: int) -> int:
    """«X said it had …»: return the verb before a pronoun in its clause; -1 for none."""
    for place in range(end - 1, start - 1, -1):
        if finite(scene.items[place]) and "auxiliary" not in scene.items[place].kinds:
            return place
    return -1


def _shared(scene: Scene, clause: Clause, index: int) -> list[Ref]:
    """«X freed prisoners and torched the station»: a verb joined to another has its subject."""
    if not index or scene.items[index - 1].text not in ("and", "then", "also"):
        return []
    number = scene.clause_of(index)
    joined = clause.kind == "joined" and number > 0
    first = scene.clauses[number - 1].start if joined else clause.start
    for place in range(index - 2, first - 1, -1):
        if finite(scene.items[place]) and "auxiliary" not in scene.items[place].kinds:
            return subject_of(scene, place, None)[0]
    return []


_ALSO_SAYING = words_of("also_saying_en")


def spoke_before(scene: Scene, index: int) -> list[Ref]:
    """«X demanded that Y go, accusing him of …»: who spoke before goes on, not of whom he spoke."""
    comma = next((p for p in range(index - 1, max(-1, index - 4), -1)
                  if scene.items[p].text == ","), -1)  # fmt: skip
    if scene.items[index].text not in _ALSO_SAYING or comma < 1:
        return []
    for place in range(comma):
        item = scene.items[place]
        spoken = not item.types.isdisjoint(SPEECH) or "source" in item.cue_values
        if item.ref is None and spoken and (finite(item) or item.text.endswith("ing")):
            return subject_of(scene, place, None)[0]
    return []


def _participant(scene: Scene, clause: Clause, index: int) -> list[Ref]:
    """«X bombed the town, killing six»: a participle goes on with the subject of its verb."""
    if not index:
        return []
    before = scene.items[index - 1]
    governed = finite(before) and "auxiliary" not in before.kinds
    if not governed and before.text not in _BEFORE_PARTICIPLES:
        return []
    if {f.tense for t, f in scene.items[index].triggers if t.pos == "v"} != {"noun"}:
        return []
    for place in range(index - 1, clause.start - 1, -1):
        if finite(scene.items[place]) and "auxiliary" not in scene.items[place].kinds:
            return subject_of(scene, place, None)[0]
    return []


def _apposed(scene: Scene, number: int) -> list[Ref]:
    """«The army, led by X, accused …»: the subject stands before what is put between commas."""
    for earlier in range(number - 1, max(-1, number - 4), -1):
        clause = scene.clauses[earlier]
        items = scene.items[clause.start : clause.end]
        verbs = any(finite(item) and "auxiliary" not in item.kinds for item in items)
        first = next((i.ref for i in items if i.ref is not None and acts(i.ref)), None)
        if earlier == number - 1 and clause.kind == "comp":
            return []
        if clause.kind in ("rel", "comma") and earlier:
            if clause.kind == "comma" and _complete(items):
                return []
            continue
        return [first] if first is not None and not verbs else []
    return []


def _complete(items: list[Item]) -> bool:
    """Tell whether a clause has a subject before its verb, so that it is no inserted remark."""
    verb = next((n for n, i in enumerate(items) if finite(i) and "auxiliary" not in i.kinds), 0)
    return any(i.ref is not None and acts(i.ref) for i in items[:verb])


_VERBS = sign("verb", kinds=("verb",))


def note_subjects(scene: Scene) -> None:
    """Remember the subjects of verbs that make no event, for the verbs that go on with them."""
    if not scene.arabic:
        return
    for number, clause in enumerate(scene.clauses):
        if number in scene.subjects:
            continue
        for index in range(clause.start, clause.end):
            item = scene.items[index]
            if index and not item.signs & _VERBS:
                continue
            known = "verb" in item.kinds and "auxiliary" not in item.kinds
            if item.triggers or item.cues or not (known or _opens_as_verb(scene, clause, index)):
                continue
            subject, where = subject_of(scene, index, plain_form(item.stem))
            if subject and where in ("after", "before"):
                scene.subjects[number] = subject
            break


def _opens_as_verb(scene: Scene, clause: Clause, index: int) -> bool:
    """«أحكمت X …»: a word no list knows, first in its sentence, with a name it agrees with."""
    item = scene.items[index]
    if index or item.kinds or item.article or item.preposition or clause.end < 2:
        return False
    after = scene.items[1]
    if after.ref is None or after.preposition or after.ref.mention != "name":
        return False
    inflected = item.stem.endswith(("ت", "وا")) or item.stem[:1] == "ي"
    agreed = agrees(after.ref, plain_form(item.stem), before=False)
    return inflected and len(item.stem) > 3 and after.ref.cls == "party" and agreed


def _other_subject(scene: Scene, index: int, end: int) -> bool:
    """«أودت الاشتباكات …»: a noun right behind the verb is its subject, so none goes on."""
    harms = not scene.items[index].types.isdisjoint(HARM)
    for item in scene.items[index + 1 : min(end, index + 4)]:
        if item.has("time", "adverb") or item.text in ("فيها", "فيه", "منها", "بها", "به"):
            continue
        noun = item.ref is None and not item.preposition and not item.has("preposition", "function")
        event = noun and bool(item.triggers) and not finite(item) and (item.article or harms)
        return event or (noun and item.article and not item.has("site", "place_head"))
    return False


def _running(scene: Scene, number: int, skip: tuple[str, ...] = ("rel",)) -> list[Ref]:
    """Return the subject that goes on, inside the sentence.

    A verb joined to a relative clause goes on with what that clause is about; a comma before it
    leads back to the main clause. Side remarks are passed over.
    """
    if number and scene.arabic and scene.clauses[number - 1].kind == "rel":
        start = scene.clauses[number].start
        if scene.items[start - 1].text not in (",", "،"):
            return _antecedent(scene, scene.clauses[number - 1])
    for earlier in range(number - 1, max(-1, number - 5), -1):
        if scene.clauses[earlier].kind in skip:
            continue
        if earlier in scene.subjects:
            return scene.subjects[earlier]
    return []


_NOUNS = frozenset(("speaker", "people", "title", "role", "conflict"))


def _nounish(item: Item) -> bool:
    return (
        item.ref is None
        and item.text.isalpha()
        and item.kinds <= _NOUNS
        and not finite(item)
        and not item.text.endswith("ly")
    ) or (item.ref is None and bool(item.triggers) and not finite(item))

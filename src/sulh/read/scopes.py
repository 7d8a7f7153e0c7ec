"""With which force something is said: cues, how far they reach, and what they make of an event.

A cue opens a scope over items to its right. Inside, an event is not (or not simply) asserted. The
reach of a scope ends at a mark, at a word that opens another clause, at a contrast, or at a verb
in the past joined to the verb that opened it; lists go on. Facts named only to date or explain
(«بعد الهجوم», «رغم القصف») stay facts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from sulh.case.vocab import Modality
from sulh.read.blame import (
    HOLDING,
    blamer_of,
    foreseer_of,
    issuer_at,
    nameless_at,
    responsible_at,
)
from sulh.read.clauses import finite
from sulh.read.cues_en import MODALS, passive, progressive, says_force
from sulh.read.expected import OUGHT, obliges, owed, sets_terms
from sulh.read.holders import described_office
from sulh.read.items import Item, Ref
from sulh.read.lists import Cue, words_of
from sulh.read.masdars import front_and_stem
from sulh.read.morphology import Form
from sulh.read.reach import end_of, start_of
from sulh.read.scene import Scene
from sulh.read.signs import sign
from sulh.read.subjects import subject_of
from sulh.read.turns import ASKED, forms_of
from sulh.read.unreal import BESIDE, beside

__all__ = ["Scope", "scopes_of"]

_MODAL = frozenset(get_args(Modality))
_UNSAID = frozenset(("positive", "lifted"))


@dataclass(slots=True)
class Scope:
    """The reach of a cue: items ``start`` to ``end``; `index` is the cue's own place."""

    start: int
    end: int
    index: int
    value: str
    cue: Cue
    holders: tuple[Ref, ...] = ()
    verb: bool = False
    nameless: bool = False


def scopes_of(scene: Scene) -> list[Scope]:
    """Return the scopes that the cues of a sentence open, in order."""
    found: list[Scope] = []
    for index, item in scene.marked(_SCOPED):
        if "guard" in item.cue_kinds or not item.cue_values.isdisjoint(_UNSAID):
            continue
        if (item.stem in _BLAMING or item.text in HOLDING) and (
            charge := _charge(scene, index)
        ) is not None:
            found.append(charge)
            continue
        if item.cues or item.triggers:
            opened = [_scope(scene, index, cue, form) for cue, form in _modal_cues(scene, index)]
            found += opened or _spoken(scene, index)
        if scene.arabic:
            found += _by_particle(scene, index)
        if item.word is not None and item.word.future:
            found.append(_future_scope(scene, index))
    if not scene.arabic:
        found += [again for scope in found for again in _asked_again(scene, scope)]
        found += _undertakings(scene)
    found += [
        scope for index, _ in scene.marked(_NOT_SAYING) for scope in _unsaid(scene, index + 1)
    ]
    found += [again for scope in found if (again := _resumed(scene, scope)) is not None]
    return [*found, *(Scope(a, b, at, value, BESIDE[value]) for a, b, at, value in beside(scene))]


def _resumed(scene: Scene, scope: Scope) -> Scope | None:
    """«لن يحضر الوفد، الذي …، جلسة …»: a relative clause between commas ends no negation."""
    items, end = scene.items, scope.end
    if not scene.arabic or scope.cue.kind != "neg" or end + 1 >= len(items):
        return None
    place = next(
        (p for p in range(end, min(len(items), end + 3)) if "relative" in items[p].kinds), -1
    )
    if place < 0 or any(i.triggers for i in items[scope.start : end] if i.ref is None):
        return None
    later = range(place, min(len(items) - 1, place + _LONGEST_ASIDE))
    comma = next((p for p in later if items[p].text in (",", "،")), -1)
    if comma < 0 or finite(items[comma + 1]) or items[comma + 1].has("contrast", "subordinator"):
        return None
    last = next((p for p in range(comma + 1, len(items)) if items[p].is_mark), len(items))
    return replace(scope, start=comma + 1, end=last)


_LONGEST_ASIDE = 14


def _asked_again(scene: Scene, scope: Scope) -> list[Scope]:
    """«urged both sides, who have fought since May, to sign …»: behind the clause it goes on."""
    items, comma = scene.items, scope.end
    opens = comma + 1 < len(items) and items[comma].text == "," and items[comma + 1].has("relative")
    if scope.value not in ASKED or not opens:
        return []
    later = range(comma + 2, min(len(items) - 1, comma + 2 * _LONGEST_ASIDE))
    closing = next((p for p in later if items[p].text == ","), -1)
    if closing < 0 or items[closing + 1].text != "to":
        return []
    ends = (p for p in range(closing + 1, len(items)) if items[p].is_mark)
    return [replace(scope, start=closing + 1, end=next(ends, len(items)))]


def _by_particle(scene: Scene, index: int) -> list[Scope]:
    """Return the scope that إن, أن behind a duty, or من of whoever opens."""
    item = scene.items[index]
    if item.text == "علي" and (noun := owed(scene, index)) > 0:
        return [Scope(noun, noun + 1, index, "demanded", OUGHT)]
    if item.stem == "ان" and _if(scene, index):
        return [_scope(scene, index, _IF, None)]
    if item.text == "علي ان" and sets_terms(scene, index):
        return [_scope(scene, index, OUGHT, None)]
    if item.text == "ان" and obliges(scene, index):
        return [_scope(scene, index, OUGHT, None)]
    if item.text == "من" and _whoever(scene, index):
        return [Scope(index + 1, _whoever_end(scene, index), index, "conditional", _IF)]
    return []


def _unsaid(scene: Scene, index: int) -> list[Scope]:
    """«لم يقل إن …», "did not say that …": what nobody has said is not told as so."""
    items = scene.items
    says = index < len(items) and "source" in items[index].cue_values and finite(items[index])
    if not says:
        return []
    near = range(index + 1, min(len(items), index + 8))
    that = next((p for p in near if "complementizer" in items[p].kinds), -1)
    if that < 0:
        return []
    return [Scope(that + 1, scene.clauses[scene.clause_of(that)].end, index, "denied", _UNSAID_CUE)]


_NOT_SAYING = sign("not saying", stems=("لم", "لن", "not", "never", "n't"), exact=True)
_UNSAID_CUE = Cue("rule:unsaid", "deny", "denied", "", "right", "clause", frozenset())
_IF = Cue("rule:if", "cond", "conditional", "ar", "right", "clause", frozenset())


def _if(scene: Scene, index: int) -> bool:
    """«إن فشلت الوساطة»: إن right before a verb in the past is a condition."""
    item = scene.items[index]
    said_so = item.raw.removeprefix(item.conjunction).startswith("إ")
    if not said_so or index + 1 >= len(scene.items):
        return False
    after = scene.items[index + 1]
    said = index > 0 and "source" in scene.items[index - 1].cue_values
    return not said and finite(after) and any(f.tense == "past" for f in forms_of(after))


def _whoever(scene: Scene, index: int) -> bool:
    """«أن من يسلّم سلاحه …», «كل من يخرق …»: whoever may do so, nobody has."""
    before, after = scene.items[index - 1] if index else None, scene.items[index + 1 : index + 2]
    opens = before is None or before.text in ("كل", ":", '"') or "complementizer" in before.kinds
    tenses = {f.tense for i in after for f in forms_of(i)}
    return opens and bool(after) and finite(after[0]) and "present" in tenses


def _whoever_end(scene: Scene, index: int) -> int:
    """Return where what would follow begins («لن يتعرض له أحد», «سيُحاسب»)."""
    for place in range(index + 2, len(scene.items)):
        item = scene.items[place]
        future = item.word is not None and item.word.future
        if future or item.stem in ("لن", "فلن", "لا") or item.is_mark:
            return place
    return len(scene.items)


_FUTURE = Cue("rule:future", "fut", "predicted", "ar", "right", "list", frozenset())


_FUTURE_ENDS = frozenset((";", "؛", "فيما", "بينما", "في حين"))


def _future_scope(scene: Scene, index: int) -> Scope:
    """«ستصدر …، ويستمر …، ثم تُهزم»: one سـ governs the imperfects that follow it."""
    end = index + 1
    for place in range(index + 1, len(scene.items)):
        item = scene.items[place]
        tenses = {f.tense for f in forms_of(item)} if item.ref is None else set()
        past = "past" in tenses and "present" not in tenses and "noun" not in tenses
        if (past and finite(item)) or "contrast" in item.kinds or item.text in _FUTURE_ENDS:
            break
        clause = scene.clause_of(place)
        if scene.clauses[clause].kind == "rel" and clause != scene.clause_of(index):
            break
        end = place + 1
    return Scope(index + 1, end, index, "predicted", _FUTURE)


_SPOKEN = {
    kind: Cue(f"rule:{kind}", kind, value, "", "right", "clause", frozenset())
    for kind, value in (("accuse", "accused"), ("deny", "denied"))
}


def _spoken(scene: Scene, index: int) -> list[Scope]:
    """Let a verb or phrase of accusing or denying that is no listed cue open its scope too."""
    item = scene.items[index]
    if item.text == "disputed" and index and scene.items[index - 1].text in ("the", "a", "this"):
        return []
    for trigger, form in item.triggers:
        noun = trigger.pos == "n" or (scene.arabic and form.tense == "noun")
        if trigger.type in _SPOKEN and not noun:
            return [_scope(scene, index, _SPOKEN[trigger.type], form)]
    return []


_BLAMING = words_of("blaming")
_SCOPED = sign(
    "scope", texts=(*HOLDING, "ان", "من", "علي", "علي ان"), stems=(*_BLAMING, "ان"), types=_SPOKEN,
    values=(*_MODAL, "holds", "prevented"), test=lambda word: word.future,
)  # fmt: skip
"""The words at which :func:`scopes_of` may find a scope."""


def _charge(scene: Scene, index: int) -> Scope | None:
    """«حمّل X Y مسؤولية …», "holds Y responsible for": what Y is blamed for is alleged."""
    if not scene.arabic:
        duty = responsible_at(scene, index)
        end = scene.clauses[scene.clause_of(index)].end
        who = tuple(subject_of(scene, index, None)[0])
        charge = Scope(duty + 1, end, index, "accused", _SPOKEN["accuse"], who, verb=True)
        return charge if duty > 0 else None
    near = range(index + 1, min(len(scene.items), index + 9))
    duty = next((p for p in near if scene.items[p].stem.startswith(("مسوولي", "المسوولي"))), -1)
    if duty < 0:
        return None
    subject = blamer_of(scene, index)
    end = scene.clauses[scene.clause_of(duty)].end
    return Scope(duty + 1, end, index, "accused", _SPOKEN["accuse"], tuple(subject), verb=True)


_UNDERTAKING = sign("undertaking", types=("agree", "accept"))
_UNDERTAKEN = Cue("rule:undertaking", "agreeto", "intended", "en", "right", "clause", frozenset())


def _undertakings(scene: Scene) -> list[Scope]:
    """«agreed to release»: what was undertaken has not happened yet."""
    found = []
    for index, item in scene.marked(_UNDERTAKING):
        if index + 1 == len(scene.items):
            break
        agrees = not item.types.isdisjoint(("agree", "accept"))
        to = scene.items[index + 1].text == "to" or item.text.endswith(" to")
        if agrees and to and not _to_a_thing(scene, index):
            found.append(_scope(scene, index, _UNDERTAKEN, None))
    return found


def _to_a_thing(scene: Scene, index: int) -> bool:
    """«agreed to a truce»: agreed, not undertaken."""
    after = [i for i in scene.items[index + 1 : index + 3] if i.text != "to"]
    return bool(after) and after[0].text in ("a", "an", "the", "its", "this")


def _modal_cues(scene: Scene, index: int) -> list[tuple[Cue, Form | None]]:
    item = scene.items[index]
    language = "ar" if scene.arabic else "en"
    kept: dict[str, tuple[Cue, Form | None]] = {}
    for cue, form in item.cues:
        value = "holds" if cue.value in ("holds", "prevented") else cue.value
        if cue.lang != language or (value not in _MODAL and value != "holds"):
            continue
        if _applies(scene, index, item, form, cue.kind):
            kept.setdefault(_value(cue), (cue, form))
    return list(kept.values())


_PLANS = words_of("plan")


def _lays_down(item: Item) -> bool:
    """«الاتفاق», «العرض», «المرحلة الثانية»: what has terms that say what is to be done."""
    if item.ref is not None:
        return item.ref.cls == "agreement"
    return "agreement_head" in item.kinds or front_and_stem(item)[1] in _PLANS


def _value(cue: Cue) -> str:
    if cue.value == "prevented":
        return "holds"
    if cue.kind in ("threaten", "threat"):
        return "conditional"
    return cue.value


_CONTAINING = words_of("containing")
_SIGNING = words_of("signing")
_COMPLETED = words_of("completing")


def _applies(  # noqa: PLR0911 - a decision list, read from the top
    scene: Scene, index: int, item: Item, form: Form | None, kind: str
) -> bool:
    """Tell cues from their look-alikes: a charge without content alleges nothing by itself."""
    noun = form is not None and form.tense == "noun" and scene.arabic
    to = kind == "agreeto" and item.text.endswith(" to") and _to_a_thing(scene, index)
    if to or (kind == "agreeto" and (noun or item.stem in _CONTAINING)):
        near = scene.items[max(0, index - 7) : index + 4]
        return not (noun or to) and any(_lays_down(i) for i in near)
    if kind == "predict" and any(
        "agreement_head" in i.kinds for i in scene.items[index + 1 : index + 5]
    ):
        return item.stem not in _SIGNING
    if _other_sense(scene, index, kind) or not _says_of_what(scene, index, kind, noun=noun):
        return False
    month = item.text == "may" and item.capital
    matter = kind == "order" and item.article
    if not scene.arabic and not says_force(scene, index, item, kind):
        return False
    if month or matter or (kind == "propose" and _suffers(scene, index, item)):
        return False
    if scene.arabic and item.text in ("قد", "وقد", "فقد", "لقد"):
        near = scene.items[index + 1 : index + 3]
        tenses = [f.tense for i in near for f in forms_of(i)]
        helps = bool(near) and near[0].has("verb", "auxiliary")  # «قد يتم إعدامهم»
        plain = helps and near[0].stem[:1] in "يتن" and not tenses
        return plain or ("present" in tenses and "past" not in tenses)
    return True


def _other_sense(scene: Scene, index: int, kind: str) -> bool:
    """«تحذيره مع وصول …», "a threat to President X", «وهو ما لا يزال …»: no cue here."""
    item, after = (
        scene.items[index],
        scene.items[index + 1] if index + 1 < len(scene.items) else None,
    )
    if after is None:
        return False
    if kind == "neg" and item.text.endswith("ما لا"):
        return after.stem in ("يزال", "تزال", "يزالون")
    if kind == "threat" and item.text in ("threat to", "threats to"):
        named = after.ref is not None or after.has("role", "title")
        return named or after.text in ("the", "its", "their", "his", "a", "an")
    own = kind == "warn" and scene.arabic and item.text.startswith("تحذير")
    return (
        own and item.text.endswith(("ه", "ها", "هم")) and after.text in ("مع", "بعد", "في", "خلال")
    )


def _says_of_what(scene: Scene, index: int, kind: str, *, noun: bool) -> bool:
    """Tell whether a cue has what it needs: a charge its content, a verb its preposition."""
    if kind == "accuse" and not _charges(scene, index, noun=noun):
        return False
    if kind == "nearly" and not scene.arabic and scene.items[index].text in ("nearly", "almost"):
        return bool(scene.items[index + 1 : index + 2]) and scene.items[index + 1].event_verb
    if kind == "cond" and not _supposes(scene, index):
        return False
    if not scene.arabic:
        return True
    return _governs(scene, index) and _warns(scene, index, scene.items[index])


def _governs(scene: Scene, index: int) -> bool:
    """«صوّت البرلمان على …», «ألمح الوزير إلى …»: without its preposition it aims at nothing."""
    stem = scene.items[index].stem
    needed = "علي" if stem in _NEEDS_ON else "الي" if stem in _NEEDS_TO else ""
    if not needed:
        return True
    near = scene.items[index + 1 : index + (2 if stem.startswith("تشديد") else 7)]
    return any(i.text == needed or i.kinds >= _THAT for i in near)


def _supposes(scene: Scene, index: int) -> bool:
    """Tell «في حال انسحاب …» from «في حالة تأهب», and «حال» from «الحال تغيّر»."""
    item = scene.items[index]
    if item.stem not in ("حال", "في حال", "في حاله"):
        return True
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    event = after is not None and (bool(after.triggers) or after.stem in ("عدم", "ان", "لم", "ما"))
    own = after is not None and (after.has("auxiliary") or after.event_verb)
    return not item.article and (event or own or (after is not None and finite(after)))


def _warns(scene: Scene, index: int, item: Item) -> bool:
    """«هدوء حذر», «ترقب حذر»: cautious, which warns of nothing."""
    if item.stem not in ("حذر", "حذرا", "الحذر"):
        return True
    before = scene.items[index - 1] if index else None
    return before is None or before.stem.removesuffix("ا") not in _CALM


_CALM = words_of("calm_feeling")
_NEEDS_ON, _NEEDS_TO = words_of("needs_on"), words_of("needs_to")
_THAT = frozenset(("complementizer",))


def _charges(scene: Scene, index: int, *, noun: bool) -> bool:
    """Tell whether a word of accusing says of what."""
    item = scene.items[index]
    named = index > 0 and scene.items[index - 1].text in ("the", "a", "an", "this", "these", "any")
    if not (noun or named) and finite(item):
        return True
    content = False
    for later in scene.items[index + 1 : index + 5]:
        if later.ref is None and (later.text in (",", "،", ".") or "accuse" in later.types):
            break  # «الاتهامات وعلى العكس اتهم …»
        by = later.text[:1] == "ب" and bool(later.triggers or later.cues)
        if by or later.preposition == "ب" or later.text in _COMPLETED or later.kinds >= _THAT:
            content = True
            break
    return content or item.stem in _BARE_CHARGES or " " in item.text


def _suffers(scene: Scene, index: int, item: Item) -> bool:
    """«تعرّض مستشفاها للنهب» is no offer («تعرض X الوساطة»)."""
    if "suffers" not in item.cue_values:
        return False
    return any(i.preposition == "ل" for i in scene.items[index + 1 : index + 6])


_BARE_CHARGES = words_of("bare_charge")
"""Forms that govern what follows without a preposition."""


def _scope(scene: Scene, index: int, cue: Cue, form: Form | None) -> Scope:
    verb = form is not None and form.tense in ("past", "present", "participle")
    verb = verb or (not scene.arabic and progressive(scene, index))
    value = _value(cue)
    end = end_of(scene, index, cue, value, verb=verb)
    holders: tuple[Ref, ...] = ()
    nameless = False
    foreseer = foreseer_of(scene, index) if cue.kind in _FORESEEING and not verb else ()
    if scene.items[index].text in MODALS:
        verb = False
    elif foreseer:
        holders, verb = foreseer, True
    elif verb or finite(scene.items[index]) or _goes_on(scene, index):
        subject, _ = subject_of(scene, index, form)
        holders = _agent(scene, index) or tuple(subject) or issuer_at(scene, index)
        if not holders and value in _SAID:
            holders = described_office(scene, index)
            verb = verb or bool(holders)
        if cue.kind == "accuse" and _charged(scene, index):
            holders, verb = (), False
        if not scene.arabic and passive(scene, index):
            holders, verb = _agent(scene, index), bool(_agent(scene, index))
        if subject:
            scene.subjects.setdefault(scene.clause_of(index), subject)
    elif cue.kind in (
        "accuse",
        "deny",
        "demand",
        "threat",
        "threaten",
        "offer",
        "propose",
        "order",
    ):
        holders = _noun_holder(scene, index)
    if not holders and value not in ("negated", "holds"):
        nameless = nameless_at(scene, index)
    start = start_of(scene, index, value)
    return Scope(start, end, index, value, cue, holders, verb, nameless)


def _goes_on(scene: Scene, index: int) -> bool:
    """«…, accusing X of», «…, in turn blaming X»: a participle of who spoke before."""
    near = scene.items[max(0, index - 3) : index]
    comma = any(i.text == "," for i in near)
    return comma and not scene.arabic and scene.items[index].text.endswith("ing")


_SAID = frozenset(("predicted", "accused", "denied", "demanded", "possible", "proposed"))


def _charged(scene: Scene, index: int) -> bool:
    """«حكومة X تُتهم بـ…»: with nobody between the verb and its charge, its subject is charged."""
    item, after = scene.items[index], scene.items[index + 1 : index + 2]
    plain = scene.arabic and not item.back and item.event_verb and "participle" not in item.kinds
    return plain and bool(after) and after[0].text[:1] == "ب" and after[0].ref is None


_FORESEEING = ("predict", "unlikely", "warn", "possible")


def _agent(scene: Scene, index: int) -> tuple[Ref, ...]:
    """«accused by the UN of …»: who accuses stands behind *by*."""
    following = scene.items[index + 1 : index + 5]
    if scene.arabic or not following or following[0].text != "by":
        return ()
    return tuple(item.ref for item in following if item.ref is not None)[:1]


def _noun_holder(scene: Scene, index: int) -> tuple[Ref, ...]:
    """«مطالبة الحكومة بـ», «the government's demand»: the noun's own party."""
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if scene.items[index].text.endswith("ly"):
        return ()  # «allegedly» does not say who alleges
    if after is not None and after.ref is not None and not after.preposition:
        return (after.ref,)
    before = scene.items[index - 1] if index else None
    if not scene.arabic and before is not None and before.ref is not None:
        return (before.ref,)
    if scene.arabic and index:
        clause = scene.clauses[scene.clause_of(index)]
        for item in reversed(scene.items[clause.start : index]):
            if (
                item.ref is not None
                and item.ref.cls in ("party", "person")
                and not item.preposition
            ):
                return (item.ref,)
    return ()

"""With which force an event is told: what the scopes over it, and its own words, make of it."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.case.vocab import FORCE_UNSURE, Modality, Realis
from sulh.read.clauses import finite
from sulh.read.governed import governed
from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.scene import SPEECH, Bound, Scene
from sulh.read.scopes import Scope
from sulh.read.set_aside import only_mentioned, refused, stopped
from sulh.read.unsure import unsure
from sulh.read.verb_forms import only_after, only_possible

__all__ = ["Force", "force_of", "realis_of"]

_REALIS: dict[str, Realis] = {
    "asserted": "actual",
    "negated": "not_happened",
    "denied": "disputed",
    "accused": "disputed",
    "predicted": "future",
    "demanded": "ongoing_or_sought",
    "proposed": "ongoing_or_sought",
    "intended": "purpose",
    "conditional": "hypothetical",
    "possible": "unlikely",
}


_GIVEN = words_of("given")


@dataclass(slots=True)
class Force:
    """What the scopes over an event make of it."""

    modality: Modality = "asserted"
    polarity: str = "pos"
    realis: Realis = "actual"
    scope: Scope | None = None
    rules: tuple[str, ...] = ()
    negation: int = -1
    hedge: int = -1
    drop: bool = False


def force_of(scene: Scene, bound: Bound, scopes: list[Scope]) -> Force:
    """Combine the scopes over an event.

    Denial and accusation prevail, then the nearest of the others, then negation; without any the
    event is asserted. Negation under another scope gives a negative polarity.
    """
    item = scene.items[bound.index]
    index = bound.index
    over = [s for s in scopes if s.start <= index < s.end and s.index != index]
    given = _presupposed(scene, bound)
    if stopped(scene, bound) or refused(scene, bound, over) or only_mentioned(scene, bound):
        return Force(drop=True)
    if over and _supported(scene, bound):
        over = [s for s in over if s.value in ("accused", "denied")]
    elif over and (given or _related(scene, bound)):
        over = [s for s in over if s.value in ("accused", "denied") or _inside(scene, bound, s)]
        over = [s for s in over if not (given and s.value == "negated")]
    over = [s for s in over if not _left_alone(scene, bound, s)]
    negations = [s for s in over if s.value == "negated"]
    held = [s for s in over if s.value == "holds"]
    if not over:
        return _unscoped(scene, bound, scopes, given=given)
    negative = not _held_negated(scopes, held) if held else len(negations) % 2 == 1
    others = [s for s in over if s.value not in ("negated", "holds", "asserted")]
    scope = _in_protasis(scene, bound.index, others) or _strongest(_outermost(others))
    future = _future(item, negations, scene)
    value = scope.value if scope is not None else "predicted" if future else ""
    rules = tuple([s.cue.id for s in over])
    negation = negations[-1].index if negations else held[-1].index if held else -1
    if value == "conditional" and _sure_to_come(scene, bound.index):
        value = "predicted"
    if not value and not negative:
        value = "" if given or held else only_possible(scene, bound)
    if not value:
        value = "negated" if negative else "asserted"
    if value == "asserted" and not _supported(scene, bound):
        plans = [] if given else scopes
        value, negative = _under_what_governs(scene, bound, plans)
        rules = (*rules, *_doubted(scene, bound, value, given=given))
        value = "possible" if rules[-1:] == (FORCE_UNSURE,) else value
    if value == "denied":
        negative = True
    return Force(
        value,  # type: ignore[arg-type]
        "neg" if negative else "pos",
        _realis(value, scope),
        scope or (negations[-1] if negations else None),
        rules,
        negation,
        scope.index if scope is not None and value == "possible" else -1,
    )


def _unscoped(scene: Scene, bound: Bound, scopes: list[Scope], *, given: bool) -> Force:
    """Return the force of an event over which no scope stands."""
    if not given and _purposive(scene, bound):
        return Force("intended", "pos", "purpose", rules=("rule:purpose",))
    word = scene.items[bound.index].word
    value = "predicted" if word is not None and word.future else ""
    if not value and not given:
        value = only_possible(scene, bound)
    value, negative = value or "asserted", False
    if value == "asserted" and not _supported(scene, bound):
        value, negative = _under_what_governs(scene, bound, [] if given else scopes)
    negative = negative or value == "denied"
    rules = _doubted(scene, bound, value, given=given)
    value = "possible" if rules else value
    return Force(
        value,  # type: ignore[arg-type]
        "neg" if negative else "pos",
        realis_of(value),
        rules=rules,
    )


def _doubted(scene: Scene, bound: Bound, value: str, *, given: bool) -> tuple[str, ...]:
    """Return the rule by which an event that would be a fact is only drafted as possible."""
    doubted = value == "asserted" and not given and unsure(scene, bound)
    return (FORCE_UNSURE,) if doubted else ()


def _under_what_governs(scene: Scene, bound: Bound, plans: list[Scope]) -> tuple[str, bool]:
    """Return force and whether it is negative, for an event over which no scope stands."""
    if plans and _laid_down(scene, bound, plans):
        return "intended", False
    force = governed(scene, bound) or "asserted"
    return force, force == "negated"


_BROKERED = frozenset(("mediate",))
_LASTING = words_of("lasting")
_DONE = frozenset(("تم", "تمت", "جري", "جرت"))
_WISHES = frozenset(("demanded", "proposed", "intended", "predicted"))


def _left_alone(scene: Scene, bound: Bound, scope: Scope) -> bool:
    """Tell whether a scope says nothing of an event that it covers.

    «وافقت على هدنة بوساطة X»: the mediation took place; «لم يصمد الاتفاق»: it was made; «الإفراج
    عن سفينة تم احتجازها»: what was done is not what is asked for; «الضلوع في الهجوم الذي استهدف X».
    """
    item, items = scene.items[bound.index], scene.items
    if not scene.arabic:
        return False
    if scope.cue.kind == "agreeto" and bound.trigger.type in _BROKERED:
        return item.text.startswith("ب")
    before = items[bound.index - 1] if bound.index else None
    if scope.value == "negated":
        return before is not None and item.article and before.stem in _LASTING
    if scope.index == bound.index - 1 and item.back and bound.trigger.pos == "v":
        return scope.value in _WISHES  # «مطلب ترفضه …»
    if scope.value in _WISHES:
        return before is not None and before.text in _DONE and scope.index < bound.index - 1
    return scope.value == "accused" and _told_of(scene, bound, scope)


def _told_of(scene: Scene, bound: Bound, scope: Scope) -> bool:
    """«الضلوع في الهجوم الذي استهدف …»: what describes a known event is no part of the charge."""
    start = scene.clauses[bound.clause].start
    if bound.form.tense != "past" or start < 1 or scope.index >= start:
        return False
    noun = scene.items[start - 1]
    known = noun.article and noun.ref is None and bool(noun.triggers)
    return known and "relative" in scene.items[start].kinds


_CONTAINING = words_of("containing")
_NOW = frozenset(
    ("بينما", "فيما", "في حين", "لكن", "ولكن", "غير ان", "الا ان", "وسط", "حاليا", "الان")
)


def _laid_down(scene: Scene, bound: Bound, scopes: list[Scope]) -> bool:
    """«وتقوم الخطة على …، حيث تفرج X عن …»: behind what a plan holds, a present belongs to it."""
    if not scene.arabic or (bound.form.tense == "past" and bound.trigger.pos == "v"):
        return False
    items = scene.items
    plans = [s.index for s in scopes if s.index < bound.index and s.cue.kind == "agreeto"]
    first = next((p for p in plans if items[p].stem in _CONTAINING), -1)
    between = items[first : bound.index] if first >= 0 else []
    if not between or any(i.ref is None and i.text in _NOW for i in between):
        return False
    present = bound.form.tense == "present"
    done = any(i.ref is None and i.stem in _TO_BE_DONE for i in between[-4:])
    return (present and bound.clause != scene.clause_of(first)) or done


_TO_BE_DONE = frozenset(("يتم", "تتم", "يجري", "تجري"))


def _in_protasis(scene: Scene, index: int, scopes: list[Scope]) -> Scope | None:
    """«If the army will not withdraw, …»: what the condition itself says is supposed, not foreseen.

    It ends at the first comma behind its word.
    """
    conditions = [s for s in scopes if s.cue.kind == "cond" and s.index < index]
    plain = all(s.value in ("conditional", "predicted") for s in scopes)
    if scene.arabic or not conditions or not plain:
        return None
    last = conditions[-1]
    return None if any(i.text == "," for i in scene.items[last.index : index]) else last


def _supported(scene: Scene, bound: Bound) -> bool:
    """«لدعم عمليات X على Y»: what is, or is not, supported goes on."""
    if bound.trigger.id != "rule:operated" or not bound.index:
        return False
    return "support" in scene.items[bound.index - 1].types


def _sure_to_come(scene: Scene, index: int) -> bool:
    """«إذا كان … وستنتهي المعركة»: joined to a condition, a future says what is expected."""
    item = scene.items[index]
    joined = item.conjunction == "و" or (index > 0 and scene.items[index - 1].text == "و")
    return scene.arabic and joined and item.word is not None and item.word.future


def _purposive(scene: Scene, bound: Bound) -> bool:
    """«لاستعادة …», «لضرب …»: a verbal noun behind ل is an aim, unless a verb governs the ل."""
    item = scene.items[bound.index]
    if not scene.arabic or item.preposition != "ل" or bound.trigger.type not in _AIMS:
        return False
    if bound.trigger.pos != "n" and bound.form.tense != "noun":
        return False
    clause = scene.items[scene.clauses[bound.clause].start : bound.index]
    governed = any("suffers" in i.cue_values for i in clause)  # «تعرضت … لقصف»
    before = clause[-1] if clause else None
    governed = governed or (before is not None and before.stem in _MET_BY)
    return not governed and not (before is not None and before.triggers and before.article)


_MET_BY = words_of("met_by")
_AIMS = frozenset(("attack", "gain_territory", "support", "mediate", "displace", "destroy", "fight",
                   "negotiate", "weaken", "agree", "ceasefire", "protest", "visit"))  # fmt: skip


def _realis(value: str, scope: Scope | None) -> Realis:
    if scope is not None and scope.cue.kind in ("threaten", "threat"):
        return "threatened"
    if scope is not None and scope.cue.kind == "unlikely":
        return "unlikely"
    return realis_of(value)


def realis_of(modality: str) -> Realis:
    """Return the realis that goes with a modality where nothing else is known."""
    return _REALIS[modality]


def _held_negated(scopes: list[Scope], held: list[Scope]) -> bool:
    """«لم تمنع اندلاع …»: the prevention is negated, so the event happened."""
    negations = [s.index for s in scopes if s.value == "negated"]
    return any(0 < h.index - index <= 2 for h in held for index in negations)


def _future(item: Item, negations: list[Scope], scene: Scene) -> bool:
    if item.word is not None and item.word.future:
        return True
    return any(scene.items[s.index].stem == "لن" for s in negations)


def _outermost(scopes: list[Scope]) -> list[Scope]:
    """«ما لم تتضمن انسحاب …», «دعا إلى محاولة …»: leave out what lies under something wider."""
    wider = [s for s in scopes if s.value in _WIDER]
    supposed = any(s.value == "conditional" for s in wider)
    inner = [s for s in scopes if _inner(s, supposed=supposed)]
    kept = [s for s in scopes if s not in inner or not any(w.index < s.index for w in wider)]
    return kept or scopes


def _inner(scope: Scope, *, supposed: bool) -> bool:
    held = bool(scope.holders) and not (supposed and scope.cue.kind == "agreeto")
    return scope.cue.kind in ("agreeto", "intend") and not held


_WIDER = frozenset(("conditional", "demanded", "proposed"))
_ORDER = {"denied": 3, "accused": 2}


def _strongest(scopes: list[Scope]) -> Scope | None:
    if not scopes:
        return None
    return max(scopes, key=lambda s: (_ORDER.get(s.value, 0), s.start))


_WISHED = frozenset(("demanded", "proposed", "intended", "conditional", "predicted", "negated"))


def _related(scene: Scene, bound: Bound) -> bool:
    """«… تسليم المطلوبين الذين فرّوا»: a relative clause in the past tells what has happened."""
    clause = scene.clauses[bound.clause]
    if clause.kind != "rel" or not scene.arabic or bound.trigger.pos != "v":
        return False
    item = scene.items[bound.index]
    going_on = bound.form.tense == "present" and not (item.word is not None and item.word.future)
    past = bound.form.tense == "past" and not bound.form.passive
    return past or (going_on and "relative" in scene.items[clause.start].kinds)


def _inside(scene: Scene, bound: Bound, scope: Scope) -> bool:
    """Tell whether a scope opens in the clause itself, or is one that a fact in it cannot leave."""
    opened_here = scene.clause_of(scope.index) == bound.clause
    return opened_here or (_related(scene, bound) and scope.value not in _WISHED)


_ANSWERING = words_of("answering")


def _of_somebody(scene: Scene, bound: Bound) -> bool:
    """«التعليق على مطالبة البرلمان»: known by who does it, and an act of speech."""
    after = scene.items[bound.index + 1 : bound.index + 2]
    return bound.trigger.type in SPEECH and bool(after) and after[0].ref is not None


def _presupposed(scene: Scene, bound: Bound) -> bool:
    """«بعد الهجوم», «following the raid»: named to date or explain, so taken as a fact."""
    if finite(scene.items[bound.index]) and not scene.items[bound.index].article:
        return False
    if scene.arabic and scene.items[bound.index].preposition == "ل":
        return False  # «أكبر عملية منذ سنوات لطرد …»
    for place in range(bound.index - 1, max(-1, bound.index - 3), -1):
        item = scene.items[place]
        if (item.text in _GIVEN or item.stem in _GIVEN) and not item.back:
            return not (scene.arabic and only_after(scene, bound.index))
        if item.text == "علي" and any(
            i.stem in _ANSWERING for i in scene.items[max(0, place - 3) : place]
        ):
            return scene.items[bound.index].article or _of_somebody(scene, bound)
        if "preposition" in item.kinds or item.ref is not None or item.is_mark:
            return False
    return False

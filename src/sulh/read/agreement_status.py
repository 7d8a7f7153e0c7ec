"""What became of an agreement: the states that the words around a mention give it.

The most telling state counts: breached over implemented, over reached, over in effect or sought,
over a proposal, over sought, over predicted. A breach that somebody only reports or alleges leaves
the status alone; the claim is kept with its holder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.read.agreement_mentions import Named
from sulh.read.agreement_words import agreement_words
from sulh.read.chains import holders_at, time_at
from sulh.read.clauses import finite
from sulh.read.raw import RawAgreement, RawClaim

if TYPE_CHECKING:
    from sulh.case.model import When
    from sulh.read.items import Item
    from sulh.read.lists import Cue
    from sulh.read.scene import Scene
    from sulh.read.scopes import Scope
    from sulh.read.view import View

__all__ = ["held_by_author", "judge", "raise_to", "state_of_modality"]

_STRENGTH = {
    "collapsed": 8,
    "breached": 7,
    "expired": 6,
    "implemented": 5,
    "reached": 4,
    "reported_in_effect_or_sought": 3,
    "proposed_by_author": 3,
    "advocated": 2,
    "sought": 2,
    "predicted": 1,
}
_BEGINS = ("reached", "implemented")
"""States whose time is that of the agreement: it was made, or has come into force."""
_LOOSE = ("reported_in_effect_or_sought", "sought")
_LEFT, _RIGHT = 12, 9
_INTO_FORCE = agreement_words("into_force")
_GUARANTEEING = agreement_words("guaranteeing")
_UNLIKELY = agreement_words("unlikely")
_WISHING = agreement_words("wishing")
_TERM_VERB = agreement_words("term_verb")
_UNREAL = {
    "predicted": "predicted", "conditional": "sought", "demanded": "sought",
    "proposed": "sought", "intended": "sought", "possible": "sought", "negated": "sought",
}  # fmt: skip


def raise_to(
    agreement: RawAgreement, status: str, claim: RawClaim | None, when: When | None = None
) -> None:
    """Add a step to an agreement's life; the most telling one is its status."""
    if not status:
        return
    when = when or (claim.when if claim is not None else None)
    agreement.history.append((status, claim, when))
    begins = status in _BEGINS or (claim is not None and status in _LOOSE)
    if begins and agreement.when is None:
        agreement.when = when
    if _STRENGTH[status] > agreement.strength:
        agreement.status, agreement.strength = status, _STRENGTH[status]


def held_by_author(claim: RawClaim) -> bool:
    """Tell whether a claim rests on the author's own word."""
    return len(claim.holders) == 1


def judge(
    agreement: RawAgreement, view: View, named: Named, claims: list[RawClaim], others: list[Named]
) -> None:
    """Raise the status of an agreement to what the words around a mention say."""
    for claim in claims:
        if claim.type in ("agree", "ceasefire") and _makes(view, claim, named):
            raise_to(agreement, _made(claim), claim)
        if claim.type == "accept" and _taken(view, claim, named):
            raise_to(agreement, "reached", claim)
    for place in _window(view, named, others):
        item = view.scene.items[place]
        if item.ref is not None or "status" not in item.cue_kinds:
            continue
        for cue, _ in item.cues:
            if cue.kind == "status" and _near(view, named, place, cue):
                status = _cued(view, place, cue, item)
                raise_to(agreement, status, None, _made_at(view, place, named, cue))
    raise_to(agreement, _scoped(view, named), None)


def _made_at(view: View, place: int, named: Named, cue: Cue) -> When | None:
    """Return the time beside a word of state; «تنفيذ الاتفاق الموقّع في 2015» has its own."""
    if cue.value == "implemented" and view.scene.items[place].text not in _INTO_FORCE:
        return None
    told = time_at(view, place)
    return told if told is not None or cue.value in _OVER else time_at(view, named.index)


def _makes(view: View, claim: RawClaim, named: Named) -> bool:
    """Tell whether an event is the making of the agreement named: a verb, or a noun with sides."""
    after = 0 < claim.index - named.last <= 3
    if not (named.first - 9 <= claim.index <= named.last or after):
        return False
    if abs(view.scene.clause_of(claim.index) - view.scene.clause_of(named.index)) > 0:
        return False
    if named.first and view.scene.items[named.first - 1].stem in _TERM_VERB:
        return False  # «يقضي الاتفاق بسحب …»: what is agreed is to come, not the agreement
    bound = next((b for b in view.bounds if b.index == claim.index), None)
    if bound is None or (after and not bound.passive):
        return False
    verbal = bound.trigger.pos in ("v", "x") and bound.form.tense != "noun"
    within = named.first <= claim.index <= named.last
    return verbal or (within and claim.modality != "asserted")


def _taken(view: View, claim: RawClaim, named: Named) -> bool:
    """«The road map was accepted»: accepted by all, since no one is named."""
    bound = next((b for b in view.bounds if b.index == claim.index), None)
    passive = bound is not None and bound.form.tense != "noun" and not claim.actors
    return passive and claim.modality == "asserted" and 0 < claim.index - named.last <= 3


def _made(claim: RawClaim) -> str:
    if claim.modality == "asserted":
        return "reached" if claim.type == "agree" else "reported_in_effect_or_sought"
    return _UNREAL.get(claim.modality, "")


def state_of_modality(modality: str) -> str:
    """Return the state of an agreement that is only spoken of with a force.

    Examples
    --------
    >>> state_of_modality("predicted"), state_of_modality("demanded")
    ('predicted', 'sought')
    """
    return _UNREAL.get(modality, "")


# ---- cues -----------------------------------------------------------------------------------


def _window(view: View, named: Named, others: list[Named]) -> list[int]:
    """Return the places near a mention, up to other agreements, contrasts and hard marks."""
    items = view.scene.items
    taken = {p for o in others if o is not named for p in range(o.first, o.last + 1)}
    left = []
    for place in range(named.first - 1, max(-1, named.first - 1 - _LEFT), -1):
        if place in taken or _ends(items[place]):
            break
        left.append(place)
        if items[place].has("relative"):
            break
    right = []
    for place in range(named.last + 1, min(len(items), named.last + 1 + _RIGHT)):
        if place in taken or _ends(items[place]):
            break
        right.append(place)
    phrase = [named.index] if " " in items[named.index].text else []
    return [*phrase, *left, *right]


def _ends(item: Item) -> bool:
    return item.has("contrast") or item.text in (".", ";", "؛", ":", "؟", "?", "!")


def _near(view: View, named: Named, place: int, cue: Cue) -> bool:
    """Weak words («تمدد», «جهود») must touch the name; others may stand in its clause."""
    scene = view.scene
    if cue.lang != ("ar" if scene.arabic else "en"):
        return False
    if place == named.index:
        return True  # «انهارت الهدنة»: a phrase that holds the name
    away = "right" if place > named.last else "left"
    if cue.direction == away or (cue.value in _OVER and not _itself(scene, named, place)):
        return False
    if cue.value in _LOOSE and cue.reach != "list":
        gap = named.first - place - 1 if place < named.first else place - named.last - 1
        between = scene.items[min(place, named.last) + 1 : max(place, named.first)]
        return gap <= 4 and not any(i.ref is not None and i.ref.cls == "party" for i in between)
    return _same_clause(scene, named, place) or (
        # «The ceasefire, signed on …»
        cue.value == "reached" and place == named.last + 2 and scene.items[place - 1].text == ","
    )


def _same_clause(scene: Scene, named: Named, place: int) -> bool:
    clauses = sorted((scene.clause_of(place), scene.clause_of(named.index)))
    joined = range(clauses[0] + 1, clauses[1] + 1)
    return all(scene.clauses[c].kind == "rel" for c in joined)


_OVER = ("collapsed", "expired")
_ENDED = frozenset(("breached", *_OVER))
_UNTIL = agreement_words("until")


def _itself(scene: Scene, named: Named, place: int) -> bool:
    """«انهارت الهدنة», not «انهارت محادثات الهدنة» nor «قبل انتهاء الهدنة»."""
    items = scene.items
    before = items[named.first - 1] if named.first else None
    if place < named.first:
        early = items[max(0, place - 3) : place]
        return named.first - place <= 2 and not any(
            i.stem in _UNTIL or i.text.split(maxsplit=1)[0] in _UNTIL for i in early
        )
    talks = before is not None and "negotiate" in before.types
    return not talks and not any(finite(i) for i in items[named.last + 1 : place])


def _cued(view: View, place: int, cue: Cue, item: Item) -> str:
    """Return the state a cue gives, under the force it stands in."""
    over = [s.value for s in view.scopes if s.start <= place < s.end and s.value != "holds"
            and not _told_aside(view, place, s) and not _blamed_for(place, s, cue)]  # fmt: skip
    noun = item.text.startswith("ال") or (cue.lang == "en" and item.text.endswith("ing"))
    ends = cue.value in _ENDED
    if ends or cue.value in ("implemented", "reported_in_effect_or_sought"):
        own = {c.who for c in view.carried if c.end - c.start == len(view.scene.items)}
        voices = [h for h in holders_at(view, place, None) if h.who not in own]
        told = ends and len(voices) > 1
        unsure = told or over or (ends and noun)
        return "" if unsure else cue.value
    if any(value in ("accused", "denied") for value in over):
        return ""
    return next((_UNREAL[v] for v in over if v in _UNREAL), cue.value)


def _blamed_for(place: int, scope: Scope, cue: Cue) -> bool:
    """«حمّل X مسؤولية انهيار الاتفاق»: who is to blame is alleged, not that it fell apart."""
    return cue.value == "collapsed" and scope.value == "accused" and scope.start == place


def _told_aside(view: View, place: int, scope: Scope) -> bool:
    """«يطالب بتنفيذ الاتفاق الذي وقّعه …»: a relative clause states what the demand does not."""
    clause = view.scene.clauses[view.scene.clause_of(place)]
    return clause.kind == "rel" and scope.index < clause.start


# ---- force over the mention -----------------------------------------------------------------


_NOT_AGREEING = frozenset(("لن", "لم", "لا", "ولن", "ولم", "ولا", "not", "never", "سوف", "قد"))


def _scoped(view: View, named: Named) -> str:
    """Return what the force over the mention itself, or the voice that names it, makes of it."""
    items = view.scene.items
    before = items[max(0, named.first - 2) : named.first]
    if any(i.stem in _GUARANTEEING or i.text in _GUARANTEEING for i in before):
        return "reported_in_effect_or_sought"
    over = [s for s in view.scopes if s.start <= named.index < s.end and s.index >= named.index - 8]
    if over and over[-1].cue.kind == "agreeto" and over[-1].verb:
        if items[max(0, over[-1].index - 1)].text in _NOT_AGREEING:
            return "sought"  # «لن يوافقوا على وقف إطلاق النار»
        return "reached" if not any(s.value in _UNREAL for s in over[:-1]) else ""
    if named.definite and over and over[-1].value != "predicted":
        over = []
    if over and over[-1].value in _UNREAL:
        return _UNREAL[over[-1].value]
    behind = items[named.last + 1 : named.last + 4]
    if any(i.stem in _UNLIKELY or i.text in _UNLIKELY for i in behind) and not named.definite:
        return "sought"
    near = items[max(0, named.first - 5) : named.first]
    wished = any(i.stem in _WISHING or i.text in _WISHING for i in near)
    return "advocated" if wished else ""

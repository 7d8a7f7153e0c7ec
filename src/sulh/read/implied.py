"""Arguments that a cue gives an event: who is alleged, asked or bound to do it."""

from __future__ import annotations

from sulh.read.agreeing import plain_form
from sulh.read.clauses import finite
from sulh.read.items import Ref
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim
from sulh.read.scene import Bound, Scene, acts
from sulh.read.scopes import Scope
from sulh.read.subjects import subject_of
from sulh.read.view import View

__all__ = [
    "CONTROLLED",
    "add_addressees",
    "add_aims",
    "add_condemned",
    "add_controlled",
    "add_threats",
    "deny_for_oneself",
    "drop_speakers",
]

CONTROLLED = frozenset(
    ("attack", "destroy", "breach", "displace", "fight", "concede", "support", "gain_territory",
     "lose_territory", "mobilise", "weaken", "withhold_support", "comply", "accept", "negotiate",
     "agree", "intervene", "mediate", "shift_position", "protest", "fortify", "condemn", "visit")
)  # fmt: skip


_ADDRESSED = frozenset(("demand", "threaten"))
_CARING = frozenset(("support", "concede"))
"""What is asked for the sake of those it is done to, and of somebody else."""


def add_addressees(view: View, claims: list[RawClaim]) -> None:
    """Whom a demand or threat is about when it names no one: those its content would touch."""
    for claim in claims:
        if claim.type not in _ADDRESSED or claim.targets or claim.index < 0:
            continue
        scope = next((s for s in view.scopes if s.index == claim.index), None)
        if scope is None:
            continue
        actors = {ref.key for ref in claim.actors}
        for content in claims:
            cared_for = claim.type == "demand" and content.type in _CARING
            about = content.actors if cared_for else content.targets
            if scope.start <= content.index < scope.end and about:
                claim.targets = [ref for ref in about if ref.key not in actors]
                break


def add_threats(claims: list[RawClaim]) -> None:
    """«تحذيراً بعدم إرسال X …»: who would do what is threatened threatens it."""
    for claim in claims:
        if claim.type == "threaten" and not claim.actors and claim.index >= 0:
            would = [
                c for c in claims if 0 < c.index - claim.index <= _NEAR and c.realis == "threatened"
            ]
            claim.actors = list(would[0].actors) if would else []


def add_condemned(claims: list[RawClaim]) -> None:
    """«أدان X سيطرة Y على Z»: whose deed is condemned."""
    for claim in claims:
        if claim.type != "condemn" or claim.targets or claim.index < 0:
            continue
        deeds = [c for c in claims if 0 < c.index - claim.index <= _NEAR and c.type not in _SAID]
        mine = {ref.key for ref in claim.actors}
        claim.targets = [r for c in deeds[:1] for r in c.actors if r.key not in mine]


_NEAR = 4
_SAID = frozenset(("accuse", "deny", "demand", "condemn", "threaten", "reject", "accept"))
_MUTUAL = frozenset(("negotiate", "agree", "ceasefire", "fight"))
_OTHERS_DO = frozenset(("concede", "accept", "lose_territory", "comply"))
"""What one aims at another doing: «للضغط من أجل الإفراج عن …»."""


def add_aims(view: View, bound: Bound, claim: RawClaim) -> None:
    """«حشدت … لضرب X»: who does the one thing aims at the other."""
    free = claim.type in CONTROLLED and not claim.actors and not bound.passive
    if free and view.scene.arabic and _for_this(view, bound):
        claim.actors = _aimer(view, bound, claim)
    aims = free and claim.modality == "intended" and claim.type not in _OTHERS_DO
    if not aims or claim.actors:
        return
    number = bound.clause
    if claim.type in _MUTUAL:
        met = [b for b in view.bounds if b.trigger.type in _MUTUAL and b.index < bound.index]
        claim.actors = [r for b in met[-1:] for r in (*b.actors, *b.targets)]
        if met:
            return
    subject = view.scene.subjects.get(number) or view.scene.subjects.get(number - 1, [])
    keys = {ref.key for ref in claim.targets}
    claim.actors = [ref for ref in subject if ref.cls == "party" and ref.key not in keys]


def _for_this(view: View, bound: Bound) -> bool:
    """«زار X بغداد للضغط على Y»: a verbal noun behind ل says what somebody acts for."""
    item = view.scene.items[bound.index]
    return item.preposition == "ل" and not item.article and bound.form.tense == "noun"


_ASKS = frozenset(("demand", "accuse", "threaten"))


def _aimer(view: View, bound: Bound, claim: RawClaim) -> list[Ref]:
    """Who does what a verbal noun of purpose aims at: the subject of the verb before it."""
    scene = view.scene
    clause = scene.clauses[bound.clause]
    mine = _whose_aim(scene, clause.start, bound.index)
    if mine is not None:
        return [mine] if all(mine.key != ref.key for ref in claim.targets) else []
    for place in range(bound.index - 1, clause.start - 1, -1):
        item = scene.items[place]
        if item.ref is not None or not finite(item) or "auxiliary" in item.kinds:
            continue
        if not item.types.isdisjoint(_ASKS) or (claim.type in _OTHERS_DO and not item.triggers):
            return []
        form = next((f for _, f in (*item.triggers, *item.cues) if f is not None), None)
        keys = {ref.key for ref in claim.targets}
        found = subject_of(scene, place, form or plain_form(item.stem))[0]
        return [ref for ref in found if acts(ref) and ref.key not in keys]
    return []


def deny_for_oneself(claim: RawClaim) -> None:
    """«قال X إن لا علاقة له بـ…», "X said it had nothing to do with …": who says so denies."""
    if claim.type != "deny" or claim.actors:
        return
    last = claim.holders[-1].who if len(claim.holders) > 1 else ""
    if isinstance(last, str):
        return
    if last.cls in ("party", "person"):
        claim.actors, claim.holders = [last], claim.holders[:-1]
        claim.targets = [ref for ref in claim.targets if ref.key != last.key]


def drop_speakers(claim: RawClaim, scope: Scope | None) -> None:
    """«نفى المتحدث فلان قصف المدينة»: a person who denies a deed is not its doer."""
    if scope is not None and scope.value == "denied" and claim.type in CONTROLLED:
        spoke = {ref.key for ref in scope.holders if ref.cls == "person"}
        claim.actors = [ref for ref in claim.actors if ref.key not in spoke]


def add_controlled(view: View, bound: Bound, claim: RawClaim, scope: Scope | None) -> None:
    """Who is alleged, asked or bound to do what carries no actor of its own.

    What one accuses another of, the other did; what one denies, threatens, intends or undertakes,
    one would do oneself; what one asks of another, the other would do.
    """
    if claim.actors or scope is None or bound.passive or claim.type not in CONTROLLED:
        return
    if not scope.verb and scope.cue.kind not in ("accuse", "threat", "agreeto"):
        return
    if scope.value == "demanded" and claim.type == "displace":
        claim.actors = [r for r in scope.holders if r.cls == "party"]  # who asks would do it
    elif scope.value in ("accused", "demanded"):
        asked = next((b for b in view.bounds if b.index == scope.index and b.targets), None)
        claim.actors = list(asked.targets) if asked is not None else []
    elif _offered(view, scope):
        claim.actors = [ref for ref in scope.holders if ref.cls in ("party", "person")]
    elif scope.value in ("denied", "intended", "conditional") and scope.cue.kind in (
        "deny", "intend", "agreeto", "threat", "threaten", "purpose",
    ):  # fmt: skip
        claim.actors = [ref for ref in scope.holders if ref.cls == "party"]
    keys = {ref.key for ref in claim.actors}
    claim.targets = [ref for ref in claim.targets if ref.key not in keys]


def _whose_aim(scene: Scene, start: int, index: int) -> Ref | None:
    """«استعداد X لاقتحام Y», «عملية X للسيطرة على Y»: whose aim it is stands right before."""
    place = index - 1
    while place > start and scene.items[place].ref is None and scene.items[place].article:
        place -= 1
    ref = scene.items[place].ref
    if place <= start or ref is None or scene.items[place].preposition or ref.cls != "party":
        return None
    noun = scene.items[place - 1]
    known = bool(noun.triggers) or noun.stem in _AIMING
    return ref if noun.ref is None and known and not finite(noun) else None


_AIMING = words_of("aim_of")
_OFFERING = words_of("offering")


def _offered(view: View, scope: Scope) -> bool:
    """«عرضت X التوسط», "offered to mediate": who offers would do it."""
    item = view.scene.items[scope.index]
    return scope.value in ("proposed", "intended") and (
        item.stem in _OFFERING or item.text in _OFFERING
    )

"""Read one document: from a stored text to raw claims, agreements and the names in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sulh.case.model import When
from sulh.read.agreements import find_agreements
from sulh.read.chunk_ar import chunk_arabic
from sulh.read.chunk_en import chunk_english
from sulh.read.clauses import clauses, finite
from sulh.read.control import left_in, share_of
from sulh.read.coref import Memory, resolve_items
from sulh.read.fold import Folded, fold
from sulh.read.frames import bind
from sulh.read.holders import Voice, voices_of
from sulh.read.items import Item, Ref, base_items, renamed
from sulh.read.links import find_links
from sulh.read.lists import words_of
from sulh.read.makes import blamed, fired, made
from sulh.read.names import Hit, Names
from sulh.read.numbers import count_people
from sulh.read.raw import RawAgreement, RawClaim, RawHolder, RawLink
from sulh.read.relations import find_relations
from sulh.read.scene import HARM, SPEECH, Bound, Scene
from sulh.read.scopes import Force, Scope, force_of, scopes_of
from sulh.read.segment import Sentence, sentences
from sulh.read.subjects import readings
from sulh.read.times import TimeSpan, find_times
from sulh.read.unify import unify

__all__ = ["Reading", "View", "read_document"]


@dataclass(slots=True)
class View:
    """A sentence with all that the rules know of it."""

    number: int
    sentence: Sentence
    scene: Scene
    scopes: list[Scope]
    voices: list[Voice]
    times: list[TimeSpan]
    bounds: list[Bound] = field(default_factory=list)
    names: Names | None = None
    recent: list[Ref] = field(default_factory=list)

    def nisba(self, word: str) -> Ref | None:
        """Return the state or party an adjective or name in a compound stands for."""
        if self.names is None:
            return None
        entry = self.names.nisba.get(word) or self.names.known(word)
        if entry is None or entry.cls != "party":
            return None
        return Ref("party", entry.id, word, entry.kind, "adjective", -1, -1, entry)


@dataclass(slots=True)
class Reading:
    """What was read in one document."""

    folded: Folded
    views: list[View]
    claims: list[RawClaim]
    links: list[RawLink]
    agreements: list[RawAgreement]

    @classmethod
    def empty(cls, text: str) -> Reading:
        """Return the reading of a text from which nothing was read."""
        return cls(fold(text), [], [], [], [])


def read_document(text: str, names: Names, anchor: dt.date | None = None, body: int = 0) -> Reading:
    """Read a text.

    Parameters
    ----------
    text : str
        The text as stored.
    names : Names
        The compiled names of the packs in use.
    anchor : date, optional
        The day of publication, for words of time that lean on it.
    body : int
        Where the text proper begins, behind a front matter.
    """
    folded = fold(text)
    hits = names.find(folded)
    shadow_start = folded.shadow_at(body)
    reading = Reading(folded, [], [], [], [])
    thread = _Thread(Memory())
    for number, found in enumerate(_with_hits(sentences(folded.shadow), hits)):
        if found[0].start < shadow_start:
            continue
        view = _view(folded, number, found, names, thread=thread, anchor=anchor)
        thread.running = view.voices[-1].who if view.voices else None
        claims = _events(view)
        claims += find_relations(view, claims)
        reading.views.append(view)
        _pair_denials(view, claims, reading)
        reading.claims += claims
        reading.links += find_links(view, claims)
    unify(reading.views, reading.claims)
    count_people(reading)
    reading.agreements = find_agreements(reading)
    return reading


def _with_hits(found: list[Sentence], hits: list[Hit]) -> list[tuple[Sentence, list[Hit]]]:
    result = []
    place = 0
    for sentence in found:
        while place < len(hits) and hits[place].start < sentence.start:
            place += 1
        first = place
        while place < len(hits) and hits[place].start < sentence.end:
            place += 1
        result.append((sentence, [h for h in hits[first:place] if h.end <= sentence.end]))
    return result


@dataclass(slots=True)
class _Thread:
    """What goes on from sentence to sentence: references, who spoke."""

    memory: Memory
    running: Ref | str | None = None


def _view(
    folded: Folded,
    number: int,
    found: tuple[Sentence, list[Hit]],
    names: Names,
    *,
    thread: _Thread,
    anchor: dt.date | None,
) -> View:
    sentence, hits = found
    memory = thread.memory
    items = base_items(folded, sentence, hits, names)
    arabic = is_arabic_sentence(items)
    items = chunk_arabic(items, names) if arabic else chunk_english(items, names)
    _capitals(items, names)
    recent = memory.refs[-8:]
    resolve_items(items, memory, arabic=arabic)
    scene = Scene(items, clauses(items, arabic=arabic), arabic)
    voices = voices_of(scene, thread.running)
    for voice in voices:
        if isinstance(voice.who, Ref) and voice.who.cls in ("party", "person"):
            scene.subjects.setdefault(scene.clause_of(voice.index), [voice.who])
    times = find_times(folded.shadow, sentence.start, sentence.end, anchor)
    scopes = scopes_of(scene)
    return View(number, sentence, scene, scopes, voices, times, names=names, recent=recent)


def _capitals(items: list[Item], names: Names) -> None:
    """«نفت بغداد …», "Moscow said": a capital beside a verb stands for its government."""
    for index, item in enumerate(items):
        ref = item.ref
        if ref is None or ref.cls != "place" or item.preposition or ref.name not in names.capitals:
            continue
        before = items[index - 1] if index else None
        after = items[index + 1] if index + 1 < len(items) else None
        verb_after = after is not None and (finite(after) or after.text.endswith("ed"))
        opens = before is None or before.is_mark or bool(item.conjunction)
        verb_before = before is not None and finite(before) and not before.has("place_head")
        if verb_before or (verb_after and opens):
            state = names.capitals[ref.name]
            item.ref = renamed(ref, cls="party", key=state.id, kind=state.kind, entry=state,
                               feminine=True, head=ref.head)  # fmt: skip


def is_arabic_sentence(items: list[Item]) -> bool:
    """Tell whether most words of a sentence are in Arabic letters."""
    arabic = sum("\u0621" <= item.text[0] <= "\u064a" for item in items if item.text)
    latin = sum("a" <= item.text[0] <= "z" for item in items if item.text)
    return arabic >= latin


# ---- events ---------------------------------------------------------------------------------


def _events(view: View) -> list[RawClaim]:
    bounds: list[Bound] = []
    for index, item in enumerate(view.scene.items):
        if not item.triggers or item.ref is not None or _idle(view.scene, index):
            continue
        for trigger, form in readings(view.scene, index):
            if trigger.lang != ("ar" if view.scene.arabic else "en"):
                continue
            bounds.append(bind(view.scene, index, trigger, form))
    bounds += [*fired(view.scene), *blamed(view.scene), *made(view.scene)]
    view.bounds = _merged(view.scene, sorted(bounds, key=lambda b: b.index))
    claims = []
    for bound in view.bounds:
        force = force_of(view.scene, bound, view.scopes)
        if _holds(view.scene, bound) and force.modality in ("asserted", "denied", "accused"):
            claims += [
                _holding(view, bound, force, area)
                for area in left_in(view, bound.index, bound.places)
            ]
            continue
        if not force.drop and not _empty(view.scene, bound) and not _recalled(view.scene, bound):
            claims.append(_claim(view, bound, force))
            if bound.trigger.type == "intervene" and _calming(view.scene, bound):
                claims[-1].type = "mediate"
            if bound.trigger.subtype == "kill" and not bound.actors:
                claims[-1].type, claims[-1].subtype = "casualty", "killed"
    _addressees(view, claims)
    return claims


_MAKING = words_of("making")
_ATTRIBUTES = frozenset(
    ["armed", "supported", "backed", "controlled", "displaced", "united", "wounded"]
)


def _said_otherwise(scene: Scene, index: int) -> bool:
    """Tell idioms: «دخل حيز التنفيذ» takes nothing, «يستبعد أن» rejects nothing, "aid agencies"."""
    item = scene.items[index]
    following = scene.items[index + 1 : index + 9]
    if any(t.type == "gain_territory" for t, _ in item.triggers):
        return any(i.stem in ("حيز", "effect", "force") for i in following)
    if any(c.kind == "unlikely" for c, _ in item.cues):
        return any(i.has("complementizer") for i in following[:6])
    noun = bool(item.triggers) and all(t.pos == "n" for t, _ in item.triggers)
    after = following[0] if following else None
    modifies = after is not None and after.ref is None and after.has("org_head", "people")
    return not scene.arabic and noun and modifies


def _reference(scene: Scene, index: int) -> bool:
    """Tell whether a noun only refers to something said elsewhere («الاتفاق») or is an attribute.

    «armed groups» arms no one; «the agreement» agrees to nothing.
    """
    item = scene.items[index]
    before = scene.items[index - 1] if index else None
    if not scene.arabic:
        after = scene.items[index + 1] if index + 1 < len(scene.items) else None
        group = after is not None and (after.ref is not None or after.has("people", "org_head"))
        if item.text in _ATTRIBUTES and group:
            helped = before is not None and before.has("auxiliary", "preposition")
            return not helped and (before is None or before.ref is None)
    if not all(t.type == "agree" and t.pos == "n" for t, _ in item.triggers):
        return False
    if scene.arabic:
        made = before is not None and (before.stem in _MAKING or finite(before))
        return item.article and not made
    made = any(i.text in _MAKING or i.has("verb") for i in scene.items[max(0, index - 4) : index])
    words = [i.text for i in scene.items[max(0, index - 4) : index]]
    return ("the" in words or "under" in words) and not made


def _bare_noun(item: Item) -> bool:
    """«الأمر», «الطلب»: with the article a noun spelt like the verb is mostly an ordinary one."""
    return all(f.person == "I" and t.type not in HARM for t, f in item.triggers)


_NEVER = ("preposition", "function", "subordinator", "complementizer", "relative", "pronoun")


def _idle(scene: Scene, index: int) -> bool:
    """Tell whether a trigger stands where it says nothing of its own.

    Dawn and day are no explosions, and a party's or agreement's name is no event.
    """
    item = scene.items[index]
    if item.has(*_NEVER) and item.stem == item.text.removeprefix(item.conjunction):
        return True
    if item.has("time", "common", "army_head", "org_head") and not item.verb():
        return True
    if scene.arabic and item.article and (item.has("adjective") or _bare_noun(item)):
        return True
    if _said_otherwise(scene, index) or _reference(scene, index):
        return True
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if after is not None and after.triggers and any(c.value == "light" for c, _ in item.cues):
        return True
    return item.text == "فجر" and after is not None and after.has("time")


_HOLDING = frozenset(["يسيطر", "تسيطر", "يسيطرون", "controls", "control"])


def _holds(scene: Scene, bound: Bound) -> bool:
    """«يسيطر X على …»: a state, who holds what, not an event."""
    present = bound.form.tense == "present" and scene.items[bound.index].stem in _HOLDING
    return present and bool(bound.actors and bound.places)


def _holding(view: View, bound: Bound, force: Force, area: Ref) -> RawClaim:
    claim = _claim(view, bound, force)
    claim.kind = claim.type = "control"
    claim.subtype, claim.targets, claim.places = "", [], [area]
    claim.share = share_of(view, area)
    return claim


_NEEDY = frozenset(("gain_territory", "lose_territory", "weaken", "fortify", "comply"))


_EMPTY_WITHOUT = frozenset(
    ("demand", "accept", "visit", "support", "convey_message", "comply", "condemn", "reject",
     "threaten", "displace", "intervene", "concede")
)  # fmt: skip
"""Types whose words mean too many other things to count without any argument."""
_SAID_BY_VERBS = frozenset(("support", "displace", "intervene", "concede", "reject", "threaten"))


def _empty(scene: Scene, bound: Bound) -> bool:
    """Tell whether an event of a type that means little alone has no argument at all."""
    bare = not (bound.actors or bound.targets or bound.places)
    noun = bound.trigger.pos == "n" or bound.form.tense == "noun"
    charge = noun and bound.trigger.type in ("accuse", "deny")
    idiom = bound.trigger.type == "gain_territory" and not bound.actors and bound.idiom
    if idiom:
        return True
    if bare and bound.trigger.type in _EMPTY_WITHOUT:
        named = scene.items[bound.index].back
        return not named and (noun or bound.trigger.type not in _SAID_BY_VERBS)
    return bare and (bound.trigger.type in _NEEDY or charge)


_CALMING = words_of("calming")


def _calming(scene: Scene, bound: Bound) -> bool:
    """«تدخلت … لضمان تهدئة»: an intervention that makes peace is mediation."""
    near = scene.items[bound.index + 1 : bound.index + 8]
    return any(i.stem in _CALMING or i.text in _CALMING for i in near if i.ref is None)


_RECALLED = frozenset(("attack", "fight", "displace", "destroy", "intervene"))


def _recalled(scene: Scene, bound: Bound) -> bool:
    """Tell whether a definite noun without arguments only goes back to an event told before."""
    item = scene.items[bound.index]
    if bound.actors or bound.targets or bound.places or bound.trigger.type not in _RECALLED:
        return False
    before = scene.items[bound.index - 1] if bound.index else None
    carried = before is not None and any(c.value == "light" for c, _ in before.cues)
    if scene.arabic:
        return item.article and not item.text.endswith("ات") and not carried
    words = [i.text for i in scene.items[max(0, bound.index - 2) : bound.index]]
    singular = bound.trigger.pos == "n" and not item.text.endswith("s")
    return singular and bool({"the", "this", "that"} & set(words)) and not carried


_KILL = frozenset(("attack", "casualty"))
_WEIGHT = {"agree": 0, "escalate": 0, "attack": 1, "support": 1}


def _merged(scene: Scene, bounds: list[Bound]) -> list[Bound]:
    """Keep one event a trigger and one for a verb with its own noun («هاجم … هجوماً»)."""
    kept: list[Bound] = []
    for bound in bounds:
        twin = next((b for b in kept if b.index == bound.index), None)
        if twin is not None:
            kept[kept.index(twin)] = _better(twin, bound)
            continue
        echo = next((b for b in kept if _echoes(scene, b, bound)), None)
        if echo is not None:
            echo.targets = echo.targets or bound.targets
            echo.places = echo.places or bound.places
            echo.actors = echo.actors or bound.actors
            echo.last = max(echo.last, bound.last)
            continue
        kept.append(bound)
    return kept


def _better(first: Bound, second: Bound) -> Bound:
    types = {first.trigger.type, second.trigger.type}
    if types == _KILL:
        attack, casualty = (first, second) if first.trigger.type == "attack" else (second, first)
        return attack if attack.actors and not attack.passive else casualty
    return max((first, second), key=_fit)


def _fit(bound: Bound) -> tuple[bool, int, int]:
    """Order the readings of one word: taking territory needs a place."""
    placeless = bound.trigger.type in ("gain_territory", "visit") and not bound.places
    filled = len(bound.actors) + len(bound.targets)
    return not placeless, filled, _WEIGHT.get(bound.trigger.type, 0)


def _echoes(scene: Scene, earlier: Bound, later: Bound) -> bool:
    if earlier.trigger.type != later.trigger.type or earlier.clause != later.clause:
        return False
    if not 0 < later.index - earlier.index <= 6:
        return False
    if later.trigger.subtype == "kill" and earlier.trigger.subtype != "kill":
        return False
    noun = later.trigger.pos == "n" or later.form.tense == "noun"
    between = scene.items[earlier.index + 1 : later.index]
    return noun and not any(item.conjunction or item.text == "and" for item in between)


def _claim(view: View, bound: Bound, force: Force) -> RawClaim:
    items = view.scene.items
    first, last = bound.first, bound.last
    if force.negation >= 0:
        first = min(first, force.negation) if bound.index - force.negation <= 4 else first
    opening = items[first].ref
    start = opening.start if opening else items[first].start + len(items[first].conjunction)
    scope = force.scope
    claim = RawClaim(
        kind="event",
        type=bound.trigger.type,
        subtype=bound.trigger.subtype,
        start=start,
        end=items[last].end,
        sentence=view.number,
        actors=_unique(bound.actors),
        targets=_unique(bound.targets),
        places=_unique(bound.places),
        modality=force.modality,
        polarity=force.polarity,
        realis=force.realis,
        holders=holders_at(view, bound.index, scope),
        cue=(items[scope.index].start, items[scope.index].end) if scope else None,
        hedge=items[force.hedge].text if force.hedge >= 0 else "",
        when=time_at(view, bound.index),
        rules=(bound.trigger.id, *force.rules),
        index=bound.index,
    )
    _control_arguments(view, bound, claim, scope)
    _aiming(view, bound, claim)
    claim.confidence = _confidence(bound, force)
    return claim


_CONTROLLED = frozenset(
    ("attack", "destroy", "breach", "displace", "fight", "concede", "support", "gain_territory",
     "lose_territory", "mobilise", "weaken", "withhold_support", "comply", "accept", "negotiate",
     "agree", "intervene")
)  # fmt: skip


_ADDRESSED = frozenset(("demand", "threaten"))


def _addressees(view: View, claims: list[RawClaim]) -> None:
    """Whom a demand or threat is about when it names no one: those its content would touch."""
    for claim in claims:
        if claim.type not in _ADDRESSED or claim.targets or claim.index < 0:
            continue
        scope = next((s for s in view.scopes if s.index == claim.index), None)
        if scope is None:
            continue
        actors = {ref.key for ref in claim.actors}
        for content in claims:
            if scope.start <= content.index < scope.end and content.targets:
                claim.targets = [ref for ref in content.targets if ref.key not in actors]
                break


def _aiming(view: View, bound: Bound, claim: RawClaim) -> None:
    """«حشدت … لضرب X»: who does the one thing aims at the other."""
    aims = claim.modality == "intended" and claim.type in _CONTROLLED and not claim.actors
    if not aims or bound.passive:
        return
    number = bound.clause
    subject = view.scene.subjects.get(number) or view.scene.subjects.get(number - 1, [])
    keys = {ref.key for ref in claim.targets}
    claim.actors = [ref for ref in subject if ref.cls == "party" and ref.key not in keys]


def _control_arguments(view: View, bound: Bound, claim: RawClaim, scope: Scope | None) -> None:
    """Who is alleged, asked or bound to do what carries no actor of its own.

    What one accuses another of, the other did; what one denies, threatens, intends or undertakes,
    one would do oneself; what one asks of another, the other would do.
    """
    if claim.actors or scope is None or claim.type not in _CONTROLLED or bound.passive:
        return
    if not scope.verb and scope.cue.kind not in ("accuse", "threat", "agreeto"):
        return
    if scope.value in ("accused", "demanded"):
        asked = next((b for b in view.bounds if b.index == scope.index and b.targets), None)
        claim.actors = list(asked.targets) if asked is not None else []
    elif scope.value in ("denied", "intended", "conditional") and scope.cue.kind in (
        "deny", "intend", "agreeto", "threat", "threaten", "purpose",
    ):  # fmt: skip
        claim.actors = [ref for ref in scope.holders if ref.cls == "party"]
    keys = {ref.key for ref in claim.actors}
    claim.targets = [ref for ref in claim.targets if ref.key not in keys]


def _unique(refs: list[Ref]) -> list[Ref]:
    return list({ref.key: ref for ref in refs}.values())


def _confidence(bound: Bound, force: Force) -> float:
    """Order the review queue: named arguments and plain force count for a claim."""
    score = 0.45 + 0.2 * bool(bound.actors) + 0.15 * bool(bound.targets) + 0.1 * bool(bound.places)
    score -= 0.1 * (bound.subject_from == "running") + 0.1 * (force.modality != "asserted")
    return round(max(0.05, min(score, 0.95)), 2)


def time_at(view: View, index: int) -> When | None:
    """Return the time of an event: the nearest words of time of its clause, else None."""
    scene = view.scene
    clause = scene.clauses[scene.clause_of(index)]
    low, high = scene.items[clause.start].start, scene.items[clause.end - 1].end
    here = scene.items[index].start
    inside = [t for t in view.times if low <= t.start and t.end <= high]
    if not inside:
        return None
    return min(inside, key=lambda t: abs(t.start - here)).when


def holders_at(view: View, index: int, scope: Scope | None) -> tuple[RawHolder, ...]:
    """Return the chain of voices over an item, from the author inwards."""
    items = view.scene.items
    chain = [RawHolder("author")]
    voices = [v for v in view.voices if v.start <= index < v.end and v.index != index]
    voices.sort(key=lambda v: (v.start - v.end, v.index))
    chain += [
        RawHolder(voice.who, items[voice.index].start, items[voice.index].end)
        for voice in voices
        if not voice.spoken_from <= index < voice.spoken_to or voice.cue.direction != "right"
    ]
    if scope is not None and scope.value in _HELD and scope.index not in {v.index for v in voices}:
        who: Ref | str = scope.holders[0] if scope.holders else ""
        if isinstance(who, Ref) and (
            (scope.verb and not _believed(view, scope))
            or scope.value in ("accused", "denied", "demanded")
        ):
            chain.append(RawHolder(who, items[scope.index].start, items[scope.index].end))
        elif scope.value in ("accused", "denied"):
            chain.append(RawHolder("unnamed", items[scope.index].start, items[scope.index].end))
    return tuple(chain)


def _believed(view: View, scope: Scope) -> bool:
    """«is expected to», "is believed to": a passive, whose subject holds nothing."""
    before = view.scene.items[scope.index - 1] if scope.index else None
    passive = before is not None and before.text in ("is", "are", "was", "were", "been", "widely")
    return passive or view.scene.items[scope.index].text.startswith(
        ("is ", "are ", "was ", "were ")
    )


_HELD = frozenset(("accused", "denied", "demanded", "proposed", "intended", "conditional",
                   "predicted", "possible"))  # fmt: skip


# ---- accusation and denial ------------------------------------------------------------------

_CHARGES = words_of("charge")


_TIES = words_of("tie")


def _pair_denials(view: View, claims: list[RawClaim], reading: Reading) -> None:
    """«… تنفي الأخيرة هذه الاتهامات»: repeat what was alleged, as denied by who denies it."""
    earlier = reading.claims
    for denial in [c for c in claims if c.type == "deny" and c.modality == "asserted"]:
        contents = [c for c in claims if c.modality == "denied"]
        if contents:
            continue
        if not _denies_charges(view, denial):
            continue
        recent = [c for c in (*earlier, *claims) if _alleged(c)
                  and view.number - c.sentence <= 2 and c is not denial]  # fmt: skip
        if denial.actors:
            keys = {ref.key for ref in denial.actors}
            about = [c for c in recent if keys & {r.key for r in (*c.actors, *c.targets)}]
            recent = about or [c for c in recent if c.modality == "accused" and not c.actors]
        if not denial.targets and recent:
            accuser = recent[-1].holders[-1].who
            if isinstance(accuser, Ref) and accuser.cls == "party":
                denial.targets = [accuser]
        for content in recent:
            repeated = _denied(content, denial)
            claims.append(repeated)
            reading.links.append(RawLink("denies", repeated, content, denial.start, denial.end,
                                         repeated.holders[-1].who))  # fmt: skip


def _alleged(claim: RawClaim) -> bool:
    """Tell whether a claim is something another party alleges, so that it can be denied."""
    told = len(claim.holders) > 1 and claim.modality == "asserted" and claim.type in _CONTROLLED
    return (claim.modality == "accused" or told) and claim.type not in ("accuse", "deny")


def _denies_charges(view: View, denial: RawClaim) -> bool:
    items = view.scene.items[denial.index + 1 : denial.index + 7]
    if any(item.stem in _CHARGES or item.text in _CHARGES for item in items):
        return True
    following = [item for item in items if not item.is_mark]
    if any(item.stem in _TIES for item in following[:3]):
        return True
    return all(item.ref is not None or item.has("demonstrative", "function", "time", "pronoun")
               for item in following[:3])  # fmt: skip


def _denied(content: RawClaim, denial: RawClaim) -> RawClaim:
    voice = RawHolder(denial.actors[0] if denial.actors else "unnamed", denial.start, denial.end)
    outer = denial.holders
    return RawClaim(
        kind=content.kind, type=content.type, subtype=content.subtype, start=denial.start,
        end=denial.end, sentence=denial.sentence, actors=content.actors, targets=content.targets,
        places=content.places, modality="denied", polarity="neg", realis="disputed",
        holders=(*outer, voice), cue=(denial.start, denial.end),
        rules=(*denial.rules, *content.rules, "pair:denial"), confidence=denial.confidence,
        share=content.share, what=content.what, by_exception=content.by_exception,
    )  # fmt: skip


def events_of(claims: list[RawClaim], *types: str) -> list[RawClaim]:
    """Return the event claims of some types."""
    return [c for c in claims if c.kind == "event" and c.type in types]


def speech(claim: RawClaim) -> bool:
    """Tell whether an event is an act of speech."""
    return claim.type in SPEECH


def has_finite(items: list[Item]) -> bool:
    """Tell whether any of the items is a finite verb."""
    return any(finite(item) for item in items)

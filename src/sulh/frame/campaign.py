"""A situation as a campaign: the strong side, the fronts, who backs whom, the arms.

Numbers come from the texts where a text has them, and are ranges of the pattern, marked so, where
none has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sulh.case.model import (
    Area,
    Backing,
    Campaign,
    Claim,
    Decision,
    EventContent,
    Front,
    Parameter,
    Quantity,
    Question,
    RelationContent,
    Text,
)
from sulh.frame.arms import build_arms
from sulh.frame.bind import Cast
from sulh.frame.facts import Facts
from sulh.frame.pattern import CampaignSpec, RangeSpec

__all__ = ["build_campaign"]

_ATTACKED = frozenset({"attack", "fight", "mobilise", "escalate", "fortify"})
_LIVING = frozenset({"city", "town", "village", "quarter", "area", "admin1", "city_or_governorate"})
_ASK_NUMBERS = Text(
    ar="كم عدد السكان وعدد المقاتلين في كل منطقة؟ المجال المذكور مفترض ولا يسنده نص.",
    en="How many people live in each area, and how many fight? The ranges given are assumed.",
)
_ASK_FRONTS = Text(
    ar="أي المناطق متنازع عليها؟ لم يُذكر موضع محدد.",
    en="Which areas are contested? None is named.",
)

_ASK_SHARES = Text(
    ar="كم عدد مقاتلي كلٍّ من {who}؟ المحاكاة تحرّك كل من يهاجم طرفًا واحدًا بسياسة واحدة.",
    en="How many fight for each of {who}? The simulation moves all who attack as one side with one "
    "policy.",
)
_ASK_PART = Text(
    ar="هل تشارك قوات {who} في الهجوم؟ المحاكاة لا تحسبها من الطرف المهاجم.",
    en="Do forces of {who} take part in the attack? The simulation does not count them with the "
    "attacking side.",
)


@dataclass(frozen=True)
class _Frame:
    """What a campaign is made from."""

    facts: Facts
    bound: Mapping[str, tuple[str, ...]]
    areas: tuple[str, ...]
    spec: CampaignSpec


def build_campaign(id_: str, cast: Cast, decision: Decision) -> Campaign | None:
    """Make the campaign of a pattern whose roles are bound.

    Where several play the strong role, the side that attacks are those of them who do in the
    status quo: the simulation has one policy for all of the strong side.

    Parameters
    ----------
    id_ : str
        Id of the campaign.
    cast : Cast
        The pattern, the situation and who plays which role.
    decision : Decision
        The decision of the same situation: its title and its areas, best supported first.

    Returns
    -------
    Campaign or None
        None if the pattern describes none, or no area and no strong side is known: there is
        then nothing to simulate, and the decision asks for it.
    """
    spec, bound = cast.pattern.campaign, cast.bound
    if spec is None:
        return None
    frame = _Frame(cast.facts, bound, decision.areas, spec)
    fronts = _fronts(frame)
    strong = _attacking(cast, decision) or bound.get(spec.strong_role, ())
    if not fronts or not strong:
        return None
    guarantor = bound.get(spec.guarantor_role, ()) if spec.guarantor_role else ()
    return Campaign(
        id=id_,
        title=decision.title,
        pattern=cast.pattern.id,
        when=decision.when,
        strong_side=strong,
        strong_force=_assumed(spec.strong_force),
        guarantor=guarantor[0] if guarantor else None,
        fronts=fronts,
        backings=tuple(_backings(frame)),
        policy=spec.policy,
        parameters=tuple(Parameter(name=p.name, value=_assumed(p.range)) for p in spec.parameters),
        arms=build_arms(id_, spec.policy),
        horizon_weeks=spec.horizon_weeks,
        asks=(*_asks(frame, fronts), *_asks_of_several(cast, strong)),
    )


def _attacking(cast: Cast, decision: Decision) -> tuple[str, ...]:
    """Of several that play the strong role, the parties of those who act in the status quo."""
    on = {name for o in decision.outcomes if o.kind == "status_quo" for name in o.on}
    owners = {option.owner for option in decision.options if option.id in on}
    return tuple(
        party
        for binding in cast.bindings
        if binding.spec.id in cast.copies and binding.spec.id in owners
        for party in binding.fills
    )


def _assumed(spec: RangeSpec) -> Quantity:
    return Quantity(
        low=spec.low,
        high=spec.high,
        mode=spec.mode,
        unit=spec.unit,
        basis="pattern",
        note=spec.note,
    )


def _fronts(frame: _Frame) -> tuple[Front, ...]:
    """One front for each contested area; of areas that lie in one another, the best supported."""
    tops: list[str] = []
    for name in _contested(frame):
        if not any(frame.facts.near(name, other) for other in tops):
            tops.append(name)
    by_id = {area.id: area for area in frame.facts.case.areas}
    return tuple(_front(frame, by_id[name], tops) for name in tops)


def _contested(frame: _Frame) -> list[str]:
    """Areas of the decision and areas attacked that people live in, the strong side's own apart.

    What the strong side has already taken is no front any more, unless it is attacked now or is
    what the decision is about.
    """
    found = dict.fromkeys(frame.areas)
    for _claim, content in frame.facts.events():
        if content.type in _ATTACKED and _of_campaign(frame, content):
            found.update(dict.fromkeys(content.areas))
    main = set(frame.areas[:1])
    held = {c.area for _claim, c in frame.facts.controls if _strong(frame, c.holders)}
    kinds = {area.id: area.type for area in frame.facts.case.areas}
    return [
        name
        for name in (*found, *_held_by_others(frame))
        if kinds.get(name) in _LIVING | {"region"} and name not in (frame.facts.taken | held) - main
    ]


def _of_campaign(frame: _Frame, content: EventContent) -> bool:
    """Whether the strong side takes part in an event, or nobody is named as taking part."""
    parties = (*content.actors, *content.targets)
    return not parties or _strong(frame, parties)


def _held_by_others(frame: _Frame) -> Iterator[str]:
    weak = {p for role in frame.spec.weak_roles for p in frame.bound.get(role, ())}
    for _claim, content in frame.facts.controls:
        if weak & set(content.holders):
            yield content.area


def _strong(frame: _Frame, parties: Iterable[str]) -> bool:
    strong = {frame.facts.side(p) for p in frame.bound.get(frame.spec.strong_role, ())}
    return bool(strong & {frame.facts.side(frame.facts.party(p)) for p in parties})


def _front(frame: _Frame, area: Area, tops: list[str]) -> Front:
    facts = frame.facts
    truces = [
        a.id
        for a in facts.agreements
        if area.id in a.areas and a.status in {"reached", "implemented"}
    ]
    return Front(
        area=area.id,
        holders=_holders(frame, area.id),
        force=_assumed(frame.spec.front_force),
        population=area.population or _assumed(frame.spec.front_population),
        besieged=frame.spec.besieged or _besieged(facts, area.id),
        truce=truces[0] if truces else None,
        neighbours=tuple(name for name in area.neighbours if name in tops),
    )


def _holders(frame: _Frame, area: str) -> tuple[str, ...]:
    """Who is said to hold the area; otherwise the first weak role that anybody plays."""
    for _claim, content in frame.facts.controls:
        if content.area == area and not _strong(frame, content.holders):
            return tuple(dict.fromkeys(filter(None, map(frame.facts.party, content.holders))))
    for role in frame.spec.weak_roles:
        if frame.bound.get(role):
            return frame.bound[role][:1]
    return ()


def _besieged(facts: Facts, area: str) -> bool:
    return any(
        content.type == "attack" and content.subtype in {"siege", "blockade"}
        for _claim, content in facts.events()
        if area in content.areas
    )


def _backings(frame: _Frame) -> Iterator[Backing]:
    """Who backs whom: from relations, and from support that was given."""
    found: dict[tuple[str, str], list[Claim]] = {}
    modes: dict[tuple[str, str], str] = {}
    for claim in frame.facts.claims:
        pair = _backing_pair(frame.facts, claim)
        if pair:
            found.setdefault(pair, []).append(claim)
            modes[pair] = _mode(claim) or modes.get(pair, "")
    for (backer, client), claims in found.items():
        yield Backing(
            backer=backer,
            client=client,
            mode="air" if modes[backer, client] == "air" else "supply",
            level=_assumed(frame.spec.backing_level),
            claims=tuple(claim.id for claim in claims),
        )


def _backing_pair(facts: Facts, claim: Claim) -> tuple[str, str] | None:
    content = claim.content
    if claim.modality != "asserted":
        return None
    pair = ("", "")
    if isinstance(content, RelationContent) and content.type == "backed_by":
        pair = (facts.party(content.object), facts.party(content.subject))
    if isinstance(content, EventContent) and content.type == "support":
        pair = (
            next(filter(None, map(facts.party, content.actors)), ""),
            next(filter(None, map(facts.party, content.targets)), ""),
        )
    return pair if all(pair) and pair[0] != pair[1] else None


def _mode(claim: Claim) -> str:
    content = claim.content
    said = f"{content.instrument} {content.subtype}" if isinstance(content, EventContent) else ""
    return "air" if "air" in said.split() else ""


def _asks(frame: _Frame, fronts: tuple[Front, ...]) -> Iterator[Question]:
    if any(front.population.basis != "text" for front in fronts):
        yield Question(about="numbers", text=_ASK_NUMBERS)
    if not frame.areas:
        yield Question(about="areas", text=_ASK_FRONTS)


def _asks_of_several(cast: Cast, strong: tuple[str, ...]) -> Iterator[Question]:
    """What the simulation takes for granted of several forces: asked, since no text says it."""
    forces = [b.fills for b in cast.bindings if b.spec.id in cast.copies and b.fills]
    attack = [force[0] for force in forces if set(force) & set(strong)]
    aside = [force[0] for force in forces if not set(force) & set(strong)]
    if len(attack) > 1:
        yield Question(about="strong_shares", text=_told(cast, _ASK_SHARES, attack))
    if aside:
        yield Question(about="strong_side", text=_told(cast, _ASK_PART, aside))


def _told(cast: Cast, text: Text, parties: Iterable[str]) -> Text:
    """A text with names in the place of ``{who}``."""
    known = {party.id: party.name for party in cast.facts.case.parties}
    names = [known[party] for party in parties]
    return Text(
        ar=text.ar.replace("{who}", " و".join(name.in_("ar") for name in names)),
        en=text.en.replace("{who}", " and ".join(name.in_("en") for name in names)),
    )

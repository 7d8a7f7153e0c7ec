"""Two small cases in our own words: a siege, and a strong side that takes areas one by one."""

import datetime as dt
from dataclasses import replace

from sulh.case.model import (
    Agreement,
    Area,
    Case,
    Claim,
    ControlContent,
    EventContent,
    Holder,
    Link,
    Party,
    Person,
    RelationContent,
    Source,
    Text,
    When,
)

QUOTE = "جملة"


def claim(name, content, source="s:one", **more):
    return Claim(
        id=f"c:{name}", source=source, start=0, end=len(QUOTE), quote=QUOTE, content=content, **more
    )


def event(name, type_, actors=(), targets=(), areas=(), *, source="s:one", obj=None, **more):
    sub = more.pop("subtype", "")
    content = EventContent(
        type=type_, actors=actors, targets=targets, areas=areas, object=obj, subtype=sub
    )
    return claim(name, content, source, **more)


def relation(name, type_, subject, obj, source="s:one", **more):
    return claim(name, RelationContent(type=type_, subject=subject, object=obj), source, **more)


def control(name, area, holder, source="s:one"):
    return claim(name, ControlContent(area=area, holders=(holder,)), source)


def party(name, kind, ar, en):
    return Party(id=f"p:{name}", kind=kind, name=Text(ar=ar, en=en))


def area(name, type_, ar, en, **more):
    return Area(id=f"pl:{name}", type=type_, name=Text(ar=ar, en=en), **more)


def link(name, type_, first, second):
    return Link(id=f"l:{name}", type=type_, source_claim=f"c:{first}", target_claim=f"c:{second}")


def source(name, day=None):
    published = When(start=day, end=day) if day else None
    return Source(id=f"s:{name}", published=published)


def siege(name="one", day=dt.date(2031, 5, 2)):
    """A government attacks a quarter and demands that a group leave; a neighbour state mediates."""
    s = f"s:{name}"
    return Case(
        id="siege",
        title=Text(ar="حصار الحي", en="The siege of the quarter"),
        sources=(source(name, day),),
        parties=(
            party("government", "government", "الحكومة", "The government"),
            party("guard", "armed_force", "الحرس", "The Guard"),
            party("council", "negotiating_body", "مجلس الحي", "The quarter's council"),
            party("delegation", "negotiating_body", "وفد الحكومة", "The government's delegation"),
            party("lions", "armed_group", "كتيبة الأسود", "The Lions"),
            party("wolves", "armed_group", "كتيبة الذئاب", "The Wolves"),
            party("neighbour", "state", "الدولة الجارة", "The neighbour state"),
            party("people", "civilians", "الأهالي", "The residents"),
            party("radicals", "armed_group", "المتطرفون", "The radicals"),
        ),
        persons=(Person(id="x:leader", name=Text(ar="القائد", en="The leader"), party="p:lions"),),
        areas=(
            area("country", "country", "البلد", "The country"),
            area("city", "city", "المدينة الجنوبية", "South City", part_of="pl:country"),
            area("quarter", "quarter", "الحي القديم", "The old quarter", part_of="pl:city"),
            area("north", "region", "الشمال", "The north", part_of="pl:country"),
        ),
        claims=_siege_claims(s),
        links=(
            link("why", "causes", "broke", "refused"),
            link("for", "purpose", "calm_sent", "calm"),
        ),
        agreements=(
            Agreement(
                id="a:first",
                name=Text(ar="اتفاق الحي الأول", en="The quarter's first deal"),
                status="breached",
                signatories=("p:government", "p:council"),
                claims=("c:broke",),
            ),
        ),
    )


def _siege_claims(s):
    return (
        event("attack", "attack", ("p:guard",), (), ("pl:quarter",), source=s),
        relation("guard_of", "sub_unit_of", "p:guard", "p:government", s),
        event("demand", "demand", ("p:delegation",), ("x:leader",), obj="c:leave", source=s),
        event(
            "leave",
            "displace",
            ("p:government",),
            ("p:lions", "p:people"),
            ("pl:north",),
            source=s,
            modality="demanded",
            realis="not_happened",
            holders=(Holder(), Holder(who="p:government")),
        ),
        relation("for_quarter", "represents", "p:council", "pl:quarter", s),
        relation("for_government", "represents", "p:delegation", "p:government", s),
        event("talks", "negotiate", ("p:council",), ("p:delegation",), source=s),
        event("agreed", "accept", ("p:lions",), (), obj="c:leave", source=s),
        event("broke", "breach", ("p:government",), ("p:council",), obj="a:first", source=s),
        event("refused", "reject", ("p:lions",), (), obj="c:leave", source=s),
        event("dug_in", "fortify", ("p:lions", "p:wolves"), (), ("pl:quarter",), source=s),
        event("calm_sent", "intervene", ("p:neighbour",), (), ("pl:city",), source=s),
        event("calm", "ceasefire", source=s, modality="intended", realis="purpose"),
        relation(
            "radical", "member_of", "p:lions", "p:radicals", s,
            modality="accused", realis="disputed",
        ),
    )  # fmt: skip


def one_by_one(name="early", day=dt.date(2028, 3, 1)):
    """A government has retaken two valleys and attacks the south; the hill people look on."""
    s = f"s:{name}"
    return Case(
        id="valleys",
        title=Text(ar="الوديان", en="The valleys"),
        sources=(source(name, day),),
        parties=(
            party("government", "government", "الحكومة", "The government"),
            party("south", "armed_group", "فصائل الجنوب", "The southern factions"),
            party("hills", "armed_group", "أهل الجبل", "The hill fighters"),
            party("friends", "state", "الدولة الصديقة", "The friendly state"),
            party("empire", "state", "الدولة الكبرى", "The great power"),
            party("mediators", "organisation", "الوسطاء", "The mediators"),
        ),
        areas=(
            area("country", "country", "البلد", "The country"),
            area("southland", "region", "جنوب البلد", "The south of the country"),
            area("city", "city", "المدينة الجنوبية", "South City", part_of="pl:southland"),
            area("east_valley", "area", "الوادي الشرقي", "East valley", part_of="pl:country"),
            area("west_valley", "area", "الوادي الغربي", "West valley", part_of="pl:country"),
            area("hills", "area", "الجبل", "The hills", part_of="pl:country"),
        ),
        claims=(
            event("took_east", "gain_territory", ("p:government",), (), ("pl:east_valley",), source=s),
            event("took_west", "gain_territory", ("p:government",), (), ("pl:west_valley",), source=s),
            event(
                "attack_south", "attack", ("p:government",), ("p:south",), ("pl:southland",),
                source=s, realis="ongoing",
            ),
            event("hand_over", "concede", ("p:south",), source=s, modality="proposed"),
            control("hills_held", "pl:hills", "p:hills", s),
            relation("friends_back", "backed_by", "p:south", "p:friends", s),
            relation("empire_backs", "backed_by", "p:government", "p:empire", s),
            event(
                "no_help", "support", ("p:friends",), ("p:south",), source=s,
                modality="negated", polarity="neg", realis="not_happened",
            ),
            event(
                "would_mediate", "mediate", ("p:mediators",), source=s,
                modality="proposed", realis="not_happened",
            ),
            event("deal_seen", "agree", source=s, modality="predicted", realis="future"),
        ),
        agreements=(
            Agreement(
                id="a:hoped",
                name=Text(ar="تسليم الجنوب", en="Hand-over of the south"),
                status="proposed_by_author",
                areas=("pl:southland",),
                claims=("c:hand_over",),
            ),
        ),
    )  # fmt: skip


def joined(first, second):
    """Two cases as one, records with the same id taken once."""

    def both(field):
        records = {r.id: r for r in (*getattr(first, field), *getattr(second, field))}
        return tuple(records.values())

    fields = ("sources", "parties", "persons", "areas", "claims", "links", "agreements")
    return replace(first, id="joined", **{field: both(field) for field in fields})


def afterlife():
    """Both cases in one, and in the later texts the deal that ended the earlier situation."""
    deal = Agreement(
        id="a:southern",
        name=Text(ar="صفقة الجنوب", en="The deal of the south"),
        status="implemented",
        areas=("pl:southland",),
        when=When(start=dt.date(2028, 7, 1), end=dt.date(2028, 7, 31), precision="month"),
        claims=("c:recalled",),
    )
    case = joined(one_by_one(), siege("late"))
    recalled = event("recalled", "mediate", ("x:leader",), obj="a:southern", source="s:late")
    return replace(case, claims=(*case.claims, recalled), agreements=(*case.agreements, deal))

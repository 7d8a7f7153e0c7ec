"""The right place and the right parties: what is on now, who has a name, and on whose word."""

import datetime as dt
from dataclasses import replace

from frame_cases import QUOTE, afterlife, area, control, event, one_by_one, party, relation, siege

from sulh.case.model import Agreement, Holder, Mention, Party, Text, When
from sulh.frame import frame_case, missing_roles
from sulh.frame.facts import Facts
from sulh.frame.places import weigh_areas


def framed(case, pattern):
    return next(d for d in frame_case(case).decisions if d.pattern == pattern)


def roles(decision):
    return {role.name: role for role in decision.roles}


def with_claims(case, *claims):
    return replace(case, claims=(*case.claims, *claims))


def without_claims(case, *names):
    return replace(case, claims=tuple(c for c in case.claims if c.id not in names))


def proposed(name, kind, ar, en="", **more):
    return Party(id=f"p:{name}", kind=kind, name=Text(ar=ar, en=en), proposed=True, **more)


def long_ago(name, *args, **more):
    when = When(start=dt.date(2020, 1, 1), end=dt.date(2020, 12, 31), precision="year")
    return event(name, *args, when=when, **more)


def recalled(case):
    """The same case, whose report mentions one valley that was retaken before again and again."""
    many = (Mention(source="s:early", start=0, end=5, quote=QUOTE),) * 20
    areas = (replace(a, mentions=many) if a.id == "pl:east_valley" else a for a in case.areas)
    return replace(case, areas=tuple(areas))


def test_areas_retaken_before_are_not_what_it_is_about():
    decision = framed(recalled(one_by_one()), "separate-truces")
    assert decision.areas[0] == "pl:southland"
    assert decision.title.en == "Separate truces: The south of the country 2028"


def test_an_area_that_is_foreseen_to_fall_is_at_stake():
    case = recalled(without_claims(one_by_one(), "c:attack_south"))
    south = ((), ("pl:southland",))
    taken = event("took_all", "gain_territory", ("p:government",), *south, source="s:early")
    fall = replace(taken, id="c:fall", modality="predicted", realis="future")
    assert framed(with_claims(case, taken, fall), "separate-truces").areas[0] == "pl:southland"
    assert framed(with_claims(case, taken), "separate-truces").areas[0] == "pl:east_valley"


def test_an_area_taken_before_gains_no_weight_by_what_is_foreseen_of_it():
    east = ((), ("pl:east_valley",))
    again = [
        event(f"as{i}", "gain_territory", ("p:government",), *east, modality="predicted",
              realis="future", source="s:early")
        for i in range(3)
    ]  # fmt: skip
    case = one_by_one()
    assert framed(with_claims(case, *again), "separate-truces").areas[0] == "pl:southland"
    never = without_claims(with_claims(case, *again), "c:took_east")
    taken, open_ = (weigh_areas(Facts.of_case(c), ()) for c in (with_claims(case, *again), never))
    assert taken["pl:east_valley"] < open_["pl:east_valley"]


def test_of_a_city_and_its_quarter_the_one_that_is_spoken_for():
    raids = [event(f"raid{i}", "attack", ("p:guard",), (), ("pl:city",)) for i in range(30)]
    few, many = with_claims(siege(), *raids[:5]), with_claims(siege(), *raids)
    assert framed(few, "siege-and-evacuation").areas[0] == "pl:quarter"
    assert framed(many, "siege-and-evacuation").areas[0] == "pl:city"


def test_the_people_of_an_area_stand_for_it():
    case = without_claims(siege(), "c:for_quarter", "c:attack", "c:dug_in", "c:talks")
    people = Party(id="p:folk", kind="community", name=Text(ar="أهالي الحي القديم"))
    speaks = relation("for_folk", "represents", "p:council", "p:folk")
    case = replace(with_claims(case, speaks), parties=(*case.parties, people))
    decision = framed(case, "siege-and-evacuation")
    assert decision.areas[0] == "pl:quarter"
    assert roles(decision)["local_body"].parties == ("p:council",)


def test_a_title_names_the_area():
    case = without_claims(siege(), "c:for_quarter", "c:attack", "c:dug_in")
    source = replace(case.sources[0], title=Text(ar="الحي القديم: تهدئة بلا أجل"))
    decision = framed(replace(case, sources=(source,)), "siege-and-evacuation")
    assert decision.areas[0] == "pl:quarter"


def test_where_people_are_taken_is_neither_area_nor_front():
    case = frame_case(siege())
    assert "pl:north" not in case.decisions[0].areas
    assert "pl:north" not in {front.area for front in case.campaigns[0].fronts}


def test_fights_among_others_make_no_front():
    case = one_by_one()
    case = replace(case, areas=(*case.areas, area("far", "town", "البلدة البعيدة", "Far town")))
    feud = event("feud", "fight", ("p:hills",), ("p:south",), ("pl:far",), source="s:early")
    ours = event("ours", "fight", ("p:government",), ("p:hills",), ("pl:hills",), source="s:early")
    fronts = {f.area for f in frame_case(with_claims(case, feud, ours)).campaigns[0].fronts}
    assert fronts == {"pl:southland", "pl:hills"}


def test_what_ended_long_before_binds_nobody():
    case = siege()
    old = long_ago("raid", "attack", ("p:radicals",), (), ("pl:quarter",))
    decision = framed(with_claims(case, old), "siege-and-evacuation")
    assert "p:radicals" not in roles(decision)["besieger"].parties
    recent = replace(old, when=When(start=dt.date(2031, 4, 1), end=dt.date(2031, 4, 1)))
    decision = framed(with_claims(case, recent), "siege-and-evacuation")
    assert "p:radicals" in roles(decision)["besieger"].parties


def test_control_of_long_ago_binds_nobody():
    case = without_claims(one_by_one(), "c:hills_held")
    when = When(start=dt.date(2020, 1, 1), end=dt.date(2020, 12, 31))
    held = replace(control("held", "pl:hills", "p:hills", "s:early"), when=when)
    assert roles(framed(with_claims(case, held), "separate-truces"))["other_areas"].parties == ()


def test_a_common_noun_decides_nothing_on_weak_evidence():
    case = without_claims(siege(), "c:agreed", "c:refused", "c:leave", "c:demand", "c:dug_in")
    dug_in = event("dug", "fortify", ("p:band",), (), ("pl:quarter",))
    case = replace(
        with_claims(case, dug_in),
        parties=(*case.parties, proposed("band", "armed_group", "المجموعة")),
    )
    decision = framed(case, "siege-and-evacuation")
    assert roles(decision)["hold_out"].parties == ()
    assert "hold_out" in {q.about for q in decision.asks}
    known = tuple(replace(p, proposed=False) for p in case.parties)
    again = framed(replace(case, parties=known), "siege-and-evacuation")
    assert roles(again)["hold_out"].parties == ("p:band",)


def test_those_whose_departure_is_demanded_are_bound_without_a_name_and_come_last():
    case = siege()
    leave = event(
        "go", "displace", ("p:government",), ("p:some",), modality="demanded", realis="not_happened"
    )
    some = proposed("some", "group", "مقاتلين سابقين")
    case = replace(with_claims(case, leave), parties=(*case.parties, some))
    assert roles(framed(case, "siege-and-evacuation"))["hold_out"].parties[-1] == "p:some"


def test_a_part_that_is_only_proposed_stands_for_the_whole():
    case = without_claims(siege(), "c:calm_sent")
    officers = proposed("officers", "armed_group", "ضباط", "officers", part_of="p:neighbour")
    case = replace(
        with_claims(case, event("they", "mediate", ("p:officers",))),
        parties=(*case.parties, officers),
        links=(),
    )
    assert roles(framed(case, "siege-and-evacuation"))["guarantor"].parties == ("p:neighbour",)


def test_a_backer_that_also_attacks_is_the_patron_alone():
    raid = event("raid", "attack", ("p:empire",), (), ("pl:southland",), source="s:early")
    decision = framed(with_claims(one_by_one(), raid), "separate-truces")
    assert roles(decision)["strong_side"].parties == ("p:government",)
    assert roles(decision)["patron"].parties == ("p:empire",)


def test_a_deal_that_is_only_foreseen_gives_no_guarantor():
    case = one_by_one()
    deal = Agreement(
        id="a:later", name=Text(en="the deal"), status="reached", guarantors=("p:empire",),
        claims=("c:deal_seen",),
    )  # fmt: skip
    case = replace(case, agreements=(*case.agreements, deal))
    assert roles(framed(case, "separate-truces"))["guarantor"].parties == ()


def test_belief_goes_no_further_than_whose_word_it_is():
    def breach(who):
        holders = (Holder(), Holder(who=who)) if who else (Holder(),)
        case = without_claims(siege(), "c:broke")
        told = event("broke2", "breach", ("p:government",), obj="a:first", holders=holders)
        paper = party("paper", "media", "الجريدة", "The paper")
        case = replace(with_claims(case, told), parties=(*case.parties, paper), links=())
        statements = framed(case, "siege-and-evacuation").statements
        return next(s for s in statements if s.id == "besieger_breach")

    assert [breach(who).belief for who in ("", "p:government", "p:paper", "p:council")] == [
        0.95, 0.95, 0.9, 0.8,
    ]  # fmt: skip
    assert breach("p:council").why.en.endswith("(on the word of its adversary alone)")
    assert breach("p:council").why.ar.endswith("(بحسب خصمه وحده)")
    assert "(" not in breach("").why.en


def test_the_later_decision_follows_the_one_of_its_own_pattern():
    case = frame_case(afterlife())
    late = next(d for d in case.decisions if d.when.start.year == 2031)
    assert late.follows == "d:siege-and-evacuation.southland.2028"


def test_a_deal_is_dated_and_placed_by_what_is_told_of_it():
    case = afterlife()
    bare = tuple(
        replace(a, areas=(), when=None, name=Text(ar="اتفاق"), status="reached")
        if a.id == "a:southern"
        else a
        for a in case.agreements
    )
    told = tuple(
        event(
            "recalled", "agree", ("p:south",), (), ("pl:southland",), source="s:late", obj="a:southern",
            when=When(start=dt.date(2028, 7, 1), end=dt.date(2028, 7, 31), precision="month"),
        )
        if c.id == "c:recalled"
        else c
        for c in case.claims
    )  # fmt: skip
    decisions = frame_case(replace(case, agreements=bare, claims=told)).decisions
    late = next(d for d in decisions if d.when.start.year == 2031)
    assert late.follows
    assert "c:recalled" in late.because
    undated = tuple(replace(c, when=None) if c.id == "c:recalled" else c for c in told)
    decisions = frame_case(replace(case, agreements=bare, claims=undated)).decisions
    assert all(d.follows is None for d in decisions)


def test_the_nearest_pattern_asks_and_names_itself():
    case = without_claims(siege(), "c:for_quarter", "c:talks", "c:calm_sent")
    case = replace(case, links=())
    asked = missing_roles(case)
    assert [q.about for q in asked] == ["siege-and-evacuation/local_body"]
    assert asked[0].text.en.startswith("Siege and evacuation: Who speaks")

"""Those who besiege are one decision maker until evidence tells them apart; then each has its own."""

from dataclasses import replace

import pytest
from frame_cases import event, link, party, relation, siege

from sulh.case import check_case, load_case, save_case
from sulh.case.model import Agreement, Text
from sulh.frame import frame_case, load_pattern, unfolded
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement import levers_of

COAST = party("coast", "armed_force", "لواء الساحل", "The Coast Brigade")
HILL = party("hill", "armed_force", "لواء الجبل", "The Hill Brigade")
EMPIRE = party("empire", "state", "الدولة الكبرى", "The great power")
REALM = party("realm", "state", "المملكة", "The realm")
OF_THE_SIDE = relation("coast_of", "sub_unit_of", "p:coast", "p:government")
SHELLS = event("coast_shells", "attack", ("p:coast",), (), ("pl:quarter",))
MEDIATES = event("coast_mediates", "mediate", ("p:coast",), areas=("pl:quarter",))
BACKED = relation("coast_backed", "backed_by", "p:coast", "p:empire")
RULER_BACKED = relation("ruler_backed", "backed_by", "p:government", "p:realm")
CALM = (
    event("coast_comes", "mobilise", ("p:coast",), (), ("pl:quarter",)),
    event("coast_calm", "ceasefire", modality="intended", realis="purpose"),
)
FOR_CALM = link("coast_for", "purpose", "coast_comes", "coast_calm")


def framed(*claims, links=(), agreements=()):
    """The siege of the quarter, told of with more claims; its one decision."""
    case = siege()
    case = replace(
        case,
        parties=(*case.parties, COAST, HILL, EMPIRE, REALM),
        claims=(*case.claims, *claims),
        links=(*case.links, *links),
        agreements=(*case.agreements, *agreements),
    )
    return frame_case(case)


def decision(*claims, **more):
    found = framed(*claims, **more).decisions
    assert [d.pattern for d in found] == ["siege-and-evacuation"]
    return found[0]


def makers(found):
    return {who.id: who.parties for who in found.decision_makers}


def roles(found):
    return {role.name: role for role in found.roles}


def statements(found):
    return {s.id: s for s in found.statements}


# ---- one, unless something tells them apart -----------------------------------------------------


def test_what_one_besieger_is_framed_as_has_not_changed():
    found = decision()
    assert [o.id for o in found.options] == ["assault", "breach", "hand_over", "leave", "punish"]
    assert [who.id for who in found.decision_makers] == [
        "besieger", "local_body", "hold_out", "guarantor",
    ]  # fmt: skip
    assert found.infeasible == ("breach and not hand_over",)
    assert {s.id: s.condition for s in found.statements} == {
        "besieger_hand_over": "hand_over",
        "besieger_leave": "leave",
        "besieger_no_punishment": "not punish",
        "besieger_assault": "assault iff not hand_over",
        "besieger_breach": "breach",
        "local_no_betrayal": "not (hand_over and breach)",
        "local_no_assault": "not assault",
        "local_keep": "not hand_over",
        "local_nobody_leaves": "not leave",
        "hold_out_no_betrayal": "not (leave and breach)",
        "hold_out_no_assault": "not assault",
        "hold_out_stay": "not leave",
        "guarantor_no_breach": "not breach",
        "guarantor_no_assault": "not assault",
        "threat_credible": "punish iff breach",
        "threat_empty": "not punish",
    }
    assert [o.id for o in found.outcomes] == [
        "assault_continues", "kept_settlement", "kept_without_departure", "assault_stops",
        "breached", "breached_hand_over", "breached_and_punished",
    ]  # fmt: skip
    assert not [name for name in roles(found) if name.endswith("_2")]


def test_two_forces_that_attack_together_are_one_decision_maker_of_several_parties():
    found = decision(OF_THE_SIDE, SHELLS)
    assert makers(found)["besieger"] == ("p:government", "p:guard", "p:coast")
    assert "besieger_2" not in makers(found)
    assert "besieger" not in {q.about for q in found.asks}


@pytest.mark.parametrize(
    "signs",
    [
        (OF_THE_SIDE, MEDIATES),
        (OF_THE_SIDE, MEDIATES, replace(MEDIATES, id="c:again")),
        (OF_THE_SIDE, SHELLS, BACKED),
        (SHELLS, BACKED),
        (OF_THE_SIDE, BACKED),
    ],
)
def test_one_weak_sign_parts_nobody_and_is_asked(signs):
    found = decision(*signs)
    assert "besieger_2" not in makers(found)
    ask = next(q for q in found.asks if q.about == "besieger")
    assert "The Coast Brigade" in ask.text.en
    assert "The government" in ask.text.en
    assert "لواء الساحل" in ask.text.ar
    assert "{" not in ask.text.en + ask.text.ar


def test_a_force_that_only_mediates_is_no_part_of_the_besieger():
    assert "p:coast" not in makers(decision(OF_THE_SIDE, MEDIATES))["besieger"]


@pytest.mark.parametrize("modality", ["accused", "denied", "predicted", "conditional", "possible"])
def test_what_is_not_asserted_tells_nobody_apart(modality):
    backed = replace(BACKED, modality=modality)
    found = decision(OF_THE_SIDE, SHELLS, backed, RULER_BACKED)
    assert "besieger_2" not in makers(found)


def test_a_force_under_the_other_has_the_patron_of_the_other():
    found = decision(OF_THE_SIDE, SHELLS, RULER_BACKED)
    assert "besieger_2" not in makers(found)
    assert "besieger" not in {q.about for q in found.asks}


# ---- told apart ---------------------------------------------------------------------------------


@pytest.mark.parametrize("tie", [(), (OF_THE_SIDE,)])
def test_two_patrons_make_two_decision_makers_each_with_its_own(tie):
    found = decision(*tie, SHELLS, BACKED, RULER_BACKED)
    assert makers(found)["besieger"] == ("p:government", "p:guard")
    assert makers(found)["besieger_2"] == ("p:coast",)
    assert roles(found)["patron"].parties == ("p:realm",)
    assert roles(found)["patron_2"].parties == ("p:empire",)
    assert {"c:coast_shells", "c:coast_backed", "c:ruler_backed"} <= set(
        roles(found)["besieger_2"].claims
    )
    assert "c:coast_shells" not in roles(found)["besieger"].claims


def test_each_has_its_own_options_and_others_fear_any_of_them():
    found = decision(SHELLS, BACKED, RULER_BACKED)
    assert {o.id: (o.owner, o.harms) for o in found.options if o.harms} == {
        "assault": ("besieger", True),
        "assault_2": ("besieger_2", True),
        "breach": ("besieger", True),
        "breach_2": ("besieger_2", True),
    }
    assert found.infeasible == ("breach and not hand_over", "breach_2 and not hand_over")
    told = {name: s.condition for name, s in statements(found).items()}
    assert told["besieger_assault_2"] == "assault_2 iff not hand_over"
    assert told["besieger_no_punishment_2"] == "not (punish and breach_2)"
    assert told["local_no_assault"] == "not (assault or assault_2)"
    assert told["local_no_betrayal"] == "not (hand_over and (breach or breach_2))"
    assert told["threat_credible"] == "punish iff (breach or breach_2)"
    titles = {o.id: o.title.en for o in found.options}
    assert titles["breach_2"].endswith("(The Coast Brigade)")
    assert titles["breach"].endswith("(The government)")


def test_both_attack_in_the_status_quo_where_both_are_shown_to():
    quo = next(o for o in decision(SHELLS, BACKED, RULER_BACKED).outcomes if o.kind == "status_quo")
    assert quo.on == ("assault", "assault_2")


def test_a_deal_is_broken_by_one_alone_or_by_both():
    found = {o.id: set(o.on) for o in decision(SHELLS, BACKED, RULER_BACKED).outcomes}
    assert found["kept_settlement"] == {"hand_over", "leave"}
    assert found["breached"] == {"hand_over", "leave", "breach"}
    assert found["breached_2"] == {"hand_over", "leave", "breach_2"}
    assert found["breached_all"] == {"hand_over", "leave", "breach", "breach_2"}


def test_what_one_does_shows_what_that_one_wants():
    broke = event("coast_broke", "breach", ("p:coast",), ("p:council",), obj="a:first")
    found = statements(decision(OF_THE_SIDE, SHELLS, BACKED, RULER_BACKED, broke))
    assert found["besieger_breach_2"].claims == ("c:coast_broke",)
    assert found["besieger_breach"].claims == ("c:broke",)
    assert found["besieger_assault"].claims == ("c:attack",)
    assert found["besieger_assault_2"].claims == ("c:coast_shells",)
    assert found["besieger_leave"].basis == "text"
    assert found["besieger_leave_2"].basis == "pattern"


def test_a_force_that_keeps_a_calm_is_told_apart_and_does_not_attack():
    found = decision(OF_THE_SIDE, MEDIATES, *CALM, links=(FOR_CALM,))
    assert makers(found)["besieger_2"] == ("p:coast",)
    assert {"c:coast_mediates", "c:coast_comes"} <= set(roles(found)["besieger_2"].claims)
    quo = next(o for o in found.outcomes if o.kind == "status_quo")
    assert quo.on == ("assault",)
    calm = statements(found)["besieger_calm_2"]
    assert (calm.condition, calm.basis) == ("not (assault or assault_2)", "text")
    assert statements(found)["besieger_assault_2"].belief < 0.5
    assert statements(found)["besieger_assault"].belief > 0.9
    assert "besieger_calm_2" not in {q.about for q in found.asks}


def test_who_attacks_as_well_has_not_kept_out():
    found = decision(OF_THE_SIDE, SHELLS, MEDIATES, *CALM, links=(FOR_CALM,))
    assert "besieger_2" not in makers(found)


def test_two_forces_of_a_side_that_fight_each_other_are_two():
    clash = event("clash", "fight", ("p:coast",), ("p:guard",), ("pl:quarter",))
    found = decision(OF_THE_SIDE, SHELLS, clash)
    assert makers(found)["besieger_2"] == ("p:coast",)
    assert "c:clash" in roles(found)["besieger_2"].claims


def test_an_enemy_who_attacks_there_is_no_besieger_of_the_side():
    raid = event("raid", "attack", ("p:wolves",), ("p:guard",), ("pl:quarter",))
    assert "besieger_2" not in makers(decision(raid))


def test_a_patron_that_keeps_out_counts_for_whom_it_backs():
    cut = event("cut", "withhold_support", ("p:empire",), ("p:government",))
    found = decision(OF_THE_SIDE, BACKED, cut)
    assert makers(found)["besieger_2"] == ("p:coast",)
    assert {"c:cut", "c:coast_backed"} <= set(roles(found)["besieger_2"].claims)


def test_a_deal_in_its_own_name_adds_to_a_sign():
    deal = Agreement(
        id="a:own", name=Text(en="A deal"), status="implemented", signatories=("p:coast",),
        claims=("c:signed",),
    )  # fmt: skip
    signed = event("signed", "agree", ("p:coast",), obj="a:own")
    assert "besieger_2" in makers(decision(OF_THE_SIDE, MEDIATES, signed, agreements=(deal,)))
    assert "besieger_2" not in makers(decision(OF_THE_SIDE, signed, agreements=(deal,)))


def test_a_corps_and_its_one_brigade_are_told_apart_together():
    corps = relation("hill_of", "sub_unit_of", "p:hill", "p:coast")
    mediates = event("hill_mediates", "mediate", ("p:hill",))
    found = decision(OF_THE_SIDE, corps, mediates, *CALM, links=(FOR_CALM,))
    assert set(makers(found)["besieger_2"]) == {"p:coast", "p:hill"}


def test_three_forces_with_three_patrons_are_three():
    hill = event("hill_shells", "attack", ("p:hill",), (), ("pl:quarter",))
    third = relation("hill_backed", "backed_by", "p:hill", "p:neighbour")
    found = decision(SHELLS, BACKED, RULER_BACKED, hill, third)
    assert makers(found)["besieger_3"] == ("p:hill",)
    told = statements(found)
    assert told["local_no_assault"].condition == "not (assault or assault_2 or assault_3)"
    assert conflict_from_decision(found).n_states == 2 ** len(found.options)


# ---- what is made of it -------------------------------------------------------------------------


def test_the_case_is_clean_is_saved_and_is_framed_the_same_again(tmp_path):
    case = framed(SHELLS, BACKED, RULER_BACKED)
    ours = [f for f in check_case(case) if "decisions" in str(f) or "campaigns" in str(f)]
    assert ours == []
    save_case(case, tmp_path / "case.yaml")
    assert load_case(tmp_path / "case.yaml") == case
    assert frame_case(case) == case


def test_the_campaign_is_of_those_who_attack_and_fronts_are_not_of_the_others():
    both = framed(SHELLS, BACKED, RULER_BACKED).campaigns[0]
    assert set(both.strong_side) == {"p:government", "p:guard", "p:coast"}
    asked = {q.about: q.text for q in both.asks}
    assert "The government and The Coast Brigade" in asked["strong_shares"].en
    assert "strong_side" not in asked
    calm = framed(OF_THE_SIDE, MEDIATES, *CALM, links=(FOR_CALM,)).campaigns[0]
    assert set(calm.strong_side) == {"p:government", "p:guard"}
    asked = {q.about: q.text for q in calm.asks}
    assert "لواء الساحل" in asked["strong_side"].ar
    assert "strong_shares" not in asked
    assert all("p:coast" not in front.holders for front in calm.fronts)


def test_levers_are_there_for_each_and_the_patron_s_only_where_it_is_known():
    found = {lever.id for lever in levers_of(decision(SHELLS, BACKED, RULER_BACKED))}
    assert {"monitored_line", "monitored_line_2", "verified_halt_2", "price_of_breach_2"} <= found
    assert {"patron_withholds", "patron_withholds_2"} <= found
    assert {"sworn_guarantee", "local_force"} <= found
    calm = {v.id for v in levers_of(decision(OF_THE_SIDE, MEDIATES, *CALM, links=(FOR_CALM,)))}
    assert not {"patron_withholds", "patron_withholds_2"} & calm


def test_a_lever_for_all_changes_what_is_there_of_each():
    levers = {v.id: v for v in levers_of(decision(SHELLS, BACKED, RULER_BACKED))}
    paths = [op.path.rpartition("/")[2] for op in levers["local_force"].patch.ops]
    assert paths == ["besieger_leave", "besieger_leave_2"]
    (price,) = levers["price_of_breach_2"].patch.ops
    assert price.value["condition"] == "not breach_2"
    assert list(price.value["over"]) == ["besieger_breach_2"]
    assert price.value["decision_maker"] == "besieger_2"


def test_a_pattern_written_out_twice_is_the_same():
    found = decision(SHELLS, BACKED, RULER_BACKED)
    once = unfolded(load_pattern("siege-and-evacuation"), found)
    assert unfolded(once, found) == once
    assert [o.id for o in once.options] == [o.id for o in found.options]


# ---- from reports -------------------------------------------------------------------------------

ENGLISH = """---
publisher: Valley Desk (example)
date: 2032-03-04
title: Two forces around the town of Sahlan, two paymasters
language: en
---

The Northern Army besieged the town of Sahlan on Monday. The Coast Brigade besieged the town of \
Sahlan on Tuesday. Iran supports the Northern Army with money and weapons. Russia supports the \
Coast Brigade and pays its men.

The Sahlan Council, which represents the town of Sahlan, is negotiating with the Northern Army. \
The Northern Army demands that the Cedar Battalion be evacuated to the north.

On Tuesday the Northern Army shelled Sahlan. On Wednesday the Coast Brigade attacked Sahlan.
"""
ARABIC = """---
publisher: مكتب الوادي (مثال)
date: 2032-03-04
title: بلدة سهلان بين قوتين لكل منهما داعم
language: ar
---

يحاصر جيش الشمال ولواء الساحل بلدة سهلان منذ يوم الاثنين. وتدعم إيران جيش الشمال بالمال والسلاح. \
وتدعم روسيا لواء الساحل وتدفع رواتب عناصره، وقائد لواء الساحل هو سالم الخطيب.

وتفاوض اللجنة المركزية الممثلة عن بلدة سهلان جيش الشمال. ويطالب جيش الشمال بترحيل كتيبة الأرز إلى \
الشمال.

وقصف جيش الشمال بلدة سهلان يوم الثلاثاء. وهاجم لواء الساحل بلدة سهلان يوم الأربعاء.
"""


@pytest.mark.parametrize(("language", "text"), [("ar", ARABIC), ("en", ENGLISH)])
def test_two_forces_with_two_patrons_are_read_and_told_apart(language, text, tmp_path):
    from sulh.read import read_reports

    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    case = frame_case(read_reports([tmp_path / "report.txt"]))
    (found,) = case.decisions
    names = {p.id: p.name.in_(language) for p in case.parties}
    bound = {r.name: [names[p] for p in r.parties] for r in found.roles if r.parties}
    army, brigade = {"ar": ("جيش الشمال", "لواء الساحل")}.get(
        language, ("Northern Army", "Coast Brigade")
    )
    assert bound["besieger"] == [army]
    assert bound["besieger_2"] == [brigade]
    assert bound["patron"] == [names["p:iran"]]
    assert bound["patron_2"] == [names["p:russia"]]
    assert all(role.claims for role in found.roles if role.parties)


@pytest.mark.parametrize(("language", "text"), [("ar", ARABIC), ("en", ENGLISH)])
def test_with_one_patron_told_of_they_are_one_and_it_is_asked(language, text, tmp_path):
    from sulh.read import read_reports

    cut = {
        "en": text.replace("Iran supports the Northern Army with money and weapons. ", ""),
        "ar": text.replace("وتدعم إيران جيش الشمال بالمال والسلاح. ", ""),
    }[language]
    assert cut != text
    (tmp_path / "report.txt").write_text(cut, encoding="utf-8")
    (found,) = frame_case(read_reports([tmp_path / "report.txt"])).decisions
    assert len(makers(found)["besieger"]) == 2
    assert "besieger" in {q.about for q in found.asks}


# ---- and asked of it ----------------------------------------------------------------------------


def test_the_simulation_plays_an_assault_by_either_as_one():
    from sulh.settlement.bridge_play import play_of_states

    found = decision(SHELLS, BACKED, RULER_BACKED)
    pattern = unfolded(load_pattern("siege-and-evacuation"), found)
    conflict = conflict_from_decision(found)
    place = play_of_states(found, load_pattern("siege-and-evacuation"), conflict)
    bits = {o.id: 1 << j for j, o in enumerate(found.options)}
    plays = [p.id for p in pattern.played_by]

    def played(*on):
        at = place[sum(bits[o] for o in on)]
        return plays[at] if at >= 0 else None

    assert played("assault") == played("assault_2") == played("assault", "assault_2") == "assault"
    assert played() == "calm"
    assert played("hand_over", "leave") == "kept_departure"
    assert played("hand_over", "leave", "breach_2") == "broken_departure"
    assert played("hand_over", "leave", "breach", "assault_2") is None


def test_each_is_after_what_its_role_is_after():
    from sulh.settlement.aims import aims_of

    found = decision(SHELLS, BACKED, RULER_BACKED)
    aims = {a.id: a for a in aims_of(found, load_pattern("siege-and-evacuation"))}
    assert aims["besieger_unbound_2"].condition == "breach_2"
    assert aims["besieger_unbound_2"].decision_maker == "besieger_2"
    assert aims["besieger_unpunished_2"].condition == "punish and breach_2"
    assert aims["local_unbroken"].condition == "hand_over and (breach or breach_2)"

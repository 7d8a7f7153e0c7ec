"""From claims to decisions: who is bound, on what evidence, and what is asked for instead."""

from dataclasses import replace

import pytest
from frame_cases import afterlife, event, joined, link, one_by_one, party, relation, siege

from sulh.case.model import Text
from sulh.frame import frame_case, missing_roles


def framed(case, pattern):
    return next(d for d in frame_case(case).decisions if d.pattern == pattern)


def roles(decision):
    return {role.name: role for role in decision.roles}


def test_a_siege_is_bound_with_its_evidence():
    found = roles(framed(siege(), "siege-and-evacuation"))
    assert found["besieger"].parties == ("p:government", "p:guard")
    assert {"c:demand", "c:leave", "c:attack"} <= set(found["besieger"].claims)
    assert found["local_body"].parties == ("p:council",)
    assert found["local_body"].claims[0] == "c:for_quarter"
    assert set(found["hold_out"].parties) == {"p:lions", "p:wolves"}
    assert found["guarantor"].parties == ("p:neighbour",)
    assert found["guarantor"].claims == ("c:calm_sent",)
    assert found["host"].parties == ("pl:north",)
    assert all(role.basis == "text" for role in found.values() if role.parties)


def test_residents_are_never_a_hold_out_group():
    assert "p:people" not in roles(framed(siege(), "siege-and-evacuation"))["hold_out"].parties


def test_what_is_not_known_stays_empty_and_is_asked_for_in_both_languages():
    decision = framed(siege(), "siege-and-evacuation")
    assert roles(decision)["patron"].parties == ()
    ask = next(q for q in decision.asks if q.about == "patron")
    assert ask.text.ar
    assert ask.text.en
    assert "besieger" not in {q.about for q in decision.asks}


@pytest.mark.parametrize("modality", ["accused", "denied", "predicted", "conditional", "possible"])
def test_what_is_not_asserted_binds_nobody(modality):
    case = siege()
    raid = event("raid", "attack", ("p:radicals",), (), ("pl:quarter",), modality=modality)
    case = replace(case, claims=(*case.claims, raid))
    assert "p:radicals" not in roles(framed(case, "siege-and-evacuation"))["besieger"].parties


def test_an_asserted_attack_on_the_same_area_does_bind():
    case = siege()
    raid = event("raid", "attack", ("p:radicals",), (), ("pl:quarter",))
    case = replace(case, claims=(*case.claims, raid))
    assert "p:radicals" in roles(framed(case, "siege-and-evacuation"))["besieger"].parties


@pytest.mark.parametrize("fault", ["denied", "rejected", "superseded"])
def test_claims_that_do_not_stand_bind_nobody(fault):
    case = siege()
    raid = event("raid", "attack", ("p:radicals",), (), ("pl:quarter",))
    links = case.links
    if fault == "denied":
        denial = event("denial", "deny", ("p:radicals",))
        case = replace(case, claims=(*case.claims, denial))
        links = (*links, link("no", "denies", "denial", "raid"))
    if fault == "rejected":
        raid = replace(raid, decision="rejected")
    if fault == "superseded":
        raid = replace(raid, superseded_by="c:attack")
    case = replace(case, claims=(*case.claims, raid), links=links)
    assert "p:radicals" not in roles(framed(case, "siege-and-evacuation"))["besieger"].parties


def test_forces_sent_to_keep_a_calm_do_not_besiege():
    case = siege()
    police = event("police", "mobilise", ("p:wardens",), (), ("pl:quarter",))
    case = replace(
        case,
        claims=(*case.claims, police),
        parties=(*case.parties, party("wardens", "armed_force", "الشرطة", "The wardens")),
    )
    assert "p:wardens" not in roles(framed(case, "siege-and-evacuation"))["besieger"].parties


def test_statements_say_what_they_rest_on():
    statements = {s.id: s for s in framed(siege(), "siege-and-evacuation").statements}
    assert statements["besieger_leave"].basis == "text"
    assert set(statements["besieger_leave"].claims) == {"c:demand", "c:leave"}
    assert statements["besieger_leave"].belief == 0.95
    assert statements["local_keep"].basis == "pattern"
    assert statements["local_keep"].claims == ()
    assert statements["local_keep"].belief < 1


def test_priorities_are_known_only_where_a_claim_shows_them():
    statements = {s.id: s for s in framed(siege(), "siege-and-evacuation").statements}
    assert set(statements["hold_out_no_betrayal"].over) == {"hold_out_stay", "hold_out_no_assault"}
    assert "c:refused" in statements["hold_out_no_betrayal"].claims
    assert statements["hold_out_no_assault"].over == ("hold_out_stay",)
    without = replace(siege(), links=())
    again = {s.id: s for s in framed(without, "siege-and-evacuation").statements}
    assert again["hold_out_no_betrayal"].over == ()


def test_the_threat_is_one_of_two_and_asked_about():
    decision = framed(siege(), "siege-and-evacuation")
    choice = [s for s in decision.statements if s.choice == "threat"]
    assert {s.condition for s in choice} == {"punish iff breach", "not punish"}
    assert "threat_credible" in {q.about for q in decision.asks}


def test_without_a_guarantor_nothing_names_what_it_could_do():
    case = siege()
    case = replace(case, claims=tuple(c for c in case.claims if c.id != "c:calm_sent"), links=())
    decision = framed(case, "siege-and-evacuation")
    assert "guarantor" not in {who.id for who in decision.decision_makers}
    assert "punish" not in {option.id for option in decision.options}
    assert not [s for s in decision.statements if "punish" in s.condition]
    assert not [o for o in decision.outcomes if "punish" in o.on]
    assert "guarantor" in {q.about for q in decision.asks}


def test_areas_taken_one_by_one():
    case = frame_case(one_by_one())
    decision = next(d for d in case.decisions if d.pattern == "separate-truces")
    found = roles(decision)
    assert found["strong_side"].parties == ("p:government",)
    assert found["area_now"].parties == ("p:south",)
    assert found["other_areas"].parties == ("p:hills",)
    assert found["weak_backers"].parties == ("p:friends",)
    assert found["patron"].parties == ("p:empire",)
    stay_away = next(s for s in decision.statements if s.id == "backers_stay_away")
    assert (stay_away.basis, stay_away.claims) == ("text", ("c:no_help",))


def test_a_mediation_that_is_only_proposed_makes_no_guarantor():
    found = roles(framed(one_by_one(), "separate-truces"))
    assert found["guarantor"].parties == ()


def test_one_area_taken_is_not_a_sequence():
    case = one_by_one()
    few = tuple(c for c in case.claims if c.id not in {"c:took_east", "c:took_west"})
    patterns = {d.pattern for d in frame_case(replace(case, claims=few)).decisions}
    assert "separate-truces" not in patterns


def test_two_situations_and_the_later_is_the_afterlife_of_the_earlier():
    case = frame_case(afterlife())
    early = [d for d in case.decisions if d.when.start.year == 2028]
    late = [d for d in case.decisions if d.when.start.year == 2031]
    assert {d.pattern for d in early} == {"separate-truces", "siege-and-evacuation"}
    assert {d.pattern for d in late} == {"siege-and-evacuation"}
    assert late[0].follows in {d.id for d in early}
    assert set(late[0].because) == {"c:recalled", "c:hand_over"}
    assert [d.when.start.year for d in case.decisions] == [2028, 2028, 2031]


def test_without_a_shared_agreement_nothing_follows():
    case = frame_case(joined(one_by_one(), siege("late")))
    assert all(d.follows is None and d.because == () for d in case.decisions)


def test_a_deal_made_before_the_earlier_texts_is_not_their_outcome():
    import datetime as dt

    from sulh.case.model import When

    case = afterlife()
    old = When(start=dt.date(2024, 1, 1), end=dt.date(2024, 1, 31), precision="month")
    agreements = tuple(replace(a, when=old) if a.id == "a:southern" else a for a in case.agreements)
    assert all(
        d.follows is None for d in frame_case(replace(case, agreements=agreements)).decisions
    )


def test_undated_reports_are_told_apart_by_the_latest_past_they_name():
    import datetime as dt

    from sulh.case.model import When

    def dated(case, source, year):
        past = event("past", "protest", source=f"s:{source}", when=When(start=dt.date(year, 1, 1)))
        return replace(case, claims=(*case.claims, replace(past, id=f"c:past_{source}")))

    early = dated(one_by_one(day=None), "early", 2025)
    late = dated(siege("late", day=None), "late", 2028)
    case = frame_case(joined(early, late))
    found = {d.pattern: d for d in case.decisions}
    assert roles(found["separate-truces"])["strong_side"].parties == ("p:government",)
    assert all("2031" not in d.title.en and d.when.precision == "vague" for d in case.decisions)
    assert len({d.when.start for d in case.decisions}) == 2


def test_reports_of_one_time_and_area_are_one_situation():
    import datetime as dt

    first, second = siege("one"), siege("two", dt.date(2031, 6, 1))
    renamed = tuple(replace(c, id=f"{c.id}_b") for c in second.claims)
    case = joined(first, replace(second, claims=renamed))
    assert len(frame_case(case).decisions) == 1


def test_years_of_reports_on_one_area_are_not_one_situation():
    import datetime as dt

    case = siege("r0", dt.date(2031, 1, 1))
    for i in range(1, 8):
        more = siege(f"r{i}", dt.date(2031, 1, 1) + dt.timedelta(days=200 * i))
        renamed = tuple(replace(c, id=f"{c.id}_{i}") for c in more.claims)
        case = joined(case, replace(more, claims=renamed))
    decisions = frame_case(case).decisions
    assert len(decisions) == 3
    assert len({d.id for d in decisions}) == 3
    for decision in decisions:
        assert (decision.when.end - decision.when.start).days <= 540


def test_two_situations_of_one_year_and_area_are_both_kept():
    import datetime as dt

    early = siege("r0", dt.date(2031, 1, 1))
    late = siege("r1", dt.date(2031, 12, 1))
    renamed = tuple(replace(c, id=f"{c.id}_b") for c in late.claims)
    case = frame_case(joined(early, replace(late, claims=renamed)))
    assert len({d.id for d in case.decisions}) == len(case.decisions) == 2
    assert len({g.id for g in case.campaigns}) == 2
    assert frame_case(case) == case


def test_framing_twice_changes_nothing():
    once = frame_case(afterlife())
    assert frame_case(once) == once


def test_an_edit_of_the_analyst_stays():
    once = frame_case(siege())
    title = Text(ar="عنوان المحلل", en="The analyst's title")
    edited = replace(once, decisions=(replace(once.decisions[0], title=title),))
    assert frame_case(edited).decisions == edited.decisions


def test_nothing_fits_and_what_is_missing_is_said():
    case = replace(
        siege(), claims=(relation("near", "opposed_to", "p:lions", "p:wolves"),), links=()
    )
    again = frame_case(case)
    assert again.decisions == ()
    asked = {q.about: q.text for q in missing_roles(again)}
    assert {"siege-and-evacuation/besieger", "siege-and-evacuation/local_body"} <= set(asked)
    assert len(asked) <= 5
    assert asked["siege-and-evacuation/besieger"].en.startswith("Siege and evacuation: ")
    assert asked["siege-and-evacuation/besieger"].ar.startswith("حصار وإخلاء: ")
    assert missing_roles(frame_case(siege())) == ()


def test_a_forced_pattern_leaves_empty_what_it_cannot_bind():
    case = replace(
        siege(), claims=(relation("near", "opposed_to", "p:lions", "p:wolves"),), links=()
    )
    decision = frame_case(case, ["siege-and-evacuation"]).decisions[0]
    assert roles(decision)["besieger"].parties == ()
    assert {"besieger", "local_body"} <= {q.about for q in decision.asks}
    assert {who.id for who in decision.decision_makers} == {"besieger", "local_body"}


def test_a_person_stands_for_a_group_and_is_never_bound():
    for decision in frame_case(afterlife()).decisions:
        for role in decision.roles:
            assert not [party for party in role.parties if party.startswith("x:")]

"""The next offer, what contains a settlement, what an answer owes to a source."""

import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from settlement_conflicts import B, E, H, P, core, statement, words
from test_settlement_levers import DISMISS, MONITORS, OATH, lever

from sulh.case.model import Decision, DecisionMaker, Option, Outcome
from sulh.frame import frame_case
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement import Line, next_offer, what_drives, what_sources_drive
from sulh.settlement.containing import containing_states
from sulh.settlement.decisions import settle_decision, study_outcome
from sulh.settlement.levers import apply_levers, priced

sys.path.insert(0, str(Path(__file__).parents[1] / "frame"))
from frame_cases import joined, siege


def holds(decision, outcome="kept", n=300):
    return study_outcome(decision, outcome, n=n, seed=0, exact_per_draw=20).looked.share("holds", 0)


def test_offers_are_what_each_change_alone_gives_best_first():
    decision = core("either", free=("besieger",))
    found = next_offer(decision, "kept", levers=[MONITORS, OATH], n=300, costs={"oath": 9.0})
    assert found.base.p == 0.25
    gains = {(o.kind, o.change, o.to): o for o in found.offers}
    for tool in (MONITORS, OATH):
        offer = gains["lever", tool.id, ""]
        assert offer.holds.p == holds(apply_levers(decision, [tool])).p
        assert offer.gain == pytest.approx(offer.holds.p - found.base.p)
        assert (offer.gain_se, offer.target) == (0.0, ("H", "E"))
    assert gains["lever", "oath", ""].cost == 9.0
    stays = gains["option", "E", "off"]
    assert (stays.target, stays.cost) == (("H",), None)
    assert [o.gain for o in found.offers] == sorted((o.gain for o in found.offers), reverse=True)
    assert found.offers[0].change == "monitors"


def test_no_offer_gives_the_besieger_more_to_do_or_crosses_a_line():
    decision = core("either")
    offered = {(o.change, o.to) for o in next_offer(decision, "kept", levers=[], n=50).offers}
    assert offered == {("H", "off"), ("E", "off"), ("P", "on")}
    line = Line(decision_maker="hold_out", condition="H", kind="red", by="party")
    less = {
        (o.change, o.to) for o in next_offer(decision, "kept", levers=[], lines=[line], n=50).offers
    }
    assert less == {("E", "off"), ("P", "on")}


def test_the_error_of_a_gain_is_that_of_paired_draws():
    decision = core("either", free=("besieger", "local", "hold_out", "guarantor"))
    found = next_offer(decision, "kept", levers=[OATH, DISMISS], n=400)
    drawn = [o for o in found.offers if not o.holds.exact]
    assert drawn
    for offer in drawn:
        apart = (found.base.se**2 + offer.holds.se**2) ** 0.5
        assert 0 <= offer.gain_se <= apart + 1e-12


def test_costs_are_the_analysts_everywhere():
    made = priced([MONITORS, OATH], {"monitors": 0.5})
    assert [tool.cost for tool in made] == [0.5, 2]


def test_what_contains_a_settlement_brings_no_further_harm():
    decision = core()
    conflict = conflict_from_decision(decision)
    # without a pattern only what is done now is known to harm
    assert set(containing_states(decision, conflict, H | E)) == {
        H | E, H | E | P, H | E | B, H | E | B | P,
    }  # fmt: skip
    framed = next(d for d in frame_case(siege()).decisions if d.pattern == "siege-and-evacuation")
    kept = next(o for o in settle_decision(framed, n=200).outcomes if o.kind == "settlement")
    options = [o.id for o in framed.options]
    harm = [options.index(o) for o in options if o in {"assault", "breach"}]
    assert kept.state in kept.containing.states
    for state in kept.containing.states:
        assert state & kept.state == kept.state
        assert not any(state >> j & 1 for j in harm)


def test_the_share_of_what_contains_a_settlement_by_brute_force():
    from sulh.graph import analyze
    from sulh.settlement import preferences_of
    from sulh.settlement.space import OrderSpace

    decision = core("either", free=("guarantor",))
    result = settle_decision(decision, n=500)
    outcome = next(o for o in result.outcomes if o.outcome == "kept")
    conflict = conflict_from_decision(decision)
    space = OrderSpace(conflict, preferences_of(decision))
    total = {"seq": 0.0, "besieger": 0.0, "holds": 0.0}
    for scene, row in zip(space.scenes, space.tables, strict=True):
        for pick in product(*(range(len(orders.weights)) for orders in row)):
            weight, ranks = scene.weight, []
            for orders, i in zip(row, pick, strict=True):
                weight *= orders.weights[i]
                ranks.append(orders.ranks[i])
            found = analyze(conflict.with_payoffs(ranks), ("seq", "sseq")).stable
            at = list(outcome.containing.states)
            total["seq"] += weight * found["seq"].all(axis=0)[at].any()
            total["besieger"] += weight * found["seq"][0, at].any()
            total["holds"] += weight * (found["seq"] & found["sseq"]).all(axis=0)[at].any()
    seq = next(c for c in outcome.containing.concepts if c.concept == "seq")
    assert seq.shares[0].p == pytest.approx(total["seq"])
    assert dict(seq.by_decision_maker)["besieger"].p == pytest.approx(total["besieger"])
    assert outcome.containing.holds.p == pytest.approx(total["holds"])
    assert outcome.containing.holds.p >= outcome.holds.share.p


def test_knowing_can_change_which_levers_to_choose():
    decision = core("either")
    cheap = replace(MONITORS, cost=3.0)
    found = what_drives(decision, "kept", levers=[cheap], p=0.9, n=400)
    driver = next(d for d in found.statements if d.statement == "guarantor_credible")
    shift = driver.levers
    # if the threat is credible nothing is needed; if it is empty the monitors are, as before
    assert (shift.if_true.cheapest, shift.if_false.cheapest) == ((), ("monitors",))
    assert shift.if_true.comes_in == ((),)
    assert shift.if_true.goes_out == (("monitors",),)
    assert (shift.if_false.comes_in, shift.if_false.goes_out) == ((), ())
    assert (shift.budget, shift.value) == (3.0, 0.0)


def tempted():
    """One side is drawn to break a deal in one of two ways, nobody knows which."""
    return Decision(
        id="d:core",
        title=words("tempted"),
        decision_makers=tuple(DecisionMaker(id=w, title=words(w)) for w in ("one", "other")),
        options=tuple(
            Option(id=o, owner=w, title=words(o))
            for o, w in (("b", "one"), ("c", "one"), ("d", "other"))
        ),
        statements=(
            statement("one", "_b", "b and not c", belief=0.5, choice="way"),
            statement("one", "_c", "c and not b", belief=0.5, choice="way"),
            statement("other", 0, "not d"),
        ),
        outcomes=(
            Outcome(id="now", title=words("now"), on=("d",), kind="status_quo"),
            Outcome(id="deal", title=words("deal"), on=(), kind="settlement"),
        ),
    )


def test_the_value_of_knowing_is_that_of_choosing_better_for_the_same_money():
    bars = [lever(f"bar_{o}", ("set", f"options/{o}/moves", "off")) for o in "bc"]
    found = what_drives(tempted(), "deal", levers=bars, p=0.5, n=400)
    assert found.base.p == 0.0
    driver = next(d for d in found.statements if d.statement == "one_c")
    # whichever is barred without knowing is the wrong one in half the orders
    assert (driver.levers.budget, driver.levers.value) == (1.0, 0.5)
    assert driver.levers.if_true.cheapest == ("bar_c",)
    assert driver.levers.if_true.goes_out == (("bar_b",),)
    assert driver.value == 0.0  # without levers, knowing would change nothing
    # where the other side would leave in half the orders whatever is done, it is worth half
    wary = tuple(
        replace(s, belief=0.5) if s.decision_maker == "other" else s for s in tempted().statements
    )
    wants = statement("other", 1, "d", over=("other0",), belief=0.5)
    torn = replace(tempted(), statements=(*wary, wants))
    less = what_drives(torn, "deal", levers=bars, p=0.2, n=400)
    same = next(d for d in less.statements if d.statement == "one_c")
    assert same.levers.value == pytest.approx(0.25, abs=0.05)
    # the two readings are one question, and it is worth asking for the levers alone
    (ask,) = found.ask_next
    assert (ask.moves_share, ask.moves_levers, ask.worth) == (0.0, 0.5, 0.5)


def test_what_to_find_out_next_is_ranked_by_what_it_is_worth():
    decision = core("either")
    doubted = tuple(
        replace(s, belief=0.9) if s.condition == "B" else s for s in decision.statements
    )
    found = what_drives(replace(decision, statements=doubted), "kept", n=400)
    worth = [ask.worth for ask in found.ask_next]
    assert worth == sorted(worth, reverse=True)
    assert [ask.statement for ask in found.ask_next] == ["guarantor_credible", "besieger4"]
    assert found.ask_next[0].moves_levers is None


def test_what_rests_on_one_source_alone_is_taken_to_be_wrong_together():
    first, second = siege("one"), siege("two")
    renamed = tuple(replace(c, id=f"{c.id}_b") for c in second.claims)
    both = frame_case(joined(first, replace(second, claims=renamed)))
    of = {claim.id: claim.source for claim in both.claims}
    held = {s.id: s.claims for s in both.decisions[0].statements}
    for driver in what_sources_drive(both, both.decisions[0].id, n=100).sources:
        # what both say does not hang on one of them
        assert "besieger_breach" not in driver.statements
        for name in driver.statements:
            assert {of[claim] for claim in held[name]} == {driver.source}
    alone = frame_case(first)
    (driver,) = what_sources_drive(alone, alone.decisions[0].id, n=100).sources
    assert "besieger_breach" in driver.statements
    assert driver.if_wrong.p != driver.standing.p
    assert driver.flips  # without it there is no decision at all

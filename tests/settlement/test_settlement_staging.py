"""Exchanges in steps and separate deals."""

from dataclasses import replace

import pytest
from settlement_conflicts import core, statement, words

from sulh.case.model import Option, Patch, Ranking
from sulh.errors import ModelError, PatchError
from sulh.settlement import Lever, find_levers
from sulh.settlement.decisions import study_outcome
from sulh.settlement.levers import refuse_harm, restricted
from sulh.settlement.staging import check_exchange, staged
from sulh.settlement.trying import Trying


def steps(*options, n=2, cost=1.0):
    patch = Patch(id="steps", title=words("steps"))
    return Lever(
        id="steps", kind="sequence", title=words("steps"), cost=cost, patch=patch,
        exchange=options, n_steps=n,
    )  # fmt: skip


def separate(*who):
    patch = Patch(id="separate", title=words("separate"))
    return Lever(
        id="separate", kind="separate", title=words("separate"), cost=1.0, patch=patch,
        signatories=who,
    )  # fmt: skip


ALL = steps("H", "E", "A")


def share(decision, levers=()):
    changed = staged(decision, "kept", levers)
    looked = study_outcome(changed, "kept", n=500, seed=0, exact_per_draw=50).looked
    return [
        looked.share("holds", 0).p,
        *(looked.share("steps", i).p for i in range(len(changed.steps))),
    ]


def test_a_split_keeps_the_measure_and_the_share():
    for threat, free in (("credible", ()), ("either", ()), ("either", ("besieger",))):
        (whole,) = share(core(threat, free))
        end, middle = share(core(threat, free), [ALL])
        assert end == whole
        assert middle == whole  # here the hand-over is breached at any step, or at none


def test_parts_are_done_in_order_and_belief_and_choice_stay():
    changed = staged(core("either"), "kept", [replace(ALL, n_steps=3)])
    names = [option.id for option in changed.decision.options]
    assert [n for n in names if n.startswith("H")] == ["H_part1", "H_part2", "H_part3"]
    assert "H_part2 and not H_part1" in changed.decision.infeasible
    assert "A_part1 and not A_part2" in changed.decision.infeasible
    assert changed.steps == (
        ("A_part2", "A_part3", "H_part1", "E_part1"),
        ("A_part3", "H_part1", "H_part2", "E_part1", "E_part2"),
    )
    # what excludes a state excludes it in every part: a breach needs a part handed over
    assert (
        "B and not H_part1 and B and not H_part2 and B and not H_part3"
        in changed.decision.infeasible
    )
    besieger = changed.preferences[0]
    assert dict(besieger.parts)["besieger3"] == tuple(
        f"A_part{i} iff not H_part{i}" for i in (1, 2, 3)
    )
    assert [s.id for s in besieger.statements] == [f"besieger{i}" for i in range(5)]


def with_resistance():
    """The empty threat, but the local body can resist while not all is handed over."""
    decision = core("empty")
    resist = Option(id="R", owner="local", title=words("R"))
    local = [s for s in decision.statements if s.decision_maker == "local"]
    wants = statement("local", "_resist", "R iff B", over=("local0",))
    fears = statement("besieger", "_fears", "not R", over=("besieger0",))
    others = [s for s in decision.statements if s.decision_maker != "local"]
    return replace(
        decision,
        options=(*decision.options, resist),
        infeasible=(*decision.infeasible, "R and H"),
        statements=(wants, *local, fears, *others),
    )


def test_steps_protect_what_is_held_back_and_not_the_last_step():
    decision = with_resistance()
    assert share(decision) == [0.0]
    end, middle = share(decision, [ALL])
    assert middle == 1.0
    assert end == 0.0


def test_a_set_works_only_if_every_step_holds():
    decision = core("credible")
    # a guarantor that minds no breach before all is handed over
    lazy = tuple(
        replace(s, condition="P iff (B and E)") if s.condition == "P iff B" else s
        for s in decision.statements
    )
    decision = replace(decision, statements=lazy)
    exchange = steps("H", "A")  # leaving comes last, so that nothing protects the first step
    trying = Trying(decision, "kept", (exchange,), n=100, seed=0)
    found = trying((0,))
    assert found.holds.p == 1.0
    assert found.steps[0].p == 0.0
    assert found.weakest == 0.0
    told = trying.told((0,))
    assert (told.steps[0].step, told.steps[0].on) == (1, ("A_part2", "H_part1"))
    search = find_levers(decision, "kept", p=0.9, levers=[exchange], n=100)
    assert [each.levers for each in search.minimal] == [()]


def test_a_separate_deal_leaves_the_others_as_they_are():
    decision = core("credible")
    signed = separate("besieger", "local", "guarantor")
    assert restricted(decision, "kept", signed.signatories) == ("H",)
    told = Trying(decision, "kept", (signed,), n=100, seed=0).told((0,))
    assert told.target == ("H",)
    assert told.holds.p == 1.0
    both = Trying(decision, "kept", (signed, ALL), n=100, seed=0).told((0, 1))
    assert both.target == ("H_part1", "H_part2")
    assert both.steps[0].on == ("A_part2", "H_part1")


def test_a_deal_that_frees_forces_is_refused():
    with pytest.raises(ModelError, match="leaves A on: it would free forces"):
        refuse_harm(core(), separate("local", "hold_out"), "kept")
    with pytest.raises(ModelError, match="while A goes on; exchange it too"):
        refuse_harm(core(), steps("H", "E"), "kept")
    with pytest.raises(ModelError, match="while A goes on"):
        find_levers(core(), "kept", levers=[steps("H")], n=10)


@pytest.mark.parametrize(
    ("lever", "said"),
    [
        (steps("H", "X"), "no option X"),
        (steps("H", "P"), "P is the same"),
        (steps("H", n=1), "2 to 6 steps, not 1"),
        (steps("H", n=9), "2 to 6 steps, not 9"),
        (separate("besieger", "locals"), "did you mean local"),
        (separate("besieger", "local", "hold_out", "guarantor"), "somebody who does not"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_lever_named(lever, said):
    with pytest.raises(ModelError, match=said):
        check_exchange(core(), "kept", lever)


def test_whole_states_cannot_be_split():
    ranked = replace(
        core(), rankings=(Ranking(decision_maker="hold_out", order=("H E", "H", "A")),)
    )
    with pytest.raises(ModelError, match="hold_out is said of whole states"):
        check_exchange(ranked, "kept", ALL)


def test_two_exchanges_exclude_one_another():
    with pytest.raises(PatchError, match="one separate deal and one exchange"):
        staged(core(), "kept", [ALL, steps("H", "A")])
    found = find_levers(
        core("either"), "kept", levers=[ALL, replace(steps("H", "A"), id="more")], n=50
    )
    assert (found.n_sets, found.n_unfit) == (4, 1)

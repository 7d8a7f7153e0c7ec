"""Deals that stand at the start: kept, broken, and the same in both engines."""

import numpy as np
import pytest

from sulh.errors import ModelError
from sulh.simulation import Arm, Policy, Structure, World, run_arms
from sulh.simulation.state import ACTIVE, BROKEN, DEAL

FORMS = [Structure()]
ARMS = (Arm(id="as it is"), Arm(id="guaranteed", policy=Policy(guarantor=True, monitored=True)))


def world(**changes):
    fields = {
        "areas": ["درعا", "طفس"], "parties": ["الدولة", "أهالي", "روسيا"], "strong": ["الدولة"],
        "mobile": {"الدولة": 2000}, "force": [[0, 400, 0], [0, 300, 0]],
        "population": [30_000, 20_000], "guarantor": "روسيا", "horizon_weeks": 40,
        "deal": [False, True], "deal_weeks": [0, 30], "deal_arms": [0.0, 0.4],
    }  # fmt: skip
    return World.make(**(fields | changes))


def run(engine="reference", runs=80, **changes):
    return run_arms(world(**changes), ARMS, runs, 3, structures=FORMS, engine=engine)


def full(**changes):
    return run_arms(world(**changes), ARMS, 60, 3, structures=FORMS, full=True)


def test_it_stands_at_the_start_and_its_formations_do_not_fight():
    data = full().to_xarray()
    start = data.isel(time=0).sel(area="طفس")
    assert (start["status"] == DEAL).all()
    assert (start["age"] == 30).all()
    assert (start["force"] == 0).all()
    assert (start["hybrid"].sel(party="أهالي") == 300).all()
    other = data.isel(time=0).sel(area="درعا")
    assert (other["status"] == ACTIVE).all()
    assert (other["hybrid"] == 0).all()


def test_where_it_breaks_those_who_kept_their_arms_fight_again():
    status = full().to_xarray().sel(area="طفس", arm="as it is")
    broken = (status["status"] == ACTIVE).any("time")
    assert 0 < int(broken.sum()) < broken.size
    at_war = status["force"].sum("party").where(status["status"] == ACTIVE)
    assert float(at_war.max()) <= 300
    assert float(at_war.max()) > 0


def test_a_deal_that_left_no_arms_is_broken_for_good():
    result = full(force=[[0, 400, 0], [0, 0, 0]], deal_arms=[0.0, 0.0])
    status = result.to_xarray().sel(area="طفس", arm="as it is")["status"]
    assert set(np.unique(status)) <= {DEAL, BROKEN}
    assert (status == BROKEN).any()


def test_it_counts_as_settled_from_the_first_week():
    r = run()
    assert (r.of("as it is", "early_deal_share") >= 0.5).all()
    never = run(deal=[True, True])
    assert (never.of("as it is", "weeks_to_deal") == 0).all()


def test_people_are_conserved():
    data = full().to_xarray()
    everybody = sum(
        data[n].sum("area") for n in ("residents", "displaced", "evacuated", "detained", "dead")
    )
    everybody += sum(
        data[n].sum("party")
        for n in ("mobile", "soldiers_dead", "soldiers_left", "soldiers_captured")
    )
    everybody += (data["force"] + data["hybrid"]).sum(("area", "party"))
    assert (everybody == everybody.isel(time=0)).all()


def test_without_deals_nothing_is_other_than_before():
    plain = {"deal": [False, False], "deal_weeks": [9, 9], "deal_arms": [0.5, 0.5]}
    unsaid = {name: np.zeros(0, dtype=kind) for name, kind in (
        ("deal", bool), ("deal_weeks", np.int64), ("deal_arms", float))}  # fmt: skip
    assert run(**plain).values.tobytes() == run(**unsaid).values.tobytes()


def test_shares_of_arms_are_shares():
    with pytest.raises(ModelError, match="deal_arms of طفس is no share: 2"):
        world(deal_arms=[0.0, 2.0])


@pytest.mark.slow
def test_both_engines_run_the_same_deals():
    one, other = run(runs=300), run("compiled", runs=300)
    same = np.isclose(one.values, other.values, rtol=1e-9, atol=1e-9).all(axis=2)
    assert same.mean() > 0.99

"""What there is to agree on."""

from dataclasses import replace

import pytest
from settlement_conflicts import core, statement

from sulh.case.model import Case, Text
from sulh.errors import ConditionError, ModelError
from sulh.settlement import settle, zone_of_agreement

CASE = Case(id="case", title=Text(en="Case"), decisions=(core("either"),))


def terms(decision, **more):
    return {o.outcome: o for o in zone_of_agreement(decision, n=200, **more).outcomes}


def test_everybody_gains_by_the_kept_settlement_and_not_by_its_breach():
    found = terms(core("credible"))
    assert found["kept"].all_gain.p == 1.0
    assert found["assault"].all_gain.p == 0.0
    assert found["breached"].all_gain.p == 0.0


def test_the_status_quo_is_not_pareto_where_everybody_gains_elsewhere():
    found = terms(core("credible"))
    assert found["assault"].pareto.p == 0.0
    assert found["kept"].pareto.p in (0.0, 1.0)


def test_satisfaction_is_a_place_among_the_states():
    found = terms(core("credible"))
    for outcome in found.values():
        values = dict(outcome.satisfaction)
        assert all(0 <= value <= 1 for value in values.values())
        assert values[outcome.least_satisfied] == min(values.values())
    breached = dict(found["breached"].satisfaction)
    assert breached["hold_out"] < dict(found["kept"].satisfaction)["hold_out"]


def test_a_red_line_takes_an_outcome_off_the_table():
    found = terms(core("credible"), red_lines={"hold_out": "not E"})
    assert not found["kept"].within_red_lines
    assert found["kept"].all_gain.p == 0.0
    assert found["kept"].fallback.p == 0.0
    assert found["assault"].within_red_lines


def test_fallback_picks_what_the_worst_off_likes_best():
    two = core("credible")
    found = terms(two)
    best = max(found.values(), key=lambda o: min(v for _, v in o.satisfaction))
    assert found["breached"].fallback.p == 0.0
    assert best.outcome == "kept"


def test_red_lines_that_do_not_fit():
    with pytest.raises(ModelError, match="did you mean hold_out"):
        zone_of_agreement(core(), red_lines={"holdout": "not E"})
    with pytest.raises(ConditionError):
        zone_of_agreement(core(), red_lines={"hold_out": "not Z"})
    with pytest.raises(ModelError, match="status quo"):
        zone_of_agreement(replace(core(), outcomes=core().outcomes[1:]))


def test_drivers_and_levers_come_with_the_answer_when_asked_for():
    bare = settle(CASE, n=100)
    assert (bare.drivers, bare.levers) == ((), ())
    full = settle(CASE, n=1_000, drivers=True, levers=True, outcome="kept")
    assert [d.outcome for d in full.drivers] == ["kept"]
    assert [search.outcome for search in full.levers] == ["kept"]
    with pytest.raises(ModelError, match="did you mean kept"):
        settle(CASE, n=100, drivers=True, outcome="keptt")


def test_a_free_statement_spreads_the_zone():
    decision = core("credible", free=("besieger",))
    more = statement("besieger", "_more", "not E", belief=0.5)
    found = terms(replace(decision, statements=(*decision.statements, more)))
    assert 0 < found["kept"].all_gain.p < 1
    assert found["kept"].all_gain.se > 0

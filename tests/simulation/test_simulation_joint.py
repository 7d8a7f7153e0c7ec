"""Parameters that belong together are drawn together, and give way to priors set by hand."""

import numpy as np
import pytest

from sulh.errors import ModelError
from sulh.simulation import DEFAULTS
from sulh.simulation.parameters import Joint

PAIRS = Joint("pairs", {"trust": np.array([0.2, 0.6]), "hope": np.array([0.1, 0.5])})


def test_rows_stay_together_and_others_keep_their_priors():
    drawn = DEFAULTS.with_joint(PAIRS).draw(3, range(400))
    plain = DEFAULTS.draw(3, range(400))
    pairs = set(zip(drawn["trust"].tolist(), drawn["hope"].tolist(), strict=True))
    assert pairs == {(0.2, 0.1), (0.6, 0.5)}
    assert 0.4 < np.mean(drawn["trust"] == 0.2) < 0.6
    np.testing.assert_array_equal(drawn["optimism"], plain["optimism"])


def test_a_draw_depends_on_its_number_alone():
    known = DEFAULTS.with_joint(PAIRS)
    whole, part = known.draw(1, range(50)), known.draw(1, range(20, 50))
    np.testing.assert_array_equal(whole["trust"][20:], part["trust"])


def test_a_prior_set_by_hand_goes_before_the_joint():
    known = DEFAULTS.with_joint(PAIRS).fix(trust=0.7)
    drawn = known.draw(0, range(20))
    assert set(drawn["trust"]) == {0.7}
    assert set(drawn["hope"]) <= {0.1, 0.5}
    assert known.fix(hope=0.3).joint is None


def test_a_joint_of_what_does_not_exist_is_refused():
    with pytest.raises(ModelError, match="trusst"):
        DEFAULTS.with_joint(Joint("bad", {"trusst": np.array([0.5])}))


def test_further_parameters_keep_the_joint():
    known = DEFAULTS.with_joint(PAIRS).and_(())
    assert known.joint is PAIRS

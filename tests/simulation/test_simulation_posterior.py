"""Posteriors as files: what ships, how it is used, what is refused."""

import datetime as dt
import json

import numpy as np
import pytest

from sulh.errors import ModelError, UnreadableError
from sulh.simulation import BEFORE_2018, DEFAULTS
from sulh.simulation.calibration.posterior_file import (
    load_posterior,
    posterior_names,
    save_posterior,
    with_posterior,
)

NAME = "syria-local-deals"


def test_shipped_posterior_says_where_it_comes_from():
    known = load_posterior(NAME)
    assert posterior_names() == (NAME,)
    assert known.data_until == dt.date(2017, 12, 31)
    assert known.command.startswith("sulh backtest syria")
    assert {part for part, _ in known.data} == {"events", "areas"}
    assert all(len(sha) == 64 for _, sha in known.data)
    assert len(known.parameters) <= 14
    assert known.n_simulations >= 10_000


def test_shipped_posterior_lies_within_the_priors_it_was_fitted_from():
    """Also a test that the parameters have not been changed without a new fit."""
    known = load_posterior(NAME)
    assert known.parameters == tuple(p.name for p in BEFORE_2018 if p.free)
    draws = np.array(known.draws)
    for i, name in enumerate(known.parameters):
        prior = BEFORE_2018[name]
        assert prior.low * 0.999 <= draws[:, i].min(), name
        assert draws[:, i].max() <= prior.high * 1.001, name
        assert known.contraction[i] <= 1.0


def test_posterior_is_drawn_and_the_rest_keeps_its_priors():
    known = load_posterior(NAME)
    parameters = with_posterior(DEFAULTS, known)
    drawn, plain = parameters.draw(4, range(200)), DEFAULTS.draw(4, range(200))
    rows = {tuple(r) for r in known.draws}
    names = known.parameters
    assert set(zip(*(drawn[n].tolist() for n in names), strict=True)) <= rows
    others = [n for n in DEFAULTS.names if n not in names]
    for name in others:
        np.testing.assert_array_equal(drawn[name], plain[name])
    assert parameters.joint.name == NAME


def test_what_a_case_sets_goes_before_the_posterior():
    known = load_posterior(NAME)
    parameters = with_posterior(DEFAULTS.fix(trust=0.7), known, keep=["trust"])
    drawn = parameters.draw(0, range(50))
    assert set(drawn["trust"]) == {0.7}
    assert set(drawn["hope"]) <= {row[known.parameters.index("hope")] for row in known.draws}
    assert with_posterior(DEFAULTS, known, keep=known.parameters).joint is None


def test_posterior_is_never_used_unless_named():
    assert DEFAULTS.joint is None
    assert BEFORE_2018.joint is None


def test_posterior_survives_its_file(tmp_path):
    known = load_posterior(NAME)
    save_posterior(known, tmp_path / "mine.json")
    assert load_posterior(tmp_path / "mine.json") == known
    assert (tmp_path / "mine.json").stat().st_size < 40_000


def test_posterior_of_another_name_is_refused_with_the_nearest():
    with pytest.raises(ModelError, match="no posterior is named") as caught:
        load_posterior("syria-local-deal")
    assert NAME in caught.value.advice


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda d: d.pop("seed"), "seed"),
        (lambda d: d["draws"][0].pop(), "value for each parameter"),
        (lambda d: d.update(draws=[]), "there is a draw"),
        (lambda d: d.update(more=1), "more"),
    ],
)
def test_faults_of_a_posterior_file_are_named(tmp_path, change, word):
    save_posterior(load_posterior(NAME), tmp_path / "bad.json")
    document = json.loads((tmp_path / "bad.json").read_text("utf-8"))
    change(document)
    (tmp_path / "bad.json").write_text(json.dumps(document), "utf-8")
    with pytest.raises(UnreadableError, match=word):
        load_posterior(tmp_path / "bad.json")


def test_file_that_is_no_posterior_is_refused(tmp_path):
    (tmp_path / "x.json").write_text("not JSON", "utf-8")
    with pytest.raises(UnreadableError, match="no posterior"):
        load_posterior(tmp_path / "x.json")
    with pytest.raises(UnreadableError, match="cannot be read"):
        load_posterior(tmp_path)


def test_posterior_of_a_model_with_other_parameters_is_refused(tmp_path):
    save_posterior(load_posterior(NAME), tmp_path / "old.json")
    text = (tmp_path / "old.json").read_text("utf-8").replace('"trust"', '"faith"')
    (tmp_path / "old.json").write_text(text, "utf-8")
    with pytest.raises(ModelError, match="faith"):
        with_posterior(DEFAULTS, load_posterior(tmp_path / "old.json"))

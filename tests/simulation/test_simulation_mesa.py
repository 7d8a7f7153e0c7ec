"""An oracle that shares no line with our engines: the same rules in Mesa, equal in distribution.

Declared failure rate: Kolmogorov-Smirnov tests of four outcomes in two settings, all eight
together at a level of .001 (Bonferroni). With the seeds below the tests are exact repetitions; with
others one in a thousand would fail although the engines agree.
"""

import sys
from pathlib import Path

import pytest
from scipy.stats import ks_2samp

from sulh.simulation import reference
from sulh.simulation.outcomes import outcome_names

mesa = pytest.importorskip("mesa")
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
pytestmark = pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="benchmarks/ is not in the package")
sys.path.insert(0, str(BENCHMARKS))
from mesa_peer import peer, twin  # noqa: E402  found beside the package

RUNS, WEEKS, LEVEL = 1500, 40, 0.001 / 8
FORCES = [[300, 100], [200, 0], [0, 350]]
POPULATION = [30_000, 12_000, 20_000]
SETTINGS = {
    "the strong side often wins": [1500, 500],
    "it often gives up": [500, 250],
}


def p_values(mobile, **changed):
    """Return the p-value of each outcome, the peer's parameters changed."""
    parameters = twin.fixed(attrition_per_week=0.03, deaths_per_1000_week=0.3)
    known = twin.world(mobile, FORCES, POPULATION, WEEKS)
    ours = twin.run(reference.run_block, known, parameters, RUNS, seed=11).values
    theirs = [
        peer.run(mobile, FORCES, POPULATION, parameters | changed, WEEKS, seed=seed)
        for seed in range(RUNS)
    ]
    names = outcome_names(WEEKS)
    return {
        name: ks_2samp([t[name] for t in theirs], ours[:, names.index(name)]).pvalue
        for name in theirs[0]
    }


@pytest.mark.slow
@pytest.mark.parametrize("setting", SETTINGS)
def test_equal_in_distribution(setting):
    assert all(p > LEVEL for p in p_values(SETTINGS[setting]).values())


@pytest.mark.slow
@pytest.mark.parametrize(("changed", "outcome"), [
    ({"attrition_per_week": 0.036}, "military_deaths_people"),
    ({"deaths_per_1000_week": 0.36}, "civilian_deaths_people"),
    ({"tempo_per_week": 0.3}, "fallen_areas_share"),
])  # fmt: skip
def test_what_is_not_equal_is_told_apart(changed, outcome):
    """The test has teeth: a rate that is a fifth off does not pass."""
    assert p_values(SETTINGS["the strong side often wins"], **changed)[outcome] < LEVEL


def test_the_peer_takes_nobody_away():
    model = peer.Peer([1500], [[300], [200]], [9000, 4000], twin.fixed(), seed=3)
    for _ in range(30):
        model.step()
    people = sum(a.residents + a.dead + a.fled for a in model.areas)
    assert people == 13_000

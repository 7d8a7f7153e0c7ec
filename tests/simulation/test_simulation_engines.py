"""The compiled engine against the reference: the same runs, whatever the block and the threads."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from sulh.errors import ModelError
from sulh.simulation import Arm, Backing, Policy, Structure, World, default_arms, run_arms

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
ARMS = (
    *default_arms(Policy(guarantor=True)),
    Arm(id="lean", policy=Policy(offer="early", truces=False, backing="withdrawn"),
        off=("veto", "commitment", "rescue", "siege")),
)  # fmt: skip
FORMS = (Structure(), Structure(lookahead=2, combat="linear", spill_over="inflames"))


def world(weeks=60, areas=4):
    near = np.abs(np.subtract.outer(np.arange(areas), np.arange(areas))) == 1
    return World.make(
        areas=[f"a{i}" for i in range(areas)],
        parties=["state", "ally", "locals", "others", "patron"], strong=["state", "ally"],
        mobile={"state": 3000, "ally": 800},
        force=[[0, 0, 400 + 90 * i, 100 * (i % 3), 0] for i in range(areas)],
        population=[30_000 + 9000 * i for i in range(areas)], adjacency=near,
        contested=[True] * (areas - 1) + [False], besieged=[i % 2 == 0 for i in range(areas)],
        truce=[i == 1 for i in range(areas)], truce_weeks=[5] * areas,
        holdout=[False, False, False, True, False], excluded=[False, False, False, True, False],
        stock_share=[0.2] * areas, guarantor="patron",
        backings=(Backing(backer="patron", client="state", mode="air", level=0.7, spread=(0.5, 1.4)),
                  Backing(backer="patron", client="locals", level=0.5)),
        mobile_spread=(0.5, 2.0), force_spread=((0.5, 2.0),) * areas,
        population_spread=((0.8, 1.2),) * areas, horizon_weeks=weeks,
    )  # fmt: skip


def run(engine, runs=300, seed=8, **more):
    return run_arms(world(), ARMS, runs, seed, engine=engine, structures=FORMS, **more)


@pytest.fixture(scope="module")
def compiled():
    return run("compiled")


@pytest.mark.slow
def test_compiled_runs_are_the_runs_of_the_reference(compiled):
    """Rounding may part a run once in some 10**12 draws, which is never: 1 in 1,000 may differ."""
    reference = run("reference")
    same = np.isclose(reference.values, compiled.values, rtol=1e-9, atol=1e-9).all(axis=2)
    assert same.mean() > 0.999
    close = np.isclose(reference.structure_means, compiled.structure_means, rtol=1e-2)
    assert close.mean() > 0.98
    np.testing.assert_allclose(reference.series, compiled.series, rtol=0.02)


@pytest.mark.slow
def test_engines_agree_in_distribution_under_other_seeds(compiled):
    """Two-sample Kolmogorov-Smirnov on independent runs; a true agreement fails once in 10,000."""
    other = run("reference", seed=9)
    for outcome in ("civilian_deaths_people", "displaced_people", "military_deaths_people"):
        for arm in ("status_quo", "settle_now"):
            test = stats.ks_2samp(compiled.of(arm, outcome)[::10], other.of(arm, outcome)[::10])
            assert test.pvalue > 1e-4 / 6, (arm, outcome)


@pytest.mark.slow
def test_compiled_runs_do_not_depend_on_the_block(compiled):
    again = run("compiled", block_runs=37)
    assert again.values.tobytes() == compiled.values.tobytes()
    assert again.series.tobytes() == compiled.series.tobytes()


@pytest.mark.slow
def test_compiled_runs_do_not_depend_on_the_threads():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_simulation_engines import *\n"
        "import hashlib; r = run('compiled', runs=100)\n"
        "print(hashlib.sha256(r.values.tobytes() + r.series.tobytes()).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)], check=True,
            env=os.environ | {"NUMBA_NUM_THREADS": n}, capture_output=True, text=True,
        ).stdout
        for n in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


@pytest.mark.slow
def test_the_plain_loop_in_c_makes_the_same_runs():
    """It is what the speed is compared with: it must do the same work."""
    if not BENCHMARKS.is_dir():
        pytest.skip("benchmarks/ is not in the package")
    sys.path.insert(0, str(BENCHMARKS))
    import simulation_c

    if simulation_c.compiler() is None:
        pytest.skip("there is no C compiler (cc or gcc)")
    from sulh.simulation import DEFAULTS, reference
    from sulh.simulation.outcomes import outcome_names
    from sulh.simulation.run import world_parameters

    w, runs = world(), np.arange(100)
    draws = DEFAULTS.and_(world_parameters(w)).draw(5, runs)
    arm = Arm(id="x", policy=Policy(guarantor=True, monitored=True))
    block = reference.run_block(w, arm, draws, structure=FORMS[1], seed=5, numbers=runs)
    values, sums = simulation_c.run(w, arm, draws, FORMS[1], 5, runs)
    names, contested = outcome_names(60), w.contested.sum()
    for i, name in enumerate(simulation_c.OUTCOMES):
        scale = contested if name.endswith("_areas_share") else 1.0
        expected = block.values[:, names.index(name)] * scale
        assert np.isclose(values[:, i], expected).all(), name
    np.testing.assert_array_equal(sums, block.sums)


def test_an_engine_that_does_not_exist_is_refused():
    with pytest.raises(ModelError, match="compiled"):
        run_arms(world(), ARMS, 10, 0, engine="compile")

"""Global sensitivity of headline numbers, by Sobol indices or PAWN (SALib).

The share in which an outcome holds depends on how far each statement is believed and on what is
done; a difference between two arms depends on the parameters of the simulation and its form.
SALib is in the extra ``stats`` and is loaded when it is needed.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sulh.case.model import Campaign, Case, Decision
from sulh.errors import LimitError, ModelError, PatchError, SulhError
from sulh.settlement.decisions import study_outcome
from sulh.settlement.levers import Lever, apply_levers, levers_of, refuse_harm
from sulh.settlement.result_robust import FactorKind, Sensitivity, SensitivityIndex
from sulh.settlement.search import target_outcome
from sulh.simulation import STRUCTURES, Arm, Parameters, Structure, run_arms
from sulh.simulation.from_case import (
    arms_from_campaign,
    parameters_from_campaign,
    world_from_campaign,
)
from sulh.simulation.run import world_parameters

__all__ = ["arm_named", "lever_decisions", "sensitivity_of_campaign", "sensitivity_of_decision"]

Floats = npt.NDArray[np.float64]
Method = Literal["sobol", "pawn"]

LEAST_BELIEF = 0.01
"""Statements of a choice are never believed less: one of them has to be in."""
SLICES = 10
NOTHING = "nothing"
"""A factor that does nothing: its index is what chance alone gives."""


def _salib(module: str) -> Any:
    try:
        return importlib.import_module(f"SALib.{module}")
    except ImportError as error:
        raise SulhError(
            "sensitivity needs SALib, which is not installed", advice="pip install 'sulh[stats]'"
        ) from error


def sensitivity_of_decision(
    decision: Decision,
    outcome: str | None = None,
    *,
    method: Method = "sobol",
    levers: Sequence[Lever] | None = None,
    points: int = 64,
    n: int = 400,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Sensitivity:
    """What the share in which an outcome holds depends on: beliefs, and which lever is pulled.

    Parameters
    ----------
    decision : Decision
    outcome : str, optional
        By default the first of kind "settlement".
    method : {"sobol", "pawn"}
    levers : sequence of Lever, optional
        One factor says which of them is applied, or none; by default those of the pattern.
    points : int
        Base sample. Sobol: a power of two; the share is found ``points * (factors + 2)`` times.
        PAWN: 20 times as many points are drawn.
    n, seed : int
        Draws of orders for each share, with one seed.
    progress : callable, optional
        Told the part done.

    Returns
    -------
    Sensitivity
        Each statement that is not certain is a factor: its belief, anywhere from 0 to 1.

    Raises
    ------
    SulhError
        If SALib is not installed.
    ModelError, LimitError
        If nothing is uncertain, or `points` is no power of two.
    """
    if points < 4 or points & (points - 1):
        raise LimitError(f"points is a power of two from 4 on, not {points}")
    target = target_outcome(decision, outcome)
    done = lever_decisions(decision, levers)
    open_ = [s for s in decision.statements if s.belief < 1 or s.choice]
    names = [s.id for s in open_] + (["lever"] if len(done) > 1 else [])
    if not names:
        raise ModelError(f"nothing is uncertain in {decision.id}, and no lever fits it")
    low = [LEAST_BELIEF if s.choice else 0.0 for s in open_] + [0.0] * (len(done) > 1)
    problem = _problem([*names, NOTHING], [*low, 0.0])
    x = _points(problem, method, points, seed)

    def share(row: Floats) -> float:
        beliefs = dict(zip((s.id for s in open_), row.tolist(), strict=False))
        which = min(int(row[len(open_)] * len(done)), len(done) - 1) if len(done) > 1 else 0
        changed = _believed(done[which][1], beliefs)
        study = study_outcome(changed, target, n=n, seed=seed, roads=False)
        return study.looked.share("holds", 0).p

    y = _evaluated(x, share, progress)
    kinds: list[FactorKind] = ["statement" for _ in open_]
    kinds += ["lever"] if len(done) > 1 else []
    indices, noise = _indices(problem, (x, y), method=method, kinds=kinds, seed=seed)
    return _sensitivity(
        y, indices, noise, about=decision.id, number="holds", outcome=target, method=method,
        n_samples=n, seed=seed,
    )  # fmt: skip


def lever_decisions(
    decision: Decision, levers: Sequence[Lever] | None = None
) -> list[tuple[tuple[str, ...], Decision]]:
    """The decision as it is, and with each lever alone that fits it: ids of levers, decision.

    Raises
    ------
    ModelError
        If a lever does not protect.
    """
    found: list[tuple[tuple[str, ...], Decision]] = [((), decision)]
    for lever in levers_of(decision) if levers is None else levers:
        refuse_harm(decision, lever)
        try:
            found.append(((lever.id,), apply_levers(decision, [lever])))
        except PatchError:
            continue
    return found


def _believed(decision: Decision, beliefs: dict[str, float]) -> Decision:
    """The decision with other beliefs; a statement that a lever has made certain stays so."""
    return replace(
        decision,
        statements=tuple(
            replace(s, belief=beliefs[s.id])
            if s.id in beliefs and (s.belief < 1 or s.choice)
            else s
            for s in decision.statements
        ),
    )


def sensitivity_of_campaign(
    case: Case,
    campaign: Campaign,
    *,
    arm: str,
    baseline: str | None = None,
    outcome: str = "civilian_deaths_people",
    method: Method = "pawn",
    runs: int = 2_000,
    structures: Sequence[Structure] = STRUCTURES,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Sensitivity:
    """What the difference of two arms depends on: parameters, the world's numbers, the form.

    Every run draws all parameters anew; the forms of the model take turns. Chance is not a factor:
    it is what the factors do not explain.

    Parameters
    ----------
    case, campaign
    arm : str
        Id of an arm of the campaign.
    baseline : str, optional
        By default the status quo.
    outcome : str
        A simulated outcome; `arm` minus `baseline`, run by run, is looked at.
    method : {"pawn"}
        Sobol indices would need a sample of their own for each of some 80 factors.
    runs : int
        Of each arm, over all forms of the model.
    structures, seed, progress
        As elsewhere.

    Raises
    ------
    SulhError
        If SALib is not installed.
    ModelError, LimitError
        If an arm, the outcome or the method does not exist, or there are too few runs.
    """
    if method != "pawn":
        raise ModelError(f"arms are compared by pawn, not by {method}")
    each = runs // len(structures)
    if each * len(structures) < 20 * SLICES:
        raise LimitError(f"{runs} runs are too few: {20 * SLICES} at least")
    world, arms = world_from_campaign(case, campaign), arms_from_campaign(campaign)
    chosen = (arm_named(arms, arm), arm_named(arms, baseline) if baseline else arms[0])
    given = parameters_from_campaign(campaign)
    every = Parameters((*given.items, *world_parameters(world)))
    names = [p.name for p in every if p.high > p.low]
    parts_x, parts_y = [], []
    for i, structure in enumerate(structures):
        found = run_arms(
            world, chosen, each, seed + i, parameters=given, replicates=1, structures=[structure],
            keep_runs=each,
        )  # fmt: skip
        draws = every.draw(seed + i, range(each))
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(11, i)))
        form = (i + rng.random(each)) / len(structures)
        parts_x.append(np.stack([*(draws[n] for n in names), form, rng.random(each)], axis=1))
        k = found.outcome(outcome)
        parts_y.append(found.values[0, :, k] - found.values[1, :, k])
        if progress:
            progress((i + 1) / len(structures))
    x, y = np.concatenate(parts_x), np.concatenate(parts_y)
    problem = _problem([*names, "form of the model", NOTHING], x.min(axis=0), x.max(axis=0))
    kinds: list[FactorKind] = ["parameter" for _ in names]
    kinds.append("structure")
    indices, noise = _indices(problem, (x, y), method=method, kinds=kinds, seed=seed)
    return _sensitivity(
        y, indices, noise, about=campaign.id, number=outcome, arm=chosen[0].id,
        baseline=chosen[1].id, method=method, n_samples=1, seed=seed,
    )  # fmt: skip


def arm_named(arms: Sequence[Arm], name: str) -> Arm:
    """Return the arm called `name`.

    Raises
    ------
    ModelError
        If there is none.
    """
    for arm in arms:
        if arm.id == name:
            return arm
    raise ModelError(f"no arm is called {name}", advice=f"one of {', '.join(a.id for a in arms)}")


def _problem(names: list[str], low: Any, high: Any = None) -> dict[str, Any]:
    tops = [1.0] * len(names) if high is None else [float(x) for x in high]
    bounds = [[float(a), b] for a, b in zip(low, tops, strict=True)]
    return {"num_vars": len(names), "names": names, "bounds": bounds}


def _points(problem: dict[str, Any], method: Method, points: int, seed: int) -> Floats:
    if method == "sobol":
        sample = _salib("sample.sobol").sample
        return np.asarray(sample(problem, points, calc_second_order=False, seed=seed), float)
    if method != "pawn":
        raise ModelError(f"no method is called {method}", advice="sobol or pawn")
    _salib("analyze.pawn")
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(12,)))
    low, high = np.array(problem["bounds"]).T
    return np.asarray(low + (high - low) * rng.random((20 * points, len(low))))


def _evaluated(
    x: Floats, share: Callable[[Floats], float], progress: Callable[[float], None] | None
) -> Floats:
    y = np.empty(len(x))
    for i, row in enumerate(x):
        y[i] = share(row)
        if progress:
            progress((i + 1) / len(x))
    return y


def _indices(
    problem: dict[str, Any],
    sample: tuple[Floats, Floats],
    *,
    method: Method,
    kinds: Sequence[FactorKind],
    seed: int,
) -> tuple[list[SensitivityIndex], float]:
    """Indices, largest first; and that of the factor that does nothing."""
    x, y = sample
    if np.ptp(y) == 0.0:
        table = np.zeros((x.shape[1], 4))
    elif method == "sobol":
        analyze = _salib("analyze.sobol").analyze
        got = analyze(problem, y, calc_second_order=False, seed=_nonzero(seed))
        total, half = np.asarray(got["ST"]), np.asarray(got["ST_conf"])
        table = np.stack([total, total - half, total + half, np.asarray(got["S1"])], axis=1)
    else:
        got = _salib("analyze.pawn").analyze(problem, x, y, S=SLICES)  # it draws nothing
        table = np.stack([np.asarray(got[k]) for k in ("median", "minimum", "maximum")], axis=1)
    found = [
        SensitivityIndex(
            factor=name, kind=kind, index=float(row[0]), low=float(row[1]), high=float(row[2]),
            first=float(row[3]) if method == "sobol" else None,
        )
        for name, kind, row in zip(problem["names"], kinds, table, strict=False)
    ]  # fmt: skip
    return sorted(found, key=lambda i: (-i.index, i.factor)), float(table[-1, 0])


def _nonzero(seed: int) -> int:
    """A seed that SALib does not take for none: it resamples by the clock where it is 0."""
    return int(np.random.SeedSequence(seed, spawn_key=(13,)).generate_state(1)[0]) | 1


def _sensitivity(
    y: Floats, indices: list[SensitivityIndex], noise: float, *, about: str, number: str,
    method: Method, n_samples: int, seed: int, outcome: str = "", arm: str = "",
    baseline: str = "",
) -> Sensitivity:  # fmt: skip
    low, high = np.quantile(y, [0.05, 0.95])
    return Sensitivity(
        about=about, number=number, outcome=outcome, arm=arm, baseline=baseline, method=method,
        mean=float(y.mean()), low=float(low), high=float(high), indices=tuple(indices),
        noise=noise, n_points=len(y), n_samples=n_samples, seed=seed,
    )  # fmt: skip

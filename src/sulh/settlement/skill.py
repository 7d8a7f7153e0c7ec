"""Whether verdicts have shown skill: scores beside the base rate, the record that ships, the gate.

Words of likelihood (ICD 203) may stand beside a share only when the shipped record shows that
verdicts, framed from what was known that day, beat the base rate. The gate reads the numbers of
the record, not a flag in it. See ``docs/theory/skill.md``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from sulh.errors import ModelError

__all__ = [
    "MIN_SCORED",
    "SkillRecord",
    "SkillScore",
    "may_speak_of_likelihood",
    "score_shares",
    "shows_skill",
    "skill_record",
]

Floats = npt.NDArray[np.float64]
MIN_SCORED = 30
"""Verdicts scored, at least, before anything is concluded from them."""
LEVEL = 0.95
RESAMPLES = 10_000
_EDGE = 0.005
"""No share is taken to be nearer to 0 or 1 than this when its logarithm is scored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillScore:
    """Scores of verdicts whose fate is known, under one way of reading fates.

    `brier` and `log` are means over `n` (smaller is better), beside those of the base rate of the
    other deals. Gains are base minus model: above 0 is better than the base rate. Intervals are
    95 % by bootstrap over places, since deals of one place are not independent.
    """

    coding: str
    n: int
    n_held: int
    n_places: int
    brier: float
    brier_base: float
    brier_gain: tuple[float, float, float]
    """Mean, low, high."""
    log: float
    log_base: float
    log_gain: tuple[float, float, float]
    baselines: tuple[tuple[str, float, float], ...] = ()
    """Further baselines: name, Brier, log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRecord:
    """What the last scoring of verdicts against past deals found; the first score is the main."""

    version: str
    command: str
    n_deals: int
    n_framed: int
    scores: tuple[SkillScore, ...]


def score_shares(
    shares: Sequence[float],
    held: Sequence[bool],
    places: Sequence[str],
    *,
    coding: str,
    baselines: Mapping[str, Sequence[float]] | None = None,
    seed: int = 0,
) -> SkillScore:
    """Score shares against what became of the deals, beside the base rate of the others.

    Parameters
    ----------
    shares : sequence of float
        Model shares, 0 to 1.
    held : sequence of bool
    places : sequence of str
        Deals of one place are drawn together in the bootstrap.
    coding : str
        How fates were read.
    baselines : mapping of str to sequence of float, optional
        What else might have been said of each deal, by name.
    seed : int
        Of the bootstrap.

    Raises
    ------
    ModelError
        If there are fewer than two deals, or the lists are not of one length.

    Examples
    --------
    Each deal's base rate is that of the other two: 1/2, 1/2 and 1.

    >>> score = score_shares([0.5, 0.5, 0.5], [True, True, False], ["a", "b", "c"], coding="x")
    >>> score.n_held, score.brier, score.brier_base
    (2, 0.25, 0.5)
    """
    if len(shares) < 2 or not len(shares) == len(held) == len(places):
        raise ModelError(
            f"{len(shares)} shares, {len(held)} fates and {len(places)} places cannot be scored",
            advice="give one of each for every deal, and at least two deals",
        )
    p, y = np.array(shares, float), np.array(held, float)
    base = (y.sum() - y) / (len(y) - 1)
    brier, brier_base = (p - y) ** 2, (base - y) ** 2
    log, log_base = _log(p, y), _log(base, y)
    others = {name: np.array(said, float) for name, said in (baselines or {}).items()}
    return SkillScore(
        coding=coding,
        n=len(y),
        n_held=int(y.sum()),
        n_places=len(set(places)),
        brier=float(brier.mean()),
        brier_base=float(brier_base.mean()),
        brier_gain=_interval(brier_base - brier, places, seed),
        log=float(log.mean()),
        log_base=float(log_base.mean()),
        log_gain=_interval(log_base - log, places, seed),
        baselines=tuple(
            (name, float(((q - y) ** 2).mean()), float(_log(q, y).mean()))
            for name, q in others.items()
        ),
    )


def _log(p: Floats, y: Floats) -> Floats:
    kept = np.clip(p, _EDGE, 1 - _EDGE)
    return np.asarray(-np.log(np.where(y == 1, kept, 1 - kept)))


def _interval(gains: Floats, places: Sequence[str], seed: int) -> tuple[float, float, float]:
    """Mean with its bootstrap interval, places drawn whole."""
    names = sorted(set(places))
    place = np.array([names.index(name) for name in places])
    sums, sizes = np.bincount(place, weights=gains), np.bincount(place)
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    drawn = rng.integers(0, len(names), size=(RESAMPLES, len(names)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(gains.mean()), float(low), float(high)


@cache
def skill_record() -> SkillRecord:
    """Return the record that ships with sulh.

    Raises
    ------
    ModelError
        If it is damaged.
    """
    from pydantic import TypeAdapter, ValidationError

    text = resources.files("sulh.settlement").joinpath("skill.json").read_text(encoding="utf-8")
    try:
        found: SkillRecord = TypeAdapter(SkillRecord).validate_python(json.loads(text))
    except (ValidationError, json.JSONDecodeError) as error:
        raise ModelError(
            "the record of skill is damaged", advice="install sulh again, or make it anew"
        ) from error
    return found


def shows_skill(record: SkillRecord) -> bool:
    """Whether verdicts beat the base rate, so that a word of likelihood may stand beside a share.

    The main score rests on at least 30 verdicts and its gains are above 0 over the whole of their
    intervals, by Brier and by logarithm; no further baseline is better; under no other reading of
    fates is a mean gain below 0.
    """
    if not record.scores:
        return False
    main = record.scores[0]
    sure = main.n >= MIN_SCORED and main.brier_gain[1] > 0 and main.log_gain[1] > 0
    best = all(main.brier < brier and main.log < log for _, brier, log in main.baselines)
    return sure and best and all(s.brier_gain[0] > 0 and s.log_gain[0] > 0 for s in record.scores)


def may_speak_of_likelihood() -> bool:
    """Whether a word of ICD 203 may stand beside a model share; by the record that ships."""
    return shows_skill(skill_record())

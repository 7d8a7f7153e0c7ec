"""Orders of states by aims: weights and simulated outcomes drawn together.

A *cell* is one draw of the simulation's parameters in one form of the model. In each cell the
weights are drawn anew; what an arm gives there is the same for all decision makers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.case.model import Aim
from sulh.graph import Conflict
from sulh.settlement.aims import draw_weights, signs, truth_of, worth
from sulh.settlement.bridge_play import CIVILIAN, Playing, full_amounts
from sulh.settlement.preferences import Preference
from sulh.settlement.records import Measure, Share
from sulh.settlement.space import OrderSpace, streams

__all__ = ["Drawn", "clustered", "draw_orders"]

MAX_CELLS = 1 << 25
"""Values held at once: decisions with many states get fewer draws than asked for."""
_STREAM = 7
"""Apart from the streams of :func:`sulh.settlement.space.streams`."""

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Drawn:
    """Preferences drawn by aims.

    Parameters
    ----------
    own, civilian : float array (n, n_dm, n_states)
        What a state is worth to each decision maker, apart from civilian harm and by civilian
        harm alone; of one who has no aims, `own` are ranks by its statements.
    alpha : float array (n, n_dm)
        How far each counts civilian harm.
    form, draw : int array (n,)
        The form of the model and the draw of its parameters.
    by_aims : bool array (n_dm,)
    """

    own: Floats
    civilian: Floats
    alpha: Floats
    form: Ints
    draw: Ints
    by_aims: Bools

    def values(self, alpha: float | None = None) -> Floats:
        """What states are worth, (n, n_dm, n_states), with each one's alpha or one for all."""
        each = self.alpha if alpha is None else np.full(self.alpha.shape, alpha)
        return self.own + each[:, :, None] * self.civilian


def draw_orders(
    conflict: Conflict,
    preferences: Sequence[Preference],
    aims: Sequence[Sequence[Aim]],
    *,
    options: Sequence[str],
    play_of: Ints,
    playing: Playing,
    alpha: Aim,
    n: int,
    seed: int,
) -> Drawn:
    """Draw preferences over the states that can be played.

    Parameters
    ----------
    conflict : Conflict
        Restricted to the states that can be played.
    preferences : sequence of Preference
        For decision makers without aims.
    aims : sequence of sequence of Aim
        For each decision maker.
    options : sequence of str
        Of the decision.
    play_of : int array (n_states,)
        Arm of each state, -1 at states that are left out.
    playing : Playing
    alpha : Aim
        Its weight is the range of alpha.
    n : int
        Draws; rounded up to as many for each cell, fewer where there are very many states.
    seed : int
    """
    n_forms, n_draws = playing.means.shape[:2]
    most = MAX_CELLS // (n_forms * n_draws * conflict.n_dm * conflict.n_states)
    each = max(min(-(-n // (n_forms * n_draws)), most), 1)
    form, draw = (np.repeat(x.ravel(), each) for x in np.indices((n_forms, n_draws)))
    shape = (len(form), conflict.n_dm, conflict.n_states)
    own, civilian, alphas = np.zeros(shape), np.zeros(shape), np.zeros(shape[:2])
    for who in range(conflict.n_dm):
        if not aims[who]:
            one = tuple(p if i == who else None for i, p in enumerate(preferences))
            ranks = OrderSpace(conflict, one).draw(len(form), streams(seed, conflict.n_dm))
            own[:, who] = ranks[:, who]
            continue
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(_STREAM, who)))
        weights = draw_weights(aims[who], len(form), rng) * signs(aims[who])
        alphas[:, who] = draw_weights([alpha], len(form), rng)[:, 0]
        amounts = _amounts(aims[who], options, np.maximum(play_of, 0), playing)
        harm = np.array([aim.outcome in CIVILIAN for aim in aims[who]])
        for cell in range(n_forms * n_draws):
            rows = slice(cell * each, (cell + 1) * each)
            here = amounts[form[rows.start], draw[rows.start]]
            own[rows, who] = worth(weights[rows][:, ~harm], here[~harm])
            civilian[rows, who] = worth(weights[rows][:, harm], here[harm])
    by_aims = np.array([bool(mine) for mine in aims])
    return Drawn(own, civilian, alphas, form, draw, by_aims)


def _amounts(aims: Sequence[Aim], options: Sequence[str], here: Ints, playing: Playing) -> Floats:
    """Amount of each aim in each state, (n_forms, n_draws, n_aims, n_states)."""
    found = np.empty((*playing.means.shape[:2], len(aims), len(here)))
    found[:] = truth_of(aims, options, len(here))
    for k, aim in enumerate(aims):
        if aim.outcome:
            found[:, :, k] = full_amounts(playing, aim.outcome)[:, :, here]
    return found


def clustered(flags: Bools, draw: Ints, measure: Measure = "AimOrder") -> Share:
    """Share of `flags` (n,) that are true, with the standard error over the draws of parameters.

    Draws of weights within one draw of the parameters share the simulated outcomes: the error
    that counts is that over the draws.

    Examples
    --------
    >>> share = clustered(np.array([1, 1, 0, 0], bool), np.array([0, 0, 1, 1]))
    >>> share.p, share.se
    (0.5, 0.5)
    """
    n_each = np.bincount(draw)
    means = np.bincount(draw, weights=flags.astype(np.float64)) / n_each
    se = float(means.std(ddof=1) / np.sqrt(len(means))) if len(means) > 1 else float("nan")
    return Share(p=float(flags.mean()), se=se, n=len(flags), exact=False, measure=measure)

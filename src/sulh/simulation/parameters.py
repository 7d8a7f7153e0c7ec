"""Parameters with their priors, and how they are drawn.

Each parameter has a name, a prior (triangular between `low` and `high` with its peak at `mode`;
a point when all three are equal), a unit, the source of the prior, and the data that identify it.
The table itself is :mod:`sulh.simulation.defaults`.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sulh.errors import ModelError, nearest
from sulh.simulation.streams import Streams

__all__ = ["Draws", "Joint", "Parameter", "Parameters", "triangular"]

Draws = dict[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One number the model needs, and what is known of it.

    Parameters
    ----------
    name, unit : str
    low, mode, high : float
        Bounds and peak of the triangular prior, ``low <= mode <= high``.
    source : str
        Where the prior comes from; "assumed" when nothing but judgement stands behind it.
    identified_by : str
        The data that could narrow it; "" when none is at hand.
    free : bool
        Is it one of the at most 14 that calibration moves?
    until : int
        Latest year of the evidence behind the prior; 0 when it rests on no dated evidence.

    Raises
    ------
    ModelError
        If a bound is not a number, or the bounds are out of order (a prior with no mass).
    """

    name: str
    low: float
    mode: float
    high: float
    unit: str
    source: str
    identified_by: str = ""
    free: bool = False
    until: int = 0

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.low, self.mode, self.high))):
            raise ModelError(
                f"the prior of {self.name} is not finite: {self.low}, {self.mode}, {self.high}",
                advice="give three finite numbers: low, mode, high",
            )
        if not self.low <= self.mode <= self.high:
            raise ModelError(
                f"the prior of {self.name} has no mass: {self.low}, {self.mode}, {self.high}",
                advice="low <= mode <= high must hold",
            )


def triangular(p: Parameter, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return quantiles of the prior of `p`.

    Examples
    --------
    >>> p = Parameter(name="x", low=0, mode=1, high=2, unit="1", source="assumed")
    >>> triangular(p, np.array([0.0, 0.5, 1.0])).tolist()
    [0.0, 1.0, 2.0]
    """
    width = p.high - p.low
    if width == 0.0:
        return np.full(u.shape, p.low)
    rising = p.low + np.sqrt(u * width * (p.mode - p.low))
    falling = p.high - np.sqrt((1.0 - u) * width * (p.high - p.mode))
    return np.where(u * width < p.mode - p.low, rising, falling)


@dataclass(frozen=True, eq=False)
class Joint:
    """Values of some parameters that belong together, such as draws of a posterior.

    Parameters
    ----------
    name : str
        What they are, said wherever they are used.
    columns : mapping of str to array, shape (n_draws,)
        Values by parameter, as many for each; a draw takes one row of all.
    """

    name: str
    columns: Mapping[str, NDArray[np.float64]]

    def draw(self, streams: Streams) -> Draws:
        """Return one row for each number of the streams."""
        n = len(next(iter(self.columns.values())))
        rows = (streams.uniform("joint draw", 0, 1)[:, 0] * n).astype(np.int64)
        return {name: values[rows] for name, values in self.columns.items()}

    def without(self, names: Iterable[str]) -> Joint | None:
        """Return what is left when some parameters get a prior of their own; None for nothing."""
        gone = set(names)
        columns = {name: v for name, v in self.columns.items() if name not in gone}
        return Joint(self.name, columns) if columns else None


@dataclass(frozen=True)
class Parameters:
    """The parameters of a model, by name; those of `joint` are drawn from it, not their priors.

    Examples
    --------
    >>> from sulh.simulation.defaults import DEFAULTS
    >>> DEFAULTS.fix(trust=0.9)["trust"].low
    0.9
    >>> known = DEFAULTS.with_joint(Joint("mine", {"trust": np.array([0.2, 0.2])}))
    >>> known.draw(0, range(3))["trust"].tolist()
    [0.2, 0.2, 0.2]
    """

    items: tuple[Parameter, ...]
    joint: Joint | None = None

    def __post_init__(self) -> None:
        names = [p.name for p in self.items]
        if len(set(names)) != len(names):
            twice = sorted({n for n in names if names.count(n) > 1})
            raise ModelError(f"parameters given twice: {', '.join(twice)}")
        for name in self.joint.columns if self.joint else ():
            self[name]

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.items)

    def __getitem__(self, name: str) -> Parameter:
        for p in self.items:
            if p.name == name:
                return p
        raise ModelError(f"no parameter is named {name}", advice=nearest(name, self.names))

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(p.name for p in self.items)

    def fix(self, **values: float) -> Parameters:
        """Return a copy with some parameters fixed to a value."""
        return self.prior({name: (v, v, v) for name, v in values.items()})

    def prior(self, priors: Mapping[str, tuple[float, float, float]]) -> Parameters:
        """Return a copy with other priors (low, mode, high) for some parameters."""
        changed = {
            name: replace(self[name], low=low, mode=mode, high=high)
            for name, (low, mode, high) in priors.items()
        }
        items = tuple(changed.get(p.name, p) for p in self.items)
        return Parameters(items, self.joint.without(changed) if self.joint else None)

    def with_joint(self, joint: Joint) -> Parameters:
        """Return a copy that draws the parameters of `joint` from it.

        Raises
        ------
        ModelError
            If it has a parameter that does not exist.
        """
        return Parameters(self.items, joint)

    def and_(self, more: Iterable[Parameter]) -> Parameters:
        """Return a copy with further parameters."""
        return Parameters((*self.items, *more), self.joint)

    def draw(self, seed: int, numbers: Iterable[int]) -> Draws:
        """Draw every parameter once for each draw number, each from a stream of its own.

        Returns
        -------
        dict of str to array, shape (len(numbers),)
            The same number gives the same draw, whatever other parameters there are.
        """
        streams = Streams(seed, np.fromiter(numbers, dtype=np.int64))
        drawn = {
            p.name: triangular(
                p, streams.uniform("parameter", zlib.crc32(p.name.encode()), 1)[:, 0]
            )
            for p in self.items
        }
        return drawn | (self.joint.draw(streams) if self.joint else {})

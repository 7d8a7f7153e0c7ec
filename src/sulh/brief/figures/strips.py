"""Differences between arms as a dot with its bands, one strip an arm, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sulh.settlement.result import Band, OutcomeDifference

__all__ = ["Strip", "Strips", "strips"]

_ROWS = {"chance": 7, "parameters": 14, "structure": 21}


@dataclass(frozen=True)
class Strip:
    """One arm: where its dot, its bands and zero stand, in per cent of the width."""

    zero: str
    dot: str
    bands: tuple[tuple[str, int, str, str], ...]


@dataclass(frozen=True)
class Strips:
    """The strips of one outcome, and the ends of their scale."""

    rows: tuple[Strip, ...]
    low: float
    high: float


def strips(differences: Sequence[OutcomeDifference]) -> Strips:
    """Place the differences of one outcome on one scale that holds zero and every band."""
    ends = [0.0, *(d.mean for d in differences)]
    ends += [x for d in differences for b in d.bands for x in (b.low, b.high)]
    low, high = min(ends), max(ends)
    width = (high - low) or 1.0

    def place(x: float) -> str:
        return f"{2 + 96 * (x - low) / width:.2f}%"

    def band(b: Band) -> tuple[str, int, str, str]:
        return b.source, _ROWS[b.source], place(b.low), place(b.high)

    rows = [Strip(place(0.0), place(d.mean), tuple(map(band, d.bands))) for d in differences]
    return Strips(tuple(rows), low, high)

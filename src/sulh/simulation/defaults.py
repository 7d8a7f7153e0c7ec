"""The parameters of the model and their priors, read from ``parameters.tsv`` beside this file.

In the table "rows" are rows of a list of Syrian local deals, 2014-2021, compiled for this
project. Where a prior rests on evidence of 2018 or later (`until`), a backtest on 2018 must not
see it: the column `before_2018` then gives a wider one, and :data:`BEFORE_2018` holds them.
"""

from __future__ import annotations

import csv
from importlib import resources
from typing import Final

from sulh.simulation.parameters import Parameter, Parameters

__all__ = ["BEFORE_2018", "DEFAULTS", "MECHANISM_OF"]


def _rows() -> list[dict[str, str]]:
    text = resources.files("sulh.simulation").joinpath("parameters.tsv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _parameter(row: dict[str, str]) -> Parameter:
    return Parameter(
        name=row["name"],
        low=float(row["low"]),
        mode=float(row["mode"]),
        high=float(row["high"]),
        unit=row["unit"],
        source=row["source"],
        identified_by=row["identified_by"],
        free=row["free"] == "yes",
        until=int(row["until"] or 0),
    )


def _before_2018(rows: list[dict[str, str]]) -> dict[str, tuple[float, float, float]]:
    wide = {r["name"]: [float(x) for x in r["before_2018"].split()] for r in rows}
    return {name: (x[0], x[1], x[2]) for name, x in wide.items() if x}


_TABLE: Final = _rows()
DEFAULTS: Final = Parameters(tuple(map(_parameter, _TABLE)))
BEFORE_2018: Final = DEFAULTS.prior(_before_2018(_TABLE))
MECHANISM_OF: Final = {row["name"]: row["mechanism"] for row in _TABLE}

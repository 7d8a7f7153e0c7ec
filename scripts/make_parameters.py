"""Write docs/reference/parameters.md from the table of parameters; --check only compares."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from sulh.simulation.defaults import BEFORE_2018, DEFAULTS, MECHANISM_OF

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "parameters.md"
HEAD = """# Parameters of the simulation

Made by `scripts/make_parameters.py` from `src/sulh/simulation/parameters.tsv`.

Priors are triangular between *low* and *high* with their peak at *mode*. *Free* parameters (at
most 14) are those that calibration moves; the others keep their prior, and their width is part of
the *parameters* band. "rows" are rows of the list of Syrian local deals, 2014-2021. Where a prior
rests on evidence of 2018 or later, a backtest on 2018 uses the wider one in the last column.

Set one in a case under `campaigns: … parameters:` (name, and a value with low, mode, high and its
basis), in an arm with a patch of `campaigns/<id>/parameters/<name>`, or in Python with
`DEFAULTS.prior({...})` and `DEFAULTS.fix(...)`. Ranges of forces, populations and backing come
from the campaign itself.
"""


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for mechanism, group in groupby(DEFAULTS, key=lambda p: MECHANISM_OF[p.name]):
        parts.append(f"\n## {mechanism.replace('_', ' ')}\n")
        parts.append("| name | low, mode, high | unit | source | identified by | before 2018 |")
        parts.append("|---|---|---|---|---|---|")
        for p in group:
            old = BEFORE_2018[p.name]
            wide = "" if old == p else f"{old.low:g}, {old.mode:g}, {old.high:g}"
            name = f"`{p.name}`{' (free)' if p.free else ''}"
            cells = (name, f"{p.low:g}, {p.mode:g}, {p.high:g}", p.unit, p.source,
                     p.identified_by, wide)  # fmt: skip
            parts.append("| " + " | ".join(cells) + " |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        PAGE.write_text(page(), "utf-8")
    elif PAGE.read_text("utf-8") != page():
        sys.exit(f"{PAGE.name} is out of date: run scripts/make_parameters.py")

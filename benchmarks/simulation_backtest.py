"""Print a backtest as the tables of docs/theory/backtest.md and regularities.md.

First ``sulh backtest syria --data FOLDER --out OUT`` (some minutes), then
``python benchmarks/simulation_backtest.py OUT/backtest.json``.
"""

import sys
from pathlib import Path

from pydantic import TypeAdapter

from sulh.simulation.calibration import Backtest
from sulh.words import Voice, without_bidi
from sulh.words.backtest import backtest_tables


def main():
    text = Path(sys.argv[1]).read_text("utf-8")
    made = TypeAdapter(Backtest).validate_json(text)
    print(f"{made.n_simulations:,} simulations, seed {made.seed}, {made.n_kept} kept, "
          f"{made.n_predicted:,} runs of the fitted model\n")  # fmt: skip
    for table in backtest_tables(made, Voice("en")):
        print(f"### {table.title}\n")
        for row in (table.columns, ["---"] * len(table.columns), *table.rows):
            print("| " + " | ".join(row) + " |")
        print()
        for note in table.notes:
            print(f"- {note}")
        print()
    print("### Rows\n")
    for r in made.regularities:
        print(f"{r.number}. `{r.name}`: {r.rows} (n = {r.n}; {r.n_runs} runs)")


if __name__ == "__main__":
    import io
    from contextlib import redirect_stdout

    written = io.StringIO()
    with redirect_stdout(written):
        main()
    print(without_bidi(written.getvalue()), end="")

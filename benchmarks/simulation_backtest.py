"""Print the backtest on Syria's local deals as it came out: the table of docs/theory/backtest.md.

Run ``python benchmarks/simulation_backtest.py [SIMULATIONS]`` (default 40,000; some minutes).
"""

import sys
import time

import numpy as np

from sulh.simulation.calibration import backtest_syria
from sulh.simulation.calibration.backtest import SUMMARIES


def rows(forecasts):
    print("| what | area | observed | 5 %, median, 95 % | CRPS | baseline | in 50 %, 90 % |")
    print("|---|---|---|---|---|---|---|")
    for f in forecasts:
        inside = ", ".join("yes" if x else "no" for x in f.inside)
        print(f"| {f.what} | {f.area} | {f.observed:,.0f} | {f.low:,.0f}, {f.median:,.0f}, "
              f"{f.high:,.0f} | {f.score:.2f} | {f.baseline:.2f} | {inside} |")  # fmt: skip


def totals(b, name, forecasts):
    for what in sorted({f.what for f in forecasts}):
        mine = np.mean([f.score for f in forecasts if f.what == what])
        base = np.mean([f.baseline for f in forecasts if f.what == what])
        print(f"{name}, {what}: mean CRPS {mine:.2f}, baseline {base:.2f}")
    for level in (0.5, 0.9):
        k, n, low, high = b.coverage(forecasts, level)
        print(f"{name}: {level:.0%} intervals held {k} of {n} (90 % interval {low:.2f}-{high:.2f})")


def main():
    start = time.perf_counter()
    b = backtest_syria(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000)
    print(f"{b.n_simulations} simulations, seed {b.seed}, {len(b.posterior.kept)} kept, "
          f"{time.perf_counter() - start:.0f} s\n")  # fmt: skip
    for i, name in enumerate(SUMMARIES):
        print(f"{name}: observed {b.observed[i]:.2f}, fitted {b.fitted[i]:.2f} "
              f"({b.fitted_low[i]:.2f} to {b.fitted_high[i]:.2f})")  # fmt: skip
    print("\nparameter: posterior mean, contraction, SBC mean rank (should be near .5)")
    for i, name in enumerate(b.posterior.names):
        print(f"{name}: {b.posterior.mean()[i]:.3f}, {b.posterior.contraction[i]:.2f}, "
              f"{b.ranks[:, i].mean():.2f}")  # fmt: skip
    print("weakly identified:", ", ".join(b.posterior.weak()))
    print(f"\nKendall's tau of the order of 2018: {b.order_tau:.2f} (n = {len(b.p_settled)})")
    for area, p, happened in b.p_settled:
        print(f"deal in 2018, {area}: {p:.2f}, happened: {'yes' if happened else 'no'}")
    print(f"Brier score {np.mean([(p - h) ** 2 for _, p, h in b.p_settled]):.3f}; "
          f"base rate of the training part {b.observed[0]:.2f}: "
          f"{np.mean([(b.observed[0] - h) ** 2 for _, _, h in b.p_settled]):.3f}\n")  # fmt: skip
    rows(b.forecasts)
    totals(b, "2018", b.forecasts)
    print()
    rows(b.left_out)
    totals(b, "left out", b.left_out)


if __name__ == "__main__":
    main()

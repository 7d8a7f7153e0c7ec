"""Print the bridge and the robustness of the example, as in docs/theory.

Run ``python benchmarks/bridge.py [--robust]`` (about half a minute for either, one core).
"""

import sys
from pathlib import Path

from sulh.case import load_case
from sulh.settlement import bridge_decision, robustness_of_campaign, robustness_of_decision

ROOT = Path(__file__).parents[1]
DECISION = "d:siege-and-evacuation.daraa_balad.2021"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def share(s):
    return f"{s.p:.2f} ± {s.se:.2f}"


def bridge(case, decision):
    b = bridge_decision(case, decision)
    print(f"{b.n_samples} draws of weights, {b.n_draws} of the parameters, {b.n_runs} runs an arm")
    print(f"{len(b.left_out)} feasible states left out; unseen: {', '.join(b.unseen)}\n")
    print(table(("arm", "states", "as the state says"),
                [(p.play, len(p.states), "—" if p.realised is None else f"{p.realised:.2f}")
                 for p in b.played]))  # fmt: skip
    print(table(("outcome", "holds by aims", "by statements", "over all states", "agree",
                 "attainable by aims", "by statements"),
                [(v.outcome, share(v.by_aims.share), share(v.by_statements.share),
                  f"{v.all_states.p:.2f}", "yes" if v.agree else "no",
                  share(v.attainable_by_aims), share(v.attainable_by_statements))
                 for v in b.verdicts]))  # fmt: skip
    names = {v.state: v.outcome for v in b.verdicts}
    print(table(("decision maker", "prefers by aims", "to", "by aims", "by statements"),
                [(d.decision_maker, names[d.state], names[d.other], share(d.by_aims),
                  share(d.by_statements)) for d in b.disagreements]))  # fmt: skip
    alphas = b.acceptance[0].alphas
    print(table(("outcome", "who", *(f"α = {a}" for a in alphas), "from α ="),
                [(a.outcome, a.decision_maker or "everybody", *(f"{s.p:.2f}" for s in a.shares),
                  "—" if a.from_alpha is None else a.from_alpha)
                 for a in b.acceptance]))  # fmt: skip
    e = b.early_deals
    cells = [f"{m:.2f} ± {s:.2f}" for m, s in zip(e.means, e.ses, strict=True)]
    print(table(("early deals in the simulation", *(f"α = {a}" for a in e.alphas)),
                [("share of areas", *cells)]))  # fmt: skip


def robust(case, decision):
    for r in (robustness_of_decision(case, decision),
              robustness_of_campaign(case, case.campaigns[-1])):  # fmt: skip
        [s], [g], [f] = r.sensitivity, r.regret, r.flips
        print(f"## {r.about}: {s.number}\n\n{s.method}, {s.n_points} points")
        print(f"mean {s.mean:.2f}, 90 % {s.low:.2f} to {s.high:.2f}; noise {s.noise:.2f}\n")
        print(table(("factor", "index", "interval"),
                    [(i.factor, f"{i.index:.2f}", f"{i.low:.2f} to {i.high:.2f}")
                     for i in s.indices[:8]]))  # fmt: skip
        rows = [(", ".join(x.choice) or "nothing", f"{x.worst_regret:.2f}", f"{x.mean_regret:.2f}",
                 f"{x.p_satisfies:.2f}") for x in g.rows]  # fmt: skip
        print(table(("choice", "worst regret", "mean regret", "good enough"), rows))
        print(f"{f.value:.2f} ± {f.se:.2f}, threshold {f.threshold}, {f.n_tried} changes tried\n")
        print(table(("change", "of", "from", "to", "then"),
                    [(x.kind, x.what, x.before, x.after if x.after is None else round(x.after, 2),
                      "no answer" if x.value is None else f"{x.value:.2f} ± {x.se:.2f}")
                     for x in f.flips]))  # fmt: skip


def main():
    case = load_case(ROOT / "src" / "sulh" / "examples" / "daraa" / "case.yaml")
    decision = next(d for d in case.decisions if d.id == DECISION)
    (robust if "--robust" in sys.argv else bridge)(case, decision)


if __name__ == "__main__":
    main()

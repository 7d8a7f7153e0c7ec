"""Fit the confidence of a claim on annotated reports, and say how well it goes.

    python scripts/confidence_trial.py [--write] [FOLDER…]

Every event, relation and control claim that the reader gives on ``tests/read/fresh`` is right when
the annotation has one of its type and force where it stands and none of its actors and targets
contradicts it. A ridge logistic model over the features of `sulh.read.confidence` is fitted with
one report left out at a time, and once more on all reports for each FOLDER of annotated texts,
which it never sees (the founding texts, ``../shared/gold/neutral``, where none is given). Beside it
stand the guesses of the rules, as they are and on a line fitted in the same way (Platt). AUC says
how well right and wrong are told apart (0.5 is chance), Brier is the mean square error of the
probability, and calibration compares the mean probability given with the share that is right, by
thirds. With ``--write`` the model fitted on all fresh reports is what the reader uses from then on,
if it beats the guesses everywhere.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sulh.case.model import Claim
from sulh.evaluation.claims import Matcher, force_fits, same_type
from sulh.evaluation.gates import shared_folder
from sulh.evaluation.gold import GoldClaim, GoldDocument, load_gold
from sulh.evaluation.names import Names
from sulh.evaluation.ridge import fit_ridge
from sulh.evaluation.system import SystemClaim, system_of
from sulh.files import write_whole
from sulh.read.confidence import FEATURES, KINDS, MODEL, features_of
from sulh.read.draft import Builder
from sulh.read.files import Report
from sulh.read.neutral import neutral
from sulh.read.reader import Draft, draft_readings
from sulh.read.resolve import Registry
from sulh.read.single import How, OneReading, read_one

FRESH = Path(__file__).parents[1] / "tests" / "read" / "fresh"
RIDGE = 0.3
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Item:
    """A claim: its report, its features, the rule's guess, and whether it is right."""

    report: str
    features: tuple[float, ...]
    guess: float
    right: bool


def contradicted(gold: GoldClaim, given: SystemClaim, names: Names) -> bool:
    """Tell whether an actor or target is given that the annotation does not have."""
    accepted = (*gold.actor, *gold.actor_alt, *gold.target, *gold.target_alt)
    named = (*given.actor, *given.target)
    return any(not names.match(name, accepted, lenient=True) for name in named)


def items(folder: Path) -> list[Item]:
    """Read the reports of a gold and judge each claim."""
    found = []
    for name, gold in load_gold(folder).items():
        digest = hashlib.sha256(gold.text.encode()).hexdigest()
        one = read_one(Report(Path(f"{name}.txt"), gold.text, digest), How())
        found += judged(name, gold, draft_readings([one], None), guesses(one, gold.text))
    return found


def guesses(one: OneReading, text: str) -> list[Claim]:
    """Return the claims of a report with the guesses of the rules, in the order of its draft."""
    builder = Builder(Registry())
    builder.add("s:x", "x", text, one.reading)
    return builder.claims


def judged(name: str, gold: GoldDocument, draft: Draft, guessed: list[Claim]) -> list[Item]:
    """Judge the claims of one report."""
    case = draft.case
    (system,) = system_of(neutral(case))
    names = Names(gold, system)
    matcher = Matcher(gold, system, names)
    wanted = [j for j, c in enumerate(system.claims) if c.kind in KINDS]
    pairs = matcher.pairs(range(len(gold.claims)), wanted, same_type)
    right = {
        j
        for i, j in pairs
        if force_fits(gold.claims[i], system.claims[j])
        and not contradicted(gold.claims[i], system.claims[j], names)
    }
    given = list(features_of(case.claims, (*case.parties, *case.persons), draft.texts))
    return [
        Item(name, features, guess, j in right)
        for j in wanted
        if (guess := guessed[j].confidence) is not None and (features := given[j]) is not None
    ]


def fit(rows: list[Item], *, only_guess: bool = False) -> Floats:
    """Return coefficients, the intercept last."""
    y = np.array([float(r.right) for r in rows])
    table = _table(rows, only_guess=only_guess)
    return fit_ridge(table, y, np.ones(len(y)), 10.0 if only_guess else RIDGE)


def _table(rows: list[Item], *, only_guess: bool) -> sparse.csr_matrix:
    return sparse.csr_matrix(np.array([[r.guess * 2] if only_guess else r.features for r in rows]))


def chance(train: list[Item], test: list[Item], *, only_guess: bool) -> Floats:
    """Fit on some claims and give others a probability."""
    b = fit(train, only_guess=only_guess)
    z = _table(test, only_guess=only_guess) @ b[:-1] + b[-1]
    return np.asarray(1 / (1 + np.exp(-z)))


def auc(scores: Floats, right: NDArray[np.bool_]) -> float:
    """Return the share of pairs of a right and a wrong claim that are in order."""
    good, bad = scores[right][:, None], scores[~right][None, :]
    return float(((good > bad) + 0.5 * (good == bad)).mean())


def brier(scores: Floats, right: NDArray[np.bool_]) -> float:
    """Return the mean square error of the probability."""
    return float(((scores - right) ** 2).mean())


def told(name: str, scores: Floats, rows: list[Item]) -> str:
    """Say AUC, Brier score and calibration by thirds."""
    right = np.array([r.right for r in rows])
    thirds = np.array_split(np.argsort(scores, kind="stable"), 3)
    line = ", ".join(f"{scores[t].mean():.2f} given {right[t].mean():.2f}" for t in thirds)
    figures = f"AUC {auc(scores, right):.2f}  Brier {brier(scores, right):.3f}"
    return f"  {name:<22} {figures}  thirds {line}\n"


def compare(name: str, rows: list[Item], ways: dict[str, Floats]) -> dict[str, float]:
    """Print how the ways compare on some claims, and return the figures of guess and model."""
    right = np.array([r.right for r in rows])
    share = right.mean()
    sys.stdout.write(f"{name}: {len(rows)} claims, {share:.0%} right, ")
    sys.stdout.write(f"Brier of the share alone {share * (1 - share):.3f}\n")
    figures: dict[str, float] = {"claims": len(rows), "right": int(right.sum())}
    for way, scores in ways.items():
        sys.stdout.write(told(way, scores, rows))
        figures[f"{way}: AUC"] = round(auc(scores, right), 2)
        figures[f"{way}: Brier"] = round(brier(scores, right), 3)
    return figures


def left_out(rows: list[Item]) -> dict[str, Floats]:
    """Give each claim the probability that a fit without its report gives, and the guess."""
    ways = {"guess": np.array([r.guess for r in rows])}
    for way, only in (("guess on a line", True), ("model", False)):
        ways[way] = np.zeros(len(rows))
        for report in sorted({r.report for r in rows}):
            out = np.array([r.report == report for r in rows])
            test = [r for r in rows if r.report == report]
            rest = [r for r in rows if r.report != report]
            ways[way][out] = chance(rest, test, only_guess=only)
    return ways


def outside(rows: list[Item], outer: list[Item]) -> dict[str, Floats]:
    """Give claims of other texts the probability that a fit on all rows gives, and the guess."""
    return {"guess": np.array([r.guess for r in outer])} | {
        way: chance(rows, outer, only_guess=only)
        for way, only in (("guess on a line", True), ("model", False))
    }


def fitted(rows: list[Item]) -> dict[str, Any]:
    """Return the model fitted on all rows, as it is stored."""
    b = fit(rows)
    return {
        "coefficients": {n: round(float(v), 3) for n, v in zip(FEATURES, b[:-1], strict=True)},
        "intercept": round(float(b[-1]), 3),
        "ridge": RIDGE,
        "fitted_on": sorted({r.report for r in rows}),
    }


def beats(figures: dict[str, float]) -> bool:
    """Tell whether the model is better than the guesses of the rules in both measures."""
    return (
        figures["model: AUC"] > figures["guess: AUC"]
        and figures["model: Brier"] < figures["guess: Brier"]
    )


def main() -> None:
    """Print the trial, and store the model where that is asked for."""
    given = [Path(a) for a in sys.argv[1:] if a != "--write"]
    rows = items(FRESH)
    figures = {"one report left out": compare("fresh reports, one left out", rows, left_out(rows))}
    for folder in given or [shared_folder(Path()) / "gold" / "neutral"]:
        if not folder.is_dir():
            sys.exit(f"confidence_trial: there is no folder {folder}")
        outer = items(folder)
        name = f"{folder.name}, never fitted on"
        figures[name] = compare(name, outer, outside(rows, outer))
    model = fitted(rows)
    for name, value in sorted(model["coefficients"].items(), key=lambda pair: pair[1]):
        sys.stdout.write(f"  {value:+.2f} {name}\n")
    if "--write" in sys.argv:
        if not all(beats(found) for found in figures.values()):
            sys.exit("confidence_trial: not written, the guesses of the rules are no worse")
        told_of = json.dumps(model | {"figures": figures}, ensure_ascii=False, indent=1)
        write_whole(MODEL, told_of + "\n")


if __name__ == "__main__":
    main()

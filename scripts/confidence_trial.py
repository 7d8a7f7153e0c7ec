"""Try to learn the confidence of a claim from annotated reports, and say how well it goes.

    python scripts/confidence_trial.py [FOLDER…]

Every event, relation and control claim that the reader gives on ``tests/read/fresh`` is right when
the annotation has one of its type and force where it stands and none of its actors and targets
contradicts it. A ridge logistic model over a few features is fitted with one report left out at a
time, and once more on all reports for each FOLDER of annotated texts, which it never sees (the
founding texts, ``../shared/gold/neutral``, where none is given). Beside it stand the rules' own
guess, as it is and on a line fitted in the same way (Platt). AUC says how well right and wrong are
told apart (0.5 is chance), Brier is the mean square error of the probability, and calibration
compares the mean probability given with the share that is right, by thirds. Nothing is stored.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sulh.case.model import Case, Claim, EventContent
from sulh.evaluation.claims import Matcher, force_fits, same_type
from sulh.evaluation.gates import shared_folder
from sulh.evaluation.gold import GoldClaim, GoldDocument, load_gold
from sulh.evaluation.names import Names
from sulh.evaluation.ridge import fit_ridge
from sulh.evaluation.system import SystemClaim, system_of
from sulh.read.files import Report
from sulh.read.neutral import neutral
from sulh.read.reader import draft_texts

KINDS = ("event", "relation", "control")
HARD = frozenset((
    "attack", "fight", "casualty", "destroy", "gain_territory", "lose_territory", "displace",
    "ceasefire", "protest",
))  # fmt: skip
SAYING = frozenset(("accuse", "deny", "demand", "condemn", "threaten", "convey_message"))
RIDGE = 0.3
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Item:
    """A claim: its report, its features, the rule's guess, and whether it is right."""

    report: str
    features: tuple[float, ...]
    guess: float
    right: bool


NAMES = (
    "relation or control", "hard event", "speech act", "an actor", "force is not asserted",
    "long sentence", "arguments from elsewhere", "competing reading",
)  # fmt: skip


def features(claim: Claim, case: Case, near: list[Claim], text: str) -> tuple[float, ...]:
    """Return the features of a claim, in the order of `NAMES`."""
    content = claim.content
    event = content if isinstance(content, EventContent) else None
    ids = [*event.actors, *event.targets] if event else []
    records = {r.id: r for r in (*case.parties, *case.persons)}
    spans = [m for i in ids if i in records for m in records[i].mentions]
    here = sum(claim.start - 60 <= m.start <= claim.end + 60 for m in spans)
    start = max(text.rfind(mark, 0, claim.start) for mark in ".\n؟!")
    ends = [e for mark in ".\n؟!" if (e := text.find(mark, claim.end)) >= 0]
    length = len(text[start + 1 : min(ends, default=len(text))].split())
    touching = [c for c in near if c is not claim and c.start < claim.end and claim.start < c.end]
    kind = event.type if event else ""
    return (
        float(event is None),
        float(kind in HARD),
        float(kind in SAYING),
        float(bool(event and event.actors)),
        float(claim.modality != "asserted"),
        min(length, 60) / 30,
        float(bool(ids) and not here),
        float(event is not None and any(c.content.kind == "event" for c in touching)),
    )


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
        case = draft_texts([Report(Path(f"{name}.txt"), gold.text, digest)]).case
        found += judged(name, gold, case)
    return found


def judged(name: str, gold: GoldDocument, case: Case) -> list[Item]:
    """Judge the claims of one report."""
    (system,) = system_of(neutral(case))
    standing = [c for c in case.claims if c.stands]
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
    return [
        Item(name, features(standing[j], case, standing, gold.text), guess, j in right)
        for j in wanted
        if (guess := standing[j].confidence) is not None
    ]


def chance(train: list[Item], test: list[Item], *, only_guess: bool) -> Floats:
    """Fit on some claims and give others a probability."""

    def table(rows: list[Item]) -> sparse.csr_matrix:
        return sparse.csr_matrix(
            np.array([[r.guess * 2] if only_guess else r.features for r in rows])
        )

    y = np.array([float(r.right) for r in train])
    b = fit_ridge(table(train), y, np.ones(len(y)), 10.0 if only_guess else RIDGE)
    return np.asarray(1 / (1 + np.exp(-(table(test) @ b[:-1] + b[-1]))))


def auc(scores: Floats, right: NDArray[np.bool_]) -> float:
    """Return the share of pairs of a right and a wrong claim that are in order."""
    good, bad = scores[right][:, None], scores[~right][None, :]
    return float(((good > bad) + 0.5 * (good == bad)).mean())


def told(name: str, scores: Floats, rows: list[Item]) -> str:
    """Say AUC, Brier score and calibration by thirds."""
    right = np.array([r.right for r in rows])
    brier = float(((scores - right) ** 2).mean())
    thirds = np.array_split(np.argsort(scores, kind="stable"), 3)
    line = ", ".join(f"{scores[t].mean():.2f} given {right[t].mean():.2f}" for t in thirds)
    return f"  {name:<22} AUC {auc(scores, right):.2f}  Brier {brier:.3f}  thirds {line}\n"


def compare(name: str, rows: list[Item], ways: dict[str, Floats]) -> None:
    """Print how the ways compare on some claims."""
    share = np.mean([r.right for r in rows])
    sys.stdout.write(f"{name}: {len(rows)} claims, {share:.0%} right, ")
    sys.stdout.write(f"Brier of the share alone {share * (1 - share):.3f}\n")
    for way, scores in ways.items():
        sys.stdout.write(told(way, scores, rows))


def main() -> None:
    """Print the trial."""
    rows = items(Path("tests/read/fresh"))
    ways = {"guess": np.array([r.guess for r in rows])}
    for way, only in (("guess on a line", True), ("model", False)):
        ways[way] = np.zeros(len(rows))
        for report in sorted({r.report for r in rows}):
            out = np.array([r.report == report for r in rows])
            test = [r for r in rows if r.report == report]
            rest = [r for r in rows if r.report != report]
            ways[way][out] = chance(rest, test, only_guess=only)
    compare("fresh reports, one left out at a time", rows, ways)
    folders = [Path(p) for p in sys.argv[1:]] or [shared_folder(Path()) / "gold" / "neutral"]
    for folder in (f for f in folders if f.is_dir()):
        outer = items(folder)
        ways = {"guess": np.array([r.guess for r in outer])}
        ways |= {
            way: chance(rows, outer, only_guess=only)
            for way, only in (("guess on a line", True), ("model", False))
        }
        compare(f"{folder.name}, fitted on the fresh reports", outer, ways)
    y = np.array([float(r.right) for r in rows])
    table = sparse.csr_matrix(np.array([r.features for r in rows]))
    b = fit_ridge(table, y, np.ones(len(y)), RIDGE)
    for value, name in sorted(zip(b[:-1], NAMES, strict=True)):
        sys.stdout.write(f"  {value:+.2f} {name}\n")


if __name__ == "__main__":
    main()

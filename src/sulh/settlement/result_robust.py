"""What headline numbers depend on: sensitivity, regret, and what would flip an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sulh.settlement.records import LeverInfo

__all__ = [
    "Flip",
    "FlipTable",
    "RegretRow",
    "RegretTable",
    "Robustness",
    "Sensitivity",
    "SensitivityIndex",
]

FactorKind = Literal["statement", "lever", "parameter", "structure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityIndex:
    """How far one factor moves the number.

    Sobol: `index` is the part of the variance due to it, alone and with others (total order),
    `first` alone; `low` to `high` is the 95 % interval of `index`. PAWN: `index` is the median
    distance (Kolmogorov-Smirnov, 0 to 1) between the number with the factor known and not known,
    `low` to `high` the least and greatest, `first` None.
    """

    factor: str
    kind: FactorKind
    index: float
    low: float
    high: float
    first: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """Global sensitivity of one headline number to what it depends on, largest first.

    `number` is "holds" (of `outcome` of decision `about`), or a simulated outcome whose
    difference `arm` - `baseline` in campaign `about` is meant. `mean`, `low`, `high`: the number
    over the whole space of factors (90 %). `noise` is the index of a factor that does nothing:
    an index not above it says nothing.
    """

    about: str
    number: str
    outcome: str
    arm: str
    baseline: str
    method: Literal["sobol", "pawn"]
    mean: float
    low: float
    high: float
    indices: tuple[SensitivityIndex, ...]
    noise: float
    n_points: int
    n_samples: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegretRow:
    """One thing that can be done, over all scenarios.

    `choice` are the ids of levers, or of one arm; () is nothing changed. Regret is how much worse
    than the best choice of the same scenario. `p_satisfies` is the share of scenarios in which
    the criterion is at least as good as the threshold, `se` its standard error (0 where the
    scenarios are listed, not drawn), `mean_se` that of the mean regret. `values`: the criterion
    in each listed scenario.
    """

    choice: tuple[str, ...]
    worst_regret: float
    mean_regret: float
    p_satisfies: float
    se: float
    values: tuple[float, ...] = ()
    mean_se: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegretTable:
    """Choices over scenarios. Least worst regret is a property of the table, not advice.

    `criterion` is "holds" (of `outcome`), or an outcome of human cost. `scenarios` names listed
    scenarios; it is () where `n_scenarios` draws of parameters and forms of the model stand for
    them. `threshold` is what satisfies; for arms, the baseline in the same scenario (None).
    `least_worst` are the choices whose worst regret is least. `share_se`: where shares are
    compared, the largest standard error of any of them.
    """

    about: str
    criterion: str
    outcome: str
    wants: Literal["more", "less"]
    threshold: float | None
    scenarios: tuple[str, ...]
    n_scenarios: int
    rows: tuple[RegretRow, ...]
    least_worst: tuple[tuple[str, ...], ...]
    seed: int
    share_se: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One single change and what becomes of the answer.

    `kind`: "belief" (of a statement, `before` to `after`), "first" or "last" (a statement's
    place), "source" (left out), "lever" (applied), "parameter" (held at `after`). `size` is
    how far it is moved, as a part of its range (1 for all-or-nothing changes). `value` is the
    headline number then, with its standard error; None where there is no answer left.
    """

    kind: Literal["belief", "first", "last", "source", "lever", "parameter"]
    what: str
    before: float | None
    after: float | None
    size: float
    value: float | None
    se: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlipTable:
    """Single changes that flip an answer, smallest first.

    The answer is on which side of `threshold` the number stands. `n_tried` changes were tried;
    those that did not flip it are not listed. `near`: the number is within two standard errors of
    the threshold, so that chance alone could flip it.
    """

    about: str
    number: str
    outcome: str
    arm: str
    baseline: str
    threshold: float
    value: float
    se: float
    near: bool
    flips: tuple[Flip, ...]
    n_tried: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """All of it for one decision or one campaign (`about`); `levers`: those that were tried."""

    about: str
    sensitivity: tuple[Sensitivity, ...] = ()
    regret: tuple[RegretTable, ...] = ()
    flips: tuple[FlipTable, ...] = ()
    levers: tuple[LeverInfo, ...] = ()

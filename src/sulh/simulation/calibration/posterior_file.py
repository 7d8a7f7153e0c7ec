"""Posteriors as small files: some ship with sulh and are used where they are named, never else.

A file holds equally weighted draws of the fitted parameters, to four digits, with the command that
made it, its seed, the day, the digests of the data, and how far each parameter contracted. All
other parameters keep their priors.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np
from pydantic import ConfigDict, TypeAdapter, ValidationError

from sulh._version import __version__
from sulh.errors import ModelError, UnreadableError, Where, nearest
from sulh.files import write_whole
from sulh.simulation.calibration.fit import Fit
from sulh.simulation.calibration.pockets import HOLD_OUT_FROM
from sulh.simulation.parameters import Joint, Parameters

__all__ = [
    "PosteriorFile", "load_posterior", "posterior_file", "posterior_names", "save_posterior",
    "with_posterior",
]  # fmt: skip

_DRAWS: Final = 200
_DIGITS: Final = 4
_FOLDER: Final = "sulh.simulation.calibration.posteriors"


@dataclass(frozen=True, kw_only=True)
class PosteriorFile:
    """What is known of some parameters, and how it came about.

    Parameters
    ----------
    name : str
    data_until : date
        The last day of the data.
    made : date
    command, version : str
    seed, n_simulations, n_kept : int
    data : tuple of (part, SHA-256)
    parameters : tuple of str
    contraction : tuple of float
        ``1 - sd(posterior) / sd(prior)`` of each parameter.
    draws : tuple of tuple of float, shape (n_draws, n_parameters)
        Equally weighted.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    name: str
    data_until: dt.date
    made: dt.date
    command: str
    version: str
    seed: int
    n_simulations: int
    n_kept: int
    data: tuple[tuple[str, str], ...]
    parameters: tuple[str, ...]
    contraction: tuple[float, ...]
    draws: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        n = len(self.parameters)
        whole = all(len(row) == n for row in self.draws) and len(self.contraction) == n
        if not (n and self.draws and whole):
            raise ValueError("every draw has a value for each parameter, and there is a draw")
        if not np.isfinite(self.draws).all():
            raise ValueError("a draw has a value that is not a number")

    def joint(self) -> Joint:
        """Return the draws as values that belong together."""
        columns = np.array(self.draws, dtype=np.float64).T
        return Joint(self.name, dict(zip(self.parameters, columns, strict=True)))


def posterior_file(fit: Fit, name: str, *, command: str, made: dt.date) -> PosteriorFile:
    """Return the posterior of a fit as it is kept."""
    rows = fit.posterior.draws[fit.posterior.rows(_DRAWS, fit.table.seed)]
    return PosteriorFile(
        name=name, data_until=HOLD_OUT_FROM - dt.timedelta(days=1), made=made, command=command,
        version=__version__, seed=fit.table.seed, n_simulations=len(fit.table.draws),
        n_kept=fit.posterior.kept.size, data=fit.data, parameters=fit.posterior.names,
        contraction=tuple(round(float(c), 3) for c in fit.posterior.contraction),
        draws=tuple(tuple(float(f"{x:.{_DIGITS}g}") for x in row) for row in rows),
    )  # fmt: skip


def save_posterior(posterior: PosteriorFile, path: Path) -> None:
    """Write a posterior, one draw a line."""
    about = asdict(posterior) | {"draws": []}
    text = json.dumps(about, indent=1, default=str, ensure_ascii=False)
    draws = ",\n  ".join(json.dumps(row) for row in posterior.draws)
    write_whole(path, text.replace('"draws": []', f'"draws": [\n  {draws}\n ]') + "\n")


def posterior_names() -> tuple[str, ...]:
    """Return the posteriors that ship with sulh.

    Examples
    --------
    >>> posterior_names()
    ('syria-local-deals',)
    """
    found = resources.files(_FOLDER).iterdir()
    return tuple(sorted(f.name[:-5] for f in found if f.name.endswith(".json")))


def load_posterior(name: str | Path) -> PosteriorFile:
    """Read a posterior that ships with sulh, by name, or one in a file of yours.

    Raises
    ------
    ModelError
        If no posterior has that name.
    UnreadableError
        If the file holds no posterior.

    Examples
    --------
    >>> known = load_posterior("syria-local-deals")
    >>> known.data_until.year, len(known.parameters) <= 14
    (2017, True)
    """
    text, where = _text(name)
    try:
        found: PosteriorFile = TypeAdapter(PosteriorFile).validate_json(text)
    except ValidationError as error:
        fault = error.errors()[0]
        raise UnreadableError(
            f"holds no posterior of sulh: {fault['msg']}",
            Where(where, field=".".join(map(str, fault["loc"]))),
            "give a name that ships with sulh, or a file that sulh backtest wrote",
        ) from error
    return found


def _text(name: str | Path) -> tuple[str, str]:
    if name in posterior_names():
        return resources.files(_FOLDER).joinpath(f"{name}.json").read_text("utf-8"), str(name)
    path = Path(name)
    if not path.exists():
        advice = nearest(str(name), posterior_names())
        raise ModelError(f"no posterior is named {name}", advice=advice)
    try:
        return path.read_text("utf-8"), str(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"cannot be read: {error}", Where(str(path))) from error


def with_posterior(parameters: Parameters, posterior: PosteriorFile, keep: Any = ()) -> Parameters:
    """Return parameters that are drawn from a posterior, but for those in `keep`.

    Raises
    ------
    ModelError
        If the posterior has a parameter the model has not.
    """
    joint = posterior.joint().without(keep)
    return parameters.with_joint(joint) if joint else parameters

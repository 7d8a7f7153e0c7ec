"""Hold the simulation to what happened."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli.options import Json, Lang, Seed
from sulh.cli.terminal import progress_bars, say, show
from sulh.errors import ModelError, nearest

if TYPE_CHECKING:
    from sulh.simulation.calibration.backtest import Backtest
    from sulh.simulation.calibration.fit import Fit
    from sulh.words import Language

_NAMES = ("syria",)
POSTERIOR = "syria-local-deals"


def backtest(
    name: Annotated[str, typer.Argument(help="What to test against: syria")] = "syria",
    data: Annotated[
        Path | None,
        typer.Option(help="Folder of data; by default that of SULH_SHARED, else ../shared/data"),
    ] = None,
    runs: Annotated[int, typer.Option(min=1, help="Simulations from the prior")] = 40_000,
    seed: Seed = 0,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="Folder for backtest.json and the posterior; what is done is kept there, "
            "and the same call goes on from it",
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(help="Address of a dask scheduler to run on, such as tcp://10.0.0.5:8786"),
    ] = None,
    lang: Lang = "en",
    json: Json = False,
) -> None:
    """Fit the simulation to what is dated before 2018, score it on 2018, and show all misses.

    Example: sulh backtest syria --data ../shared/data --out out/backtest
    """
    from sulh.files import make_folder
    from sulh.simulation.calibration.backtest import backtest_syria
    from sulh.simulation.calibration.data import load_data

    if name not in _NAMES:
        raise ModelError(f"there is no backtest on {name}", advice=nearest(name, _NAMES))
    known = load_data(data)
    if out is not None:
        make_folder(out)
    with progress_bars() as progress:
        made, fit = backtest_syria(
            known, runs=runs, seed=seed, folder=out, cluster=cluster, progress=progress
        )
    if out is not None:
        _write(out, made, fit)
    _print(made, lang, json=json)


def _print(made: Backtest, lang: Language, *, json: bool) -> None:
    if json:
        from sulh.documents import json_text

        show(json_text("backtest", made))
        return
    from sulh.cli.tables import show_tables
    from sulh.words import Voice
    from sulh.words.backtest import backtest_tables

    show_tables(backtest_tables(made, Voice(lang)), lang)


def _write(out: Path, made: Backtest, fit: Fit) -> None:
    from sulh.documents import json_text
    from sulh.files import write_whole
    from sulh.simulation.calibration.posterior_file import posterior_file, save_posterior

    posterior = posterior_file(
        fit,
        POSTERIOR,
        command=f"sulh backtest syria --runs {made.n_simulations} --seed {made.seed} --out OUT",
        made=_today(),
    )
    write_whole(out / "backtest.json", json_text("backtest", made))
    save_posterior(posterior, out / f"{POSTERIOR}.json")
    say(f"wrote {out / 'backtest.json'} and {out / f'{POSTERIOR}.json'}")


def _today() -> dt.date:
    """Today, or the day of SOURCE_DATE_EPOCH, so that the same call writes the same bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    return dt.datetime.now(tz=dt.UTC).date()

"""The world at one date: areas, parties, forces, people, backers, truces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.errors import ModelError, Where, nearest

__all__ = ["MODES", "Backing", "World"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Mode = Literal["none", "supply", "air", "troops"]
MODES: tuple[Mode, ...] = ("none", "supply", "air", "troops")
Range = tuple[float, float]
_EXACT: Range = (1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """What `backer` gives `client`: mode and level (0 to 1). `spread` bounds the level's factor."""

    backer: str
    client: str
    mode: Mode = "supply"
    level: float = 1.0
    spread: Range = _EXACT


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """Everything a run starts from.

    Parameters
    ----------
    areas, parties : tuple of str
        Names; every other field refers to them by position.
    strong : bool array, shape (n_parties,)
        Who is on the strong side, the side that can choose where to fight. Backers and
        guarantors that do not fight themselves are on neither side's force.
    mobile : int array, shape (n_parties,), people
        Fighters of the strong side that are tied to no area.
    force : int array, shape (n_areas, n_parties), people
        Fighters of the weaker side in each area.
    population : int array, shape (n_areas,), people
        Civilians who live there.
    contested : bool array, shape (n_areas,)
        Areas the campaign is about. The others are held by the strong side.
    adjacency : bool array, shape (n_areas, n_areas)
        Symmetric. Needed as soon as two areas are contested: calm and help spill over along it.
    besieged, truce : bool array, shape (n_areas,)
    truce_weeks : int array, shape (n_areas,), weeks
        Age of the truce, where there is one.
    hostile : bool array, shape (n_parties, n_parties)
        Who fights whom. Default: the strong side against all others.
    holdout : bool array, shape (n_parties,)
        Parties whose removal is demanded, an indivisible stake for them.
    excluded : bool array, shape (n_parties,)
        Parties that truces leave out: they are fought on in calm too.
    guarantor : str
        Name of the party that could guarantee a deal; "" when there is none.
    backings : tuple of Backing
        A client that is no party of the list is one that several belong to: it backs them all.
    belongs : tuple of str
        For each party the name of that to which it belongs: several factions of one party decide
        for themselves, with beliefs of their own. Default: each to itself.
    sink : tuple of str
        For each area the area to which those go who must leave it; "" is outside the campaign.
    truce_term_weeks : int array, shape (n_areas,), weeks
        What is left of the term of the truce, 0 for a truce without a term.
    deal : bool array, shape (n_areas,)
        Does a deal stand there already? Its `force` are then the formations that kept their arms:
        they do not fight while it holds.
    deal_weeks : int array, shape (n_areas,), weeks
        Age of the deal, where there is one.
    deal_arms : float array, shape (n_areas,)
        Share of arms that the deal left.
    stock_share : float array, shape (n_areas,)
        Siege stock at the start, as a share of a full one.
    infrastructure : float array, shape (n_areas,)
        Share that works.
    mobile_spread, force_spread, population_spread : (low, high)
        Bounds of the factor by which the number may be off; drawn once a parameter draw, one
        factor for the strong side and one for each area.

    Raises
    ------
    ModelError
        If the parts do not fit together; nothing is run.
    """

    areas: tuple[str, ...]
    parties: tuple[str, ...]
    strong: Bools
    mobile: Ints
    force: Ints
    population: Ints
    contested: Bools
    adjacency: Bools
    besieged: Bools
    truce: Bools
    truce_weeks: Ints
    hostile: Bools
    holdout: Bools
    excluded: Bools
    stock_share: Floats
    infrastructure: Floats
    guarantor: str = ""
    backings: tuple[Backing, ...] = ()
    belongs: tuple[str, ...] = ()
    sink: tuple[str, ...] = ()
    truce_term_weeks: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    deal: Bools = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    deal_weeks: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    deal_arms: Floats = field(default_factory=lambda: np.zeros(0))
    mobile_spread: Range = _EXACT
    force_spread: tuple[Range, ...] = ()
    population_spread: tuple[Range, ...] = ()
    horizon_weeks: int = 104
    title: str = field(default="")

    def __post_init__(self) -> None:
        if not self.belongs:
            object.__setattr__(self, "belongs", self.parties)
        if not self.sink:
            object.__setattr__(self, "sink", ("",) * len(self.areas))
        for name in ("truce_term_weeks", "deal", "deal_weeks", "deal_arms"):
            if not getattr(self, name).size:
                plain = np.zeros(len(self.areas), dtype=getattr(self, name).dtype)
                object.__setattr__(self, name, plain)
        if not self.force_spread:
            object.__setattr__(self, "force_spread", (_EXACT,) * len(self.areas))
        if not self.population_spread:
            object.__setattr__(self, "population_spread", (_EXACT,) * len(self.areas))
        _check_names(self)
        _check_references(self)
        _check_shapes(self)
        _check_numbers(self)
        _check_sense(self)

    @classmethod
    def make(
        cls,
        *,
        areas: Sequence[str],
        parties: Sequence[str],
        strong: Sequence[str],
        mobile: dict[str, int],
        force: Sequence[Sequence[float]] | Ints,
        population: Sequence[float] | Ints,
        **fields: Any,
    ) -> World:
        """Build a world from plain lists; whatever is not given takes its plainest value.

        Examples
        --------
        >>> w = World.make(areas=["a", "b"], parties=["state", "locals"], strong=["state"],
        ...                mobile={"state": 500}, force=[[0, 100], [0, 100]],
        ...                population=[20000, 30000])
        >>> w.contested.tolist(), w.hostile.tolist()
        ([True, True], [[False, True], [True, False]])
        """
        n, names = len(areas), tuple(parties)
        side = np.array([p in strong for p in names], dtype=bool)
        for name in (*strong, *mobile):
            if name not in names:
                raise ModelError(f"{name} is not a party", advice=nearest(name, names))
        plain: dict[str, Any] = {
            "contested": np.ones(n, dtype=bool),
            "adjacency": ~np.eye(n, dtype=bool),
            "besieged": np.zeros(n, dtype=bool),
            "truce": np.zeros(n, dtype=bool),
            "truce_weeks": np.zeros(n, dtype=np.int64),
            "hostile": side[:, None] != side[None, :],
            "truce_term_weeks": np.zeros(n, dtype=np.int64),
            "deal": np.zeros(n, dtype=bool),
            "deal_weeks": np.zeros(n, dtype=np.int64),
            "deal_arms": np.zeros(n),
            "holdout": np.zeros(len(names), dtype=bool),
            "excluded": np.zeros(len(names), dtype=bool),
            "stock_share": np.ones(n),
            "infrastructure": np.ones(n),
        }
        known = {f.name for f in dataclass_fields(cls)}
        for name in fields:
            if name not in known:
                raise ModelError(f"a world has no field {name}", advice=nearest(name, known))
        plain |= {k: np.asarray(v) if k in plain else v for k, v in fields.items()}
        return cls(
            areas=tuple(areas),
            parties=names,
            strong=side,
            mobile=_integers("mobile", [mobile.get(p, 0) for p in names]),
            force=_integers("force", force),
            population=_integers("population", population),
            **plain,
        )

    def party(self, name: str) -> int:
        """Return the position of a party."""
        if name not in self.parties:
            raise ModelError(f"{name} is not a party", advice=nearest(name, self.parties))
        return self.parties.index(name)

    def factions(self, name: str) -> Bools:
        """Return which parties are `name` or belong to it, shape (n_parties,).

        Examples
        --------
        >>> w = World.make(areas=["a"], parties=["state", "east", "west"], strong=["state"],
        ...                mobile={"state": 500}, force=[[0, 60, 40]], population=[20000],
        ...                belongs=("state", "rebels", "rebels"))
        >>> w.factions("rebels").tolist(), w.factions("east").tolist()
        ([False, True, True], [False, True, False])
        """
        pairs = zip(self.parties, self.belongs, strict=True)
        return np.array([name in pair for pair in pairs], dtype=bool)

    def backs_strong(self, backing: Backing) -> bool:
        """Say whether a backing is of the strong side."""
        return bool((self.factions(backing.client) & self.strong).any())


def _integers(name: str, values: Any) -> Ints:
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ModelError(f"{name} is no table of numbers: {error}", Where(field=name)) from error
    if not np.isfinite(array).all():
        raise ModelError(
            f"{name} has a value that is not a number", Where(field=name), "give whole people"
        )
    return np.rint(array).astype(np.int64)


def _check_names(w: World) -> None:
    if not w.areas or not w.parties:
        missing = "areas" if not w.areas else "parties"
        raise ModelError(f"a world without {missing} cannot be run", advice=f"give {missing}")
    for kind, names in (("area", w.areas), ("party", w.parties)):
        if len(set(names)) != len(names):
            twice = sorted({x for x in names if names.count(x) > 1})
            raise ModelError(f"{kind} given twice: {', '.join(twice)}")


def _check_references(w: World) -> None:
    if len(w.belongs) != len(w.parties):
        raise ModelError(f"belongs has {len(w.belongs)} names, expected one for each party")
    if len(w.sink) != len(w.areas):
        raise ModelError(f"sink has {len(w.sink)} names, expected one for each area")
    for name in (w.guarantor, *(b.backer for b in w.backings)):
        if name:
            w.party(name)
    for area in filter(None, w.sink):
        if area not in w.areas:
            raise ModelError(f"{area} is not an area", advice=nearest(area, w.areas))
    for b in w.backings:
        if b.mode not in MODES:
            raise ModelError(f"unknown mode of backing: {b.mode}", advice=nearest(b.mode, MODES))
    _check_backings(w)


def _check_backings(w: World) -> None:
    for b in w.backings:
        if not w.factions(b.client).any():
            known = (*w.parties, *w.belongs)
            raise ModelError(f"{b.client} is not a party", advice=nearest(b.client, known))
        if len(set(w.strong[w.factions(b.client)].tolist())) > 1:
            raise ModelError(f"{b.client} has factions on both sides; {b.backer} cannot back both")


def _check_shapes(w: World) -> None:
    n, p = len(w.areas), len(w.parties)
    shapes: dict[str, tuple[int, ...]] = {
        **dict.fromkeys(("strong", "mobile", "holdout", "excluded"), (p,)),
        **dict.fromkeys(("population", "contested", "besieged", "truce", "truce_weeks"), (n,)),
        **dict.fromkeys(("truce_term_weeks", "deal", "deal_weeks", "deal_arms"), (n,)),
        **dict.fromkeys(("stock_share", "infrastructure"), (n,)),
        "force": (n, p),
        "adjacency": (n, n),
        "hostile": (p, p),
    }
    for name, shape in shapes.items():
        found = np.shape(getattr(w, name))
        if found != shape:
            raise ModelError(f"{name} has shape {found}, expected {shape}")
    if len(w.force_spread) != n or len(w.population_spread) != n:
        raise ModelError("force_spread and population_spread need one range for each area")


def _check_numbers(w: World) -> None:
    for name in (
        "mobile", "force", "population", "truce_weeks", "truce_term_weeks", "deal_weeks",
        "deal_arms", "stock_share",
        "infrastructure",
    ):  # fmt: skip
        values = np.asarray(getattr(w, name), dtype=np.float64)
        _refuse(
            w, name, values, np.isnan(values), what="is not a number (NaN)", advice="give a number"
        )
        _refuse(w, name, values, values < 0, what="is negative", advice="give 0 or more")
    for name in ("deal_arms", "stock_share", "infrastructure"):
        values = np.asarray(getattr(w, name))
        _refuse(w, name, values, values > 1, what="is no share", advice="a share is 0 to 1")
    spreads = (w.mobile_spread, *w.force_spread, *w.population_spread)
    for low, high in (*spreads, *(b.spread for b in w.backings)):
        if not (np.isfinite(high) and 0 <= low <= 1 <= high):
            raise ModelError(
                f"a spread of ({low}, {high}) has no mass around 1",
                advice="a spread is (low, high) as factors of the number: 0 <= low <= 1 <= high",
            )
    for b in w.backings:
        if not 0 <= b.level <= 1:
            raise ModelError(f"the backing of {b.client} by {b.backer} has level {b.level}: 0 to 1")


def _refuse(
    w: World, name: str, values: NDArray[Any], bad: Bools, *, what: str, advice: str
) -> None:
    """Raise an error that names where the first bad value stands, and what it is."""
    where = tuple(int(i) for i in np.argwhere(bad)[0]) if bad.any() else None
    if where is None:
        return
    axes = {"mobile": (w.parties,), "force": (w.areas, w.parties)}.get(name, (w.areas,))
    place = ", ".join(names[i] for names, i in zip(axes, where, strict=True))
    raise ModelError(
        f"{name} of {place} {what}: {values[where]:g}", Where(field=f"{name}[{place}]"), advice
    )


def _check_sense(w: World) -> None:
    if w.horizon_weeks < 1:
        raise ModelError(f"a horizon of {w.horizon_weeks} weeks is too short", advice="1 or more")
    if not w.strong.any():
        raise ModelError("nobody is on the strong side", advice="name at least one party as strong")
    if not w.contested.any():
        raise ModelError("no area is contested", advice="name at least one contested area")
    if w.force[:, w.strong].any():
        raise ModelError(
            "force holds the weaker side's fighters; a party of the strong side has some there",
            advice="count the strong side's fighters in mobile",
        )
    if w.mobile[~w.strong].any():
        raise ModelError("mobile holds the strong side's fighters; another party has some there")
    weak = w.force.sum(axis=1)
    for a in np.nonzero(w.contested & ~w.deal & (weak == 0))[0]:
        raise ModelError(
            f"{w.areas[a]} is contested but no party of the weaker side has a force there",
            advice="give a force, or take the area out of the contested ones",
        )
    if (w.adjacency != w.adjacency.T).any():
        raise ModelError("adjacency is not symmetric: if a borders b, b borders a")
    alone = w.contested & ~(w.adjacency & ~np.eye(len(w.areas), dtype=bool)).any(axis=1)
    if w.contested.sum() > 1 and alone.any():
        names = ", ".join(w.areas[a] for a in np.nonzero(alone)[0])
        raise ModelError(
            f"contested areas without neighbours: {names}",
            advice="calm and help spill over to neighbours: give each at least one",
        )

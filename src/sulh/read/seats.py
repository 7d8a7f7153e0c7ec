"""Which capitals must be looked at together, so that the others wait until a text names them.

A capital that no layer knows as a place becomes a city of its state, under every name that the
list of states has for it (:meth:`sulh.read.names.Names.entry`). Whether it is known depends on the
packs chosen, and may depend on what was made of another capital that shares a name with it: hardly
any do, so a choice of packs looks at a capital when one of its names is first met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sulh.read.fold import fold_text
from sulh.read.lists import Entry, Row, load_lexicon
from sulh.read.name_forms import Known, spellings

__all__ = ["Seats", "State", "all_states", "city_of"]


@dataclass(frozen=True, slots=True)
class State:
    """A state with what its row says, folded: its code, adjectives and capitals."""

    entry: Entry
    code: str
    nisbas: tuple[str, ...]
    feminine: frozenset[str]
    capitals: tuple[str, ...]
    capitals_ar: tuple[str, ...]
    written: tuple[tuple[str, str], ...]
    """Its capitals as they are written, each with its folded form."""


class Seats:
    """The states in groups whose capitals share a name, whatever packs are chosen.

    Parameters
    ----------
    states : sequence of State
        All states, in order.
    forms : mapping of str to Known
        Who bears which form, in all layers of a table.
    """

    def __init__(self, states: Sequence[State], forms: Mapping[str, Known]) -> None:
        self.states = states
        self._group = list(range(len(states)))
        self._first: dict[str, int] = {}
        for number, state in enumerate(states):
            for form in _forms_of(state, forms):
                self._join(number, self._first.setdefault(form, number))
        self._ids = {city_of(state).id: n for n, state in enumerate(states) if state.written}

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._group[one], self._group[other]))
        if low != high:
            self._group = [low if group == high else group for group in self._group]

    def named(self, form: str) -> int | None:
        """Return the group in which a capital may have this form; None for none."""
        first = self._first.get(form)
        return None if first is None else self._group[first]

    def called(self, key: str) -> int | None:
        """Return the group in which a city of this id may be made; None for none."""
        number = self._ids.get(key)
        return None if number is None else self._group[number]

    def touched(self, forms: Mapping[str, Known]) -> frozenset[int]:
        """Return the groups whose capitals the names of a further layer may change."""
        shared = [forms[form] for form in self._first.keys() & forms.keys()]
        names = {form for known in shared for each in _bearers(known) for form in each}
        found = map(self.named, (*(known.form for known in shared), *names))
        return frozenset(group for group in found if group is not None)

    def of(self, groups: Iterable[int]) -> list[State]:
        """Return the states of some groups, in order."""
        wanted = frozenset(groups)
        pairs = zip(self._group, self.states, strict=True)
        return [state for group, state in pairs if group in wanted]


def _forms_of(state: State, forms: Mapping[str, Known]) -> set[str]:
    """Return every form that looking at a capital may ask for or give to a city."""
    found: set[str] = set()
    for written, folded in state.written:
        found |= {folded, *spellings(written, "place")}
    for form in tuple(found):
        if form in forms:
            found.update(*_bearers(forms[form]))
    return found


def _bearers(known: Known) -> Iterable[tuple[str, ...]]:
    """Yield the forms of all names of whoever bears a form."""
    for _, entry, _ in known.bearers:
        yield from _all_forms(entry)


def _all_forms(entry: Entry) -> Iterable[tuple[str, ...]]:
    for written in (entry.name_ar, entry.name_en, *entry.aliases):
        yield spellings(written, entry.cls)


# ---- states ---------------------------------------------------------------------------------


def all_states() -> tuple[State, ...]:
    """Return every state of the lists."""
    return tuple(map(_state, load_lexicon().states))


def _state(row: Row) -> State:
    aliases = tuple(a.strip() for a in row["aliases"].split("|") if a.strip())
    nisbas = [row.forms(column) for column in ("nisba_m", "nisba_f", "nisba_pl", "demonym_en")]
    cities = (*_several(row["capital_ar"]), *_several(row["capital_en"]))
    return State(
        entry=Entry(row["id"], "party", "state", row["name_ar"], row["name_en"], aliases),
        code=row["iso2"],
        nisbas=tuple(form for forms in nisbas for form in forms),
        feminine=frozenset(form.removeprefix("ال") for form in row.forms("nisba_f")),
        capitals=(*row.forms("capital_ar"), *row.forms("capital_en")),
        capitals_ar=row.forms("capital_ar"),
        written=tuple((name, fold_text(name)) for name in cities),
    )


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def city_of(state: State) -> Entry:
    """Return the city that a capital is where no layer knows it as a place."""
    (first, _), (last, folded) = state.written[0], state.written[-1]
    return Entry(f"pl:{folded.replace(' ', '-')}", "place", "city", first, last,
                 part_of=state.entry.id.replace("p:", "pl:", 1))  # fmt: skip

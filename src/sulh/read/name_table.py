"""Every name that packs, states and the gazetteer know, compiled once for whatever is chosen.

All names of the shipped packs (and of a pack of one's own, when one is asked for), of states, of
their capitals and of the gazetteer, and all phrases of several words from the lists, go into one
Aho-Corasick automaton. Beside each form stand its bearers, each with the layer it comes from: a
pack, the states, the cities of the world, the places of one country. Which layers count, and in
what order, is a matter of the choice of packs (:class:`sulh.read.names.Names`), so that a folder
of reports about many conflicts compiles nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sulh.read.analyse import Analyser
from sulh.read.fold import fold_text
from sulh.read.heap import uncollected
from sulh.read.lists import HERE, Entry, Lexicon, Pack, Row, load_lexicon, read_table
from sulh.read.name_forms import Known, spellings
from sulh.read.pack_tables import load_pack
from sulh.read.seats import Seats, State, all_states
from sulh.read.spelt import Speller

__all__ = ["CITIES", "STATES", "PackNames", "Table", "layer_of", "table_with"]

STATES: Final = ":states"
CITIES: Final = ":cities"
"""The layer of cities so large that they are known whatever the conflict."""
_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class PackNames:
    """A pack with what a choice of packs asks of it.

    `armies` are its armed forces with the adjectives that their names say, `governments` those
    that its names of governments say, `short` the entries with names that are ordinary words.
    """

    pack: Pack
    nisba: dict[str, Entry]
    homes: dict[str, tuple[str, ...]]
    armies: tuple[tuple[Entry, tuple[str, ...]], ...]
    governments: tuple[tuple[Entry, str], ...]
    short: tuple[Entry, ...]


class Table:
    """The names of many packs.

    Parameters
    ----------
    analyse : Analyser
        What looks words up in the general lists.
    packs : iterable of (str, Pack)
        The packs, each under the name it is asked for by.
    """

    def __init__(self, analyse: Analyser, packs: Iterable[tuple[str, Pack]]) -> None:
        self.analyse = analyse
        self.forms: dict[str, Known] = {}
        self.ids: dict[str, list[tuple[str, Entry]]] = {}
        self.packs = {name: _pack_names(pack) for name, pack in packs}
        self.states = all_states()
        self.nisba = {form: state.entry for state in reversed(self.states)
                      for form in state.nisbas}  # fmt: skip
        self.plurals = {form: state.entry for state in reversed(self.states)
                        for form in _nisbas(state.entry)}  # fmt: skip
        self.capitals = {form: state.entry for state in reversed(self.states)
                         for form in state.capitals}  # fmt: skip
        self.codes = {state.entry.id: state.code for state in self.states}
        self.of_code: dict[str, list[State]] = {}
        for state in self.states:
            self.of_code.setdefault(state.code, []).append(state)
        for name, layer in self.packs.items():
            for entry in layer.pack.entries:
                self._add(name, entry)
        for state in self.states:
            self._add(STATES, state.entry)
        for country, place in _places():
            self._add(CITIES if place.population >= _MILLION else layer_of(country), place)
        self._add_phrases(analyse.lexicon)
        self.automaton = _automaton(self.forms)
        self.seats = Seats(self.states, self.forms)
        self._abroad: dict[str, Abroad] = {}
        self._touched: dict[str, frozenset[int]] = {}

    def abroad(self, country: str) -> Abroad:
        """Return the names of the places of a country without a pack, compiled when asked for."""
        found = self._abroad.get(country)
        if found is None:
            found = self._abroad[country] = Abroad(country)
        return found

    def touched(self, country: str) -> frozenset[int]:
        """Return the groups of capitals that the places of a country without a pack may change."""
        found = self._touched.get(country)
        if found is None:
            found = self._touched[country] = self.seats.touched(self.abroad(country).forms)
        return found

    def _add(self, layer: str, entry: Entry) -> None:
        self.ids.setdefault(entry.id, []).append((layer, entry))
        forms = self.forms
        seen: set[str] = set()
        soft = "g" in entry.name_en.lower().replace("gh", "")
        for written in (entry.name_ar, entry.name_en, *entry.aliases):
            for form in spellings(written, entry.cls, soft=soft):
                if form in seen:
                    continue
                seen.add(form)
                known = forms.get(form)
                if known is None:
                    forms[form] = Known(form, [(layer, entry, written)], "")
                else:
                    known.bearers.append((layer, entry, written))

    def _add_phrases(self, lexicon: Lexicon) -> None:
        """Add what nobody bears by itself: phrases of the lists, capitals that no layer knows."""
        for phrase in _phrases(lexicon):
            bearers = self.forms[phrase].bearers if phrase in self.forms else []
            self.forms[phrase] = Known(phrase, bearers, phrase)
        for state in self.states:
            for written, _ in state.written:
                for form in spellings(written, "place"):
                    self.forms.setdefault(form, Known(form, [], ""))


class Abroad:
    """The places of a country that no pack is for: read only for reports that name the country.

    Parameters
    ----------
    country : str
        Its ISO code.
    """

    def __init__(self, country: str) -> None:
        self.forms: dict[str, Known] = {}
        self.entries: dict[str, Entry] = {}
        self._speller: Speller | None = None
        layer = layer_of(country)
        for place in map(_place, _abroad_rows(country)):
            self.entries[place.id] = place
            for written in (place.name_ar, place.name_en, *place.aliases):
                for form in spellings(written, "place"):
                    known = self.forms.setdefault(form, Known(form, [], ""))
                    known.bearers.append((layer, place, written))
        self.automaton = _automaton(self.forms)

    @property
    def speller(self) -> Speller:
        """What tells an Arabic spelling of a name that is known in Latin letters, made once."""
        if self._speller is None:
            self._speller = self._made()
        return self._speller

    def _made(self) -> Speller:
        return Speller({name: place.id for place in self.entries.values()
                        for name in (place.name_en, *place.aliases) if name.isascii()})  # fmt: skip


def _automaton(forms: Mapping[str, Known]) -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for form, known in forms.items():
        automaton.add_word(form, known)
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=2)
def table_with(own: tuple[str, ...], shipped: tuple[str, ...]) -> Table:
    """Return the table of the shipped packs and of packs of one's own, compiled once a process."""
    with uncollected():
        return Table(_analyser(), [(name, load_pack(name)) for name in (*shipped, *own)])


def layer_of(country: str) -> str:
    """Return the layer of the gazetteer's places in a country, by its ISO code."""
    return f":{country}"


@lru_cache(maxsize=1)
def _analyser() -> Analyser:
    """Return what looks words up: one a process, since what a word may be depends on no pack."""
    return Analyser(load_lexicon())


# ---- packs and states ------------------------------------------------------------------------


def _pack_names(pack: Pack) -> PackNames:
    parties = [entry for entry in pack.entries if entry.cls == "party"]
    forces = [entry for entry in pack.entries if entry.kind == "armed_force"]
    return PackNames(
        pack=pack,
        nisba={form: entry for entry in reversed(parties) for form in _nisbas(entry)},
        homes={entry.id: pack.countries for entry in pack.entries},
        armies=tuple((entry, found) for entry in forces if (found := _army_adjectives(entry))),
        governments=tuple(
            (entry, nisba) for entry in pack.entries if (nisba := _governs(entry)) is not None
        ),
        short=tuple(entry for entry in pack.entries if entry.short),
    )


def _army_adjectives(entry: Entry) -> tuple[str, ...]:
    """Return the adjectives of an army's names: head and adjective, nothing else."""
    found: list[str] = []
    for written in (entry.name_ar, entry.name_en, *entry.aliases):
        words = fold_text(written).split()
        if len(words) == 2 and words[0] == "الجيش":
            found.append(words[1].removeprefix("ال"))
        elif len(words) == 2 and words[1] in ("army", "military"):
            found.append(words[0])
    return tuple(found)


def _governs(entry: Entry) -> str | None:
    """Return the adjective of «الحكومة السورية», without its article; None for anything else."""
    head, _, nisba = fold_text(entry.name_ar).partition(" ")
    return nisba.removeprefix("ال") if head == "الحكومه" else None


def _nisbas(entry: Entry) -> Iterable[str]:
    """Return the adjectives that a plural name allows: الحوثيون → حوثي, حوثيه."""
    for written in (entry.name_ar, *entry.aliases):
        form = fold_text(written).strip()
        if " " in form or not form.endswith(("يون", "يين")):
            continue
        stem = form.removeprefix("ال")[:-2]
        yield from (stem, stem + "ه")


def _phrases(lexicon: Lexicon) -> set[str]:
    lists: tuple[Iterable[str], ...] = (lexicon.triggers, lexicon.cues, lexicon.words)
    return {form for forms in lists for form in forms if " " in form}


# ---- the gazetteer ---------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[str, Entry], ...]:
    """Return every place of the gazetteer with its country, read once a process."""
    path = HERE / "lexicon" / "gazetteer.tsv"
    if not path.is_file():
        return ()
    rows = read_table(path, ("geonameid", "country"))
    return tuple((row["country"], _place(row)) for row in rows)


_ABROAD = HERE / "lexicon" / "gazetteer_abroad.tsv"


@lru_cache(maxsize=1)
def _abroad_lines() -> dict[str, list[str]]:
    """Return the lines of the places of countries without a pack, by country; "" has the header."""
    header, *lines = _ABROAD.read_text(encoding="utf-8").splitlines()
    found: dict[str, list[str]] = {"": [header]}
    for line in lines:
        found.setdefault(line.split("\t", 2)[1], []).append(line)
    return found


def _abroad_rows(country: str) -> Iterator[Row]:
    columns = _abroad_lines()[""][0].split("\t")
    for line in _abroad_lines().get(country, ()):
        yield Row(dict(zip(columns, line.split("\t"), strict=False)), _ABROAD)


def _place(row: Row) -> Entry:
    population = int(float(row["population"] or 0))

    return Entry(
        id=f"pl:g{row['geonameid']}",
        cls="place",
        kind="city" if population >= 50_000 else "town",
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        aliases=tuple(a.strip() for a in row["aliases"].split("|") if len(a.strip()) > 2),
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        gazetteer=f"geonames:{row['geonameid']}",
        population=population,
        weak=population < 20_000,
    )

"""Find the names that packs and lists know, in one pass over a text.

All aliases of the chosen packs, of states and of the gazetteer, and all phrases of several words
from the lists, go into one Aho-Corasick automaton. What it finds is kept only if it stands at the
borders of a word: in front of an Arabic name the letters و ف ب ك ل may be fused, and لل stands for
ل + ال. Where finds overlap the longest wins, then the first.

Collision guards: a name found behind a fused letter loses when the whole word is an ordinary one
(«فرقة» is not Raqqa); a name that is itself an ordinary word needs a word of place beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sulh.read.analyse import Analyser
from sulh.read.fold import Folded, fold_text
from sulh.read.lists import (
    HERE,
    Entry,
    Lexicon,
    Pack,
    Row,
    load_lexicon,
    load_pack,
    read_table,
    words_of,
)

__all__ = ["Hit", "Names", "names_for"]

_PROCLITICS = frozenset(("", "و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل", "فك"))
_LOCATIVE = words_of("beside_place")


@dataclass(frozen=True, slots=True)
class Hit:
    """A find: a span of the shadow, the entries it may be, or the phrase it is."""

    start: int
    end: int
    entries: tuple[Entry, ...] = ()
    phrase: str = ""


class Names:
    """The compiled names of a choice of packs.

    Parameters
    ----------
    analyse : Analyser
        What looks words up in the general lists.
    packs : iterable of Pack
        The packs, the most fitting first.
    gazetteer : iterable of Entry
        Further places.
    """

    def __init__(
        self, analyse: Analyser, packs: Iterable[Pack], gazetteer: Iterable[Entry] = ()
    ) -> None:
        import ahocorasick

        self.analyse = analyse
        self.lexicon = lexicon = analyse.lexicon
        self.packs = tuple(packs)
        self.entries: dict[str, Entry] = {}
        self.nisba: dict[str, Entry] = {}
        self.capitals: dict[str, Entry] = {}
        self.homes = {e.id: pack.countries for pack in self.packs for e in pack.entries}
        self.codes = {row["id"]: row["iso2"] for row in lexicon.states}
        self._values: dict[str, tuple[list[Entry], str, str]] = {}
        for row in lexicon.states:
            self._add_nisbas(row)
        for rank, pack in enumerate(self.packs):
            for entry in pack.entries:
                self._add(entry, foreign=rank > 0)
        for row in lexicon.states:
            self._add(self._state(row))
            self._govern(row)
        for entry in gazetteer:
            self._add(entry)
        for row in lexicon.states:
            self._add_capital(row)
        self.short = {form: e for e in reversed(self.entries.values()) for form in e.short}
        self.armies = self._armies()
        self.home = self._home()
        for phrase in _phrases(lexicon):
            entries, _, sample = self._values.get(phrase, ([], "", ""))
            self._values[phrase] = (entries, phrase, sample)
        self._automaton: Any = ahocorasick.Automaton()
        for form, value in self._values.items():
            if len(form) > 1:
                self._automaton.add_word(form, (form, *value))
        self._automaton.make_automaton()

    def _add(self, entry: Entry, *, foreign: bool = False) -> None:
        self.entries.setdefault(entry.id, entry)
        for written in (entry.name_ar, entry.name_en, *entry.aliases):
            for form in _spellings(written, entry.cls):
                if foreign and self._general(form):
                    continue
                entries, phrase, sample = self._values.setdefault(form, ([], "", written))
                if all(known.id != entry.id for known in entries):
                    entries.append(entry)
                self._values[form] = (entries, phrase, sample or written)
        if entry.cls == "party":
            for form in _nisbas(entry):
                self.nisba.setdefault(form, entry)

    def _general(self, form: str) -> bool:
        """Tell «الجنوب», «الحكومة»: a common noun that only the first pack may claim as a name."""
        bare = form.removeprefix("لل").removeprefix("ال")
        kinds = self.lexicon.words.get(bare, frozenset())
        return not kinds.isdisjoint(("direction", "gov_head", "army_head", "org_head", "people"))

    def _add_nisbas(self, row: Row) -> None:
        """A state's adjective stands for the state, whatever packs derive from names of groups."""
        state = self._state(row)
        for column in ("nisba_m", "nisba_f", "nisba_pl", "demonym_en"):
            for form in row.forms(column):
                self.nisba.setdefault(form, state)
        for column in ("capital_ar", "capital_en"):
            for form in row.forms(column):
                self.capitals.setdefault(form, state)

    def _govern(self, row: Row) -> None:
        """In its own conflict a capital stands for the government that its pack names."""
        pack = next((p for p in self.packs if row["iso2"] in p.countries), None)
        adjectives = {w.removeprefix("ال") for w in row.forms("nisba_f")}
        for entry in pack.entries if pack is not None else ():
            head, _, nisba = fold_text(entry.name_ar).partition(" ")
            if head == "الحكومه" and nisba.removeprefix("ال") in adjectives:
                for column in ("capital_ar", "capital_en"):
                    for form in row.forms(column):
                        self.capitals[form] = entry
                return

    def _armies(self) -> dict[str, Entry]:
        """Return the army that packs know of each state: «القوات السودانية» is «الجيش السوداني»."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            if entry.kind == "armed_force":
                written = (entry.name_ar, entry.name_en, *entry.aliases)
                states = {state for name in written if (state := self._army_of(name))}
                for state in sorted(states):
                    found.setdefault(state, []).append(entry)
        return {state: entries[0] for state, entries in found.items() if len(entries) == 1}

    def _army_of(self, written: str) -> str:
        """Return the state whose army a name says: head and adjective, nothing else; "" if none."""
        words = fold_text(written).split()
        if len(words) == 2 and words[0] == "الجيش":
            adjective = words[1].removeprefix("ال")
        elif len(words) == 2 and words[1] in ("army", "military"):
            adjective = words[0]
        else:
            return ""
        state = self.nisba.get(adjective)
        return state.id if state is not None and state.kind == "state" else ""

    def _home(self) -> dict[str, Entry]:
        """Return whom «الجيش» and «الحكومة» mean where one country's pack is in use."""
        own = [pack for pack in self.packs if pack.countries]
        if len(own) != 1:
            return {}
        states = [row["id"] for row in self.lexicon.states if row["iso2"] == own[0].countries[0]]
        armies = [self.armies[state] for state in states if state in self.armies]
        cities = [f for row in self.lexicon.states if row["id"] in states
                  for f in row.forms("capital_ar")]  # fmt: skip
        governments = [self.capitals[city] for city in cities if city in self.capitals]
        found = dict.fromkeys(("جيش", "army", "military"), armies[0]) if armies else {}
        if governments and governments[0].kind == "government":
            found |= dict.fromkeys(("حكومه", "government"), governments[0])
        return found

    def _add_capital(self, row: Row) -> None:
        """A capital that neither a pack nor the gazetteer knows is a city of its state."""
        forms = [*_several(row["capital_ar"]), *_several(row["capital_en"])]
        found = (self.known(fold_text(form)) for form in forms)
        city = next((e for e in found if e is not None and e.cls == "place"), None)
        if city is None and forms:
            slug = fold_text(forms[-1]).replace(" ", "-")
            city = Entry(f"pl:{slug}", "place", "city", forms[0], forms[-1],
                         part_of=row["id"].replace("p:", "pl:", 1))  # fmt: skip
        for form in forms:
            if city is not None and self.known(fold_text(form)) is None:
                self._add(replace(city, aliases=(form,)))

    @staticmethod
    def _state(row: Row) -> Entry:
        aliases = tuple(a.strip() for a in row["aliases"].split("|") if a.strip())
        return Entry(row["id"], "party", "state", row["name_ar"], row["name_en"], aliases)

    def known(self, word: str) -> Entry | None:
        """Return the first entry with this folded name."""
        entries = self._values.get(word, ([], "", ""))[0]
        return entries[0] if entries else None

    def find(self, folded: Folded) -> list[Hit]:
        """Return what is found in a text, in order, without overlaps.

        Phrases of the lists may lie inside one another or beside names; only names exclude names.
        """
        shadow = folded.shadow
        names: list[Hit] = []
        phrases: list[Hit] = []
        for last, (form, entries, phrase, sample) in self._automaton.iter(shadow):
            end = last + 1
            start = end - len(form)
            fused = bool(phrase) and phrase[-2:] in (" ل", " ب")
            if end < len(shadow) and _joins(shadow, end) and not fused:
                continue
            front = _front(shadow, start)
            if front not in _PROCLITICS or (front and not _arabic(form)):
                continue
            if phrase:
                phrases.append(Hit(start, end - 2 if fused else end, phrase=phrase))
            if entries and self._keeps(folded, (start, end), front, sample, entries):
                names.append(Hit(start, end, entries=tuple(entries)))
        return sorted([*_longest(names), *_longest(phrases)], key=lambda h: (h.start, -h.end))

    def _keeps(
        self, folded: Folded, span: tuple[int, int], front: str, sample: str, entries: list[Entry]
    ) -> bool:
        start, end = span
        shadow = folded.shadow
        form = shadow[start:end]
        if not _arabic(form):
            return _cased(folded, start, end, sample)
        single = " " not in form
        if front and single:
            whole = front + form
            kinds = self.lexicon.words.get(whole, frozenset())
            if kinds or whole in self.lexicon.triggers or whole in self.lexicon.cues:
                return False
        if single and self._ordinary(form, entries):
            return front in ("ب", "وب", "ل", "ول") or self._placed(shadow, start - len(front))
        return True

    def _ordinary(self, form: str, entries: list[Entry]) -> bool:
        if all(entry.cls != "place" for entry in entries):
            return False
        if all(entry.weak for entry in entries):
            return True
        return bool(
            self.lexicon.words.get(form, frozenset()) - {"direction", "conflict"}
            or form in self.lexicon.triggers
        )

    def _placed(self, shadow: str, start: int) -> bool:
        before = shadow[max(0, start - 24) : start].split()
        if not before:
            return False
        word = before[-1].strip('("')
        word = word[1:] if word[:1] in "وف" and word[1:] in _LOCATIVE else word
        if not word:
            return False
        stem = self.analyse(word)
        return word in _LOCATIVE or "place_head" in stem.kinds or "part_head" in stem.kinds


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _joins(shadow: str, end: int) -> bool:
    character = shadow[end]
    if character in "'’" and shadow[end + 1 : end + 2].isalpha():
        return shadow[end + 1 : end + 3].rstrip() not in ("s", "s,", "s.") and _arabic(
            shadow[end - 1]
        )
    return character.isalnum() or character == "_"


def _front(shadow: str, start: int) -> str:
    place = start
    while place > 0 and (shadow[place - 1].isalnum() or shadow[place - 1] == "_"):
        place -= 1
        if start - place > 3:
            break
    return shadow[place:start]


def _arabic(form: str) -> bool:
    return "\u0600" <= form[0] <= "\u06ff" or (len(form) > 1 and "\u0600" <= form[1] <= "\u06ff")


def _cased(folded: Folded, start: int, end: int, sample: str) -> bool:
    """English names keep their capitals: US is not us, and Hope is a town only when capital."""
    first, last = folded.span(start, end)
    written = folded.text[first:last]
    if sample.isupper() and len(sample) <= 5:
        return written.isupper()
    return not sample[:1].isupper() or written[:1].isupper()


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    free = 0
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if hit.start >= free:
            kept.append(hit)
            free = hit.end
        elif kept and hit.end - hit.start > kept[-1].end - kept[-1].start:
            if len(kept) > 1 and kept[-2].end > hit.start:
                continue
            kept[-1] = hit
            free = hit.end
    return kept


@lru_cache(maxsize=65_536)
def _spellings(written: str, cls: str) -> tuple[str, ...]:
    """Return the forms a name takes in a shadow: with لل, and plurals in either case."""
    form = fold_text(written).strip().strip('"')
    if len(form) < 2:
        return ()
    forms = [form]
    if form.startswith("ال") and len(form) > 4:
        forms.append("لل" + form[2:])
    if cls == "party" and _arabic(form):
        first, _, rest = form.partition(" ")
        tail = f" {rest}" if rest else ""
        if len(first) > 5 and first.endswith(("ون", "ين")):
            forms += [first[:-2] + e + tail for e in ("ون", "ين")]
            if first.startswith("ال"):
                forms += ["لل" + first[2:-2] + e + tail for e in ("ون", "ين")]
    return tuple(dict.fromkeys(forms))


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


@lru_cache(maxsize=24)
def names_for(packs: tuple[str, ...], countries: tuple[str, ...] = ()) -> Names:
    """Return the compiled names of some packs, once a process.

    `countries` are the ISO codes whose places the gazetteer adds.
    """
    loaded = [load_pack(name) for name in packs]
    wanted = {*countries, *(code for pack in loaded for code in pack.countries)}
    return Names(_analyser(), loaded, _gazetteer(frozenset(wanted)))


@lru_cache(maxsize=1)
def _analyser() -> Analyser:
    """Return what looks words up: one a process, since what a word may be depends on no pack."""
    return Analyser(load_lexicon())


@lru_cache(maxsize=16)
def _gazetteer(countries: frozenset[str]) -> tuple[Entry, ...]:
    return tuple(
        place
        for country, place in _places()
        if country in countries or place.population >= 1_000_000
    )


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[str, Entry], ...]:
    """Return every place of the gazetteer with its country, read once a process."""
    path = HERE / "lexicon" / "gazetteer.tsv"
    if not path.is_file():
        return ()
    rows = read_table(path, ("geonameid", "country"))
    return tuple((row["country"], _place(row)) for row in rows)


def _place(row: Row) -> Entry:
    population = int(float(row["population"] or 0))
    arabic = row["name_ar"]
    return Entry(
        id=f"pl:g{row['geonameid']}",
        cls="place",
        kind="city" if population >= 50_000 else "town",
        name_ar=arabic,
        name_en=row["name_en"],
        aliases=tuple(a.strip() for a in row["aliases"].split("|") if len(a.strip()) > 2),
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        gazetteer=f"geonames:{row['geonameid']}",
        population=population,
        weak=population < 20_000,
    )

"""Find the names that the chosen packs and the lists know, in one pass over a text.

What the automaton finds (:mod:`sulh.read.name_table`) is kept only if a chosen pack, a state or
the gazetteer of the packs' countries bears it and it stands at the borders of a word: in front of
an Arabic name the letters و ف ب ك ل may be fused, and لل stands for ل + ال. Where finds overlap
the longest wins, then the first. A name of several bearers goes first to the first chosen pack's.

Collision guards: a name found behind a fused letter loses when the whole word is an ordinary one
(«فرقة» is not Raqqa); a name that is itself an ordinary word needs a word of place beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from sulh.read.fold import Folded
from sulh.read.lists import Entry, words_of
from sulh.read.name_forms import Known, arabic, spellings
from sulh.read.name_table import CITIES, STATES, PackNames, Table, layer_of, table_with
from sulh.read.pack_tables import pack_names
from sulh.read.seats import State, city_of
from sulh.read.spelt import bones

__all__ = ["Hit", "Names", "names_for"]

_PROCLITICS = frozenset(("", "و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل", "فك"))
_SURE = 4
"""Letters, or consonants, that make a spelling of a foreign name sure."""
_ARABIC_WORD = re.compile("[\u0621-\u064a]{4,}")
_LOCATIVE = words_of("beside_place")
_LEADS = words_of("leads_to_place")


@dataclass(slots=True, unsafe_hash=True)
class Hit:
    """A find: a span of the shadow, the entries it may be, or the phrase it is."""

    start: int
    end: int
    entries: tuple[Entry, ...] = ()
    phrase: str = ""


class _Value(NamedTuple):
    """What a form is to a choice of packs; `sample` is the first of its names as written."""

    entries: tuple[Entry, ...]
    phrase: str
    sample: str


_NOBODY = _Value((), "", "")


class Names:
    """The names of a choice of packs.

    Parameters
    ----------
    table : Table
        All names.
    packs : sequence of str
        The packs, the most fitting first.
    countries : iterable of str
        ISO codes of countries whose places are known beside those of the packs' countries.
    """

    def __init__(self, table: Table, packs: Sequence[str], countries: Sequence[str] = ()) -> None:
        self._table = table
        self.analyse = table.analyse
        self.lexicon = table.analyse.lexicon
        chosen = [table.packs[name] for name in packs]
        self.packs = tuple(each.pack for each in chosen)
        self._rank = self._ranks(packs, countries)
        self._foreign = range(1, len(packs))
        self._abroad = [each for each in map(table.abroad, countries) if each.forms]
        self._values: dict[str, _Value] = {}
        self._cities: dict[str, list[tuple[Entry, str]]] = {}
        self._made: dict[str, Entry] = {}
        self._seen: set[int] = set()
        self._see_to(frozenset().union(*map(table.touched, countries)))
        self.codes = table.codes
        self._homes = tuple(each.homes for each in reversed(chosen))
        self.nisba = dict(table.plurals)
        for known in (*(each.nisba for each in reversed(chosen)), table.nisba):
            self.nisba.update(known)
        self.capitals = table.capitals | self._governed(chosen)
        self.short = {form: e for each in reversed(chosen) for e in reversed(each.short)
                      if self.entry(e.id) is e for form in e.short}  # fmt: skip
        self.short_written = _as_written(self.short)
        self.armies = self._armies(chosen)
        self.home = self._home()

    def _ranks(self, packs: Sequence[str], countries: Sequence[str]) -> dict[str, int]:
        """Return the place of each layer that counts: packs as chosen, states, places."""
        places = {CITIES, *map(layer_of, countries)}
        places |= {layer_of(code) for pack in self.packs for code in pack.countries}
        ranks = {name: rank for rank, name in reversed(list(enumerate(packs)))}
        return {**ranks, STATES: len(packs), **dict.fromkeys(places, len(packs) + 1)}

    def entry(self, key: str) -> Entry | None:
        """Return what the first layer that knows an id says of it."""
        rank = self._rank
        found = [(rank[layer], e) for layer, e in self._table.ids.get(key, ()) if layer in rank]
        if found:
            return min(found, key=itemgetter(0))[1]
        abroad = (each.entries[key] for each in self._abroad if key in each.entries)
        return next(abroad, None) or self._city(key)

    def _city(self, key: str) -> Entry | None:
        """Return a capital that was made a city, by the id it then has."""
        group = self._table.seats.called(key)
        if group is not None and group not in self._seen:
            self._see_to((group,))
        return self._made.get(key)

    def homes_of(self, key: str) -> tuple[str, ...]:
        """Return the codes of the countries of the pack that knows an id, the last one chosen."""
        return next((homes[key] for homes in self._homes if key in homes), ())

    def _merged(self, known: Known) -> _Value:
        """Return what a form is here: its bearers in the order of their layers, capitals last."""
        rank = self._rank
        found = [(rank[layer], e, written) for layer, e, written in known.bearers if layer in rank]
        if found and self._general(known.form):
            found = [each for each in found if each[0] not in self._foreign]
        found.sort(key=itemgetter(0))
        bearers = [*(each[1:] for each in found), *self._cities.get(known.form, ())]
        entries: dict[str, Entry] = {}
        for entry, _ in bearers:
            entries.setdefault(entry.id, entry)
        return _Value(tuple(entries.values()), known.phrase, bearers[0][1] if bearers else "")

    def _value(self, form: str) -> _Value:
        value = self._values.get(form)
        if value is None:
            known = self._known(form)
            if known is None:
                return _NOBODY
            group = self._table.seats.named(form)
            if group is not None and group not in self._seen:
                self._see_to((group,))
            value = self._values[form] = self._merged(known)
        return value

    def _known(self, form: str) -> Known | None:
        """Return who bears a form: whoever the table knows, then the places of other countries."""
        known = self._table.forms.get(form)
        more = [each.forms[form] for each in self._abroad if form in each.forms]
        if not more:
            return known
        first = [known] if known is not None else []
        bearers = [bearer for each in (*first, *more) for bearer in each.bearers]
        return Known(form, bearers, known.phrase if known is not None else "")

    def _general(self, form: str) -> bool:
        """Tell «الجنوب», «الحكومة»: a common noun that only the first pack may claim as a name."""
        bare = form.removeprefix("لل").removeprefix("ال")
        kinds = self.lexicon.words.get(bare, frozenset())
        return not kinds.isdisjoint(("direction", "gov_head", "army_head", "org_head", "people"))

    def _governed(self, chosen: Sequence[PackNames]) -> dict[str, Entry]:
        """In its own conflict a capital stands for the government that its pack names."""
        own = {code: each for each in reversed(chosen) for code in each.pack.countries}
        found: dict[str, Entry] = {}
        for state in self._table.states:
            each = own.get(state.code)
            for entry, nisba in each.governments if each is not None else ():
                if nisba in state.feminine:
                    found |= dict.fromkeys(state.capitals, entry)
                    break
        return found

    def _armies(self, chosen: Sequence[PackNames]) -> dict[str, Entry]:
        """Return the army that packs know of each state: «القوات السودانية» is «الجيش السوداني»."""
        found: dict[str, list[Entry]] = {}
        for entry, adjectives in chain.from_iterable(each.armies for each in chosen):
            if self.entry(entry.id) is entry:
                states = {self.nisba[word] for word in adjectives if word in self.nisba}
                for state in sorted(state.id for state in states if state.kind == "state"):
                    found.setdefault(state, []).append(entry)
        return {state: entries[0] for state, entries in found.items() if len(entries) == 1}

    def _home(self) -> dict[str, Entry]:
        """Return whom «الجيش» and «الحكومة» mean where one country's pack is in use."""
        own = [pack for pack in self.packs if pack.countries]
        if len(own) != 1:
            return {}
        states = self._table.of_code.get(own[0].countries[0], [])
        armies = [self.armies[s.entry.id] for s in states if s.entry.id in self.armies]
        cities = [form for state in states for form in state.capitals_ar]
        governments = [self.capitals[city] for city in cities if city in self.capitals]
        found = dict.fromkeys(("جيش", "army", "military"), armies[0]) if armies else {}
        if governments and governments[0].kind == "government":
            found |= dict.fromkeys(("حكومه", "government"), governments[0])
        return found

    def _see_to(self, groups: Iterable[int]) -> None:
        """Make cities of the capitals of some groups of states that nobody knows as places."""
        self._seen.update(groups)
        for state in self._table.seats.of(groups):
            self._add_capital(state)

    def _add_capital(self, state: State) -> None:
        """A capital that neither a pack nor the gazetteer knows is a city of its state."""
        found = (self.known(folded) for _, folded in state.written)
        city = next((e for e in found if e is not None and e.cls == "place"), None)
        if city is None and state.written:
            city = city_of(state)
        for form, folded in state.written:
            if city is not None and self.known(folded) is None:
                self._add(replace(city, aliases=(form,)))

    def _add(self, city: Entry) -> None:
        self._made.setdefault(city.id, city)
        for written in (city.name_ar, city.name_en, *city.aliases):
            for form in spellings(written, city.cls):
                self._cities.setdefault(form, []).append((city, written))
                self._values.pop(form, None)

    def known(self, word: str) -> Entry | None:
        """Return the first entry with this folded name."""
        entries = self._value(word).entries
        return entries[0] if entries else None

    def find(self, folded: Folded) -> list[Hit]:
        """Return what is found in a text, in order, without overlaps.

        Phrases of the lists may lie inside one another or beside names; only names exclude names.
        """
        shadow = folded.shadow
        names: list[Hit] = []
        phrases: list[Hit] = []
        found = self._table.automaton.iter(shadow)
        values, length = self._values, len(shadow)
        for last, (form, _, phrase) in chain(found, self._found_abroad(shadow)):
            end = last + 1
            start = end - len(form)
            fused = bool(phrase) and phrase[-2:] in (" ل", " ب")
            if end < length and shadow[end] != " " and not fused and _joins(shadow, end):
                continue
            front = "" if start == 0 or shadow[start - 1] == " " else _front(shadow, start)
            if front and (front not in _PROCLITICS or not arabic(form)):
                continue
            entries, _, sample = values.get(form) or self._value(form)
            if not (entries or phrase):
                continue
            if phrase:
                phrases.append(Hit(start, end - 2 if fused else end, phrase=phrase))
            if entries and self._keeps(folded, (start, end), front, sample, entries):
                names.append(Hit(start, end, entries=entries))
        if self._abroad:
            names += list(self._spelt(shadow, names))
        return sorted([*_longest(names), *_longest(phrases)], key=lambda h: (h.start, -h.end))

    def _spelt(self, shadow: str, names: list[Hit]) -> Iterator[Hit]:
        """Yield words that spell a name known in Latin letters: short ones behind a word of place.

        A letter fused in front is taken off when the whole word spells nothing.
        """
        taken = {place for hit in names for place in range(hit.start, hit.end)}
        for match in _ARABIC_WORD.finditer(shadow):
            start, word = match.start(), match[0]
            if start in taken or word in self.lexicon.words or word in self.lexicon.triggers:
                continue
            fronts = ("", word[0]) if word[0] in "وبلف" else ("",)
            for front in fronts:
                entry = self._speller(word[len(front) :])
                if entry is None:
                    continue
                sure = len(bones(word[len(front) :])) >= _SURE
                if sure or front == "ب" or self._placed(shadow, start):
                    yield Hit(start + len(front), match.end(), (entry,))
                    break

    def _speller(self, word: str) -> Entry | None:
        if len(word) < _SURE:
            return None
        for each in self._abroad:
            key = each.speller.find(word)
            if key is not None:
                return None if self._value(word).entries else self.entry(key)
        return None

    def _found_abroad(self, shadow: str) -> Iterator[tuple[int, Known]]:
        """Yield what only the countries without a pack know."""
        ours = self._table.forms
        for each in self._abroad:
            yield from (find for find in each.automaton.iter(shadow) if find[1].form not in ours)

    def _keeps(
        self,
        folded: Folded,
        span: tuple[int, int],
        front: str,
        sample: str,
        entries: tuple[Entry, ...],
    ) -> bool:
        start, end = span
        shadow = folded.shadow
        form = shadow[start:end]
        if not arabic(form):
            far = all(any(e.id in each.entries for each in self._abroad) for e in entries)
            cased = _cased(folded, start, end, sample)
            return cased and (not far or self._goes_to(shadow, start))
        single = " " not in form
        if front and single:
            whole = front + form
            kinds = self.lexicon.words.get(whole, frozenset())
            if kinds or whole in self.lexicon.triggers or whole in self.lexicon.cues:
                return False
        if single and self._ordinary(form, entries):
            if sample.endswith("ة") and folded.written(start, end).endswith("ه"):
                return False  # «في حديثه» is not Haditha
            fused = front in ("ب", "وب", "ل", "ول")
            return fused or self._placed(shadow, start - len(front)) or _dated(shadow, start, end)
        return True

    def _goes_to(self, shadow: str, start: int) -> bool:
        """Tell whether an English word that leads to a place stands in front."""
        before = shadow[max(0, start - 24) : start].split()
        word = before[-1].strip('("') if before else ""
        return word in _LEADS or "place_head" in self.lexicon.words.get(word, frozenset())

    def _ordinary(self, form: str, entries: tuple[Entry, ...]) -> bool:
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


def _as_written(names: Iterable[str]) -> frozenset[str]:
    """Return short names as they may stand in a text, with what may be fused to them."""
    fused = {f"{letter}{name}" for name in names for letter in ("", *"بكلس")}
    fused |= {f"ل{name[1:]}" for name in names if name.startswith("ال")}
    return frozenset(front + name for name in fused for front in ("", "و", "ف"))


def _dated(shadow: str, start: int, end: int) -> bool:
    """«عتق (وكالات) - …», «عتق: …»: a name that opens a report."""
    opens = not shadow[:start].rstrip(" ") or shadow[:start].rstrip(" ")[-1] == "\n"
    return opens and shadow[end : end + 2].strip()[:1] in _BEHIND_DATELINE


_BEHIND_DATELINE = ("(", "-", ":", "/")


def _joins(shadow: str, end: int) -> bool:
    character = shadow[end]
    if character == " ":
        return False
    if character in "'’" and shadow[end + 1 : end + 2].isalpha():
        return shadow[end + 1 : end + 3].rstrip() not in ("s", "s,", "s.") and arabic(
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


def _cased(folded: Folded, start: int, end: int, sample: str) -> bool:
    """English names keep their capitals: US is not us, and Hope is a town only when capital."""
    first, last = folded.span(start, end)
    written = folded.text[first:last]
    if sample.isupper() and len(sample) <= 5:
        return written.isupper()
    inside = "-" in written and written != written.lower()  # «anti-Balaka»
    return not sample[:1].isupper() or written[:1].isupper() or inside


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


@lru_cache(maxsize=16)
def names_for(packs: tuple[str, ...], countries: tuple[str, ...] = ()) -> Names:
    """Return the names of some packs.

    `countries` are the ISO codes whose places the gazetteer adds.
    """
    shipped = pack_names()
    own = tuple(sorted(set(packs) - set(shipped)))
    return Names(table_with(own, shipped), packs, countries)

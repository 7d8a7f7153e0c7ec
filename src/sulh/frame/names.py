"""What a name tells: its words, the area it holds, and whether it names anybody at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sulh.case.model import Area, Case, Party, Text

__all__ = ["NameIndex", "area_names", "has_name", "homes", "in_name", "name_words"]

_ARTICLES = ("وال", "بال", "لل", "ال")
_MANY = frozenset({"group", "armed_group", "coalition", "movement", "community", "civilians"})
"""Kinds of which a war has many: «the group» names nobody, while «the army» does."""
_NO_HOME = frozenset({"state", "government", "media"})


def name_words(text: str) -> frozenset[str]:
    """Words of a name, small, without the Arabic article; words of two letters are left out.

    Examples
    --------
    >>> name_words("أهالي الحي") == {"أهالي"}
    True
    >>> sorted(name_words("The old Quarter of it"))
    ['old', 'quarter', 'the']
    """
    found = set()
    for word in text.casefold().split():
        article = next((a for a in _ARTICLES if word.startswith(a)), "")
        bare = word.removeprefix(article).strip("«»\"'.,:،؛()")
        if len(bare) > 2:
            found.add(bare)
    return frozenset(found)


@dataclass(frozen=True)
class NameIndex:
    """Names of records, found again inside longer names and titles.

    Build it with :meth:`of`. `entries` holds under one word of each name its words, its place in
    the order given, and the id.
    """

    entries: dict[str, list[tuple[frozenset[str], int, str]]]

    @classmethod
    def of(cls, records: Iterable[tuple[str, Text, Iterable[str]]]) -> NameIndex:
        """Index records: id, name, further names."""
        entries: dict[str, list[tuple[frozenset[str], int, str]]] = defaultdict(list)
        for place, (name, text, aliases) in enumerate(records):
            for written in (text.ar, text.en, *aliases):
                words = name_words(written)
                if words:
                    entries[min(words)].append((words, place, name))
        return cls(dict(entries))

    def best_in(self, text: Text) -> str:
        """Id of the record whose name stands in `text` with most words; "" if none does.

        Examples
        --------
        >>> quarters = [("pl:city", Text(ar="درعا"), ()), ("pl:quarter", Text(ar="درعا البلد"), ())]
        >>> NameIndex.of(quarters).best_in(Text(ar="أهالي درعا البلد"))
        'pl:quarter'
        """
        here = name_words(text.ar) | name_words(text.en)
        found = [
            (-len(words), place, name)
            for word in sorted(here)
            for words, place, name in self.entries.get(word, ())
            if words <= here
        ]
        return min(found)[2] if found else ""


def in_name(area: Area, name: Text, common: Collection[str] = ()) -> bool:
    """Whether every word of the area's name or of an alias stands in `name`.

    Parameters
    ----------
    area : Area
        The area.
    name : Text
        A name that may hold the area's.
    common : collection of str
        Words that tell no area from another, such as names of countries.
    """
    here = name_words(name.ar) | name_words(name.en)
    for written in (area.name.ar, area.name.en, *area.aliases):
        wanted = name_words(written) - set(common)
        if wanted and wanted <= here:
            return True
    return False


def area_names(case: Case) -> NameIndex:
    """Names of the areas of a case, countries and mere proposals of a part apart."""
    return NameIndex.of(
        (area.id, area.name, area.aliases)
        for area in case.areas
        if area.type != "country" and not (area.proposed and area.part_of)
    )


def homes(case: Case) -> dict[str, str]:
    """For each party that is named after an area, the area: the one with most words of the name.

    «The people of the old quarter» are of the old quarter, not of the city it lies in. States
    and governments are of no area, and no party is of a whole country.
    """
    areas = area_names(case)
    found = {p.id: areas.best_in(p.name) for p in case.parties if p.kind not in _NO_HOME}
    return {party: area for party, area in found.items() if area}


def has_name(party: Party, known: Collection[str]) -> bool:
    """Whether a party is more than a common noun that the reader proposes as a party.

    Parameters
    ----------
    party : Party
        The party.
    known : collection of str
        Parties that a claim or a name ties to something known: an area, a leader, a larger body.
    """
    if not party.proposed or party.kind not in _MANY or party.id in known:
        return True
    if party.part_of or party.same_as:
        return True
    return any(_is_capital(word) for name in _english(party) for word in name.split()[1:])


def _english(party: Party) -> Iterator[str]:
    yield party.name.en
    yield from party.aliases


def _is_capital(word: str) -> bool:
    return word[:1].isupper()

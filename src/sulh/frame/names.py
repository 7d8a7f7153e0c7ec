"""What a name tells: its words, the area it holds, and whether it names anybody at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sulh.case.model import Area, Case, Party, Text

__all__ = ["has_name", "homes", "in_name", "name_holds", "name_words"]

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


def in_name(area: Area, name: Text, common: Collection[str] = ()) -> int:
    """How many words of the area's name or of an alias stand in `name`, if all do; else 0.

    Parameters
    ----------
    area : Area
        The area.
    name : Text
        A name or a title that may hold the area's.
    common : collection of str
        Words that tell no area from another, such as names of countries.
    """
    best = 0
    for language in ("ar", "en"):
        here = name_words(getattr(name, language))
        for written in (getattr(area.name, language), *area.aliases):
            wanted = name_words(written)
            if wanted - set(common) and wanted - set(common) <= here:
                best = max(best, len(wanted & here))
    return best


def name_holds(whole: Text, part: Text) -> bool:
    """Whether every word of one name stands in another, in Arabic or in English.

    Examples
    --------
    >>> name_holds(Text(en="a member of the Committee"), Text(en="Committee"))
    True
    >>> name_holds(Text(ar="عضو"), Text(en="Committee"))
    False
    """
    pairs = ((whole.ar, part.ar), (whole.en, part.en))
    return any(name_words(small) and name_words(small) <= name_words(big) for big, small in pairs)


def homes(case: Case) -> dict[str, str]:
    """For each party that is named after an area, the area: the one with most words of the name.

    «The people of the old quarter» are of the old quarter, not of the city it lies in. States
    and governments are of no area, and no party is of a whole country.
    """
    areas = [area for area in case.areas if area.type != "country"]
    found = {}
    for party in case.parties:
        words = {area.id: in_name(area, party.name) for area in areas}
        best = max(words, key=lambda name: words[name], default="")
        if best and words[best] and party.kind not in _NO_HOME:
            found[party.id] = best
    return found


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

"""What a text is: its language, and which packs it needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sulh.read.fold import fold_text, letters_in, words_in
from sulh.read.lists import load_lexicon, words_of
from sulh.read.pack_tables import load_pack, pack_names

__all__ = ["at_home", "choose_packs", "countries_of", "language_of"]

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0621-\u064a]+")
_ASCII = re.compile("[A-Za-z]")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_PERSIAN = re.compile("[پچژگیک]+")
_URDU = re.compile("[ٹڈڑںےھہ]+")
_FOREIGN = re.compile("[پچژگیکٹڈڑںےھہ]")
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "for",
        "on",
        "with",
        "was",
        "were",
        "is",
        "are",
        "by",
        "from",
        "as",
        "at",
        "has",
        "have",
        "had",
        "his",
        "it",
        "its",
        "be",
        "not",
        "said",
        "an",
        "this",
        "which",
        "their",
        "who",
    ]
)


_STATE = (
    "name_ar", "name_en", "aliases", "nisba_m", "nisba_f", "nisba_pl", "demonym_en", "capital_ar",
    "capital_en",
)  # fmt: skip
"""The columns of states.tsv with words that name the state, its people or its capital."""


def language_of(text: str) -> str:
    """Guess the language of a text: ar, en, or "" when it is neither.

    Examples
    --------
    >>> language_of("قصف الجيش البلدة"), language_of("The army shelled the town and left.")
    ('ar', 'en')
    >>> language_of("Die Armee hat die Stadt beschossen und ist dann abgezogen.")
    ''
    """
    sample = text[:20_000]
    arabic, latin = _count(_ARABIC, sample), _latin(sample)
    if arabic > latin:
        if _FOREIGN.search(sample) is None:
            return "ar"
        foreign = _count(_PERSIAN, sample) + 3 * _count(_URDU, sample)
        return "ar" if foreign * 12 < arabic else ""
    words = [w.lower() for w in _WORD.findall(sample)]
    letters = latin if sample.isascii() else sum(map(str.isalpha, sample))
    if not words or latin < 0.5 * letters:
        return ""
    share = sum(w in _ENGLISH for w in words) / len(words)
    return "en" if share >= 0.12 or (len(words) < 12 and share > 0) else ""


def _latin(text: str) -> int:
    """Return how many letters of a text are of a to z in lower case.

    The Turkish dotted I and the Kelvin sign are.
    """
    ascii_alone = text.encode("ascii", "ignore").translate(None, _NO_LETTERS)
    return len(ascii_alone) + text.count("\u0130") + text.count("\u212a")


def _count(letters: re.Pattern[str], text: str) -> int:
    """Return how many of these letters a text has; the pattern finds runs of them."""
    return sum(map(len, letters.findall(text)))


@lru_cache(maxsize=1)
def _pack_keys() -> dict[str, frozenset[str]]:
    """Return, for each pack but the general one, words that point to it: folded single names."""
    states = {row["iso2"]: row for row in load_lexicon().states}
    found: dict[str, frozenset[str]] = {}
    for name in pack_names():
        if name == "general":
            continue
        pack = load_pack(name)
        keys: set[str] = set()
        for code in pack.countries:
            if code in states:
                row = states[code]
                for column in _STATE:
                    keys |= {form for form in row.forms(column) if len(form) > 2}
        for entry in pack.entries:
            if entry.cls in ("party", "place", "agreement"):
                keys |= {fold_text(n) for n in (entry.name_ar, entry.name_en) if len(n) > 2}
                keys |= {fold_text(n) for n in entry.aliases if len(n) > 4}
        found[name] = frozenset(key for key in keys if _of_one_country(key))
    return found


_ANYWHERE = words_of("anywhere")


def _of_one_country(key: str) -> bool:
    """Tell a name from one that every country has: "rebel groups", "5th infantry division"."""
    words = key.split()
    if len(words) == 1 or not key[0].isascii():
        return True
    known = load_lexicon().words
    return not all(
        word in _ANYWHERE or word[:1].isdigit() or not known.get(word, _NONE).isdisjoint(_HEADS)
        for word in words
    )


_HEADS = frozenset(("org_head", "army_head", "gov_head", "people", "part_head", "place_head",
                    "title"))  # fmt: skip
_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _phrases() -> Any:
    """Return an automaton of the packs' names of several words, each with a space behind it."""
    import ahocorasick

    found = ahocorasick.Automaton()
    for keys in _pack_keys().values():
        for key in keys:
            if " " in key:
                found.add_word(f"{key} ", key)
    found.make_automaton()
    return found


@lru_cache(maxsize=65_536)
def _keys_in(word: str) -> frozenset[str]:
    """Return the single names of packs that a written word may hold, whatever is fused to it."""
    words = {word}
    words |= {w[2:] for w in words if w.startswith(("وا", "با", "لل")) and len(w) > 5}
    words |= {w[1:] for w in words if w[:1] in "وبلف" and len(w) > 4}
    words |= {"ال" + word[len(f) :] for f in ("لل", "ولل", "فلل") if word.startswith(f)}
    words |= {w.removeprefix("ال") for w in words}
    return frozenset().union(*(keys & words for keys in _pack_keys().values()))


def choose_packs(texts: Sequence[str], wanted: Sequence[str] | None) -> tuple[str, ...]:
    """Choose packs: those asked for, or those whose names the texts mention, most first.

    The general pack is always used, last.

    Raises
    ------
    UnreadableError
        If a pack that was asked for does not exist.
    """
    if wanted is not None:
        for name in wanted:
            load_pack(name)
        chosen = [name for name in dict.fromkeys(wanted) if name != "general"]
    else:
        chosen = _mentioned(texts)
    tail = ("general",) if "general" in pack_names() else ()
    return (*chosen, *tail)


def _mentioned(texts: Sequence[str]) -> list[str]:
    """Return the packs whose names the texts have, most first.

    Names that are ordinary words (:func:`_ordinary`) only add to others. Where a country without
    a pack is named, a pack needs more names than one: what speaks for it is the text's margin.
    """
    counts = dict.fromkeys(_pack_keys(), 0)
    plain = dict.fromkeys(_pack_keys(), 0)
    for text in texts:
        words = words_in(_without_longer(fold_text(text[:100_000])))
        found = {key for _, key in _phrases().iter(" ".join(words) + " ")}
        found = found.union(*filter(None, map(_keys_in, set(words) - _lower(text))))
        for name, keys in _pack_keys().items():
            plain[name] += len(keys & found & _ordinary())
            counts[name] += len((keys & found) - _ordinary())
    abroad = max(map(_named_abroad, texts), default=0)
    if any(counts.values()):
        counts = {n: c + plain[n] if c else 0 for n, c in counts.items()}
    elif not abroad:
        counts = plain
    least = min(1 + abroad, _ENOUGH)
    strongest = max(counts.values(), default=0)
    kept = [
        n
        for n, c in counts.items()
        if c >= least and ((c >= 2 and c * 12 >= strongest) or (c and c == strongest))
    ]
    return sorted(kept, key=lambda n: (-counts[n], n))


def _lower(text: str) -> set[str]:
    """Return the Latin words that a text never writes with a capital: they are no names."""
    if _ASCII.search(text) is None:
        return set()
    words = [word for word in set(_WORD.findall(text[:100_000])) if word[0].isascii()]
    capital = {word.lower() for word in words if word[0].isupper()}
    return {word for word in words if word.islower()} - capital


def _without_longer(shadow: str) -> str:
    """Take out «جنوب السودان», "South Sudanese": names that hold the name of another country."""
    for name in _longer_names():
        if name in shadow:
            shadow = shadow.replace(name, "")
    return shadow


@lru_cache(maxsize=1)
def _longer_names() -> tuple[str, ...]:
    """Return the names of states without a pack that hold a name of a pack, longest first."""
    own = {code for name in pack_names() for code in load_pack(name).countries}
    keys: frozenset[str] = frozenset().union(*_pack_keys().values())
    forms = {
        form
        for row in load_lexicon().states
        if row["iso2"] not in own
        for column in _STATE
        for form in row.forms(column)
    }
    held = (form for form in forms if " " in form and not keys.isdisjoint(form.split()))
    return tuple(sorted(held, key=lambda form: (-len(form), form)))


def at_home(text: str) -> bool:
    """Tell whether «الجيش» alone may be the army of the pack in use.

    It may not where a country without a pack is named and none that has one.
    """
    if not _named_abroad(text):
        return True
    words = set(words_in(_without_longer(fold_text(text[:100_000]))))
    return any(not _own_words().isdisjoint(_bared(word)) for word in words)


@lru_cache(maxsize=1)
def _own_words() -> frozenset[str]:
    """Return the words that name the countries of packs, their people and capitals."""
    own = {code for name in pack_names() for code in load_pack(name).countries}
    rows = [row for row in load_lexicon().states if row["iso2"] in own]
    return frozenset(form for row in rows for column in _STATE for form in row.forms(column))


_EVERYWHERE = frozenset((
    "US", "GB", "FR", "DE", "IT", "ES", "NL", "BE", "CH", "AT", "NO", "SE", "RU", "CN", "JP", "TR",
    "IR", "SA", "AE", "QA", "EG", "OM", "JO", "KW", "BH",
))  # fmt: skip
"""States that mediate and intervene: being named they do not make a text one about them."""

_ENOUGH = 3
"""As many names of a pack choose it whatever other country the text is about."""


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    """Return the names of packs that are ordinary words, and so choose no pack."""
    known = load_lexicon().words
    keys: frozenset[str] = frozenset().union(*_pack_keys().values())
    plain = {key for key in keys if key in known or key.removeprefix("ال") in known}
    peoples = {form for row in load_lexicon().states for c in _STATE for form in row.forms(c)}
    return frozenset(plain - peoples) | (keys & words_of("plain_key"))


# ---- countries without a pack ----------------------------------------------------------------

_MOST_COUNTRIES = 3


@lru_cache(maxsize=1)
def _country_keys() -> tuple[dict[str, str], Any]:
    """Return the words that name a state that no pack is for, and an automaton of the phrases."""
    import ahocorasick

    own = {code for name in pack_names() for code in load_pack(name).countries}
    words: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for row in load_lexicon().states:
        if row["iso2"] in own:
            continue
        for column in _STATE:
            for form in row.forms(column):
                if len(form) > 3:
                    (phrases if " " in form else words).setdefault(form, row["iso2"])
    found = ahocorasick.Automaton()
    for form, code in phrases.items():
        found.add_word(form, code)
    found.make_automaton()
    return words, found


def countries_of(text: str, packs: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of the countries a text is about that no pack is for, most named first.

    Their places are known beside those of the packs. Where a pack of a country was chosen another
    country must be named three times, else once.

    Examples
    --------
    >>> countries_of("قصف الجيش الصومالي مواقع قرب مقديشو", ("general",))
    ('SO',)
    >>> countries_of("قصف الجيش السوري مواقع قرب دمشق بدعم من روسيا", ("syria", "general"))
    ()
    """
    counts = _countries_in(text)
    least = 3 if any(load_pack(name).countries for name in packs) else 1
    kept = sorted((-count, code) for code, count in counts.items() if count >= least)
    return tuple(code for _, code in kept[:_MOST_COUNTRIES])


@lru_cache(maxsize=2)
def _countries_in(text: str) -> Counter[str]:
    """Return how often a text names each country that no pack is for."""
    shadow = fold_text(text[:100_000])
    found = list(map(_country_of, letters_in(shadow)))
    found += [code for _, code in _country_keys()[1].iter(shadow)]
    return Counter(filter(None, found))


def _named_abroad(text: str) -> int:
    """Return how often a text names the country without a pack that it names most."""
    counts = _countries_in(text)
    return max((count for code, count in counts.items() if code not in _EVERYWHERE), default=0)


@lru_cache(maxsize=65_536)
def _country_of(word: str) -> str:
    """Return the code of the country that a word names; "" for none."""
    words = _country_keys()[0]
    return next((words[form] for form in _bared(word) if form in words), "")


def _bared(word: str) -> tuple[str, ...]:
    """Return a word and what is left of it without the letters fused in front."""
    fronts = ("", "وال", "بال", "لل", "ال", "و", "ف", "ب", "ل", "ول", "وب")
    return tuple(word[len(f) :] for f in fronts if word.startswith(f) and len(word) - len(f) > 3)

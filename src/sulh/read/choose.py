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

__all__ = ["choose_packs", "countries_of", "language_of"]

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
                for column in ("name_ar", "name_en", "nisba_m", "nisba_f", "nisba_pl",
                               "demonym_en", "capital_ar", "capital_en", "aliases"):  # fmt: skip
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
    words |= {"ال" + w for w in words if len(w) > 3}
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
    counts = dict.fromkeys(_pack_keys(), 0)
    for text in texts:
        words = words_in(fold_text(text[:100_000]))
        found = {key for _, key in _phrases().iter(" ".join(words) + " ")}
        found = found.union(*filter(None, map(_keys_in, set(words) - _lower(text))))
        for name, keys in _pack_keys().items():
            counts[name] += len(keys & found)
    strongest = max(counts.values(), default=0)
    kept = [
        n for n, c in counts.items() if (c >= 2 and c * 12 >= strongest) or (c and c == strongest)
    ]
    return sorted(kept, key=lambda n: (-counts[n], n))


def _lower(text: str) -> set[str]:
    """Return the Latin words that a text never writes with a capital: they are no names."""
    if _ASCII.search(text) is None:
        return set()
    words = [word for word in set(_WORD.findall(text[:100_000])) if word[0].isascii()]
    capital = {word.lower() for word in words if word[0].isupper()}
    return {word for word in words if word.islower()} - capital


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
        for column in ("name_ar", "name_en", "aliases", "nisba_m", "nisba_f", "nisba_pl",
                       "demonym_en", "capital_ar", "capital_en"):  # fmt: skip
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
    shadow = fold_text(text[:100_000])
    found = list(map(_country_of, letters_in(shadow)))
    found += [code for _, code in _country_keys()[1].iter(shadow)]
    counts = Counter(filter(None, found))
    least = 3 if any(load_pack(name).countries for name in packs) else 1
    kept = sorted((-count, code) for code, count in counts.items() if count >= least)
    return tuple(code for _, code in kept[:_MOST_COUNTRIES])


@lru_cache(maxsize=65_536)
def _country_of(word: str) -> str:
    """Return the code of the country that a word names; "" for none."""
    words = _country_keys()[0]
    return next((words[form] for form in _bared(word) if form in words), "")


def _bared(word: str) -> tuple[str, ...]:
    """Return a word and what is left of it without the letters fused in front."""
    fronts = ("", "وال", "بال", "لل", "ال", "و", "ف", "ب", "ل", "ول", "وب")
    return tuple(word[len(f) :] for f in fronts if word.startswith(f) and len(word) - len(f) > 3)

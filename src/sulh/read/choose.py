"""What a text is: its language, and which packs it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sulh.read.fold import fold_text
from sulh.read.lists import load_lexicon, load_pack, pack_names

__all__ = ["choose_packs", "language_of"]

_WORD = re.compile(r"[^\W\d_]+")
_PERSIAN = re.compile("[پچژگیک]")
_URDU = re.compile("[ٹڈڑںےھہ]")
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
    arabic = sum("\u0621" <= c <= "\u064a" for c in sample)
    latin = sum("a" <= c.lower() <= "z" for c in sample)
    if arabic > latin:
        foreign = len(_PERSIAN.findall(sample)) + 3 * len(_URDU.findall(sample))
        return "ar" if foreign * 12 < arabic else ""
    words = [w.lower() for w in _WORD.findall(sample)]
    if not words or latin < 0.5 * sum(c.isalpha() for c in sample):
        return ""
    share = sum(w in _ENGLISH for w in words) / len(words)
    return "en" if share >= 0.12 or (len(words) < 12 and share > 0) else ""


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
        found[name] = frozenset(keys)
    return found


@lru_cache(maxsize=1)
def _split_keys() -> dict[str, tuple[frozenset[str], Any]]:
    """Return, for each pack, its single words and an automaton of its names of several."""
    import ahocorasick

    found = {}
    for name, keys in _pack_keys().items():
        phrases = ahocorasick.Automaton()
        for key in keys:
            if " " in key:
                phrases.add_word(f"{key} ", key)
        phrases.make_automaton()
        found[name] = (frozenset(key for key in keys if " " not in key), phrases)
    return found


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
    counts: dict[str, int] = {}
    for text in texts:
        shadow = fold_text(text[:100_000])
        padded = " " + re.sub(r"\W+", " ", shadow) + " "
        words = set(padded.split())
        words |= {w[2:] for w in words if w.startswith(("وا", "با", "لل")) and len(w) > 5}
        words |= {w[1:] for w in words if w[:1] in "وبلف" and len(w) > 4}
        words |= {"ال" + w for w in words if len(w) > 3}
        words |= {w.removeprefix("ال") for w in words}
        for name, (singles, phrases) in _split_keys().items():
            found = {key for _, key in phrases.iter(padded)} if len(phrases) else set()
            counts[name] = counts.get(name, 0) + len(singles & words) + len(found)
    strongest = max(counts.values(), default=0)
    kept = [
        n for n, c in counts.items() if (c >= 2 and c * 12 >= strongest) or (c and c == strongest)
    ]
    return sorted(kept, key=lambda n: (-counts[n], n))

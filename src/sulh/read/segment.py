"""Cut a shadow into sentences and words.

A sentence ends at a line break, or at ``. ! ؟ ? …`` before white space unless a digit or a
one-letter abbreviation stands before the point; or right between two Arabic words of three letters
or more, since many pages lose the space. A quotation does not end a sentence. A word is a
run of letters and digits; everything else is a mark of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Sentence", "sentences", "words"]

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’\-][^\W_]+)*|[^\w\s]|_")
_END = re.compile(
    r"[.!?؟…]+[\"')\]]*(?=\s|$)|(?<=[\u0621-\u064a]{3})[.!؟…]+[\"')\]]*(?=[\u0621-\u064a]{3})|\n+"
)
_MAY_END = re.compile(r"[.!?؟…\n]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|gen|col|maj|capt|lt|sgt|brig|cpl|pvt|adm|cmdr|rev|jr|amb|supt|insp|st|no|vs|sen|rep|gov|prof|inc|etc|u\.s|"
    r"u\.n|u\.k|a\.m|p\.m)|\b[a-z]|(?<!\w)[\u0621-\u064a]|\d)$"
)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|aug|sept?|oct|nov|dec)$")
_LONGEST = 900


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """A sentence as a span of the shadow; `paragraph` counts line breaks before it."""

    start: int
    end: int
    paragraph: int


def sentences(shadow: str) -> list[Sentence]:
    r"""Return the sentences of a shadow, in order.

    Very long runs without an end (a table, a broken file) are cut at a space after 900
    characters, so that no later step sees a sentence without bound.

    Examples
    --------
    >>> [(s.start, s.end) for s in sentences("مات. 1. عاد\nذهب")]
    [(0, 4), (5, 11), (12, 15)]
    >>> len(sentences("دخل الجيش البلدة.وقال القائد")), len(sentences("موقع العربية.نت"))
    (2, 1)
    """
    found: list[Sentence] = []
    start = paragraph = 0
    for match in _ends(shadow):
        newline = shadow[match.start()] == "\n"
        if not newline and _goes_on(shadow, match):
            continue
        end = match.start() if newline else match.end()
        found.extend(_pieces(shadow, start, end, paragraph))
        paragraph += newline
        start = match.end()
    found.extend(_pieces(shadow, start, len(shadow), paragraph))
    return found


def _ends(shadow: str) -> Iterator[re.Match[str]]:
    """Yield what may end a sentence: a pattern that begins with one sign is found much faster."""
    done = 0
    for sign in _MAY_END.finditer(shadow):
        if sign.start() >= done and (match := _END.match(shadow, sign.start())) is not None:
            done = match.end()
            yield match


def _goes_on(shadow: str, match: re.Match[str]) -> bool:
    before = shadow[max(0, match.start() - 6) : match.start()]
    if match.group() == "." and shadow[match.end() + 1 : match.end() + 2].isdigit():
        return _MONTH.search(before) is not None or _ABBREVIATION.search(before) is not None
    if match.group().startswith(".") and _ABBREVIATION.search(before):
        after = shadow[match.end() : match.end() + 2].strip()
        year = re.search(r"\d{4}$", before)
        return bool(after) and not year
    return False


def _pieces(shadow: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end and shadow[start].isspace():
        start += 1
    while end > start and shadow[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = shadow.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield Sentence(start, cut, paragraph)
        start = cut
        while start < end and shadow[start].isspace():
            start += 1
    if start < end:
        yield Sentence(start, end, paragraph)


def words(shadow: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Return the spans of the words and marks of a sentence.

    Examples
    --------
    >>> s = sentences("قال (الجيش).")[0]
    >>> ["قال (الجيش)."[a:b] for a, b in words("قال (الجيش).", s)]
    ['قال', '(', 'الجيش', ')', '.']
    """
    return [m.span() for m in _WORD.finditer(shadow, sentence.start, sentence.end)]

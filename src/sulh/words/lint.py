"""A linter for a brief, in both languages: what its words must never do.

Rules
-----
``bare-number``
    A digit outside an isolate: in Arabic text it may move to the wrong place.
``likelihood-without-number``
    A word of ICD 203 in a sentence that prints no number in per cent.
``likelihood-off-band``
    A word of ICD 203 beside a number outside its band.
``mixed-rows``
    Words of both rows of ICD 203 in one text.
``likelihood-and-confidence``
    A likelihood and a confidence in one sentence.
``forecast``
    "forecast" (تنبؤ) other than to say that something is none.
``no-holder``
    Something alleged, accused, denied or predicted without who says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from sulh.words.uncertainty import CONFIDENCE, LIKELIHOODS, Likelihood
from sulh.words.voice import FSI, LRI, PDI, RLI, Language, without_bidi

__all__ = ["Finding", "lint_page", "lint_text"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a text: the rule and the words."""

    rule: str
    text: str


_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")
_PERCENT = re.compile(r"(?<!±[ \u00a0])(?<![\d.,±])(\d+(?:[.,]\d+)?)\s*[%٪]")
"""A number in per cent; what follows ± is an error, not how likely anything is."""
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789.")
_FORECAST = {
    "en": re.compile(r"(?<!not a )\bforecast", re.IGNORECASE),
    "ar": re.compile(r"(?<!لا )تنبؤ"),
}
_ALLEGED = {
    "en": re.compile(
        r"\b(allegedly|reportedly|alleged|(?:is|are|was|were) (?:accused|said to|expected to))\b"
        r"(?!.*\b(?:by|according to)\b)",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"(المزعوم|يزعم أن|متهم ب|يتهم ب|يقال إن|يتوقع أن)(?!.*(?:بحسب|وفق|من جانب))"),
}
_NEEDS_HOLDER = {"accused", "denied", "predicted", "possible", "proposed", "conditional"}


def lint_text(text: str, language: Language) -> tuple[Finding, ...]:
    """Return what is wrong with a text of one paragraph.

    Parameters
    ----------
    text : str
        With its isolates.
    language : {"ar", "en"}
        Its language.

    Examples
    --------
    >>> [finding.rule for finding in lint_text("It is likely.", "en")]
    ['likelihood-without-number']
    >>> [finding.rule for finding in lint_text("في 2021-07-08", "ar")]
    ['bare-number']
    """
    rules = [Finding("bare-number", text)] if re.search(r"\d", _outside(text)) else []
    for sentence in _SENTENCE.split(text):
        words = _MARKS.sub("", without_bidi(sentence)).translate(_WESTERN)
        rules += [Finding(rule, sentence) for rule in _sentence_faults(words, language)]
    rows = {found.row for _, found in _likelihoods(_MARKS.sub("", without_bidi(text)), language)}
    return (*rules, *([Finding("mixed-rows", text)] if len(rows) > 1 else []))


def _outside(text: str) -> str:
    """The part of a text that stands in no isolate."""
    depth, kept = 0, []
    for letter in text:
        depth += (letter in {LRI, RLI, FSI}) - (letter == PDI)
        if depth == 0:
            kept.append(letter)
    return "".join(kept)


def _sentence_faults(sentence: str, language: Language) -> Iterable[str]:
    numbers = [float(n.replace(",", ".")) for n in _PERCENT.findall(sentence)]
    likelihoods = _likelihoods(sentence, language)
    if likelihoods and not numbers:
        yield "likelihood-without-number"
    elif likelihoods and not all(_in_some_band(n, likelihoods) for n in numbers):
        yield "likelihood-off-band"
    if likelihoods and any(_MARKS.sub("", w) in sentence.lower() for w in CONFIDENCE[language]):
        yield "likelihood-and-confidence"
    if _FORECAST[language].search(sentence):
        yield "forecast"
    if _ALLEGED[language].search(sentence):
        yield "no-holder"


def _in_some_band(number: float, likelihoods: list[tuple[str, Likelihood]]) -> bool:
    return any(found.low <= number <= found.high for _, found in likelihoods)


def _likelihoods(sentence: str, language: Language) -> list[tuple[str, Likelihood]]:
    """The words of ICD 203 in a sentence, the longest at each place."""
    table = {_MARKS.sub("", word): found for word, found in LIKELIHOODS[language].items()}
    pattern = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    start = r"(?<!\w)(?:[وف]?ال)?" if language == "ar" else r"\b"
    found = re.findall(rf"{start}({pattern})(?!\w)", sentence.lower())
    return [(word, table[word]) for word in found]


def lint_page(page: str) -> tuple[Finding, ...]:
    """Return what is wrong with the words of a page, each paragraph by itself.

    Words quoted from a report (``data-verbatim``), code, figures and grades of the Admiralty code
    (``data-admiralty``) are left out. Evidence must show its holder.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    faults = [fault for text, language in reader.texts for fault in lint_text(text, language)]
    return (*faults, *reader.faults)


_BLOCKS = {
    "p", "li", "dt", "dd", "th", "td", "h1", "h2", "h3", "h4", "h5", "figcaption", "a", "summary",
    "label", "div", "blockquote", "section", "article",
}  # fmt: skip
_SKIPPED = {"style", "script", "title", "code", "svg", "head"}
_VOID = {"meta", "input", "br", "hr", "link", "img", "wbr", "rect", "line", "circle", "path"}


class _Reader(HTMLParser):
    """Collects the paragraphs of a page with their language and isolates."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, Language]] = []
        self.faults: list[Finding] = []
        self._open: list[tuple[str, bool, Language]] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in _VOID:
            return
        skipped, language = (self._open[-1][1:]) if self._open else (False, "ar")
        marked = tag in _SKIPPED or "data-verbatim" in given or "data-admiralty" in given
        spoken: Language = "en" if given.get("lang", language) == "en" else "ar"
        self._open.append((tag, skipped or marked, spoken))
        if tag == "bdi":
            self._add(LRI if given.get("dir") == "ltr" else FSI)
        if given.get("data-modality") in _NEEDS_HOLDER and not given.get("data-holder"):
            self.faults.append(Finding("no-holder", given.get("data-claim") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag == "bdi":
            self._add(PDI)
        while self._open and self._open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        if self._open and not self._open[-1][1]:
            self._words.append(text)

    def _end_paragraph(self) -> None:
        text = "".join(self._words).strip()
        if text and self._open:
            self.texts.append((text, self._open[-1][2]))
        self._words.clear()

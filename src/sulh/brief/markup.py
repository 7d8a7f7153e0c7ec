"""From the sentences of ``words`` to HTML: everything escaped, every isolate a ``<bdi>``."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from markupsafe import Markup, escape

from sulh.words.voice import FSI, LRI, PDI, RLI, without_bidi

__all__ = ["csv_link", "html", "plain"]

_SAFE = ",:;/()-_.!*'"
_TAGS = {
    LRI: Markup('<bdi dir="ltr">'),
    RLI: Markup('<bdi dir="rtl">'),
    FSI: Markup("<bdi>"),
    PDI: Markup("</bdi>"),
}


def html(text: str) -> Markup:
    r"""Escape `text` and turn its isolates into ``<bdi>`` elements.

    Words of reports carry no isolates of their own (``words.voice`` takes them out), so that
    every one found here was put in by us and is closed.

    Examples
    --------
    >>> str(html("\u206662 %\u2069 & <b>"))
    '<bdi dir="ltr">62 %</bdi> &amp; &lt;b&gt;'
    """
    return Markup("").join(_TAGS.get(part) or escape(part) for part in _parts(text))


def _parts(text: str) -> Iterable[str]:
    """Split `text` at its isolates, which are parts of their own."""
    part = ""
    for letter in text:
        if letter in _TAGS:
            yield part
            yield letter
            part = ""
        else:
            part += letter
    yield part


def plain(text: str) -> str:
    """Return `text` without isolates: for attributes and tables of data."""
    return without_bidi(text)


def csv_link(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as a ``data:`` address that a browser saves as a CSV file.

    The file begins with a byte order mark, without which spreadsheets misread Arabic. A cell that
    a spreadsheet would take for a formula gets an apostrophe in front.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    text = "\ufeff" + stream.getvalue()
    coded = f";base64,{base64.b64encode(text.encode('utf-8')).decode('ascii')}"
    return "data:text/csv;charset=utf-8" + min(f",{quote(text, safe=_SAFE)}", coded, key=len)


def _cell(value: object) -> object:
    """A cell that no spreadsheet runs; numbers stay numbers."""
    if isinstance(value, str):
        text = without_bidi(value)
        return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
    return value

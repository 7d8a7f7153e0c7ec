"""What the top of a report says of it: a front matter, or lines such as «المصدر: …», "Date: …"."""

from __future__ import annotations

import datetime as dt
import re

from sulh.read.fold import fold, fold_text
from sulh.read.times import find_times

__all__ = ["day_in", "header_of"]

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LINE = re.compile(r"[ \t\u200f\u200e]*([^:\n]{2,24}?)[ \t]*[:：][ \t]*([^\n]{2,120})(?:\n|\Z)")
_KEYS = {
    fold_text(word): key
    for key, words in {
        "publisher": "المصدر|الناشر|الصحيفة|الوكالة|الموقع|source|publisher|newspaper|agency",
        "date": "التاريخ|تاريخ النشر|نشر في|نشر بتاريخ|date|published|published on",
        "title": "العنوان|title|headline",
        "author": "الكاتب|بقلم|إعداد|author|by|byline",
        "language": "اللغة|language",
    }.items()
    for word in words.split("|")
}


def header_of(text: str) -> tuple[int, dict[str, str]]:
    r"""Return where the text proper begins, and what stands above it.

    A front matter between two lines of ``---`` takes any key. Lines without such a frame count
    only at the very top, with the usual words for publisher, date, title, author and language, and
    only if one of them names the publisher or the date: a sentence may have a colon too.

    Examples
    --------
    >>> header_of("المصدر: صحيفة الهضبة\nالتاريخ: 12 آذار 2019\n\nقصف الجيش البلدة.")
    (43, {'publisher': 'صحيفة الهضبة', 'date': '2019-03-12'})
    >>> header_of("Rebels: we shelled nobody.\n")
    (0, {})
    """
    framed = _FRONT.match(text)
    if framed is not None:
        pairs = (line.partition(":") for line in framed[1].splitlines())
        found = {k.strip().lower(): v.strip().strip("\"'") for k, colon, v in pairs if colon}
        return framed.end(), _dated(found)
    place, found = 0, {}
    while (line := _LINE.match(text, place)) and (key := _KEYS.get(fold_text(line[1].strip()))):
        found.setdefault(key, line[2].strip())
        place = line.end()
    return (place, _dated(found)) if found.keys() & {"publisher", "date"} else (0, {})


def _dated(found: dict[str, str]) -> dict[str, str]:
    """Write the date as year, month and day, where it is one."""
    day = day_in(found.get("date", ""))
    return {**found, "date": day.isoformat()} if day is not None else found


def day_in(text: str) -> dt.date | None:
    """Return the day that a date in any of the usual forms names; None when it names none.

    Examples
    --------
    >>> day_in("20 March 2019"), day_in("yesterday")
    (datetime.date(2019, 3, 20), None)
    """
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        shadow = fold(text).shadow
        days = [t.when for t in find_times(shadow, 0, len(shadow), None)]
        exact = [when.start for when in days if when.precision == "day" and when.start is not None]
        return exact[0] if exact else None

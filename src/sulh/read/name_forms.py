"""The forms in which names are met in a text, and who bears one."""

from __future__ import annotations

from typing import NamedTuple

from sulh.read.fold import fold_text
from sulh.read.lists import Entry

__all__ = ["Known", "arabic", "spellings"]


class Known(NamedTuple):
    """A form that is known: who bears it, as (layer, entry, name as written), or the phrase."""

    form: str
    bearers: list[tuple[str, Entry, str]]
    phrase: str


def arabic(form: str) -> bool:
    """Tell whether a form is written in Arabic letters."""
    return "\u0600" <= form[0] <= "\u06ff" or (len(form) > 1 and "\u0600" <= form[1] <= "\u06ff")


def spellings(written: str, cls: str, *, soft: bool = False) -> tuple[str, ...]:
    """Return the forms a name takes in a shadow: with لل, and plurals in either case.

    A foreign *g* (`soft`) is written غ by some and ج by others: «تيغراي», «تيجراي».
    """
    form = fold_text(written).strip().strip('"')
    if len(form) < 2:
        return ()
    forms = [form]
    if form.startswith("ال") and len(form) > 4:
        forms.append("لل" + form[2:])
    if cls == "party" and arabic(form):
        first, _, rest = form.partition(" ")
        tail = f" {rest}" if rest else ""
        if len(first) > 5 and first.endswith(("ون", "ين")):
            forms += [first[:-2] + e + tail for e in ("ون", "ين")]
            if first.startswith("ال"):
                forms += ["لل" + first[2:-2] + e + tail for e in ("ون", "ين")]
    if soft and "غ" in form:
        forms += [each.replace("غ", "ج") for each in forms]
    return tuple(dict.fromkeys(forms)) if len(forms) > 1 else (form,)

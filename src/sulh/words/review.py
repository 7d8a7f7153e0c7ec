"""What the terminal says while drafted claims are reviewed, in Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sulh.case.model import Text
from sulh.words.voice import FSI, PDI, Voice, isolate, without_bidi

__all__ = ["ANSWERS", "ASK", "CORRECT", "MARKS", "NOTE", "counted", "marked", "reasons"]

MARKS: Final = ("⟦", "⟧")
"""What stands around the words of a claim in its sentence."""
ASK: Final = Text(
    ar="قبول (a)، تصحيح (c)، رفض (r)، ملاحظة (n)، تخطٍّ (s)، إنهاء (q): ",
    en="accept (a), correct (c), reject (r), note (n), skip (s), quit (q): ",
)
CORRECT: Final = Text(
    ar="الحقل=القيمة، وبين التصحيحات فاصلة منقوطة. الحقول: {fields}\n",
    en="field=value, several with semicolons between. Fields: {fields}\n",
)
NOTE: Final = Text(ar="ملاحظة: ", en="note: ")
ANSWERS: Final[Mapping[str, str]] = {
    "a": "accept", "accept": "accept", "y": "accept", "قبول": "accept", "ق": "accept",
    "c": "correct", "correct": "correct", "تصحيح": "correct", "ت": "correct",
    "r": "reject", "reject": "reject", "x": "reject", "رفض": "reject", "ر": "reject",
    "n": "note", "note": "note", "ملاحظة": "note", "م": "note",
    "s": "skip", "skip": "skip", "": "skip", "تخط": "skip",
    "q": "quit", "quit": "quit", "إنهاء": "quit", "انهاء": "quit",
}  # fmt: skip
"""What may be typed, and what it means."""


def marked(before: str, quote: str, after: str) -> str:
    """Return a sentence with the claim's words between marks, each part isolated.

    Words of a report cannot reorder what stands around them.

    Examples
    --------
    >>> marked("", "قصف", " المدينة") == "\u2068⟦\u2068قصف\u2069⟧ المدينة\u2069"
    True
    """
    parts = [without_bidi(part).replace("\n", " ") for part in (before, after)]
    words = isolate(quote.replace("\n", " "))
    return f"{FSI}{parts[0]}{MARKS[0]}{words}{MARKS[1]}{parts[1]}{PDI}"


def reasons(
    moves: float,
    rests: Sequence[str],
    conflicts: Sequence[str],
    confidence: float | None,
    voice: Voice,
    *,
    unsure: bool = False,
) -> str:
    """Return why a claim is worth a look, in one line."""
    found = []
    if moves > 0:
        found.append(
            voice.say(
                ar=f"قد يغيّر الحصة بمقدار {isolate(f'{moves:.2f}')}",
                en=f"could move a share by {moves:.2f}",
            )
        )
    if rests:
        found.append(
            voice.say(ar="يستند إليه: ", en="rests on it: ") + ", ".join(map(isolate, rests[:3]))
        )
    if conflicts:
        listed = ", ".join(map(isolate, conflicts[:3]))
        found.append(voice.say(ar="يخالفه: ", en="in conflict with: ") + listed)
    if unsure:
        found.append(voice.say(ar="لم تحسم القواعد: أوقع أم لا", en="unsure whether it was done"))
    if confidence is not None:
        found.append(
            voice.say(
                ar=f"ثقة القارئ {isolate(f'{confidence:.2f}')}", en=f"confidence {confidence:.2f}"
            )
        )
    return voice.say(ar="؛ ", en="; ").join(found)


def counted(done: Mapping[str, int], left: int, voice: Voice) -> str:
    """Say what was decided and how many claims are left."""
    names = {
        "accept": Text(ar="مقبول", en="accepted"), "correct": Text(ar="مصحَّح", en="corrected"),
        "reject": Text(ar="مرفوض", en="rejected"), "note": Text(ar="بملاحظة", en="noted"),
        "skip": Text(ar="متروك", en="skipped"),
    }  # fmt: skip
    parts = [f"{done[k]} {name.in_(voice.language)}" for k, name in names.items() if done.get(k)]
    parts.append(voice.say(ar=f"بقي {left}", en=f"{left} left"))
    return voice.say(ar="، ", en=", ").join(parts)

"""Lines of the assumptions ledger."""

from __future__ import annotations

from sulh.settlement.result import Assumption
from sulh.words.numbers import decimal, interval, measured, percent
from sulh.words.vocabulary import BASES
from sulh.words.voice import Voice

__all__ = ["basis_words", "range_words"]

_UNITS = {
    "": ("", ""),
    "people": ("شخص", "people"),
    "fighters": ("مقاتل", "fighters"),
    "weeks": ("أسبوع", "weeks"),
    "days": ("يوم", "days"),
    "per_week": ("في الأسبوع", "per week"),
}


def basis_words(assumption: Assumption, voice: Voice) -> str:
    """Return where an assumption comes from."""
    return BASES[assumption.basis].in_(voice.language)


def range_words(assumption: Assumption, voice: Voice) -> str:
    """Return the range or the belief of an assumption, or that it has neither."""
    parts = []
    if assumption.low is not None and assumption.high is not None:
        unit = _unit(assumption.unit, voice)
        same = assumption.low == assumption.high
        low, high = assumption.low, assumption.high
        parts.append(measured(low, unit, voice) if same else interval(low, high, voice, unit))
    elif assumption.low is not None or assumption.high is not None:
        parts.append(_one_end(assumption, voice))
    if assumption.belief is not None:
        belief = percent(assumption.belief, voice)
        parts.append(voice.say(ar=f"درجة الاعتقاد {belief}", en=f"belief {belief}"))
    return voice.say(ar="؛ ", en="; ").join(parts) or voice.say(ar="بلا مدى", en="no range")


def _one_end(assumption: Assumption, voice: Voice) -> str:
    if assumption.low is not None:
        return f"{voice.say(ar='على الأقل', en='at least')} {decimal(assumption.low, voice)}"
    return f"{voice.say(ar='على الأكثر', en='at most')} {decimal(assumption.high or 0.0, voice)}"


def _unit(unit: str, voice: Voice) -> str:
    ar, en = _UNITS.get(unit, (unit, unit.replace("_", " ")))
    return voice.say(ar=ar, en=en)

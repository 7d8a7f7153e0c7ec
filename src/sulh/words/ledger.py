"""Lines of the assumptions ledger."""

from __future__ import annotations

import re

from sulh.settlement.result import Assumption
from sulh.words.names import Names
from sulh.words.numbers import decimal, interval, measured, percent
from sulh.words.parameters import OF_AREA, PARAMETERS, UNITS
from sulh.words.vocabulary import BASES
from sulh.words.voice import Voice, isolate

__all__ = ["assumption_words", "basis_words", "range_words"]

_OF_AREA = re.compile(r"([a-z][a-z ]*) of (\S+)")
_BACKING = re.compile(r"backing of (\S+) by (\S+)")


def assumption_words(assumption: Assumption, names: Names) -> str:
    """Return what is assumed: a number of the simulation in words, else the analyst's own."""
    voice, written = names.voice, assumption.what.in_("en")
    if written in PARAMETERS:
        return PARAMETERS[written].in_(voice.language)
    if (area := _OF_AREA.fullmatch(written)) and area[1] in OF_AREA:
        return OF_AREA[area[1]].in_(voice.language).format(names.of(area[2]))
    if backing := _BACKING.fullmatch(written):
        client, backer = names.of(backing[1]), names.of(backing[2])
        return voice.say(
            ar=f"مقدار دعم {backer} لصالح {client}", en=f"backing of {client} by {backer}"
        )
    return voice.text(assumption.what)


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
    """A unit in words; one this room does not know is printed as it is."""
    return UNITS[unit].in_(voice.language) if unit in UNITS else isolate(unit)

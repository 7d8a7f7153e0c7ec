"""Outcomes of the simulation: their names and units, summaries and paired differences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from sulh.case.model import Text
from sulh.settlement.result import Band, OutcomeDifference, OutcomeSummary
from sulh.words.numbers import count, decimal, percent, signed
from sulh.words.vocabulary import BANDS
from sulh.words.voice import Voice, isolate, ltr

__all__ = [
    "HEADLINES",
    "OUTCOMES",
    "OutcomeWords",
    "band_words",
    "difference_sentence",
    "difference_words",
    "outcome_words",
    "range_of",
    "value_words",
    "widest_band",
]


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """An outcome's name and unit. `part`: it is a part of 1, printed in per cent."""

    name: Text
    unit: Text
    part: bool = False


_POINTS = Text(ar="نقطة مئوية", en="percentage points")
_PEOPLE = Text(ar="عدد الأشخاص", en="people")
_WEEKS = Text(ar="عدد الأسابيع", en="weeks")


def _people(ar: str, en: str) -> OutcomeWords:
    return OutcomeWords(Text(ar=ar, en=en), _PEOPLE)


def _share(ar: str, en: str) -> OutcomeWords:
    return OutcomeWords(Text(ar=ar, en=en), _POINTS, part=True)


OUTCOMES = MappingProxyType(
    {
        "civilian_deaths_people": _people("وفيات المدنيين", "civilian deaths"),
        "military_deaths_people": _people("وفيات المقاتلين", "deaths among fighters"),
        "military_deaths_strong_people": _people(
            "وفيات مقاتلي الطرف الأقوى", "deaths among the stronger side's fighters"
        ),
        "military_deaths_weak_people": _people(
            "وفيات مقاتلي الطرف الأضعف", "deaths among the weaker side's fighters"
        ),
        "displaced_people": _people("النازحون والمُجلَون", "people displaced or evacuated"),
        "evacuated_people": _people("المُجلَون بموجب اتفاق", "people evacuated under a deal"),
        "returned_people": _people("العائدون", "people who returned"),
        "away_at_end_people": _people(
            "من بقوا بعيدين عن ديارهم في النهاية", "people still away at the end"
        ),
        "away_outside_people": _people(
            "من بقوا خارج مناطق النزاع", "people still away, outside these areas"
        ),
        "killed_after_deal_people": _people("القتلى بعد الاتفاق", "people killed after a deal"),
        "harmed_after_deal_people": _people(
            "المتضررون بعد الاتفاق بقتل أو احتجاز", "people killed or detained after a deal"
        ),
        "detained_people": _people("المحتجزون", "people detained"),
        "besieged_people_weeks": OutcomeWords(
            Text(ar="زمن الحصار على الناس", en="time under siege"),
            Text(ar="شخص × أسبوع", en="person-weeks"),
        ),
        "infrastructure_share": _share("ما يبقى من البنية التحتية", "infrastructure left standing"),
        "hybrid_fighters_people": _people(
            "مقاتلون احتفظوا بسلاحهم بموجب اتفاق", "fighters who kept their arms under a deal"
        ),
        "strong_side_areas_share": _share(
            "حصة الطرف الأقوى من المناطق", "areas in the hands of the stronger side"
        ),
        "fallen_areas_share": _share("المناطق التي سقطت بالقتال", "areas taken by force"),
        "settled_areas_share": _share(
            "المناطق التي فيها تسوية قائمة", "areas with a standing deal"
        ),
        "p_settled": _share("التسوية في المناطق كلها", "a deal in every area"),
        "early_deal_share": _share("اتفاقات الأشهر الأولى", "areas with an early deal"),
        "weeks_to_deal": OutcomeWords(Text(ar="المدة حتى الاتفاق", en="time to a deal"), _WEEKS),
        "p_intervention": _share("تدخّل من الخارج يوقف الحملة", "an intervention from outside"),
    }
)
"""Every outcome of the simulation; the age at which a deal stands is worded from its number."""

HEADLINES = (
    "civilian_deaths_people", "displaced_people", "returned_people", "harmed_after_deal_people",
    "detained_people", "infrastructure_share", "strong_side_areas_share",
    "deal_standing_13_weeks_share", "deal_standing_52_weeks_share", "deal_standing_104_weeks_share",
)  # fmt: skip
"""The outcomes that a brief draws; all of them are in its data."""


def outcome_words(outcome: str) -> OutcomeWords:
    r"""Return what an outcome of the simulation is called.

    A name this room does not know is printed as it is, so that no number goes unnamed.

    Examples
    --------
    >>> outcome_words("civilian_deaths_people").name.en
    'civilian deaths'
    >>> outcome_words("deal_standing_52_weeks_share").name.en
    'areas where a deal stands after \u206652\u2069 weeks'
    """
    standing = re.fullmatch(r"deal_standing_(\d+)_weeks_share", outcome)
    if standing:
        return _share(
            f"المناطق التي يبقى فيها اتفاق قائم حتى الأسبوع {ltr(standing[1])}",
            f"areas where a deal stands after {ltr(standing[1])} weeks",
        )
    unknown = Text(ar=isolate(outcome), en=isolate(outcome.replace("_", " ")))
    return OUTCOMES.get(outcome, OutcomeWords(unknown, Text()))


def value_words(outcome: str, value: float, voice: Voice) -> str:
    """Print the mean of an outcome: a part in per cent, else a number, a tenth only below ten."""
    if outcome_words(outcome).part:
        return percent(value, voice)
    return decimal(round(value, 1 if abs(value) < 10 else 0), voice)


def difference_words(outcome: str, value: float, voice: Voice) -> str:
    r"""Print a difference with its sign, of parts in percentage points; a tenth only below ten.

    Examples
    --------
    >>> from sulh.words.voice import without_bidi
    >>> [without_bidi(difference_words("weeks_to_deal", x, Voice("en"))) for x in (-9.06, 51.5)]
    ['−9.1', '+52']
    """
    shown = 100 * value if outcome_words(outcome).part else value
    return signed(round(shown, 1 if abs(shown) < 10 else 0), voice)


def band_words(band: Band, outcome: str, voice: Voice) -> str:
    """Print a band of a difference: both ends with their sign, its level and what it is due to."""
    source = BANDS[band.source].in_(voice.language)
    comma = voice.say(ar="، ", en=", ")
    return f"{range_of(band, outcome, voice)}{comma}{_level(band, voice)}: {source}"


def range_of(band: Band, outcome: str, voice: Voice) -> str:
    """Print both ends of a band of a difference with their signs; once where they are one."""
    low, high = (difference_words(outcome, end, voice) for end in (band.low, band.high))
    if low == high:
        return low
    return voice.say(ar=f"من {low} إلى {high}", en=f"{low} to {high}")


def widest_band(found: OutcomeDifference | OutcomeSummary) -> Band | None:
    """Return the band of a mean that says most of how little is known of it."""
    return max(found.bands, key=lambda band: band.high - band.low, default=None)


def _level(band: Band, voice: Voice) -> str:
    if band.level == 1:
        return voice.say(ar="المدى كله", en="full range")
    level = percent(band.level, voice)
    return voice.say(ar=f"فاصل {level}", en=f"{level} interval")


def difference_sentence(
    difference: OutcomeDifference, arm: Text, baseline: Text, voice: Voice
) -> str:
    r"""Return what an arm changes against the baseline, with the widest of its bands.

    Examples
    --------
    >>> from sulh.words.voice import without_bidi
    >>> fewer = OutcomeDifference(arm="a", baseline="b", outcome="civilian_deaths_people",
    ...     mean=-20.0, bands=(Band(source="chance", low=-30.0, high=5.0, level=0.9),), n_runs=500)
    >>> said = difference_sentence(fewer, Text(en="b2"), Text(en="b1"), Voice("en"))
    >>> print(without_bidi(said).replace("\xa0", " ").partition(" on ")[0])
    In the model, the figure for civilian deaths is lower under “b2” than under “b1”: −20
    """
    words, first, second = outcome_words(difference.outcome), voice.text(arm), voice.text(baseline)
    name = words.name.in_(voice.language)
    more = difference.mean > 0
    amount = difference_words(difference.outcome, difference.mean, voice)
    basis = _basis(difference, words, voice)
    return voice.say(
        ar=f"في النموذج، {name} في «{first}» {'أكثر' if more else 'أقل'} مما في «{second}»، "
        f"والفرق في المتوسط {amount} ({basis}).",
        en=f"In the model, the figure for {name} is {'higher' if more else 'lower'} under "
        f"“{first}” than under “{second}”: {amount} on average ({basis}).",
    )


def _basis(difference: OutcomeDifference, words: OutcomeWords, voice: Voice) -> str:
    """Unit, widest band and runs of a difference."""
    widest = widest_band(difference)
    parts = [words.unit.in_(voice.language)]
    parts += [band_words(widest, difference.outcome, voice)] if widest else []
    runs = count(difference.n_runs, voice)
    parts.append(voice.say(ar=f"عدد مرات التشغيل المتقابلة {runs}", en=f"paired runs: {runs}"))
    return voice.say(ar="؛ ", en="; ").join(filter(None, parts))

"""Words for likelihood: the two rows of ICD 203, with their bands, in English and Arabic.

Source: Office of the Director of National Intelligence, Intelligence Community Directive 203,
*Analytic Standards* (2015), table in section D.6.e(2). The Arabic terms are ours. sulh prints no
such word beside a model share (a share is not a forecast) until the record of skill that ships
allows it (:func:`likelihood_of`); the linter holds a brief to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from sulh.settlement.skill import may_speak_of_likelihood

__all__ = ["CONFIDENCE", "LIKELIHOODS", "Likelihood", "likelihood_of"]


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A word for a likelihood: its row (1 or 2) and its band in per cent."""

    row: int
    low: float
    high: float


_BANDS = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))
_ENGLISH = (
    (
        "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely",
        "very likely", "almost certain",
    ),
    (
        "remote", "highly improbable", "improbable", "roughly even odds", "probable",
        "highly probable", "nearly certain",
    ),
)  # fmt: skip
_ARABIC = (
    (
        "شبه معدوم", "مستبعد جدًّا", "مستبعد", "متكافئ تقريبًا", "مرجّح", "مرجّح جدًّا", "شبه مؤكد",
    ),
    (
        "ضئيل الاحتمال", "ضعيف الاحتمال جدًّا", "ضعيف الاحتمال", "متساوي الاحتمالين تقريبًا",
        "محتمل", "محتمل جدًّا", "يكاد يكون مؤكدًا",
    ),
)  # fmt: skip


def _table(rows: tuple[tuple[str, ...], ...]) -> MappingProxyType[str, Likelihood]:
    return MappingProxyType(
        {
            word: Likelihood(row, *band)
            for row, words in enumerate(rows, 1)
            for word, band in zip(words, _BANDS, strict=True)
        }
    )


LIKELIHOODS = MappingProxyType({"en": _table(_ENGLISH), "ar": _table(_ARABIC)})
CONFIDENCE = MappingProxyType(
    {
        "en": ("low confidence", "moderate confidence", "high confidence", "confidence in"),
        "ar": ("ثقة عالية", "ثقة متوسطة", "ثقة منخفضة", "درجة الثقة"),
    }
)


def likelihood_of(share: float, language: str) -> str:
    """Return the word of row 1 for a share; "" while no skill is shown, or beyond the scale.

    Parameters
    ----------
    share : float
        Model share, 0 to 1.
    language : {"ar", "en"}

    Examples
    --------
    The record that ships shows no skill, so there is no word:

    >>> likelihood_of(0.7, "en")
    ''
    """
    if not may_speak_of_likelihood():
        return ""
    per_cent = 100.0 * share
    row = ((word, each) for word, each in LIKELIHOODS[language].items() if each.row == 1)
    return next((word for word, each in row if each.low <= per_cent < each.high), "")

"""Numbers, shares, ranges and differences as printed: isolated, no more precise than they are."""

from __future__ import annotations

import math

from sulh.settlement.result import Share
from sulh.words.voice import Voice

__all__ = [
    "count",
    "decimal",
    "error_in_table",
    "error_of",
    "in_points",
    "interval",
    "measured",
    "percent",
    "share",
    "share_in_table",
    "signed",
    "significant",
    "with_error",
]

NBSP = "\u00a0"
_DIGITS = 3


def significant(x: float, digits: int = _DIGITS) -> float:
    """Round `x` to so many significant digits.

    Examples
    --------
    >>> significant(1834.2), significant(-0.012345), significant(0.0)
    (1830.0, -0.0123, 0.0)
    """
    if x == 0 or not math.isfinite(x):
        return x
    return round(x, digits - 1 - math.floor(math.log10(abs(x))))


def _plain(x: float) -> str:
    """`x` to three significant digits, with thousands grouped and no idle zeros."""
    rounded = significant(x)
    if rounded == int(rounded):
        return f"{int(rounded):,}"
    text = f"{rounded:,.4f}".rstrip("0").rstrip(".")
    return text if text not in {"0", "-0"} else "0"


def count(n: int, voice: Voice) -> str:
    r"""Print a number that was counted: every digit of it.

    Examples
    --------
    >>> count(20000, Voice("en")) == "\u206620,000\u2069"
    True
    """
    return voice.number(f"{n:,}")


def decimal(x: float, voice: Voice) -> str:
    """Print a number that was estimated: three significant digits of it."""
    return voice.number(_figures(x))


def measured(x: float, unit: str, voice: Voice) -> str:
    """Print a number with its unit in words, the unit outside the isolate."""
    return f"{decimal(x, voice)} {unit}".rstrip()


def signed(x: float, voice: Voice) -> str:
    r"""Print a difference with its sign, for tables; zero has none.

    Examples
    --------
    >>> signed(-1834.2, Voice("ar", "arab")) == "\u2067−١٬٨٣٠\u2069"
    True
    """
    return voice.number(_signed(x))


def _signed(x: float) -> str:
    text = _plain(x)
    return text if text == "0" else f"{'−' if x < 0 else '+'}{text.lstrip('-')}"


def percent(p: float, voice: Voice, decimals: int = 0) -> str:
    r"""Print a part from 0 to 1 in per cent; what is not 0 or 1 is never printed as if it were.

    Examples
    --------
    >>> percent(0.6204, Voice("en")) == "\u206662\u00a0%\u2069"
    True
    >>> percent(0.0004, Voice("en")) == "less than \u20661\u00a0%\u2069"
    True
    """
    about, value = _about(p, decimals, voice)
    return f"{about}{voice.number(f'{value:.{decimals}f}{NBSP}%')}"


def _about(p: float, decimals: int, voice: Voice) -> tuple[str, float]:
    """The number in per cent, with the words before it where it would round to 0 or 100."""
    smallest, value = 10.0**-decimals, round(100 * p, decimals)
    if value == 0 and p > 0:
        return voice.say(ar="أقل من ", en="less than "), smallest
    if value == 100 and p < 1:
        return voice.say(ar="أكثر من ", en="more than "), 100 - smallest
    return "", value


def error_of(value: Share, voice: Voice) -> str:
    """Print the standard error of a share, or over how many orders it was counted.

    A sample that shows no variation has no standard error worth printing: its size is said.
    """
    n = count(value.n, voice)
    if value.exact:
        return voice.say(ar=f"بالعدّ التام على {n}", en=f"counted exactly over {n}")
    if value.se == 0:
        return voice.say(ar=f"في عيّنة حجمها {n}", en=f"of the {n} sampled")
    return _plus_minus(value.se, voice)


def with_error(p: float, se: float, voice: Voice) -> str:
    r"""Print a part with its standard error, in one isolate; without one where that is 0.

    Examples
    --------
    >>> from sulh.words.voice import without_bidi
    >>> without_bidi(with_error(0.62, 0.0113, Voice("en"))).replace("\xa0", " ")
    '62 % ± 1.1 %'
    """
    if not se:
        return percent(p, voice)
    about, value = _about(p, 0, voice)
    return f"{about}{voice.number(f'{value:.0f}{NBSP}% {_around(se)}')}"


def in_points(p: float, se: float, voice: Voice, *, sign: bool = False) -> str:
    r"""Print a difference of parts in points with its standard error; without one where it is 0.

    Examples
    --------
    >>> from sulh.words.voice import without_bidi
    >>> without_bidi(in_points(0.243, 0.012, Voice("en"))).replace("\xa0", " ")
    '24.3 ± 1.2'
    """
    points = round(100 * p, 1)
    text = _signed(points) if sign else _figures(points)
    return voice.number(f"{text} ±{NBSP}{max(100 * se, 0.1):.1f}" if se else text)


def share_in_table(value: Share, voice: Voice) -> str:
    """Print a share with its standard error; without it when it was counted or did not vary."""
    return with_error(value.p, 0.0 if value.exact else value.se, voice)


def error_in_table(value: Share, voice: Voice) -> str:
    """Print the standard error of a share; nothing when it was counted or did not vary."""
    return "" if value.exact or value.se == 0 else _plus_minus(value.se, voice)


def _plus_minus(error: float, voice: Voice) -> str:
    return voice.number(_around(error))


def _around(error: float) -> str:
    return f"±{NBSP}{max(100 * error, 0.1):.1f}{NBSP}%"


def share(value: Share, voice: Voice) -> str:
    """Print a share with its standard error in brackets: ``62 % (± 1.1 %)``."""
    return f"{percent(value.p, voice)} ({error_of(value, voice)})"


def interval(low: float, high: float, voice: Voice, unit: str = "") -> str:
    r"""Print a range in words, each end isolated by itself.

    Examples
    --------
    >>> from sulh.words.voice import without_bidi
    >>> without_bidi(interval(35, 55, Voice("ar"), "%"))
    'من 35 إلى 55\xa0%'
    """
    last = voice.number(f"{_figures(high)}{NBSP}%")
    ends = decimal(low, voice), last if unit == "%" else measured(high, unit, voice)
    return voice.say(ar=f"من {ends[0]} إلى {ends[1]}", en=f"{ends[0]} to {ends[1]}")


def _figures(x: float) -> str:
    return _plain(x).replace("-", "−")

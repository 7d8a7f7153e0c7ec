"""A rate with its denominator and an upper bound, so that a small sample cannot look good."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Rate", "upper_bound"]


def upper_bound(k: int, n: int, level: float = 0.95) -> float:
    """Upper one-sided Clopper-Pearson bound of a proportion.

    Parameters
    ----------
    k, n : int
        Events seen, out of how many.
    level : float
        Confidence of the bound.

    Returns
    -------
    float
        The largest proportion under which `k` or fewer events in `n` have a probability of at
        least ``1 - level``; 1 when `n` is 0.

    References
    ----------
    Clopper and Pearson, The use of confidence or fiducial limits illustrated in the case of the
    binomial, Biometrika 26 (1934), 404-413.

    Examples
    --------
    >>> round(upper_bound(0, 149), 4), upper_bound(0, 0)
    (0.0199, 1.0)
    """
    from scipy.stats import beta

    return float(beta.ppf(level, k + 1, n - k)) if k < n else 1.0


@dataclass(frozen=True, slots=True)
class Rate:
    """`k` of `n`, with the upper 95 % bound.

    Examples
    --------
    >>> print(Rate(1, 200))
    1/200 = 0.5 % (upper 95 % bound 2.3 %)
    >>> print(Rate(0, 0))
    0/0, nothing to count
    """

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.k / self.n if self.n else None

    @property
    def upper(self) -> float:
        """The upper 95 % bound."""
        return upper_bound(self.k, self.n)

    def __str__(self) -> str:
        if not self.n:
            return "0/0, nothing to count"
        share, upper = 100 * self.k / self.n, 100 * self.upper
        return f"{self.k}/{self.n} = {share:.1f} % (upper 95 % bound {upper:.1f} %)"

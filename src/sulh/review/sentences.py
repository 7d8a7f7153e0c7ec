"""A claim in its sentence: the words before it, its own, and those after."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sulh.case.model import Case, Claim
from sulh.read.fold import fold
from sulh.read.segment import sentences

__all__ = ["Shown", "shown_claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The sentence of a claim: `start` is its offset in the stored text.

    `known` is False where the text is not stored, or no longer has the quote at the claim's span;
    then only the quote is shown.
    """

    claim: str
    start: int
    before: str
    quote: str
    after: str
    known: bool


def shown_claims(case: Case, texts: Mapping[str, str], wanted: Iterable[str]) -> dict[str, Shown]:
    """Return each wanted claim in its sentence.

    Parameters
    ----------
    case : Case
        The case.
    texts : mapping of source id to str
        The stored texts, as :func:`sulh.pipeline.stored_texts` reads them.
    wanted : iterable of str
        Ids of claims.
    """
    claims = {claim.id: claim for claim in case.claims}
    borders: dict[str, list[tuple[int, int]]] = {}
    found = {}
    for claim_id in wanted:
        claim = claims[claim_id]
        text = texts.get(claim.source)
        if text is None or text[claim.start : claim.end] != claim.quote:
            found[claim_id] = Shown(
                claim=claim_id, start=claim.start, before="", quote=claim.quote, after="",
                known=False,
            )  # fmt: skip
            continue
        if claim.source not in borders:
            borders[claim.source] = _borders(text)
        found[claim_id] = _shown(claim, text, borders[claim.source])
    return found


def _borders(text: str) -> list[tuple[int, int]]:
    folded = fold(text)
    return [folded.span(s.start, s.end) for s in sentences(folded.shadow)]


def _shown(claim: Claim, text: str, borders: list[tuple[int, int]]) -> Shown:
    """A claim over several sentences is shown with all of them."""
    first = max(0, bisect_right([start for start, _ in borders], claim.start) - 1)
    start = min(borders[first][0], claim.start) if borders else claim.start
    last = next((end for _, end in borders[first:] if end >= claim.end), claim.end)
    return Shown(
        claim=claim.id,
        start=start,
        before=text[start : claim.start],
        quote=claim.quote,
        after=text[claim.end : last],
        known=True,
    )

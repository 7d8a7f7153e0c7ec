"""Why not settle early: the answer of each decision, with the claims that each party's turn on."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.brief.context import Context, Evidence
from sulh.words.early import EarlyWords, early_words

__all__ = ["EarlyView", "early_views"]


@dataclass(frozen=True)
class EarlyView:
    """One answer in words; `parties` are sentences, each with its evidence."""

    decision: str
    words: EarlyWords
    parties: tuple[tuple[str, tuple[Evidence, ...]], ...]


def early_views(context: Context) -> tuple[EarlyView, ...]:
    """Return the answers whose decision is shown."""
    found = []
    for answer in context.result.early:
        decision = context.answered(answer.decision)
        if decision is not None:
            words = early_words(answer, context.words(decision))
            parties = tuple((p.sentence, context.evidence_of(p.claims)) for p in words.parties)
            found.append(EarlyView(context.voice.text(decision.title), words, parties))
    return tuple(found)

"""Review of drafted claims: what to look at first, and decisions that supersede, not overwrite."""

from sulh.review.changes import field_names, parsed_changes, placed
from sulh.review.decide import VERDICTS, Verdict, decide
from sulh.review.queue import Matter, review_queue
from sulh.review.sentences import Shown, shown_claims

__all__ = [
    "VERDICTS",
    "Matter",
    "Shown",
    "Verdict",
    "decide",
    "field_names",
    "parsed_changes",
    "placed",
    "review_queue",
    "shown_claims",
]

"""What is not known and what to ask; and what was assumed."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.brief.context import Context
from sulh.brief.markup import csv_link
from sulh.words.ledger import assumption_words, basis_words, range_words

__all__ = ["AssumptionLine", "asks", "assumptions", "assumptions_csv"]


@dataclass(frozen=True)
class AssumptionLine:
    """One line of the ledger."""

    what: str
    basis: str
    range: str
    used_in: str


def asks(context: Context) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the open questions, by the decision or campaign they are about."""
    asked = [(context.case.title, context.result.asks)]
    asked += [(d.title, d.asks) for d in context.result.decisions]
    asked += [(c.title, c.asks) for c in context.result.campaigns]
    return tuple(
        (context.voice.text(title), tuple(context.voice.text(q.text) for q in questions))
        for title, questions in asked
        if questions
    )


def assumptions(context: Context) -> tuple[AssumptionLine, ...]:
    """Return every number and preference that no text supports; the same one only once."""
    voice = context.voice
    lines: dict[tuple[str, str, str], dict[str, None]] = {}
    for a in context.result.assumptions:
        words = assumption_words(a, context.names), basis_words(a, voice), range_words(a, voice)
        uses = lines.setdefault(words, {})
        if a.used_in:
            uses[context.names.of(a.used_in)] = None
    semicolon = voice.say(ar="؛ ", en="; ")
    return tuple(AssumptionLine(*words, semicolon.join(uses)) for words, uses in lines.items())


def assumptions_csv(context: Context) -> str:
    """Return the ledger as data."""
    rows = [
        (
            a.about,
            a.what.in_(context.voice.language),
            a.basis,
            a.low,
            a.high,
            a.unit,
            a.belief,
            a.used_in,
        )
        for a in context.result.assumptions
    ]
    return csv_link(("about", "what", "basis", "low", "high", "unit", "belief", "used_in"), rows)

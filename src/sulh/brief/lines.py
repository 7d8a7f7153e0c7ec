"""The answer in lines of plain text, for a terminal: what the first section of the page says."""

from __future__ import annotations

from sulh.brief.audience import visible_to
from sulh.brief.context import Context
from sulh.brief.sections.answer import answer
from sulh.case.model import Case
from sulh.settlement.result import CampaignResult, SettlementResult
from sulh.words import Language, Voice, without_bidi
from sulh.words.outcomes import HEADLINES, difference_sentence

__all__ = ["answer_lines", "campaign_lines"]


def answer_lines(case: Case, result: SettlementResult, language: Language) -> tuple[str, ...]:
    """Return the answer in five lines.

    Parameters
    ----------
    case : Case
        What is known.
    result : SettlementResult
        What was computed from it.
    language : {"ar", "en"}
        Of the lines. English lines carry no bidirectional control characters.

    Returns
    -------
    tuple of str
        One line each, numbers with the scale they use.
    """
    context = Context(visible_to(case, result, "internal"), Voice(language), "internal", {})
    return tuple(_plain(line, language) for line in answer(context))


def campaign_lines(results: tuple[CampaignResult, ...], language: Language) -> tuple[str, ...]:
    """Return for each campaign what each arm changes, one sentence an outcome.

    Parameters
    ----------
    results : tuple of CampaignResult
        As ``settle`` gives them.
    language : {"ar", "en"}
        Of the lines.
    """
    voice = Voice(language)
    lines = []
    for campaign in results:
        titles = {arm.arm: arm.title for arm in campaign.arms}
        lines.append(voice.text(campaign.title))
        lines += [
            "  " + difference_sentence(item, titles[item.arm], titles[item.baseline], voice)
            for item in campaign.differences
            if item.outcome in HEADLINES and item.bands
        ]
    return tuple(_plain(line, language) for line in lines)


def _plain(line: str, language: Language) -> str:
    return without_bidi(line) if language == "en" else line

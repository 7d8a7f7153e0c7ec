"""The brief: case and settlement result as one page, Arabic and English. It runs no engine."""

from sulh.brief.audience import Audience, brief_name
from sulh.brief.lines import answer_lines, campaign_lines
from sulh.brief.page import SECTIONS, render_brief, write_brief

__all__ = [
    "SECTIONS",
    "Audience",
    "answer_lines",
    "brief_name",
    "campaign_lines",
    "render_brief",
    "write_brief",
]

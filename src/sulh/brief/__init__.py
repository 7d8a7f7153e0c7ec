"""The brief: case and settlement result as one page, Arabic and English. It runs no engine."""

from sulh.brief.answers import answer_tables, reason_trees, target_line
from sulh.brief.audience import Audience, brief_name
from sulh.brief.lines import answer_lines, campaign_lines
from sulh.brief.page import SECTIONS, render_brief, write_brief

__all__ = [
    "SECTIONS",
    "Audience",
    "answer_lines",
    "answer_tables",
    "brief_name",
    "campaign_lines",
    "reason_trees",
    "render_brief",
    "target_line",
    "write_brief",
]

"""Reports in Arabic and English become a draft case in which every fact is a claim with its quote.

The default engine is rules over word lists and packs of names: no network, no model file, the same
bytes for the same input. It drafts and cites; the analyst confirms.
"""

from sulh.read.neutral import neutral
from sulh.read.reader import Draft, draft_reports, read_reports

__all__ = ["Draft", "draft_reports", "neutral", "read_reports"]

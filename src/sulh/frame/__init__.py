"""From what is known to the decisions and campaigns it supports, each line with its basis.

A *pattern* is a recurring situation, written down once as a YAML file. :func:`frame_case` groups
the sources of a case into situations, binds the roles of each pattern that fits from relations,
events, control and agreements, shows the evidence, and asks for what it could not bind.
"""

from sulh.frame.framing import frame_case, missing_roles
from sulh.frame.library import (
    load_pattern,
    load_patterns,
    new_pattern_text,
    pattern_file_text,
    pattern_names,
    pattern_text,
    read_pattern,
)
from sulh.frame.pattern import Pattern
from sulh.frame.unfold import unfolded

__all__ = [
    "Pattern",
    "frame_case",
    "load_pattern",
    "load_patterns",
    "missing_roles",
    "new_pattern_text",
    "pattern_file_text",
    "pattern_names",
    "pattern_text",
    "read_pattern",
    "unfolded",
]

"""Typed steps and results in sentences, Arabic and English. The engines word nothing themselves.

Every function takes a :class:`Voice` (language and digits), or something made with one, and
returns plain text whose numbers, dates and names stand in bidirectional isolates.
"""

from sulh.words.names import Names, names_of
from sulh.words.states import DecisionWords
from sulh.words.voice import Digits, Language, Voice, isolate, ltr, without_bidi

__all__ = [
    "DecisionWords",
    "Digits",
    "Language",
    "Names",
    "Voice",
    "isolate",
    "ltr",
    "names_of",
    "without_bidi",
]

"""Verbal nouns by their shape: what names a deed, whether or not a list knows it."""

from __future__ import annotations

import re
from functools import lru_cache

from sulh.read.items import Item
from sulh.read.lists import words_of

__all__ = ["front_and_stem", "names_a_deed", "phrase_of_deed", "shaped_as_deed"]

_SHAPES = re.compile(
    r"ا\w{1,4}ا\w"  # إطلاق, انسحاب, استخدام, إنهاء
    r"|ت\w{1,2}ي\w"  # تسليم, تشكيل
    r"|ت\wا\w\w"  # تبادل
    r"|م\wا\w\wه"  # محاصرة
    r"|(?:ا|است)\w{2,3}ه"  # إعادة, استعادة
)
_PLAIN = words_of("deed")
_NOT = words_of("no_deed")


@lru_cache(maxsize=8192)
def shaped_as_deed(word: str) -> bool:
    """Tell whether a folded Arabic word, without what is fused to it, is shaped as a verbal noun.

    Examples
    --------
    >>> [shaped_as_deed(word) for word in ("انسحاب", "تسليم", "محاصره", "فتح", "مدينه")]
    [True, True, True, True, False]
    """
    if word in _NOT:
        return False
    return word in _PLAIN or _SHAPES.fullmatch(word) is not None


def names_a_deed(item: Item) -> bool:
    """Tell whether a word names a deed or an event: a noun that says one, or is shaped so.

    «وأن» behind a list of deeds counts too: it names one in a clause of its own.
    """
    if item.ref is not None:
        return False
    if any(t.pos == "n" or f.tense == "noun" for t, f in item.triggers):
        return not any(f.tense in ("past", "present") for _, f in item.triggers) or item.article
    if "complementizer" in item.kinds:
        return item.stem == "ان"
    if item.triggers:
        return not item.verbal or phrase_of_deed(item)  # «صفقة تبادل»
    if item.verbal:
        return False
    return "أ" not in item.raw and shaped_as_deed(front_and_stem(item)[1])


_HOLLOW = re.compile(r"است\wا\w|ا\wتا\w|انهار|انحاز")
"""Verbs in the past that are shaped like verbal nouns: استعاد, اجتاز."""


def phrase_of_deed(item: Item) -> bool:
    """Tell whether a phrase begins with a verbal noun: «تبادل الأسرى», «إدخال المساعدات».

    Whoever does it stands between verb and object, so side by side they are a noun.
    """
    first, _, rest = item.text.partition(" ")
    return bool(rest) and shaped_as_deed(first) and _HOLLOW.fullmatch(first) is None


@lru_cache(maxsize=8192)
def _split(text: str) -> tuple[str, str]:
    """Take و, ب, ل and the article off a word that no list knows."""
    rest = text if text in _PLAIN else text.removeprefix("و")
    for front, preposition in _FRONTS:
        stem = rest.removeprefix(front)
        if stem != rest and (len(stem) > _SHORTEST or stem in _PLAIN):
            return preposition, stem
    return "", rest


_FRONTS = (("لل", "ل"), ("بال", "ب"), ("ال", ""), ("ل", "ل"), ("ب", "ب"))
_SHORTEST = 3


def front_and_stem(item: Item) -> tuple[str, str]:
    """Return the preposition fused to a word, and the word without it, known or not.

    Examples
    --------
    >>> _split("لشن"), _split("وللتفاوض"), _split("مدينه")
    (('ل', 'شن'), ('ل', 'تفاوض'), ('', 'مدينه'))
    """
    if item.stem != item.text or item.triggers or item.cues:
        return item.preposition, item.stem
    return _split(item.text)

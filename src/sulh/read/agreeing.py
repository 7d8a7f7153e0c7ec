"""Whether a noun phrase agrees with an Arabic verb, and what its letters tell of a verb."""

from __future__ import annotations

from sulh.read.items import Ref
from sulh.read.lists import words_of
from sulh.read.morphology import Form

__all__ = ["agrees", "of_no_gender", "plain_form"]

_EITHER = frozenset(("armed_group", "movement", "coalition", "organisation", "community"))
"""Kinds whose one-word names (حماس, داعش) take either gender."""


def agrees(ref: Ref, form: Form, *, before: bool) -> bool:
    """Tell whether a noun phrase can be the subject of a verb form (Arabic)."""
    person = form.person
    if not before and _oblique(ref):
        return False
    if ref.mention == "name" and of_no_gender(ref):
        return person not in ("3md", "3fd")
    if not person or (ref.entry is None and ref.mention == "pronoun"):
        return True
    if person in ("3mp", "3md", "3fd", "3fp"):
        return (
            ref.plural or ref.head in ("قوات", "فصايل", "عشاير", "طرف") or ref.kind == "community"
        )
    if person == "3fs":
        return ref.feminine or (ref.plural and ref.kind != "civilians") or ref.kind == "state"
    return not ref.feminine or (not before and ref.cls == "person")


_MASCULINE = words_of("masculine_body")


def of_no_gender(ref: Ref) -> bool:
    """«حماس», «بوكو حرام»: a name that shows no gender; «حزب …», «حركة …» do."""
    if ref.kind not in _EITHER:
        return False
    head, *rest = ref.name.split()
    bare = head.removeprefix("لل").removeprefix("ال")
    return not rest or not (bare in _MASCULINE or head.endswith(("ه", "ات")) or head in _HEADS)


_HEADS = words_of("feminine_head")
_DUAL = frozenset(("طرفين", "جانبين", "فريقين", "بلدين", "دولتين", "حكومتين", "جماعتين"))


def _oblique(ref: Ref) -> bool:
    """«الحوثيين», «الطرفين»: the ending of an object, so no subject behind a verb."""
    head = ref.name.split(maxsplit=1)[0].removeprefix("ال") if ref.name else ""
    people = ref.plural or ref.kind in ("civilians", "group")
    return head in _DUAL or (
        ref.cls == "party" and ref.kind != "state" and people and len(head) > 4
        and head.endswith("ين")
    )  # fmt: skip


def plain_form(stem: str) -> Form:
    """Guess tense and person of a verb that only a class of words knows."""
    present = stem[:1] in "يت" and len(stem) > 3 and not stem.endswith("ت")
    if stem.endswith(("وا", "ون")):
        return Form(stem, "present" if present else "past", "3mp")
    feminine = stem.startswith("ت") if present else stem.endswith("ت")
    return Form(stem, "present" if present else "past", "3fs" if feminine else "3ms")

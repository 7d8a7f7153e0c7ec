"""English nouns for people: "gunmen", "six civilians", "fighters of the X Front"."""

from __future__ import annotations

import re

from sulh.read.items import Item, Ref, renamed
from sulh.read.names import Names

__all__ = ["item_at", "members", "number_before", "people", "text_of"]

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "hundred": 100, "thousand": 1000, "million": 1_000_000,
}  # fmt: skip
_VAGUE = {
    "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2000, 9999), "scores": (40, 99),
    "several": (3, 9), "tens": (20, 99),
}  # fmt: skip


def item_at(items: list[Item], index: int) -> Item | None:
    """Return the item at a place; None outside the sentence."""
    return items[index] if 0 <= index < len(items) else None


def text_of(items: list[Item]) -> str:
    """Return the words of some items."""
    return " ".join(item.text for item in items)


def members(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«fighters of the X Front»: its people stand for the party."""
    head = items[index]
    before = item_at(items, index - 1) if head.verb() else None
    if head.ref or "people" not in head.kinds or (before and before.has("auxiliary")):
        return None
    if (after := item_at(items, index + 1)) is None or after.text not in ("of", "from"):
        return None
    length = 3 if (article := item_at(items, index + 2)) and article.text == "the" else 2
    inner = item_at(items, index + length)
    if inner is None or inner.ref is None:
        return None
    if inner.ref.cls == "place" and head.has("civilian"):
        text = text_of(items[index : index + length + 1])
        return length + 1, Ref(
            "party", f"p:~{text}", text, "community", "nominal", head.start, inner.end,
            head=head.text, plural=True, proposed=True,
        )  # fmt: skip
    if inner.ref.cls != "party" or head.has("civilian"):
        return None
    return length + 1, renamed(inner.ref, plural=True)


def people(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«gunmen», «civilians», «pro-government fighters»."""
    head = items[index]
    if head.ref or "people" not in head.kinds:
        return None
    before = item_at(items, index - 1)
    if head.verb() and not head.text.endswith("s") and not (before and before.text == "the"):
        return None
    if before and before.ref and before.ref.cls == "party" and before.ref.mention == "name":
        return None
    kind = "civilians" if head.has("civilian") else "armed_group"
    if head.text in (
        "people",
        "men",
        "workers",
        "protesters",
        "journalists",
        "sides",
        "parties",
        "prisoners",
        "hostages",
        "detainees",
        "opposition",
        "factions",
        "groups",
    ):
        kind = "group" if head.text != "people" else "civilians"
    counted = before is not None and (before.is_number or before.text in _NUMBERS)
    if head.text == "people" and before is not None and counted:
        text = f"{before.text} people"  # "14 people" are others than "people"
        return 1, Ref(
            "party", f"p:~{text}", text, kind, "nominal", before.start, head.end, head="people",
            plural=True, proposed=True, number=number_before(items, index),
        )  # fmt: skip
    return 1, Ref(
        "party", f"p:~{head.text.removesuffix('s')}", head.text, kind, "nominal", head.start,
        head.end, head=head.text.removesuffix("s"), plural=True, proposed=True,
        number=number_before(items, index),
    )  # fmt: skip


def number_before(items: list[Item], index: int) -> tuple[float, float] | None:
    """Return the lowest and highest number of people that the words before a noun give."""
    low = high = 0.0
    for item in reversed(items[max(0, index - 4) : index]):
        word = item.text
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+", word):
            value = float(word.replace(",", ""))
            low, high = (value, value) if not low else (low * value, high * value)
        elif word in _NUMBERS:
            value = float(_NUMBERS[word])
            low, high = max(low, 1) * value, max(high, 1) * value
        elif word in _VAGUE:
            low, high = map(float, _VAGUE[word])
        elif (
            word
            not in (
                "of",
                "more",
                "than",
                "least",
                "at",
                "about",
                "around",
                "some",
                "nearly",
                "over",
                "other",
                "a",
            )
            and not item.has("adjective")
            and item.triggers
        ):
            break
    return (low, high) if low else None

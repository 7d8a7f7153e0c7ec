"""What a run of capitalised words is that no list knows: a party, a place or a person."""

from __future__ import annotations

from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.people_en import item_at

__all__ = ["kind_of", "sort_of"]

_CLOSED = (
    "function", "preposition", "subordinator", "contrast", "complementizer", "relative",
    "auxiliary", "pronoun", "demonstrative", "time", "verb",
)  # fmt: skip
_BODY_WORDS = words_of("body_word")
_PAIR = 2
_LONG = 3
_HITS = frozenset(("gain_territory", "attack", "destroy"))
_GROUP_NOUNS = words_of("group_noun")
_NEAR = words_of("near_word")


def kind_of(  # noqa: PLR0911 - a decision list, read from the top
    items: list[Item], index: int, length: int, names: Names
) -> tuple[str, str, int] | None:
    """Return the class of a name, its kind, and how many of the words belong to it."""
    body = items[index : index + length]
    before, after = item_at(items, index - 1), item_at(items, index + length)
    if (opened := _kind_by_first(body, before, after, names)) is not None:
        return opened
    if length > 1 and any(
        item.has("org_head", "army_head") or item.text in _BODY_WORDS or _is_body(item)
        for item in body[1:]
    ):
        return "party", sort_of(body[-1].text, body[0].text, names), length
    if length >= 3 and any(item.text == "for" for item in body):
        return "party", "organisation", length
    led = before is not None and " " in before.text and before.text.endswith("ed by")
    if before and (before.has("title", "role") or led) and length <= 4:
        return "person", "person", length
    if (
        after is not None
        and after.ref is None
        and items[index].text not in names.nisba
        and after.text in _GROUP_NOUNS
    ):
        return "party", "armed_group", length
    if any(item.has("place_head") for item in body[1:]) or (
        after and after.has("place_head") and length <= 3
    ):
        return "place", "area", length
    if (
        before
        and before.text == "of"
        and (head := item_at(items, index - 2))
        and (head.has("place_head") or (head.text in _PLACES_OF and length <= _PAIR))
    ):
        return "place", "city" if head.text == "city" else "town", length
    one = next((n for n, i in enumerate(body) if i.text == "and"), length)
    led_to = before and (before.text in _NEAR or _hit(before) or _near_deed(items, index))
    plain_words = not any(i.cues or i.triggers for i in body) and not body[0].has("title")
    if led_to and one <= _LONG and plain_words:
        return "place", "area", one
    if length == 1 and _acronym(body[0]):
        return "party", "organisation", 1
    family = length == 1 and body[0].text.startswith(("al-", "el-"))
    plain = (length in (2, 3) or family) and not any(i.triggers or i.has(*_CLOSED) for i in body)
    says = after and (after.has("verb") or "source" in after.cue_values)
    return ("person", "person", length) if plain and says else None


_PLACES_OF = words_of("places_of") | frozenset((
    "governor", "mayor", "commissioner", "prefect", "villagers", "residents", "inhabitants",
))  # fmt: skip
"""Who rules or lives in the place behind of, and kinds of places in the plural."""


def _is_body(item: Item) -> bool:
    """«National | Security Council»: a known body's name ends that of another."""
    return item.ref is not None and item.ref.kind == "organisation" and " " in item.text


_STRUCK = words_of("struck")
"""Nouns behind which an unknown name is the place that is hit or taken."""


def _near_deed(items: list[Item], index: int) -> bool:
    """Tell whether a name stands where somebody goes, or behind a noun of attack."""
    return _gone(items, index) or _struck(items, index)


def _struck(items: list[Item], index: int) -> bool:
    """«the shelling of Kherson», «a raid on Chibok»."""
    before, noun = items[index - 1], item_at(items, index - 2)
    return before.text in ("of", "on") and noun is not None and noun.text in _STRUCK


_PLACE_FIRST = words_of("place_first")
_BODY_FIRST = words_of("body_first")


def _kind_by_first(
    body: list[Item], before: Item | None, after: Item | None, names: Names
) -> tuple[str, str, int] | None:
    """«Jebel Abu Sin», «Jaish al-Izza», "the Marcos government": what the first word shows."""
    if before is None and after is not None and after.text in _DATELINE and _shouted(body):
        return "place", "area", len(body)
    if len(body) > 1 and body[0].text in _PLACE_FIRST:
        return "place", "area", len(body)
    if len(body) > 1 and body[0].text in _BODY_FIRST:
        return "party", "armed_group", len(body)
    ruled = len(body) == 1 and _ruled(before, after, body[0], names)
    return ("party", "government", 2) if ruled else None


_DATELINE = frozenset((":", "(", "-", "--", "–", "—", ","))


def _shouted(body: list[Item]) -> bool:
    """«MIRAMSHAH: …»: where a report was written stands in front, in capitals."""
    return len(body) <= _PAIR and all(
        len(item.raw) > _ACRONYM and item.raw.isupper() and item.text not in _NO_TOWN
        for item in body
    )


_NO_TOWN = words_of("no_dateline")
_ACRONYM = 4


def _ruled(before: Item | None, after: Item | None, word: Item, names: Names) -> bool:
    """«the Marcos government»: a government called after who leads it."""
    rule = after is not None and after.text in ("government", "administration", "regime", "junta")
    definite = before is not None and before.text == "the"
    return rule and definite and word.text not in names.nisba and not word.kinds


_GOING = words_of("going")


def _gone(items: list[Item], index: int) -> bool:
    """«fled to Tibú», «from Sake to Goma and Minova»: where somebody goes, or another place."""
    before = items[index - 1]
    if before.text in ("and", ",") and index > 1:
        listed = items[index - 2].ref
        return listed is not None and listed.cls == "place" and not _says(items, index + 1)
    if before.text not in ("to", "of") or index < 2:
        return False
    return any(item.text in _GOING for item in items[max(0, index - 4) : index - 1])


def _says(items: list[Item], index: int) -> bool:
    after = item_at(items, index)
    return after is not None and (after.has("verb", "auxiliary") or bool(after.triggers))


def _acronym(item: Item) -> bool:
    """«ELN», «M23»: capitals and digits only."""
    letters = item.raw.replace("-", "")
    return letters.isalnum() and letters.upper() == letters and 2 <= len(letters) <= 7


def _hit(before: Item) -> bool:
    """«seized Kidal», "shelling Abu Qurayn": an unknown name that is hit or taken is a place."""
    return not before.types.isdisjoint(_HITS)


def sort_of(head: str, first: str = "", names: Names | None = None) -> str:
    """Say what kind of party a name is by its last word; "X Liberation Army" is no state's army."""
    stated = not first or names is None or first in names.nisba or first == "national"
    if head == "army" and not stated:
        return "armed_group"
    return {
        "forces": "armed_force", "army": "armed_force", "council": "organisation",
        "committee": "negotiating_body", "government": "government", "ministry": "government",
        "party": "movement", "coalition": "coalition", "alliance": "coalition",
        "organisation": "organisation", "organization": "organisation", "union": "organisation",
        "agency": "organisation", "mission": "organisation", "commission": "organisation",
    }.get(head, "organisation" if head in _BODY_WORDS else "armed_group")  # fmt: skip

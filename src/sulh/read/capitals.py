"""Capitals that stand for governments: «نفت بغداد …», «بدعم من موسكو», "Moscow said"."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Item, renamed
from sulh.read.lists import words_of
from sulh.read.names import Names

__all__ = ["let_capitals_act"]

_OPENING = frozenset((
    "but", "although", "though", "and", "while", "that",
    "as", "because", "which", "ان", "لكن", "بينما", "فيما",
))  # fmt: skip
_AT_STATES = frozenset(("accuse", "demand", "threaten", "condemn", "support", "negotiate"))
_ON_PLACES = frozenset(("attack", "gain_territory", "destroy", "visit"))
_DID = words_of("plain_did")
_GIVEN = words_of("given_by_states")
_BY_STATES = words_of("by_states")
"""Nouns that a capital alone behind them makes the government's: «برعاية X», «تسليح X»."""


def let_capitals_act(items: list[Item], names: Names) -> None:
    """Make a party of a capital that does, says, suffers or gives what a government does."""
    for index, item in enumerate(items):
        ref = item.ref
        if ref is None or ref.cls != "place" or item.preposition or ref.name not in names.capitals:
            continue
        if _acts(items, index, names) or _suffers(items, index):
            state = names.capitals[ref.name]
            item.ref = renamed(ref, cls="party", key=state.id, kind=state.kind, entry=state,
                               feminine=True, head=ref.head)  # fmt: skip


def _acts(items: list[Item], index: int, names: Names) -> bool:
    """Tell whether a capital is the subject of a verb, or stands in a row with another one."""
    item, before = items[index], items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    if before is not None and (found := _behind(items, index, names)) is not None:
        return found
    opens = before is None or before.is_mark or bool(item.conjunction) or before.text in _OPENING
    return opens and after is not None and _does(after)


def _behind(items: list[Item], index: int, names: Names) -> bool | None:
    """Tell by the word before whether a capital acts; None where that word tells nothing."""
    before, after = items[index - 1], items[index + 1] if index + 1 < len(items) else None
    if _stands_for_state(before, names) or _between(items, index, names):
        return True  # «أنقرة وبغداد», «اتهمت نيودلهي إسلام آباد»
    if before.text.removeprefix("ل") in ("حكومتي", "حكومتا", "حكومات"):
        return True
    if finite(before) and not before.has("place_head"):
        return before.types.isdisjoint(_ON_PLACES)
    if before.text == "اما" and after is not None:
        return after.conjunction == "ف" or after.text[0] == "ف"  # «أما X فتقول»
    if before.text == "ان" and after is not None and after.text[0] == "ت":
        return True if not after.article and after.ref is None else None  # «إن واشنطن تجري …»
    return None


def _between(items: list[Item], index: int, names: Names) -> bool:
    """«بين أنقرة وموسكو»: two capitals, and no road from one to the other."""
    item, after = items[index], items[index + 1] if index + 1 < len(items) else None
    if items[index - 1].text not in ("بين", "between") or after is None or item.ref is None:
        return False
    after = items[index + 2] if after.text == "and" and index + 2 < len(items) else after
    other = after.ref
    if other is None or other.name not in names.capitals or other.key == item.ref.key:
        return False
    return all(_ROADS.isdisjoint((i.text, i.stem)) for i in items[max(0, index - 4) : index])


_ROADS = words_of("between_towns")


def _does(after: Item) -> bool:
    first = after.text.split(maxsplit=1)[0]
    return finite(after) or first.endswith("ed") or first in _DID


def _suffers(items: list[Item], index: int) -> bool:
    """Tell whether a capital is whom one meets, accuses or asks, or who gives support."""
    before = items[index - 1] if index else None
    if before is None:
        return False
    second = bool(items[index].conjunction) and _second_side(items, index)
    if before.text in ("مع", "with") or _of_states(before) or second:
        return True
    if before.text in ("بين", "between") and _deals(items, index):
        return True
    if before.text in ("من", "from") and index > 1:
        given = items[index - 2]
        return given.ref is None and (given.text in _GIVEN or given.stem in _GIVEN)
    *phrase, last = before.text.split()
    if phrase and last in ("من", "from"):  # «بدعم من» is one phrase
        return phrase[-1].removeprefix("ب") in _GIVEN
    return _object_of_speech(items, index)


_DEALING = frozenset(("agree", "negotiate", "ceasefire", "mediate", "escalate"))


def _deals(items: list[Item], index: int) -> bool:
    """«الاتفاق المبرم بين X وY», "talks between X and Y": two capitals deal with each other."""
    told = any(
        i.ref is None and (not i.types.isdisjoint(_DEALING) or "agreement_head" in i.kinds)
        for i in items[max(0, index - 5) : index - 1]
    )
    two = [i.ref for i in items[index + 1 : index + 3] if i.ref is not None]
    joined = items[index + 1].conjunction or items[index + 1].text in ("و", "and") if two else False
    return told and bool(joined)


def _second_side(items: list[Item], index: int) -> bool:
    """«اتفاق بين X وكينشاسا»: a capital deals with the party before it."""
    near = range(index - 1, max(-1, index - 5), -1)
    opened = next((p for p in near if items[p].text == "بين"), -1)
    if opened < 1 or any(i.is_mark or finite(i) for i in items[opened:index]):
        return False
    first = items[opened + 1].ref
    told = any(
        i.ref is None and (not i.types.isdisjoint(_DEALING) or "agreement_head" in i.kinds)
        for i in items[max(0, opened - 4) : opened]
    )
    return told and first is not None and first.cls == "party"


def _of_states(before: Item) -> bool:
    """«برعاية X», «تسليح X»: a noun for what governments do or get."""
    noun = before.ref is None and not before.article
    return noun and (before.stem in _BY_STATES or before.text.removeprefix("ب") in _BY_STATES)


def _object_of_speech(items: list[Item], index: int) -> bool:
    """«اتهمت X كيغالي بدعم …», "X accused Kigali of …": a capital that is accused or asked."""
    if index < 2 or items[index].conjunction:
        return False
    if items[index - 1].text in (",", "،"):
        return _accused_of(items, index)
    subject = items[index - 1].ref
    if subject is None:
        return items[index - 1].verb() and _at_states(items[index - 1])
    if subject.cls not in ("party", "person"):
        return False
    before = items[max(0, index - 5) : index - 1]
    return any(i.ref is None and finite(i) and _at_states(i) for i in before)


def _accused_of(items: list[Item], index: int) -> bool:
    """«اتهمت X في بيان، باكو بشن …»: behind a remark, with what it is accused of or asked for."""
    after = items[index + 1 : index + 2]
    content = after and (after[0].text.startswith("ب") or after[0].text == "الي")
    before = items[max(0, index - 12) : index - 1]
    return bool(content) and any(i.ref is None and finite(i) and _at_states(i) for i in before)


def _at_states(item: Item) -> bool:
    return not item.types.isdisjoint(_AT_STATES)


def _stands_for_state(item: Item, names: Names) -> bool:
    """«دعا أنقرة وبغداد»: the capital before was taken for its government."""
    ref = item.ref
    return ref is not None and ref.cls == "party" and ref.name in names.capitals

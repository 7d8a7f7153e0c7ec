"""Offices in apposition: «فلان، زعيم جبهة X، قال …», «رئيس مجلس Y، فلان»: who leads what.

The office and its body are one noun phrase, a nameless person; the name stands beside it.
"""

from __future__ import annotations

from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim
from sulh.read.relation_parts import make
from sulh.read.view import View

__all__ = ["find_apposed"]

_LEADERS = words_of("leader")
_COMMAS = (",", "،")


def find_apposed(view: View) -> list[RawClaim]:
    """Return who leads what, where an office and a name stand side by side (Arabic)."""
    found: list[RawClaim] = []
    if not view.scene.arabic:
        return found
    for index, item in enumerate(view.scene.items):
        if item.ref is None or item.ref.cls != "person":
            continue
        body = _led(item)
        leader = _named(view.scene.items, index) if body is not None else None
        if leader is not None and body is not None:
            found.append(make(view, index, "leader_of", leader, body, "rule:apposed"))
    return found


def _led(item: Item) -> Ref | None:
    """Return the body that an office is of: «زعيم جبهة X» is a person, and names the party X."""
    ref = item.ref
    if ref is None or ref.cls != "person" or ref.mention != "nominal" or ref.head not in _LEADERS:
        return None
    return next((r for r in item.also if r.cls == "party" and r.mention == "name"), None)


def _named(items: list[Item], index: int) -> Ref | None:
    """Return the person whose name stands before the office or right behind it."""
    place = index - 1
    while place >= 0 and items[place].ref is None and items[place].has("role", "title"):
        place -= 1  # «نائب رئيس المجلس»
    if place > 0 and items[place].text in _COMMAS:
        place -= 1
    before = items[place].ref if place >= 0 else None
    after = items[index + 1 : index + 3]
    if after and after[0].text in _COMMAS:
        after = after[1:]
    behind = after[0].ref if after and not after[0].preposition else None
    for ref in (before, behind):
        if ref is not None and ref.cls == "person" and ref.mention == "name":
            return ref
    return None

"""English names of the forces and governments of those whose name is known already."""

from __future__ import annotations

from sulh.read.items import Item, Ref, renamed
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.people_en import item_at, text_of

__all__ = ["of_a_government", "of_a_state"]

_FORCES = words_of("military")
_RULES = frozenset(("regional", "state", "provincial", "local", "interim", "county"))
_ARMIES = frozenset(("army", "military", "forces", "armed forces", "security forces"))
_SERVING = frozenset(("army", "military", "forces", "troops", "soldiers", "navy"))
_GOVERNS = frozenset(("government", "administration", "authorities", "parliament"))


def of_a_government(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«Ethiopian government forces», «the Amhara regional government»: behind a known name."""
    owner, head = items[index], item_at(items, index + 1)
    ref = owner.ref
    if ref is None or head is None or head.ref is not None or ref.mention != "name":
        return None
    if head.start - owner.end > 1 or not owner.capital:
        return None
    words = items[index : index + 3]
    return _army(words, ref, head, names) or _named(words, ref, head, names)


def _army(words: list[Item], ref: Ref, head: Item, names: Names) -> tuple[int, Ref] | None:
    """«Cameroon military», «South Sudan army»: behind the plain name of a state."""
    if ref.kind != "state" or ref.cls != "party" or head.text not in _SERVING:
        return None
    army = names.armies.get(ref.key) if head.text in _ARMIES else None
    if army is None:
        return 2, _body(words[:2], ref, "armed_force", "forces")
    return 2, renamed(ref, key=army.id, entry=army, kind=army.kind, head=head.text,
                      name=text_of(words[:2]), end=head.end, part_of=army.part_of)  # fmt: skip


def of_a_state(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«the government of South Sudan», «the army of Chad»: behind «of» stands whose it is."""
    head, link = items[index], item_at(items, index + 1)
    if head.ref is not None or link is None or link.text != "of":
        return None
    the = item_at(items, index + 2)
    length = 4 if the is not None and the.text == "the" else 3
    owner = item_at(items, index + length - 1)
    ref = owner.ref if owner is not None else None
    if ref is None or ref.kind != "state" or ref.mention != "name" or ref.cls != "party":
        return None
    if head.text in _GOVERNS:
        return length, renamed(ref, head=head.text)
    if head.text not in _ARMIES:
        return None
    army = names.armies.get(ref.key)
    if army is None:
        return length, _body(
            [head, *items[index + 1 : index + length]], ref, "armed_force", "forces"
        )
    return length, renamed(ref, key=army.id, entry=army, kind=army.kind, head=head.text,
                           start=head.start, name=text_of(items[index : index + length]),
                           part_of=army.part_of)  # fmt: skip


def _named(words: list[Item], ref: Ref, head: Item, names: Names) -> tuple[int, Ref] | None:
    if ref.cls == "party" and ref.kind == "government" and head.text in _FORCES:
        return 2, _body(words[:2], ref, "armed_force", "forces")
    if ref.kind == "state" and ref.cls == "party" and head.text in _GOVERNS:
        return 2, renamed(ref, name=text_of(words[:2]), end=head.end, head=head.text)
    if ref.cls == "place" and ref.name in names.capitals and head.text in _GOVERNS:
        return 2, _body(words[:2], ref, "government", "government")
    last = item_at(words, 2)
    rules = head.text in _RULES and last is not None and last.text in _GOVERNS
    if ref.cls == "place" and rules:
        return 3, _body(words, ref, "government", "government")
    return None


def _body(words: list[Item], ref: Ref, kind: str, part: str) -> Ref:
    return renamed(
        ref, cls="party", key=f"p:{ref.key.partition(':')[2]}.{part}", name=text_of(words),
        kind=kind, start=words[0].start, end=words[-1].end, entry=None, head=words[-1].text,
        plural=part == "forces", proposed=True, part_of=ref.key,
    )  # fmt: skip

"""English noun phrases: capitalised names that no list knows, and nouns for groups of people."""

from __future__ import annotations

import re
from collections.abc import Callable

from sulh.read.forces_en import of_a_government, of_a_state
from sulh.read.items import Item, Ref, merged, renamed
from sulh.read.kinds_en import kind_of, sort_of
from sulh.read.lists import Entry, words_of
from sulh.read.names import Names
from sulh.read.people_en import item_at, members, number_before, people, text_of
from sulh.read.persons_en import person
from sulh.read.signs import sign

__all__ = ["chunk_english"]

_Rule = Callable[[list[Item], int, Names], tuple[int, Ref] | None]
_CLOSED = (
    "function", "preposition", "subordinator", "contrast", "complementizer", "relative",
    "auxiliary", "pronoun", "demonstrative", "time", "verb",
)  # fmt: skip
_SMALL = frozenset((
    "of", "al", "el", "the", "bin", "ibn", "for", "and", "wa", "de", "del", "la", "von", "ould",
    "da", "do", "du", "di", "des", "los", "las", "e",
))  # fmt: skip
_BACKED = ("-backed", "-led", "-supported", "-funded", "-aligned", "-held", "-controlled", "-run")
_THEIRS = ("its", "their", "his", "her")
_POINTING = frozenset(("the", "this", "that", *_THEIRS))
_MILITARY = words_of("military")
_BODY_WORDS = words_of("body_word")
_ARMIES = frozenset(("army", "military", "forces", "troops"))
_PAIR = 2
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")


def chunk_english(items: list[Item], names: Names) -> list[Item]:
    """Merge the items that make one noun phrase; see :func:`.chunk_arabic`."""
    items = _apply(items, names, _FIRST_AT_NAMES, _FIRST_AT_WORDS)
    items = _apply(items, names, _SECOND_AT_NAMES, _SECOND_AT_WORDS)
    for index, item in enumerate(items):
        ref = item.ref
        if ref is None:
            continue
        if ref.kind == "state" and _describes(items, index):
            item.ref = renamed(ref, mention="adjective")
        elif ref.kind == "civilians" and ref.number is None:
            item.ref = renamed(ref, number=number_before(items, index))
    return items


def _describes(items: list[Item], index: int) -> bool:
    """«a New Zealand pilot»: a state's name before a noun only says whence somebody comes."""
    ref, before, after = items[index].ref, item_at(items, index - 1), item_at(items, index + 1)
    if ref is None or ref.kind != "state" or ref.mention != "name" or after is None:
        return False
    noun = after.ref is None and after.text.isalpha() and not after.kinds and not after.triggers
    return noun and not after.cues and before is not None and before.text in ("a", "an", "the")


_OWNERS = ("state", "organisation", "government")
_OPENING = frozenset(("direction", "part_head", "people", "org_head", "army_head", "gov_head"))


_HEADING = sign(
    "noun phrase, English", kinds=_OPENING, exact=True,
    test=lambda word: _ORDINAL.match(word.text) is not None,
)  # fmt: skip


def _apply(
    items: list[Item], names: Names, at_names: tuple[_Rule, ...], at_words: tuple[_Rule, ...]
) -> list[Item]:
    """Merge what rules find at names of owners and places, and at capitals and heads."""
    found: list[Item] = []
    done = 0
    nisba = names.nisba
    for index, item in enumerate(items):
        if index < done:
            continue
        ref = item.ref
        if ref is not None:
            if ref.cls != "place" and ref.kind not in _OWNERS:
                continue
        elif not (item.capital or item.signs & _HEADING or item.text in nisba):
            continue
        for rule in at_words if ref is None else at_names:
            result = rule(items, index, names)
            if result is not None:
                length, ref = result
                found += [*items[done:index], merged(items[index : index + length], ref)]
                done = index + length
                items[done - 1] = found[-1]  # a row of names looks back at it
                break
    return [*found, *items[done:]] if done else items


def _nisba(item: Item | None, names: Names) -> Entry | None:
    if item is None or item.ref is not None:
        return None
    return names.nisba.get(item.text)


def _owned(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«Congo's army», «Myanmar's military government»: a state's own force or government."""
    owner, head = items[index], item_at(items, index + 1)
    state = owner.ref.entry if owner.ref is not None and owner.ref.kind == "state" else None
    if state is None or head is None or head.start - owner.end < 3 or head.ref is not None:
        return None
    named = head.capital and (after := item_at(items, index + 2)) is not None and after.capital
    if not head.has("army_head", "gov_head") or named:
        return None
    return 2, _body([owner, head], state, head, names)


_BRANCHES = words_of("branch_word")


def _branch(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«European Union Mission in Armenia», «UK Maritime Trade Operations»: of a known body."""
    owner = items[index]
    if owner.ref is None or owner.ref.mention != "name":
        return None
    if not (_owns_bodies(owner.ref) and owner.capital):
        return None
    if (after := item_at(items, index + 1)) is None or after.start - owner.end > 1:
        return None  # «Azerbaijan's State Border Service» is another body than Azerbaijan
    length = 1
    while length < 6 and (item := item_at(items, index + length)) is not None and _unknown(item):
        length += 1
    last = items[index + length - 1]
    headed = last.text in _BODY_WORDS or last.has("org_head", "army_head")
    if length == 1 or not (last.text in _BRANCHES or headed):
        return None
    link, seat = item_at(items, index + length), item_at(items, index + length + 1)
    seated = link is not None and link.text in ("in", "for", "to") and seat is not None
    if seated and seat is not None and seat.ref is not None and seat.ref.cls in ("place", "party"):
        length += 2 if seat.ref.mention == "name" else 0
    length += _of_members(items, index + length)
    body, sort = items[index : index + length], "organisation"
    if last.has("army_head"):
        sort = "armed_force" if owner.ref.kind == "state" else "armed_group"
    return length, Ref(
        "party", f"p:?{text_of(body)}", text_of(body), sort, "name", body[0].start,
        body[-1].end, head=body[-1].text, proposed=True, part_of=owner.ref.key,
    )  # fmt: skip


def _owns_bodies(ref: Ref) -> bool:
    """Tell whether a body may be called after a name: «Borno State Agency», «Nuer White Army»."""
    if ref.cls == "place":
        return True
    return ref.cls == "party" and ref.kind in ("organisation", "state", "community")


def _of_members(items: list[Item], index: int) -> int:
    """«South Sudan Council | of Churches»: whom a body unites."""
    link, members = item_at(items, index), item_at(items, index + 1)
    whose = link is not None and link.text == "of" and members is not None
    return 2 if whose and members is not None and _unknown(members) else 0


def _unknown(item: Item) -> bool:
    return item.capital and item.ref is None and not item.is_mark and not item.text.endswith("'s")


def _place(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«northern Syria», «Idlib province», «Hodeidah port»."""
    item = items[index]
    if item.ref is None and item.has("direction", "part_head"):
        after = item_at(items, index + 1)
        if (
            after
            and after.ref
            and after.ref.mention == "name"
            and (after.ref.cls == "place" or after.ref.kind == "state")
        ):
            return 2, _part(items[index : index + 2], after.ref, item.text)
        return _compass(items, index)
    if item.ref is None or item.ref.cls != "place" or item.ref.mention != "name":
        return None
    return _headed_place(items, index, item.ref)


def _headed_place(items: list[Item], index: int, inner: Ref) -> tuple[int, Ref] | None:
    """«Idlib province», «Zaatari refugee camp»: a known name before what it is."""
    after = item_at(items, index + 1)
    camp = item_at(items, index + 2)
    if after and camp and after.ref is None and after.text in _CAMPS and camp.text == "camp":
        return 3, _part(items[index : index + 3], inner, "camp")
    if after and after.ref is None and after.has("place_head") and not after.text.endswith("'s"):
        if after.text == "city":
            return 2, _again(items[index : index + 2], inner)
        return 2, _part(items[index : index + 2], inner, after.text)
    return None


_CAMPS = frozenset(("refugee", "displacement", "displaced", "idp", "transit"))


def _compass(items: list[Item], index: int) -> tuple[int, Ref] | None:
    """«East Wollega»: a direction with a capital before a name that nothing knows."""
    item, after = items[index], item_at(items, index + 1)
    known = after is None or not after.capital or after.ref is not None or after.kinds
    if not item.capital or known or not index or after is None:
        return None
    text = text_of(items[index : index + 2])
    return 2, Ref("place", f"pl:?{text}", text, "area", "name", item.start, after.end,
                  head=item.text, proposed=True)  # fmt: skip


def _part(items: list[Item], inner: Ref, part: str) -> Ref:
    kind = {"province": "admin1", "governorate": "admin1", "state": "admin1", "port": "site",
            "airport": "site", "camp": "site", "base": "base"}.get(part, "area")  # fmt: skip
    return Ref(
        "place", f"{inner.key}.{part}", text_of(items), "region" if inner.kind == "state" else kind,
        "name", items[0].start, items[-1].end, head=part, part_of=inner.key, proposed=True,
    )  # fmt: skip


def _again(items: list[Item], inner: Ref) -> Ref:
    return Ref(
        inner.cls, inner.key, text_of(items), inner.kind, "name", items[0].start, items[-1].end,
        inner.entry, head=inner.head, part_of=inner.part_of,
    )  # fmt: skip


def _state_body(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«Israeli forces», «the Syrian army», «Yemeni government»."""
    state = _nisba(items[index], names)
    if state is None or state.cls != "party":
        return None
    length = 1
    after = item_at(items, index + length)
    if (after and after.has("adjective")) or (after and after.text in _SORTS_OF_FORCE):
        length += 1
        after = item_at(items, index + length)
    more = item_at(items, index + length + 1)
    if after and after.has("gov_head") and more and not more.ref and more.text in _ARMIES:
        length, after = length + 1, more  # «Ethiopian government forces»
    if after is not None and length == 1 and after.text in _DELEGATION:
        return 2, _again_state(items[index : index + 2], state)
    if after is None or after.ref or not after.has("army_head", "gov_head", "people"):
        if after is not None and length == 2 and items[index + 1].has("army_head"):
            after, length = items[index + 1], 1
        else:
            return None
    if state.kind in ("armed_group", "movement"):
        return length + 1, _again_party(items[index : index + length + 1], state, items[index])
    return length + 1, _body(items[index : index + length + 1], state, after, names)


_SORTS_OF_FORCE = frozenset((
    "air", "armed", "security", "special", "transitional", "military", "naval", "interim",
    "foreign", "defence", "defense",
))  # fmt: skip
_DELEGATION = words_of("delegation")


def _again_state(body: list[Item], state: Entry) -> Ref:
    """«a Saudi delegation»: who is sent stands for who sends."""
    return Ref(
        "party", state.id, body[0].text, state.kind, "nominal", body[0].start, body[-1].end, state,
        head=body[-1].text, plural=True,
    )  # fmt: skip


def _again_party(body: list[Item], entry: Entry, named: Item) -> Ref:
    return Ref(
        "party", entry.id, named.text, entry.kind, "name", named.start, named.end, entry,
        head=body[-1].text, plural=True,
    )  # fmt: skip


def _body(body: list[Item], state: Entry, head: Item, names: Names) -> Ref:
    text = text_of(body)
    start, end = body[0].start, body[-1].end
    military = head.text in _MILITARY or body[1].text in ("air", "armed", "security", "military")
    army = names.armies.get(state.id) if len(body) == _PAIR and head.text in _ARMIES else None
    if army is not None:
        return Ref("party", army.id, text, army.kind, "name", start, end, army, head=head.text,
                   plural=True, part_of=army.part_of)  # fmt: skip
    if military:
        return Ref("party", f"{state.id}.forces", text, "armed_force", "name", start, end,
                   head=head.text, plural=True, proposed=True, part_of=state.id)  # fmt: skip
    if head.has("gov_head"):
        return Ref("party", state.id, text, state.kind, "name", start, end, state, head=head.text)
    kind = "civilians" if head.has("civilian") else "armed_group"
    return Ref("party", f"p:~{text}", text, kind, "nominal", start, end, head=head.text,
               plural=True, proposed=True, part_of=state.id)  # fmt: skip


def _capitals(items: list[Item], index: int) -> int:
    """Return how many items a run of capitalised words takes, small words inside it included."""
    length = 0
    while True:
        item = item_at(items, index + length)
        if item is None or item.is_mark:
            break
        capital = item.capital or (length > 0 and item.text.startswith(("al-", "el-")))
        if not length and item.is_number and _ORDINAL.match(item.text):
            capital = (ahead := item_at(items, index + 1)) is not None and ahead.capital
            length += capital
            if not capital:
                break
            continue
        if capital and not item.is_number and not (item.ref and length == 0):
            if item.ref and item.ref.cls == "person":
                break
            length += 1
            if item.text.endswith("'s") and item.ref is None:
                return length  # «Arakan's | Ann»
            continue
        small = _small_words(items, index + length) if length else 0
        if not small:
            break
        length += small + 1
    return length + _seat(items, index, length)


def _small_words(items: list[Item], index: int) -> int:
    """Return how many small words lead on to a capital: «Convention | for the | Popular …»."""
    length = 0
    while length < 2 and (item := item_at(items, index + length)) and item.text in _SMALL:
        length += 1
    after = item_at(items, index + length)
    return length if after is not None and after.capital and not after.ref else 0


def _seat(items: list[Item], index: int, length: int) -> int:
    """«Security Service | of Ukraine»: the state or place behind the name of a body."""
    link, seat = item_at(items, index + length), item_at(items, index + length + 1)
    if not length or link is None or seat is None or seat.ref is None or link.text != "of":
        return 0
    body = items[index + length - 1]
    named = seat.ref.mention == "name" and seat.ref.cls in ("place", "party")
    return 2 if length > 1 and named and (body.text in _BRANCHES or body.has("org_head")) else 0


def _who_of(items: list[Item], index: int) -> bool:
    """«Residents of Sukaten …»: a plural with the capital of a sentence's first word."""
    after = item_at(items, index + 1)
    plural = items[index].text.endswith("s") or items[index].has("people")
    return plural and after is not None and after.text == "of"


def _may_be_name(items: list[Item], index: int) -> bool:
    """Tell whether a word with a capital (or «33rd») can open a name here."""
    item = items[index]
    if item.ref or item.text.endswith(_BACKED):
        return False
    named = item.capital and not item.is_number
    if not named and _ORDINAL.match(item.text) is None:
        return False
    opens = index == 0 or items[index - 1].text in ('"', ".")
    ordinary = _plain_people(items, index) or _who_of(items, index)
    if opens and (ordinary or item.has(*_CLOSED) or item.triggers or item.cues):
        return False
    counted = item.has("number") and not opens
    closed = ("time", "pronoun", "function", "demonstrative", "preposition", "subordinator")
    return counted or not item.has(*closed)


def _plain_people(items: list[Item], index: int) -> bool:
    """«Rebel commander X said»: a word for people that only opens the sentence."""
    after = item_at(items, index + 1)
    return items[index].has("people") and (after is None or not after.capital)


def _capitalised(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """A run of capitalised words that lists do not know."""
    item = items[index]
    if not _may_be_name(items, index):
        return None
    length = _capitals(items, index)
    owned = _owned_by_unknown(items, index, length)
    if owned is not None:
        return owned
    titled = item.has("title", "role") and (length > 1 or item.ref is None)
    kind = kind_of(items, index, length, names) if length and not titled else None
    if kind is None:
        return None
    cls, sort, length = kind
    body = items[index : index + length]
    text, owner = text_of(body), 2 * body[-1].text.endswith("'s")
    text = text.removesuffix("'s")
    prefix = {"party": "p:?", "place": "pl:?", "person": "x:?"}[cls]
    return length, Ref(
        cls, prefix + text, text, sort, "name", body[0].start, body[-1].end - owner,
        head=body[-1].text, plural=body[-1].text.endswith("s"), proposed=True,
    )  # fmt: skip


def _owned_by_unknown(items: list[Item], index: int, length: int) -> tuple[int, Ref] | None:
    """«Congo's army»: a force or government of what no list knows."""
    head = item_at(items, index + length)
    owns = length and items[index + length - 1].text.endswith("'s")
    if not owns or head is None or head.ref or not head.has("army_head", "gov_head"):
        return None
    text = text_of(items[index : index + length + 1])
    sort = "armed_force" if head.has("army_head") else "government"
    return length + 1, Ref(
        "party", "p:?" + text, text, sort, "name", items[index].start, head.end, head=head.text,
        proposed=True,
    )  # fmt: skip


def _bare(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«the army», «the group», «the government» alone."""
    head = items[index]
    if not head.has("org_head", "army_head", "gov_head"):
        return None
    before = item_at(items, index - 1)
    after = item_at(items, index + 1)
    spoken = after is not None and after.text in ("spokesman", "spokeswoman", "spokesperson")
    if head.ref or before is None:
        return None
    backed = before.text.endswith(_BACKED)
    if before.text not in _POINTING and not (spoken or backed):
        return None
    return 1, Ref(
        "party",
        f"p:~{head.text}" if before.text not in _THEIRS else f"p:~{before.text} {head.text}",
        head.text, sort_of(head.text), "nominal", head.start, head.end,
        head=head.text, plural=head.text.endswith("s"), proposed=True,
    )  # fmt: skip


def _adjective(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    item = items[index]
    state = _nisba(item, names)
    if state is None:
        return _compound(item, names)
    plural = item.text.endswith("s")
    return 1, Ref(
        "party", state.id, item.text, state.kind, "nominal" if plural else "adjective",
        item.start, item.end, state, head=item.text, plural=plural,
    )  # fmt: skip


def _compound(item: Item, names: Names) -> tuple[int, Ref] | None:
    """«Norwegian-mediated», «Saudi-led»: whose deed it is stands before the hyphen."""
    people, _, deed = item.text.partition("-")
    state = names.nisba.get(people) if deed.endswith("ed") or deed in _DEEDS else None
    if state is None or item.ref is not None:
        return None
    return 1, Ref("party", state.id, people, state.kind, "adjective", item.start,
                  item.start + len(people), state, head=people)  # fmt: skip


_DEEDS = frozenset(("led", "run", "held", "built", "made", "born"))
_FIRST_AT_NAMES: tuple[_Rule, ...] = (of_a_government, _branch, _owned, _place)
_FIRST_AT_WORDS: tuple[_Rule, ...] = (of_a_state, person, _state_body, _place, _capitalised)
_SECOND_AT_NAMES: tuple[_Rule, ...] = (_place,)
_SECOND_AT_WORDS: tuple[_Rule, ...] = (_place, members, people, _bare, _adjective, _capitalised)

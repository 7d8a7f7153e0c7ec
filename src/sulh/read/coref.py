"""Bare nouns and «الأخيرة»: what was named before, when head, gender and number agree.

A definite noun («الفرقة», «هذه القوات», "the group") goes back to the last reference with the same
head. Nothing that does not agree is guessed: it stays a reference of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sulh.read.fold import fold_text
from sulh.read.items import Item, Ref, lemma, renamed
from sulh.read.lists import Entry, words_of
from sulh.read.short_names import rests_of, with_rests
from sulh.read.signs import sign

__all__ = ["Memory", "resolve_items"]

_REACH = 300
"""So many references back a bare noun may go: further, a reader would have to look it up too."""
_PRONOMINAL = frozenset(("اخير", "اخيره"))


@dataclass(slots=True)
class Memory:
    """References of a document so far, the latest last; `armies` are forces of states."""

    refs: list[Ref] = field(default_factory=list)
    short: dict[str, Ref] = field(default_factory=dict)
    rests: dict[tuple[str, ...], Ref] = field(default_factory=dict)
    openings: set[str] = field(default_factory=set)
    families: dict[str, Ref] = field(default_factory=dict)
    home: Mapping[str, Entry] = field(default_factory=dict)
    offices: dict[str, set[str]] = field(default_factory=dict)

    def note_office(self, items: list[Item], index: int) -> None:
        """Remember as what a person was named: «المتحدث باسم X، فلان», "the envoy, Y"."""
        ref = items[index].ref
        if ref is None or ref.cls != "person" or ref.mention != "name":
            return
        near = (*items[max(0, index - _AROUND) : index], *items[index + 1 : index + _AROUND])
        self.offices.setdefault(ref.key, set()).update(
            _office(item) for item in near if "envoy" in item.kinds and item.ref is None
        )

    def holder_of(self, office: str) -> Ref | None:
        """Return the last person who can be meant by an office: named as it, or known to a pack."""
        for ref in reversed(self.refs[-14:]):
            named = self.offices.get(ref.key, set())
            if ref.cls == "person" and (office in named or (ref.entry is not None and not named)):
                return ref
        return None

    def note(self, item: Item, *, arabic: bool) -> None:
        """Remember an item's reference, and by what shorter names it may come back."""
        if item.ref is None:
            return
        _shorten(item.ref, self)
        if not arabic and item.ref.cls == "person" and " " in item.ref.name:
            family = item.ref.name.rsplit(" ", 1)[-1]
            self.families.setdefault(family, item.ref)
            self.families.setdefault(family.removeprefix("al-"), item.ref)
        if arabic and item.ref.cls == "party" and item.ref.mention == "name":
            for rest in rests_of(item.ref):
                self.rests.setdefault(rest, item.ref)
                self.openings.add(rest[0])
        self.refs += [inner for inner in item.also if inner.cls == "party"]
        self.refs.append(item.ref)

    def last(self, head: str, *, arabic: bool) -> Ref | None:
        """Return the last party with this head, named ones first."""
        nominal: Ref | None = None
        for ref in reversed(self.refs[-_REACH:]):
            if ref.cls != "party" or not _headed(ref, head, arabic=arabic):
                continue
            if ref.mention == "name":
                return None if not arabic and self._shared(ref, head) else ref
            nominal = nominal or ref
        return nominal

    def _shared(self, found: Ref, head: str) -> bool:
        """Whether another named party has this head too: "the committee" is then nobody's."""
        return any(
            ref.cls == "party" and ref.mention == "name" and ref.key != found.key
            and _headed(ref, head, arabic=False)
            for ref in self.refs[-_REACH:]
        )  # fmt: skip

    def gendered(self, *, feminine: bool, within: int) -> Ref | None:
        """Return the last party or person of a gender among the last few references."""
        for ref in reversed(self.refs[-within:]):
            named = ref.cls in ("party", "person") and ref.mention != "adjective"
            if named and ref.feminine == feminine and not ref.plural:
                return ref
        return None


def _headed(ref: Ref, head: str, *, arabic: bool) -> bool:
    """Tell whether a party can be called by a bare head: «الحركة» for حماس, «الجيش» for an army."""
    if head in ("جيش", "army") and ref.kind not in ("armed_force", "government", "state"):
        return False
    if not arabic:
        if head == "groups" and ref.name.endswith("group"):
            return False  # «the rebel groups» are no Crisis Group
        return _singular(ref.name) == head.removesuffix("s") or head in _tails(ref.entry)
    return ref.head == head or head in _heads(ref.entry)


@lru_cache(maxsize=4096)
def _singular(name: str) -> str:
    """Return the last word of a name without the s of a plural."""
    return name.rsplit(maxsplit=1)[-1].removesuffix("s") if name else ""


@lru_cache(maxsize=4096)
def _tails(entry: Entry | None) -> frozenset[str]:
    """Return the last words of all English names of an entry: «the army» is the Sudanese army."""
    if entry is None:
        return frozenset()
    names = (name.lower().split() for name in (entry.name_en, *entry.aliases))
    return frozenset(words[-1] for words in names if len(words) > 1 and words[-1] != "forces")


@lru_cache(maxsize=4096)
def _heads(entry: Entry | None) -> frozenset[str]:
    """Return the heads of all Arabic names of an entry."""
    if entry is None:
        return frozenset()
    names = (fold_text(name) for name in (entry.name_ar, *entry.aliases))
    return frozenset(lemma(name.split(maxsplit=1)[0]) for name in names if " " in name)


def resolve_items(items: list[Item], memory: Memory, *, arabic: bool) -> None:
    """Give bare nouns the key of what they go back to; remember what is new."""
    if arabic and memory.rests:
        items[:] = with_rests(items, memory.rests, memory.openings)
    short = memory.short
    for index, item in enumerate(items):
        ref = item.ref
        if ref is None:
            if item.stem in short:
                _shortened(item, memory)
            if item.signs & _STANDS_IN and item.ref is None:
                _stand_in(items, index, memory, arabic=arabic)
        elif item.back and ref.mention == "nominal":
            item.ref = _possessed(ref, item.back, memory)
        if not arabic and item.capital and memory.families:
            _surname(items, index, memory)
        ref = item.ref
        if ref is not None and ref.cls in _REMEMBERED:
            item.ref = _gone_back(ref, items, index, memory, arabic=arabic)
            memory.note(item, arabic=arabic)
            memory.note_office(items, index)


_REMEMBERED = frozenset(("party", "person", "place"))


def _gone_back(ref: Ref, items: list[Item], index: int, memory: Memory, *, arabic: bool) -> Ref:
    """Return an item's reference under the key of what was named before, if it goes back to it."""
    mark = ref.key[:3]
    if mark == "x:?" and ref.cls == "person" and " " not in ref.name:
        ref = _family(ref, memory)
        mark = ref.key[:3]
    if mark == "p:?" and not arabic:
        ref = _initials(ref, items, index, memory)
        mark = ref.key[:3]
    if mark != "p:~" or not _bare(ref):
        return ref
    if items[index].article or ref.name.startswith("ال") or not arabic:
        earlier = memory.last(ref.head, arabic=arabic)
        if earlier is not None:
            return renamed(
                ref, key=earlier.key, entry=earlier.entry, name=earlier.name, kind=earlier.kind,
                part_of=earlier.part_of, mention="nominal",
            )  # fmt: skip
        own = memory.home.get(ref.key.removeprefix("p:~"))
        if own is not None:
            return renamed(ref, key=own.id, entry=own, kind=own.kind, part_of=own.part_of)
    return ref


_ARMED_HEADS = words_of("named_head")


def _shorten(ref: Ref, memory: Memory) -> None:
    """Remember the one word by which a new name will be called again («جماعة ماوتي»: «ماوتي»)."""
    if ref.mention != "name":
        return
    words = ref.name.split() if ref.proposed else []
    if len(words) == 2:
        armed = ref.cls == "party" and ref.head in _ARMED_HEADS
        settled = ref.cls == "place" and ref.key == f"pl:?{words[1]}"
        if (armed or settled) and len(words[1]) > 3 and not words[1].startswith("ال"):
            memory.short.setdefault(words[1], ref)
    if ref.cls == "party" and " " not in ref.name and len(ref.name) > 3:
        memory.short.setdefault(ref.name, ref)


def _shortened(item: Item, memory: Memory) -> None:
    """«ماوتي», «بوتيغ»: a word that nothing knows, met before in a longer name."""
    if item.word is None or item.word.known:
        return
    ref = memory.short[item.stem]
    start = item.end - len(item.stem)
    item.ref = renamed(ref, mention="name", start=start, end=item.end, name=item.stem)


_AROUND = 7
_SPOKES = frozenset(("متحدث", "ناطق", "spokesman", "spokeswoman", "spokesperson"))


def _office(item: Item) -> str:
    """Return which of two offices a word names: who speaks for a body, who goes between them."""
    return "speaks" if item.stem.removeprefix("ال") in _SPOKES else "goes between"


def _stand_in(items: list[Item], index: int, memory: Memory, *, arabic: bool) -> None:
    """Find what a word without a name of its own goes back to."""
    item = items[index]
    if arabic and item.stem in _PRONOMINAL and item.article:
        _latter(items, index, memory)
    elif "envoy" in item.kinds and (item.article or not arabic):
        _officer(items, index, memory, arabic=arabic)
    elif item.text in _HE_SHE and index + 1 < len(items):
        _pronoun(item, items[index + 1], memory)
    elif "place_head" in item.kinds:
        _there(items, index, memory, arabic=arabic)


_KINDS_OF_PLACE = {
    "مدينه": ("city", "town"), "بلده": ("town", "city"), "قريه": ("village", "town"),
    "محافظه": ("admin1", "province"), "ولايه": ("admin1", "province"), "اقليم": ("region",),
    "حي": ("quarter",), "city": ("city", "town"), "town": ("town", "city"),
    "village": ("village", "town"), "province": ("admin1",), "governorate": ("admin1",),
    "region": ("region",), "camp": ("site",), "airport": ("site",), "base": ("base",),
}  # fmt: skip


def _there(items: list[Item], index: int, memory: Memory, *, arabic: bool) -> None:
    """«المدينة», «المخيم», "the town": the last place of that head or kind, if it stands alone."""
    item = items[index]
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    definite = item.article if arabic else before is not None and before.text == "the"
    described = after is not None and arabic and after.article and not after.preposition
    named = (
        after is not None
        and (after.ref is not None or after.text == "of")
        and not (after.preposition or after.conjunction or item.conjunction)
    )
    if not definite or described or (named and after is not None and not _party(after)):
        return
    for ref in reversed(memory.refs[-40:]):
        if ref.cls == "place" and _is_a(ref, item.stem):
            start = item.start + len(item.conjunction)
            item.ref = renamed(ref, mention="nominal", start=start, end=item.end)
            return


def _party(item: Item) -> bool:
    return item.ref is not None and item.ref.cls != "place"


def _is_a(ref: Ref, noun: str) -> bool:
    """Tell whether a noun of place can stand for a place: the same head, or the kind it names."""
    kinds = _KINDS_OF_PLACE.get(noun, ())
    headed = ref.head == noun or noun in _heads(ref.entry)
    return headed or ref.kind in kinds or (ref.kind == "city_or_governorate" and "city" in kinds)


def _surname(items: list[Item], index: int, memory: Memory) -> None:
    """«Kone said», «Kone's men»: the family name of somebody who was named in full before."""
    item = items[index]
    owns = item.text.endswith("'s")
    ref, person = item.ref, memory.families.get(item.text.removesuffix("'s"))
    known = ref is not None and not (ref.proposed and ref.cls in ("place", "party"))
    if person is None or known or item.has("time", "title") or _in_a_name(items, index):
        return
    if index and items[index - 1].text in ("in", "at", "near", "to"):
        return
    item.ref = renamed(
        person, mention="name", start=item.start, end=item.end - 2 * owns,
        name=item.text.removesuffix("'s"),
    )  # fmt: skip


def _in_a_name(items: list[Item], index: int) -> bool:
    """Tell whether capitals that nothing knows stand beside a word: «Kone | Street»."""
    near = (items[index - 1] if index else None, *items[index + 1 : index + 2])
    return any(i is not None and i.capital and i.ref is None and not i.kinds for i in near)


_HE_SHE = {"وهو": False, "وهي": True, "هو": False, "هي": True}
_STANDS_IN = sign("stand-in", texts=_HE_SHE, stems=_PRONOMINAL, kinds=("envoy", "place_head"))
"""The words at which :func:`_stand_in` may find something."""


def _officer(items: list[Item], index: int, memory: Memory, *, arabic: bool) -> None:
    """«المبعوث», «الدبلوماسي الروسي», "the envoy": who was named as one, not long ago."""
    before = items[index - 1] if index else None
    if not arabic and (before is None or before.text != "the"):
        return
    if any(i.ref is not None and i.ref.cls in ("person", "party") and i.ref.mention == "name"
           for i in items[index + 1 : index + 5]):  # fmt: skip
        return
    item = items[index]
    earlier = memory.holder_of(_office(item))
    if earlier is not None:
        start = item.start + len(item.conjunction)
        item.ref = renamed(earlier, mention="nominal", start=start, end=item.end)


def _pronoun(item: Item, after: Item, memory: Memory) -> None:
    """«وهي تنفي …», «وهو جزء من …»: the last party or person of that gender."""
    tied = "relation" in after.cue_kinds
    if not (tied or after.verb() or after.has("verb")):
        return
    earlier = memory.gendered(feminine=_HE_SHE[item.text], within=5)
    if earlier is not None:
        start = item.start + (item.text[0] == "و")
        item.ref = renamed(earlier, mention="pronoun", start=start, end=item.end)


_SMALL = frozenset(("of", "the", "for", "and", "in"))


def _initials(ref: Ref, items: list[Item], index: int, memory: Memory) -> Ref:
    """«KIA»: the party whose words begin with these letters, or the one before its bracket."""
    if " " in ref.name:
        return ref
    before = items[index - 2].ref if index > 1 and items[index - 1].text == "(" else None
    if before is not None and before.cls == "party" and before.mention == "name":
        return renamed(ref, key=before.key, entry=before.entry, kind=before.kind)
    for earlier in reversed(memory.refs[-_REACH:]):
        words = [w for w in earlier.name.split() if w not in _SMALL]
        letters = "".join(word[0] for word in words)
        if earlier.cls == "party" and len(letters) > 2 and letters == ref.name:
            return renamed(ref, key=earlier.key, entry=earlier.entry, kind=earlier.kind)
    return ref


def _possessed(ref: Ref, back: str, memory: Memory) -> Ref | None:
    """«قواته», «عناصرها»: the party whose they are, if it is clear; «سكانها» are people."""
    if ref.kind == "civilians":
        return renamed(ref, name=ref.name.removesuffix(back))
    if back not in ("ه", "ها"):
        return None
    owner = memory.gendered(feminine=back == "ها", within=6)
    if owner is None or owner.cls != "party":
        return None
    return renamed(
        owner, mention="pronoun", start=ref.start, end=ref.end,
        head=ref.head, plural=ref.plural, feminine=ref.feminine,
    )  # fmt: skip


def _family(ref: Ref, memory: Memory) -> Ref:
    """«al-Masalmeh», «الإرياني»: the last person of that family name."""
    for earlier in reversed(memory.refs[-_REACH:]):
        if earlier.cls == "person" and earlier.name.split()[-1:] == [ref.name]:
            return renamed(earlier, mention="name", start=ref.start, end=ref.end, name=ref.name)
    return ref


def _bare(ref: Ref) -> bool:
    return " " not in ref.key


def _latter(items: list[Item], index: int, memory: Memory) -> None:
    """«الأخيرة» without a noun before it: the last party of that gender."""
    before = items[index - 1] if index else None
    if before is not None and (before.article or before.ref is not None):
        return
    item = items[index]
    feminine = item.stem.endswith("ه")
    earlier = memory.gendered(feminine=feminine, within=6)
    if earlier is not None:
        start = item.start + len(item.conjunction)
        item.ref = renamed(earlier, mention="pronoun", start=start, end=item.end)

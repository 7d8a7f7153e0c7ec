"""Short names behind long ones: «المجلس الانتقالي الجنوبي», then «الانتقالي».

What a name keeps without its head may stand for it later in the text: its first adjective, or all
of the rest («العدل والمساواة», «العمال الكردستاني»). One word alone is taken only where a verb or a
party before it shows that it is no adjective of the noun before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from sulh.read.clauses import finite
from sulh.read.items import Item, Ref, merged, renamed
from sulh.read.lists import Entry, load_lexicon, words_of

__all__ = ["ordinary_names", "rests_of", "with_rests"]

_LONGEST = 3
_COMMON_ADJECTIVES = words_of("plain_adjective")
_HEADS = frozenset(("org_head", "army_head", "gov_head"))


def rests_of(ref: Ref) -> tuple[tuple[str, ...], ...]:
    """Return what may stand for a party's name: its words without the head, and the first of them.

    A name that no pack knows stands for itself, where nothing else shows it to be one.

    Only names that begin with the head of a body have such rests; an adjective that many bodies
    bear («المسلحة», «الوطني» with a state behind it) is left out unless it is all that is left.
    """
    if " " not in ref.name or ref.kind in ("state", "civilians", "community"):
        return ()
    return _rests(ref.name, ref.proposed)


@lru_cache(maxsize=4096)
def _rests(name: str, proposed: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(_each_rest(tuple(name.split()), proposed=proposed))


def _each_rest(words: tuple[str, ...], *, proposed: bool) -> Iterator[tuple[str, ...]]:
    if len(words) < 2 or not _headed(words[0]):
        return
    if proposed and len(words) <= _LONGEST:
        yield words  # what a title showed to be a name once («زعيم إدارة X») is one later too
    rest = words[1:]
    if len(rest) in (2, 3) and len(rest[0]) > 3:
        yield rest
    first = rest[0]
    if len(rest) < 6 and first.startswith("ال") and first not in _COMMON_ADJECTIVES:
        yield (first,)


def _headed(word: str) -> bool:
    words = load_lexicon().words
    bare = word.removeprefix("ال")
    return any(words.get(form, frozenset()) & _HEADS for form in (word, bare, f"ال{bare}"))


def with_rests(
    items: list[Item], rests: Mapping[tuple[str, ...], Ref], openings: AbstractSet[str]
) -> list[Item]:
    """Give the words of a short name the reference of the long one.

    `openings` are the first words of the short names.
    """
    found: list[Item] = []
    done = 0
    for index, item in enumerate(items):
        fused = item.conjunction or item.preposition
        word = _word(item, first=True) if fused else item.text
        length, ref = _rest_at(items, index, rests) if word in openings else (0, None)
        if ref is None or index < done:
            continue
        one = merged(items[index : index + length], ref)
        front = len(one.conjunction) + len(one.preposition) * (not one.text.startswith("لل"))
        start = item.start + front
        one.ref = renamed(ref, name=one.text[front:], start=start, end=one.end, mention="name")
        found += [*items[done:index], one]
        done = index + length
    return [*found, *items[done:]] if done else items


def _rest_at(
    items: list[Item], index: int, rests: Mapping[tuple[str, ...], Ref]
) -> tuple[int, Ref | None]:
    for length in range(_LONGEST, 0, -1):
        some = items[index : index + length]
        if len(some) < length or any(i.is_mark for i in some):
            continue
        words = tuple(_word(i, first=n == 0) for n, i in enumerate(some))
        ref = rests.get(words)
        if ref is not None and _free(items, index, length, ref):
            return length, ref
    return 0, None


def _word(item: Item, *, first: bool) -> str:
    """Return a word of a name as the name has it: the first without what is fused in front."""
    if not first:
        return item.text
    if not (item.conjunction or item.preposition):
        return item.text
    text = item.text.removeprefix(item.conjunction)
    if item.preposition == "ل" and text.startswith("لل"):
        return "ال" + text[2:]
    return text.removeprefix(item.preposition)


def _free(items: list[Item], index: int, length: int, ref: Ref) -> bool:
    """Tell whether the words stand for themselves and describe no noun before them."""
    item, before = items[index], items[index - 1] if index else None
    if any(i.ref is not None for i in items[index : index + length]):
        return False
    if length > 1:
        return not (before is not None and before.has(*_HEADS) and not item.conjunction)
    after = items[index + 1] if index + 1 < len(items) else None
    joined = item.conjunction == "و" and before is not None and before.ref is not None
    if _follows(after) and not (joined and not _adjectival(after)):
        return False
    if item.has("people", "civilian"):
        spoken = before is not None and _verb(before) and before.text.endswith("ت")
        return spoken and ref.feminine
    return _argues(item, before, after)


def _follows(after: Item | None) -> bool:
    """Tell whether a definite noun or adjective follows at once."""
    return (
        after is not None and after.article and after.ref is None and not after.conjunction
    )  # fmt: skip


def _adjectival(after: Item | None) -> bool:
    return after is not None and (after.has("adjective") or after.text.endswith(("ي", "يه")))


def _argues(item: Item, before: Item | None, after: Item | None) -> bool:
    """Tell whether a word stands as subject or object: beside a verb, a party or a preposition."""
    party = before is not None and before.ref is not None and before.ref.cls == "party"
    if item.conjunction or item.preposition:
        return party or bool(item.preposition)
    if before is None or (before.is_mark and before.text != ","):
        return after is not None and (_verb(after) or after.has("auxiliary"))
    return _verb(before) or (party and not before.article) or _governs(before)


def _governs(before: Item) -> bool:
    """«تحرك التوحيد», «قائد الانتقالي»: a noun without ال governs what has it."""
    noun = before.ref is None and before.word is not None and not before.article
    closed = before.has("preposition", "function", "auxiliary", "pronoun", "adjective")
    return noun and not closed and not before.back and not before.is_number


def _verb(item: Item) -> bool:
    return finite(item) or (item.has("verb") and not item.article)


# ---- names that are ordinary words too -----------------------------------------------------------


def ordinary_names(items: list[Item], short: Mapping[str, Entry]) -> None:
    """Read «فتح», «الحشد», «الجهاد» as parties where only a name can stand.

    `short` holds such words of the packs in use. With ال they are read like other short names; a
    word without ال also needs that no noun follows which it would govern («فتح المعبر»).
    """
    for index, item in enumerate(items):
        if item.ref is not None or item.is_mark:
            continue
        word = item.text if item.text in short else _word(item, first=True)
        entry = short.get(word)
        if entry is None and item.text[0] == "و" and item.text[1:] in short:
            entry, word = short[item.text[1:]], item.text[1:]
        if entry is None:
            continue
        start = item.end - len(word)
        ref = Ref("party", entry.id, word, entry.kind, "name", start, item.end, entry,
                  head=entry.name_ar.split(maxsplit=1)[0], feminine=_feminine(entry),
                  part_of=entry.part_of)  # fmt: skip
        articled = word.startswith("ال")
        stands = _free(items, index, 1, ref) if articled else _no_verb(items, index, item, word)
        if stands:
            fused = item.conjunction or item.text[: start - item.start][:1]
            items[index] = one = merged([item], ref)
            one.conjunction = fused if fused in ("و", "ف") else ""


def _feminine(entry: Entry) -> bool:
    return entry.name_ar.startswith(("حركة", "جماعة", "جبهة", "منظمة"))


def _no_verb(items: list[Item], index: int, item: Item, word: str) -> bool:
    """Tell whether «فتح» is a name: a verb or party before it and no noun that it would govern."""
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    if before is None or before.is_mark:
        return item.text == word and _opens(after)
    lone = after is None or after.is_mark or after.ref is not None or after.conjunction != ""
    lone = lone or (after is not None and after.has("complementizer", "preposition", *_HEADS))
    if after is not None and after.ref is not None and after.ref.cls != "party":
        return False
    if item.text != word:
        return lone and before.ref is not None and before.ref.cls == "party"
    if before.text == "من" and index > 1 and items[index - 2].has("people", "delegate"):
        return lone or after is None or _verb(after)
    between = before.text in ("بين", "حركه", "مع", "ضد") or before.has("complementizer")
    accused = before.ref is not None and before.ref.cls == "party" and not before.preposition
    if accused and index > 1 and _verb(items[index - 2]):
        return after is not None and bool(after.preposition)  # «اتهمت X فتح بقصف …»
    return lone and (between or _verb(before))


def _opens(after: Item | None) -> bool:
    """«فتح تحمّل …», «وقالت …: فتح ترفض»: a verb in the present follows the opening word."""
    return after is not None and after.text[0] in "تي" and _verb(after)

"""Cut the items of a sentence into clauses: the room in which a verb finds its arguments.

A clause begins at a mark, at a word that opens one (بعد أن, فيما, while), at a relative pronoun,
behind a complementizer (إنّ, that), and at a verb joined by و or ف. It knows how it began, so that
a relative clause takes the noun before it as subject and a joined clause the subject before.
"""

from __future__ import annotations

from dataclasses import dataclass

from sulh.read.items import Item
from sulh.read.signs import sign

__all__ = ["Clause", "clauses", "finite"]

_HARD = frozenset(".;؛:!؟?…")
_COMMAS = frozenset(",،")
_OPENING = sign(
    "clause", texts=("that",), test=lambda word: word.verbal,
    kinds=("contrast", "subordinator", "relative", "complementizer", "auxiliary"),
)  # fmt: skip
"""The words at which :func:`_opens` may find the beginning of a clause."""


@dataclass(slots=True)
class Clause:
    """Items ``start`` to ``end`` of a sentence; `kind` is how it begins.

    main, sub (after a subordinator), contrast, rel, comp, joined (و + verb), comma.
    """

    start: int
    end: int
    kind: str
    parent: int


def finite(item: Item) -> bool:
    """Tell whether an item is (or may be) a finite verb of any kind."""
    return item.verbal and item.ref is None


def _opens(  # noqa: PLR0911 - a decision list, read from the top
    items: list[Item], index: int, *, arabic: bool
) -> str:
    """Say which kind of clause begins at an item; "" for none."""
    item = items[index]
    if item.ref is not None or not item.signs & _OPENING:
        return ""
    if "contrast" in item.kinds:
        return "contrast"
    if not arabic and item.text == "that" and index and not _noun_follows(items, index):
        timed = (
            index > 2
            and "time" in items[index - 1].kinds
            and _says(items[max(0, index - 4) : index])
        )
        if timed:
            return "comp"  # «said on Sunday that»
        said = finite(items[index - 1]) or items[index - 1].cues or items[index - 1].triggers
        return "comp" if said or (index > 1 and finite(items[index - 2])) else "rel"
    if item.text == "الي ان" and _says(items[max(0, index - 6) : index]):
        return "comp"  # «أشارت المصادر إلى أن …» is no «until»
    if "subordinator" in item.kinds and not _prepositional(items, index):
        return "rel" if "relative" in item.kinds else "sub"
    if "relative" in item.kinds:
        return "rel"
    if arabic and "complementizer" in item.kinds and index:
        return "comp"
    if arabic and item.conjunction and (finite(item) or _auxiliary_verb(items, index)):
        return "joined"
    return ""


def _says(items: list[Item]) -> bool:
    return any("source" in i.cue_values for i in items if i.ref is None)


def _prepositional(items: list[Item], index: int) -> bool:
    """«after the attack», «بعد الهجوم»: a noun follows, so no clause begins."""
    item = items[index]
    if item.text not in ("after", "before", "since", "until", "as", "حتي", "كما", "اذ"):
        return False
    near = items[index + 1 : index + 7]
    return not any(finite(later) or _passive(later) for later in near if not later.is_mark)


def _passive(item: Item) -> bool:
    """«were shot dead»: a phrase with its own auxiliary is a verb."""
    return item.ref is None and " " in item.text and item.text.split(maxsplit=1)[0] in _BE


_BE = frozenset(("was", "were", "is", "are", "been"))


def _noun_follows(items: list[Item], index: int) -> bool:
    return index + 1 >= len(items) or items[index + 1].is_mark


def _auxiliary_verb(items: list[Item], index: int) -> bool:
    item = items[index]
    return "auxiliary" in item.kinds and index + 1 < len(items) and finite(items[index + 1])


def clauses(items: list[Item], *, arabic: bool) -> list[Clause]:
    """Return the clauses of a sentence in order; together they hold every item."""
    starts: list[tuple[int, str]] = [(0, "main")]
    kind = _opens(items, 0, arabic=arabic) if items else ""
    if kind in ("sub", "contrast"):
        starts = [(0, kind)]
    text = ""
    for index, item in enumerate(items):
        before, text = text, item.text
        if index == 0:
            continue
        if before in _HARD:
            starts.append((index, "main"))
        elif before in _COMMAS and _begins_anew(items, index, arabic=arabic):
            starts.append((index, _opens(items, index, arabic=arabic) or "comma"))
        elif item.signs & _OPENING and (kind := _opens(items, index, arabic=arabic)) != "":
            starts.append((index, kind))
        elif not arabic and text in ("and", "but") and _new_subject(items, index):
            starts.append((index, "joined"))
    return _closed(starts, len(items))


def _begins_anew(items: list[Item], index: int, *, arabic: bool) -> bool:
    """After a comma: a clause begins when a verb comes before the next mark."""
    if not arabic and (items[index].text == "to" or _listed(items, index)):
        return False  # «called on the envoy, X, to visit»
    if arabic and _asked_here(items, index):
        return False
    if _opens(items, index, arabic=arabic):
        return True
    for item in items[index : index + 12]:
        if item.is_mark and item.text not in ('"', "(", ")"):
            return False
        if finite(item):
            return True
    return False


def _listed(items: list[Item], index: int) -> bool:
    """«killings, rape and …»: one word and the next member of a list."""
    after = items[index + 1 : index + 2]
    alone = items[index].ref is None and "auxiliary" not in items[index].kinds
    return alone and bool(after) and after[0].text in ("and", "or", ",")


_ASKING = frozenset(("accuse", "demand"))


def _asked_here(items: list[Item], index: int) -> bool:
    """«طالب المجلس، أمس، الحوثيين بوقف …»: behind the comma stands whom a verb before asks."""
    item, after = items[index], items[index + 1 : index + 2]
    if item.ref is None or item.preposition or item.conjunction or not after:
        return False
    content = after[0].text.startswith("ب") or after[0].text == "الي"
    if after[0].has("relative"):  # «، X التي تسيطر على Y، بمنع …»
        content = any(i.ref is None and i.text[:1] == "ب" for i in items[index + 2 : index + 14])
    before = items[max(0, index - 14) : index - 1]
    return content and any(i.verbal and not i.types.isdisjoint(_ASKING) for i in before)


_ARTICLES = frozenset(("the", "a", "an", "of", "its", "their", "his", "her", "any", "no", "for"))


_NO_VERB = _ARTICLES | {"to"}


def _verb_at(items: list[Item], place: int) -> bool:
    """Tell whether a word is a verb here: "the release" is none."""
    return finite(items[place]) and (place == 0 or items[place - 1].text not in _NO_VERB)


def _new_subject(items: list[Item], index: int) -> bool:
    """English «and …»: a clause begins when a verb follows and one stood before."""
    if not any(finite(item) for item in items[_clause_start(items, index) : index]):
        return False
    if _between(items, index):
        return False
    for place, item in enumerate(items[index + 1 : index + 10]):
        following = items[index + 2 + place : index + 3 + place]
        infinitive = item.text == "to" and bool(following) and following[0].verbal
        if item.is_mark or infinitive or _opens(items, index + 1 + place, arabic=False):
            return False
        if items[index + place].text == "to":
            continue  # «urged X and Y to sign»
        if _verb_at(items, index + 1 + place):
            before = items[index - 1] if index else None
            joined_nouns = before is not None and before.ref is not None and place == 1
            return not joined_nouns or items[index + 1].ref is None
    return False


def _between(items: list[Item], index: int) -> bool:
    """«clashes between X and Y forced …»: this "and" belongs to "between"."""
    for item in reversed(items[max(0, index - 8) : index]):
        if item.text == "between":
            return True
        if item.text == "and" or item.is_mark or finite(item):
            return False
    return False


def _clause_start(items: list[Item], index: int) -> int:
    for place in range(index - 1, -1, -1):
        if items[place].is_mark and items[place].text not in ('"', "'", "(", ")"):
            return place + 1
    return 0


def _closed(starts: list[tuple[int, str]], length: int) -> list[Clause]:
    found = []
    for number, (start, kind) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else length
        found.append(Clause(start, end, kind, max(0, number - 1)))
    return found

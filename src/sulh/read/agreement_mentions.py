"""Where a sentence names an agreement: its head, what belongs to the name, and how definite it is.

A name runs from its head over what describes it («الاتفاق الأول», «صفقة الساحل 2019», "the Cairo
agreement"). A head that only says what another agreement is for («اتفاق لوقف إطلاق النار») and a
head of no agreement in particular («أي اتفاق») are no mentions of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sulh.read.agreement_words import agreement_words
from sulh.read.items import Item, lemma, span_of
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.analyse import Word
    from sulh.read.scene import Scene
    from sulh.read.view import View

__all__ = ["Named", "distinct", "family", "mentions_of"]

_CALM = agreement_words("calm")
_PLAIN = agreement_words("plain")
_ANY = agreement_words("any")
_PUT = agreement_words("presented")
_SIGNED = agreement_words("signed")
_CLOSED = (
    "preposition", "subordinator", "contrast", "complementizer", "relative", "auxiliary",
    "pronoun", "demonstrative", "time", "verb", "function",
)  # fmt: skip
_YEAR = range(1900, 2100)
_FAMILIES = {
    "اتفاقيه": "اتفاق", "اتفاقا": "اتفاق", "اتفاقات": "اتفاق", "اتفاقي": "اتفاق",
    "اتفاقيات": "اتفاق", "صفقات": "صفقه", "تفاهمات": "تفاهم", "تسويات": "تسويه",
    "deal": "agreement", "accord": "agreement", "pact": "agreement",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an agreement: items `index` to `last`, the words that tell it from others."""

    name: str
    head: str
    index: int
    last: int
    start: int
    end: int
    definite: bool
    first: int

    @property
    def words(self) -> frozenset[str]:
        """The words of the name that tell it from other agreements."""
        return distinct(self.name)

    @property
    def family(self) -> str:
        """What its head has in common with heads that may stand for it."""
        return family(self.head, self.name)


@lru_cache(maxsize=1024)
def family(head: str, name: str = "") -> str:
    """Return what heads that can go back to one another share.

    Examples
    --------
    >>> family("هدنه") == family("تهديه"), family("deal")
    (True, 'agreement')
    """
    word = head.removesuffix("s")
    if word in _CALM or head in _CALM or "اطلاق" in name or "قتال" in name:
        return "calm"
    return _FAMILIES.get(head, _FAMILIES.get(word, word))


@lru_cache(maxsize=1024)
def distinct(name: str) -> frozenset[str]:
    """Return the words that tell an agreement from others of its kind.

    Examples
    --------
    >>> sorted(distinct("الاتفاق الاول"))
    ['اول']
    """
    words = {w[2:] if w.startswith("ال") and len(w) > 4 else w for w in name.split()}
    return frozenset(w for w in words if w not in _PLAIN and lemma(w) not in _PLAIN)


def mentions_of(view: View) -> list[Named]:
    """Return the mentions of agreements in a sentence, in order."""
    found: list[Named] = []
    for index, item in enumerate(view.scene.items):
        ref = item.ref
        if ref is None:
            if not item.signs & _NAMES:
                continue
        elif ref.cls != "agreement" and ref.kind != "agreement_zones":
            continue
        if found and index <= found[-1].last:
            continue
        named = _mention(view, index, item)
        if named is None or _general(view.scene, named) or _governed(view.scene, found, named):
            continue
        found.append(named)
    return found


def _mention(view: View, index: int, item: Item) -> Named | None:
    scene = view.scene
    if item.ref is not None:
        return _known(scene, index, item)
    says = item.triggers or "agreement_head" in item.kinds or " " in item.text
    if item.back or not says or not _heads(item):
        return _recurring(scene, index, item)
    head = _head_word(item)
    if not head or (head in _DOCUMENTS and not _so_called(scene, index)):
        return None
    return _arabic(scene, index, item, head) if scene.arabic else _english(scene, index, item, head)


def _known(scene: Scene, index: int, item: Item) -> Named | None:
    ref = item.ref
    if ref is None or not (ref.cls == "agreement" or ref.kind == "agreement_zones"):
        return None
    words = ref.name.split()
    head = words[-1].removesuffix("s") if not scene.arabic else lemma(words[0])
    last = _with_year(scene.items, index)
    end = scene.items[last].end
    name = ref.name if last == index else f"{ref.name} {scene.items[last].text}"
    return Named(name, head, index, last, ref.start, end, definite=True, first=index)


def _heads(item: Item) -> bool:
    phrase = any(
        t.type == "ceasefire" and (t.pos != "v") and t.subtype != "calm" for t, _ in item.triggers
    )
    told = any(t.type in _TOLD and " " in item.text for t, _ in item.triggers)
    noun = any(w in _NOUNS for w in item.text.split()[1:])
    state = noun and "status" in item.cue_kinds
    return item.has("agreement_head") or phrase or told or state


_TOLD = ("agree", "breach", "comply")
"""Events that phrases tell together with the name: «عقد صفقة», «خرق الهدنة»."""


def _head_word(item: Item) -> str:
    """Return the head of a word or phrase; "" when a phrase names none («تم التوصل إلى»)."""
    if " " not in item.text:
        return lemma(item.stem)
    heads = [w for w in item.text.split() if lemma(w) in _NOUNS or w.removesuffix("s") in _NOUNS]
    calm = any(t.type == "ceasefire" and t.pos == "n" for t, _ in item.triggers)
    calm = calm or _CEASEFIRE in item.text
    return lemma(heads[-1]) if heads else "هدنه" if calm else ""


def _so_called(scene: Scene, index: int) -> bool:
    """«إعلان جدة», «وثيقة المبادئ»; «إعلان قائد الجيش», «إعلان هدنة» are the act of declaring."""
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if after is None or after.conjunction or after.preposition:
        return not scene.arabic
    place = after.ref is not None and after.ref.cls == "place"
    return place or (after.ref is None and not _heads(after) and not after.has("title", "role"))


_CEASEFIRE = "وقف اطلاق النار"


_NOUNS = agreement_words("nouns")


def _recurring(scene: Scene, index: int, item: Item) -> Named | None:
    """«the declaration», «الوثيقة» after an agreement so called: resolved later by its head."""
    if _is_road_map(scene, index):
        return _road_map(scene, index, item)
    word = item.stem.removeprefix("ال") if scene.arabic else item.text
    if word not in _DOCUMENTS or not _article(scene, index, item):
        return None
    return Named(item.text, word, index, index, item.start + len(item.conjunction), item.end,
                 definite=True, first=index)  # fmt: skip


def _is_road_map(scene: Scene, index: int) -> bool:
    before = scene.items[index - 1] if index else None
    if before is None or before.ref is not None:
        return False
    if scene.arabic:
        return before.stem in ("خارطه", "خريطه") and scene.items[index].stem in _ROADS
    return scene.items[index].text == "map" and before.text == "road"


def _road_map(scene: Scene, index: int, item: Item) -> Named:
    first = scene.items[index - 1]
    start = first.start + len(first.conjunction) + len(first.preposition)
    name = "خارطه طريق" if scene.arabic else "road map"
    definite = item.text.startswith("ال") or _article(scene, index - 1, first)
    return Named(name, name, index, index, start, item.end, definite=definite, first=index - 1)


_DOCUMENTS = agreement_words("document")
_ROADS = frozenset(("طريق", "الطريق"))


def _may_name(word: Word) -> bool:
    """Tell whether a mention of an agreement may stand at a word: what :func:`_mention` asks."""
    phrase = " " in word.text and any(part in _NOUNS for part in word.text.split())
    return phrase or not _DOCUMENTS.isdisjoint((word.stem.removeprefix("ال"), word.text))


_NAMES = sign(
    "name of an agreement", texts=("map",), stems=_ROADS, kinds=("agreement_head",),
    types=("ceasefire", *_TOLD), test=_may_name,
)  # fmt: skip
_MONTHS = agreement_words("month")


def _arabic(scene: Scene, index: int, item: Item, head: str) -> Named:
    items = scene.items
    last = index
    definite = _article(scene, index, item) or _definite_inside(item)
    while last + 1 < len(items) and last - index < 4:
        if not _continues(items[last + 1], article=_complete(item)):
            break
        last += 1
    last = _with_year(items, last)
    first = index
    before = items[index - 1] if index else None
    if before is not None and before.stem.endswith("مناطق") and not item.conjunction:
        first = index - 1
    start = _front(items[first])
    text = " ".join(i.text for i in items[first : last + 1])
    whole = items[first].word is not None or items[first].ref is not None
    text = text[start - items[first].start if whole else _fused(items[first]) :]
    if " " in item.text and not item.text.startswith(head):
        start, text = _from_head(item, head, start, text)
    end = items[last].end
    if last == index and text.endswith((" علي", " الي")):  # «تم الاتفاق على …»
        text, end = text[:-4], end - 4
    return Named(text, head, index, last, start, end, definite=definite, first=first)


def _complete(item: Item) -> bool:
    """«الاتفاق», «وقف إطلاق النار»: only what agrees with it can still belong to the name."""
    return item.text.startswith(("ال", "لل")) or item.text.rsplit(" ", 1)[-1].startswith("ال")


def _definite_inside(item: Item) -> bool:
    """«خرق الهدنة», «ينفذ الاتفاق»: the noun in a phrase is definite."""
    return any(w.startswith("ال") and lemma(w) in _NOUNS for w in item.text.split()[1:])


def _from_head(item: Item, head: str, start: int, text: str) -> tuple[int, str]:
    """«عقد صفقة», «خرق وقف إطلاق النار»: the name begins at the noun of the phrase."""
    if _CEASEFIRE in text:
        place = text.find(_CEASEFIRE)
        return start + place, text[place:]
    place = max((text.find(w) for w in text.split() if lemma(w) == head), default=-1)
    return (start + place, text[place:]) if place > 0 and item.word is None else (start, text)


def _front(item: Item) -> int:
    if item.word is not None or item.ref is not None:
        return span_of(item)
    front = len(item.conjunction)
    return item.start + front + len(item.preposition) + _fused(item)


def _fused(item: Item) -> int:
    """«لوقف إطلاق النار» as one phrase: the letters before the name that belong to the phrase."""
    fused = item.text.startswith(("ل", "ب")) and item.text[1:].startswith(("وقف", "خفض", "هدن"))
    return int(fused and not item.preposition)


def _continues(item: Item, *, article: bool) -> bool:
    apart = item.is_mark or item.conjunction or item.preposition or item.back or _joined(item)
    if apart or item.has(*_CLOSED, "title", "role") or "role" in item.cue_kinds:
        return False
    if item.text in _PUT or not _SIGNED.isdisjoint((lemma(item.stem), item.stem)):
        return False
    if item.ref is not None:
        return item.ref.cls == "place" or item.ref.mention == "adjective"
    if item.article or item.has("adjective"):
        return not item.cues or item.article
    if item.verb() or item.cues or item.triggers or article:
        return bool(item.triggers) and not article and not item.verb()
    return item.text.isalpha() and not item.text.startswith(("ي", "ت")) and item.text[-1:] != "ت"


def _joined(item: Item) -> bool:
    """«… وتحترم شروطه»: a word that no list knows, with «و» before it."""
    known = item.triggers or item.kinds or item.ref is not None or item.article
    return item.text.startswith("و") and not known


def _with_year(items: list[Item], last: int) -> int:
    after = items[last + 1] if last + 1 < len(items) else None
    year = after is not None and after.text.isdigit() and int(after.text) in _YEAR
    return last + 1 if year else last


def _english(scene: Scene, index: int, item: Item, head: str) -> Named:
    first = index
    while first > 0 and index - first < 4 and _premodifies(scene.items[first - 1]):
        first -= 1
    items = scene.items[first : index + 1]
    start = items[0].start
    name = " ".join(i.text for i in items)
    end = item.end
    if " " in item.text and first == index:
        word = next((w for w in item.text.split() if w.removesuffix("s") in _NOUNS), head)
        place = max(item.text.rfind(word), 0)
        start, name = item.start + place, word
        end = start + len(word)
    definite = _article(scene, index, item)
    last = _dated(scene.items, index)
    if last > index:
        name = f"{name} {' '.join(i.text for i in scene.items[index + 1 : last + 1])}"
        end = scene.items[last].end
    return Named(name, head, index, last, start, end, definite=definite, first=first)


def _dated(items: list[Item], index: int) -> int:
    """«the deal of 24 July», "the agreement of 2018": the date belongs to the name."""
    if index + 2 >= len(items) or items[index + 1].text != "of":
        return index
    place = index + 2
    if items[place].is_number and place + 1 < len(items) and items[place + 1].text in _MONTHS:
        return place + 1
    return place if items[place].text in _MONTHS or items[place].is_number else index


def _premodifies(item: Item) -> bool:
    if item.text in _MONTHS or (item.text.isdigit() and int(item.text) in _YEAR):
        return True
    if item.is_mark or item.is_number or item.has(*_CLOSED) or item.verb() or item.cues:
        return False
    return item.ref is None or item.ref.mention == "adjective" or item.ref.cls == "place"


def _article(scene: Scene, index: int, item: Item) -> bool:
    before = scene.items[index - 1] if index else None
    if scene.arabic:
        word = item.text[len(item.conjunction) + len(item.preposition) :]
        fused = item.article or word.startswith(("ال", "لل")) or item.text.startswith("بال")
        return fused or (before is not None and before.has("demonstrative"))
    near = scene.items[max(0, index - 4) : index]
    words = [i.text for i in near if not i.is_mark]
    if "the" in item.text.split():
        return True
    return bool({"the", "this", "that", "its"} & set(words)) and not {"a", "an"} & set(words[-2:])


def _general(scene: Scene, named: Named) -> bool:
    """«أي اتفاق», "any deal": of no agreement in particular."""
    before = scene.items[named.first - 1] if named.first else None
    return before is not None and (before.stem in _ANY or before.text in _ANY)


def _governed(scene: Scene, found: list[Named], named: Named) -> bool:
    """«اتفاق لوقف إطلاق النار», "a deal on a ceasefire": what the agreement before is for."""
    if not found or named.definite or scene.clause_of(found[-1].index) < scene.clause_of(
        named.index
    ) - 1:  # fmt: skip
        return False
    between = scene.items[found[-1].last + 1 : named.first]
    if len(between) > 6 or any(i.is_mark or i.ref is not None for i in between):
        return False
    item = scene.items[named.index]
    purpose = item.text.removeprefix(item.conjunction).startswith("ل") or item.preposition == "ل"
    words = {i.text for i in between}
    return purpose or bool(words & {"علي", "لاعلان", "for", "on"})

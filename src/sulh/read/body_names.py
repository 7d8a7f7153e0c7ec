"""Where the Arabic name of a body ends: aims, duties, numbers, adjectives of states behind it.

«القوات الديمقراطية لتحرير رواندا», «جبهة الوفاق من أجل التغيير في تشاد», «فرقة المشاة الآلية 90»:
what follows a name and belongs to it. A name that a pack knows and that goes on so is another
party, unless the words only say of which state it is.
"""

from __future__ import annotations

from sulh.read.fold import fold_text
from sulh.read.foreign import foreign
from sulh.read.items import Item, Ref, feminine, lemma, merged, renamed
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.phrases_ar import CLOSED, nisba, surface, unknown, word_after

__all__ = ["MONTHS", "extended", "more_words", "name_tail"]

MONTHS = frozenset(fold_text(m) for m in (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
    "نوفمبر", "ديسمبر", "كانون", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
    "تشرين", "جويلية", "أوت", "فيفري", "مايوه", "تموز",
))  # fmt: skip
_AIMS = frozenset(w.removeprefix("ال") for w in words_of("name_tail") | words_of("cause_noun"))
_SITED = words_of("sited_head")
_NO_PART = ("org_head", "army_head", "gov_head", "people", "time", "relative", "demonstrative")


def name_tail(items: list[Item], index: int, head: Item) -> int:
    """Return how many items from a place on still belong to the name of the body behind `head`."""
    length = _and_more(items, index)
    length += _numbers(items, index + length, head)
    length += _aim(items, index + length) or _sake(items, index + length)
    return length + _seat(items, index + length, head, after_aim=length > 0)


def _and_more(items: list[Item], index: int) -> int:
    """«… العدل | والمساواة», «… الأمن | والدفاع»: a second definite noun of the same kind."""
    item = items[index] if index < len(items) else None
    before = items[index - 1]
    if item is None or item.conjunction != "و" or item.preposition or not item.article:
        return 0
    plain = before.article and before.ref is None and not before.has("adjective", *_NO_PART)
    if not plain or item.ref is not None or item.has(*_NO_PART, *CLOSED) or item.verb():
        return 0
    return 1 if _abstract(before) and _abstract(item) else 0


def _abstract(item: Item) -> bool:
    """Tell nouns of deeds and ideals from people and things: they end in ه or are verbal nouns."""
    return item.stem in _AIMS or item.stem.endswith("ه") or bool(item.triggers)


def _numbers(items: list[Item], index: int, head: Item) -> int:
    """«فرقة المشاة الآلية | 90»: the number of a unit."""
    item = word_after(items, index)
    unit = head.stem in ("لواء", "فرقه", "كتيبه", "فوج", "فيلق", "جيش", "سريه")
    return 1 if unit and item is not None and item.is_number and len(item.text) < 5 else 0


def _aim(items: list[Item], index: int) -> int:
    """«لتحرير السودان», «لمكافحة الإرهاب والجريمة المنظمة», «للدفاع عن الوطن»."""
    item = items[index] if index < len(items) else None
    if item is None or item.conjunction or item.ref is not None or not _to(item):
        return 0
    after = items[index + 1] if index + 1 < len(items) else None
    if after is not None and after.text in ("عن", "من") and item.article:
        object_ = _noun(items, index + 2)
        return 2 + object_ if object_ else 0
    object_ = _noun(items, index + 1)
    return 1 + object_ if object_ or item.article else 0


def _to(item: Item) -> bool:
    """Tell whether a word is «ل» and a noun for an aim, taken apart or not."""
    if item.preposition == "ل":
        return item.stem in _AIMS
    return item.word is not None and not item.word.known and item.text[1:] in _AIMS


def _sake(items: list[Item], index: int) -> int:
    """«من أجل التغيير», «من أجل كونغو حر وذي سيادة»."""
    words = [item.text for item in items[index : index + 2]]
    lead = 1 if words[:1] == ["من اجل"] else 2 if words == ["من", "اجل"] else 0
    object_ = _noun(items, index + lead) if lead else 0
    return lead + object_ if object_ else 0


def _noun(items: list[Item], index: int) -> int:
    """Return the length of a noun phrase without prepositions: nouns, adjectives, «و» with ال."""
    length = 0
    while length < 3:
        item = word_after(items, index + length)
        if item is None or item.has(*CLOSED) or item.is_number:
            break
        if length and not (item.article or item.ref is not None):
            break
        length += 1
        if item.ref is not None:
            break
    after = items[index + length] if length and index + length < len(items) else None
    joined = after is not None and after.conjunction == "و" and after.article and not after.verb()
    if joined and after is not None and after.ref is None and not after.has(*_NO_PART):
        length += 1
        last = word_after(items, index + length)
        length += last is not None and last.article and last.ref is None and not last.verb()
    return length


def _seat(items: list[Item], index: int, head: Item, *, after_aim: bool) -> int:
    """«المجلس العسكري | في باماكو», «بعثة الاتحاد الأوروبي | في أرمينيا»."""
    if index + 1 >= len(items) or not (after_aim or head.stem in _SITED):
        return 0
    place = items[index + 1]
    seated = items[index].text == "في" and place.ref is not None and not place.preposition
    if not seated or place.ref is None or place.ref.mention != "name":
        return 0
    if place.ref.kind in ("state", "region"):
        return 2
    return 2 if head.stem in _SITED and place.ref.cls == "place" else 0


def more_words(items: list[Item], index: int) -> int:
    """Return how many unknown words go on a foreign name: «هبر | غدر», «لاناو | ديل سور»."""
    return max(_foreign_run(items, index), _closed_run(items, index))


def _foreign_run(items: list[Item], index: int) -> int:
    length = 0
    while length < 2 and _goes_on(items, index + length):
        word = items[index + length].text
        joined = word[0] == "و" and foreign(word[1:])  # «في مامباسا وكوماندا»
        if joined or not foreign(word) or word.endswith(("هم", "ها", "نا")):
            break
        length += 1
    return length


def _closed_run(items: list[Item], index: int) -> int:
    """Count words that may be Arabic, if no verb is among them and a stop follows."""
    length = 0
    while length < 2 and _goes_on(items, index + length):
        word = items[index + length].text
        if word[0] in "بلوف" or word.endswith(("ا", "ت", "ه", "ون", "ين")):
            return 0
        length += 1
    after = items[index + length] if index + length < len(items) else None
    return length if after is None or after.is_mark or after.has("preposition") else 0


def _goes_on(items: list[Item], index: int) -> bool:
    item = word_after(items, index) or _no_future(items, index)
    tanwin = item is not None and item.raw.endswith(("ً", "اً"))
    return item is not None and unknown(item) and not item.article and not tanwin


def _no_future(items: list[Item], index: int) -> Item | None:
    """«ستيباناكيرت»: a foreign name that only looks like the future of a verb nobody knows."""
    item = items[index] if index < len(items) else None
    guessed = item is not None and item.preposition == "س" and not item.triggers
    return item if guessed and item is not None and foreign(item.text) else None


# ---- names that packs know and that go on --------------------------------------------------------


def extended(items: list[Item], names: Names) -> list[Item]:
    """Let names of parties that lists know take the words behind them that belong to them."""
    found: list[Item] = []
    done = 0
    for index, item in enumerate(items):
        ref = item.ref
        if ref is None or ref.cls != "party" or ref.mention != "name" or index < done:
            continue
        length, ref = _longer(items, index, ref, names)
        if length and ref is not None:
            end = index + 1 + length
            found += [*items[done:index], merged(items[index:end], ref)]
            done = end
    return [*found, *items[done:]] if done else items


def _longer(items: list[Item], index: int, ref: Ref, names: Names) -> tuple[int, Ref | None]:
    words = ref.name.split()
    if ref.kind in ("state", "community", "civilians") or len(words) < 2:
        return 0, None
    state = _own_state(items, index + 1, ref, names)
    if state:
        return 1, _same_or_new(items, index, 1, ref, names)
    first = words[0].removeprefix("ال")
    head = Item.named(items[index].start, items[index].end, first, None)
    length = _aim(items, index + 1)
    if not length and ref.kind not in ("government", "state"):
        length = _sake(items, index + 1)
    length += _seat(items, index + 1 + length, head, after_aim=length > 0)
    if not length:
        return 0, None
    text, start, end = _whole(items, index, ref, length)
    if head.stem in ("بعثه", "مكتب") and ref.entry is not None:
        return length, renamed(ref, name=text, start=start, end=end, entry=None, key=f"p:?{text}")
    return length, _new(text, start, end, ref)


def _own_state(items: list[Item], index: int, ref: Ref, names: Names) -> bool:
    item = word_after(items, index)
    state = nisba(item, names)
    if item is None or state is None or state.kind != "state" or not item.article:
        return False
    plain = not item.text.endswith(("ون", "ين")) and not item.has(*CLOSED)
    return plain and item.text.endswith("ه") == feminine(ref.name, ref.kind)


def _same_or_new(items: list[Item], index: int, length: int, ref: Ref, names: Names) -> Ref:
    """«حزب الله اللبناني» is «حزب الله»; «الجيش الوطني الصومالي» is not the pack's Syrian one."""
    state = nisba(items[index + length], names)
    text, start, end = _whole(items, index, ref, length)
    homes = names.homes_of(ref.key)
    if state is None or not homes or names.codes.get(state.id) in homes:
        return renamed(ref, name=text, start=start, end=end)
    return renamed(_new(text, start, end, ref), part_of=state.id)


def _whole(items: list[Item], index: int, ref: Ref, length: int) -> tuple[str, int, int]:
    """Return the text of a name with what is taken in behind it, and its span."""
    text, _, end = surface(items[index : index + 1 + length])
    return ref.name + text[len(items[index].text) :], ref.start, end


def _new(text: str, start: int, end: int, ref: Ref) -> Ref:
    head = lemma(text.split(maxsplit=1)[0])
    return Ref(
        "party", f"p:?{text}", text, ref.kind, "name", start, end, head=head,
        feminine=feminine(text, ""), proposed=True,
    )  # fmt: skip

"""How far the reach of a cue goes: to a mark, a contrast, or a clause that says something else."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.cues_en import says_besides
from sulh.read.items import Item
from sulh.read.lists import Cue, words_of
from sulh.read.masdars import names_a_deed, shaped_as_deed
from sulh.read.scene import SPEECH, Scene
from sulh.read.turns import ASKED, BESIDES, forms_of, goes_on_otherwise, turns_at

__all__ = ["end_of", "start_of"]

_STOP_KINDS = ("subordinator", "contrast")
_LONG = frozenset(("accused", "denied", "predicted"))


_ENDING = (";", "؛", ":")


def start_of(scene: Scene, index: int, value: str) -> int:
    """Return where the reach of a cue begins: behind a remark between it and its content.

    «طالب المجلس، في جلسة عقدها أمس، القوات بـ…»: what the remark tells is no part of the demand.
    """
    if scene.items[index].stem in _PROVIDING:
        near = range(index + 1, min(len(scene.items), index + _LONGEST_PROVISION))
        return next((p + 1 for p in near if scene.items[p].text == "علي"), index + 1)
    told = _behind_source(scene, index)
    if told:
        return told
    if value in ASKED:
        for place in range(index + 1, min(len(scene.items), index + 8)):
            if scene.items[place].text in (",", "،"):
                closing = _remark_end(scene, index, place)
                return closing + 1 if closing > place else index + 1
            if not _empty_so_far(scene, place, place + 1):
                break
    return index + 1


def _behind_source(scene: Scene, index: int) -> int:
    """«يقضي الاتفاق، بحسب أحد الأعضاء، بوقف …»: where a cue goes on behind a source; 0 if none."""
    items = scene.items
    near = range(index + 1, min(len(items) - 1, index + 5))
    comma = next((p for p in near if items[p].text in (",", "،")), 0)
    if not comma or "source" not in items[comma + 1].cue_values:
        return 0
    far = range(comma + 2, min(len(items), comma + 10))
    return next((p + 1 for p in far if items[p].text in (",", "،")), 0)


def end_of(  # noqa: C901, PLR0911 - each return is one way a reach ends
    scene: Scene, index: int, cue: Cue, value: str, *, verb: bool
) -> int:
    """Return where the reach of a cue ends."""
    if cue.kind in ("attribute", "cancel"):
        return _next_noun(scene, index)
    if cue.reach in ("next", "word"):
        return _next_event(scene, index)
    if cue.reach == "phrase" or cue.kind in ("hedge", "possible"):
        return _phrase_end(scene, index)
    content = False
    first = start_of(scene, index, value)
    for place in range(first, len(scene.items)):
        item = scene.items[place]
        if value in ASKED and _list_goes_on(scene, first, place):
            continue
        if (
            _closes(item, cue)
            or (item.conjunction and _content_again(scene, index, place))
            or ("source" in item.cue_values and _says_that(scene, place))
            or _author_remarks(scene, index, place)
        ):
            return place
        if place > first and goes_on_otherwise(scene, index, place, value, verb=verb):
            return place
        if item.text in (",", "،") and _comma_ends(
            scene, index, place, cue, value, content=content, verb=verb
        ):
            return place
        number = scene.clause_of(place)
        if number == scene.clause_of(index) or cue.reach in ("sentence", "list"):
            if "contrast" in item.kinds and value != "predicted":
                return place
        elif scene.clauses[number].start == place:
            content = content or (scene.clauses[number].kind == "comp" and item.text != "ما")
            same = _same_mood(scene, index, place, cue)
            if not same and _clause_ends(scene, place, value, content=content):
                return place
    return len(scene.items)


_PROVIDING = words_of("providing")
_LONGEST_PROVISION = 24
"""«ينص مقترح وقف النار، الذي وافقت عليه X، على …»: what is provided for stands behind على."""
_REMARKS = frozenset(("preposition", "time", "adverb"))
_LONGEST_REMARK = 16


def _remark_end(scene: Scene, index: int, comma: int) -> int:
    """Return the comma that closes the remarks opened at one behind a cue; else the first."""
    items = scene.items
    if not _empty_so_far(scene, index + 1, comma):
        return comma
    closing = comma
    while _opens_remark(items[closing + 1 : closing + 2]):
        later = range(closing + 2, min(len(items) - 1, closing + _LONGEST_REMARK))
        found = next((p for p in later if items[p].text in (",", "،")), -1)
        if found < 0:
            break
        closing = found
    return closing


def _opens_remark(after: list[Item]) -> bool:
    """«، في قرار …،», «، المؤلف من …،»: no part of what is asked begins so."""
    if not after or after[0].ref is not None or after[0].conjunction:
        return False
    attribute = after[0].article and not (after[0].triggers or after[0].preposition)
    known = not after[0].kinds.isdisjoint(_REMARKS) and after[0].text not in _ASKED_OF
    known = known or "according" in after[0].cue_kinds
    return attribute or known or "relative" in after[0].kinds


_ASKED_OF = frozenset(("الي", "علي", "to", "for", "on", "that"))


def _empty_so_far(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a cue has not found its content yet: only who and when were named."""
    return all(
        item.ref is not None
        or not (item.triggers or item.verbal or item.preposition or item.text in _ASKED_OF
                or "complementizer" in item.kinds)
        for item in scene.items[first:last]
    )  # fmt: skip


_MEMBERS = frozenset(("ثم", "واخيرا", "وكذلك", "كذلك", "وايضا"))
_PARTING = _MEMBERS | {":", ";", "؛"}
_COUNTED = words_of("counted")


def _list_goes_on(scene: Scene, first: int, place: int) -> bool:
    """«شروطه: أولاً: انسحاب …؛ ثم تسليم …»: a mark or ثم that only parts the members of a list."""
    items = scene.items
    item = items[place]
    if item.text not in _PARTING:
        return False
    after = items[place + 1 : place + 2]
    if not after:
        return False
    if item.text == ":":
        return _empty_so_far(scene, first, place) or items[place - 1].stem in _COUNTED
    if item.text in (";", "؛"):
        return after[0].stem in _COUNTED or (_joined(after[0]) and names_a_deed(after[0]))
    return item.text in _MEMBERS and names_a_deed(after[0])


def _author_remarks(scene: Scene, index: int, place: int) -> bool:
    """«… وهو ما رفضته الحكومة»: without a comma too, the author tells what became of it."""
    item = scene.items[place]
    if place < index + 3 or not item.text.startswith(("وهو", "وهي")):
        return False
    after = scene.items[place + 1 : place + 2]
    return item.text.endswith(" ما") or (bool(after) and after[0].text == "ما")


def _joined(item: Item) -> bool:
    return bool(item.conjunction) or item.text[:1] == "و" or item.text == "and"


def _closes(item: Item, cue: Cue) -> bool:
    return item.text in _ENDING or item.text in cue.terminators or item.stem in cue.terminators


def _says_that(scene: Scene, place: int) -> bool:
    """«… للهجوم مسؤول قال إن …»: behind a heading without a mark, somebody speaks."""
    item, after = scene.items[place], scene.items[place + 1 : place + 2]
    said = "source" in item.cue_values and any(f.tense == "past" for f in forms_of(item))
    return scene.arabic and said and bool(after) and "complementizer" in after[0].kinds


def _content_again(scene: Scene, index: int, place: int) -> bool:
    """«قال إن X أحبطوا محاولة …، وإن Y …»: what its first part opened ends with it."""
    item = scene.items[place]
    if not scene.arabic or not item.conjunction or "complementizer" not in item.kinds:
        return False
    own = any("complementizer" in i.kinds for i in scene.items[index + 1 : place])
    return not own and any("complementizer" in i.kinds for i in scene.items[:index])


def _comma_ends(  # noqa: PLR0911 - a decision list, read from the top
    scene: Scene, index: int, place: int, cue: Cue, value: str, *, content: bool, verb: bool
) -> bool:
    if _comment(scene, place) or turns_at(scene, place, value):
        return True
    if not scene.arabic and (says_besides(scene, place) or scene.items[index].text == "allegedly"):
        return True
    aside = _time_aside(scene.items, place) or (verb and _on_terms(scene, place, value))
    if aside or (verb and _still_to_say(scene, index, place)):
        return False
    background = value == "accused" and _background(scene, place)
    if background or (value not in _LASTING and _did_not(scene, place)):
        return True
    onward = value == "demanded" and _goes_on_to(scene, place)
    if onward or _around_a_name(scene, place) or (value in ASKED and _another_member(scene, place)):
        return False
    if content or value in _LONG or value == "conditional" or cue.reach == "list":
        return False
    return not _listed(scene, place, verb=verb)


def _background(scene: Scene, comma: int) -> bool:
    """«…, who have been advancing», «…, which X disputes»: the author tells of the accused."""
    after = scene.items[comma + 1] if comma + 1 < len(scene.items) else None
    if after is None or after.ref is not None or scene.arabic:
        return False
    return after.text in ("who", "which", "whose", "where")


_ASIDES = 24
"""So many words behind a verb of demanding or charging its content begins at the latest."""


def _still_to_say(scene: Scene, index: int, comma: int) -> bool:
    """«طالب المجلس، …، الطرفين بـ…»: what stands before the content is an aside, or who is told."""
    items = scene.items
    if not scene.arabic:
        return False
    for place in range(index + 1, min(len(items), index + _ASIDES)):
        item = items[place]
        if item.text in _ENDING or (item.conjunction and finite(item)) or item.has("contrast"):
            return False
        ends = place + 1 < len(items) and items[place + 1].text in (",", "،")
        if _says_what(item) and not ends:
            return place > comma
    return False


def _says_what(item: Item) -> bool:
    """«بـ…», «إلى …», «أن …», «على …»: how the content of a demand or charge begins."""
    noun = item.ref is None and item.preposition == "ب" and not item.has("time", "adverb")
    return noun or (item.ref is None and (item.text == "الي" or "complementizer" in item.kinds))


def _time_aside(items: list[Item], comma: int) -> bool:
    """«طلبت X، الجمعة، المساعدة»: words of time between two commas end nothing."""
    for step in (1, -1):
        place = comma + step
        while 0 <= place < len(items) and abs(place - comma) <= _LONGEST_DATE:
            item = items[place]
            if item.text in (",", "،"):
                if abs(place - comma) > 1:
                    return True
                break
            dated = item.is_number or item.text == "في" or not item.kinds.isdisjoint(_DATED)
            if item.ref is not None or not dated:
                break
            place += step
    return False


def _on_terms(scene: Scene, comma: int, value: str) -> bool:
    """«هدد X بوقف الحوار، إذا لم …», "offered talks, if": the condition is part of the offer."""
    after = scene.items[comma + 1 : comma + 2]
    return value in _OFFERED and any("cond" in i.cue_kinds for i in after)


_OFFERED = frozenset(("conditional", "intended", "proposed", "demanded"))
_LONGEST_DATE = 6
_DATED = frozenset(("time", "adverb"))


def _another_member(scene: Scene, comma: int) -> bool:
    """«… إلى وقف القصف، وفتح المعابر، ثم تسليم …»: behind the comma stands one more deed's name."""
    items = scene.items
    if not scene.arabic:
        return scene.clause_of(comma + 1) == scene.clause_of(comma) or _one_more_verb(items, comma)
    after = items[comma + 1 : comma + 5]
    if len(after) < 2:
        return False
    if any(i.text in BESIDES for i in after[:2]) or after[0].text in _WITH:
        return any(names_a_deed(i) for i in items[comma + 1 : comma + 7])
    if after[0].text in _MEMBERS:
        return names_a_deed(after[1])
    named = names_a_deed(after[0]) or _noun_here(scene, comma + 1)
    bare = not (after[0].article or after[0].preposition or after[0].has("complementizer"))
    return (named and (_joined(after[0]) or bare)) or _member_behind(scene, comma)


_WITH = frozenset(("مع", "الي جانب", "مقابل", "لقاء"))


def _member_behind(scene: Scene, comma: int) -> bool:
    """«تسليم السلاح، وحصره في …، وتهجير …»: behind a member without a verb stands one more."""
    items = scene.items
    if not _joined(items[comma + 1]):
        return False
    for place in range(comma + 1, min(len(items) - 1, comma + _LONGEST_REMARK)):
        item = items[place]
        if item.text in (",", "،"):
            return _joined(items[place + 1]) and names_a_deed(items[place + 1])
        if item.text in _ENDING or (
            item.ref is None and (finite(item) or "contrast" in item.kinds)
        ):
            return False
    return False


def _one_more_verb(items: list[Item], comma: int) -> bool:
    """«to surrender, or face …», "to hand over arms, and to leave": one more infinitive."""
    after = items[comma + 1 : comma + 3]
    return len(after) > 1 and after[0].text in ("and", "or") and _parallel(after[1])


_LASTING = frozenset(("accused", "denied", "conditional"))


def _led_to(scene: Scene, comma: int) -> bool:
    """«اتهم X بقصف Y، أودى بحياة …»: what came of the deed is alleged with it."""
    item = scene.items[comma + 1] if comma + 1 < len(scene.items) else None
    return item is not None and not item.conjunction and item.stem.split()[0] in _RESULTING


_RESULTING = words_of("resulting")


def _did_not(scene: Scene, place: int) -> bool:
    """«حاملاً مقترحاً، ولم يلتق …»: what has not happened is told by itself."""
    item = scene.items[place + 1] if place + 1 < len(scene.items) else None
    return item is not None and bool(item.conjunction) and item.stem == "لم"


def _clause_ends(scene: Scene, place: int, value: str, *, content: bool) -> bool:
    """Tell whether the clause that begins here is outside the reach."""
    kind = scene.clauses[scene.clause_of(place)].kind
    if kind == "contrast" or (kind == "sub" and value != "conditional"):
        return True
    joined = kind in ("joined", "main", "comma")
    return joined and _new_fact(scene, place, value, content=content)


def _same_mood(scene: Scene, index: int, place: int, cue: Cue) -> bool:
    """«شريطة أن تنسحب …، وتسلّم …»: one more verb of the condition, in the present too."""
    if cue.kind != "cond" or not scene.arabic or not scene.items[place].conjunction:
        return False
    verbs = [_tenses(item) for item in (*scene.items[index + 1 : place], scene.items[place])]
    found = [tenses for tenses in verbs if tenses]
    return len(found) > 1 and found[0] == found[-1] == {"present"}


def _tenses(item: Item) -> set[str]:
    return {f.tense for f in forms_of(item)} if item.ref is None and finite(item) else set()


def _around_a_name(scene: Scene, place: int) -> bool:
    """«called on the envoy, X, to visit»: commas around a name end nothing."""
    items = scene.items
    for first in (place, place - 2):
        three = items[max(0, first) : first + 3]
        name = three[1].ref if len(three) == 3 else None
        commas = all(i.text in (",", "،") for i in three[::2])
        if name is not None and name.mention == "name" and commas:
            return True
    return False


def _goes_on_to(scene: Scene, place: int) -> bool:
    """«دعا X الطرفين، في كلمة أمام Y، إلى …»: a remark stands before what is asked for."""
    items = scene.items
    later = range(place + 1, min(len(items) - 1, place + 10))
    closing = next((p for p in later if items[p].text in (",", "،")), place)
    for comma in (place, closing):
        goes_on = comma + 1 < len(items) and items[comma + 1].text in ("الي", "to")
        if goes_on and not any(finite(i) for i in items[place + 1 : comma]):
            return True
    return False


_COMMENTS = words_of("comment")


def _comment(scene: Scene, place: int) -> bool:
    """«…, a charge the front denied», «، وهو اتهام …»: the author comments on what was said."""
    return any(
        i.stem in _COMMENTS or i.text in ("وهو", "وهي") for i in scene.items[place + 1 : place + 4]
    )


def _listed(scene: Scene, place: int, *, verb: bool) -> bool:
    """Tell whether a comma only separates members of a list under the cue."""
    following = scene.items[place + 1 : place + 3]
    if not following:
        return False
    if following[0].text == "ثم" and len(following) > 1:
        return not finite(following[1])
    if following[0].text in _INCLUDING or following[0].text in ("او", "or"):
        return True
    if verb and any(f.tense == "past" for f in forms_of(following[0])):
        return False
    first = following[0]
    return bool(first.conjunction) and not finite(first)


_INCLUDING = frozenset(("بما", "بما في ذلك", "بما فيها", "من بينها", "بينها", "منها", "ابرزها",
                        "اهمها", "اولها", "ومنها", "وابرزها", "واهمها", "including",
                        "such"))  # fmt: skip


def _new_fact(scene: Scene, place: int, value: str, *, content: bool) -> bool:
    """Tell whether a clause joined to the one under a cue states something of its own."""
    item = scene.items[place]
    if not scene.arabic and item.text in ("and", "but", "or") and place + 1 < len(scene.items):
        item = scene.items[place + 1]
    speaks = not item.types.isdisjoint(SPEECH) or "source" in item.cue_values
    if speaks and finite(item):
        return True
    tenses = {f.tense for f in forms_of(item)} if "verb" not in item.kinds else {"past"}
    if scene.arabic and " " in item.text and item.stem[:1] == "ي":
        tenses = {"present"}  # «ويفرج عن …»: a phrase is listed without its tense
    comma = place > 0 and scene.items[place - 1].text in (",", "،")
    if value in ("accused", "denied"):
        if scene.arabic and not content and _charged_too(scene, place):
            return False
        return (
            comma
            and ("past" in tenses or "present" in tenses)
            and not (content and ("verb" not in item.kinds or _unfinished(scene, place)))
        )
    if scene.arabic and value in ASKED and not content and _noun_here(scene, place):
        return False
    if scene.arabic:
        return "past" in tenses or (comma and "present" in tenses and not content)
    return not ((value in ASKED or value in _TO_COME) and _parallel(item))


_TO_COME = frozenset(("predicted", "possible", "conditional"))


def _noun_here(scene: Scene, place: int) -> bool:
    """«… لشن هجمات وفرض حصار»: spelt like a verb, but the noun behind it is no object."""
    item, after = scene.items[place], scene.items[place + 1 : place + 2]
    if not after or not any(f.tense == "noun" for f in forms_of(item)):
        return False
    if _in_a_row(scene, place) or _two_of_one(scene, place):
        return True
    if after[0].ref is not None:
        return after[0].ref.cls == "place" and not after[0].preposition
    plain = not (after[0].preposition or after[0].is_number or "number" in after[0].kinds)
    return plain and not after[0].has("preposition", "function") and not _accusative(after[0])


def _unfinished(scene: Scene, place: int) -> bool:
    """«زعم أن سقوط المدينة، …، جاء بسبب …»: what أن opens has had no verb yet."""
    for item in reversed(scene.items[:place]):
        if item.ref is None and "complementizer" in item.kinds:
            return True
        if item.ref is None and finite(item):
            return False
    return False


def _two_of_one(scene: Scene, place: int) -> bool:
    """«تدريب ودعم قوات الشرطة»: two verbal nouns before one genitive."""
    before = scene.items[place - 1] if place else None
    if before is None or before.article or not scene.items[place].conjunction:
        return False
    return before.ref is None and names_a_deed(before)


def _charged_too(scene: Scene, place: int) -> bool:
    """«اتهمت X بـ…، وشن هجوم …»: one more verbal noun, with no named doer behind it."""
    item, after = scene.items[place], scene.items[place + 1 : place + 2]
    if not after or not (_noun_here(scene, place) or shaped_as_deed(item.stem)):
        return _some(scene, place)
    return after[0].ref is None or after[0].ref.cls == "place" or _some(scene, place)


def _some(scene: Scene, place: int) -> bool:
    """«وقتل مدنيين»: spelt like a verb, and people without an article behind it."""
    item, after = scene.items[place], scene.items[place + 1 : place + 2]
    noun = any(f.tense == "noun" for f in forms_of(item))
    who = after[0].ref if after else None
    return noun and who is not None and who.mention != "name" and not after[0].text.startswith("ال")


def _in_a_row(scene: Scene, place: int) -> bool:
    """Tell whether the member of a list before this one is a deed's name, behind a comma too."""
    items = scene.items
    commas = [p for p in range(place) if items[p].text in (",", "،")]
    if len(commas) < _PAIR or commas[-1] != place - 1:
        return False
    return _joined(items[commas[-2] + 1]) and names_a_deed(items[commas[-2] + 1])


_PAIR = 2


def _accusative(item: Item) -> bool:
    return item.text.endswith("ا") and not item.text.endswith(("ها", "هما", "نا"))


def _parallel(item: Item) -> bool:
    """Tell one more of what is asked: "to shell the town and to block", "that X …, withdraw …"."""
    plain = any(f.tense == "present" and f.person == "base" for f in forms_of(item))
    return item.text == "to" or plain or item.text.endswith("ing")


_GROUPS = frozenset(("was", "were", "is", "are", "had", "has", "have"))
"""What opens another group of verbs: "people who refused to stay | were moved"."""


_LEADING = words_of("leads_to")


def _next_event(scene: Scene, index: int) -> int:
    verbs = 0
    for place in range(index + 1, min(len(scene.items), index + 7)):
        item = scene.items[place]
        if place > index + 2 and item.text.split(maxsplit=1)[0] in _GROUPS:
            return place
        leads = item.text.split(maxsplit=1)[0] in _LEADING  # «قد تؤدي إلى …»: what comes of it too
        if leads or (item.triggers and item.ref is None):
            return _phrase_end(scene, index) if leads else place + 1
        if place > index + 1 and scene.clause_of(place) != scene.clause_of(index):
            return place
        if finite(item) and "auxiliary" not in item.kinds:
            verbs += 1
            if verbs > 1:
                return place
        if item.is_mark and item.text not in ('"', "("):
            return place
    return min(len(scene.items), index + 7)


def _next_noun(scene: Scene, index: int) -> int:
    """Find "the planned visit", "a looming offensive": the noun that an attribute stands before."""
    for place in range(index + 1, min(len(scene.items), index + 4)):
        item = scene.items[place]
        if item.triggers and item.ref is None:
            return place + 1
        if item.is_mark or item.has("preposition", "auxiliary"):
            break
    return index + 1


def _phrase_end(scene: Scene, index: int) -> int:
    for place in range(index + 1, len(scene.items)):
        item = scene.items[place]
        either = scene.items[place + 1 : place + 2]
        if (
            item.is_mark
            and item.text not in ('"', "(", ")", "-")
            and not (place == index + 1 and item.text == ":")
            and not (either and either[0].text in ("او", "or"))
        ):
            return place
        if item.has(*_STOP_KINDS) or "relative" in item.kinds or _says_that(scene, place):
            return place
        if item.conjunction and finite(item) and any(f.tense == "past" for f in forms_of(item)):
            return place
    return len(scene.items)

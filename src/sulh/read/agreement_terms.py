"""The terms of agreements: who gives and gets what, who is left out, for how long.

Terms stand behind verbs of stipulating («نص الاتفاق على …», "provided for …"), on both sides of an
exchange («… مقابل …», "… in return for …"), behind a definition («… هي تجنب …»), and in what is
left out. A term is told with the force its agreement has: proposed terms are no facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sulh.read.agreement_mentions import Named
from sulh.read.agreement_sides import excluded_at, leaving_out
from sulh.read.agreement_words import agreement_words
from sulh.read.chains import holders_at
from sulh.read.clauses import finite
from sulh.read.items import Item, Ref, lemma, span_of
from sulh.read.raw import RawClaim, RawHolder
from sulh.read.scene import with_joined
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.fold import Folded
    from sulh.read.view import View

__all__ = [
    "Force",
    "defined",
    "duration",
    "exchanged",
    "left_out",
    "listed_terms",
    "names_stage",
    "offered",
    "opens_list",
    "opens_term",
    "opens_terms",
    "stage_terms",
    "stipulated",
    "unlimited",
]

_TERM_VERB = agreement_words("term_verb")
_NOUN = agreement_words("term_noun")
_NOUN_EN = agreement_words("term_noun_en")
_KIN = agreement_words("kin")
_NO_TERM = agreement_words("no_term")
_WITHOUT = agreement_words("without")
_UNIT = agreement_words("unit")
_SPAN = agreement_words("span")
_UNDER = agreement_words("under")
_DEFINITION = agreement_words("definition")
_LEAD = frozenset(("علي", "ب", "ان", "for", "that", "the", "a", "an", "on", "to", "of", "in"))
_ATTRIBUTION = agreement_words("attribution")
_PURPOSE = agreement_words("purpose")
_STAGE = agreement_words("stage")
_STOPS = frozenset((".", ";", "؛", "؟", "?", "!", ":"))
_COMMAS = frozenset((",", "،"))
_CLAUSE_ENDS = _STOPS | {",", "،"}


@dataclass(slots=True)
class Force:
    """The force, voices and part of the text that the terms of an agreement share."""

    view: View
    folded: Folded
    modality: str = "asserted"
    realis: str = "actual"
    holders: tuple[RawHolder, ...] = (RawHolder("author"),)

    def term(self, first: int, last: int, direction: str, sides: list[Ref]) -> RawClaim:
        """Make the term that items `first` to `last` tell."""
        items = self.view.scene.items
        start, end = _start(items[first]), items[last].end
        low, high = self.folded.span(start, end)
        voices = self.holders if len(self.holders) > 1 else holders_at(self.view, first, None)
        return RawClaim(
            kind="term", type="term", start=start, end=end, sentence=self.view.number,
            actors=list(sides), what=self.folded.text[low:high], modality=self.modality,
            realis=self.realis, holders=voices, direction=direction,
            rules=("rule:term",), confidence=0.5, index=first,
        )  # fmt: skip


def _start(item: Item) -> int:
    if item.ref is not None:
        return item.ref.start
    if item.text.startswith("و") and item.text[1:] in _NOUN:
        return item.start + 1
    if item.word is not None:
        return span_of(item)
    return item.start + len(item.conjunction) + len(item.preposition)


# ---- where terms stand ----------------------------------------------------------------------


def stipulated(force: Force, named: Named) -> list[RawClaim]:
    """Return the terms behind a verb of stipulating that goes with a mention."""
    start = opens_terms(force.view, named)
    return _terms_from(force, start) if start >= 0 and not opens_list(force.view) else []


def _terms_from(force: Force, start: int) -> list[RawClaim]:
    items = force.view.scene.items
    start = _behind_aside(items, start)
    while start < len(items) and (items[start].text in _LEAD or items[start].text == "،"):
        start += 1
    end = _end(force.view, start)
    swap = _swap(items, start, end)
    given = _members(force, start, swap if swap >= 0 else end, "gives" if swap >= 0 else "both", [])
    if swap < 0:
        return given
    return [*given, *_members(force, swap + 1, end, "gets", [])]


def _behind_aside(items: list[Item], start: int) -> int:
    """«يقضي الاتفاق، بحسب أحد الأعضاء، بوقف …»: the terms go on behind the aside."""
    after = items[start : start + 2]
    if len(after) < 2 or after[0].text not in _COMMAS or not _attributes(after[1]):
        return start
    return next((p + 1 for p in range(start + 1, len(items)) if items[p].text in _COMMAS), start)


def _attributes(item: Item) -> bool:
    return _begins(item, _ATTRIBUTION)


def _begins(item: Item, words: frozenset[str]) -> bool:
    """Tell whether an item, or the first word of a phrase, is one of these, joined or not."""
    word = item.stem.partition(" ")[0]
    return word in words or (word[:1] in ("و", "ف") and word[1:] in words)


def opens_terms(view: View, named: Named) -> int:
    """Return the place right behind a verb of stipulating next to a mention; -1 if none."""
    items = view.scene.items
    before = items[named.first - 1] if named.first else None
    if before is not None and before.stem.removeprefix("و") in _TERM_VERB:
        return named.last + 1
    if _of_stage(items, named.first):
        return named.last + 1
    for place in range(named.last + 1, min(len(items), named.last + 17)):
        item = items[place]
        if item.text in _STOPS or "agreement_head" in item.kinds:
            break
        if item.signs & _TERMS and _gives(item) and not _negated(view, place):
            return place + 1
    return -1


def _gives(item: Item) -> bool:
    told = any(c.kind == "term" and c.value == "gives" for c, _ in item.cues)
    return told or item.stem in _TERM_VERB


def _negated(view: View, place: int) -> bool:
    return any(s.value == "negated" and s.start <= place < s.end for s in view.scopes)


_TERMS = sign("gives terms", stems=_TERM_VERB, cues=("term",))


def _of_stage(items: list[Item], first: int) -> bool:
    """«تقضي المرحلة الأولى من الهدنة بـ…»: what a stage of an agreement stipulates."""
    near = range(max(0, first - 5), first)
    verb = next((p for p in near if _begins(items[p], _TERM_VERB)), -1)
    return 0 <= verb < first - 1 and lemma(items[verb + 1].stem) in _STAGE


def stage_terms(force: Force) -> list[RawClaim]:
    """«وتتضمن المرحلة الثانية …», «أما البند الثالث فيقضي بـ…»: of the agreement named before."""
    items = force.view.scene.items
    for place, item in enumerate(items[:5]):
        if not _begins(item, _TERM_VERB):
            continue
        behind = place + 1 < len(items) and lemma(items[place + 1].stem) in _STAGE
        before = any(lemma(i.stem) in _STAGE for i in items[max(0, place - 2) : place])
        counted = 3 if behind else 1
        return _terms_from(force, place + counted) if behind or before else []
    return []


def opens_list(view: View) -> bool:
    """«وينص الاتفاق على ما يلي:», «تم الاتفاق على:»: the terms are told in a list behind it."""
    items = view.scene.items
    if not items or items[-1].text != ":":
        return False
    near = items[-12:-1]
    agreed = any("agree" in i.types and i.text.endswith((" علي", " on")) for i in near[-4:])
    return agreed or any(_begins(i, _TERM_VERB) or _gives(i) for i in near)


def names_stage(view: View) -> bool:
    """«وتشمل هذه الشروط:», «وينص البند الأول على:»: a part of an agreement named before."""
    return any(lemma(item.stem) in _STAGE for item in view.scene.items)


def listed_terms(force: Force, start: int) -> list[RawClaim]:
    """Return the term that a member of a list tells, or both sides of its exchange."""
    items = force.view.scene.items
    end = len(items)
    while end > start and items[end - 1].is_mark:
        end -= 1
    swap = _swap(items, start, end)
    if swap < 0:
        return _member(force, start, end, "both", [])
    return [*_member(force, start, swap, "gives", []), *_member(force, swap + 1, end, "gets", [])]


def exchanged(force: Force, named: Named, last: int) -> list[RawClaim]:
    """«سهّل … الصفقة، مقابل احتفاظه …»: what somebody gets for his part in an agreement named."""
    view = force.view
    swap = _swap(view.scene.items, named.last + 1, min(last, named.last + 6))
    if swap < 0:
        return []
    clause = view.scene.clause_of(named.index)
    acting = [b for b in view.bounds if b.actors and b.index < named.first]
    getter = next((b.actors for b in reversed(acting) if b.clause == clause), [])
    return _members(force, swap + 1, _end(view, swap + 1), "gets", list(getter))


def offered(force: Force, give: int, swap: int, sides: list[Ref]) -> list[RawClaim]:
    """Return both sides of an exchange that is proposed: from `give` to `swap`, and behind it."""
    end = _end(force.view, swap + 1, clausal=force.view.scene.items[swap].text == "علي ان")
    return [
        *_members(force, give, swap, "gives", sides),
        *_members(force, swap + 1, end, "gets", sides),
    ]


def defined(force: Force, named: Named, sides: list[Ref]) -> list[RawClaim]:
    """«مناطق … هي باختصار تجنب …»: what an agreement is said to be is its term."""
    items = force.view.scene.items
    place = named.last + 1
    opens = named.definite and named.first <= 1 and place < len(items)
    if not opens or items[place].text not in _DEFINITION:
        return []
    near = range(place + 1, min(len(items), place + 4))
    first = next((p for p in near if lemma(items[p].stem) in _NOUN), -1)
    if first < 0:
        return []
    end = next((p for p in range(first, len(items)) if items[p].text in _CLAUSE_ENDS
                or excluded_at(force.view, p)), len(items))  # fmt: skip
    return [force.term(first, end - 1, "both", sides)]


def left_out(force: Force, low: int, high: int) -> list[RawClaim]:
    """Return the terms that leave parties out of an agreement."""
    items = force.view.scene.items
    found = []
    for place in leaving_out(force.view, low, high):
        refs = excluded_at(force.view, place)
        if refs:
            spans = {(r.start, r.end) for r in refs}
            last = max((p for p in range(place, len(items)) if items[p].ref is not None
                        and (items[p].ref.start, items[p].ref.end) in spans), default=place)  # type: ignore[union-attr]  # fmt: skip
            found.append(force.term(place, last, "excluded", refs))
    return found


def brought_about(force: Force, named: Named) -> list[RawClaim]:
    """«اتفاق يُنقل بموجبه المقاتلون …», "a deal under which …": what it brings about."""
    items = force.view.scene.items
    for place in range(named.last + 1, min(len(items), named.last + 9)):
        if items[place].text in _STOPS:
            break
        if items[place].text in _UNDER:
            verb = place > named.last + 1 and items[place - 1].text not in (",", "،")
            first = place - 1 if verb else place + 1
            end = next((p for p in range(place + 1, len(items))
                        if items[p].text in _CLAUSE_ENDS), len(items))  # fmt: skip
            return _clauses(force, first, end) if end > first + 1 else []
    return []


def _clauses(force: Force, first: int, end: int) -> list[RawClaim]:
    """Cut what an agreement brings about at the verbs joined by «و»."""
    items = force.view.scene.items
    cuts = [p for p in range(first + 2, end) if items[p].conjunction and finite(items[p])]
    edges = [first, *cuts, end]
    return [force.term(a, b - 1, "both", []) for a, b in pairwise(edges)]


# ---- what belongs to a list of terms ----------------------------------------------------------


def _swap(items: list[Item], start: int, end: int) -> int:
    """Return the place of the word of exchange between two places; -1 if none."""
    for place in range(start, min(end, len(items))):
        if "exchange" in items[place].cue_kinds:
            return place
    return -1


def _end(view: View, start: int, *, clausal: bool = False) -> int:
    """Return where a list of terms ends: at a hard mark, a contrast, a comma and a new clause.

    A list behind «على أن» is of clauses: a verb goes on with it.
    """
    items = view.scene.items
    for place in range(start, len(items)):
        item = items[place]
        if item.text in _STOPS or item.has("contrast", "subordinator"):
            return place
        if clausal and item.text in (",", "،") and items[place + 1].conjunction == "و":
            continue
        if item.text in (",", "،") and place + 1 < len(items) and _leaves(items, place + 1):
            return place
    return len(items)


def _leaves(items: list[Item], place: int) -> bool:
    """Tell whether what follows a comma is no further term."""
    item = items[place]
    if item.text in ("and", "و"):
        return place + 1 < len(items) and finite(items[place + 1])
    if _attributes(item) or _begins(item, _PURPOSE):
        return True
    if item.has("relative", "auxiliary", "contrast", "subordinator") or excluded_word(item):
        return True
    return finite(item) and not opens_term(item)


def excluded_word(item: Item) -> bool:
    """Tell whether an item opens an exception."""
    return "exception" in item.cue_kinds


def _members(
    force: Force, start: int, end: int, direction: str, sides: list[Ref]
) -> list[RawClaim]:
    """Cut a list into its terms; what follows «مع» in a list of gains is given."""
    items = force.view.scene.items
    found: list[RawClaim] = []
    first, way = start, direction
    for place in range(start, end):
        item = items[place]
        turned = item.text == "مع" and place + 1 < end and opens_term(items[place + 1])
        if place > first and (turned or _new_member(items, place, first)):
            found += _member(force, first, place, way, sides)
            first = place + 1 if turned or item.text in (",", "،", "و", "and") else place
            way = "gives" if turned and direction == "gets" else direction
    return [*found, *_member(force, first, end, way, sides)]


def _member(force: Force, first: int, end: int, way: str, sides: list[Ref]) -> list[RawClaim]:
    items = force.view.scene.items
    while first < end and (items[first].is_mark or items[first].text in ("and", "و", "the")):
        first += 1
    while end > first and (items[end - 1].is_mark or items[end - 1].text in ("and", "و", ",")):
        end -= 1
    said = any(item.text in _SAYING for item in items[first:end])
    return [force.term(first, end - 1, way, sides)] if end > first and not said else []


_SAYING = frozenset(("said", "says", "told"))
"""«…, an official said»: who tells of the terms is none of them."""


def _new_member(items: list[Item], place: int, first: int) -> bool:
    """Tell whether a further term begins at an item."""
    item = items[place]
    after = items[place + 1] if place + 1 < len(items) else None
    if item.text in _COMMAS:
        return after is not None and not after.has("preposition")
    if item.text in ("و", "and"):
        return after is not None and opens_term(after)
    before = items[place - 1]
    unknown = item.text.startswith("و") and item.text[1:] in _NOUN
    if not (item.conjunction or unknown) or before.text in (",", "،"):
        return False
    same = bool(item.preposition) and item.preposition == items[first].preposition
    return same or opens_term(item)


def opens_term(item: Item) -> bool:
    """Tell whether a word can open a term: a verbal noun, not a family that leaves with others."""
    word = lemma(item.stem).removesuffix(item.back) if item.back else lemma(item.stem)
    head = item.text.removeprefix(item.conjunction).split(maxsplit=1)[0]
    if word in _KIN or item.stem in _KIN:
        return False
    bare = head.removeprefix("و")
    return bool({word, item.stem, head, lemma(head), bare} & (_NOUN | _NOUN_EN))


# ---- how long -------------------------------------------------------------------------------


def unlimited(force: Force) -> RawClaim | None:
    """«دون تحديد مدة», "no end date", «لم يُعلن موعد …»: the claim that no term was set."""
    view = force.view
    items = view.scene.items
    if not view.scene.signs & _UNLIMITED:
        return None
    for place, item in enumerate(items):
        if not item.signs & _UNLIMITED:
            continue
        listed = any(c.kind == "term" and c.value == "open_ended" for c, _ in item.cues)
        near = items[place + 1 : place + 3]
        without = item.stem.removeprefix("و") in _WITHOUT and any(i.stem in _NO_TERM for i in near)
        negated = item.stem in _NO_TERM and _negated(view, place)
        if listed or without or negated:
            return _state(force, _from_negation(view, place) if negated else place)
    return None


_UNLIMITED = sign("no end", stems=with_joined(_WITHOUT) | _NO_TERM, cues=("term",))


def _from_negation(view: View, place: int) -> int:
    over = [s.index for s in view.scopes if s.value == "negated" and s.start <= place < s.end]
    return min(over)


def _state(force: Force, first: int) -> RawClaim:
    items = force.view.scene.items
    end = next((p for p in range(first + 1, len(items)) if items[p].text in _CLAUSE_ENDS),
               len(items))  # fmt: skip
    claim = force.term(first, end - 1, "both", [])
    claim.kind = claim.type = "state"
    claim.rules = ("rule:open-ended",)
    return claim


def duration(force: Force, named: Named) -> str:
    """Return the words for how long an agreement is to last; "" when none stand beside it."""
    items = force.view.scene.items
    for place in range(named.last + 1, min(len(items), named.last + 4)):
        if items[place].text in _SPAN:
            return _length(force, place + 1)
    before = items[named.first : named.index + 1]
    hit = next((i for i in before if i.text.partition("-")[2] in _UNIT), None)
    if hit is None:
        return ""
    low, high = force.folded.span(hit.start, hit.end)
    return force.folded.text[low:high]


def _length(force: Force, start: int) -> str:
    items = force.view.scene.items
    for place in range(start, min(len(items), start + 3)):
        if items[place].stem in _UNIT:
            low, high = force.folded.span(items[start].start, items[place].end)
            return force.folded.text[low:high]
    return ""

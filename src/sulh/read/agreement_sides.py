"""Who is who in an agreement: the sides, who guarantees it, who brokered it, whom it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.read.agreement_mentions import Named
from sulh.read.agreement_words import agreement_words
from sulh.read.clauses import finite
from sulh.read.items import Item, Ref, lemma, renamed
from sulh.read.raw import RawAgreement, RawClaim
from sulh.read.scene import with_joined
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.view import View

__all__ = ["add_refs", "excluded_at", "leaving_out", "listed", "sides", "where"]

_SIDE = agreement_words("side")
_WITH = agreement_words("from_with")
_GUARANTEEING = agreement_words("guaranteeing")
_VOUCHES = agreement_words("vouches")
_TERM_VERB = agreement_words("term_verb")
_COVERING = agreement_words("covering")
_GLUE = frozenset(("the", "a", "an", "both", '"', "(", ")", "'", "-"))
_JOINING = _GLUE | {"and", ",", "،", "و"}


def add_refs(refs: list[Ref], new: list[Ref]) -> None:
    """Add parties and persons that are not yet there; «the two sides» name none."""
    for ref in new:
        if ref.cls not in ("party", "person") or lemma(ref.name) in _SIDE or ref.name in _SIDE:
            continue
        if ref.kind == "civilians" or ref.mention == "adjective":
            continue
        if all(known.key != ref.key for known in refs):
            refs.append(ref)


def sides(
    agreement: RawAgreement, view: View, named: Named, claims: list[RawClaim], others: list[Named]
) -> None:
    """Add those whom the sentence of a mention ties to the agreement."""
    low, high = _bounds(view, named, others)
    add_refs(agreement.parties, _makers(view, named, claims, low))
    low = low if others[0] is named else named.first
    add_refs(agreement.parties, _between(view, named, high))
    add_refs(agreement.parties, _with(view, named, high))
    _roles(agreement, view, low, high)
    add_refs(agreement.brokers, _go_betweens(view, low, high))
    _vouching(agreement, view, named, claims)
    for place in leaving_out(view, low, high):
        add_refs(agreement.excluded, excluded_at(view, place))


def where(view: View, named: Named) -> list[Ref]:
    """Return the places that stand right behind a mention: «هدنة في سرت»."""
    items = view.scene.items
    found: list[Ref] = []
    joined = False
    place = named.last + 1
    if place >= len(items) or items[place].stem not in ("في", "in", "داخل"):
        return found
    for item in items[place + 1 : place + 8]:
        if item.ref is not None and item.ref.cls == "place":
            if found and not (item.conjunction or joined):
                break
            found.append(item.ref)
        elif item.ref is not None or item.text not in ("the", "and", "و", ",", "،"):
            break
        joined = item.text in ("and", "و", ",", "،")
    return found


def _bounds(view: View, named: Named, others: list[Named]) -> tuple[int, int]:
    """Return the part of the sentence that speaks of this mention rather than of another."""
    place = others.index(named)
    low = others[place - 1].last + 1 if place else 0
    following = others[place + 1 :]
    high = following[0].first if following else len(view.scene.items)
    return low, high


def listed(view: View, index: int) -> list[Ref]:
    """Return the parties that stand right behind a word, joined ones included."""
    found: list[Ref] = []
    joined = False
    items = view.scene.items[index + 1 : index + 14]
    for place, item in enumerate(items):
        if place and _office(items[place - 1 : place + 2]):
            continue
        if item.ref is not None:
            ref = _acting(view, item.ref) if item.ref.cls == "place" else item.ref
            acts = ref.cls in ("party", "person")
            if not acts or (found and not (joined or item.conjunction)):
                break
            found.append(ref)
            joined = False
        elif item.text in ("and", "و", ",", "،"):
            joined = True
        elif item.text in ("كل", "من", "كلا", "both") and not found:
            continue
        elif item.text not in _GLUE and not item.has("title", "role"):
            break
    return found


def _office(items: list[Item]) -> bool:
    """«رئيس مجلس النواب فلان»: the party between an office and its holder is not meant itself."""
    if len(items) < 3 or not items[0].has("title", "role"):
        return False
    party, person = items[1].ref, items[2].ref
    return party is not None and person is not None and person.cls == "person"


def _acting(view: View, ref: Ref) -> Ref:
    """«اتفقت واشنطن وموسكو»: a capital joined to a party stands for its government."""
    state = view.names.capitals.get(ref.name) if view.names is not None else None
    if state is None:
        return ref
    return renamed(ref, cls="party", key=state.id, kind="state", entry=state)


def _makers(view: View, named: Named, claims: list[RawClaim], low: int) -> list[Ref]:
    """Return who signed, reached or concluded it."""
    found: list[Ref] = []
    for claim in claims:
        near = named.first - 9 <= claim.index <= named.last and claim.index >= low
        if claim.type in ("agree", "ceasefire") and near and claim.modality == "asserted":
            found += [*claim.actors, *claim.targets]
    cue = _signing(view, named, low)
    return found if cue < 0 else [*_subject(view, cue, named), *found]


def _signing(view: View, named: Named, low: int) -> int:
    """Return the place of the verb of signing or reaching that goes with a mention; -1 if none."""
    items = view.scene.items
    for place in range(named.first - 1, max(low, named.first - 14) - 1, -1):
        item = items[place]
        if item.ref is None and "reached" in item.cue_values:
            return place
        if item.text in (".", ";", "؛", ":"):
            break
    for place in range(named.last + 1, min(len(items), named.last + 5)):
        if "reached" in items[place].cue_values:
            return place
    return -1


def _subject(view: View, cue: int, named: Named) -> list[Ref]:
    """Return the subject of a verb of signing: behind it in Arabic, before it in English."""
    items = view.scene.items
    if view.scene.arabic:
        found = listed(view, cue)
        if not found and cue > named.last and items[cue].back:
            return _topic(view, named)
        return found or _before(items, cue)
    passive = items[cue + 1].text == "by" if cue + 1 < len(items) else False
    if passive:
        return listed(view, cue + 1)
    return _before(items, cue) if cue < named.first else []


def _topic(view: View, named: Named) -> list[Ref]:
    """«يطالب X بتنفيذ الاتفاق الذي وقّعه مع Y»: the one who signed is the subject before."""
    acting = [b for b in view.bounds if b.actors and b.index < named.first]
    return list(acting[-1].actors) if acting else []


def _before(items: list[Item], cue: int) -> list[Ref]:
    """Return the joined noun phrases that end right before a word."""
    found: list[Ref] = []
    for place in range(cue - 1, max(-1, cue - 14), -1):
        item = items[place]
        if item.ref is not None:
            if item.ref.cls not in ("party", "person") or item.preposition:
                return found
            found.insert(0, item.ref)
        elif not (item.text in _JOINING or item.has("auxiliary", "adverb")):
            break
    return found


def _between(view: View, named: Named, high: int) -> list[Ref]:
    """Return the two sides behind «بين» after a mention, or before it for one that is sought."""
    items = view.scene.items
    opened = named.first and items[named.first - 1].stem.removeprefix("و") in _TERM_VERB
    after = items[named.last + 1] if named.last + 1 < len(items) else None
    opened = opened and not (after is not None and after.has("relative"))
    for place in range(named.last + 1, named.last + 1 if opened else min(high, named.last + 10)):
        if items[place].stem in _TERM_VERB or "term" in items[place].cue_kinds:
            break
        if items[place].text in (".", ";", "؛") or items[place].has("contrast"):
            break
        if items[place].stem in ("بين", "between"):
            return listed(view, place)
    for place in range(named.first - 1, max(-1, named.first - 9), -1):
        if items[place].stem not in ("بين", "between"):
            continue
        between = items[place : named.first]
        if any(not i.cue_values.isdisjoint(("sought", "intended")) for i in between):
            return listed(view, place)
    return []


def _with(view: View, named: Named, high: int) -> list[Ref]:
    """«اتفاق مع الحكومة», «الاتفاق الأولي من اللجنة», "a deal with the army"."""
    items = view.scene.items
    for place in range(named.last + 1, min(high, named.last + 4)):
        item = items[place]
        if item.text in _WITH or (item.preposition in _WITH and item.ref is not None):
            return listed(view, place if item.ref is None else place - 1)
        signed = item.has("relative") or "reached" in item.cue_values
        named_on = item.has("preposition", "time") or item.is_number or item.ref is not None
        if not (named_on or signed):
            break
    return []


def _roles(agreement: RawAgreement, view: View, low: int, high: int) -> None:
    items = view.scene.items
    for place in range(low, high):
        ref = items[place].ref
        if ref is not None and _GUARANTORS in ref.name:
            add_refs(agreement.guarantors, _apposed(view, place) or [ref])
        if ref is not None or "role" not in items[place].cue_kinds:
            continue
        for cue, _ in items[place].cues:
            if cue.kind != "role":
                continue
            found = _states_behind(items, place) or listed(view, place)
            if not found and cue.value == "mediator" and finite(items[place]):
                found = _before(items, place)
            if not found and cue.value == "guarantor":
                found = _apposed(view, place)
            add_refs(agreement.guarantors if cue.value == "guarantor" else agreement.brokers, found)


def _apposed(view: View, place: int) -> list[Ref]:
    """«الدول الضامنة لاتفاق …، روسيا وتركيا»: the guarantors stand behind the agreement."""
    items = view.scene.items
    near = range(place + 1, min(len(items) - 1, place + 6))
    mark = next((p for p in near if items[p].text in (",", "،", ":", "(")), -1)
    return listed(view, mark) if mark >= 0 else []


def _go_betweens(view: View, low: int, high: int) -> list[Ref]:
    """«الوسيط القطري», «وسطاء من عُمان», "US-brokered", "mediators from Kenya"."""
    items = view.scene.items
    found: list[Ref] = []
    for place in range(low, high):
        item = items[place]
        if item.ref is not None and item.ref.head in _MEDIATORS:
            found.append(item.ref)
        elif item.ref is None and item.stem in _MEDIATORS:
            found += _states_behind(items, place) or _from(view, place)
        elif item.ref is None and item.also and item.text.endswith(_BROKERED):
            found += [renamed(r, mention="nominal") for r in item.also]
    return found


_MEDIATORS = agreement_words("mediator")
_BROKERED = ("-brokered", "-mediated", "-facilitated", "-sponsored")


def _from(view: View, place: int) -> list[Ref]:
    """«وسطاء من قطر ومصر»: the states that mediators come from."""
    items = view.scene.items
    after = items[place + 1] if place + 1 < len(items) else None
    if after is None or not (after.text in ("من", "from") or after.preposition == "من"):
        return []
    return [r for r in listed(view, place + 1) if r.kind in _MEDIATING]


_GUARANTORS = "الدول الضامنه"


def _states_behind(items: list[Item], place: int) -> list[Ref]:
    """«بوساطة قطرية», «برعاية سعودية أميركية»: states of which only adjectives tell."""
    found: list[Ref] = []
    for item in items[place + 1 : place + 4]:
        if item.ref is None or item.ref.cls != "party" or item.ref.mention != "adjective":
            break
        found.append(renamed(item.ref, mention="nominal"))
    return found


def _vouching(agreement: RawAgreement, view: View, named: Named, claims: list[RawClaim]) -> None:
    """«تدخلت القوات … لضمان تهدئة», «رتبت … بحثاً عن تسوية»: who vouches, who mediates."""
    items = view.scene.items
    near = range(max(0, named.first - 3), named.first)
    cue = next((p for p in near if items[p].stem in _GUARANTEEING
                or items[p].text in _GUARANTEEING), -1)  # fmt: skip
    if cue >= 0:
        add_refs(agreement.guarantors, _intervener(items, cue, claims))
        return
    vouches = [p for p in near if items[p].stem in _VOUCHES and finite(items[p])]
    if vouches:
        add_refs(agreement.guarantors, _before(items, vouches[0]) or listed(view, vouches[0]))
    _proposing(agreement, view, named)
    for claim in claims:
        told = claim.type == "mediate" and claim.modality == "asserted"
        if told and 0 <= claim.index < named.first and _arranges(view, claim.index, named):
            add_refs(agreement.brokers, claim.actors)


def _proposing(agreement: RawAgreement, view: View, named: Named) -> None:
    """«طرحت واشنطن مقترحاً لوقف …», «مقترح أمريكي لهدنة»: a state that proposes it mediates."""
    for scope in view.scopes:
        over = scope.start <= named.index < scope.end and scope.cue.kind == "propose"
        if over and scope.verb:
            add_refs(agreement.brokers, [r for r in scope.holders if r.kind in _MEDIATING])
    items = view.scene.items
    for place in range(max(1, named.first - 2), min(len(items), named.last + 9)):
        ref, before = items[place].ref, items[place - 1]
        near = place <= named.last + 2 and (before.stem in _PLAN or before.text in _PLAN)
        by = items[place - 2] if before.text == "by" and place > 1 else before
        plan = near or by.stem in _PRESENTED or by.text in _PRESENTED
        if ref is not None and plan and ref.kind in _MEDIATING and not items[place].preposition:
            add_refs(agreement.brokers, [renamed(ref, mention="nominal")])


_MEDIATING = ("state", "organisation")
_PLAN, _PRESENTED = agreement_words("plan_of"), agreement_words("presented")


def _arranges(view: View, index: int, named: Named) -> bool:
    """Tell whether a verb of mediating is about the agreement, not about carrying it out."""
    scene = view.scene
    if scene.clause_of(index) != scene.clause_of(named.index):
        return False
    between = scene.items[index + 1 : named.first]
    carried = any("implemented" in i.cue_values for i in between)
    return finite(scene.items[index]) and not carried


def _intervener(items: list[Item], cue: int, claims: list[RawClaim]) -> list[Ref]:
    makers = [c for c in claims if c.type in ("intervene", "mediate", "mobilise", "visit")
              and 0 <= c.index < cue and c.actors]  # fmt: skip
    for place in range(cue - 1, max(-1, cue - 4), -1):
        ref = items[place].ref
        if ref is not None and ref.cls in ("party", "person") and ref.mention != "adjective":
            return [ref]
    return makers[-1].actors if makers else []


_LEAVING_OUT = sign("leaves out", stems=with_joined(_COVERING), cues=("exception", "term"))


def leaving_out(view: View, low: int, high: int) -> list[int]:
    """Return the places of a part of a sentence at which :func:`excluded_at` may find parties."""
    if not view.scene.signs & _LEAVING_OUT:
        return []
    items = view.scene.items
    return [place for place in range(low, high) if items[place].signs & _LEAVING_OUT]


def excluded_at(view: View, place: int) -> list[Ref]:
    """Return the parties that a word at a place leaves out of an agreement; empty for none."""
    items = view.scene.items
    item = items[place]
    if item.ref is not None:
        return []
    out = any(c.kind == "exception" or (c.kind == "term" and c.value == "excluded")
              for c, _ in item.cues)  # fmt: skip
    covers = not out and item.stem.removeprefix("و") in _COVERING
    if out or (covers and any(
        s.value == "negated" and s.start <= place < s.end for s in view.scopes
    )):  # fmt: skip
        return [r for r in listed(view, place) if r.cls == "party"]
    return []

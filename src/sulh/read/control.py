"""Who holds what: «… بيد …», "held by …", the part that is held, and what is excepted.

An exception turns what is said around: of one who lost all «باستثناء X», X stayed with him; what
one holds «باستثناء X» leaves X out; «لم يبق بيده إلا X» and «لم تحتفظ إلا بـX» leave him X alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.read.agreement_words import agreement_words
from sulh.read.chains import holders_at
from sulh.read.force import force_at, scope_over
from sulh.read.guards import under_rule
from sulh.read.items import Item, Ref
from sulh.read.raw import RawClaim
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.scopes import Scope
    from sulh.read.view import View

__all__ = ["find_control", "left_in", "share_of"]

_ONLY = agreement_words("only")
_NOT = agreement_words("not")
_RETAINING = agreement_words("retaining")
_SHARES = {
    "نصف": 0.5, "ثلث": 0.33, "ربع": 0.25, "ثلثي": 0.67, "ثلثا": 0.67, "half": 0.5, "third": 0.33,
    "quarter": 0.25, "thirds": 0.67, "quarters": 0.75, "كامل": 1.0, "whole": 1.0,
}  # fmt: skip
_AND = ("and", ",", "،", "و")
_HARD = (".", ";", "؛")
_LINKING = frozenset((*_AND, "the", '"', "(", ")"))
_BREAKS = frozenset((*_HARD, ":"))
_LEFT, _RIGHT = 7, 8
_CONTROL = sign("control", words=_ONLY, texts=("لسيطره",), cues=("control", "exception"))


def find_control(view: View) -> list[RawClaim]:
    """Return the claims of a sentence on who holds an area."""
    found: list[RawClaim] = []
    language = "ar" if view.scene.arabic else "en"
    for index, item in view.scene.marked(_CONTROL):
        for cue, _ in item.cues:
            if cue.kind == "control" and cue.lang == language and not _only_after(view, index):
                found += _plain(view, index, cue.value, cue.id)
            elif cue.kind == "exception" and not _negation(view, index):
                found += _excepted(view, index)
        if under_rule(view.scene.items, index):
            found += _plain(view, index, "holder", "rule:under")
        if item.text in _ONLY or item.stem in _ONLY:
            found += _only(view, index)
    return found


def share_of(view: View, area: Ref) -> float | None:
    """Return the part of an area that is spoken of, 0 to 1; None when no part is named."""
    first = area.name.split(maxsplit=1)[0]
    if first in _SHARES:
        return _SHARES[first]
    items = view.scene.items
    place = next((p for p, i in enumerate(items) if i.ref is area), 0)
    for item in reversed(items[max(0, place - 3) : place]):
        if item.stem in _SHARES:
            return _SHARES[item.stem]
        if item.text not in ("of", "the", "city") and not item.has("place_head"):
            return None
    return None


# ---- plain ----------------------------------------------------------------------------------


def _plain(view: View, index: int, value: str, rule: str) -> list[RawClaim]:
    items = view.scene.items
    if value == "holder":
        holders = _parties(items, index)
        areas = _areas_before(items, index)
    elif value == "area":
        before = _party_before(items, index)
        holders = [before] if before is not None else _parties(items, index)[:1]
        areas = _areas(items, index)
    else:
        return []
    return [_held(view, index, area, holders, rule) for area in areas if holders]


def _parties(items: list[Item], index: int) -> list[Ref]:
    """Return the parties right behind a word, joined ones included."""
    found: list[Ref] = []
    for place in range(index + 1, min(len(items), index + 10)):
        item = items[place]
        if item.ref is not None:
            joined = item.conjunction or items[place - 1].text in _AND
            if item.ref.cls not in ("party", "person") or (found and not joined):
                break
            if item.ref.mention != "adjective" or found:
                found.append(item.ref)
        elif item.text not in _LINKING and not item.has("title", "role"):
            break
    return found


def _party_before(items: list[Item], index: int) -> Ref | None:
    for place in range(index - 1, max(-1, index - 1 - _LEFT), -1):
        item = items[place]
        if item.ref is not None and item.ref.mention != "adjective":
            if item.ref.cls in ("party", "person"):
                if _tied(items, place):
                    continue
                return item.ref
            if item.ref.cls != "place":
                return None
        elif item.text in _BREAKS or item.has("complementizer") or item.triggers:
            return None
    return None


def _tied(items: list[Item], place: int) -> bool:
    """«X، المتحالفة مع Y، تسيطر على …»: Y only describes X."""
    before = items[place - 1] if place else None
    return before is not None and "relation" in before.cue_kinds


def _areas_before(items: list[Item], index: int) -> list[Ref]:
    found: list[Ref] = []
    for place in range(index - 1, max(-1, index - 1 - _RIGHT), -1):
        item = items[place]
        if item.ref is not None:
            if item.ref.cls != "place":
                break
            found.append(item.ref)
            if not item.conjunction and (place == 0 or items[place - 1].text not in _AND):
                break
        elif item.text in _HARD:
            break
    return found


def _areas(items: list[Item], index: int) -> list[Ref]:
    """Return the places behind a word, up to an exception, a verb or another party."""
    found: list[Ref] = []
    for place in range(index + 1, min(len(items), index + 1 + _RIGHT + 3 * len(found))):
        item = items[place]
        if item.ref is not None and item.ref.cls == "place":
            if found and not (item.conjunction or items[place - 1].text in _AND
                              or item.ref.mention == "adjective"):  # fmt: skip
                break
            found.append(item.ref)
        elif _ends(item):
            break
    return found[:6]


def _ends(item: Item) -> bool:
    """Tell whether a list of places ends at an item."""
    party = item.ref is not None and item.ref.cls != "place" and item.ref.mention != "adjective"
    excepted = "exception" in item.cue_kinds
    opens = item.has("subordinator", "contrast", "relative")
    return party or excepted or opens or bool(item.triggers) or item.text in _HARD


def left_in(view: View, index: int, places: list[Ref]) -> list[Ref]:
    """Return the places behind a word of control that no exception takes out."""
    items = view.scene.items
    for place in range(index + 1, len(items)):
        if "exception" in items[place].cue_kinds:
            start = items[place].start
            return [ref for ref in places if ref.start < start]
    return places


# ---- by exception ---------------------------------------------------------------------------


def _excepted(view: View, index: int) -> list[RawClaim]:
    """«خسر … معظم … باستثناء A و B»: what is excepted stays with the one who lost the rest."""
    holder = _loser(view, index)
    if not holder:
        return []
    items = view.scene.items
    claims = []
    for place in range(index + 1, len(items)):
        member = items[place]
        if member.ref is not None and member.ref.cls == "place":
            claim = _held(view, index, member.ref, holder, "rule:exception", exception=True)
            claim.start = member.ref.start if place > index + 1 else items[index].start
            claim.end = member.ref.end
            claims.append(claim)
        elif _ends(member):
            break
    return claims


def _loser(view: View, index: int) -> list[Ref]:
    """Return who lost what the exception is made to; nobody when the last word is of a gain."""
    for bound in reversed(view.bounds):
        if bound.index < index and bound.trigger.type == "lose_territory":
            return bound.actors
        if bound.index < index and bound.trigger.type == "gain_territory":
            return bound.targets
    return []


def _negation(view: View, index: int) -> bool:
    """Tell whether a negation stands before «إلا», so that it means only."""
    near = view.scene.items[max(0, index - 9) : index]
    return any(i.stem in _NOT or i.text in _NOT for i in near) or any(
        "positive" in i.cue_values for i in near
    )


def _only_after(view: View, index: int) -> bool:
    """Tell whether «… إلا …» follows a negated word of control, so that :func:`_only` reads it."""
    items = view.scene.items
    near = range(index + 1, min(len(items), index + 6))
    only = any(items[p].text in _ONLY or items[p].stem in _ONLY for p in near)
    return only and _negation(view, index + 1)


def _only(view: View, index: int) -> list[RawClaim]:
    """«لم يبق في يد A إلا X», «لم تحتفظ A إلا بـX»: A holds X alone."""
    if not _negation(view, index):
        return []
    items = view.scene.items
    holders: list[Ref] = []
    for place in range(index - 1, max(-1, index - 9), -1):
        item = items[place]
        holding = any(c.kind == "control" and c.value == "holder" for c, _ in item.cues)
        if holding or item.stem in _RETAINING or item.text in _RETAINING:
            before = _party_before(items, place) if not holding else None
            holders = _parties(items, place) or ([before] if before is not None else [])
            holders = holders or ([] if holding else _loser(view, index))
            break
    areas = _areas(items, index)
    claims = [_held(view, index, a, holders, "rule:only", exception=True) for a in areas if holders]
    for claim in claims:
        claim.modality, claim.polarity, claim.realis, claim.cue = "asserted", "pos", "actual", None
    return claims


# ---- the claim ------------------------------------------------------------------------------


def _held(
    view: View, index: int, area: Ref, holders: list[Ref], rule: str, *, exception: bool = False
) -> RawClaim:
    items = view.scene.items
    low, high = items[0].start, items[-1].end
    spans = [(r.start, r.end) for r in (*holders, area) if low <= r.start and r.end <= high]
    start = min([s for s, _ in spans] + [items[index].start])
    end = max([e for _, e in spans] + [items[index].end])
    scope: Scope | None = scope_over(view, index)
    modality, polarity, realis = force_at(scope)
    return RawClaim(
        kind="control", type="control", start=start, end=end, sentence=view.number,
        actors=list(holders), places=[area], modality=modality, polarity=polarity, realis=realis,
        holders=holders_at(view, index, scope), rules=(rule,), confidence=0.6, index=index,
        cue=(items[scope.index].start, items[scope.index].end) if scope else None,
        by_exception=exception, share=share_of(view, area),
    )  # fmt: skip

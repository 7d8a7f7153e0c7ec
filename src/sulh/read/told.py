"""What a document told before: the two sides of talks and fights, and events only named again.

«المفاوضات» goes back to the talks whose sides were named, «الطرفان» to the two sides of what was
told last, and «بعد زيارة X» tells of no second visit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim
from sulh.read.scene import Scene, acts
from sulh.read.view import View

__all__ = ["Told"]

_MUTUAL = ("negotiate", "fight", "agree", "ceasefire")
_AGAINST = ("attack", "accuse", "breach", "threaten", "condemn", "gain_territory")
"""Types whose two parties are against each other: sides where nothing names others."""
_PAIRED = frozenset((*_MUTUAL, *_AGAINST))
_REFERRED = ("negotiate", "fight")
"""Types whose bare definite noun goes back to the sides named before."""
_PAIR = words_of("pair")
_BACKGROUND = words_of("background")
_RECALLED = ("attack", "fight", "displace", "intervene", "visit", "escalate")


@dataclass(slots=True)
class Told:
    """What has been told so far: the sides by type of event, who was against whom, the claims."""

    sides: dict[str, list[Ref]] = field(default_factory=dict)
    opposed: dict[frozenset[str], list[Ref]] = field(default_factory=dict)
    claims: list[RawClaim] = field(default_factory=list)

    def settle(self, view: View, claims: list[RawClaim]) -> list[RawClaim]:
        """Complete the event claims of a sentence by what was told, and leave out repetitions.

        Parameters
        ----------
        view : View
            The sentence.
        claims : list of RawClaim
            Its event claims; sides are filled in in place.
        """
        if not claims:
            return claims
        named, kind = _sides_named(view.scene)
        for claim in sorted(claims, key=lambda c: c.index):
            if named:
                self.sides |= {"": named, kind: named}
            self._refer(view.scene, claim)
        kept = [claim for claim in claims if not self._again(view.scene, claim)]
        self.claims += kept
        return kept

    def _refer(self, scene: Scene, claim: RawClaim) -> None:
        """Put sides where a claim names two sides without their names, or none at all."""
        targeted, acting = _hold_pair(claim.targets), _hold_pair(claim.actors)
        if targeted or acting:
            both = self.sides.get(claim.type) or self.sides.get("") or self._only_pair()
            claim.targets = list(both) if both and targeted else claim.targets
            claim.actors = list(both) if both and acting else claim.actors
        if claim.type in _REFERRED and not (acting or claim.actors or claim.targets):
            known = self.sides.get(claim.type, [])
            claim.actors = list(known) if _definite(scene, claim.index) else []
        if claim.type not in _PAIRED:
            return
        given = [ref for ref in (*claim.actors, *claim.targets) if not _is_pair(ref)]
        if len(given) != 2:
            return
        if claim.type in _MUTUAL:
            self.sides[claim.type] = self.sides[""] = given
        elif all(_is_party(ref) for ref in given):
            self.opposed.setdefault(frozenset(ref.key for ref in given), given)

    def _only_pair(self) -> list[Ref]:
        """Return the two who were set against each other, if all that was told opposes these."""
        return next(iter(self.opposed.values())) if len(self.opposed) == 1 else []

    def _again(self, scene: Scene, claim: RawClaim) -> bool:
        """Tell whether a noun in the background only names an event that was told."""
        if claim.type not in _RECALLED or claim.modality != "asserted" or not claim.actors:
            return False
        if finite(scene.items[claim.index]) or not _in_background(scene, claim.index):
            return False
        return any(
            other.type == claim.type and other.modality == "asserted"
            and _within(claim.actors, other.actors) and _within(claim.targets, other.targets)
            and _within(claim.places, other.places)
            for other in self.claims
        )  # fmt: skip


def _within(part: list[Ref], whole: list[Ref]) -> bool:
    return {ref.key for ref in part} <= {ref.key for ref in whole}


def _hold_pair(refs: list[Ref]) -> bool:
    """Tell whether «الطرفان» is among some references."""
    return bool(refs) and any(ref.entry is None and ref.name in _PAIR for ref in refs)


def _is_pair(ref: Ref) -> bool:
    return ref.entry is None and ref.name in _PAIR


def _is_party(ref: Ref) -> bool:
    return ref.cls == "party" and ref.kind not in ("civilians", "community")


def _definite(scene: Scene, index: int) -> bool:
    item = scene.items[index]
    if scene.arabic:
        return item.article or " ال" in item.text
    before = scene.items[index - 1].text if index else ""
    return before in ("the", "these", "those")


def _in_background(scene: Scene, index: int) -> bool:
    """«بعد زيارة X», «صاحب التدخل», "after the raid": what only dates or accompanies."""
    near = scene.items[max(0, index - 2) : index]
    return any(i.ref is None and (i.text in _BACKGROUND or i.stem in _BACKGROUND) for i in near)


def _sides_named(scene: Scene) -> tuple[list[Ref], str]:
    """«طرفا النزاع، A وB», «طرفي المفاوضات من A وB»: the two sides by name, and of what."""
    if not scene.arabic:
        return [], ""
    for place, item in enumerate(scene.items):
        if item.ref is None or item.ref.entry is not None or not _is_pair(item.ref):
            continue
        found: list[Ref] = []
        for at in range(place + 1, len(scene.items)):
            ref = scene.items[at].ref
            if ref is None or not acts(ref) or ref.mention != "name":
                if finite(scene.items[at]):
                    break
                continue
            if not found or _joined(scene.items, at):
                found.append(ref)
            if len(found) == 2:
                of = {t.type for t, _ in scene.items[place + 1].triggers}
                return found, "negotiate" if "negotiate" in of else "fight"
    return [], ""


def _joined(items: list[Item], place: int) -> bool:
    while place and items[place - 1].text in ('"', "(", "«"):
        place -= 1
    return bool(items[place].conjunction) or items[place - 1].text in ("و", "and")

"""What was alleged, repeated as denied by who denies it."""

from __future__ import annotations

from sulh.read.implied import CONTROLLED
from sulh.read.items import Ref
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim, RawHolder, RawLink
from sulh.read.view import Reading, View

__all__ = ["DENYING", "pair_denials"]

_CHARGES = words_of("charge")


_TIES = words_of("tie")
DENYING = ("deny", "reject")


def pair_denials(view: View, claims: list[RawClaim], reading: Reading) -> None:
    """«… تنفي الأخيرة هذه الاتهامات»: repeat what was alleged, as denied by who denies it."""
    earlier = reading.claims
    for denial in claims:
        if denial.type == "deny" and denial.kind == "event":
            _deny_subject(view, denial, claims)
    for denial in [c for c in claims if _denial(view, c, claims)]:
        contents = [c for c in claims if c.modality == "denied"]
        if contents:
            continue
        if not _denies_charges(view, denial):
            continue
        recent = [c for c in (*earlier, *claims) if _alleged(c)
                  and view.number - c.sentence <= 2 and c is not denial]  # fmt: skip
        if denial.actors:
            keys = {ref.key for ref in denial.actors}
            about = [c for c in recent if keys & {r.key for r in (*c.actors, *c.targets)}]
            recent = about or [c for c in recent if c.modality == "accused" and not c.actors]
        recent = _nearest(recent)
        if not denial.targets and recent:
            accuser = recent[-1].holders[-1].who
            if isinstance(accuser, Ref) and accuser.cls == "party":
                denial.targets = [accuser]
        for content in recent:
            repeated = _denied(content, denial)
            claims.append(repeated)
            reading.links.append(RawLink("denies", repeated, content, denial.start, denial.end,
                                         repeated.holders[-1].who))  # fmt: skip


_PASSIVE = frozenset(("was", "were", "been", "is", "are", "being"))
_APART = frozenset((",", ";", ":", "and", "but", "which", "while", "after", "before", "as"))


def _deny_subject(view: View, denial: RawClaim, claims: list[RawClaim]) -> None:
    """Deny the subject of a passive: "the attack on X was denied by Y"."""
    items = view.scene.items
    if not any(i.text in _PASSIVE for i in items[max(0, denial.index - 2) : denial.index]):
        return
    for claim in claims:
        between = items[claim.index : denial.index] if 0 <= claim.index < denial.index else []
        if not between or claim.modality != "asserted" or claim.kind != "event":
            continue
        if any(item.text in _APART for item in between):
            continue
        denied = _denied(claim, denial)
        claim.modality, claim.polarity, claim.realis = "denied", "neg", "disputed"
        claim.holders, claim.cue, claim.rules = denied.holders, denied.cue, denied.rules


def _denial(view: View, claim: RawClaim, claims: list[RawClaim]) -> bool:
    """«نفى …», «رفض الاتهامات», and «وهو ما ترفضه …» behind a charge, which deny too."""
    if claim.modality != "asserted" or claim.type not in DENYING:
        return False
    near = view.scene.items[claim.index + 1 : claim.index + 5]
    before = view.scene.items[max(0, claim.index - 3) : claim.index]
    comment = any(i.text in ("وهو", "وهي", "الامر", "ما") or "وهو ما" in i.text for i in before)
    if claim.type == "reject" and view.scene.items[claim.index].back and comment:
        forces = {c.modality for c in claims}
        return "accused" in forces and not forces & {"demanded", "proposed"}
    return claim.type == "deny" or any(i.stem in _CHARGES or i.text in _CHARGES for i in near)


def _nearest(contents: list[RawClaim]) -> list[RawClaim]:
    """Keep charges before mere reports, and of them those of the last sentence that has any."""
    charges = [c for c in contents if c.modality == "accused"] or contents
    last = max((c.sentence for c in charges), default=-1)
    return [c for c in charges if c.sentence == last]


def _alleged(claim: RawClaim) -> bool:
    """Tell whether a claim is something another party alleges, so that it can be denied."""
    told = len(claim.holders) > 1 and claim.modality == "asserted" and claim.type in CONTROLLED
    return (claim.modality == "accused" or told) and claim.type not in ("accuse", "deny")


def _denies_charges(view: View, denial: RawClaim) -> bool:
    if view.scene.items[denial.index].back:
        return True  # «الأمر الذي تنفيه …»
    items = view.scene.items[denial.index + 1 : denial.index + 7]
    if any(item.stem in _CHARGES or item.text in _CHARGES for item in items):
        return True
    following = [item for item in items if not item.is_mark]
    if any(item.stem in _TIES for item in following[:3]):
        return True
    return all(item.ref is not None or item.has("demonstrative", "function", "time", "pronoun")
               for item in following[:3])  # fmt: skip


def _denied(content: RawClaim, denial: RawClaim) -> RawClaim:
    voice = RawHolder(denial.actors[0] if denial.actors else "unnamed", denial.start, denial.end)
    outer = denial.holders
    return RawClaim(
        kind=content.kind, type=content.type, subtype=content.subtype, start=denial.start,
        end=denial.end, sentence=denial.sentence, actors=content.actors, targets=content.targets,
        places=content.places, modality="denied", polarity="neg", realis="disputed",
        holders=(*outer, voice), cue=(denial.start, denial.end),
        rules=(*denial.rules, *content.rules, "pair:denial"), confidence=denial.confidence,
        share=content.share, what=content.what, by_exception=content.by_exception,
    )  # fmt: skip

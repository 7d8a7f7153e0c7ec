"""What does harm: content given as fact that no text gives as fact, and claims without ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sulh.evaluation.bounds import Rate
from sulh.evaluation.claims import Matcher, same_type
from sulh.evaluation.gold import GoldClaim, GoldDocument
from sulh.evaluation.names import Names
from sulh.evaluation.score import empty
from sulh.evaluation.spans import shared
from sulh.evaluation.system import SystemClaim, SystemDocument

__all__ = ["Honesty", "honesty"]

_CHECKED = ("event", "relation", "control")
"""Kinds whose content can be given as fact; states and terms carry their force in their words."""


@dataclass(frozen=True, slots=True)
class Honesty:
    """The two rates, with how much was found at all: silence is no honesty.

    Attributes
    ----------
    false_fact : Rate
        Claims that the gold does not assert (denied, accused, predicted, proposed, conditional,
        demanded, intended, possible, negated) and the reader found: those given as fact.
    found : Rate
        Of all claims that the gold does not assert, those found with any force.
    unsupported : Rate
        The reader's claims: those that touch no gold claim of their kind and type.
    groundless : Rate
        The reader's claims: those that touch no gold claim whatever.
    examples : tuple of str
        ``document: type: quote`` of each false fact and each claim that is unsupported.
    """

    false_fact: Rate
    found: Rate
    unsupported: Rate
    groundless: Rate
    examples: tuple[str, ...] = field(default=(), repr=False)

    def lines(self) -> list[str]:
        """Return one line a rate."""
        return [
            f"{'false facts':<30} {self.false_fact}",
            f"{'  not asserted, found':<30} {self.found}",
            f"{'unsupported claims':<30} {self.unsupported}",
            f"{'  on nothing at all':<30} {self.groundless}",
        ]


def honesty(gold: Mapping[str, GoldDocument], system: Mapping[str, SystemDocument]) -> Honesty:
    """Count false facts and unsupported claims of a reader."""
    false = found = wanted = unsupported = groundless = given = 0
    examples: list[str] = []
    for name, document in gold.items():
        answer = system.get(name) or empty(name)
        judge = _Judge(document, answer)
        for claim in document.claims:
            if claim.kind in _CHECKED and not _is_fact(claim) and not claim.optional:
                forces = judge.forces(claim)
                wanted += 1
                found += bool(forces)
                false += "fact" in forces
                examples += [judge.line("false fact", claim)] if "fact" in forces else []
        for index, said in enumerate(answer.claims):
            given += 1
            groundless += not judge.touches(said)
            if not judge.supports(index):
                unsupported += 1
                examples.append(judge.line("unsupported", said))
    return Honesty(
        Rate(false, found), Rate(found, wanted), Rate(unsupported, given),
        Rate(groundless, given), tuple(examples),
    )  # fmt: skip


def _is_fact(claim: GoldClaim) -> bool:
    return "asserted" in (claim.modality, *claim.modality_alt) and claim.polarity == "pos"


class _Judge:
    """Holds a reader's claims on one document against the gold ones."""

    def __init__(self, gold: GoldDocument, system: SystemDocument) -> None:
        self._gold, self._system = gold, system
        matcher = Matcher(gold, system, Names(gold, system))
        pairs = matcher.pairs(range(len(gold.claims)), range(len(system.claims)), _fits)
        self._partner = {j: gold.claims[i] for i, j in pairs}

    def forces(self, claim: GoldClaim) -> set[str]:
        """With which forces the reader gives a gold claim; those paired with others left out."""
        return {
            "fact" if said.modality == "asserted" and said.polarity == "pos" else said.modality
            for j, said in enumerate(self._system.claims)
            if self._partner.get(j, claim) is claim
            and shared(said.span, claim.span)
            and _fits(claim, said)
        }

    def touches(self, said: SystemClaim) -> bool:
        return any(shared(said.span, claim.span) for claim in self._gold.claims)

    def supports(self, index: int) -> bool:
        said = self._system.claims[index]
        return index in self._partner or any(
            shared(said.span, claim.span) and _fits(claim, said) for claim in self._gold.claims
        )

    def line(self, what: str, claim: GoldClaim | SystemClaim) -> str:
        quote = self._gold.text[claim.start : claim.end]
        return f"{what}: {self._gold.id}: {claim.type}: {quote}"


def _fits(gold: GoldClaim, said: SystemClaim) -> bool:
    kinds = ("event", "term") if said.kind == "event" else (said.kind,)
    if gold.kind not in kinds:
        return False
    return same_type(gold, said) if said.kind in ("event", "relation") else True

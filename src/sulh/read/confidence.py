"""How likely a claim is right: a small linear model over what the draft says of the claim.

`MODEL` holds the coefficients, what they were fitted on and how well that went;
``scripts/confidence_trial.py --write`` makes it from annotated reports. Nothing is decided by the
number: it is stored with the claim and orders what a person looks at. Kinds that the model was not
fitted on (terms, states) keep the constant of the rule that found them.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from sulh.case.model import Claim, EventContent, Mention, Party, Person

__all__ = ["FEATURES", "KINDS", "MODEL", "Features", "features_of", "weighed"]

MODEL = Path(__file__).with_name("confidence.json")
KINDS = ("event", "relation", "control")
FEATURES = (
    "relation or control", "hard event", "speech act", "an actor", "force is not asserted",
    "long sentence", "arguments from elsewhere", "competing reading",
)  # fmt: skip
_HARD = frozenset((
    "attack", "fight", "casualty", "destroy", "gain_territory", "lose_territory", "displace",
    "ceasefire", "protest",
))  # fmt: skip
_SAYING = frozenset(("accuse", "deny", "demand", "condemn", "threaten", "convey_message"))
_ENDS = ".\n؟!"
_NEAR = 60
"""Code points around a quote within which a mention counts as its own."""

Features = tuple[float, ...]
_Mentions = Mapping[tuple[str, str], Sequence[Mention]]


@dataclass(frozen=True, slots=True)
class _Model:
    weights: Features
    intercept: float

    def chance(self, given: Features) -> float:
        z = self.intercept + sum(w * x for w, x in zip(self.weights, given, strict=True))
        return round(1 / (1 + math.exp(-z)), 2)


@lru_cache(maxsize=1)
def _model() -> _Model:
    held = json.loads(MODEL.read_text(encoding="utf-8"))
    return _Model(tuple(held["coefficients"][name] for name in FEATURES), held["intercept"])


def weighed(
    claims: Sequence[Claim], whom: Iterable[Party | Person], texts: Mapping[str, str]
) -> list[Claim]:
    """Return the claims with the probability that each is right, to two decimals.

    Parameters
    ----------
    claims : sequence of Claim
        The claims of a draft.
    whom : iterable of Party or Person
        Those that its claims name, with their mentions.
    texts : mapping of source id to str
        The documents.
    """
    return [
        claim if given is None else replace(claim, confidence=_model().chance(given))
        for claim, given in zip(claims, features_of(claims, whom, texts), strict=True)
    ]


def features_of(
    claims: Sequence[Claim], whom: Iterable[Party | Person], texts: Mapping[str, str]
) -> Iterator[Features | None]:
    """Yield the features of each claim, in the order of `FEATURES`; None for other kinds."""
    mentions: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for record in whom:
        for mention in record.mentions:
            mentions[record.id, mention.source].append(mention)
    beside: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.content.kind == "event":
            beside[claim.source].append(claim)
    for claim in claims:
        known = claim.content.kind in KINDS
        yield _features(claim, beside, mentions, texts[claim.source]) if known else None


def _features(
    claim: Claim, beside: Mapping[str, Sequence[Claim]], mentions: _Mentions, text: str
) -> Features:
    content = claim.content
    event = content if isinstance(content, EventContent) else None
    kind = event.type if event else ""
    return (
        float(event is None),
        float(kind in _HARD),
        float(kind in _SAYING),
        float(bool(event and event.actors)),
        float(claim.modality != "asserted"),
        min(_length(claim, text), 60) / 30,
        float(event is not None and _from_elsewhere(claim, event, mentions)),
        float(event is not None and _contested(claim, beside[claim.source])),
    )


def _length(claim: Claim, text: str) -> int:
    """Return how many words the sentence of a claim has."""
    start = max(text.rfind(mark, 0, claim.start) for mark in _ENDS)
    ends = [end for mark in _ENDS if (end := text.find(mark, claim.end)) >= 0]
    return len(text[start + 1 : min(ends, default=len(text))].split())


def _from_elsewhere(claim: Claim, event: EventContent, mentions: _Mentions) -> bool:
    """Tell whether those who act and are acted on are all named away from the quote."""
    whom = (*event.actors, *event.targets)
    return bool(whom) and not any(
        claim.start - _NEAR <= mention.start <= claim.end + _NEAR
        for one in whom
        for mention in mentions.get((one, claim.source), ())
    )


def _contested(claim: Claim, events: Sequence[Claim]) -> bool:
    """Tell whether another event is read in the same words."""
    return any(
        other is not claim and other.start < claim.end and claim.start < other.end
        for other in events
    )

"""How likely a claim is right: a small linear model over what the draft says of the claim.

`MODEL` holds the coefficients, what they were fitted on and how well that went;
``scripts/confidence_trial.py --write`` makes it from annotated reports. Nothing is decided by the
number: it is stored with the claim and orders what a person looks at. Kinds that the model was not
fitted on (terms, states) keep the constant of the rule that found them.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
_ENDS = re.compile("[.\n؟!]")
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
        claim if given is None else _with(claim, _chance(given))
        for claim, given in zip(claims, features_of(claims, whom, texts), strict=True)
    ]


@lru_cache(maxsize=4096)
def _chance(given: Features) -> float:
    return _model().chance(given)


def _with(claim: Claim, confidence: float) -> Claim:
    """Return the claim with another confidence; `dataclasses.replace` is thirty times slower."""
    new = object.__new__(Claim)
    new.__dict__.update(claim.__dict__, confidence=confidence)
    return new


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
    ends = {source: _ends_of(text) for source, text in texts.items()}
    for claim in claims:
        if claim.content.kind in KINDS:
            words = _length(claim, texts[claim.source], ends[claim.source])
            yield _features(claim, beside, mentions, words)
        else:
            yield None


def _ends_of(text: str) -> list[int]:
    """Return where the sentences of a text end."""
    return [match.start() for match in _ENDS.finditer(text)]


def _features(
    claim: Claim, beside: Mapping[str, Sequence[Claim]], mentions: _Mentions, words: int
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
        min(words, 60) / 30,
        float(event is not None and _from_elsewhere(claim, event, mentions)),
        float(event is not None and _contested(claim, beside[claim.source])),
    )


def _length(claim: Claim, text: str, ends: Sequence[int]) -> int:
    """Return how many words the sentence of a claim has, in a text with these ends."""
    before, after = bisect_left(ends, claim.start), bisect_left(ends, claim.end)
    start = ends[before - 1] + 1 if before else 0
    return len(text[start : ends[after] if after < len(ends) else len(text)].split())


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
    start, end = claim.start, claim.end
    near = [other for other in events if other.start < end and start < other.end]
    return len(near) > 1 or (bool(near) and near[0] is not claim)

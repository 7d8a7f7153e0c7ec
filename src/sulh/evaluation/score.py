"""The score of a reader: the measures of ``../shared/tools/score_reader.py``, of any gold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sulh.evaluation.agreements import count_agreements
from sulh.evaluation.claims import Matcher, count_claims
from sulh.evaluation.gold import KINDS, GoldDocument
from sulh.evaluation.mentions import count_mentions
from sulh.evaluation.names import Names
from sulh.evaluation.system import SystemDocument
from sulh.evaluation.tally import Measure, Tally

__all__ = ["Report", "empty", "score"]

_COUNTED = (
    "parties_exact", "parties_overlap", "places_exact", "places_overlap", "event", "event_iou50",
    "event_stretched", "event_anytype", "actor_strict", "actor_lenient", "target_strict",
    "target_lenient", "place_lenient", "relation", "control", "agreement", "agr_mediator",
    "agr_guarantor",
)  # fmt: skip
_ANSWERED = (
    "attribution", "attribution_named_recall", "attribution_named_precision", "modality",
    "polarity", "relation_ends", "agreement_status", "agreement_status_coarse",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """Measures by name, in the order they are printed; None where there was nothing to count.

    `negatives` says what was found in the texts that are about no conflict: claims, events and
    party mentions for 1,000 characters.
    """

    measures: Mapping[str, Measure | None]
    negatives: Mapping[str, float]
    n_documents: int
    n_characters: int

    def lines(self) -> list[str]:
        """Return one line a measure."""
        found = [f"{name:<30} {measure or '-'}" for name, measure in self.measures.items()]
        return found + [f"{name:<30} {value:.2f}" for name, value in self.negatives.items()]


def empty(doc: str) -> SystemDocument:
    """Return what a reader gave that gave nothing."""
    return SystemDocument(doc=doc, entities=dict.fromkeys(KINDS, ()))


def score(gold: Mapping[str, GoldDocument], system: Mapping[str, SystemDocument]) -> Report:
    """Score what a reader gave; a document it did not give counts as empty.

    Parameters
    ----------
    gold, system : mapping of document id to document
        Documents that the gold does not know are left out.
    """
    tally, negative, n_negative = Tally(), dict.fromkeys(("claims", "events", "names"), 0), 0
    for name, document in gold.items():
        given = system.get(name) or empty(name)
        if document.negative:
            n_negative += len(document.text)
            negative["claims"] += len(given.claims)
            negative["events"] += sum(claim.kind == "event" for claim in given.claims)
            negative["names"] += sum(len(e.mentions) for e in given.entities["parties"])
            continue
        names = Names(document, given)
        for kind in ("parties", "places"):
            count_mentions(document, given, kind, tally)
        count_claims(Matcher(document, given, names), tally)
        count_agreements(document.agreements, given.agreements, names, tally)
    rates = {
        f"negative_{k}_per_1000": 1000 * n / n_negative for k, n in negative.items() if n_negative
    }
    return Report(_measures(tally), rates, len(gold), sum(len(g.text) for g in gold.values()))


def _measures(tally: Tally) -> dict[str, Measure | None]:
    found: dict[str, Measure | None] = {name: tally.prf(name) for name in _COUNTED}
    for name in ("party", "place"):
        found[f"{name}_link_b3"] = tally.mean(f"{name}_link_b3")
        found[f"{name}_link_pair"] = tally.prf(f"{name}_link_pair")
    found |= {name: tally.accuracy(name) for name in _ANSWERED}
    classes = {name: tally.prf(name) for name in tally.names("modality:")}
    found |= classes
    values = [measure.value for measure in classes.values() if measure]
    macro = Measure(sum(values) / len(values), len(values)) if values else None
    return found | {"modality_macro_f1": macro}

"""Agreements: which were found, what became of them, who mediates and vouches."""

from __future__ import annotations

from sulh.evaluation.gold import GoldAgreement
from sulh.evaluation.names import Names, key
from sulh.evaluation.spans import paired, shared
from sulh.evaluation.system import SystemAgreement
from sulh.evaluation.tally import Tally

__all__ = ["count_agreements"]

_COARSE = {
    "reached": "in_place", "implemented": "in_place", "reported_in_effect_or_sought": "in_place",
    "advocated": "sought", "proposed_by_author": "sought",
}  # fmt: skip
"""Statuses between which readers of the same text often differ."""


def count_agreements(
    golds: tuple[GoldAgreement, ...],
    systems: tuple[SystemAgreement, ...],
    names: Names,
    tally: Tally,
) -> None:
    """Pair agreements by span, name or parties; count them, their status, mediators, guarantors."""
    candidates = []
    for i, gold in enumerate(golds):
        for j, system in enumerate(systems):
            weight = _likeness(gold, system, names)
            if weight > 0:
                candidates.append((weight + 0.001 * (system.status == gold.status), i, j))
    pairs = paired(candidates)
    tally.add("agreement", tp=len(pairs), fn=len(golds) - len(pairs), fp=len(systems) - len(pairs))
    for i, j in pairs:
        _count_pair(golds[i], systems[j], names, tally)


def _likeness(gold: GoldAgreement, system: SystemAgreement, names: Names) -> float:
    touching = any(shared(a, b) for a in gold.mentions for b in system.mentions)
    words = set(key(system.name))
    alike = max((_jaccard(words, set(key(name))) for name in gold.names), default=0.0)
    bound = sum(bool(names.match(p, gold.parties, lenient=True)) for p in system.parties)
    weight = 2 * touching + alike + 0.5 * bound / max(1, len(gold.parties))
    if not (system.name or system.mentions or system.parties):
        weight += 0.01 + 0.01 * (system.status == gold.status)
    return weight


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _count_pair(gold: GoldAgreement, system: SystemAgreement, names: Names, tally: Tally) -> None:
    accepted = {gold.status, *gold.status_alt}
    coarse = {_COARSE.get(status, status) for status in accepted}
    tally.answer("agreement_status", right=system.status in accepted)
    tally.answer(
        "agreement_status_coarse", right=_COARSE.get(system.status, system.status) in coarse
    )
    for role in ("mediator", "guarantor"):
        wanted, given = getattr(gold, role), getattr(system, role)
        matches = [names.match(name, wanted, lenient=True) for name in given]
        hits = sum(any(i in found for found in matches) for i in wanted)
        wrong = sum(not found for found in matches)
        tally.add(f"agr_{role}", tp=hits, fn=len(wanted) - hits, fp=wrong)

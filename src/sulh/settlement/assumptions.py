"""The ledger of assumptions: every number, role and wish of an answer that no text supports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sulh.case.model import Campaign, Case, Decision, Text
from sulh.settlement.result import Assumption
from sulh.settlement.result_bridge import BridgeResult
from sulh.simulation.from_case import assumptions_of

__all__ = ["aims_assumed", "assumptions_in"]


def assumptions_in(
    case: Case, *, decisions: Iterable[Decision] = (), campaigns: Iterable[Campaign] = ()
) -> tuple[Assumption, ...]:
    """Return the assumptions of some decisions and campaigns.

    A statement that claims support still stands here when how sure it is (its belief) is the
    pattern's number.

    Parameters
    ----------
    case : Case
    decisions, campaigns : iterable
        What was answered.
    """
    found = [a for decision in decisions for a in _of_decision(decision)]
    found += [a for campaign in campaigns for a in _of_campaign(case, campaign)]
    return tuple(found)


def _of_decision(decision: Decision) -> Iterator[Assumption]:
    for role in decision.roles:
        if role.parties and role.basis != "text":
            yield Assumption(
                about=f"{decision.id}/roles/{role.name}",
                what=role.title,
                basis=role.basis,
                used_in=decision.id,
            )
    for option in decision.options:
        if option.basis == "assumed":
            yield Assumption(
                about=f"{decision.id}/options/{option.id}",
                what=option.title,
                basis=option.basis,
                used_in=decision.id,
            )
    for statement in decision.statements:
        if statement.basis != "text":
            yield Assumption(
                about=f"{decision.id}/statements/{statement.id}",
                what=statement.why or Text(en=statement.condition),
                basis=statement.basis,
                belief=statement.belief,
                used_in=decision.id,
            )


def aims_assumed(bridges: Iterable[BridgeResult]) -> tuple[Assumption, ...]:
    """The weights of aims that some answers were weighed with: no text gives a weight.

    Parameters
    ----------
    bridges : iterable of BridgeResult
    """
    return tuple(
        Assumption(
            about=f"{bridge.decision}/aims/{aim.id}",
            what=aim.why or Text(en=aim.outcome or aim.condition),
            basis="pattern" if aim.basis == "text" else aim.basis,
            low=aim.low,
            high=aim.high,
            unit="stake",
            used_in=bridge.decision,
        )
        for bridge in bridges
        for aim in bridge.aims
    )


def _of_campaign(case: Case, campaign: Campaign) -> Iterator[Assumption]:
    for number in assumptions_of(case, campaign):
        yield Assumption(
            about=number.field,
            what=Text(en=number.name),
            basis=number.basis,
            low=number.low,
            high=number.high,
            unit=number.unit,
            used_in=campaign.id,
        )

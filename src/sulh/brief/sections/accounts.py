"""Rival accounts of one breach, side by side: who is said to have broken a deal, on whose word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sulh.brief.context import Context, Evidence
from sulh.case.model import Agreement, Claim, EventContent
from sulh.frame.facts import Facts

__all__ = ["Account", "BreachAccounts", "breach_accounts", "told_in_accounts"]

_AGAINST = frozenset({"denied", "negated"})


@dataclass(frozen=True)
class Account:
    """One account: who is said to have broken the deal, who says so, and who denies it."""

    title: str
    claims: tuple[Evidence, ...]
    denials: tuple[Evidence, ...]


@dataclass(frozen=True)
class BreachAccounts:
    """The accounts of how one agreement was broken, two at least."""

    agreement: str
    accounts: tuple[Account, ...]


def breach_accounts(context: Context) -> tuple[BreachAccounts, ...]:
    """Return each agreement of whose breach there is more than one account.

    Accounts differ by whom they blame; where all blame the same, by whose word it is.
    """
    found = []
    for agreement in context.case.agreements:
        groups = _rival(context, agreement)
        if len(groups) > 1:
            accounts = tuple(_account(context, title, ids) for title, ids in groups)
            found.append(BreachAccounts(context.voice.text(agreement.name), accounts))
    return tuple(found)


def told_in_accounts(context: Context) -> frozenset[str]:
    """Claims that stand in some account, so that they are not set out twice."""
    return frozenset(
        each.claim
        for told in breach_accounts(context)
        for account in told.accounts
        for each in (*account.claims, *account.denials)
    )


def _rival(context: Context, agreement: Agreement) -> list[tuple[str, list[str]]]:
    """Titles and claims of the accounts of one agreement's breach."""
    facts = Facts.of_case(context.case)
    blamed: dict[tuple[str, ...], dict[str, None]] = {}
    for by, claim in _breaches(context, agreement):
        side = next((other for other in blamed if _one_side(facts, by, other)), None)
        ids = blamed.pop(side, {}) if side is not None else {}
        blamed[tuple(dict.fromkeys((*(side or ()), *by)))] = {**ids, claim: None}
    if len(blamed) > 1:
        return [(_blaming(context, by), list(ids)) for by, ids in blamed.items()]
    return [
        (_blaming(context, by), ids)
        for by, every in blamed.items()
        for ids in _by_holder(context, every)
    ]


def _one_side(facts: Facts, first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether those blamed are of one side: the same, or one a part of the other."""
    if not first or not second:
        return first == second
    return bool({facts.side(party) for party in first} & {facts.side(p) for p in second})


def _breaches(context: Context, agreement: Agreement) -> Iterator[tuple[tuple[str, ...], str]]:
    """Who is blamed, and the claim: as the agreement has it, then by claims that name it."""
    known = context.names.claims
    told = set()
    for breach in agreement.breaches:
        for name in breach.claims:
            if name in known and not _against(known[name]):
                told.add(name)
                yield tuple(breach.by), name
    for claim in known.values():
        content = claim.content
        if (
            isinstance(content, EventContent)
            and (content.type, content.object) == ("breach", agreement.id)
            and claim.id not in told
            and not _against(claim)
        ):
            yield tuple(content.actors), claim.id


def _by_holder(context: Context, ids: dict[str, None]) -> list[list[str]]:
    """The claims of one account by whose word they are; the reporter's chain is left aside."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in ids:
        claim = context.names.claims[name]
        last = claim.holders[-1].who if claim.holders else "author"
        key = (last, claim.source if last in {"author", "unnamed"} else "")
        found.setdefault(key, []).append(name)
    return list(found.values())


def _against(claim: Claim) -> bool:
    return claim.modality in _AGAINST or claim.polarity == "neg"


def _blaming(context: Context, by: tuple[str, ...]) -> str:
    if not by:
        return context.voice.say(ar="من غير تسمية من نقضه", en="not saying who broke it")
    names = context.names
    return context.voice.say(
        ar=f"من يُنسب إليه النقض: {names.list(by)}", en=f"Said to have broken it: {names.list(by)}"
    )


def _account(context: Context, title: str, ids: list[str]) -> Account:
    mine = set(ids)
    against = {
        link.source_claim
        for link in context.case.links
        if link.type == "denies" and link.target_claim in mine
    }
    against |= {
        claim
        for event in context.case.events
        if mine & set(event.claims)
        for claim in event.claims
        if claim in context.names.claims and _against(context.names.claims[claim])
    }
    return Account(
        title, context.evidence_of(tuple(ids)), context.evidence_of(tuple(sorted(against - mine)))
    )

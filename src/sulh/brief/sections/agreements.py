"""Agreements: terms, who signed, who vouches, what became of them and on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.brief.context import Context, Evidence
from sulh.case.model import Agreement
from sulh.words.agreements import (
    breach_sentence,
    consent_sentence,
    displacement_warning,
    status_sentence,
    term_words,
)
from sulh.words.dates import when
from sulh.words.numbers import count
from sulh.words.vocabulary import AGREEMENT_STATUSES

__all__ = ["AgreementView", "agreements"]


@dataclass(frozen=True)
class AgreementView:
    """One agreement. `facts` are a label and its value; the last says what the texts do not."""

    name: str
    when: str
    status: str
    broken: bool
    follows: str
    facts: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    history: tuple[str, ...]
    breaches: tuple[str, ...]
    consent: str
    warning: str
    evidence: tuple[Evidence, ...]
    n_claims: str


def agreements(context: Context) -> tuple[AgreementView, ...]:
    """Return the agreements in the order of their dates, those without one last."""
    return tuple(_view(a, context) for a in sorted(context.case.agreements, key=_date))


def _date(agreement: Agreement) -> tuple[bool, str, str]:
    start = agreement.when.start if agreement.when else None
    return start is None, str(start or ""), agreement.id


def _view(agreement: Agreement, context: Context) -> AgreementView:
    names, voice = context.names, context.voice
    breaching = [c for b in agreement.breaches for c in b.claims]
    evidence = context.evidence_of(tuple(dict.fromkeys((*agreement.claims, *breaching))))
    return AgreementView(
        name=voice.text(agreement.name),
        when=when(agreement.when, voice) if agreement.when else "",
        status=_status(agreement, context),
        broken=agreement.status in ("breached", "collapsed") or bool(agreement.breaches),
        follows=_follows(agreement, context),
        facts=_facts(agreement, context),
        terms=tuple(term_words(t, names) for t in agreement.terms),
        history=tuple(status_sentence(h, names) for h in agreement.history if h.claims),
        breaches=tuple(breach_sentence(b, names) for b in agreement.breaches),
        consent=consent_sentence(agreement, names),
        warning=displacement_warning(agreement, names),
        evidence=evidence,
        n_claims=count(len(evidence), voice),
    )


def _facts(agreement: Agreement, context: Context) -> tuple[tuple[str, str], ...]:
    """What the texts say of it, a label each; last, in one line, on what they say nothing."""
    ids = {
        "signatories": agreement.signatories, "guarantors": agreement.guarantors,
        "brokers": agreement.brokers, "excluded": agreement.excluded, "areas": agreement.areas,
    }  # fmt: skip
    said = {key: context.names.list(value) for key, value in ids.items()}
    said["duration"] = context.voice.text(agreement.duration) if agreement.duration else ""
    unsaid = [context.t(key) for key, value in said.items() if not value]
    unsaid += [] if agreement.terms else [context.t("terms")]
    facts = [(context.t(key), value) for key, value in said.items() if value]
    comma = context.voice.say(ar="، ", en=", ")
    facts += [(context.t("not_said"), comma.join(unsaid))] if unsaid else []
    return tuple(facts)


def _status(agreement: Agreement, context: Context) -> str:
    """What became of it; where no claim says so, that the texts do not."""
    said = [*agreement.claims, *(c for h in agreement.history for c in h.claims)]
    said += [c for b in agreement.breaches for c in b.claims]
    if not said:
        return context.voice.say(
            ar="لم يرد في النصوص ما آل إليه", en="the texts do not say what became of it"
        )
    return AGREEMENT_STATUSES[agreement.status].in_(context.voice.language)


def _follows(agreement: Agreement, context: Context) -> str:
    if agreement.follows is None:
        return ""
    earlier = context.names.of(agreement.follows)
    return context.voice.say(
        ar=f"جاء امتدادًا لاتفاق سابق هو «{earlier}».", en=f"The afterlife of “{earlier}”."
    )

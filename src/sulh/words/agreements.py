"""Agreements in words: what became of them, step by step, and on whose word."""

from __future__ import annotations

from collections.abc import Collection

from sulh.case.model import Agreement, Breach, EventContent, StatusChange, Term
from sulh.words.claims import force_and_holder
from sulh.words.dates import when
from sulh.words.names import Names
from sulh.words.vocabulary import AGREEMENT_STATUSES, CONSENTS, DIRECTIONS
from sulh.words.voice import ltr

__all__ = [
    "breach_sentence",
    "consent_sentence",
    "displacement_warning",
    "on_whose_word",
    "status_sentence",
    "term_words",
]


def on_whose_word(claims: Collection[str], names: Names) -> str:
    """Return the holders of some claims, each with its force; or that no text says so."""
    known = [names.claims[claim] for claim in claims if claim in names.claims]
    words = dict.fromkeys(force_and_holder(claim, names) for claim in known)
    if not words and set(claims) & names.withheld:
        return names.voice.say(ar="بحسب قول محجوب", en="according to a claim that is withheld")
    if not words:
        return names.voice.say(
            ar="لا قول في النصوص يسند ذلك", en="no claim in the texts supports it"
        )
    return names.voice.say(ar="؛ ", en="; ").join(words)


def status_sentence(change: StatusChange, names: Names) -> str:
    """Return one step in the life of an agreement, with its date if known and on whose word."""
    status = AGREEMENT_STATUSES[change.status].in_(names.voice.language)
    dated = f"{when(change.when, names.voice)}: " if change.when else ""
    return f"{dated}{status} ({on_whose_word(change.claims, names)})."


def breach_sentence(breach: Breach, names: Names) -> str:
    """Return who is said to have broken an agreement, and who says so."""
    voice, by = names.voice, names.governed(*breach.by)
    word = on_whose_word(breach.claims, names)
    what = voice.say(ar=f"النقض المنسوب إلى {by}", en=f"Breach attributed to {by}")
    if not by:
        what = voice.say(ar="نقض لم يُذكر من قام به", en="Breach, by whom is not said")
    dated = f"{voice.say(ar='، ', en=', ')}{when(breach.when, voice)}" if breach.when else ""
    return f"{what}{dated}: {word}."


def term_words(term: Term, names: Names) -> str:
    """Return a clause and the sides it binds."""
    voice, sides = names.voice, names.list(term.sides)
    what = voice.text(term.what)
    direction = DIRECTIONS[term.direction].in_(voice.language)
    return f"{what} ({direction}{voice.say(ar='؛ ', en='; ')}{sides})" if sides else what


def consent_sentence(agreement: Agreement, names: Names) -> str:
    """Return whether civilians consented."""
    value = CONSENTS[agreement.consent_of_civilians].in_(names.voice.language)
    return names.voice.say(ar=f"موافقة المدنيين: {value}.", en=f"Consent of civilians: {value}.")


def displacement_warning(agreement: Agreement, names: Names) -> str:
    """Return a warning where people are moved under an agreement without their known consent.

    International humanitarian law forbids to order the displacement of civilians in a
    non-international armed conflict, unless their security or imperative military reasons demand
    it: Additional Protocol II, article 17; ICRC, *Customary International Humanitarian Law*, rule
    129 B. Empty where no claim on the agreement or its terms is about displacement.
    """
    ids = {*agreement.claims, *(c for term in agreement.terms for c in term.claims)}
    contents = [names.claims[c].content for c in ids if c in names.claims]
    moved = any(isinstance(c, EventContent) and c.type == "displace" for c in contents)
    if not moved or agreement.consent_of_civilians == "given":
        return ""
    return names.voice.say(
        ar="يُنقل بموجبه أناس ولا موافقة ثابتة منهم: قد يكون ذلك تهجيرًا قسريًّا "
        "يحظره القانون الدولي الإنساني (البروتوكول الإضافي الثاني، المادة "
        f"{ltr('17')}؛ القاعدة العرفية {ltr('129')}).",
        en="People are moved under it without their known consent: this may be forced "
        "displacement, which humanitarian law forbids (Additional Protocol II, article "
        f"{ltr('17')}; customary rule {ltr('129')}).",
    )

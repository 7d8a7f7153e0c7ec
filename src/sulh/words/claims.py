"""Claims in words: who says what, with which force. Never the matter without its holder."""

from __future__ import annotations

from sulh.case.model import (
    Claim,
    Content,
    ControlContent,
    EventContent,
    RelationContent,
    TermContent,
)
from sulh.words.dates import when
from sulh.words.names import Names
from sulh.words.numbers import decimal, interval, percent
from sulh.words.vocabulary import EVENTS, MODALITIES, RELATIONS

__all__ = ["claim_sentence", "force_and_holder", "holder_words", "link_holder", "matter"]


def holder_words(claim: Claim, names: Names) -> str:
    """Return who holds a claim, from the innermost holder outwards.

    The author of a report is named by the outlet that published it.
    """
    chain = [_holder(holder.who, claim, names) for holder in reversed(claim.holders)]
    chain = chain or [_holder("author", claim, names)]
    relay = names.voice.say(ar="، وفق رواية ", en=", as told by ")
    return relay.join(dict.fromkeys(chain))


def _holder(who: str, claim: Claim, names: Names) -> str:
    publisher = names.publisher(claim.source)
    if who == "author":
        return names.voice.say(ar=f"كاتب التقرير في {publisher}", en=f"the author in {publisher}")
    if who == "unnamed":
        return names.voice.say(
            ar=f"مصدر لم يُسمَّ في {publisher}", en=f"a source not named in {publisher}"
        )
    return names.governed(who)


def link_holder(who: str, claim: Claim, names: Names) -> str:
    """Return who holds a link between `claim` and another."""
    return _holder(who, claim, names)


def force_and_holder(claim: Claim, names: Names) -> str:
    """Return ``accusation by X``: the force of a claim and its holder, never apart."""
    return f"{MODALITIES[claim.modality].in_(names.voice.language)} {holder_words(claim, names)}"


def claim_sentence(claim: Claim, names: Names) -> str:
    """Return a claim as one sentence that begins with its force and its holder."""
    voice = names.voice
    words = matter(claim.content, names)
    if claim.polarity == "neg" and claim.modality not in {"denied", "negated"}:
        words = _absent(claim.content, words, names)
    dated = f"{voice.say(ar='، ', en=', ')}{when(claim.when, voice)}" if claim.when else ""
    force = force_and_holder(claim, names)
    return f"{force[:1].upper()}{force[1:]}{voice.say(ar=': ', en=': ')}{words}{dated}."


def _absent(content: Content, words: str, names: Names) -> str:
    """The same as not so, still as a noun phrase: of what was, is or will be."""
    if isinstance(content, EventContent):
        return names.voice.say(ar=f"عدم وقوع {words}", en=f"no {words}")
    return names.voice.say(ar=f"انتفاء {words}", en=f"not {words}")


def matter(content: Content, names: Names) -> str:
    """Return what a claim is about, as a noun phrase that asserts nothing."""
    if isinstance(content, EventContent):
        return _event(content, names)
    if isinstance(content, RelationContent):
        pattern = RELATIONS[content.type].in_(names.voice.language)
        return pattern.format(s=names.governed(content.subject), o=names.governed(content.object))
    if isinstance(content, ControlContent):
        return _control(content, names)
    if isinstance(content, TermContent):
        return _term(content, names)
    about = names.list(content.about)
    what = names.voice.text(content.what)
    return f"{what} ({about})" if about else what


def _event(content: EventContent, names: Names) -> str:
    targets = () if set(content.targets) == set(content.actors) else content.targets
    areas = names.list(content.areas)
    if content.type == "agree" and (sides := (*content.actors, *targets)):
        words = _agreement(tuple(dict.fromkeys(sides)), areas, names)
    else:
        words = EVENTS[content.type].phrase(
            names.governed(*content.actors), names.governed(*targets), areas, names.voice
        )
    thing = f" ({names.of(content.object)})" if content.object in names.texts else ""
    return f"{words}{thing}{_people(content, names)}"


def _agreement(sides: tuple[str, ...], areas: str, names: Names) -> str:
    """An agreement between those who made it, or with the one of them who is named."""
    voice = names.voice
    if len(sides) == 1:
        words = voice.say(
            ar=f"اتفاق من أطرافه {names.of(sides[0])}",
            en=f"agreement with {names.of(sides[0])} as a party",
        )
    else:
        words = voice.say(
            ar=f"اتفاق بين {names.governed(*sides)}", en=f"agreement between {names.list(sides)}"
        )
    return f"{words} {voice.say(ar='في', en='in')} {areas}" if areas else words


def _people(content: EventContent, names: Names) -> str:
    """How many people, where a text counts them."""
    low, high, voice = content.low, content.high, names.voice
    if low is None and high is None:
        return ""
    if low is not None and high is not None and low != high:
        number = interval(low, high, voice)
    else:
        number = decimal(low if low is not None else high or 0.0, voice)
    bound = ""
    if low is None or high is None:
        bound = (
            voice.say(ar="على الأقل ", en="at least ")
            if high is None
            else voice.say(ar="على الأكثر ", en="at most ")
        )
    return voice.say(ar=f"، عدد الأشخاص {bound}{number}", en=f", number of people {bound}{number}")


def _control(content: ControlContent, names: Names) -> str:
    voice, area = names.voice, names.of(content.area)
    holders = names.governed(*content.holders)
    part = ""
    if content.share is not None:
        number = percent(content.share, voice)
        part = voice.say(ar=f"{number} من ", en=f"{number} of ")
    words = voice.say(ar=f"سيطرة {holders} على {part}{area}", en=f"{holders} holding {part}{area}")
    if content.by_exception:
        words += voice.say(ar=" (يُفهم من استثناء)", en=" (understood from an exception)")
    return words


def _term(content: TermContent, names: Names) -> str:
    voice, what = names.voice, names.voice.text(content.what)
    sides = names.list(content.sides)
    words = voice.say(ar=f"بند: {what}", en=f"term: {what}")
    return f"{words} ({sides})" if sides else words

"""Does it hold, is it attainable: verdict lines with their share, their measure and their error."""

from __future__ import annotations

from sulh.settlement.result import (
    Attainable,
    ConceptVerdict,
    Holds,
    OutcomeVerdict,
    PathStep,
    Share,
)
from sulh.words.numbers import error_of, percent
from sulh.words.states import DecisionWords
from sulh.words.uncertainty import likelihood_of
from sulh.words.vocabulary import MEASURES, VERDICTS
from sulh.words.voice import Voice, ltr

__all__ = [
    "NOT_A_FORECAST",
    "attainable_sentence",
    "concept_name",
    "holds_sentence",
    "measured_share",
    "path_sentence",
    "share_note",
    "threat_sentence",
    "verdict_words",
]

NOT_A_FORECAST = {"ar": "حصة في النموذج لا تنبؤ", "en": "a model share, not a forecast"}


def concept_name(concept: str, voice: Voice) -> str:
    """Return a concept's name as the field writes it: GMR, SMR, SEQ, SSEQ, SIM, and Nash."""
    if concept == "nash":
        return voice.say(ar="ناش", en="Nash")
    return ltr(concept.upper())


def measured_share(value: Share, voice: Voice) -> str:
    """Return ``62 % (± 1.1 %) of the admissible orders of statements``."""
    orders = MEASURES[value.measure].in_(voice.language)
    number, error = percent(value.p, voice), error_of(value, voice)
    return voice.say(
        ar=f"{number} ({error}) من {orders} المقبولة",
        en=f"{number} ({error}) of the admissible {orders}",
    )


def share_note(value: Share, voice: Voice) -> str:
    """Return what a share is called: a model share, not a forecast, until skill is shown."""
    return likelihood_of(value.p, voice.language) or NOT_A_FORECAST[voice.language]


def verdict_words(verdict: ConceptVerdict, voice: Voice) -> str:
    """Return necessarily, possibly or never, and whether that was proved or only sampled.

    "Possibly" needs no proof: one order of each kind was seen, or the share is shown beside it.
    """
    words = VERDICTS[verdict.verdict].in_(voice.language)
    if verdict.verdict_exact:
        return words
    if verdict.verdict == "possibly":
        return words
    return f"{words} {voice.say(ar='(في العيّنة)', en='(in those sampled)')}"


def holds_sentence(outcome: OutcomeVerdict, voice: Voice) -> str:
    """Return the verdict on a settlement: in what part of the admissible orders it holds.

    ``“…” holds in 62 % (± 1.1 %) of the admissible orders of statements: a model share, not a
    forecast.``
    """
    title, held = _quoted(outcome, voice), outcome.holds
    orders = MEASURES[held.share.measure].in_(voice.language)
    proof = _proof(held.share, voice)
    if held.verdict == "never" and held.verdict_exact:
        return voice.say(
            ar=f"لا صمود لحالة {title} في أيٍّ من {orders} المقبولة ({proof}).",
            en=f"{title} holds in none of the admissible {orders} ({proof}).",
        )
    if held.verdict == "necessarily" and held.verdict_exact:
        return voice.say(
            ar=f"حالة {title} صامدة في كل {orders} المقبولة ({proof}).",
            en=f"{title} holds in every one of the admissible {orders} ({proof}).",
        )
    value, note = measured_share(held.share, voice), share_note(held.share, voice)
    return voice.say(
        ar=f"حالة {title} صامدة في {value}: {note}.", en=f"{title} holds in {value}: {note}."
    )


def _proof(value: Share, voice: Voice) -> str:
    """How a verdict on all orders is known: by counting them, or by a proof without counting."""
    if value.exact:
        return error_of(value, voice)
    return voice.say(ar="ببرهان يشملها كلها", en="proved for all of them")


def threat_sentence(holds: Holds, voice: Voice) -> str:
    """Return the part in which a settlement rests on a threat that would not come."""
    value = measured_share(holds.rests_on_threat, voice)
    if holds.rests_on_threat.p == 0:
        if not holds.rests_on_threat.exact:
            error = error_of(holds.rests_on_threat, voice)
            return voice.say(
                ar=f"ولا يقوم صمودها على تهديد لن يُنفَّذ في أي ترتيب ({error}).",
                en=f"In no order does it rest only on a threat that would not be carried out "
                f"({error}).",
            )
        return voice.say(
            ar="ولا يقوم صمودها في أي ترتيب على تهديد لن يُنفَّذ.",
            en="In no order does it rest only on a threat that would not be carried out.",
        )
    if holds.share.p == 0:
        return voice.say(
            ar=f"وفي {value} لا تقوم إلا على تهديد لن يُنفَّذ.",
            en=f"In {value} it rests only on a threat that would not be carried out.",
        )
    return voice.say(
        ar=f"وفي نسبة أخرى قدرها {value} لا تقوم إلا على تهديد لن يُنفَّذ.",
        en=f"In a further {value} it rests only on a threat that would not be carried out.",
    )


def attainable_sentence(attainable: Attainable, words: DecisionWords) -> str:
    """Return how a settlement can be reached from the status quo, and in what part of orders."""
    voice, value = words.voice, measured_share(attainable.share, words.voice)
    if words.result.status_quo is None:
        return voice.say(
            ar="لا يُعرف إن كانت متاحة، فالوضع القائم غير معيّن.",
            en="Whether it is attainable is not known: no status quo is named to start from.",
        )
    how = {
        "already_there": voice.say(
            ar="الوضع القائم هو هذه الحالة نفسها", en="The status quo is this very state"
        ),
        "improvements": voice.say(
            ar="يُوصَل إليها من الوضع القائم، في الترتيب المعتاد، بخطوات منفردة، في كل منها مكسب "
            "لمن يخطوها",
            en="In the usual order it is reached from the status quo by single moves, each a gain "
            "for its mover",
        ),
        "joint": _joint(attainable, words),
        "none": voice.say(
            ar="لا سبيل إليها من الوضع القائم في الترتيب المعتاد، لا بخطوات منفردة ولا بخطوة "
            "مشتركة",
            en="In the usual order neither single moves nor a joint one lead to it from the status "
            "quo",
        ),
    }[attainable.by]
    if attainable.share.p == 0:
        orders = MEASURES[attainable.share.measure].in_(voice.language)
        error = error_of(attainable.share, voice)
        return voice.say(
            ar=f"{how}؛ وليست متاحة في أيٍّ من {orders} المقبولة ({error}).",
            en=f"{how}; it is attainable in none of the admissible {orders} ({error}).",
        )
    return voice.say(ar=f"{how}؛ وهي متاحة في {value}.", en=f"{how}; it is attainable in {value}.")


def _joint(attainable: Attainable, words: DecisionWords) -> str:
    together = words.of_makers(attainable.coalition)
    return words.voice.say(
        ar=f"لا يُوصَل إليها في الترتيب المعتاد إلا بخطوة مشتركة بين {together}، فيها مكسب لكل طرف",
        en=f"In the usual order it is reached only by a joint move of {together}, a gain for each "
        "of them",
    )


def path_sentence(path: tuple[PathStep, ...], words: DecisionWords) -> str:
    """Return a path from the status quo, step by step."""
    then = words.voice.say(ar="، ثم ", en="; then ")
    steps = [_step(step, words) for step in path]
    return f"{then.join(steps)}." if steps else ""


def _step(step: PathStep, words: DecisionWords) -> str:
    movers = words.of_makers(step.decision_makers)
    source, target = words.state(step.source), words.state(step.target)
    return words.voice.say(
        ar=f"من {source} إلى {target} بخطوة من {movers}",
        en=f"from {source} to {target} by a move of {movers}",
    )


def _quoted(outcome: OutcomeVerdict, voice: Voice) -> str:
    return voice.say(ar=f"«{voice.text(outcome.title)}»", en=f"“{voice.text(outcome.title)}”")

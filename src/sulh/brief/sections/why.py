"""Why a state is or is not stable, down to statement, claim and quote."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sulh.brief.context import Context, Evidence
from sulh.case.model import Decision, Statement
from sulh.graph.reasons import Explanation, Reason
from sulh.settlement.result import DecisionResult, OutcomeVerdict
from sulh.words import DecisionWords, Voice
from sulh.words.claims import link_holder
from sulh.words.conditions import condition_words, decides_between
from sulh.words.numbers import percent
from sulh.words.reasons import explanation_sentences
from sulh.words.vocabulary import BASES

__all__ = ["OutcomeReasons", "StatedReason", "reasons", "stated_reasons"]


@dataclass(frozen=True)
class Ground:
    """A preference that a step rests on, with what supports it."""

    sentence: str
    why: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class MakerReasons:
    """Why a state is or is not stable for one decision maker."""

    maker: str
    stable: bool
    sentences: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class OutcomeReasons:
    """Why a named state is or is not an equilibrium."""

    decision: str
    title: str
    intro: str
    makers: tuple[MakerReasons, ...]
    content: str


def reasons(
    context: Context, outcomes: Collection[str] | None = None
) -> tuple[OutcomeReasons, ...]:
    """Return the reasons for some outcomes; by default every settlement and status quo."""
    return tuple(
        _outcome(context, decision, outcome)
        for decision in context.result.decisions
        for outcome in decision.outcomes
        if outcome.explanations
        and (outcome.kind != "other" if outcomes is None else outcome.outcome in outcomes)
    )


def _outcome(context: Context, result: DecisionResult, outcome: OutcomeVerdict) -> OutcomeReasons:
    voice, words = context.voice, context.words(result)
    options = words.options_on(outcome.state)
    moving = [e for e in outcome.explanations if not _rests(e)]
    return OutcomeReasons(
        decision=voice.text(result.title),
        title=voice.text(outcome.title),
        intro=""
        if words.states
        else voice.say(
            ar=f"الخيارات المتخذة فيها: {options}. والتعليل في الترتيب المعتاد للتفضيلات، وقد "
            "يختلف في غيره من الترتيبات المقبولة.",
            en=f"Options taken in it: {options}. The reasons are those in the usual order of "
            "preferences; in others that are admissible they can differ.",
        ),
        makers=tuple(_maker(context, result, e) for e in sorted(moving, key=lambda e: e.stable)),
        content=_content(words, [e for e in outcome.explanations if _rests(e)]),
    )


def _rests(explanation: Explanation) -> bool:
    return all(reason.kind == "no_improvement" for reason in explanation.reasons)


def _content(words: DecisionWords, resting: list[Explanation]) -> str:
    """One sentence on all who have no move to anything better."""
    names = words.voice.join([words.maker(e.decision_maker) for e in resting])
    if not names:
        return ""
    return words.voice.say(
        ar=f"لا خطوة منفردة إلى ما هو أفضل أمام كلٍّ من: {names}.",
        en=f"No move of its own to anything better is open to: {names}.",
    )


def _maker(context: Context, result: DecisionResult, explanation: Explanation) -> MakerReasons:
    words = context.words(result)
    decision = context.decisions.get(result.decision)
    return MakerReasons(
        maker=words.maker(explanation.decision_maker),
        stable=explanation.stable,
        sentences=explanation_sentences(explanation, words),
        grounds=_grounds(context, result, decision, explanation) if decision else (),
    )


def _grounds(
    context: Context, result: DecisionResult, decision: Decision, explanation: Explanation
) -> tuple[Ground, ...]:
    """The statements behind each improvement, and behind the step that would not be taken."""
    pairs: dict[tuple[int, str], Statement] = {}
    for reason in explanation.reasons:
        for maker, here, there in _comparisons(reason):
            statement = decides_between(decision, result.decision_makers[maker][0], here, there)
            if statement:
                pairs.setdefault((maker, statement.id), statement)
    return tuple(_ground(context, result, *key, s) for key, s in pairs.items())


def _comparisons(reason: Reason) -> list[tuple[int, int, int]]:
    steps = [reason.improvement, *(s for s in reason.sanction if not s.improves)]
    return [(s.decision_maker, s.source, s.target) for s in steps if s is not None]


def _ground(
    context: Context, result: DecisionResult, maker: int, _id: str, statement: Statement
) -> Ground:
    voice, name = context.voice, context.words(result).of_maker(maker)
    wish = condition_words(statement.condition, result.options, voice)
    basis, belief = BASES[statement.basis].in_(voice.language), percent(statement.belief, voice)
    return Ground(
        sentence=voice.say(
            ar=f"الحاسم هنا ما يُنسب إلى {name} من تفضيل: {wish} ({basis}؛ درجة الاعتقاد {belief}).",
            en=f"What decides here is a preference ascribed to {name}: {wish} "
            f"({basis}; belief {belief}).",
        ),
        why=_in_words(statement, voice),
        evidence=context.evidence_of(statement.claims),
    )


def _in_words(statement: Statement, voice: Voice) -> str:
    if statement.why is None:
        return ""
    why = voice.text(statement.why)
    return voice.say(ar=f"ومفاده: {why}.", en=f"In words: {why}.")


@dataclass(frozen=True)
class StatedReason:
    """A cause and its effect, in the opinion of the holder."""

    holder: str
    cause: Evidence
    effect: Evidence


def stated_reasons(context: Context) -> tuple[StatedReason, ...]:
    """Return the links between claims by which reports say why: each its holder's opinion."""
    known = context.names.claims
    found = []
    for link in context.case.links:
        if link.type == "causes" and {link.source_claim, link.target_claim} <= known.keys():
            cause, effect = known[link.source_claim], known[link.target_claim]
            who = link_holder(link.holder, cause, context.names)
            found.append(StatedReason(who, context.evidence(cause), context.evidence(effect)))
    return tuple(found)

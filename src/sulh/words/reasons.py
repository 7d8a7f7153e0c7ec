"""Why a state is or is not stable, in sentences."""

from __future__ import annotations

from sulh.graph.reasons import Explanation, Reason
from sulh.words.states import DecisionWords

__all__ = ["explanation_sentences", "reason_sentence"]


def explanation_sentences(explanation: Explanation, words: DecisionWords) -> tuple[str, ...]:
    """Return one sentence on the verdict and one on each unilateral improvement.

    Parameters
    ----------
    explanation : Explanation
        Why a state is (un)stable for a decision maker.
    words : DecisionWords
        The decision it is about, in a voice.
    """
    voice, maker = words.voice, words.of_maker(explanation.decision_maker)
    reasons = tuple(reason_sentence(r, explanation, words) for r in explanation.reasons)
    if any(r.kind == "no_improvement" for r in explanation.reasons):
        return reasons
    if explanation.stable:
        head = voice.say(
            ar=f"هذه الحالة ثابتة من جهة {maker}: كل مكسب منفرد فيها يقابله ردّ.",
            en=f"This state is stable for {maker}: every gain of its own meets an answer.",
        )
    else:
        head = voice.say(
            ar=f"هذه الحالة لا تثبت من جهة {maker}.",
            en=f"This state is not stable for {maker}.",
        )
    return (head, *reasons)


def reason_sentence(reason: Reason, explanation: Explanation, words: DecisionWords) -> str:
    """Return what becomes of one unilateral improvement, as a sentence."""
    if reason.kind == "no_improvement" or reason.improvement is None:
        maker = words.of_maker(explanation.decision_maker)
        return words.voice.say(
            ar=f"ليس أمام {maker} خطوة منفردة إلى ما هو أفضل.",
            en=f"There is no move of its own to anything better for {maker}.",
        )
    return _gain(reason, words) + _answer(reason, explanation, words)


def _gain(reason: Reason, words: DecisionWords) -> str:
    step = reason.improvement
    if step is None:
        return ""
    maker, move, target = (
        words.of_maker(step.decision_maker),
        words.move(step),
        words.state(step.target),
    )
    return words.voice.say(
        ar=f"أمام {maker} مكسب منفرد، هو {move}، فيصير الأمر إلى {target}؛ ",
        en=f"There is a gain of its own for {maker} in {move}, which leads to {target}; ",
    )


def _answer(reason: Reason, explanation: Explanation, words: DecisionWords) -> str:
    if reason.kind == "sanctioned":
        return _sanctioned(reason, explanation, words)
    if not reason.sanction:
        return words.voice.say(
            ar="ولا ردّ عند الآخرين يردع عنه.", en="nothing that the others can do deters it."
        )
    return _empty_threat(reason, words)


def _sanctioned(reason: Reason, explanation: Explanation, words: DecisionWords) -> str:
    voice = words.voice
    if not reason.sanction:
        return voice.say(
            ar="لكن ما يعقب ذلك لا يُبقي على هذا المكسب.",
            en="but what follows leaves it no better off.",
        )
    sequence = words.sequence(reason.sanction)
    end = words.state(reason.sanction[-1].target)
    maker = words.of_maker(explanation.decision_maker)
    answer = voice.say(
        ar=f"لكن الردّ يأتي من {sequence}، فينتهي الأمر إلى {end}، وليس ذلك أفضل لدى {maker}",
        en=f"but the answer comes from {sequence}, and ends in {end}, no better for {maker}",
    )
    return f"{answer}{_credibility(reason, words)}"


def _credibility(reason: Reason, words: DecisionWords) -> str:
    if reason.credible:
        return words.voice.say(
            ar="؛ والردّ جدير بالتصديق، ففي كل خطوة منه مكسب لمن يخطوها.",
            en="; the threat is credible, since each step is a gain for the one who takes it.",
        )
    return words.voice.say(
        ar="؛ غير أن في الردّ خطوة لا مكسب فيها لمن يخطوها، فالتهديد به غير جدير بالتصديق.",
        en="; yet one step of it is no gain for the one who takes it: the threat is not credible.",
    )


def _empty_threat(reason: Reason, words: DecisionWords) -> str:
    voice, sequence = words.voice, words.sequence(reason.sanction)
    if reason.escape is not None:
        way_out = words.move(reason.escape)
        return voice.say(
            ar=f"وأقرب ردّ هو ما يأتي من {sequence}، إلا أن منه مخرجًا، هو {way_out}.",
            en=f"the nearest answer would come from {sequence}, but {way_out} is a way out of it.",
        )
    idle = [s for s in reason.sanction if not s.improves] or list(reason.sanction[-1:])
    mover, move = words.of_maker(idle[0].decision_maker), words.move(idle[0])
    return voice.say(
        ar=f"وأقرب ردّ هو ما يأتي من {sequence}، لكنه لن يأتي، إذ لا مكسب لدى {mover} في {move}.",
        en=f"the nearest answer would come from {sequence}, but it would not come: "
        f"there is nothing in {move} for {mover} to gain.",
    )

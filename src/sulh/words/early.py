"""Why a settlement is not taken up early, and on what conditions it would be, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sulh.settlement.result_early import EarlyAnswer, EarlyCondition, PartyView, Weighing
from sulh.words.conditions import condition_words
from sulh.words.numbers import decimal, percent, share_in_table, with_error
from sulh.words.states import DecisionWords
from sulh.words.verdicts import NOT_A_FORECAST, measured_share
from sulh.words.vocabulary import ASSUMED

__all__ = ["EarlyWords", "PartyWords", "early_words"]


@dataclass(frozen=True, slots=True)
class PartyWords:
    """What a settlement turns on for one who must move, and the claims that show it."""

    sentence: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EarlyWords:
    """The answer: the question, the share, each party, the breach, the conditions."""

    title: str
    share: str
    reach: str
    parties: tuple[PartyWords, ...]
    breach: str
    head: str
    conditions: tuple[str, ...]


def early_words(answer: EarlyAnswer, words: DecisionWords) -> EarlyWords:
    """Return why a settlement is not taken up early, in sentences.

    Parameters
    ----------
    answer : EarlyAnswer
    words : DecisionWords
        The decision it is about, in a voice.
    """
    return EarlyWords(
        title=_title(answer, words),
        share=_share(answer, words),
        reach=_reach(answer, words),
        parties=tuple(_party(view, words) for view in answer.parties if view.moves),
        breach=_breach(answer, words),
        head=_head(answer, words),
        conditions=tuple(_condition(c, words) for c in answer.conditions or ()),
    )


def _title(answer: EarlyAnswer, words: DecisionWords) -> str:
    voice = words.voice
    titles = {o.outcome: o.title for o in words.result.outcomes}
    named = voice.text(titles[answer.outcome]) if answer.outcome in titles else answer.outcome
    return voice.say(
        ar=f"لِمَ لا يؤخذ الآن بحالة «{named}»؟", en=f"Why is “{named}” not taken up now?"
    )


def _share(answer: EarlyAnswer, words: DecisionWords) -> str:
    voice, value = words.voice, measured_share(answer.accepted, words.voice)
    note = NOT_A_FORECAST[voice.language]
    return voice.say(
        ar="لا يُقبل مبكرًا إلا ما فُضِّل على الوضع القائم لدى كل من يلزم تحرّكه، ثم صمد بعد بلوغه؛ "
        f"ويجتمع الأمران في {value}: {note}.",
        en="It is accepted early only if all who must move prefer it to the status quo and it "
        f"holds once reached; both are so in {value}: {note}.",
    )


def _reach(answer: EarlyAnswer, words: DecisionWords) -> str:
    voice, part = words.voice, share_in_table(answer.all_prefer, words.voice)
    movers = [v.decision_maker for v in answer.parties if v.moves]
    if answer.by == "already_there":
        return voice.say(ar="وهي الوضع القائم نفسه.", en="It is the status quo itself.")
    if answer.by == "improvements":
        return voice.say(
            ar=f"تُبلغ بخطوات منفردة من {words.of_makers(movers)}، وتفضيلها لدى الجميع في {part}.",
            en=f"It is reached by single moves of {words.of_makers(movers)}; all of them prefer it "
            f"in {part}.",
        )
    return voice.say(
        ar=f"لا تُبلغ بخطوة منفردة، بل بتحرّك مشترك من {words.of_makers(movers)}، وتفضيلها لدى "
        f"الجميع في {part}.",
        en=f"Nobody gets there alone: {words.of_makers(movers)} have to move together, and all of "
        f"them prefer it in {part}.",
    )


def _party(view: PartyView, words: DecisionWords) -> PartyWords:
    voice, part = words.voice, share_in_table(view.prefers, words.voice)
    who = words.of_makers([view.decision_maker])
    gains, loses = _wishes(view.gains, words), _wishes(view.loses, words)
    if not view.loses:
        turn = voice.say(
            ar="ولا عبارة منسوبة إلى هذا الطرف تعارضها",
            en="nothing ascribed to it speaks against it",
        )
    elif not view.gains:
        turn = voice.say(
            ar=f"ولا عبارة تدعو إليها، ويعارضها: {loses}",
            en=f"nothing speaks for it, and against it: {loses}",
        )
    else:
        turn = _condition_of(view, gains, loses, words)
    claims = dict.fromkeys(claim for each in (*view.gains, *view.loses) for claim in each.claims)
    return PartyWords(
        voice.say(
            ar=f"من جهة {who}: تفضيلها في {part} من الترتيبات؛ {turn}.",
            en=f"{who}: preferred in {part} of the orders; {turn}.",
        ),
        tuple(claims),
    )


def _condition_of(view: PartyView, gains: str, loses: str, words: DecisionWords) -> str:
    """On what its acceptance turns: one of its gains must count for more than all it loses."""
    some = words.voice.say(ar="إحدى هذه: ", en="one of ") if len(view.gains) > 1 else ""
    every = words.voice.say(ar="كلٍّ من: ", en="each of ") if len(view.loses) > 1 else ""
    return words.voice.say(
        ar=f"والشرط أن تُقدَّم {some}{gains} على {every}{loses}",
        en=f"the condition is that {some}{gains} counts for more than {every}{loses}",
    )


def _wishes(weighings: Sequence[Weighing], words: DecisionWords) -> str:
    comma = words.voice.say(ar="، ", en=", ")
    return comma.join(_wish(weighing, words) for weighing in weighings)


def _wish(weighing: Weighing, words: DecisionWords) -> str:
    """What is ascribed to a party, with *assumed* after it where no text shows it."""
    voice = words.voice
    note = "" if weighing.claims else f" ({ASSUMED.in_(voice.language)})"
    if weighing.why is None:
        return condition_words(weighing.condition, words.result.options, voice) + note
    said = voice.text(weighing.why)
    return voice.say(ar=f"«{said}»{note}", en=f"“{said}”{note}")


def _breach(answer: EarlyAnswer, words: DecisionWords) -> str:
    voice = words.voice
    held = share_in_table(answer.holds, voice)
    if not answer.breaker:
        return voice.say(ar=f"وبعد بلوغها تصمد في {held}.", en=f"Once reached it holds in {held}.")
    who = words.of_makers([answer.breaker])
    part = with_error(answer.breaker_share, answer.breaker_se, voice)
    to = answer.breaks_to
    way = (
        "" if to is None else voice.say(ar=f" إلى {words.state(to)}", en=f", to {words.state(to)},")
    )
    answered = _answered(answer, words)
    return voice.say(
        ar=f"وبعد بلوغها تصمد في {held}: فالخروج عليها من جانب {who}{way} في {part}{answered}.",
        en=f"Once reached it holds in {held}: a breach by {who}{way} in {part}{answered}.",
    )


def _answered(answer: EarlyAnswer, words: DecisionWords) -> str:
    """Named as the reason only where it is: in the usual order the breach meets no answer."""
    if not answer.unsanctioned:
        return words.voice.say(
            ar="، وإن كان في الترتيب المعتاد يقابله ردّ يردع عنه",
            en=", though in the usual order that meets an answer that deters it",
        )
    return words.voice.say(
        ar="، ولا أحد في الترتيب المعتاد له مصلحة في الردّ عليه: نقضٌ بلا عقوبة",
        en=", and in the usual order nobody has reason to answer it: a breach without sanction",
    )


def _head(answer: EarlyAnswer, words: DecisionWords) -> str:
    voice, p = words.voice, percent(answer.p, words.voice)
    if answer.conditions is None:
        return ""
    if not answer.conditions:
        return voice.say(
            ar=f"لم تُوجد أدوات تصمد معها في {p} من الترتيبات.",
            en=f"No levers were found with which it holds in {p} of the orders.",
        )
    return voice.say(
        ar=f"وشروط صمودها في {p} من الترتيبات على الأقل، ويبقى معها شرط كل طرف أعلاه:",
        en=f"Conditions under which it holds in at least {p} of the orders; each party's own "
        "condition above remains:",
    )


def _condition(condition: EarlyCondition, words: DecisionWords) -> str:
    voice = words.voice
    named = " + ".join(voice.text(title) for title in condition.titles)
    if not condition.titles:
        named = voice.say(ar="من غير أداة", en="with no lever")
    cost = decimal(condition.cost, voice)
    holds = share_in_table(condition.holds, voice)
    reached = share_in_table(condition.attainable, voice)
    return voice.say(
        ar=f"{named} (الكلفة {cost}): صامدة في {holds}، ومتاحة في {reached}",
        en=f"{named} (cost {cost}): it holds in {holds}, and is attainable in {reached}",
    )

"""The answer in five lines, with numbers and the scale they use."""

from __future__ import annotations

from sulh.brief.context import Context
from sulh.brief.sections.accounts import breach_accounts
from sulh.brief.sections.contested import disputes
from sulh.case.model import Question
from sulh.settlement.result import (
    CampaignResult,
    DecisionResult,
    OutcomeDifference,
    OutcomeVerdict,
    SettlementResult,
)
from sulh.words.numbers import count
from sulh.words.outcomes import (
    difference_sentence,
    difference_words,
    outcome_words,
    range_of,
    widest_band,
)
from sulh.words.verdicts import attainable_sentence, holds_sentence, threat_sentence
from sulh.words.voice import Voice

__all__ = ["answer", "main_settlement"]

_LIVES = "civilian_deaths_people"
_PRICES = ("displaced_people", "harmed_after_deal_people", "detained_people")


def answer(context: Context) -> tuple[str, ...]:
    """Return the five lines: first situation, how to reach it, last situation, cost, limits.

    One line where every situation and campaign was withheld from this audience.
    """
    if context.withheld() and not (context.result.decisions or context.result.campaigns):
        return (context.withheld(),)
    first, last = _story(context)
    lines = [_holds(context, first), _reach(context, first)]
    lines += [_last(context, last) if last else _threat(context, first)]
    return (*lines, _cost(context), _limits(context))


def _story(context: Context) -> tuple[DecisionResult | None, DecisionResult | None]:
    """The last situation and the earlier one whose afterlife it is; alone, it comes first."""
    decisions = {d.decision: d for d in context.result.decisions}
    if not decisions:
        return None, None
    last = list(decisions.values())[-1]
    known = context.decisions.get(last.decision)
    earlier = decisions.get(known.follows) if known and known.follows else None
    if earlier is None and len(decisions) > 1:
        earlier = next(iter(decisions.values()))
    return (earlier, last) if earlier else (last, None)


def main_settlement(decision: DecisionResult) -> OutcomeVerdict | None:
    """Return the settlement of a decision that holds in the largest share, the first of equals."""
    settlements = [o for o in decision.outcomes if o.kind == "settlement"]
    return max(settlements, key=lambda o: o.holds.share.p, default=None)


def _holds(context: Context, decision: DecisionResult | None) -> str:
    settlement = main_settlement(decision) if decision else None
    if decision is None or settlement is None:
        return context.voice.say(
            ar="لا تسوية معرّفة في هذا الملف، فلا حكم على صمودها.",
            en="No settlement is defined in this case, so none is judged.",
        )
    return f"{_situation(context, decision)} {holds_sentence(settlement, context.voice)}"


def _situation(context: Context, decision: DecisionResult) -> str:
    title = context.voice.text(decision.title)
    return context.voice.say(ar=f"في «{title}»:", en=f"In “{title}”:")


def _reach(context: Context, decision: DecisionResult | None) -> str:
    settlement = main_settlement(decision) if decision else None
    if decision is None or settlement is None:
        return context.voice.say(
            ar="ولا يُعرف سبيل إلى تسوية قبل أن يُعرَّف من يقرر وماذا يختار.",
            en="No way to one is known before it is said who decides and between what.",
        )
    return attainable_sentence(settlement.attainable, context.words(decision))


def _threat(context: Context, decision: DecisionResult | None) -> str:
    settlement = main_settlement(decision) if decision else None
    if settlement is None:
        return context.voice.say(
            ar="ولا وضع لاحق يُقاس عليه.", en="There is no later situation to set it against."
        )
    return threat_sentence(settlement.holds, context.voice)


def _last(context: Context, decision: DecisionResult) -> str:
    settlement = main_settlement(decision)
    if settlement is None:
        return f"{_situation(context, decision)} " + context.voice.say(
            ar="لا تسوية معرّفة.", en="no settlement is defined."
        )
    threat = threat_sentence(settlement.holds, context.voice)
    return f"{_holds(context, decision)} {threat}"


def _cost(context: Context) -> str:
    """The largest change in lives that an arm makes, in the words of the model."""
    found = [
        (campaign, d)
        for campaign in context.result.campaigns
        for d in campaign.differences
        if d.outcome == _LIVES and d.bands
    ]
    if not found:
        return context.voice.say(
            ar="لم تُحسب كلفة غياب التسوية على الناس: لا حملة معرّفة، أو لم يُطلب تشغيلها.",
            en="What it costs people not to settle was not computed: no campaign was run.",
        )
    campaign, difference = min(found, key=lambda pair: pair[1].mean)
    price = _price(context, campaign, difference.arm)
    several = len(context.result.campaigns) > 1
    where = f"{_of(context, campaign)} " if several else ""
    return f"{where}{_difference(context, campaign, difference)} {price}".rstrip()


def _of(context: Context, campaign: CampaignResult) -> str:
    title = context.voice.text(campaign.title)
    return context.voice.say(ar=f"كلفة القتال في «{title}»:", en=f"The cost, in “{title}”:")


def _price(context: Context, campaign: CampaignResult, arm: str) -> str:
    """What the same arm does to others than the dead: lives are never told without it."""
    changes = [
        _changed(d, context.voice)
        for d in campaign.differences
        if d.arm == arm and d.outcome in _PRICES
    ]
    if not changes:
        return ""
    listed = context.voice.say(ar="؛ ", en="; ").join(changes)
    return context.voice.say(
        ar=f"وفي السيناريو نفسه، في المتوسط، وبين قوسين أوسع فاصل لكل منها: {listed}.",
        en=f"In the same arm, on average, the widest interval of each in brackets: {listed}.",
    )


def _changed(difference: OutcomeDifference, voice: Voice) -> str:
    """An outcome, its mean difference, and how far that may be off."""
    outcome, band = difference.outcome, widest_band(difference)
    mean = difference_words(outcome, difference.mean, voice)
    around = f" ({range_of(band, outcome, voice)})" if band else ""
    return f"{outcome_words(outcome).name.in_(voice.language)} {mean}{around}"


def open_questions(result: SettlementResult) -> tuple[Question, ...]:
    """Return every question that the decisions and campaigns leave open."""
    asked = [result.asks]
    asked += [d.asks for d in result.decisions] + [c.asks for c in result.campaigns]
    return tuple(question for questions in asked for question in questions)


def _difference(context: Context, campaign: CampaignResult, difference: OutcomeDifference) -> str:
    titles = {arm.arm: arm.title for arm in campaign.arms}
    arm, baseline = titles[difference.arm], titles[difference.baseline]
    return difference_sentence(difference, arm, baseline, context.voice)


def _limits(context: Context) -> str:
    """How much of this rests on no text, is contested, or is still to be asked."""
    voice, result = context.voice, context.result
    assumed = count(len(result.assumptions), voice)
    contested = count(len(disputes(context)) + len(breach_accounts(context)), voice)
    asks = count(len(open_questions(result)), voice)
    return voice.say(
        ar=f"حدود هذا الجواب: عدد الافتراضات التي لا يسندها نص {assumed}، "
        f"وعدد ما يُتنازع عليه {contested}، وعدد الأسئلة المفتوحة {asks}.",
        en=f"Limits of this answer: assumptions that no text supports {assumed}, "
        f"matters that are contested {contested}, open questions {asks}.",
    )

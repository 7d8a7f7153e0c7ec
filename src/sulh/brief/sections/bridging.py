"""Both routes to a preference side by side: what texts say, and what outcomes of fighting weigh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sulh.brief.context import Context
from sulh.brief.data import DataTable
from sulh.brief.sections.leverage import table_share
from sulh.settlement.result import DecisionResult, OutcomeSummary
from sulh.settlement.result_bridge import (
    Acceptance,
    BridgeResult,
    BridgeVerdict,
    Disagreement,
    NotBridged,
    PlayedState,
)
from sulh.words.numbers import count, percent, signed, significant, with_error
from sulh.words.outcomes import HEADLINES, outcome_words, value_words, widest_band
from sulh.words.tables import TextTable
from sulh.words.voice import Voice

__all__ = ["bridge_tables", "not_bridged"]

_COLUMNS = 4
_MOST = 5


def bridge_tables(context: Context) -> tuple[DataTable, ...]:
    """Return for each bridged decision verdicts by both routes, who accepts, what was played."""
    found = [(b, context.answered(b.decision)) for b in context.result.bridges]
    return tuple(
        table
        for bridge, decision in found
        if decision
        for table in (
            _verdicts(context, bridge, decision),
            _acceptance(context, bridge, decision),
            _played(context, bridge, decision),
        )
    )


def not_bridged(context: Context) -> tuple[str, ...]:
    """Say of each decision that could not be bridged why not."""
    say = context.voice.say
    why = {
        "no_plays": say(
            ar="لا يقول نمطه أي حالاته تستطيع المحاكاة تمثيلها",
            en="its pattern says of no state that the simulation can play it",
        ),
        "no_campaign": say(
            ar="لا حملة للوضع نفسه", en="there is no campaign of the same situation"
        ),
        "no_aims": say(ar="لا أهداف معطاة لأحد", en="nobody was given aims"),
        "no_moves": say(
            ar="لا أحد يستطيع الانتقال بين حالتين ممثَّلتين",
            en="nobody can move between two states that are played",
        ),
        "no_status_quo": say(ar="الوضع القائم غير معيّن", en="no status quo is named"),
    }
    return tuple(
        say(
            ar=f"لم يُربط القرار «{context.names.of(each.decision)}» بالمحاكاة: {why[each.reason]}.",
            en=f"“{context.names.of(each.decision)}” was not bridged to the simulation: "
            f"{why[each.reason]}.",
        )
        for each in context.result.unbridged
        if _visible(context, each)
    )


def _visible(context: Context, each: NotBridged) -> bool:
    return context.answered(each.decision) is not None


def _verdicts(context: Context, bridge: BridgeResult, decision: DecisionResult) -> DataTable:
    say = context.voice.say
    return DataTable(
        table=TextTable(
            title=context.voice.text(decision.title),
            intro=(
                say(
                    ar="في كم من الترتيبات تصمد كل حالة، بطريقين: ما تقوله النصوص عن الرغبات، وما "
                    "تزنه الأهداف من نتائج المحاكاة. والأوزان تقدير، والمقارنة بين الحالات التي "
                    "تُمثَّل وحدها.",
                    en="In which share each state holds, by two routes: what texts say of wishes, "
                    "and what aims weigh of simulated outcomes. The weights are judgement, and "
                    "only states that can be played are compared.",
                ),
            ),
            columns=tuple(
                map(context.t, ("outcome", "by_statements", "by_aims", "difference", "agree"))
            ),
            rows=tuple(_verdict(context, v) for v in bridge.verdicts),
            numeric=(3,),
            notes=tuple(_notes(context, bridge, decision)),
        ),
        name="bridge",
        header=("outcome", "by_statements", "by_aims", "difference", "difference_error", "agree"),
        data=tuple(
            (v.outcome, significant(v.by_statements.share.p, 6),
             significant(v.by_aims.share.p, 6), significant(v.difference, 6),
             significant(v.difference_se, 3), v.agree)
            for v in bridge.verdicts
        ),
    )  # fmt: skip


def _verdict(context: Context, verdict: BridgeVerdict) -> tuple[str, ...]:
    say = context.voice.say
    points = signed(round(100 * verdict.difference, 1), context.voice)
    around = context.voice.number(f"±\u00a0{100 * verdict.margin:.0f}")
    margin = say(ar=f"والهامش {around}", en=f"margin {around}")
    return (
        context.voice.text(verdict.title),
        table_share(verdict.by_statements.share, context),
        table_share(verdict.by_aims.share, context),
        f"{points} ({margin})",
        _agreement(context, verdict),
    )


def _agreement(context: Context, verdict: BridgeVerdict) -> str:
    say = context.voice.say
    if not verdict.surely:
        return say(ar="لا يُعرف: الخطأ أوسع", en="not known: the error is wider")
    return say(ar="متفقان", en="agree") if verdict.agree else say(ar="مختلفان", en="disagree")


def _notes(context: Context, bridge: BridgeResult, decision: DecisionResult) -> Iterator[str]:
    voice, words = context.voice, context.words(decision)
    for each in bridge.disagreements[:_MOST]:
        yield _disagreement(context, each, decision)
    if bridge.left_out:
        n = count(len(bridge.left_out), voice)
        first = voice.say(ar="؛ ", en="; ").join(words.state(s) for s in bridge.left_out[:2])
        yield voice.say(
            ar=f"حالات خارج المقارنة، إذ لا تمثّلها المحاكاة، عددها {n}؛ منها: {first}.",
            en=f"States left out, for the simulation cannot play them: {n}; such as: {first}.",
        )


def _disagreement(context: Context, each: Disagreement, decision: DecisionResult) -> str:
    voice, words = context.voice, context.words(decision)
    who, first, second = (
        words.of_makers([each.decision_maker]), words.state(each.state), words.state(each.other)
    )  # fmt: skip
    aims, statements = table_share(each.by_aims, context), table_share(each.by_statements, context)
    return voice.say(
        ar=f"يختلف الطريقان في {who}: تفضيل {first} على {second} في {aims} بالأهداف، وفي "
        f"{statements} بالعبارات.",
        en=f"The routes differ on {who}: {first} over {second} in {aims} by aims, in {statements} "
        "by statements.",
    )


def _acceptance(context: Context, bridge: BridgeResult, decision: DecisionResult) -> DataTable:
    """From how large a weight of civilian harm each settlement is preferred to the status quo."""
    say, words = context.voice.say, context.words(decision)
    makers = dict.fromkeys(a.decision_maker for a in bridge.acceptance)
    everybody = say(ar="الجميع معًا", en="everybody at once")
    titles = {o.outcome: o.title for o in decision.outcomes}
    found = {(a.outcome, a.decision_maker): a for a in bridge.acceptance}
    outcomes = dict.fromkeys(a.outcome for a in bridge.acceptance)
    return DataTable(
        table=TextTable(
            title=say(
                ar=f"متى يُقبل مبكرًا: {context.voice.text(decision.title)}",
                en=f"When it is accepted early: {context.voice.text(decision.title)}",
            ),
            intro=(
                say(
                    ar="من أي وزن لأذى المدنيين لدى من يقرر (من لا شيء إلى وزن كامل) تُفضَّل كل "
                    "تسوية على الوضع القائم في نصف السحوبات على الأقل، بطريق الأهداف.",
                    en="From which weight that deciders give to harm to civilians (none to full) "
                    "each settlement is preferred to the status quo in at least half of the "
                    "draws, by aims.",
                ),
                say(
                    ar="الأوزان المجرَّبة: {}. وبين قوسين حصة السحوبات عند ذلك الوزن، أو عند الوزن "
                    "الكامل حيث لا تُفضَّل: حصة في النموذج لا تنبؤ.",
                    en="Weights tried: {}. In brackets the share of draws at that weight, or at "
                    "the full one where it is never preferred: a model share, not a forecast.",
                ).format(_tried(context, bridge)),
            ),
            columns=(
                context.t("outcome"),
                *(words.maker_named(m) if m else everybody for m in makers),
            ),
            rows=tuple(
                (
                    context.voice.text(titles[outcome]) if outcome in titles else outcome,
                    *(_from_alpha(context, found.get((outcome, maker))) for maker in makers),
                )
                for outcome in outcomes
            ),
            notes=tuple(_in_itself(context, bridge)),
        ),
        name="acceptance",
        header=("outcome", "decision_maker", "alpha", "share", "standard_error"),
        data=tuple(
            (a.outcome, a.decision_maker, alpha, significant(share.p, 6), significant(share.se, 3))
            for a in bridge.acceptance
            for alpha, share in zip(a.alphas, a.shares, strict=True)
        ),
    )


def _in_itself(context: Context, bridge: BridgeResult) -> Iterator[str]:
    """What the simulation does by itself with early offers, by the same weight."""
    voice, deals = context.voice, bridge.early_deals
    each = [
        voice.say(ar=f"{part} عند {alpha}", en=f"{part} at {alpha}")
        for part, alpha in (
            (with_error(mean, se, voice), percent(alpha, voice))
            for alpha, mean, se in zip(deals.alphas, deals.means, deals.ses, strict=True)
        )
    ]
    if each:
        listed = voice.say(ar="، ", en=", ").join((each[0], each[-1]) if len(each) > 1 else each)
        yield voice.say(
            ar="وفي المحاكاة نفسها، حيث يُعرض الاتفاق من الأسبوع الأول ولا يُفرض، نسبة المناطق التي "
            f"فيها اتفاق بعد {voice.number('13')} أسبوعًا، بحسب ذلك الوزن: {listed}.",
            en="In the simulation itself, where deals are offered from the first week and nothing "
            f"is forced, the part of the areas with a deal within {voice.number('13')} weeks, by "
            f"that weight: {listed}.",
        )


def _tried(context: Context, bridge: BridgeResult) -> str:
    comma = context.voice.say(ar="، ", en=", ")
    alphas = bridge.acceptance[0].alphas if bridge.acceptance else ()
    return comma.join(percent(alpha, context.voice) for alpha in alphas)


def _from_alpha(context: Context, accepted: Acceptance | None) -> str:
    voice = context.voice
    if accepted is None:
        return "–"
    at = len(accepted.alphas) - 1
    said = voice.say(ar="لا تُفضَّل", en="never")
    if accepted.from_alpha is not None:
        at = accepted.alphas.index(accepted.from_alpha)
        alpha = percent(accepted.from_alpha, voice)
        said = voice.say(ar=f"من {alpha}", en=f"from {alpha}")
    if accepted.from_alpha == 0:
        said = voice.say(ar="ولو بلا وزن", en="even at none")
    return f"{said} ({table_share(accepted.shares[at], context)})"


def _played(context: Context, bridge: BridgeResult, decision: DecisionResult) -> DataTable:
    voice = context.voice
    told = {o.outcome for p in bridge.played for o in p.outcomes}
    shown = [name for name in HEADLINES if name in told][:_COLUMNS]
    names = [outcome_words(name).name.in_(voice.language) for name in shown]
    return DataTable(
        table=TextTable(
            title=voice.say(
                ar=f"ما مُثّل: {voice.text(decision.title)}",
                en=f"What was played: {voice.text(decision.title)}",
            ),
            intro=(
                voice.say(
                    ar="متوسطات في النموذج، لا تنبؤ، وبين قوسين أوسع فاصل لكل منها. و«كم تحقق منه» "
                    "هو الجزء من المناطق الذي انتهى إلى ما تقوله الحالة.",
                    en="Means in the model, not a forecast, with the widest interval of each in "
                    "brackets. “Realised” is the part of the areas that ended as the state says.",
                ),
            ),
            columns=(context.t("played"), *names, context.t("realised")),
            rows=tuple(_state(context, p, shown) for p in bridge.played),
            numeric=tuple(range(1, len(names) + 2)),
        ),
        name="played",
        header=("play", "when", *(f"{n}{e}" for n in shown for e in ("", "_low", "_high")),
                "realised", "realised_error"),
        data=tuple(
            (p.play, p.when, *(x for name in shown for x in _mean(p, name)),
             "" if p.realised is None else significant(p.realised, 3),
             significant(p.realised_se, 3))
            for p in bridge.played
        ),
    )  # fmt: skip


def _mean(played: PlayedState, outcome: str) -> tuple[object, ...]:
    """Mean, and both ends of its widest band."""
    found = next((o for o in played.outcomes if o.outcome == outcome), None)
    if found is None:
        return "", "", ""
    band = widest_band(found)
    ends = (band.low, band.high) if band else (found.mean, found.mean)
    return tuple(significant(x, 6) for x in (found.mean, *ends))


def _state(context: Context, played: PlayedState, shown: Sequence[str]) -> tuple[str, ...]:
    voice, found = context.voice, {o.outcome: o for o in played.outcomes}
    realised = played.realised
    return (
        voice.text(played.title),
        *(_around(found[name], voice) if name in found else "–" for name in shown),
        "–" if realised is None else with_error(realised, played.realised_se, voice),
    )


def _around(summary: OutcomeSummary, voice: Voice) -> str:
    """A mean, and the widest of its bands in brackets."""
    mean, band = value_words(summary.outcome, summary.mean, voice), widest_band(summary)
    if band is None or band.low == band.high:
        return mean
    low, high = (value_words(summary.outcome, end, voice) for end in (band.low, band.high))
    return voice.say(ar=f"{mean} (من {low} إلى {high})", en=f"{mean} ({low} to {high})")

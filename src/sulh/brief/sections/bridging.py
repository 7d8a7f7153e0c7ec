"""Both routes to a preference side by side: what texts say, and what outcomes of fighting weigh."""

from __future__ import annotations

from collections.abc import Iterator

from sulh.brief.context import Context
from sulh.brief.data import DataTable
from sulh.brief.sections.leverage import table_share
from sulh.settlement.result import DecisionResult
from sulh.settlement.result_bridge import (
    Acceptance,
    BridgeResult,
    BridgeVerdict,
    Disagreement,
    NotBridged,
    PlayedState,
)
from sulh.words.numbers import decimal, percent, signed, significant
from sulh.words.outcomes import outcome_words, value_words
from sulh.words.tables import TextTable

__all__ = ["bridge_tables", "not_bridged"]

_SHOWN = ("civilian_deaths_people", "displaced_people", "strong_side_areas_share")
_MOST = 5


def bridge_tables(context: Context) -> tuple[DataTable, ...]:
    """Return two tables for each bridged decision: verdicts by both routes, and what was played."""
    found = [(b, context.answered(b.decision)) for b in context.result.bridges]
    return tuple(
        table
        for bridge, decision in found
        if decision
        for table in (_verdicts(context, bridge, decision), _played(context, bridge, decision))
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
    return (
        context.voice.text(verdict.title),
        table_share(verdict.by_statements.share, context),
        table_share(verdict.by_aims.share, context),
        points,
        say(ar="متفقان", en="agree") if verdict.agree else say(ar="مختلفان", en="disagree"),
    )


def _notes(context: Context, bridge: BridgeResult, decision: DecisionResult) -> Iterator[str]:
    voice, words = context.voice, context.words(decision)
    for each in bridge.disagreements[:_MOST]:
        yield _disagreement(context, each, decision)
    for accepted in bridge.acceptance:
        yield _acceptance(context, accepted, decision)
    if bridge.left_out:
        states = voice.say(ar="؛ ", en="; ").join(words.state(s) for s in bridge.left_out)
        yield voice.say(
            ar=f"خارج المقارنة، إذ لا تمثّلها المحاكاة: {states}.",
            en=f"Left out, for the simulation cannot play them: {states}.",
        )


def _disagreement(context: Context, each: Disagreement, decision: DecisionResult) -> str:
    voice, words = context.voice, context.words(decision)
    who, first, second = (
        words.maker_named(each.decision_maker), words.state(each.state), words.state(each.other)
    )  # fmt: skip
    aims, statements = percent(each.by_aims.p, voice), percent(each.by_statements.p, voice)
    return voice.say(
        ar=f"يختلف الطريقان في {who}: تفضيل {first} على {second} في {aims} بالأهداف، وفي "
        f"{statements} بالعبارات.",
        en=f"The routes differ on {who}: {first} over {second} in {aims} by aims, in {statements} "
        "by statements.",
    )


def _acceptance(context: Context, accepted: Acceptance, decision: DecisionResult) -> str:
    """From how large a weight of civilian harm a settlement is preferred to the status quo."""
    voice, words = context.voice, context.words(decision)
    titles = {o.outcome: o.title for o in decision.outcomes}
    what = voice.text(titles[accepted.outcome]) if accepted.outcome in titles else accepted.outcome
    everybody = voice.say(ar="الجميع", en="everybody at once")
    who = words.maker_named(accepted.decision_maker) if accepted.decision_maker else everybody
    if accepted.from_alpha is None:
        return voice.say(
            ar=f"«{what}» لا تُفضَّل لدى {who} في نصف السحوبات مهما ثقل أذى المدنيين لدى من يقرر.",
            en=f"“{what}” is not preferred by {who} in half of the draws, however much those who "
            "decide weigh harm to civilians.",
        )
    alpha = decimal(accepted.from_alpha, voice)
    return voice.say(
        ar=f"«{what}» تُفضَّل لدى {who} في نصف السحوبات على الأقل متى بلغ وزن أذى المدنيين {alpha} "
        "من 1.",
        en=f"“{what}” is preferred by {who} in at least half of the draws once harm to civilians "
        f"weighs {alpha} of 1 with those who decide.",
    )


def _played(context: Context, bridge: BridgeResult, decision: DecisionResult) -> DataTable:
    voice = context.voice
    names = [outcome_words(name).name.in_(voice.language) for name in _SHOWN]
    return DataTable(
        table=TextTable(
            title=voice.say(
                ar=f"ما مُثّل: {voice.text(decision.title)}",
                en=f"What was played: {voice.text(decision.title)}",
            ),
            columns=(context.t("played"), *names, context.t("realised")),
            rows=tuple(_state(context, p) for p in bridge.played),
            numeric=tuple(range(1, len(names) + 2)),
        ),
        name="played",
        header=("play", "when", *_SHOWN, "realised"),
        data=tuple(
            (p.play, p.when, *(_mean(p, name) for name in _SHOWN),
             "" if p.realised is None else significant(p.realised, 3))
            for p in bridge.played
        ),
    )  # fmt: skip


def _mean(played: PlayedState, outcome: str) -> object:
    found = [o.mean for o in played.outcomes if o.outcome == outcome]
    return significant(found[0], 6) if found else ""


def _state(context: Context, played: PlayedState) -> tuple[str, ...]:
    voice = context.voice
    means = {o.outcome: o.mean for o in played.outcomes}
    return (
        voice.text(played.title),
        *(value_words(name, means[name], voice) if name in means else "–" for name in _SHOWN),
        "–" if played.realised is None else percent(played.realised, voice),
    )

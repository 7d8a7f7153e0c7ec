"""What to offer next, what there is to agree on, and whose lines an agreement would cross."""

from __future__ import annotations

from collections.abc import Iterator

from sulh.brief.context import Context
from sulh.brief.data import DataTable
from sulh.brief.sections.leverage import table_share, table_title
from sulh.settlement.result import (
    AgreementZone,
    Bargain,
    BargainTerms,
    DecisionResult,
    Line,
    NextOffer,
    Offer,
    OutcomeTerms,
    Share,
)
from sulh.words.conditions import condition_words
from sulh.words.numbers import count, decimal, in_points, significant, with_error
from sulh.words.tables import TextTable
from sulh.words.vocabulary import SETTERS

__all__ = ["offer_tables", "zone_tables"]

_MOST = 6
_LEAST = 0.0005


def offer_tables(context: Context) -> tuple[DataTable, ...]:
    """Return for each decision which single change most raises the share in which it holds."""
    found = [(o, context.answered(o.decision)) for o in context.result.offers]
    return tuple(_offers(context, o, decision) for o, decision in found if decision)


def _offers(context: Context, found: NextOffer, decision: DecisionResult) -> DataTable:
    say, base = context.voice.say, table_share(found.base, context)
    raising = [o for o in found.offers if o.gain > max(_LEAST, o.gain_se)]
    none = say(
        ar="لا تغيير وحده يرفع الحصة بما يزيد على خطئها.",
        en="No single change raises the share by more than its error.",
    )
    return DataTable(
        table=TextTable(
            title=table_title(context, decision, found.outcome),
            intro=(
                say(
                    ar=f"صامدة الآن في {base}. كل تغيير هنا وحده، والأكثر رفعًا للحصة أولًا.",
                    en=f"It now holds in {base}. Each change by itself, that which raises the "
                    "share most first.",
                ),
            ),
            columns=tuple(map(context.t, ("offer", "raises", "holds", "attainable", "cost"))),
            rows=tuple(_offer_row(context, o) for o in raising[:_MOST]),
            notes=() if raising else (none,),
            numeric=(1, 4),
        ),
        name="offers",
        header=("kind", "change", "to", "gain", "gain_error", "holds", "attainable", "cost"),
        data=tuple(map(_offer_data, found.offers)),
    )


def _offer_row(context: Context, offer: Offer) -> tuple[str, ...]:
    voice = context.voice
    title = voice.text(offer.title)
    if offer.kind == "option":
        on = voice.say(ar=f"أن تشمل التسوية: {title}", en=f"the settlement includes: {title}")
        off = voice.say(ar=f"أن تخلو التسوية من: {title}", en=f"the settlement leaves out: {title}")
        title = on if offer.to == "on" else off
    return (
        title,
        in_points(offer.gain, offer.gain_se, voice, sign=True),
        table_share(offer.holds, context),
        table_share(offer.attainable, context),
        "–" if offer.cost is None else decimal(offer.cost, voice),
    )


def _offer_data(offer: Offer) -> tuple[object, ...]:
    return (
        offer.kind, offer.change, offer.to, significant(offer.gain, 6),
        significant(offer.gain_se, 3), significant(offer.holds.p, 6),
        significant(offer.attainable.p, 6), "" if offer.cost is None else offer.cost,
    )  # fmt: skip


def zone_tables(context: Context) -> tuple[DataTable, ...]:
    """Return for each decision what all could agree on; bargaining points where aims allow."""
    found = [(z, context.answered(z.decision)) for z in context.result.zones]
    return tuple(
        table
        for zone, decision in found
        if decision
        for table in (_zone(context, zone, decision), *_bargain(context, zone, decision))
    )


def _zone(context: Context, zone: AgreementZone, decision: DecisionResult) -> DataTable:
    say = context.voice.say
    return DataTable(
        table=TextTable(
            title=context.voice.text(decision.title),
            intro=(
                say(
                    ar="نسب من الترتيبات المقبولة: يكسب الجميع قياسًا بالوضع القائم؛ ولا حالة خير "
                    "منها لطرف من غير ضرر لغيره (باريتو)؛ وأضعفهم فيها خير منه في سواها.",
                    en="Parts of the admissible orders in which all gain over the status quo; "
                    "nothing is better for one and no worse for another (Pareto); whoever is "
                    "worst off is as well off as anywhere (fallback).",
                ),
            ),
            columns=tuple(
                map(context.t, ("outcome", "all_gain", "pareto", "fallback", "least_satisfied"))
            ),
            rows=tuple(_terms(context, decision, t) for t in zone.outcomes),
            notes=(*_lines(context, zone.lines, decision), *_shut_out(context, zone)),
        ),
        name="agreement",
        header=("outcome", "within_lines", "all_gain", "all_gain_error", "pareto", "pareto_error",
                "fallback", "fallback_error", "least_satisfied"),
        data=tuple(
            (t.outcome, not t.crosses, *_with_errors(t.all_gain, t.pareto, t.fallback),
             t.least_satisfied)
            for t in zone.outcomes
        ),
    )  # fmt: skip


def _with_errors(*shares: Share) -> Iterator[float]:
    """Each share and its standard error, as data."""
    for each in shares:
        yield significant(each.p, 6)
        yield significant(each.se, 3)


def _terms(context: Context, decision: DecisionResult, terms: OutcomeTerms) -> tuple[str, ...]:
    voice, words = context.voice, context.words(decision)
    titles = {o.outcome: o.title for o in decision.outcomes}
    crossing = voice.say(ar=" (يتجاوز خطًّا)", en=" (crosses a line)")
    least = dict(terms.satisfaction).get(terms.least_satisfied, 0.0)
    part = with_error(least, terms.satisfaction_se, voice)
    return (
        f"{voice.text(titles[terms.outcome])}{crossing if terms.crosses else ''}",
        table_share(terms.all_gain, context),
        table_share(terms.pareto, context),
        table_share(terms.fallback, context),
        f"{words.maker_named(terms.least_satisfied)} ({part})",
    )


def _lines(context: Context, lines: tuple[Line, ...], decision: DecisionResult) -> Iterator[str]:
    voice, words = context.voice, context.words(decision)
    for line in lines:
        who = words.maker_named(line.decision_maker)
        what = condition_words(line.condition, decision.options, voice)
        by = SETTERS[line.by].in_(voice.language)
        red = voice.say(
            ar="خط أحمر كما ورد في السؤال، لا يُرخى في تحليل",
            en="a red line as given with the question, never loosened here",
        )
        bottom = voice.say(
            ar="حدّ أدنى كما ورد في السؤال، قابل للمراجعة",
            en="a bottom line as given with the question, open to revision",
        )
        kind = red if line.kind == "red" else bottom
        yield voice.say(
            ar=f"{who}: {what} ({kind}؛ واضعه، فيما قيل: {by}).",
            en=f"{who}: {what} ({kind}; said to be set by {by}).",
        )


def _shut_out(context: Context, zone: AgreementZone) -> Iterator[str]:
    """Say so where the lines leave nothing to agree on."""
    if zone.lines and zone.n_within is not None:
        say, n = context.voice.say, count(zone.n_within, context.voice)
        none = say(
            ar="لا حالة تراعي هذه الخطوط كلها: فهي متعارضة، ولا مجال للاتفاق معها.",
            en="No state keeps within all of these lines: they contradict one another, and with "
            "them there is nothing to agree on.",
        )
        some = say(
            ar=f"عدد الحالات التي تراعي هذه الخطوط كلها: {n}.",
            en=f"States that keep within all of these lines: {n}.",
        )
        yield some if zone.n_within else none


def _bargain(
    context: Context, zone: AgreementZone, decision: DecisionResult
) -> Iterator[DataTable]:
    if zone.bargain is None:
        return
    say = context.voice.say
    empty = table_share(zone.bargain.empty, context)
    yield DataTable(
        table=TextTable(
            title=context.t("bargain"),
            intro=(
                say(
                    ar="حلول المساومة حيث الأهداف أعداد: جداء المكاسب الأكبر (ناش)، وأصغر المكاسب "
                    f"الأكبر (كالاي–سمورودنسكي). ولا مجال للاتفاق في {empty} من السحوبات.",
                    en="Bargaining solutions where aims are in numbers: the largest product of "
                    "gains (Nash), the largest of the smallest gains (Kalai–Smorodinsky). There "
                    f"is nothing to agree on in {empty} of the draws.",
                ),
            ),
            columns=tuple(
                map(context.t, ("outcome", "in_zone", "nash_point", "ks_point", "least_satisfied"))
            ),
            rows=tuple(_bargain_row(context, decision, t) for t in zone.bargain.terms),
        ),
        name="bargain",
        header=("state", "outcome", "in_zone", "nash", "kalai_smorodinsky", "least_satisfied"),
        data=_bargain_data(zone.bargain),
    )


def _bargain_row(
    context: Context, decision: DecisionResult, terms: BargainTerms
) -> tuple[str, ...]:
    words = context.words(decision)
    return (
        words.state(terms.state),
        table_share(terms.zone, context),
        table_share(terms.nash, context),
        table_share(terms.kalai_smorodinsky, context),
        words.maker_named(terms.least_satisfied) if terms.least_satisfied else "–",
    )


def _bargain_data(bargain: Bargain) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (t.state, t.outcome, significant(t.zone.p, 6), significant(t.nash.p, 6),
         significant(t.kalai_smorodinsky.p, 6), t.least_satisfied)
        for t in bargain.terms
    )  # fmt: skip

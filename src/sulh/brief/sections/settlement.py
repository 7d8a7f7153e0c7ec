"""The settlement table: what holds, what is attainable, by concept; and what each arm changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sulh.brief.context import Context
from sulh.brief.figures.strips import Strip, strips
from sulh.brief.markup import csv_link
from sulh.settlement.result import (
    CampaignResult,
    ConceptVerdict,
    DecisionResult,
    OutcomeDifference,
    OutcomeVerdict,
    Share,
)
from sulh.words.dates import when
from sulh.words.numbers import count, error_in_table, percent, significant
from sulh.words.outcomes import (
    HEADLINES,
    difference_words,
    outcome_words,
    range_of,
    value_words,
)
from sulh.words.verdicts import attainable_sentence, concept_name, path_sentence, verdict_words
from sulh.words.vocabulary import BANDS, MEASURES

__all__ = ["ArmTable", "DecisionTable", "arm_tables", "decision_tables"]


_SOURCES: tuple[Literal["chance", "parameters", "structure"], ...]
_SOURCES = ("chance", "parameters", "structure")


@dataclass(frozen=True)
class Cell:
    """A share as it stands in a table. `part` from 0 to 1 draws its bar."""

    head: str
    verdict: str
    number: str
    error: str
    part: float


@dataclass(frozen=True)
class Row:
    """One named state of a decision."""

    title: str
    kind: str
    holds: Cell
    holds_too: Cell | None
    threat: Cell
    attainable: Cell
    how: str
    path: str
    concepts: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class DecisionTable:
    """Everything the table says about one decision."""

    title: str
    when: str
    size: str
    follows: str
    scale: str
    rows: tuple[Row, ...]
    csv: str


@dataclass(frozen=True)
class ArmRow:
    """One arm of one outcome: the mean of each, the difference, its bands and its strip."""

    name: str
    mean: str
    difference: str
    bands: tuple[str, ...]
    strip: Strip | None


@dataclass(frozen=True)
class Panel:
    """One outcome of a campaign: an arm a row, its difference from the baseline as a strip."""

    name: str
    unit: str
    rows: tuple[ArmRow, ...]
    low: str
    high: str


@dataclass(frozen=True)
class ArmTable:
    """The arms of one campaign. `bands` name the columns of the table of numbers."""

    title: str
    baseline: str
    scale: str
    bands: tuple[str, ...]
    panels: tuple[Panel, ...]
    csv: str


def decision_tables(context: Context) -> tuple[DecisionTable, ...]:
    """Return one table for each decision, in the order of the case."""
    return tuple(_decision(context, d) for d in context.result.decisions)


def _decision(context: Context, result: DecisionResult) -> DecisionTable:
    decision = context.decisions.get(result.decision)
    voice = context.voice
    follows = decision.follows if decision else None
    makers, options = count(len(result.decision_makers), voice), count(len(result.options), voice)
    feasible = count(result.n_feasible, voice)
    return DecisionTable(
        title=voice.text(result.title),
        when=when(decision.when, voice) if decision else "",
        size=voice.say(
            ar=f"عدد أصحاب القرار {makers}، والخيارات {options}، والحالات الممكنة {feasible}.",
            en=f"Decision makers: {makers}; options: {options}; feasible states: {feasible}.",
        ),
        follows=_follows(context, follows),
        scale=_scale(context, result),
        rows=tuple(_row(context, result, outcome) for outcome in result.outcomes),
        csv=_decision_csv(context, result),
    )


def _follows(context: Context, earlier: str | None) -> str:
    if earlier is None:
        return ""
    name = context.names.of(earlier)
    return context.voice.say(
        ar=f"هذا الوضع امتداد لوضع سابق هو «{name}»: ما اتُّفق عليه هناك هو موضع الخلاف هنا.",
        en=f"This is the afterlife of “{name}”: what was agreed there is in dispute here.",
    )


def _scale(context: Context, result: DecisionResult) -> str:
    """What the shares are parts of, and how many orders were looked at."""
    shares = [s for o in result.outcomes for c in o.concepts for s in c.shares]
    voice = context.voice
    words = [_measure(s, context) for s in shares]
    measures = voice.say(ar="؛ ", en="; ").join(dict.fromkeys(words))
    error = voice.say(
        ar=" والرقم بعد ± خطأ معياري، وما خلا من ± عُدّ كله أو لم يتفاوت في العيّنة.",
        en=" What follows ± is a standard error; without ± a number was counted in full, or the "
        "sample did not vary.",
    )
    error = "" if all(s.exact for s in shares) else error
    return voice.say(
        ar=f"المقياس: حصة الترتيبات المقبولة التي تثبت فيها الحالة لدى الجميع؛ {measures}. "
        f"وهي حصة في النموذج لا تنبؤ.{error}",
        en="Scale: the share of the admissible orders in which the state is stable for all; "
        f"{measures}. It is a model share, not a forecast.{error}",
    )


def _measure(value: Share, context: Context) -> str:
    voice, orders = context.voice, MEASURES[value.measure].in_(context.voice.language)
    if value.exact:
        return voice.say(
            ar=f"{orders}: عُدَّت كلها ({count(value.n, voice)})",
            en=f"{orders}: all {count(value.n, voice)} counted",
        )
    return voice.say(
        ar=f"{orders}: عيّنة عددها {count(value.n, voice)}",
        en=f"{orders}: {count(value.n, voice)} sampled",
    )


def _cell(value: Share, context: Context, head: str = "", verdict: str = "") -> Cell:
    return Cell(
        head,
        verdict,
        percent(value.p, context.voice),
        error_in_table(value, context.voice),
        value.p,
    )


def _row(context: Context, result: DecisionResult, outcome: OutcomeVerdict) -> Row:
    words = context.words(result)
    return Row(
        title=context.voice.text(outcome.title),
        kind=context.t(f"{outcome.kind}_kind"),
        holds=_cell(outcome.holds.share, context, context.t("holds")),
        holds_too=_second(context, outcome.holds.by_states),
        threat=_cell(outcome.holds.rests_on_threat, context, context.t("threat")),
        attainable=_cell(outcome.attainable.share, context, context.t("attainable")),
        how=attainable_sentence(outcome.attainable, words),
        path=path_sentence(outcome.attainable.path, words)
        if outcome.attainable.by == "improvements"
        else "",
        concepts=tuple(_concept(context, c) for c in outcome.concepts),
    )


def _second(context: Context, value: Share | None) -> Cell | None:
    """The share under the second measure, headed by its name."""
    if value is None:
        return None
    return _cell(value, context, MEASURES[value.measure].in_(context.voice.language))


def _concept(context: Context, verdict: ConceptVerdict) -> tuple[Cell, ...]:
    """One cell for each measure; the first names the concept and its verdict."""
    name, words = (
        concept_name(verdict.concept, context.voice),
        verdict_words(verdict, context.voice),
    )
    heads = [(name, words)] + [
        (MEASURES[s.measure].in_(context.voice.language), "") for s in verdict.shares[1:]
    ]
    return tuple(_cell(s, context, *head) for s, head in zip(verdict.shares, heads, strict=True))


def _decision_csv(context: Context, result: DecisionResult) -> str:
    rows: list[tuple[object, ...]] = []
    for outcome in result.outcomes:
        title, holds = outcome.title.in_(context.voice.language), outcome.holds
        rows += [
            (title, "holds", holds.verdict, *_numbers(holds.share)),
            (title, "rests_on_threat", "", *_numbers(holds.rests_on_threat)),
            (title, "attainable", outcome.attainable.by, *_numbers(outcome.attainable.share)),
        ]
        rows += [
            (title, c.concept, c.verdict, *_numbers(s)) for c in outcome.concepts for s in c.shares
        ]
    header = ("outcome", "what", "verdict", "share", "standard_error", "n", "exact", "measure")
    return csv_link(header, rows)


def _numbers(value: Share) -> tuple[object, ...]:
    return significant(value.p, 6), significant(value.se, 3), value.n, value.exact, value.measure


def arm_tables(context: Context) -> tuple[ArmTable, ...]:
    """Return one table of arms for each campaign."""
    return tuple(_campaign(context, c) for c in context.result.campaigns)


def _campaign(context: Context, campaign: CampaignResult) -> ArmTable:
    titles = {arm.arm: context.voice.text(arm.title) for arm in campaign.arms}
    voice, baseline = context.voice, titles.get(campaign.baseline, campaign.baseline)
    runs, weeks = count(campaign.n_runs, voice), count(campaign.horizon_weeks, voice)
    found = {d.outcome for d in campaign.differences}
    return ArmTable(
        title=voice.text(campaign.title),
        baseline=baseline,
        scale=voice.say(
            ar=f"كل فرق هو ناتج السيناريو ناقصًا ناتج «{baseline}»، تشغيلًا بتشغيل وبالسحوبات "
            f"العشوائية نفسها؛ عدد مرات التشغيل {runs}، والأفق بالأسابيع {weeks}. "
            "والأرقام من نموذج، ولا تُقرأ إلا فروقًا.",
            en=f"Each difference is an arm minus “{baseline}”, run by run with the same random "
            f"draws; runs: {runs}; horizon in weeks: {weeks}. "
            "These are numbers of a model, to be read only as differences.",
        ),
        bands=tuple(BANDS[source].in_(voice.language) for source in _SOURCES),
        panels=tuple(_panel(context, campaign, titles, o) for o in HEADLINES if o in found),
        csv=_campaign_csv(campaign),
    )


def _panel(
    context: Context, campaign: CampaignResult, titles: dict[str, str], outcome: str
) -> Panel:
    words, voice = outcome_words(outcome), context.voice
    mine = [d for d in campaign.differences if d.outcome == outcome]
    drawn = strips(mine)
    means = {a.arm: o.mean for a in campaign.arms for o in a.outcomes if o.outcome == outcome}
    baseline = ArmRow(
        titles.get(campaign.baseline, campaign.baseline),
        _mean(context, outcome, means.get(campaign.baseline)),
        voice.say(ar="الأساس", en="baseline"),
        ("",) * len(_SOURCES),
        None,
    )
    rows = [
        ArmRow(
            titles.get(d.arm, d.arm),
            _mean(context, outcome, means.get(d.arm)),
            difference_words(outcome, d.mean, voice),
            _ranges(context, d),
            strip,
        )
        for d, strip in zip(mine, drawn.rows, strict=True)
    ]
    return Panel(
        words.name.in_(voice.language),
        words.unit.in_(voice.language),
        (baseline, *rows),
        difference_words(outcome, drawn.low, voice),
        difference_words(outcome, drawn.high, voice),
    )


def _ranges(context: Context, difference: OutcomeDifference) -> tuple[str, ...]:
    """The three bands in the order of their columns; empty where there is none."""
    bands = {band.source: band for band in difference.bands}
    return tuple(
        range_of(bands[source], difference.outcome, context.voice) if source in bands else ""
        for source in _SOURCES
    )


def _mean(context: Context, outcome: str, value: float | None) -> str:
    return "" if value is None else value_words(outcome, value, context.voice)


def _campaign_csv(campaign: CampaignResult) -> str:
    def rows(d: OutcomeDifference) -> list[tuple[object, ...]]:
        head = (d.arm, d.baseline, d.outcome, significant(d.mean, 6), d.n_runs)
        return [
            (*head, b.source, b.level, significant(b.low, 6), significant(b.high, 6))
            for b in d.bands
        ] or [head]

    header = (
        "arm",
        "baseline",
        "outcome",
        "mean_difference",
        "n_runs",
        "band",
        "level",
        "low",
        "high",
    )
    return csv_link(header, [row for d in campaign.differences for row in rows(d)])

"""What a headline number depends on: sensitivity, regret over scenarios, and what would flip it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sulh.brief.context import Context
from sulh.brief.data import DataTable
from sulh.brief.sections.leverage import ascribed
from sulh.settlement.result import DecisionResult
from sulh.settlement.result_robust import (
    Flip,
    FlipTable,
    RegretRow,
    RegretTable,
    Robustness,
    Sensitivity,
    SensitivityIndex,
)
from sulh.words import isolate
from sulh.words.numbers import (
    NBSP,
    count,
    decimal,
    in_points,
    interval,
    percent,
    significant,
    with_error,
)
from sulh.words.outcomes import difference_words, outcome_words
from sulh.words.parameters import PARAMETERS, STRUCTURE
from sulh.words.tables import TextTable
from sulh.words.vocabulary import FACTORS

__all__ = ["robust_tables"]

_MOST = 8
_NUMBERED = re.compile(r"(\w+?)[_ ]of[_ ](\d+)")


@dataclass(frozen=True)
class _About:
    """What the factors of a robustness are called: those of a decision, or of a campaign."""

    context: Context
    decision: DecisionResult | None
    title: str
    id: str

    def factor(self, name: str, kind: str) -> str:
        """What a statement, lever, parameter, form of the model or source is called."""
        language = self.context.voice.language
        if kind in {"statement", "belief", "first", "last"} and self.decision:
            return self._whose(name)
        if kind == "lever" and name in self.levers:
            return self.levers[name]
        if kind == "lever" and name == "lever":
            return self.context.voice.say(ar="أيّ أداة تُستعمل", en="which lever is used")
        if kind == "source":
            names = self.context.names
            return names.publisher(name) if name in self.context.sources else names.of(name)
        if numbered := _NUMBERED.fullmatch(name):
            return self._of_record(numbered[1], int(numbered[2]))
        table = PARAMETERS if name in PARAMETERS else STRUCTURE
        return table[name].in_(language) if name in table else isolate(name.replace("_", " "))

    def _whose(self, statement: str) -> str:
        """A statement, and to whom it is ascribed: the same is said of several."""
        if self.decision is None:
            return isolate(statement)
        known = self.context.decisions.get(self.decision.decision)
        said = ascribed(self.context, self.decision, known, statement)
        found = [s.decision_maker for s in known.statements if s.id == statement] if known else []
        if not found:
            return said
        who = self.context.words(self.decision).maker_named(found[0])
        return self.context.voice.say(ar=f"{who}: {said}", en=f"{who}: {said}")

    def _of_record(self, what: str, index: int) -> str:
        """A number of one front or one backing of the campaign, by its place."""
        voice, names = self.context.voice, self.context.names
        campaign = next((c for c in self.context.case.campaigns if c.id == self.id), None)
        if campaign and what in {"force", "population"} and index < len(campaign.fronts):
            area = names.of(campaign.fronts[index].area)
            if what == "force":
                return voice.say(
                    ar=f"عديد المدافعين في {area}", en=f"strength of the defenders of {area}"
                )
            return voice.say(ar=f"عدد السكان في {area}", en=f"population of {area}")
        if campaign and what == "level" and index < len(campaign.backings):
            backing = campaign.backings[index]
            backer, client = names.of(backing.backer), names.of(backing.client)
            return voice.say(
                ar=f"مقدار دعم {backer} لصالح {client}", en=f"backing of {client} by {backer}"
            )
        return isolate(f"{what} {index + 1}")

    @property
    def levers(self) -> dict[str, str]:
        """Titles of levers that were searched or tried."""
        voice, result = self.context.voice, self.context.result
        tried = [x for s in result.levers for x in s.levers]
        tried += [x for r in result.robustness if r.about == self.id for x in r.levers]
        return {x.id: voice.text(x.title) for x in tried}

    def number(self, table: FlipTable | Sensitivity) -> str:
        """What the headline number is."""
        number, outcome, voice = table.number, table.outcome, self.context.voice
        if number == "holds":
            titles = {o.outcome: o.title for o in self.decision.outcomes} if self.decision else {}
            named = voice.text(titles[outcome]) if outcome in titles else isolate(outcome)
            return voice.say(
                ar=f"الحصة التي تصمد فيها «{named}»", en=f"share in which “{named}” holds"
            )
        name = outcome_words(number).name.in_(voice.language)
        first, second = self.arm(table.arm), self.arm(table.baseline)
        return voice.say(
            ar=f"{name}، «{first}» ناقصًا «{second}»", en=f"{name}, “{first}” minus “{second}”"
        )

    def arm(self, name: str) -> str:
        """The title of an arm."""
        arms = {a.arm: a.title for c in self.context.result.campaigns for a in c.arms}
        return self.context.voice.text(arms[name]) if name in arms else isolate(name)

    def criterion(self, table: RegretTable) -> str:
        """What choices are compared by."""
        voice = self.context.voice
        if table.criterion != "holds":
            return outcome_words(table.criterion).name.in_(voice.language)
        return voice.say(
            ar="الحصة التي تصمد فيها التسوية", en="share in which the settlement holds"
        )


def robust_tables(context: Context) -> tuple[DataTable, ...]:
    """Return the tables of each decision and campaign whose robustness was asked for."""
    return tuple(table for each in context.result.robustness for table in _tables(context, each))


def _tables(context: Context, found: Robustness) -> Iterator[DataTable]:
    decision = context.answered(found.about)
    campaign = next((c for c in context.result.campaigns if c.campaign == found.about), None)
    shown = decision or campaign
    if shown is None:
        return
    about = _About(context, decision, context.voice.text(shown.title), found.about)
    yield from (_flips(about, table) for table in found.flips)
    yield from (_sensitivity(about, each) for each in found.sensitivity)
    yield from (_regret(about, table) for table in found.regret)


def _flips(about: _About, table: FlipTable) -> DataTable:
    voice, t = about.context.voice, about.context.t
    value = _estimated(about, table, table.value, table.se)
    line = _value(about, table, table.threshold)
    tried, n = count(table.n_tried, voice), count(len(table.flips), voice)
    near = voice.say(
        ar=" والعدد على خطأين معياريين من الحدّ أو أقل: قد يقلبه السحب وحده.",
        en=" It is within two standard errors of the line: chance alone could turn it.",
    )
    return DataTable(
        table=TextTable(
            title=voice.say(
                ar=f"ما يقلب الجواب: {about.title}", en=f"What would flip the answer: {about.title}"
            ),
            intro=(
                voice.say(
                    ar=f"{about.number(table)}: {value}، والحدّ {line}. "
                    f"جُرّب من التغييرات المفردة {tried}، ويقلبه منها {n}؛ والأصغر أولًا."
                    f"{near if table.near else ''}",
                    en=f"{about.number(table)}: {value}; the line is {line}. "
                    f"Single changes tried: {tried}, of which {n} flip it; smallest first."
                    f"{near if table.near else ''}",
                ),
            ),
            columns=(t("change"), t("kind"), t("from_to"), t("then")),
            rows=tuple(_flip(about, table, f) for f in table.flips[:_MOST]),
        ),
        name="flips",
        header=("kind", "what", "before", "after", "size", "value", "standard_error"),
        data=tuple(
            (f.kind, _shown(about, f), *("" if x is None else x for x in (f.before, f.after)),
             f.size,
             "" if f.value is None else significant(f.value, 6), "" if f.se is None else f.se)
            for f in table.flips
        ),
    )  # fmt: skip


def _value(about: _About, table: FlipTable, value: float) -> str:
    voice = about.context.voice
    if table.number == "holds":
        return percent(value, voice)
    return difference_words(table.number, value, voice)


def _estimated(about: _About, table: FlipTable, value: float, se: float) -> str:
    """The number with its standard error."""
    voice = about.context.voice
    if table.number == "holds":
        return with_error(value, se, voice)
    error = difference_words(table.number, se, voice).replace("+", f"±{NBSP}")
    return f"{_value(about, table, value)} {error}" if se else _value(about, table, value)


def _flip(about: _About, table: FlipTable, flip: Flip) -> tuple[str, ...]:
    voice = about.context.voice
    gone = voice.say(ar="لا جواب", en="no answer left")
    change = "–"
    if flip.before is not None and flip.after is not None:
        change = voice.say(
            ar=f"من {decimal(flip.before, voice)} إلى {decimal(flip.after, voice)}",
            en=f"{decimal(flip.before, voice)} to {decimal(flip.after, voice)}",
        )
    return (
        about.factor(flip.what, flip.kind),
        FACTORS[flip.kind].in_(voice.language),
        change,
        gone if flip.value is None else _estimated(about, table, flip.value, flip.se or 0.0),
    )


def _shown(about: _About, flip: Flip) -> str:
    """What a flip is about, as data; nothing of a source this audience may not see."""
    hidden = flip.kind == "source" and flip.what not in about.context.sources
    return "" if hidden else flip.what


def _sensitivity(about: _About, found: Sensitivity) -> DataTable:
    voice, t = about.context.voice, about.context.t
    above = [i for i in found.indices if i.index > found.noise]
    noise = decimal(found.noise, voice)
    method = voice.say(ar="سوبول", en="Sobol") if found.method == "sobol" else "PAWN"
    return DataTable(
        table=TextTable(
            title=voice.say(
                ar=f"ما يتوقف عليه العدد: {about.title}",
                en=f"What the number depends on: {about.title}",
            ),
            intro=(
                voice.say(
                    ar=f"{about.number(found)}؛ المؤشر من "
                    f"{decimal(0, voice)} إلى {decimal(1, voice)} ({method}). "
                    f"وما لا يزيد على {noise} لا يقول شيئًا، ولا يُعرض.",
                    en=f"{about.number(found)}; the index is from "
                    f"{decimal(0, voice)} to {decimal(1, voice)} "
                    f"({method}). An index not above {noise} says nothing and is not shown.",
                ),
            ),
            columns=(t("factor"), t("kind"), t("index"), t("range")),
            rows=tuple(_index(about, i) for i in above[:_MOST]),
            numeric=(2,),
        ),
        name="sensitivity",
        header=("factor", "kind", "index", "low", "high", "first_order"),
        data=tuple(
            (i.factor, i.kind, significant(i.index, 4), significant(i.low, 4),
             significant(i.high, 4), "" if i.first is None else significant(i.first, 4))
            for i in found.indices
        ),
    )  # fmt: skip


def _index(about: _About, index: SensitivityIndex) -> tuple[str, ...]:
    voice = about.context.voice
    return (
        about.factor(index.factor, index.kind),
        FACTORS[index.kind].in_(voice.language),
        decimal(round(index.index, 2), voice),
        interval(round(index.low, 2), round(index.high, 2), voice),
    )


def _regret(about: _About, table: RegretTable) -> DataTable:
    voice, t = about.context.voice, about.context.t
    scenarios = count(table.n_scenarios, voice)
    least = voice.say(ar="؛ ", en="; ").join(_choice(about, c) for c in table.least_worst)
    return DataTable(
        table=TextTable(
            title=voice.say(
                ar=f"الندم عبر السيناريوهات: {about.title}",
                en=f"Regret over scenarios: {about.title}",
            ),
            intro=(
                voice.say(
                    ar=f"{about.criterion(table)}، في {scenarios} من "
                    "السيناريوهات: كم يقلّ كل خيار عن أفضل خيار في السيناريو نفسه.",
                    en=f"{about.criterion(table)}, over {scenarios} "
                    "scenarios: by how much each choice falls short of the best in the same one.",
                ),
                _how_sure(about, table),
            ),
            columns=(t("choice"), t("worst_regret"), t("mean_regret"), t("satisfies")),
            rows=tuple(
                (
                    _choice(about, row.choice),
                    _amount(about, table, row.worst_regret),
                    _regretted(about, table, row),
                    with_error(row.p_satisfies, row.se, voice),
                )
                for row in table.rows[:_MOST]
            ),
            numeric=(1, 2, 3),
            notes=(
                voice.say(
                    ar=f"أقلّها ندمًا في أسوأ الأحوال: {least}. وهذه صفة للجدول لا نصيحة.",
                    en=f"Least regret at worst: {least}. That is a property of the table, not "
                    "advice.",
                ),
            ),
        ),
        name="regret",
        header=("choice", "worst_regret", "mean_regret", "mean_regret_error", "p_satisfies",
                "standard_error"),
        data=tuple(
            (" + ".join(r.choice), significant(r.worst_regret, 6), significant(r.mean_regret, 6),
             significant(r.mean_se, 3), significant(r.p_satisfies, 6), significant(r.se, 3))
            for r in table.rows
        ),
    )  # fmt: skip


def _how_sure(about: _About, table: RegretTable) -> str:
    """What is good enough, and how far the numbers may be off."""
    voice = about.context.voice
    if table.threshold is None:
        first = _choice(about, table.rows[0].choice)
        return voice.say(
            ar=f"«يكفي» ما كان مثل «{first}» أو خيرًا منه في السيناريو نفسه. وبعد ± خطأ معياري عبر "
            "السحوبات؛ وأسوأ ندم هو الأكبر مما سُحب، وقد يكون في غيره أكبر.",
            en=f"“Good enough” is what is at least as good as “{first}” in the same scenario. "
            "After ± stands the standard error over draws; the worst regret is the largest of "
            "those drawn, and others could be larger.",
        )
    line = percent(table.threshold, voice)
    each = in_points(table.share_se, 0.0, voice)
    error = voice.say(
        ar=f"والخطأ المعياري لكل حصة {each} من النقاط على الأكثر",
        en=f"the standard error of each share is {each} points at most",
    )
    exact = voice.say(ar="وكل حصة عُدّت كلها", en="each share was counted in full")
    return voice.say(
        ar=f"«يكفي» ما يصمد في {line} من الترتيبات على الأقل. والسيناريوهات معدودة لا مسحوبة؛ "
        f"{error if table.share_se else exact}.",
        en=f"“Good enough” is what holds in at least {line} of the orders. The scenarios are "
        f"listed, not drawn; {error if table.share_se else exact}.",
    )


def _regretted(about: _About, table: RegretTable, row: RegretRow) -> str:
    """The mean regret, with its standard error where scenarios are drawn."""
    mean = _amount(about, table, row.mean_regret)
    if not row.mean_se:
        return mean
    error = difference_words(table.criterion, row.mean_se, about.context.voice)
    return f"{mean} {error.replace('+', '±' + NBSP)}"


def _amount(about: _About, table: RegretTable, value: float) -> str:
    voice = about.context.voice
    if table.criterion == "holds":
        return percent(value, voice)
    return difference_words(table.criterion, value, voice).replace("+", "")


def _choice(about: _About, choice: tuple[str, ...]) -> str:
    voice = about.context.voice
    arms = {a.arm for c in about.context.result.campaigns for a in c.arms}
    if not choice:
        return voice.say(ar="لا تغيير", en="nothing changed")
    return " + ".join(
        about.arm(name) if name in arms else about.factor(name, "lever") for name in choice
    )

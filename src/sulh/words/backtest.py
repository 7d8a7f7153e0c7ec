"""The backtest in words: its tables, Arabic and English, and what each miss says of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from sulh.simulation.calibration.backtest import Backtest
from sulh.simulation.calibration.checks import Pair
from sulh.simulation.calibration.forecast import Coverage, Forecast
from sulh.simulation.calibration.pockets import load_pockets
from sulh.simulation.calibration.regularities import Part, Regularity
from sulh.words.backtest_terms import (
    BASELINES,
    BEHIND,
    GOVERNORATES,
    REGULARITIES,
    SUMMARIES,
    TARGETS,
    TITLES,
)
from sulh.words.numbers import decimal
from sulh.words.parameters import PARAMETERS
from sulh.words.tables import TextTable
from sulh.words.voice import Voice, isolate, ltr

__all__ = ["backtest_tables", "weak_sentences"]

_NUMBER = re.compile(r"\d+(?:/\d+)?(?: %)?")


def backtest_tables(made: Backtest, voice: Voice) -> tuple[TextTable, ...]:
    """Return what came out of the backtest, won or lost.

    Parameters
    ----------
    made : Backtest
    voice : Voice
        The language and digits of the tables.
    """
    return (
        _training(made, voice),
        _parameters(made, voice),
        _ranks(made, voice),
        _settled(made, voice),
        _forecasts(made.forecasts, made.coverage, _of(TITLES, "held_out", voice), voice),
        _forecasts(made.left_out, made.left_out_coverage, _of(TITLES, "left_out", voice), voice),
        _deaths(made, voice),
        _governorates(made, voice),
        _sources(made, voice),
        _regularities(made.regularities, "training", voice),
        _regularities(made.regularities, "held_out", voice),
    )


def _of(words: Mapping[str, tuple[str, str]], key: str, voice: Voice) -> str:
    return _numbers(voice.say(ar=words[key][0], en=words[key][1]), voice)


def _numbers(text: str, voice: Voice) -> str:
    """Isolate the numbers of a fixed wording."""
    return _NUMBER.sub(lambda found: voice.number(found[0]), text)


def _yes(value: object, voice: Voice) -> str:
    return voice.say(ar="نعم", en="yes") if value else voice.say(ar="لا", en="no")


def _span(low: float, high: float, voice: Voice) -> str:
    return voice.say(
        ar=f"{decimal(low, voice)} إلى {decimal(high, voice)}",
        en=f"{decimal(low, voice)} to {decimal(high, voice)}",
    )


def _heads(voice: Voice, *pairs: tuple[str, str]) -> tuple[str, ...]:
    return tuple(_numbers(voice.say(ar=ar, en=en), voice) for ar, en in pairs)


def _training(made: Backtest, voice: Voice) -> TextTable:
    rows = tuple(
        (_of(SUMMARIES, s.name, voice), decimal(s.observed, voice), decimal(s.mean, voice),
         _span(s.low, s.high, voice), _yes(s.low <= s.observed <= s.high, voice))
        for s in made.training
    )  # fmt: skip
    return TextTable(
        title=_of(TITLES, "fit", voice), numeric=(1, 2), rows=rows,
        columns=_heads(voice, ("المقدار", "summary"), ("ما جرى", "observed"),
                       ("النموذج", "fitted"), ("90 %", "90 %"), ("داخله", "inside")),
    )  # fmt: skip


def _parameters(made: Backtest, voice: Voice) -> TextTable:
    rows = tuple(
        (PARAMETERS[f.parameter].in_(voice.language), decimal(f.mean, voice),
         _span(f.low, f.high, voice), decimal(f.contraction, voice),
         decimal(f.ranks.p, voice) if f.ranks else "", _yes(f.weak, voice))
        for f in made.parameters
    )  # fmt: skip
    heads = _heads(voice, ("المعامل", "parameter"), ("المتوسط", "mean"), ("90 %", "90 %"),
                   ("التقلّص", "contraction"), ("اختبار الرتب p", "ranks p"),
                   ("ضعيف التحديد", "weak"))  # fmt: skip
    return TextTable(title=_of(TITLES, "parameters", voice), numeric=(1, 3, 4), rows=rows,
                     columns=heads, notes=weak_sentences(made, voice))  # fmt: skip


def _ranks(made: Backtest, voice: Voice) -> TextTable:
    tested = [(f, f.ranks) for f in made.parameters if f.ranks]
    even = decimal(made.n_checks / 10, voice)
    return TextTable(
        title=_of(TITLES, "ranks", voice),
        numeric=tuple(range(1, 12)),
        columns=(
            *_heads(voice, ("المعامل", "parameter")),
            *(voice.number(str(i + 1)) for i in range(10)),
            ltr("p"),
        ),
        rows=tuple(
            (
                PARAMETERS[f.parameter].in_(voice.language),
                *(voice.number(str(c)) for c in ranks.counts),
                decimal(ranks.p, voice),
            )
            for f, ranks in tested
        ),
        notes=(
            voice.say(
                ar=f"لو كان الضبط صادقًا لكان في كل عُشر نحو {even}",
                en=f"A fit that knows what it claims to know has about {even} in each tenth",
            ),
        ),
    )


def weak_sentences(made: Backtest, voice: Voice) -> tuple[str, ...]:
    """Say what the data cannot tell, or cannot tell apart."""
    weak = [PARAMETERS[f.parameter].in_(voice.language) for f in made.parameters if f.weak]
    nothing = voice.say(
        ar="لا تقول البيانات شيئًا يُذكر عن: ", en="The data say next to nothing of: "
    )
    said = [nothing + voice.join(weak)] if weak else []
    said += [_pair(p, voice) for p in made.pairs]
    guarantee = next((f for f in made.parameters if f.parameter == "guarantee"), None)
    if guarantee is not None:
        number = decimal(guarantee.contraction, voice)
        said.append(voice.say(
            ar="أثر الضامن لا ينفصل عن انتقاء الحالات التي يُستدعى إليها: للمناطق كلها الضامن نفسه، "
            f"والتقلّص {number}",
            en="The effect of a guarantee cannot be told from which cases guarantors are called "
            f"to: every area has the same guarantor; contraction {number}",
        ))  # fmt: skip
    return (*said, _foresight(made.foresight, voice))


def _pair(pair: Pair, voice: Voice) -> str:
    a, b = (PARAMETERS[x].in_(voice.language) for x in (pair.first, pair.second))
    r = decimal(pair.correlation, voice)
    if pair.kind == "belief":
        return voice.say(
            ar=f"التعلّم مقابل الاعتقاد السابق: الارتباط بين «{a}» و«{b}» بعد الضبط {r} وقبله صفر",
            en=f"Learning against prior belief: {a} and {b} correlate by {r} after the fit, "
            "zero before",
        )
    return voice.say(
        ar=f"الوفاء مقابل انتقاء الحالات: الارتباط بين «{a}» و«{b}» بعد الضبط {r} وقبله صفر",
        en=f"Keeping one's word against selection: {a} and {b} correlate by {r} after the fit, "
        "zero before",
    )


def _foresight(shares: Sequence[tuple[int, float]], voice: Voice) -> str:
    parts = [
        voice.say(ar=f"{voice.number(str(k))} جبهات: {decimal(s, voice)}",
                  en=f"{voice.number(str(k))} fronts: {decimal(s, voice)}")
        for k, s in shares
    ]  # fmt: skip
    return voice.say(
        ar="بُعد النظر مقابل دقة الاختيار: حصة المحاكاة الأقرب إلى ما جرى، ",
        en="Foresight against precision of choice: share of the simulations nearest to the facts, ",
    ) + voice.say(ar="؛ ", en="; ").join(parts)


def _areas(voice: Voice) -> Callable[[str], str]:
    names = {p.id: voice.say(ar=p.area_ar, en=p.area_en) for p in load_pockets()}
    return lambda area: isolate(names[area])


def _settled(made: Backtest, voice: Voice) -> TextTable:
    name = _areas(voice)
    mine, base = (decimal(x, voice) for x in made.brier())
    tau, n = decimal(made.order_tau, voice), voice.number(str(len(made.settled)))
    return TextTable(
        title=_of(TITLES, "settled", voice), numeric=(1,),
        columns=_heads(voice, ("المنطقة", "area"), ("الاحتمال", "chance"), ("حدث", "happened")),
        rows=tuple(
            (name(s.area), decimal(s.p, voice), _yes(s.happened, voice)) for s in made.settled
        ),
        notes=(
            voice.say(ar=f"مقياس براير {mine}، ومقياس المعدل السابق {base}: ",
                      en=f"Brier score {mine}, that of the rate before {base}: ")
            + _won(made.brier()[0], made.brier()[1], voice),
            voice.say(ar=f"ترتيب انتهائها: تاو كندال {tau} (ن = {n})؛ لا خط أساس يعرف ترتيبًا",
                      en=f"Order in which they ended: Kendall's tau {tau} (n = {n}); "
                      "no baseline knows an order"),
        ),
    )  # fmt: skip


def _won(mine: float, base: float, voice: Voice) -> str:
    if mine < base:
        return voice.say(ar="كسب النموذج", en="won")
    return voice.say(ar="خسر النموذج", en="lost")


def _forecasts(
    made: Sequence[Forecast], held: Sequence[Coverage], title: str, voice: Voice
) -> TextTable:
    name = _areas(voice)
    rows = tuple(
        (_of(TARGETS, f.target, voice), name(f.area), decimal(f.observed, voice),
         decimal(f.median, voice), _span(f.low, f.high, voice), decimal(f.score, voice),
         decimal(f.baseline, voice), f"{_yes(f.inside[0], voice)}/{_yes(f.inside[1], voice)}")
        for f in made
    )  # fmt: skip
    columns = _heads(
        voice,
        ("ماذا", "what"),
        ("أين", "area"),
        ("ما جرى", "observed"),
        ("الوسيط", "median"),
        ("90 %", "90 %"),
        ("الخطأ", "CRPS"),
        ("خط الأساس", "baseline"),
        ("داخل 50/90", "in 50/90"),
    )
    notes = tuple(_total(t, made, voice) for t in TARGETS if any(f.target == t for f in made))
    return TextTable(title=title, columns=columns, rows=rows, numeric=(2, 3, 5, 6),
                     notes=(*notes, *(_coverage(c, voice) for c in held)))  # fmt: skip


def _total(target: str, made: Sequence[Forecast], voice: Voice) -> str:
    about = [f for f in made if f.target == target]
    mine = sum(f.score for f in about) / len(about)
    base = sum(f.baseline for f in about) / len(about)
    n = voice.number(str(len(about)))
    return voice.say(
        ar=f"{_of(TARGETS, target, voice)} (ن = {n}): متوسط الخطأ {decimal(mine, voice)}، "
        f"وخط الأساس {decimal(base, voice)}: ",
        en=f"{_of(TARGETS, target, voice)} (n = {n}): mean CRPS {decimal(mine, voice)}, "
        f"baseline {decimal(base, voice)}: ",
    ) + _won(mine, base, voice)


def _coverage(c: Coverage, voice: Voice) -> str:
    level = voice.number(f"{c.level:.0%}")
    k, n = voice.number(str(c.inside)), voice.number(str(c.n))
    span = _span(c.low, c.high, voice)
    return voice.say(
        ar=f"مجالات {level}: أصاب {k} من {n} (المجال الثنائي للنسبة {span})",
        en=f"{level} intervals held {k} of {n} (binomial interval {span})",
    )


def _deaths(made: Backtest, voice: Voice) -> TextTable:
    d = made.deaths
    model = voice.say(ar="النموذج، من 1 كانون الثاني 2018", en="the model, from 1 January 2018")
    rows = [(_numbers(model, voice), decimal(d.model, voice), "")]
    rows += [
        (_of(BASELINES, name, voice), decimal(same, voice), decimal(ahead, voice))
        for (name, same), (_, ahead) in zip(d.same_day, d.one_ahead, strict=True)
    ]
    n, held = voice.number(str(d.n)), [voice.number(str(k)) for k in d.held]
    half, most = voice.number("50 %"), voice.number("90 %")
    return TextTable(
        title=_of(TITLES, "deaths", voice), rows=tuple(rows), numeric=(1, 2),
        columns=_heads(voice, ("بماذا", "by"), ("متوسط الخطأ", "mean CRPS"),
                       ("والماضي معروف كل مرة", "one period ahead")),
        notes=(
            voice.say(ar=f"{n} خانة؛ أصاب مجال {half} للنموذج {held[0]} ومجال {most} {held[1]}",
                      en=f"{n} cells; the model's {half} intervals held {held[0]}, "
                      f"its {most} {held[1]}"),
            voice.say(ar="من اليوم نفسه: ", en="From the same day: ")
            + _won(d.model, min(x for _, x in d.same_day), voice),
        ),
    )  # fmt: skip


def _governorates(made: Backtest, voice: Voice) -> TextTable:
    return TextTable(
        title=_of(TITLES, "governorates", voice), numeric=(1,),
        columns=_heads(voice, ("بماذا", "by"), ("متوسط الخطأ", "mean CRPS")),
        rows=tuple((_of(BASELINES, k, voice), decimal(v, voice)) for k, v in made.governorates),
        notes=(voice.say(
            ar="لا يتنبأ النموذج بقتلى المحافظات: لا يعرف ما يجري خارج مناطقه",
            en="The model says nothing of governorates: it does not know what happens outside "
            "its areas",
        ),),
    )  # fmt: skip


def _sources(made: Backtest, voice: Voice) -> TextTable:
    return TextTable(
        title=_of(TITLES, "sources", voice), numeric=(1, 2, 3),
        columns=_heads(voice, ("المحافظة", "governorate"), ("VDC", "VDC"), ("UCDP", "UCDP"),
                       ("النسبة", "ratio")),
        rows=tuple(
            (_of(GOVERNORATES, s.governorate, voice), decimal(s.vdc, voice),
             decimal(s.ucdp, voice), decimal(s.ratio, voice))
            for s in made.sources
        ),
    )  # fmt: skip


def _regularities(every: Sequence[Regularity], part: Part, voice: Voice) -> TextTable:
    mine = [r for r in every if r.part == part]
    missed = [r for r in mine if r.hit is False]
    columns = _heads(
        voice,
        ("رقم", "no."),
        ("الانتظام", "regularity"),
        ("ن", "n"),
        ("ما جرى", "observed"),
        ("النموذج", "model"),
        ("90 %", "90 %"),
        ("أصاب", "hit"),
    )
    title = _of(TITLES, "training" if part == "training" else "tested", voice)
    return TextTable(
        title=title,
        columns=columns,
        rows=tuple(_regularity(r, voice) for r in mine),
        numeric=(0, 2, 3, 4),
        notes=tuple(_miss(r, voice) for r in missed),
    )


def _regularity(r: Regularity, voice: Voice) -> tuple[str, ...]:
    fitted = voice.say(ar=" (مما ضُبط عليه)", en=" (fitted)") if r.in_fit else ""
    head = (voice.number(str(r.number)), _of(REGULARITIES, r.name, voice) + fitted,
            voice.number(str(r.n)), decimal(r.observed, voice))  # fmt: skip
    if r.mean is None or r.low is None or r.high is None:
        few = voice.say(ar="في قليل جدًا من المحاكاة", en="in too few runs")
        return (*head, "", few, "")
    return (*head, decimal(r.mean, voice), _span(r.low, r.high, voice), _yes(r.hit, voice))


def _miss(r: Regularity, voice: Voice) -> str:
    above = r.mean is not None and r.mean > r.observed
    number, what = voice.number(str(r.number)), _of(BEHIND, r.name, voice)
    return voice.say(
        ar=f"أخطأ {number}: النموذج {'أعلى' if above else 'أدنى'} مما جرى. وراءه: {what}",
        en=f"Missed {number}: the model is {'above' if above else 'below'} what happened. "
        f"Behind it: {what}",
    )

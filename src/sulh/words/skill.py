"""How verdicts did on past deals, beside the base rate: the record that ships, as it came out."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from sulh.case.model import Text
from sulh.settlement.skill import SkillRecord, SkillScore, shows_skill
from sulh.words.numbers import count, percent
from sulh.words.tables import TextTable
from sulh.words.verdicts import NOT_A_FORECAST
from sulh.words.voice import Voice, isolate, ltr

__all__ = ["skill_table"]

_CODINGS = MappingProxyType(
    {
        "24 months, nothing told counts as held": Text(
            ar="24 شهرًا، وما سُكت عنه يُعدّ صامدًا", en="24 months, nothing told counts as held"
        ),
        "24 months, only where something is told": Text(
            ar="24 شهرًا، حيث ورد شيء فقط", en="24 months, only where something is told"
        ),
        "to the end of the list, only where something is told": Text(
            ar="إلى آخر القائمة، حيث ورد شيء فقط",
            en="to the end of the list, only where something is told",
        ),
    }
)
_BASELINES = MappingProxyType(
    {
        "base rate of its kind": Text(ar="نسبة ما هو من نوعه", en="base rate of its kind"),
        "base rate known that day": Text(ar="النسبة المعروفة يومها", en="base rate known that day"),
    }
)


def skill_table(record: SkillRecord, voice: Voice) -> TextTable:
    r"""Return the record of skill: losses of the model and of base rates, gains, what follows.

    Examples
    --------
    >>> from sulh.settlement.skill import SkillRecord
    >>> from sulh.words.voice import without_bidi
    >>> nothing = SkillRecord(version="1", command="c", n_deals=0, n_framed=0, scores=())
    >>> without_bidi(skill_table(nothing, Voice("en")).notes[-1])
    'No skill is shown: a share stays a model share, not a forecast, without a word of likelihood.'
    """
    say = voice.say
    deals, framed = count(record.n_deals, voice), count(record.n_framed, voice)
    level = percent(0.95, voice)
    return TextTable(
        title=say(ar="هل للأحكام مهارة؟", en="Do verdicts show skill?"),
        intro=(
            say(
                ar=f"أحكام صيغت مما عُرف يومها فقط على اتفاقات محلية ماضية عددها {deals} (صيغ منها "
                f"{framed})، وقيست بما آلت إليه. الدرجات خسائر: الأصغر أفضل. والكسب نسبة الأساس "
                "ناقصًا النموذج، وما فوق الصفر للنموذج.",
                en=f"Verdicts on {deals} past local deals ({framed} of them framed), from what was "
                "known that day only, scored against what became of them. Scores are losses: "
                "smaller is better. A gain is the base rate minus the model, above 0 for the "
                "model.",
            ),
        ),
        columns=(
            say(ar="كيف قُرئت المآلات", en="How fates were read"),
            say(ar="صمد منها", en="Held, of"),
            say(ar="الدرجة", en="Score"),
            say(ar="النموذج", en="Model"),
            say(ar="نسبة الأخرى", en="Base rate of the others"),
            say(ar=f"الكسب (فاصل {level})", en=f"Gain ({level} interval)"),
            say(ar="غيرها مما كان يقال", en="What else could be said"),
        ),
        rows=tuple(row for score in record.scores for row in _rows(score, voice)),
        notes=(
            say(
                ar=f"الأمر الذي يصنع هذا الجدول: {ltr(record.command)}.",
                en=f"The command that makes this table: {ltr(record.command)}.",
            ),
            _follows(record, voice),
        ),
    )


def _rows(score: SkillScore, voice: Voice) -> Iterator[tuple[str, ...]]:
    """The score by Brier, and by logarithm."""
    coding = _CODINGS.get(score.coding)
    read = coding.in_(voice.language) if coding else isolate(score.coding)
    held, n = count(score.n_held, voice), count(score.n, voice)
    of = voice.say(ar=f"{held} من {n}", en=f"{held} of {n}")
    names = (voice.say(ar="براير", en="Brier"), voice.say(ar="لوغاريتمية", en="logarithmic"))
    found = (
        (score.brier, score.brier_base, score.brier_gain),
        (score.log, score.log_base, score.log_gain),
    )
    for i, (name, (model, base, gain)) in enumerate(zip(names, found, strict=True)):
        others = voice.say(ar="؛ ", en="; ").join(
            f"{_baseline(name_of, voice)} {_number(losses[i], voice)}"
            for name_of, *losses in score.baselines
        )
        yield (read, of, name, _number(model, voice), _number(base, voice), _gain(gain, voice),
               others)  # fmt: skip


def _baseline(name: str, voice: Voice) -> str:
    return _BASELINES[name].in_(voice.language) if name in _BASELINES else isolate(name)


def _number(value: float, voice: Voice) -> str:
    return voice.number(f"{value:.3f}")


def _gain(gain: tuple[float, float, float], voice: Voice) -> str:
    mean, low, high = (voice.number(f"{x:+.3f}".replace("-", "−")) for x in gain)
    return voice.say(ar=f"{mean} (من {low} إلى {high})", en=f"{mean} ({low} to {high})")


def _follows(record: SkillRecord, voice: Voice) -> str:
    """What the record allows to be said beside a share."""
    if shows_skill(record):
        level = percent(0.95, voice)
        return voice.say(
            ar=f"الكسب فوق الصفر في فاصل {level} كله: يجوز أن تقف كلمة ترجيح بجانب الحصة.",
            en=f"The gains are above 0 over the whole {level} interval: a word of likelihood may "
            "stand beside a share.",
        )
    note = NOT_A_FORECAST[voice.language]
    return voice.say(
        ar=f"لم تظهر مهارة: تبقى الحصة {note}، ولا كلمة ترجيح بجانبها.",
        en=f"No skill is shown: a share stays {note}, without a word of likelihood.",
    )

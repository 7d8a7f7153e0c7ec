"""The ledger of frozen answers in words: what was said, what became of it, how it scored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sulh.case.model import Text
from sulh.settlement.ledger import Entry, LedgerScore, Resolution
from sulh.words.dates import day
from sulh.words.numbers import count, percent, with_error
from sulh.words.tables import TextTable
from sulh.words.vocabulary import VERDICTS
from sulh.words.voice import Voice, isolate, ltr

__all__ = ["ledger_table", "score_sentences"]


def ledger_table(pairs: Sequence[tuple[Entry, Resolution | None]], voice: Voice) -> TextTable:
    """Return the frozen answers with what became of each.

    Parameters
    ----------
    pairs : sequence of (Entry, Resolution or None)
        As :func:`sulh.settlement.ledger.read_ledger` gives them.
    voice : Voice
    """
    say = voice.say
    return TextTable(
        title=say(ar="إجابات مجمّدة", en="Frozen answers"),
        columns=(
            say(ar="المعرّف", en="Id"),
            say(ar="جُمّدت في", en="Frozen on"),
            say(ar="التسوية", en="Settlement"),
            say(ar="صامدة في", en="Holds in"),
            say(ar="يُنظر فيها في", en="To be judged on"),
            say(ar="ما آلت إليه", en="What became of it"),
        ),
        rows=tuple(_row(entry, found, voice) for entry, found in pairs),
        notes=(
            say(
                ar="الحصة حصة في النموذج لا تنبؤ، وتُجمَّد كي تُقاس لاحقًا.",
                en="The share is a model share, not a forecast; it is frozen to be judged later.",
            ),
        ),
    )


def _row(entry: Entry, found: Resolution | None, voice: Voice) -> tuple[str, ...]:
    title = voice.text(Text(ar=entry.title_ar, en=entry.title_en))
    return (
        ltr(entry.id),
        _day(entry.made, voice),
        f"{title} ({isolate(entry.decision)})",
        f"{with_error(entry.p, entry.se, voice)} ({VERDICTS[entry.verdict].in_(voice.language)})",
        _day(entry.judge_on, voice),
        _became(found, voice),
    )


def _day(text: str, voice: Voice) -> str:
    return day(dt.date.fromisoformat(text), voice)


def _became(found: Resolution | None, voice: Voice) -> str:
    if found is None:
        return voice.say(ar="لم يُعرف بعد", en="not known yet")
    words = {
        True: voice.say(ar="صمدت", en="held"),
        False: voice.say(ar="لم تصمد", en="did not hold"),
        None: voice.say(ar="لم تُبلغ قط", en="was never reached"),
    }[found.held]
    on, source = _day(found.resolved, voice), isolate(found.source)
    corrected = voice.say(ar="، تصحيحًا لما قبله", en=", a correction") if found.corrects else ""
    note = f" ({isolate(found.note)})" if found.note else ""
    return voice.say(
        ar=f"{words}، في {on}، وفق {source}{corrected}{note}",
        en=f"{words}, on {on}, according to {source}{corrected}{note}",
    )


def score_sentences(found: LedgerScore, voice: Voice) -> tuple[str, ...]:
    r"""Return how the frozen answers did, and how little that says where they are few.

    Examples
    --------
    >>> from sulh.words.voice import without_bidi
    >>> none = LedgerScore(n_entries=3, n_resolved=0, n_scored=0, base_rate=None, brier=None,
    ...     brier_base=None, log=None, log_base=None)
    >>> [without_bidi(line) for line in score_sentences(none, Voice("en"))]
    ['Answers frozen: 3; resolved: 0; put to the test: 0.', 'There is nothing to score yet.']
    """
    say = voice.say
    frozen, resolved, scored = (
        count(n, voice) for n in (found.n_entries, found.n_resolved, found.n_scored)
    )
    counts = say(
        ar=f"عدد الإجابات المجمّدة {frozen}، وما عُرف مآله {resolved}، وما وُضع على المحك {scored}.",
        en=f"Answers frozen: {frozen}; resolved: {resolved}; put to the test: {scored}.",
    )
    if found.base_rate is None:
        return counts, say(ar="لا شيء يُقاس بعد.", en="There is nothing to score yet.")
    rate = percent(found.base_rate, voice)
    held = count(round(found.base_rate * found.n_scored), voice)
    return (
        counts,
        say(
            ar=f"وما صمد مما وُضع على المحك {held}، ونسبته {rate}؛ وبعد الشرطة درجة من قالها في كل "
            "مرة.",
            en=f"Of these {held} held, a part of {rate}; the score of always saying so stands "
            "after the stroke.",
        ),
        _line(say(ar="درجة براير", en="Brier score"), found.brier, found.brier_base,
              found.brier_interval, voice),
        _line(say(ar="الدرجة اللوغاريتمية", en="Logarithmic score"), found.log, found.log_base,
              found.log_interval, voice),
        _caution(found, voice),
    )  # fmt: skip


def _line(
    name: str,
    value: float | None,
    base: float | None,
    interval: tuple[float, float] | None,
    voice: Voice,
) -> str:
    low, high = (_number(end, voice) for end in interval or (0.0, 0.0))
    spread = voice.say(
        ar=f"، وفاصل {percent(0.9, voice)} من {low} إلى {high}",
        en=f", {percent(0.9, voice)} interval {low} to {high}",
    )
    ends = spread if interval else ""
    smaller = voice.say(ar="الأصغر أفضل", en="smaller is better")
    return f"{name}: {_number(value, voice)} / {_number(base, voice)}{ends} ({smaller})."


def _number(value: float | None, voice: Voice) -> str:
    return voice.number(f"{value or 0.0:.3f}")


def _caution(found: LedgerScore, voice: Voice) -> str:
    if found.brier_interval is None:
        return voice.say(
            ar="وهذا العدد أقل من أن يُعطى له فاصل أو يُبنى عليه حكم.",
            en="These are too few for an interval, and for any verdict on skill.",
        )
    return voice.say(
        ar="ولا يُحكم هنا بمهارة: الفاصل يحتمل ما فيه، والنسبة الأساسية من هذه الإجابات نفسها.",
        en="No verdict on skill is made: read the interval, and mind that the base rate is taken "
        "from these same answers.",
    )

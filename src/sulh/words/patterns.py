"""A pattern in words: who plays in it, on what evidence, what each can do and is taken to want."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sulh.case.model import Text
from sulh.frame.pattern import (
    EvidenceSpec,
    LeverSpec,
    OptionSpec,
    OutcomeSpec,
    Pattern,
    RangeSpec,
    RoleSpec,
    SeveralSpec,
    StatementSpec,
)
from sulh.frame.unfold import unfold
from sulh.words.conditions import condition_words
from sulh.words.numbers import decimal, interval, percent
from sulh.words.parameters import PARAMETERS, UNITS
from sulh.words.tables import TextTable
from sulh.words.vocabulary import EVENTS, LEVERS, RELATIONS
from sulh.words.voice import Voice, isolate, ltr

__all__ = ["pattern_list", "pattern_tables"]

_MOVES = {
    "both": Text(ar="يُتخذ ويُترك", en="taken up and given up"),
    "on": Text(ar="إذا اتُّخذ فلا رجعة", en="once taken, not undone"),
    "off": Text(ar="إذا تُرك فلا رجعة", en="once given up, gone"),
}


def pattern_list(patterns: Iterable[Pattern], voice: Voice) -> TextTable:
    """Return a table of patterns: name, title, summary.

    Parameters
    ----------
    patterns : iterable of Pattern
    voice : Voice
    """
    return TextTable(
        title=voice.say(ar="الأنماط", en="Patterns"),
        columns=(
            voice.say(ar="الاسم", en="Name"),
            voice.say(ar="العنوان", en="Title"),
            voice.say(ar="الموجز", en="Summary"),
        ),
        rows=tuple((ltr(p.id), voice.text(p.title), voice.text(p.summary)) for p in patterns),
    )


def pattern_tables(pattern: Pattern, voice: Voice) -> tuple[TextTable, ...]:
    """Return everything a pattern says, as tables.

    A role that may be several decision makers is told as of one; what makes it several, and what is
    then otherwise, stands in a table of its own.

    Parameters
    ----------
    pattern : Pattern
    voice : Voice
    """
    written, pattern = pattern, unfold(pattern)
    tables = (
        _roles(pattern, voice),
        *_several(written, voice),
        _options(pattern, voice),
        _statements(pattern, voice),
        _outcomes(pattern, voice),
        _levers(pattern, voice),
        _simulation(pattern, voice),
        _plays(pattern, voice),
        _sources(pattern, voice),
    )
    return tuple(table for table in tables if table.rows or table.intro)


def _roles(pattern: Pattern, voice: Voice) -> TextTable:
    say = voice.say
    return TextTable(
        title=f"{voice.text(pattern.title)} ({ltr(pattern.id)})",
        intro=(voice.text(pattern.summary),),
        columns=(
            say(ar="الدور", en="Role"),
            say(ar="يقرّر؟", en="Decides?"),
            say(ar="لازم؟", en="Required?"),
            say(ar="ما يدل عليه", en="What shows it"),
            say(ar="وإلا سُئل", en="Else it is asked"),
        ),
        rows=tuple(_role(role, voice) for role in pattern.roles),
    )


def _role(role: RoleSpec, voice: Voice) -> tuple[str, ...]:
    yes, no = voice.say(ar="نعم", en="yes"), voice.say(ar="لا", en="no")
    return (
        f"{voice.text(role.title)} ({ltr(role.id)})",
        yes if role.decides else no,
        yes if role.required else no,
        evidence_words(role.evidence, voice),
        voice.text(role.ask),
    )


def _several(pattern: Pattern, voice: Voice) -> tuple[TextTable, ...]:
    """What makes a role several decision makers, and what each is then taken to want besides."""
    role, say = pattern.several, voice.say
    if role is None or role.several is None:
        return ()
    title = voice.text(role.title)
    return (
        TextTable(
            title=say(
                ar=f"متى يكون أكثر من صاحب قرار: {title}", en=f"When several decide: {title}"
            ),
            intro=(
                say(
                    ar="القوى التي لا يميّزها شيء صاحب قرار واحد، ولا تكفي علامة ضعيفة للتمييز.",
                    en="Forces that nothing tells apart are one decision maker; one weak sign is "
                    "not enough to tell them apart.",
                ),
            ),
            columns=(say(ar="العلامة", en="Sign"), say(ar="ما يدل عليها", en="What shows it")),
            rows=tuple(_signs(role.several, pattern, voice)),
            notes=tuple(_then(pattern, voice)),
        ),
    )


def _signs(several: SeveralSpec, pattern: Pattern, voice: Voice) -> Iterator[tuple[str, str]]:
    say = voice.say
    told = (
        (say(ar="قوة من الطرف نفسه لها القدرة", en="a force of the same side with the means"),
         several.able),
        (say(ar="لا تشارك وتفعل غير ذلك", en="it takes no part, and does this instead"),
         several.aside),
        (say(ar="إحداهما ضد الأخرى", en="one acts against the other"), several.against),
        (say(ar="داعم إحداهما لا يشارك", en="the patron of one keeps out"), several.patron_aside),
    )  # fmt: skip
    yield from ((name, evidence_words(found, voice)) for name, found in told if found)
    if several.patron:
        patron = pattern.role(several.patron)
        name = say(ar="لكلٍّ منهما داعم غير داعم الأخرى", en="each has a patron of its own")
        yield name, evidence_words(patron.evidence, voice)
    ask = voice.text(several.ask)
    for blank in ("{who}", "{first}"):
        ask = ask.replace(blank, "…")
    yield say(ar="فإن قلّت العلامات سُئل", en="with too little of it, it is asked"), ask


def _then(pattern: Pattern, voice: Voice) -> Iterator[str]:
    """What each is taken to want only where there are several."""
    for statement in pattern.statements:
        if statement.only_several:
            why, sure = voice.text(statement.why), percent(statement.belief, voice)
            aside = statement.under_several
            most = percent(aside.belief, voice) if aside and aside.belief is not None else sure
            yield voice.say(
                ar=f"ويضاف عندئذ لكل قوة: {why} (الاعتقاد {sure}، ولمن لا يشارك {most}).",
                en=f"Each is then also taken to want: {why} (belief {sure}; of one that takes no "
                f"part, {most}).",
            )


def evidence_words(evidence: Iterable[EvidenceSpec], voice: Voice) -> str:
    """What counts as evidence, as a list of kinds of claims, each once."""
    kinds: dict[str, None] = {}
    for spec in evidence:
        kinds.update(dict.fromkeys(_kinds(spec, voice)))
    return voice.say(ar="؛ ", en="; ").join(kinds)


def _kinds(spec: EvidenceSpec, voice: Voice) -> list[str]:
    blank = "…"
    found = [EVENTS[name].noun.in_(voice.language) for name in spec.event]
    found += [
        RELATIONS[name].in_(voice.language).format(s=blank, o=blank) for name in spec.relation
    ]
    found += [voice.say(ar="سيطرة", en="control")] if spec.control else []
    found += [voice.say(ar="اتفاق", en="an agreement")] if spec.agreement else []
    return found


def _options(pattern: Pattern, voice: Voice) -> TextTable:
    say = voice.say
    return TextTable(
        title=say(ar="ما يستطيع كلٌّ أن يفعل", en="What each can do"),
        columns=(
            say(ar="الخيار", en="Option"),
            say(ar="صاحبه", en="Whose"),
            say(ar="الرجوع عنه", en="Undone?"),
            say(ar="يؤذي الناس؟", en="Harms people?"),
        ),
        rows=tuple(_option(option, pattern, voice) for option in pattern.options),
        notes=tuple(
            say(ar=f"لا يكون: {c}.", en=f"Cannot be: {c}.")
            for c in (_condition(c, pattern, voice) for c in pattern.infeasible)
        ),
    )


def _option(option: OptionSpec, pattern: Pattern, voice: Voice) -> tuple[str, ...]:
    harms = voice.say(ar="نعم", en="yes") if option.harms else voice.say(ar="لا", en="no")
    return (
        f"{voice.text(option.title)} ({ltr(option.id)})",
        voice.text(pattern.role(option.role).title),
        _MOVES[option.moves].in_(voice.language),
        harms,
    )


def _condition(condition: str, pattern: Pattern, voice: Voice) -> str:
    return condition_words(condition, [(o.id, o.title) for o in pattern.options], voice)


def _statements(pattern: Pattern, voice: Voice) -> TextTable:
    say = voice.say
    return TextTable(
        title=say(
            ar="ما يُفترض أن كلًّا يريده، والأهم أولًا",
            en="What each is taken to want, most important first",
        ),
        columns=(
            say(ar="لمن", en="Who"),
            say(ar="ماذا", en="What"),
            say(ar="درجة الاعتقاد بلا نص", en="Belief without a text"),
            say(ar="ومع نص", en="With one"),
        ),
        rows=tuple(
            _statement(s, pattern, voice)
            for role in pattern.roles
            for s in pattern.statements
            if s.role == role.id
        ),
        numeric=(2, 3),
        notes=(
            say(
                ar="درجات الاعتقاد تقدير صاحب النمط، ولا ترتفع بنصٍّ فوق ما يحتمله قائله. "
                "والترتيب هو المعتاد، ولا يُعدّ معلومًا منه إلا ما دلّ عليه نص.",
                en="Beliefs are the judgement of whoever wrote the pattern; a text raises one no "
                "further than the word of its holder carries. The order is the usual "
                "one; only what texts show of it counts as known.",
            ),
        ),
    )


def _statement(statement: StatementSpec, pattern: Pattern, voice: Voice) -> tuple[str, ...]:
    either = voice.say(
        ar=f" [أحد بدائل {isolate(statement.choice)}]", en=f" [one of: {statement.choice}]"
    )
    with_text = percent(statement.belief_text, voice) if statement.evidence else "–"
    return (
        voice.text(pattern.role(statement.role).title),
        f"{voice.text(statement.why)}{either if statement.choice else ''}",
        percent(statement.belief, voice),
        with_text,
    )


def _outcomes(pattern: Pattern, voice: Voice) -> TextTable:
    say = voice.say
    kinds = {
        "settlement": say(ar="تسوية", en="settlement"),
        "status_quo": say(ar="الوضع القائم", en="status quo"),
        "other": say(ar="حالة أخرى", en="other state"),
    }

    def row(outcome: OutcomeSpec) -> tuple[str, ...]:
        titles = {o.id: o.title for o in pattern.options}
        on = voice.join([voice.text(titles[name]) for name in outcome.on])
        none = say(ar="لا خيار متخذ", en="no option taken")
        return (f"{voice.text(outcome.title)} ({ltr(outcome.id)})", kinds[outcome.kind], on or none)

    return TextTable(
        title=say(ar="الحالات التي تعني", en="States that matter"),
        columns=(
            say(ar="الحالة", en="State"),
            say(ar="النوع", en="Kind"),
            say(ar="ما يُتخذ فيها", en="What is taken in it"),
        ),
        rows=tuple(map(row, pattern.outcomes)),
    )


def _levers(pattern: Pattern, voice: Voice) -> TextTable:
    say = voice.say

    def row(lever: LeverSpec) -> tuple[str, ...]:
        needs = [voice.text(pattern.role(name).title) for name in lever.needs]
        without = [voice.text(pattern.role(name).title) for name in lever.without]
        need = say(ar="يلزم ", en="needs ") + voice.join(needs) if needs else ""
        none = say(ar="إن لم يكن ", en="if there is no ") + voice.join(without) if without else ""
        return (
            f"{voice.text(lever.title)} ({ltr(lever.id)})",
            LEVERS[lever.kind].in_(voice.language),
            decimal(lever.cost, voice),
            need or none or "–",
        )

    return TextTable(
        title=say(ar="ما الذي قد يجعلها تصمد", en="What could make it hold"),
        columns=(
            say(ar="الأداة", en="Lever"),
            say(ar="نوعها", en="Kind"),
            say(ar="الكلفة", en="Cost"),
            say(ar="شرطها", en="Where"),
        ),
        rows=tuple(map(row, pattern.levers)),
        numeric=(2,),
    )


def _simulation(pattern: Pattern, voice: Voice) -> TextTable:
    """The ranges from which the simulation starts, each with where it is from."""
    say = voice.say
    nothing = say(ar="لا تُحاكى حملة بهذا النمط.", en="No campaign is simulated from this pattern.")
    return TextTable(
        title=say(
            ar="ما تبدأ منه المحاكاة إن خلت النصوص منه",
            en="What the simulation starts from where texts are silent",
        ),
        columns=(
            say(ar="العدد", en="Number"),
            say(ar="المدى", en="Range"),
            say(ar="الأرجح", en="Mode"),
            say(ar="من أين", en="From where"),
        ),
        rows=tuple(_range_row(name, each, voice) for name, each in _ranges(pattern, voice)),
        intro=() if pattern.campaign else (nothing,),
    )


def _ranges(pattern: Pattern, voice: Voice) -> tuple[tuple[str, RangeSpec], ...]:
    spec, say = pattern.campaign, voice.say
    if spec is None:
        return ()
    return (
        (PARAMETERS["strong_force"].in_(voice.language), spec.strong_force),
        (say(ar="عديد المدافعين عن منطقة", en="strength of the defenders of an area"),
         spec.front_force),
        (say(ar="سكان منطقة", en="population of an area"), spec.front_population),
        (say(ar="مقدار دعم كل داعم", en="level of each backer's support"), spec.backing_level),
        *((_parameter(p.name, voice), p.range) for p in spec.parameters),
    )  # fmt: skip


def _range_row(name: str, found: RangeSpec, voice: Voice) -> tuple[str, ...]:
    unit = UNITS[found.unit].in_(voice.language) if found.unit in UNITS else found.unit
    assumed = voice.say(ar="مفترض", en="assumed")
    note = assumed if found.note in {"", "assumed"} else isolate(found.note)
    ends = interval(found.low, found.high, voice, unit)
    return (name, ends, decimal(found.mode, voice), note)


def _parameter(name: str, voice: Voice) -> str:
    return PARAMETERS[name].in_(voice.language) if name in PARAMETERS else isolate(name)


def _plays(pattern: Pattern, voice: Voice) -> TextTable:
    say = voice.say
    return TextTable(
        title=say(
            ar="الحالات التي تستطيع المحاكاة تمثيلها", en="States that the simulation can play"
        ),
        columns=(say(ar="التمثيل", en="Play"), say(ar="متى", en="When")),
        rows=tuple(
            (voice.text(p.title), _condition(p.when, pattern, voice)) for p in pattern.played_by
        ),
    )


def _sources(pattern: Pattern, voice: Voice) -> TextTable:
    return TextTable(
        title=voice.say(ar="المراجع", en="Sources"),
        columns=(voice.say(ar="المرجع", en="Source"),),
        rows=tuple((ltr(source),) for source in pattern.sources),
    )

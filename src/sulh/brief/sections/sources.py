"""Sources with grade, hash and the claims taken from each; and how the brief was computed."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.brief.audience import AUDIENCES, claims_by_source
from sulh.brief.context import Context, Evidence
from sulh.case.model import Claim, RelationContent, Source
from sulh.words import isolate, ltr
from sulh.words.dates import when
from sulh.words.numbers import count
from sulh.words.parameters import STRUCTURE
from sulh.words.vocabulary import CREDIBILITIES, RELIABILITIES, SENSITIVITIES, SOURCE_KINDS

__all__ = ["SourceView", "computed", "marking", "notices", "sources"]

MOST_CLAIMS = 250
_TLP = ("clear", "green", "amber", "amber+strict", "red")


@dataclass(frozen=True)
class SourceView:
    """One source and everything taken from it."""

    name: str
    kind: str
    published: str
    grade: str
    reliability: str
    credibility: str
    sha256: str
    url: str
    evidence: tuple[Evidence, ...]
    n_claims: str
    left_out: str


def sources(context: Context) -> tuple[SourceView, ...]:
    """Return the sources in the order of the case.

    Of a case with very many claims only those that something in it rests on are shown.
    """
    claims = claims_by_source(context.case)
    cited = _cited(context) if len(context.case.claims) > MOST_CLAIMS else None
    return tuple(_view(s, claims.get(s.id, []), cited, context) for s in context.case.sources)


def _cited(context: Context) -> set[str]:
    """The claims that relations, events, agreements, controls, links and preferences rest on."""
    case = context.case
    lists = [r.claims for r in case.relations] + [e.claims for e in case.events]
    lists += [a.claims for a in case.agreements] + [k.claims for k in case.control]
    for decision in case.decisions:
        told = (decision.statements, decision.rankings, decision.weights, decision.utilities)
        lists += [record.claims for records in told for record in records]
    lists += [b.claims for a in case.agreements for b in a.breaches]
    lists += [(link.source_claim, link.target_claim) for link in case.links]
    return {claim for claims in lists for claim in claims}


def _view(
    source: Source, claims: list[Claim], cited: set[str] | None, context: Context
) -> SourceView:
    shown = [c for c in claims if (cited is None or c.id in cited) and not _idle(c, context)]
    language = context.voice.language
    title = source.title or source.name
    name = context.voice.text(title) if title else context.names.publisher(source.id)
    return SourceView(
        name=name,
        kind=SOURCE_KINDS[source.kind].in_(language),
        published=context.voice.say(ar="، ", en=", ").join(
            filter(
                None,
                [
                    isolate(source.publisher) if source.publisher else "",
                    when(source.published, context.voice),
                ],
            )
        ),
        grade=context.grade(source),
        reliability=RELIABILITIES[source.reliability].in_(language),
        credibility=CREDIBILITIES[source.credibility].in_(language),
        sha256=source.sha256,
        url=source.url,
        evidence=tuple(context.evidence(c) for c in shown),
        n_claims=count(len(shown), context.voice),
        left_out=_left_out(len(claims) - len(shown), context),
    )


def _idle(claim: Claim, context: Context) -> bool:
    """Whether a claim only says that a name is another name for what bears it here already."""
    content, names = claim.content, context.names
    return (
        isinstance(content, RelationContent)
        and content.type == "alias"
        and names.of(content.subject) == names.of(content.object)
    )


def _left_out(n: int, context: Context) -> str:
    if not n:
        return ""
    number = count(n, context.voice)
    return context.voice.say(
        ar=f"أقوال أخرى من هذا المصدر في ملف النزاع، لا يقوم عليها شيء هنا: {number}.",
        en=f"Other claims from it, on which nothing here rests, in the case file: {number}.",
    )


def computed(context: Context) -> tuple[tuple[str, str], ...]:
    """Return how the numbers came about: label and value. No wall time: same case, same bytes."""
    voice, result = context.voice, context.result
    rows = [
        (voice.say(ar="البرنامج", en="Program"), ltr(f"sulh {result.version}")),
        (voice.say(ar="ملف النزاع", en="Case"), ltr(result.case)),
        (voice.say(ar="البذرة العشوائية", en="Random seed"), count(result.seed, voice)),
        (
            voice.say(ar="الترتيبات المسحوبة عيّنةً", en="Orders sampled"),
            count(result.n_samples, voice),
        ),
        (
            voice.say(ar="مرات التشغيل لكل سيناريو", en="Runs for each arm"),
            count(result.n_runs, voice),
        ),
    ]
    structure = dict.fromkeys(pair for c in result.campaigns for pair in c.structure)
    return (*rows, *((_word(name, context), _word(value, context)) for name, value in structure))


def _word(name: str, context: Context) -> str:
    """A structural choice in words, or as it is written."""
    return STRUCTURE[name].in_(context.voice.language) if name in STRUCTURE else ltr(name)


def notices(context: Context) -> tuple[str, ...]:
    """Return what a reader must know first: is it a draft, and what was left out."""
    voice, visible = context.voice, context.visible
    lines = []
    claims = context.case.claims
    if claims and not _reviewed(context):
        lines.append(voice.say(
            ar="هذه مسودة: لم يراجع إنسان شيئًا من الأقوال، "
            "والأحكام قائمة على ما استخرجته القواعد منها.",
            en="This is a draft: nobody has reviewed any of the claims, "
            "and the verdicts stand on what rules drew from them.",
        ))  # fmt: skip
    if visible.withheld:
        n = count(len(visible.withheld), voice)
        lines.append(voice.say(
            ar=f"حُجبت عن هذا الجمهور سجلات عددها {n}؛ وقد تقوم عليها بعض الأرقام.",
            en=f"Records withheld from this audience: {n}. Some of the numbers may rest on them.",
        ))  # fmt: skip
    if visible.n_superseded:
        n = count(visible.n_superseded, voice)
        lines.append(voice.say(
            ar=f"تُركت سجلات حلّ غيرها محلّها، عددها {n}.",
            en=f"Records left out because others replace them: {n}.",
        ))  # fmt: skip
    return tuple(lines)


def marking(context: Context) -> tuple[tuple[str, str], ...]:
    """Return for whom this is: the audience, and the strictest sharing terms of what it shows."""
    case = context.case
    records = (*case.sources, *case.parties, *case.persons, *case.claims, *case.agreements)
    strictest = max((r.sharing for r in records), key=_TLP.index, default="clear")
    audience = SENSITIVITIES[AUDIENCES[AUDIENCES.index(context.audience)]]
    of = context.voice.say(ar="من", en="of")
    n, m = count(_reviewed(context), context.voice), count(len(case.claims), context.voice)
    return (
        (context.t("reviewed"), f"{n} {of} {m}"),
        (context.t("audience"), audience.in_(context.voice.language)),
        (context.t("sharing"), ltr(f"TLP:{strictest.upper()}")),
    )


def _reviewed(context: Context) -> int:
    """How many claims a person accepted or corrected."""
    return len([c for c in context.case.claims if c.decision in {"accepted", "corrected"}])

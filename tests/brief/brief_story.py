"""A small case in our own words, two situations and one campaign, with results made by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sulh.case.model import (
    Agreement,
    Area,
    Breach,
    Campaign,
    Case,
    Claim,
    ControlContent,
    Decision,
    DecisionMaker,
    Event,
    EventContent,
    Holder,
    Link,
    Option,
    Outcome,
    Party,
    Person,
    Quantity,
    Question,
    Relation,
    RelationContent,
    Source,
    StateContent,
    Statement,
    StatusChange,
    Term,
    Text,
    When,
)
from sulh.graph.reasons import Explanation, MoveStep, Reason
from sulh.settlement.result import (
    ArmSummary,
    Assumption,
    Attainable,
    Band,
    Breaker,
    CampaignResult,
    ConceptVerdict,
    DecisionResult,
    Drivers,
    Holds,
    LeverInfo,
    LeverSearch,
    LeverSet,
    OutcomeDifference,
    OutcomeSummary,
    OutcomeVerdict,
    PathStep,
    SettlementResult,
    Share,
    StatementDriver,
)

REPORT = (
    "قالت الهيئة إن القوات هاجمت الحي يوم 29 تموز 2021. وتتهم القوات مجموعة الوادي بالانتماء إلى "
    "تنظيم محظور، فيما تنفي المجموعة ذلك. وقد نقضت القوات الاتفاق الأول بحسب الهيئة."
)
BULLETIN = (
    "The army denies that it broke the first agreement. A brigade in the east is armed by Moscow."
)


def day(year: int, month: int, number: int) -> When:
    date = dt.date(year, month, number)
    return When(start=date, end=date)


def _claim(name: str, source: str, text: str, quote: str, content, who: str, **more) -> Claim:
    start = text.index(quote)
    return Claim(
        id=f"c:{name}", source=source, start=start, end=start + len(quote), quote=quote,
        content=content, holders=(Holder(), Holder(who=who)) if who != "author" else (Holder(),),
        **more,
    )  # fmt: skip


CLAIMS = (
    _claim("attack", "s:hawran", REPORT, "القوات هاجمت الحي يوم 29 تموز 2021",
           EventContent(type="attack", actors=("p:army",), targets=("p:valley",), areas=("pl:daraa",)),
           "p:committee", when=day(2021, 7, 29)),
    _claim("belongs", "s:hawran", REPORT, "تتهم القوات مجموعة الوادي بالانتماء إلى تنظيم محظور",
           RelationContent(type="member_of", subject="p:valley", object="p:banned"), "p:army",
           modality="accused", realis="disputed"),
    _claim("belongs_not", "s:hawran", REPORT, "تنفي المجموعة ذلك",
           RelationContent(type="member_of", subject="p:valley", object="p:banned"), "p:valley",
           modality="denied", polarity="neg", realis="disputed"),
    _claim("breach", "s:hawran", REPORT, "نقضت القوات الاتفاق الأول",
           EventContent(type="breach", actors=("p:army",), object="a:first"), "p:committee"),
    _claim("breach_not", "s:bulletin", BULLETIN, "The army denies that it broke the first agreement",
           EventContent(type="breach", actors=("p:army",), object="a:first"), "p:army",
           modality="denied", polarity="neg"),
    _claim("armed", "s:bulletin", BULLETIN, "A brigade in the east is armed by Moscow",
           RelationContent(type="backed_by", subject="p:brigade", object="p:russia"), "author"),
    _claim("leaving", "s:bulletin", BULLETIN, "A brigade",
           EventContent(type="displace", targets=("p:valley",)), "author"),
    _claim("holds_east", "s:bulletin", BULLETIN, "brigade in the east",
           ControlContent(area="pl:east", holders=("p:brigade",), share=0.6), "author"),
    _claim("wish", "s:bulletin", BULLETIN, "in the east",
           StateContent(what=Text(ar="رغبة في الهدوء", en="a wish for calm"), about=("p:brigade",)),
           "unnamed", modality="predicted"),
)  # fmt: skip


def _statement(name: str, who: str, condition: str, **more) -> Statement:
    return Statement(id=name, decision_maker=who, condition=condition, **more)


def _decision(name: str, title: Text, when: When, **more) -> Decision:
    return Decision(
        id=name, title=title, when=when, pattern="siege-and-evacuation", areas=("pl:daraa",),
        decision_makers=(
            DecisionMaker(id="besieger", title=Text(ar="قوات الحكومة", en="Government forces"),
                          role="besieger", parties=("p:army",)),
            DecisionMaker(id="local", title=Text(ar="اللجنة المحلية", en="Local committee"),
                          role="local_body", parties=("p:committee",)),
            DecisionMaker(id="group", title=Text(ar="مجموعة الوادي", en="Valley group"),
                          role="hold_out", parties=("p:valley",)),
            DecisionMaker(id="guarantor", title=Text(ar="روسيا", en="Russia"),
                          role="guarantor", parties=("p:russia",)),
        ),
        options=tuple(
            Option(id=i, owner=o, title=Text(ar=ar, en=en), moves=m)
            for i, o, ar, en, m in (
                ("assault", "besieger", "مواصلة الهجوم", "keep up the assault", "both"),
                ("breach", "besieger", "نقض الاتفاق بعد التسليم", "break the deal after the hand-over", "both"),
                ("hand_over", "local", "تسليم المنطقة", "hand the area over", "on"),
                ("leave", "group", "الخروج من المنطقة", "leave the area", "on"),
                ("punish", "guarantor", "معاقبة من ينقض الاتفاق", "punish whoever breaks the deal", "both"),
            )
        ),
        infeasible=("breach and not hand_over",),
        statements=(
            _statement("b1", "besieger", "hand_over"),
            _statement("b2", "besieger", "leave", belief=0.8),
            _statement("b3", "besieger", "not punish"),
            _statement("b4", "besieger", "assault iff not hand_over", basis="text", claims=("c:attack",)),
            _statement("b5", "besieger", "breach", basis="text", claims=("c:breach",), belief=0.7,
                       why=Text(ar="سبق أن نُسب إليها نقض اتفاق", en="A breach was ascribed to it before")),
            _statement("l1", "local", "not (hand_over and breach)"),
            _statement("l2", "local", "not assault"),
            _statement("g1", "group", "not (leave and breach)"),
            _statement("r1", "guarantor", "not breach"),
            _statement("r2", "guarantor", "punish iff breach", choice="threat", belief=0.4),
            _statement("r3", "guarantor", "not punish", choice="threat", belief=0.6),
        ),
        outcomes=(
            Outcome(id="kept", title=Text(ar="تسليم وخروج يُوفى بهما", en="Hand-over and departure, kept"),
                    on=("hand_over", "leave"), kind="settlement"),
            Outcome(id="fighting", title=Text(ar="استمرار القتال", en="Fighting goes on"), on=("assault",),
                    kind="status_quo"),
        ),
        asks=(Question(about="roles/patron", text=Text(
            ar="من يدعم قوات الحكومة، وبماذا؟", en="Who backs the government forces, and with what?")),),
        **more,
    )  # fmt: skip


def case() -> Case:
    return Case(
        id="daraa-small",
        title=Text(ar="درعا: بعد تسوية 2018", en="Daraa: after the settlement of 2018"),
        summary=Text(
            ar="وضعان في مكان واحد: تسليم المنطقة عام 2018، وما تنازع عليه الناس بعده عام 2021.",
            en="Two situations in one place: the hand-over of 2018, and what was in dispute after it.",
        ),
        sources=(
            Source(id="s:hawran", kind="website", publisher="مرصد حوران", language="ar",
                   title=Text(ar="ليلة قصف في درعا البلد"), published=day(2021, 7, 30),
                   sha256="9f" * 32, n_characters=len(REPORT), reliability="C", credibility="3"),
            Source(id="s:bulletin", kind="newspaper", publisher="Levant Bulletin", language="en",
                   title=Text(en="Who keeps the calm in the south?"), published=day(2021, 9, 2),
                   sha256="0a" * 32, n_characters=len(BULLETIN), reliability="B", credibility="2",
                   url="https://example.org/calm"),
        ),
        parties=tuple(
            Party(id=i, name=Text(ar=ar, en=en), kind=k)
            for i, ar, en, k in (
                ("p:army", "قوات الحكومة", "Government forces", "armed_force"),
                ("p:division", "الفرقة المدرّعة", "Armoured division", "armed_force"),
                ("p:committee", "اللجنة المحلية", "Local committee", "negotiating_body"),
                ("p:valley", "مجموعة الوادي", "Valley group", "armed_group"),
                ("p:banned", "التنظيم المحظور", "Banned organisation", "armed_group"),
                ("p:brigade", "لواء الشرق", "Eastern brigade", "armed_force"),
                ("p:russia", "روسيا", "Russia", "state"),
                ("p:quarter", "أهالي الحي", "People of the quarter", "community"),
                ("p:un", "الأمم المتحدة", "United Nations", "organisation"),
            )
        ),
        persons=(Person(id="x:envoy", name=Text(ar="المبعوث", en="The envoy"), party="p:russia"),),
        areas=(
            Area(id="pl:daraa", name=Text(ar="درعا البلد", en="Daraa al-Balad"), type="quarter"),
            Area(id="pl:east", name=Text(ar="الريف الشرقي", en="the eastern countryside"), type="region"),
        ),
        claims=CLAIMS,
        links=(
            Link(id="l:one", type="denies", source_claim="c:belongs_not", target_claim="c:belongs"),
            Link(id="l:two", type="denies", source_claim="c:breach_not", target_claim="c:breach"),
            Link(id="l:why", type="causes", source_claim="c:breach", target_claim="c:attack",
                 holder="p:committee"),
            Link(id="l:came", type="fulfils", source_claim="c:armed", target_claim="c:wish"),
        ),
        relations=(
            Relation(id="r:armed", type="backed_by", subject="p:brigade", object="p:russia",
                     claims=("c:armed",)),
            Relation(id="r:army", type="backed_by", subject="p:army", object="p:russia"),
            Relation(id="r:belongs", type="member_of", subject="p:valley", object="p:banned",
                     claims=("c:belongs", "c:belongs_not"), status="contested"),
            Relation(id="r:speaks", type="represents", subject="p:committee", object="p:quarter"),
            Relation(id="r:division", type="sub_unit_of", subject="p:division", object="p:army"),
            Relation(id="r:against", type="opposed_to", subject="p:army", object="p:valley"),
        ),
        events=(
            Event(id="e:attack", type="attack", actors=("p:army",), targets=("p:valley",),
                  areas=("pl:daraa",), when=day(2021, 7, 29), claims=("c:attack",)),
            Event(id="e:deal", type="agree", actors=("p:army",),
                  when=When(start=dt.date(2018, 7, 1), end=dt.date(2018, 7, 31), precision="month")),
            Event(id="e:breach", type="breach", actors=("p:army",), status="contested",
                  claims=("c:breach", "c:breach_not")),
        ),
        agreements=(
            Agreement(id="a:first", name=Text(ar="الاتفاق الأول", en="the first agreement"),
                      status="breached", signatories=("p:committee", "p:army"), guarantors=("p:russia",),
                      areas=("pl:daraa",), when=day(2021, 7, 26), follows="a:south",
                      terms=(Term(id="t:arms", what=Text(ar="تسليم السلاح الخفيف", en="hand in light arms"),
                                  sides=("p:committee",), direction="gives"),),
                      breaches=(Breach(by=("p:army",), claims=("c:breach",)),), claims=("c:leaving",),
                      history=(StatusChange(status="reached", when=day(2021, 7, 26)),
                               StatusChange(status="breached", claims=("c:breach",)))),
            Agreement(id="a:south", name=Text(ar="تسوية الجنوب", en="the southern settlement"),
                      status="implemented",
                      when=When(start=dt.date(2018, 7, 1), end=dt.date(2018, 7, 31), precision="month")),
        ),
        decisions=(
            _decision("d:south-2018", Text(ar="الجنوب، صيف 2018", en="The south, summer 2018"),
                      When(start=dt.date(2018, 6, 1), end=dt.date(2018, 8, 31), precision="season")),
            _decision("d:daraa-2021", Text(ar="درعا البلد، صيف 2021", en="Daraa al-Balad, summer 2021"),
                      day(2021, 7, 29), follows="d:south-2018", because=("c:breach",)),
        ),
        campaigns=(
            Campaign(id="g:south", title=Text(ar="حملة الجنوب", en="The southern campaign"),
                     strong_side=("p:army",), strong_force=Quantity(low=8000, high=20000)),
        ),
    )  # fmt: skip


def _share(p: float, measure: str = "StatementOrder", *, exact: bool = False) -> Share:
    return Share(
        p=p, se=0.0 if exact else 0.011, n=120 if exact else 20000, exact=exact, measure=measure
    )


def _concept(name: str, p: float) -> ConceptVerdict:
    verdict = "necessarily" if p == 1 else "never" if p == 0 else "possibly"
    return ConceptVerdict(
        concept=name, verdict=verdict, verdict_exact=p not in {0, 1},
        shares=(_share(p), _share(min(1.0, p * 1.1), "StateOrder")), by_decision_maker=(),
    )  # fmt: skip


BY_STATES = _share(0.4, "StateOrder")
# bits: assault 1, breach 2, hand_over 4, leave 8, punish 16
_BREACH = MoveStep(0, 12, 14, improves=True)
_PUNISH = MoveStep(3, 14, 30, improves=False)


def _kept(holds: float) -> OutcomeVerdict:
    return OutcomeVerdict(
        outcome="kept", title=Text(ar="تسليم وخروج يُوفى بهما", en="Hand-over and departure, kept"),
        kind="settlement", state=12, on=("hand_over", "leave"),
        concepts=tuple(_concept(c, p) for c, p in (
            ("nash", 0.0), ("gmr", 1.0), ("smr", 1.0), ("seq", holds), ("sseq", holds))),
        holds=Holds(verdict="possibly", verdict_exact=False, by_states=BY_STATES, share=_share(holds), rests_on_threat=_share(1 - holds)),
        attainable=Attainable(by="joint", share=_share(0.81), coalition=("besieger", "local", "group"),
                              path=(PathStep(decision_makers=("besieger", "local", "group"), source=1,
                                             target=12),)),
        explanations=(
            Explanation(12, 0, "seq", stable=False, reasons=(
                Reason("unsanctioned", _BREACH, (_PUNISH,), credible=False),)),
            Explanation(12, 1, "seq", stable=True, reasons=(Reason("no_improvement"),)),
            Explanation(12, 2, "seq", stable=True, reasons=(Reason("no_improvement"),)),
            Explanation(12, 3, "seq", stable=True, reasons=(Reason("no_improvement"),)),
        ),
    )  # fmt: skip


def _fighting() -> OutcomeVerdict:
    step = MoveStep(0, 1, 0, improves=True)
    back = MoveStep(1, 0, 4, improves=True)
    return OutcomeVerdict(
        outcome="fighting", title=Text(ar="استمرار القتال", en="Fighting goes on"), kind="status_quo",
        state=1, on=("assault",),
        concepts=tuple(_concept(c, 0.93) for c in ("nash", "gmr", "smr", "seq", "sseq")),
        holds=Holds(verdict="possibly", verdict_exact=False, by_states=BY_STATES, share=_share(0.93), rests_on_threat=_share(0.0, exact=True)),
        attainable=Attainable(by="already_there", share=_share(1.0, exact=True)),
        explanations=(
            Explanation(1, 0, "seq", stable=True, reasons=(
                Reason("sanctioned", step, (back,), credible=True),)),
            Explanation(1, 1, "seq", stable=True, reasons=(Reason("no_improvement"),)),
        ),
    )  # fmt: skip


def _result(name: str, title: Text, holds: float) -> DecisionResult:
    decision = next(d for d in case().decisions if d.id == name)
    return DecisionResult(
        decision=name, title=title,
        decision_makers=tuple((m.id, m.title) for m in decision.decision_makers),
        options=tuple((o.id, o.title) for o in decision.options),
        option_owners=tuple(o.owner for o in decision.options),
        n_states=32, n_feasible=24, status_quo=1, outcomes=(_kept(holds), _fighting()),
        equilibria=(("seq", (1, 9)),), asks=decision.asks,
    )  # fmt: skip


_ARMS = (
    ("g:south", Text(ar="الوضع القائم", en="status quo"), 0),
    ("stop", Text(ar="وقف الهجوم مع مراقبة", en="assault stops, monitored"), -1),
    ("early", Text(ar="تسوية مبكرة بضامن", en="early settlement with a guarantor"), -0.7),
    ("late", Text(ar="قتال ثم تسوية", en="fight, then settle"), 0.2),
)
_SIZES = {
    "civilian_deaths_people": 1834.2,
    "displaced_people": 61250.0,
    "infrastructure_share": 0.213,
}


def _difference(arm: str, outcome: str, mean: float) -> OutcomeDifference:
    spread = 0.35 * _SIZES[outcome]
    bands = (
        Band(source="chance", low=mean - spread / 2, high=mean + spread / 2, level=0.9),
        Band(source="parameters", low=mean - spread, high=mean + spread, level=0.9),
        Band(source="structure", low=mean - 1.2 * spread, high=mean + 0.5 * spread, level=1.0),
    )
    return OutcomeDifference(
        arm=arm, baseline="g:south", outcome=outcome, mean=mean, bands=bands, n_runs=1000
    )


def result() -> SettlementResult:
    campaign = CampaignResult(
        campaign="g:south", title=Text(ar="حملة الجنوب", en="The southern campaign"),
        baseline="g:south",
        arms=tuple(
            ArmSummary(arm=a, title=t, outcomes=tuple(
                OutcomeSummary(outcome=o, mean=size * (1.5 + k), bands=()) for o, size in _SIZES.items()))
            for a, t, k in _ARMS
        ),
        differences=tuple(
            _difference(a, o, k * size) for o, size in _SIZES.items() for a, _, k in _ARMS[1:]
        ),
        horizon_weeks=104, n_runs=1000, structure=(("lookahead", "1"), ("combat", "square")), asks=(),
    )  # fmt: skip
    return SettlementResult(
        case="daraa-small",
        decisions=(
            _result("d:south-2018", Text(ar="الجنوب، صيف 2018", en="The south, summer 2018"), 0.62),
            _result("d:daraa-2021", Text(ar="درعا البلد، صيف 2021", en="Daraa al-Balad, summer 2021"), 0.31),
        ),
        campaigns=(campaign,),
        assumptions=(
            Assumption(about="d:south-2018/b1", what=Text(ar="تريد القوات تسليم المنطقة",
                       en="The forces want the area handed over"), basis="pattern", belief=0.95,
                       used_in="d:south-2018"),
            Assumption(about="g:south/strong_force", what=Text(ar="عديد القوات", en="Strength of the forces"),
                       basis="assumed", low=8000, high=20000, unit="people", used_in="g:south"),
        ),
        n_samples=20000, n_runs=1000, seed=7, version="0.1.0",
    )  # fmt: skip


def searched() -> SettlementResult:
    """The result with a search of levers and the drivers of the second decision."""
    levers = (
        LeverInfo(
            id="line", kind="bar", title=Text(ar="خط فاصل مراقَب", en="a monitored line"), cost=3
        ),
        LeverInfo(id="price", kind="penalty", title=Text(ar="ثمن النقض", en="a price"), cost=1),
    )
    leaving = Breaker(
        decision_maker="besieger", share=0.69, se=0.01,
        explanation=Explanation(12, 0, "seq", stable=False, reasons=()),
    )  # fmt: skip
    none = LeverSet(
        levers=(), cost=0, holds=_share(0.31), attainable=_share(0.5), breakers=(leaving,)
    )
    line = LeverSet(
        levers=("line",), cost=3, holds=_share(0.95), attainable=_share(0.5), breakers=()
    )
    search = LeverSearch(
        decision="d:daraa-2021", outcome="kept", p=0.9, levers=levers, without=none, minimal=(line,),
        front=(none, line), n_sets=4, n_unfit=0, max_size=2, n_samples=2000, seed=7,
    )  # fmt: skip
    driver = StatementDriver(
        statement="b5", decision_maker="besieger", why=None, belief=0.7, if_true=_share(0.1),
        if_false=_share(0.9), if_first=_share(0.05), if_last=_share(0.2), value=0.336,
    )  # fmt: skip
    drivers = Drivers(
        decision="d:daraa-2021", outcome="kept", base=_share(0.31), statements=(driver,), seed=7
    )
    return replace(result(), levers=(search,), drivers=(drivers,))


TEXTS = {"s:hawran": REPORT, "s:bulletin": BULLETIN}

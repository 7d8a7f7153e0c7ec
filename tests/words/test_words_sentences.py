"""Sentences from typed results, Arabic first."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.case.model import (
    Claim,
    ControlContent,
    EventContent,
    Holder,
    RelationContent,
    Text,
    When,
)
from sulh.case.vocab import EventType, Modality, RelationType
from sulh.graph.reasons import Explanation, MoveStep, Reason
from sulh.settlement.result import (
    Attainable,
    Band,
    DecisionResult,
    Holds,
    OutcomeDifference,
    OutcomeVerdict,
    PathStep,
    Share,
)
from sulh.words import DecisionWords, Names, Voice, without_bidi
from sulh.words.claims import claim_sentence, holder_words, matter
from sulh.words.conditions import condition_words
from sulh.words.dates import MONTHS, when
from sulh.words.lint import lint_text
from sulh.words.numbers import count, interval, percent, share, signed
from sulh.words.outcomes import difference_sentence, outcome_words, range_of
from sulh.words.parameters import PARAMETERS, STRUCTURE, UNITS
from sulh.words.reasons import explanation_sentences
from sulh.words.verdicts import (
    attainable_sentence,
    holds_sentence,
    path_sentence,
    threat_sentence,
)
from sulh.words.voice import isolate

AR, EN, ARAB = Voice("ar"), Voice("en"), Voice("ar", "arab")
SAMPLED = Share(p=0.62, se=0.011, n=20000, exact=False, measure="StatementOrder")
BY_STATES = Share(p=0.4, se=0.02, n=20000, exact=False, measure="StateOrder")
EXACT = Share(p=0.5, se=0.0, n=120, exact=True, measure="StatementOrder")


def _names(voice: Voice) -> Names:
    texts = {
        "p:army": Text(ar="قوات الحكومة", en="Government forces"),
        "p:valley": Text(ar="مجموعة الوادي", en="Valley group"),
        "p:banned": Text(ar="التنظيم المحظور", en="Banned organisation"),
        "pl:quarter": Text(ar="الحي", en="the quarter"),
    }
    return Names(texts, {}, {"s:one": "مرصد حوران"}, voice, frozenset({"p:secret"}))


def _claim(**more) -> Claim:
    given = {
        "id": "c:one", "source": "s:one", "start": 0, "end": 3, "quote": "قول",
        "content": RelationContent(type="member_of", subject="p:valley", object="p:banned"),
        "holders": (Holder(), Holder(who="p:army")), "modality": "accused",
    }  # fmt: skip
    return Claim(**{**given, **more})


def test_verdict_line_names_share_error_measure_and_what_it_is_not():
    outcome = _outcome(SAMPLED)
    assert without_bidi(holds_sentence(outcome, AR)) == (
        "حالة «تسليم موفى به» صامدة في 62\u00a0% (±\u00a01.1\u00a0%) من ترتيبات العبارات المقبولة: "
        "حصة في النموذج لا تنبؤ."
    )
    assert without_bidi(holds_sentence(outcome, EN)) == (
        "“Kept hand-over” holds in 62\u00a0% (±\u00a01.1\u00a0%) of the admissible orders of "
        "statements: a model share, not a forecast."
    )


def test_exact_share_says_it_was_counted_and_has_no_error():
    assert without_bidi(share(EXACT, AR)) == "50\u00a0% (بالعدّ التام على 120)"
    assert "±" not in share(EXACT, EN)


def test_verdict_on_all_orders_says_how_it_is_known():
    never = replace(_outcome(EXACT).holds, verdict="never", verdict_exact=True)
    said = holds_sentence(replace(_outcome(EXACT), holds=never), AR)
    assert without_bidi(said) == (
        "لا صمود لحالة «تسليم موفى به» في أيٍّ من ترتيبات العبارات المقبولة (بالعدّ التام على 120)."
    )
    always = replace(never, verdict="necessarily", share=SAMPLED)
    said = holds_sentence(replace(_outcome(EXACT), holds=always), EN)
    assert (
        "holds in every one of the admissible orders of statements (proved for all of them)" in said
    )


def test_unknown_status_quo_is_said():
    words = replace(_words(EN), result=replace(_words(EN).result, status_quo=None))
    said = attainable_sentence(Attainable(by="none", share=EXACT), words)
    assert "no status quo is named" in said


def _outcome(value: Share) -> OutcomeVerdict:
    return OutcomeVerdict(
        outcome="kept", title=Text(ar="تسليم موفى به", en="Kept hand-over"), kind="settlement", state=2,
        on=("hand",), concepts=(), holds=Holds(verdict="possibly", verdict_exact=False, by_states=BY_STATES, share=value, rests_on_threat=EXACT),
        attainable=Attainable(by="joint", share=EXACT, coalition=("a", "b")), explanations=(),
    )  # fmt: skip


def _words(voice: Voice) -> DecisionWords:
    result = DecisionResult(
        decision="d:one", title=Text(en="One"),
        decision_makers=(("a", Text(ar="المهاجم", en="Attacker")), ("b", Text(ar="الهيئة", en="Body"))),
        options=(("breach", Text(ar="النقض", en="breach")), ("hand", Text(ar="التسليم", en="hand over")),
                 ("punish", Text(ar="المعاقبة", en="punish"))),
        option_owners=("a", "b", "b"), n_states=8, n_feasible=8, status_quo=0,
        outcomes=(_outcome(EXACT),), equilibria=(), asks=(),
    )  # fmt: skip
    return DecisionWords(result, voice)


def test_attainable_names_who_must_move_together():
    assert "بخطوة مشتركة بين المهاجم والهيئة" in without_bidi(
        attainable_sentence(_outcome(EXACT).attainable, _words(AR))
    )
    alone = Attainable(by="none", share=EXACT)
    assert "neither single moves nor a joint one" in attainable_sentence(alone, _words(EN))


def test_threat_sentence_tells_zero_from_some():
    none = Share(p=0.0, se=0.0, n=120, exact=True, measure="StatementOrder")
    holds = Holds(
        verdict="possibly",
        verdict_exact=False,
        by_states=BY_STATES,
        share=EXACT,
        rests_on_threat=none,
    )
    assert without_bidi(threat_sentence(holds, AR)).startswith("ولا يقوم صمودها")
    assert "would not be carried out" in threat_sentence(_outcome(EXACT).holds, EN)


BREACH = MoveStep(0, 2, 3, improves=True)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Reason("unsanctioned", BREACH), "ولا ردّ عند الآخرين يردع عنه"),
        (
            Reason("unsanctioned", BREACH, (MoveStep(1, 3, 7, improves=False),), credible=False),
            "لكنه لن يأتي، إذ لا مكسب لدى الهيئة في اختيار «المعاقبة»",
        ),
        (
            Reason("sanctioned", BREACH, (MoveStep(1, 3, 7, improves=True),), credible=True),
            "والردّ جدير بالتصديق",
        ),
        (
            Reason("sanctioned", BREACH, (MoveStep(1, 3, 7, improves=False),), credible=False),
            "غير جدير بالتصديق",
        ),
        (
            Reason("unsanctioned", BREACH, (MoveStep(1, 3, 7, improves=True),), credible=True,
                   escape=MoveStep(0, 7, 6, improves=True)),
            "إلا أن منه مخرجًا، هو العدول عن «النقض»",
        ),
        (Reason("no_improvement"), "ليس أمام المهاجم خطوة منفردة إلى ما هو أفضل"),
    ],
)  # fmt: skip
def test_each_kind_of_reason_says_what_it_is(reason, expected):
    stable = reason.kind != "unsanctioned"
    said = explanation_sentences(Explanation(2, 0, "seq", stable, (reason,)), _words(AR))
    assert expected in without_bidi(" ".join(said))


def test_state_without_options_and_named_state():
    words = _words(EN)
    assert without_bidi(words.state(2)) == "“Kept hand-over”"
    assert without_bidi(words.state(0)) == "the state where no option is taken"
    assert without_bidi(words.state(5)) == "the state with “breach” and “punish”"


@pytest.mark.parametrize("modality", Modality.__args__)
@pytest.mark.parametrize("voice", [AR, EN])
def test_claim_never_stands_without_force_and_holder(modality, voice):
    names = _names(voice)
    said = claim_sentence(_claim(modality=modality), names)
    assert holder_words(_claim(), names) in said
    assert said.index(names.of("p:army")) < said.index(names.of("p:banned"))


def test_accusation_in_arabic():
    assert without_bidi(claim_sentence(_claim(), _names(AR))) == (
        "اتهام من قوات الحكومة، وفق رواية كاتب التقرير في مرصد حوران: "
        "انتماء مجموعة الوادي إلى التنظيم المحظور."
    )


def test_unnamed_source_and_withheld_name():
    claim = _claim(holders=(Holder(who="unnamed"),))
    assert without_bidi(holder_words(claim, _names(AR))) == "مصدر لم يُسمَّ في مرصد حوران"
    assert _names(EN).of("p:secret") == "(withheld)"


@pytest.mark.parametrize("event", EventType.__args__)
@pytest.mark.parametrize("voice", [AR, EN])
def test_every_event_type_is_a_phrase(event, voice):
    content = EventContent(
        type=event, actors=("p:army",), targets=("p:valley",), areas=("pl:quarter",)
    )
    said = matter(content, _names(voice))
    for record in ("p:army", "p:valley", "pl:quarter"):
        assert _names(voice).of(record) in said


@pytest.mark.parametrize("relation", RelationType.__args__)
@pytest.mark.parametrize("voice", [AR, EN])
def test_every_relation_is_a_phrase(relation, voice):
    content = RelationContent(type=relation, subject="p:army", object="p:valley")
    said = matter(content, _names(voice))
    assert _names(voice).of("p:army") in said
    assert _names(voice).of("p:valley") in said
    assert "{" not in said


def test_what_is_not_so_stays_a_phrase_whatever_its_time():
    event = EventContent(type="intervene", actors=("p:army",))
    said = claim_sentence(_claim(content=event, modality="predicted", polarity="neg"), _names(AR))
    assert without_bidi(said).endswith(": عدم وقوع تدخّل من جانب قوات الحكومة.")
    said = claim_sentence(_claim(content=event, modality="asserted", polarity="neg"), _names(EN))
    assert without_bidi(said).endswith(": no intervention by Government forces.")
    assert "انتفاء انتماء" in claim_sentence(
        _claim(modality="asserted", polarity="neg"), _names(AR)
    )
    assert "انتفاء" not in claim_sentence(_claim(modality="denied", polarity="neg"), _names(AR))


def test_displacement_does_not_say_whether_from_or_to_a_place():
    content = EventContent(type="displace", targets=("p:valley",), areas=("pl:quarter",))
    assert without_bidi(matter(content, _names(EN))) == (
        "displacement or evacuation of Valley group (the quarter)"
    )


def test_those_who_fight_one_another_are_named_once():
    both = ("p:army", "p:valley")
    content = EventContent(type="fight", actors=both, targets=both[::-1])
    assert without_bidi(matter(content, _names(EN))) == (
        "clashes involving Government forces and Valley group"
    )


def test_attainable_in_no_order_is_said_so():
    none = Share(p=0.0, se=0.0, n=120, exact=True, measure="StatementOrder")
    said = attainable_sentence(Attainable(by="none", share=none), _words(AR))
    assert "وليست متاحة في أيٍّ من ترتيبات العبارات المقبولة" in without_bidi(said)


def test_path_is_told_step_by_step():
    path = (
        PathStep(decision_makers=("a",), source=0, target=1),
        PathStep(decision_makers=("a", "b"), source=1, target=2),
    )
    assert without_bidi(path_sentence(path, _words(EN))) == (
        "from the state where no option is taken to the state with “breach” by a move of Attacker; "
        "then from the state with “breach” to “Kept hand-over” by a move of Attacker and Body."
    )


def test_numbers_of_people_and_partial_control():
    content = EventContent(type="casualty", low=3, high=7)
    assert without_bidi(matter(content, _names(AR))) == "سقوط ضحايا، عدد الأشخاص من 3 إلى 7"
    at_least = EventContent(type="casualty", low=3)
    assert without_bidi(matter(at_least, _names(EN))) == "casualties, number of people at least 3"
    control = ControlContent(area="pl:quarter", holders=("p:army",), share=0.6)
    assert without_bidi(matter(control, _names(AR))) == "سيطرة قوات الحكومة على 60\u00a0% من الحي"


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (When(start=dt.date(2021, 7, 8), end=dt.date(2021, 7, 8)), "8 تموز 2021"),
        (When(start=dt.date(2018, 2, 1), end=dt.date(2018, 2, 28)), "شباط 2018"),
        (When(start=dt.date(2018, 1, 1), end=dt.date(2018, 12, 31)), "2018"),
        (When(start=dt.date(2016, 1, 1), end=dt.date(2018, 12, 31)), "بين 2016 و2018"),
        (When(start=dt.date(2021, 7, 8), end=dt.date(2021, 7, 9)), "بين 8 تموز 2021 و9 تموز 2021"),
        (When(start=dt.date(2021, 7, 8)), "منذ 8 تموز 2021"),
        (When(end=dt.date(2021, 7, 8)), "حتى 8 تموز 2021"),
        (When(text="قبل أيام"), "كما ورد: «قبل أيام»"),
        (When(), "بلا تاريخ"),
        (None, "بلا تاريخ"),
    ],
)
def test_dates_are_as_precise_as_the_case(time, expected):
    assert without_bidi(when(time, AR)) == expected


def test_hijri_date_keeps_its_words():
    day = dt.date(2021, 8, 10)
    time = When(text="1 محرم 1443", start=day, end=day, calendar="hijri")
    assert without_bidi(when(time, AR)) == "10 آب 2021 (كما ورد: «1 محرم 1443»)"


def test_month_names_are_levantine_as_babel_has_them():
    from babel.dates import get_month_names

    assert MONTHS["ar"] == tuple(get_month_names("wide", locale="ar_SY")[i] for i in range(1, 13))


def test_eastern_digits_are_a_choice_of_the_arabic_part_only():
    assert without_bidi(count(20000, ARAB)) == "٢٠٬٠٠٠"
    assert percent(0.625, ARAB) == "\u2067٦٢\u00a0٪\u2069"
    assert percent(0.625, AR) == "\u206662\u00a0%\u2069"
    assert without_bidi(count(20000, Voice("en", "arab"))) == "20,000"
    assert without_bidi(when(When(start=dt.date(2021, 7, 8), end=dt.date(2021, 7, 8)), ARAB)) == (
        "٨ تموز ٢٠٢١"
    )


def test_range_has_its_ends_in_two_isolates():
    assert interval(35, 55, AR, "%") == "من \u206635\u2069 إلى \u206655\u00a0%\u2069"


@given(st.floats(0, 1))
def test_percent_never_prints_certainty_it_does_not_have(p):
    said = percent(p, EN)
    assert (without_bidi(said) == "0\u00a0%") == (p == 0)
    assert (without_bidi(said) == "100\u00a0%") == (p == 1)


@given(st.floats(-1e9, 1e9))
def test_signs_agree_with_the_number(x):
    said = without_bidi(signed(x, EN))
    if said != "0":
        assert said[0] == ("−" if x < 0 else "+")


@given(st.text())
def test_isolate_is_always_closed_and_holds_no_control(text):
    inner = isolate(text)[1:-1]
    assert without_bidi(inner) == inner


def test_condition_in_words():
    options = [("a", Text(ar="هجوم", en="assault")), ("h", Text(ar="تسليم", en="hand-over"))]
    assert without_bidi(condition_words("a iff not h", options, AR)) == (
        "إما «هجوم» وانتفاء «تسليم» معًا، وإما لا هذا ولا ذاك"
    )
    assert without_bidi(condition_words("if a or h then h", options, EN)) == (
        "if (“assault” or “hand-over”) then “hand-over”"
    )


def test_every_parameter_unit_and_structure_of_the_simulation_has_words():
    defaults = pytest.importorskip("sulh.simulation.defaults")
    arms = pytest.importorskip("sulh.simulation.arms")
    for parameter in defaults.DEFAULTS:
        assert parameter.name in PARAMETERS
        assert parameter.unit in UNITS, parameter.name
    for structure in arms.STRUCTURES:
        for field in fields(structure):
            assert field.name in STRUCTURE
            value = getattr(structure, field.name)
            assert isinstance(value, int) or value in STRUCTURE


def test_every_outcome_of_the_simulation_has_words():
    outcomes = pytest.importorskip("sulh.simulation.outcomes")
    for name in outcomes.outcome_names(104):
        words = outcome_words(name)
        assert words.name.ar
        assert "_" not in words.name.ar, name
        assert "_" not in words.name.en, name


def test_difference_sentence_says_model_direction_and_widest_band():
    bands = (
        Band(source="chance", low=-20.0, high=-5.0, level=0.9),
        Band(source="structure", low=-30.0, high=2.0, level=1.0),
    )
    difference = OutcomeDifference(
        arm="stop", baseline="now", outcome="civilian_deaths_people", mean=-12.345, bands=bands,
        n_runs=1000,
    )  # fmt: skip
    said = difference_sentence(difference, Text(ar="وقف"), Text(ar="القائم"), AR)
    assert without_bidi(said) == (
        "في النموذج، وفيات المدنيين في «وقف» أقل مما في «القائم»، والفرق في المتوسط −12 "
        "(عدد الأشخاص؛ من −30 إلى +2، المدى كله: بنية النموذج؛ عدد مرات التشغيل المتقابلة 1,000)."
    )
    assert lint_text(said, "ar") == ()


def test_plural_names_are_in_the_genitive_where_something_governs_them():
    names = replace(_names(AR), texts={"p:h": Text(ar="الحوثيون"), "p:c": Text(ar="مدنيون")})
    casualties = EventContent(type="casualty", actors=("p:h",), targets=("p:c",))
    said = without_bidi(matter(casualties, names))
    assert said == "سقوط ضحايا على يد الحوثيين في صفوف مدنيين"


@pytest.mark.parametrize(
    ("sides", "ar", "en"),
    [
        (("p:t",), "اتفاق من أطرافه تركيا", "agreement with Turkey as a party"),
        (("p:t", "p:h"), "اتفاق بين تركيا والحوثيين", "agreement between Turkey and the Houthis"),
    ],
)
def test_an_agreement_is_with_one_named_side_or_between_several(sides, ar, en):
    texts = {
        "p:t": Text(ar="تركيا", en="Turkey"),
        "p:h": Text(ar="الحوثيون", en="the Houthis"),
    }
    content = EventContent(type="agree", actors=sides)
    for voice, words in ((AR, ar), (EN, en)):
        assert without_bidi(matter(content, replace(_names(voice), texts=texts))) == words


def test_a_band_whose_ends_print_alike_is_one_value():
    band = Band(source="structure", low=0.0041, high=0.0042, level=1.0)
    assert without_bidi(range_of(band, "infrastructure_share", EN)) == "+0.4"


def test_a_further_share_rests_on_a_threat():
    held = Holds(verdict="possibly", share=SAMPLED, rests_on_threat=SAMPLED)
    assert threat_sentence(held, EN).startswith("In a further ")
    assert threat_sentence(held, AR).startswith("وفي نسبة أخرى قدرها ")
    alone = replace(held, share=replace(SAMPLED, p=0.0))
    assert threat_sentence(alone, EN).startswith("In ")
    assert "further" not in threat_sentence(alone, EN)

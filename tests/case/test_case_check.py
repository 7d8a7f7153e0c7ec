"""The check: one clean case, and one change for every code that must be found."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from sulh.case import Case, PatchOp, Text, check_case, check_file, save_case
from sulh.case.model import (
    Agreement,
    Aim,
    Arc,
    Area,
    Barred,
    Breach,
    Campaign,
    Claim,
    Control,
    Decision,
    DecisionMaker,
    Event,
    EventContent,
    Front,
    Holder,
    Link,
    Mention,
    Option,
    Outcome,
    Party,
    Patch,
    Perceived,
    Person,
    Quantity,
    Ranking,
    Relation,
    Role,
    Source,
    Statement,
    StatusChange,
    Term,
    Utility,
    Weight,
    When,
)
from sulh.case.rules_ids import PREFIXES, walks_in_circles
from sulh.case.shape import LISTS
from sulh.errors import UnreadableError

TEXT = "قصفت القوات البلدة صباح الخميس. ونفى الفيلق ذلك."
QUOTE, DENIAL = "قصفت القوات البلدة", "نفى الفيلق ذلك"


def day(text):
    return When(start=dt.date.fromisoformat(text), end=dt.date.fromisoformat(text))


def claim(claim_id, quote=QUOTE, **fields):
    start = TEXT.index(quote)
    content = EventContent(type="attack", actors=("p:corps",), areas=("pl:town",))
    given = {"content": content, **fields}
    return Claim(
        id=claim_id, source="s:paper", start=start, end=start + len(quote), quote=quote, **given
    )


NUMBER = Quantity(low=1, high=3, mode=2)
STATEMENTS = (
    Statement(id="B1", decision_maker="besieger", condition="hand_over", over=("B2",)),
    Statement(id="B2", decision_maker="besieger", condition="not assault"),
)
DECISION = Decision(
    id="d:siege",
    title=Text(ar="الحصار"),
    roles=(Role(name="besieger", title=Text(ar="المحاصِر"), parties=("p:corps",), claims=("c:1",)),),
    decision_makers=(DecisionMaker(id="besieger", title=Text(ar="المحاصِر"), role="besieger"),),
    options=(
        Option(id="assault", owner="besieger", title=Text(ar="هجوم")),
        Option(id="hand_over", owner="besieger", title=Text(ar="تسليم")),
    ),
    infeasible=("assault and hand_over",),
    statements=STATEMENTS,
    outcomes=(Outcome(id="deal", title=Text(ar="تسوية"), on=("hand_over",)),),
)
CAMPAIGN = Campaign(
    id="g:south",
    title=Text(ar="الجنوب"),
    strong_force=NUMBER,
    fronts=(Front(area="pl:town", holders=("p:brigade",), force=NUMBER, population=NUMBER),),
    arms=(
        Patch(
            id="stop",
            title=Text(ar="وقف الهجوم"),
            ops=(PatchOp(op="set", path="campaigns/g:south/policy/assault", value="stop"),),
        ),
    ),
)
CLEAN = Case(
    id="daraa",
    title=Text(ar="درعا"),
    sources=(Source(id="s:paper", publisher="صحيفة", text_file="reports/paper.txt"),),
    parties=(
        Party(id="p:corps", name=Text(ar="الفيلق الخامس")),
        Party(id="p:brigade", name=Text(ar="اللواء الثامن"), part_of="p:corps"),
    ),
    persons=(Person(id="x:envoy", name=Text(ar="المبعوث")),),
    areas=(Area(id="pl:town", name=Text(ar="درعا البلد")), Area(id="pl:south", name=Text(ar="حوران"))),
    claims=(
        claim("c:1"),
        claim("c:2", DENIAL, modality="denied", holders=(Holder(), Holder(who="p:corps"))),
        claim("c:3"),
    ),
    links=(Link(id="l:1", type="denies", source_claim="c:2", target_claim="c:1"),),
    relations=(
        Relation(id="r:1", type="member_of", subject="p:brigade", object="p:corps", claims=("c:1",)),
    ),
    events=(Event(id="e:1", type="attack", actors=("p:corps",), claims=("c:1", "c:2"), status="contested"),),
    agreements=(
        Agreement(
            id="a:first", name=Text(ar="الاتفاق الأول"), status="reached", claims=("c:1",),
            when=day("2018-07-05"),
            terms=(Term(id="t:1", what=Text(ar="تسليم السلاح"), claims=("c:1",)),),
            breaches=(Breach(by=("p:corps",), when=day("2021-06-25"), claims=("c:1",)),),
        ),
        Agreement(id="a:second", name=Text(ar="الثاني"), status="sought", claims=("c:1",),
                  follows="a:first", when=day("2021-07-26")),
    ),
    control=(Control(id="k:1", area="pl:town", holders=("p:brigade",), share=0.5, claims=("c:1",)),),
    decisions=(DECISION,),
    campaigns=(CAMPAIGN,),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "paper.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def first(name, /, **fields):
    """The clean case with the first record of a list changed."""
    head, *rest = getattr(CLEAN, name)
    return replace(CLEAN, **{name: (replace(head, **fields), *rest)})


def added(name, *records):
    return replace(CLEAN, **{name: (*getattr(CLEAN, name), *records)})


def aims(*items):
    return first("decisions", aims=items)


def statement(**fields):
    return first("decisions", statements=(replace(STATEMENTS[0], **fields), STATEMENTS[1]))


BAD = {
    "unknown-id": [
        first("parties", part_of="p:brigad"),
        first("claims", source="s:none"),
        first("claims", holders=(Holder(who="x:none"),)),
        first("claims", holders=(Holder(who="the author"),)),
        first("links", holder="p:none"),
        first("claims", when=When(text="بعد الزيارة", anchor="e:none")),
        first("agreements", guarantors=("p:none",)),
        first("agreements", terms=(Term(id="t:1", what=Text(ar="س"), sides=("p:none",)),)),
        first("parties", mentions=(Mention(source="s:none", start=0, end=1, quote="ق"),)),
        first("relations", superseded_by="r:none"),
        first("decisions", because=("c:none",)),
        first("campaigns", strong_force=replace(NUMBER, claims=("c:none",))),
    ],
    "wrong-kind-of-id": [
        first("areas", part_of="p:corps"),
        first("control", area="p:corps"),
        first("control", holders=("pl:town",)),
        first("events", actors=("c:1",)),
        first("relations", superseded_by="e:1"),
        first("claims", holders=(Holder(who="e:1"),)),
    ],
    "wrong-prefix": [added("parties", Party(id="x:group", name=Text(ar="مجموعة")))],
    "cycle": [
        first("parties", part_of="p:brigade"),
        first("areas", part_of="pl:town"),
        first("agreements", follows="a:second"),
        first("relations", superseded_by="r:1"),
        first("decisions", statements=(STATEMENTS[0], replace(STATEMENTS[1], over=("B1",)))),
    ],
    "crossed-dates": [
        first("claims", when=When(start=dt.date(2021, 7, 2), end=dt.date(2021, 7, 1))),
        first("relations", valid=When(start=dt.date(2021, 7, 2), end=dt.date(2021, 7, 1))),
    ],
    "crossed-range": [
        first("areas", population=Quantity(low=3, high=1)),
        first("areas", population=Quantity(low=1, high=3, mode=4)),
        first("claims", content=EventContent(type="casualty", low=5, high=2)),
    ],
    "out-of-order": [
        first("agreements", breaches=(Breach(by=("p:corps",), when=day("2018-07-01")),)),
        first("agreements", history=(StatusChange(status="reached", when=day("2018-07-05")),
                                     StatusChange(status="sought", when=day("2018-06-05")))),
        first("agreements", when=day("2022-01-01"), breaches=()),
    ],
    "retention-passed": [first("sources", retention=dt.date(2020, 1, 1))],
    "shares-over-one": [
        added("control", Control(id="k:2", area="pl:town", holders=("p:corps",), share=0.6, claims=("c:1",))),
    ],
    "no-words": [first("parties", name=Text()), replace(CLEAN, title=Text(en="  "))],
    "without-claim": [
        first("relations", claims=()),
        first("events", claims=()),
        first("agreements", claims=()),
        first("control", claims=()),
        statement(basis="text"),
        first("areas", population=replace(NUMBER, basis="text")),
    ],
    "not-a-fact": [
        first("relations", claims=("c:2",)),
        replace(first("claims", modality="accused"), links=()),
        replace(first("claims", modality="predicted"), links=()),
        replace(first("claims", polarity="neg"), links=()),
        replace(first("claims", decision="rejected"), agreements=(replace(
            CLEAN.agreements[0], claims=("c:2",)),)),
    ],
    "contradiction": [
        first("events", status="reported"),
        first("relations", claims=("c:1", "c:2")),
        first("control", claims=("c:1", "c:2")),
    ],
    "bad-hash": [first("sources", sha256="ABC")],
    "same-source": [
        replace(first("sources", sha256="a" * 64), sources=(
            replace(CLEAN.sources[0], sha256="a" * 64), Source(id="s:copy", sha256="a" * 64))),
    ],
    "outside-folder": [first("sources", text_file="../paper.txt"), first("sources", file="/etc/hosts"),
                       first("sources", file="a\0b")],
    "source-changed": [first("sources", file="reports/paper.txt", sha256="b" * 64)],
    "text-missing": [first("sources", text_file="reports/none.txt")],
    "text-changed": [first("sources", n_characters=3)],
    "crossed-span": [first("claims", start=9, end=3), first("claims", cue_start=9, cue_end=3)],
    "quote-length": [first("claims", quote=QUOTE + "ة")],
    "quote-differs": [first("claims", quote=QUOTE.replace("ق", "ف"))],
    "duplicate-name": [
        first("decisions", statements=(STATEMENTS[0], replace(STATEMENTS[1], id="B1", over=()))),
        first("campaigns", arms=CAMPAIGN.arms * 2),
    ],
    "unknown-name": [
        statement(decision_maker="besiger"),
        statement(over=("B9",)),
        first("decisions", outcomes=(Outcome(id="deal", title=Text(ar="ت"), on=("handover",)),)),
        first("decisions", decision_makers=(replace(DECISION.decision_makers[0], role="none"),)),
        first("decisions", perceptions=(
            Perceived(decision_maker="besieger", unseen_options=("hand",)),)),
        first("decisions", arcs=(Arc(decision_maker="besieger", source="s1", target="s2"),)),
        first("decisions", rankings=(Ranking(decision_maker="none", order=("assault",)),)),
        first("decisions", weights=(
            Weight(decision_maker="none", condition="assault", weight=1.0),)),
        first("decisions", utilities=(Utility(decision_maker="none", state="-", value=1.0),)),
        aims(Aim(id="a", decision_maker="none", wants="more", condition="assault")),
        aims(Aim(id="a", decision_maker="besieger", wants="more", condition="assault", over=("z",))),
        first("decisions", options=(*DECISION.options, Option(id="x", owner="none", title=Text(ar="س")))),
    ],
    "two-preferences": [
        first("decisions", weights=(
            Weight(decision_maker="besieger", condition="assault", weight=1.0),)),
        first("decisions", statements=(), weights=(
            Weight(decision_maker="besieger", condition="assault", weight=1.0),), utilities=(
            Utility(decision_maker="besieger", state="-", value=1.0),)),
    ],
    "bad-aim": [
        aims(Aim(id="a", decision_maker="besieger", wants="more")),
        aims(Aim(id="a", decision_maker="besieger", wants="more", outcome="x", condition="assault")),
        aims(Aim(id="a", decision_maker="besieger", wants="more", condition="assault", full=0.0)),
        aims(Aim(id="a", decision_maker="besieger", wants="more", condition="assault",
                 weight=Quantity(low=-1.0, high=1.0))),
        aims(Aim(id="a", decision_maker="besieger", wants="more", condition="assault"),
             Aim(id="b", decision_maker="besieger", wants="more", condition="assault", over=("a",),
                 weight=Quantity(low=0.0, high=1.0))),
    ],
    "empty-choice": [statement(choice="threat", belief=0.0)],
    "bad-condition": [
        statement(condition="hand_over and"),
        statement(condition="handover"),
        first("decisions", infeasible=("assault @ 2",)),
        first("decisions", barred=(Barred(decision_maker="besieger", source="1", target="3"),)),
        first("decisions", perceptions=(Perceived(decision_maker="besieger", impossible=("x",)),)),
        first("decisions", weights=(
            Weight(decision_maker="besieger", condition="handover", weight=1.0),)),
    ],
    "infeasible-outcome": [
        first("decisions", outcomes=(
            Outcome(id="both", title=Text(ar="كلاهما"), on=("assault", "hand_over")),)),
    ],
    "bad-patch": [
        first("campaigns", arms=(replace(CAMPAIGN.arms[0], ops=(
            PatchOp(op="set", path="campaigns/g:south/policy/asault", value="stop"),)),)),
    ],
}  # fmt: skip


def codes(case, folder):
    return {f.code for f in check_case(case, folder=folder, today=dt.date(2026, 1, 1))}


def test_the_clean_case_is_clean(folder):
    assert check_case(CLEAN, folder=folder, today=dt.date(2026, 1, 1)) == ()


@pytest.mark.parametrize(
    ("code", "case"), [(code, case) for code, bad in BAD.items() for case in bad]
)
def test_each_code_is_found(code, case, folder):
    assert code in codes(case, folder)


def test_every_reference_field_of_the_clean_case_is_checked():
    """Take any record away: what refers to it must be found."""
    for name in ("sources", "parties", "areas", "claims", "agreements"):
        for record in getattr(CLEAN, name):
            rest = tuple(r for r in getattr(CLEAN, name) if r is not record)
            text = repr(replace(CLEAN, **{name: rest}))
            found = codes(replace(CLEAN, **{name: rest}), None)
            assert ("unknown-id" in found) == (f"'{record.id}'" in text), record.id


def test_what_the_faults_say():
    fault = check_case(first("parties", part_of="p:brigad"))[0]
    assert str(fault) == (
        "parties[0].part_of: p:corps: nothing has the id p:brigad [unknown-id]\n"
        "    did you mean p:brigade?"
    )
    fault = check_case(statement(condition="hand_over and"))[0]
    assert "at character 14 of «hand_over and»" in fault.message
    fault = next(f for f in check_case(first("parties", part_of="p:brigade")) if f.code == "cycle")
    assert "p:corps → p:brigade → p:corps" in fault.message


def test_rejected_claims_do_not_count(folder):
    rejected = replace(CLEAN.claims[1], decision="rejected")
    case = replace(
        CLEAN,
        claims=(CLEAN.claims[0], rejected, CLEAN.claims[2]),
        events=(replace(CLEAN.events[0], status="reported"),),
    )
    assert check_case(case, folder=folder) == ()


def test_shares_at_different_times_do_not_add_up(folder):
    later = When(start=dt.date(2021, 9, 9))
    earlier = When(end=dt.date(2021, 9, 8))
    controls = tuple(
        Control(
            id=f"k:{i}",
            area="pl:town",
            holders=("p:corps",),
            share=0.7,
            claims=("c:1",),
            valid=when,
        )
        for i, when in enumerate((earlier, later))
    )
    assert "shares-over-one" not in codes(replace(CLEAN, control=controls), folder)
    overlapping = (controls[0], replace(controls[1], valid=When(start=dt.date(2021, 9, 8))))
    assert "shares-over-one" in codes(replace(CLEAN, control=overlapping), folder)


def test_undated_shares_add_up_among_themselves_only(folder):
    dated = Control(
        id="k:1", area="pl:town", holders=("p:corps",), share=0.7, claims=("c:1",),
        valid=When(start=dt.date(2021, 9, 9)),
    )  # fmt: skip
    undated = replace(dated, id="k:2", valid=None)
    another = replace(undated, id="k:3")
    assert "shares-over-one" not in codes(replace(CLEAN, control=(dated, undated)), folder)
    assert "shares-over-one" in codes(replace(CLEAN, control=(dated, undated, another)), folder)


def test_the_original_file_with_its_hash_is_fine(folder):
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    case = first("sources", file="reports/paper.txt", sha256=digest, n_characters=len(TEXT))
    assert check_case(case, folder=folder) == ()


def test_a_file_is_checked_with_lines(folder):
    save_case(first("relations", object="p:corp"), folder)
    report = check_file(folder)
    assert report.exit_code == 1
    assert report.case is not None
    (fault,) = report.faults
    text = (folder / "case.yaml").read_text(encoding="utf-8").splitlines()
    assert text[fault.where.line - 1].strip() == "object: p:corp"
    assert fault.advice == "did you mean p:corps?"
    save_case(CLEAN, folder)
    assert check_file(folder).exit_code == 0


def test_a_file_that_is_no_case_gives_its_faults(tmp_path):
    (tmp_path / "case.yaml").write_text("id: a\ntitel: b\n", encoding="utf-8")
    report = check_file(tmp_path)
    assert (report.case, report.exit_code) == (None, 2)
    assert {fault.code for fault in report.faults} == {"missing-field", "unknown-field"}
    with pytest.raises(UnreadableError):
        check_file(tmp_path / "none.yaml")


def test_findings_are_in_the_order_of_the_document(folder):
    case = replace(first("relations", object="p:corp"), parties=(
        replace(CLEAN.parties[0], part_of="p:none"), CLEAN.parties[1]))  # fmt: skip
    save_case(case, folder)
    lines = [fault.where.line for fault in check_file(folder).faults]
    assert lines == sorted(lines)
    assert len(lines) == 2


def test_every_list_has_a_prefix():
    assert set(PREFIXES) == set(LISTS)
    assert len(set(PREFIXES.values())) == len(LISTS)


def test_circles_are_found_in_long_chains():
    steps = {str(i): [str(i + 1)] for i in range(50_000)}
    assert walks_in_circles(steps) == []
    steps["49999"] = ["10"]
    assert len(walks_in_circles(steps)[0]) == 49_990

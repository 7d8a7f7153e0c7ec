"""Decisions supersede: the draft stays as it was, and everything follows the decision."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.case import check_case, load_case, save_case
from sulh.case.model import (
    Case,
    Claim,
    Control,
    ControlContent,
    Decision,
    DecisionMaker,
    Event,
    EventContent,
    Holder,
    Link,
    Option,
    Party,
    Relation,
    RelationContent,
    Source,
    Statement,
    Text,
)
from sulh.errors import PatchError
from sulh.frame.facts import standing_claims
from sulh.read import neutral
from sulh.review import VERDICTS, decide, review_queue
from sulh.settlement.result import Drivers, Share, StatementDriver

WORDS = "اتهمت الحكومة الحركة بالانتماء إلى التنظيم، ونفت الحركة ذلك. وسيطر الجيش على البلدة."


def claim(number, words, content, **more):
    start = WORDS.index(words)
    return Claim(
        id=f"c:r-{number:03d}", source="s:r", start=start, end=start + len(words), quote=words,
        content=content, confidence=0.5, **more,
    )  # fmt: skip


MEMBER = RelationContent(type="member_of", subject="p:h", object="p:t")
CASE = Case(
    id="t",
    title=Text(ar="قضية"),
    sources=(Source(id="s:r", file="r.txt", sha256="0" * 64, n_characters=len(WORDS)),),
    parties=tuple(Party(id=f"p:{k}", name=Text(ar=k)) for k in ("g", "h", "t", "j")),
    areas=(),
    claims=(
        claim(1, "بالانتماء إلى التنظيم", MEMBER, modality="accused", holders=(Holder(), Holder(who="p:g"))),
        claim(2, "نفت الحركة ذلك", MEMBER, modality="denied", polarity="neg", holders=(Holder(), Holder(who="p:h"))),
        claim(3, "اتهمت الحكومة", EventContent(type="accuse", actors=("p:g",), targets=("p:h",), object="c:r-001")),
        claim(4, "وسيطر الجيش", EventContent(type="attack", actors=("p:j",), low=3, high=3)),
        claim(5, "البلدة", EventContent(type="attack", actors=("p:j",), low=9, high=9)),
    ),
    links=(Link(id="l:1", type="denies", source_claim="c:r-002", target_claim="c:r-001"),),
    relations=(Relation(id="r:1", type="member_of", subject="p:h", object="p:t", claims=("c:r-001", "c:r-002"), status="contested"),),
    events=(
        Event(id="e:1", type="accuse", actors=("p:g",), targets=("p:h",), claims=("c:r-003",)),
        Event(id="e:2", type="attack", actors=("p:j",), claims=("c:r-004", "c:r-005")),
    ),
    decisions=(
        Decision(
            id="d:1", title=Text(en="x"),
            decision_makers=(DecisionMaker(id="g", title=Text(en="g")),),
            options=(Option(id="o", owner="g", title=Text(en="o")),),
            statements=(
                Statement(id="st", decision_maker="g", condition="o", claims=("c:r-004",)),
                Statement(id="st2", decision_maker="g", condition="not o", claims=("c:r-003", "c:r-005")),
                Statement(id="st3", decision_maker="g", condition="o", claims=("c:r-003",)),
            ),
        ),
    ),
)  # fmt: skip


def by_id(case):
    return {c.id: c for c in case.claims}


@pytest.mark.parametrize(
    ("verdict", "decision"),
    [("accept", "accepted"), ("reject", "rejected"), ("note", "drafted")],
)
def test_a_decision_is_a_new_record(verdict, decision):
    before = copy.deepcopy(CASE)
    case = decide(CASE, "c:r-004", verdict, reviewer="leila", note="seen")
    assert before == CASE
    old, new = by_id(case)["c:r-004"], by_id(case)["c:r-004.r1"]
    assert old.superseded_by == new.id
    assert (old.decision, old.note, old.reviewer) == ("drafted", "", "")
    assert (new.decision, new.note, new.reviewer) == (decision, "seen", "leila")
    assert (new.content, new.quote, new.modality) == (old.content, old.quote, old.modality)
    assert case.claims[-1] == new


def test_references_follow():
    case = decide(CASE, "c:r-001", "accept")
    assert by_id(case)["c:r-003"].content.object == "c:r-001.r1"
    assert case.links[0].target_claim == "c:r-001.r1"
    assert case.relations[0].claims == ("c:r-001.r1", "c:r-002")
    assert case.relations[0].status == "contested"
    case = decide(case, "c:r-004", "accept")
    assert case.decisions[0].statements[0].claims == ("c:r-004.r1",)


def test_a_rejected_denial_no_longer_contests():
    case = decide(CASE, "c:r-002", "reject")
    assert case.relations[0].status == "not_factual"  # an accusation alone is no fact
    assert "c:r-001" in {c.id for c in standing_claims(case)}
    assert "c:r-001" not in {c.id for c in standing_claims(CASE)}


def test_a_correction_moves_the_claim_to_the_record_it_fits():
    case = decide(CASE, "c:r-004", "correct", changes={"type": "destroy", "actors": ["p:g"]})
    old, new = case.events[1], case.events[-1]
    assert (old.claims, new.claims) == (("c:r-005",), ("c:r-004.r1",))
    assert (new.type, new.actors, new.status) == ("destroy", ("p:g",), "reported")
    back = decide(case, "c:r-001", "correct", changes={"object": "p:j"})
    assert back.relations[0].claims == ("c:r-002",)
    assert (back.relations[1].object, back.relations[1].status) == ("p:j", "not_factual")


def test_a_corrected_actor_is_the_events_actor():
    case = decide(CASE, "c:r-003", "correct", changes={"actors": ("p:j",)})
    assert case.events[0].actors == ("p:j",)
    assert case.events[0].claims == ("c:r-003.r1",)


def test_a_corrected_force_changes_the_status():
    case = decide(CASE, "c:r-003", "correct", changes={"modality": "denied", "polarity": "neg"})
    assert case.events[0].status == "not_factual"


def test_a_control_claim_finds_its_record():
    content = ControlContent(area="pl:x", holders=("p:g",))
    case = Case(
        id="t", title=Text(ar="ق"), sources=CASE.sources, parties=CASE.parties,
        claims=(claim(1, "وسيطر الجيش", content),),
        control=(Control(id="k:1", area="pl:x", holders=("p:g",), claims=("c:r-001",)),
                 Control(id="k:2", area="pl:x", holders=("p:j",))),
    )  # fmt: skip
    case = decide(case, "c:r-001", "correct", changes={"holders": ["p:j"]})
    assert [k.claims for k in case.control] == [(), ("c:r-001.r1",)]
    assert [k.status for k in case.control] == ["not_factual", "reported"]


def test_a_second_decision_supersedes_the_first():
    case = decide(decide(CASE, "c:r-004", "note", note="a"), "c:r-004.r1", "reject", note="b")
    found = by_id(case)
    assert found["c:r-004"].superseded_by == "c:r-004.r1"
    assert found["c:r-004.r1"].superseded_by == "c:r-004.r2"
    assert found["c:r-004.r2"].note == "a\nb"
    with pytest.raises(PatchError, match="superseded"):
        decide(case, "c:r-004", "accept")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"modality": "deneid"}, "did you mean denied"),
        ({"modalty": "denied"}, "did you mean modality"),
        ({"actors": ["p:jj"]}, "did you mean p:j"),
        ({"holder": "p:zz"}, "no record 'p:zz'"),
        ({"low": "many"}, "low"),
        ({}, "without a change"),
    ],
)
def test_what_does_not_fit_is_refused(changes, says):
    with pytest.raises(PatchError, match=says):
        decide(CASE, "c:r-004", "correct", changes=changes)
    with pytest.raises(PatchError, match="no such claim"):
        decide(CASE, "c:r-999", "accept")


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(VERDICTS)), max_size=8))
def test_no_decision_loses_a_record_or_leaves_a_loose_end(steps):
    case = CASE
    for number, verdict in steps:
        current = f"c:r-{number:03d}"
        while (after := by_id(case)[current].superseded_by) is not None:
            current = after
        changes = {"modality": "possible"} if verdict == "correct" else None
        case = decide(case, current, verdict, changes=changes)
        assert len(case.claims) == len(by_id(case))
    assert len(case.claims) == len(CASE.claims) + len(steps)
    assert not [
        f for f in check_case(case) if f.code in ("unknown-id", "cycle", "wrong-kind-of-id")
    ]
    for record in (*case.relations, *case.events):
        assert not [i for i in record.claims if by_id(case)[i].superseded_by]


def test_the_case_is_saved_and_read_again(tmp_path):
    save_case(CASE, tmp_path)
    case = decide(load_case(tmp_path), "c:r-004", "accept", reviewer="leila")
    save_case(case, tmp_path)
    assert load_case(tmp_path) == case
    claims = neutral(case)[0]["claims"]
    assert len(claims) == len(CASE.claims)


# ---- the queue -------------------------------------------------------------------------------


def share(p):
    return Share(p=p, se=0.0, n=1, exact=True, measure="StatementOrder")


def driver(statement, value):
    return StatementDriver(
        statement=statement, decision_maker="g", why=None, belief=0.5, if_true=share(1),
        if_false=share(0), if_first=share(1), if_last=share(0), value=value,
    )  # fmt: skip


def test_what_moves_the_answer_comes_first_then_what_more_rests_on():
    plain = [matter.claim for matter in review_queue(CASE)]
    assert plain[0] == "c:r-003"  # two statements rest on it
    assert set(plain[1:3]) == {"c:r-004", "c:r-005"}
    drivers = Drivers(
        decision="d:1", outcome="o", base=share(0.5), statements=(driver("st", 0.3),), seed=0
    )
    first = review_queue(CASE, (drivers,))[0]
    assert (first.claim, first.moves, first.rests) == ("c:r-004", 0.3, ("d:1/st",))


def test_conflicts_are_named_and_come_before_the_rest():
    queue = {matter.claim: matter for matter in review_queue(CASE)}
    assert set(queue["c:r-001"].conflicts) == {"c:r-002", "r:1"}
    assert queue["c:r-004"].conflicts == ("c:r-005",)
    rejected = {m.claim: m for m in review_queue(decide(CASE, "c:r-002", "reject"))}
    assert rejected["c:r-001"].conflicts == ()


def test_decided_claims_leave_the_queue_and_noted_ones_stay():
    case = decide(decide(CASE, "c:r-001", "accept"), "c:r-002", "note", note="?")
    found = {matter.claim for matter in review_queue(case)}
    assert found == {"c:r-002.r1", "c:r-003", "c:r-004", "c:r-005"}

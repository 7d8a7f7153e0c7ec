"""Patches: paths by ids, clear refusals, the way back, leaving a source out."""

from dataclasses import replace

import pytest
from case_strategies import cases
from hypothesis import HealthCheck, given, settings
from test_case_check import CLEAN, STATEMENTS

from sulh.case import (
    Case,
    Patch,
    PatchOp,
    Text,
    apply_patch,
    check_case,
    compose,
    diff_cases,
    patch_between,
    value_at,
    what_if,
    without_source,
)
from sulh.case.model import Claim, Event, Party, Source, Statement, When
from sulh.errors import PatchError

TITLE = Text(ar="تغيير", en="change")
RANDOM = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example,
    ],
)  # fmt: skip


def patch(*ops):
    return Patch(
        id="test", title=TITLE, ops=tuple(PatchOp(op=o, path=p, value=v) for o, p, v in ops)
    )


@pytest.mark.parametrize(
    ("op", "path", "value", "then"),
    [
        ("set", "campaigns/g:south/policy/guarantor", True, True),
        ("set", "campaigns/g:south/policy/guarantor", "true", True),
        ("set", "decisions/d:siege/statements/B1/belief", 0.25, 0.25),
        ("set", "decisions/d:siege/statements/0/belief", "0.5", 0.5),
        ("set", "claims/c:1/content/type", "siege", PatchError),
        ("set", "claims/c:1/content/type", "fight", "fight"),
        ("set", "title", "حوران", Text(ar="حوران")),
        ("set", "sources/s:paper/retention", "2030-01-01", None),
        ("set", "events/e:1/claims", ("c:1",), ("c:1",)),
        ("set", "events/e:1/claims", ["c:1"], ("c:1",)),
        ("set", "campaigns/g:south/fronts/pl:town/besieged", True, True),
        ("set", "events/e:1/claims/c:2", "c:3", PatchError),  # reading back c:2 fails: it is gone
    ],
)
def test_set(op, path, value, then):
    try:
        changed = apply_patch(CLEAN, patch((op, path, value)))
        found = value_at(changed, path)
    except PatchError:
        assert then is PatchError
        return
    assert found == then or then is None
    assert len(diff_cases(CLEAN, changed)) == 1
    assert apply_patch(CLEAN, Patch(id="none", title=TITLE)) == CLEAN


def test_add_appends_and_remove_takes_out():
    changed = apply_patch(CLEAN, patch(("add", "parties", {"id": "p:new", "name": "جديد"})))
    assert changed.parties == (*CLEAN.parties, Party(id="p:new", name=Text(ar="جديد")))
    changed = apply_patch(CLEAN, patch(("add", "agreements/a:first/guarantors", "p:corps")))
    assert changed.agreements[0].guarantors == ("p:corps",)
    back = apply_patch(changed, patch(("remove", "agreements/a:first/guarantors/p:corps", None)))
    assert back == CLEAN
    changed = apply_patch(CLEAN, patch(("remove", "claims/c:1", None)))
    assert [claim.id for claim in changed.claims] == ["c:2", "c:3"]
    changed = apply_patch(CLEAN, patch(("remove", "parties/p:brigade/part_of", None)))
    assert changed.parties[1].part_of is None


def test_records_are_values_too():
    statement = Statement(id="B3", decision_maker="besieger", condition="assault")
    changed = apply_patch(CLEAN, patch(("add", "decisions/d:siege/statements", statement)))
    assert changed.decisions[0].statements == (*STATEMENTS, statement)
    wrong = replace(statement, belief=7.0)
    with pytest.raises(PatchError, match="less than or equal to 1"):
        apply_patch(CLEAN, patch(("add", "decisions/d:siege/statements", wrong)))


@pytest.mark.parametrize(
    ("op", "path", "value", "says"),
    [
        ("set", "campains/g:south", 1, "did you mean campaigns?"),
        ("set", "campaigns/g:sout/policy", 1, "did you mean g:south?"),
        ("set", "campaigns/g:south/policy/guarantr", True, "did you mean guarantor?"),
        ("set", "campaigns/g:south/policy/assault", "stopp", "did you mean stop?"),
        ("set", "campaigns/g:south/horizon_weeks", 0, "greater than or equal to 1"),
        ("set", "campaigns/g:south/horizon_weeks", "many", "expected a whole number"),
        ("set", "title/ar/x", 1, "leads nowhere"),
        ("set", "", 1, "Case has no field"),
        ("set", "parties/9", 1, "there is no 9"),
        ("set", "parties/p:corps/id", "p:other", "cannot be changed"),
        ("set", "parties/p:corps", {"id": "p:other", "name": "x"}, "keep the id"),
        ("add", "parties", {"id": "p:corps", "name": "x"}, "used twice"),
        ("add", "parties", {"id": "p:x"}, "name is missing"),
        ("add", "parties/p:corps", {}, "leave out /p:corps"),
        ("add", "title", "x", "is no list"),
        ("remove", "title", None, "cannot be removed"),
        ("remove", "claims/c:9", None, "there is no c:9"),
        ("set", "sources/s:paper/retention", 5, "expected a date"),
    ],
)
def test_what_does_not_fit_is_refused(op, path, value, says):
    with pytest.raises(PatchError) as caught:
        apply_patch(CLEAN, patch((op, path, value)))
    assert says in str(caught.value)


def test_patches_compose():
    one = patch(("set", "campaigns/g:south/policy/assault", "stop"))
    two = patch(("set", "campaigns/g:south/policy/monitored", True))
    both = apply_patch(CLEAN, compose([one, two], id="both", title=TITLE))
    assert both == apply_patch(apply_patch(CLEAN, one), two)


@RANDOM
@given(first=cases, second=cases)
def test_the_patch_between_two_cases_makes_one_into_the_other(first, second):
    second = replace(second, id=first.id)
    there = patch_between(first, second, id="there", title=TITLE)
    assert apply_patch(first, there) == second
    back = patch_between(second, first, id="back", title=TITLE)
    assert apply_patch(apply_patch(first, there), back) == first
    assert (diff_cases(first, second) == ()) == (first == second)


def test_what_if_a_statement_is_known():
    threat = Statement(
        id="T1", decision_maker="besieger", condition="assault", belief=0.5, choice="t"
    )
    empty = replace(threat, id="T2", condition="not assault")
    other = replace(threat, id="T3", decision_maker="guarantor")
    decision = replace(CLEAN.decisions[0], statements=(threat, empty, other))
    case = replace(CLEAN, decisions=(decision,))
    known = apply_patch(case, what_if(case, "d:siege", "T1", known=True))
    assert [s.belief for s in known.decisions[0].statements] == [1.0, 0.0, 0.5]
    denied = apply_patch(case, what_if(case, "d:siege", "T1", known=False))
    assert [s.belief for s in denied.decisions[0].statements] == [0.0, 0.5, 0.5]
    with pytest.raises(PatchError, match="did you mean T1"):
        what_if(case, "d:siege", "T11", known=True)


# ---- leave one source out --------------------------------------------------------------------


def from_both():
    """The clean case with a second source that says some of it, too."""
    agency = Source(id="s:agency", publisher="وكالة")
    again = replace(CLEAN.claims[0], id="c:4", source="s:agency")
    event = replace(CLEAN.events[0], claims=("c:1", "c:4"), n_publishers=2, status="reported")
    own = Event(id="e:2", type="fight", claims=("c:4",), when=When(text="بعده", anchor="c:4"))
    return replace(
        CLEAN,
        sources=(*CLEAN.sources, agency),
        claims=(*CLEAN.claims, again),
        events=(event, own),
        links=(replace(CLEAN.links[0], id="l:2", source_claim="c:2", target_claim="c:4"),),
    )


def test_without_a_source_only_what_rests_on_it_falls():
    case = from_both()
    left = apply_patch(case, without_source(case, "s:agency"))
    assert left.claims == CLEAN.claims
    assert left.events == (replace(case.events[0], claims=("c:1",), n_publishers=1),)
    assert left.links == ()
    assert left.agreements == CLEAN.agreements
    assert left.sources == case.sources
    assert check_case(left) == ()


def test_without_the_main_source_the_rest_stands_on_the_other():
    case = from_both()
    left = apply_patch(case, without_source(case, "s:paper"))
    assert [claim.id for claim in left.claims] == ["c:4"]
    assert [event.id for event in left.events] == ["e:1", "e:2"]
    assert (left.relations, left.agreements, left.control, left.links) == ((), (), (), ())
    assert left.decisions[0].roles[0].parties == ()
    assert check_case(left) == ()


def test_without_its_assertion_a_report_is_contested():
    accused = Claim(**{**vars(from_both().claims[3]), "modality": "accused"})
    case = from_both()
    case = replace(case, claims=(*case.claims[:3], accused), events=case.events[:1])
    left = apply_patch(case, without_source(case, "s:paper"))
    assert left.events[0].status == "contested"


def test_without_a_source_that_is_not_there():
    with pytest.raises(PatchError, match="did you mean s:paper"):
        without_source(CLEAN, "s:papr")


@RANDOM
@given(case=cases)
def test_leaving_any_source_out_works_and_leaves_none_of_its_claims(case):
    for source in case.sources:
        left = apply_patch(case, without_source(case, source.id))
        assert source.id not in {claim.source for claim in left.claims}
        assert isinstance(left, Case)

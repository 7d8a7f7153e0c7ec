"""Merging two drafts: the same is joined, the rest renamed, nothing dropped."""

from dataclasses import replace

from case_strategies import cases
from hypothesis import HealthCheck, given, settings
from test_case_check import CLEAN

from sulh.case import Case, Text, check_case, merge_cases
from sulh.case.model import Claim, Event, Mention, Party, Source, StateContent
from sulh.case.shape import LISTS

RANDOM = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example,
    ],
)  # fmt: skip


def draft(**fields):
    return Case(id="draft", title=Text(ar="مسودة"), **fields)


def claim(claim_id, source, quote="هدوء", **fields):
    content = StateContent(what=Text(ar=quote))
    return Claim(
        id=claim_id, source=source, start=0, end=len(quote), quote=quote, content=content, **fields
    )


def test_a_case_merged_with_itself_is_itself():
    merged = merge_cases(CLEAN, CLEAN)
    assert merged.case == CLEAN
    assert merged.faults == ()


def test_one_document_read_twice_is_one_source():
    digest = "a" * 64
    first = draft(sources=(Source(id="s:1", sha256=digest),), claims=(claim("c:1", "s:1"),))
    second = draft(
        sources=(Source(id="s:other", sha256=digest, publisher="صحيفة"),),
        claims=(claim("c:7", "s:other"), claim("c:8", "s:other", "قصف")),
    )
    merged = merge_cases(first, second)
    assert merged.case.sources == (Source(id="s:1", sha256=digest, publisher="صحيفة"),)
    assert [(c.id, c.source) for c in merged.case.claims] == [("c:1", "s:1"), ("c:8", "s:1")]
    assert merged.faults == ()


def test_numbers_of_two_drafts_that_collide_are_told_apart():
    first = draft(
        sources=(Source(id="s:1"),),
        claims=(claim("c:1", "s:1"),),
        events=(Event(id="e:1", type="attack", claims=("c:1",)),),
    )
    second = draft(
        sources=(Source(id="s:2"),),
        claims=(claim("c:1", "s:2", "قصف"),),
        events=(Event(id="e:1", type="fight", claims=("c:1",)),),
    )
    merged = merge_cases(first, second)
    assert [c.id for c in merged.case.claims] == ["c:1", "c:1-2"]
    assert [(e.id, e.claims) for e in merged.case.events] == [
        ("e:1", ("c:1",)),
        ("e:1-2", ("c:1-2",)),
    ]
    assert [f.code for f in merged.faults] == ["renamed-id", "renamed-id"]
    assert not {"unknown-id", "duplicate-id"} & {f.code for f in check_case(merged.case)}


def test_two_documents_under_one_id_are_two_sources():
    first = draft(sources=(Source(id="s:1", sha256="a" * 64),))
    second = draft(sources=(Source(id="s:1", sha256="b" * 64),), claims=(claim("c:1", "s:1"),))
    merged = merge_cases(first, second)
    assert [s.id for s in merged.case.sources] == ["s:1", "s:1-2"]
    assert merged.case.claims[0].source == "s:1-2"


def test_entities_of_one_id_are_joined_and_conflicts_reported():
    here = Mention(source="s:1", start=0, end=4, quote="لواء")
    there = replace(here, start=9, end=13)
    first = draft(
        parties=(Party(id="p:a", name=Text(ar="اللواء"), kind="armed_group", mentions=(here,)),)
    )
    second = draft(
        parties=(
            Party(id="p:a", name=Text(ar="اللواء الثامن", en="Eighth"), kind="armed_force",
                  aliases=("لواء العودة",), mentions=(here, there)),
        )
    )  # fmt: skip
    merged = merge_cases(first, second)
    (party,) = merged.case.parties
    assert party.name == Text(ar="اللواء", en="Eighth")
    assert party.kind == "armed_group"
    assert party.aliases == ("لواء العودة", "اللواء الثامن")
    assert party.mentions == (here, there)
    assert sorted(f.where.field for f in merged.faults) == ["parties/p:a/kind", "parties/p:a/name"]
    assert all("second" in fault.message for fault in merged.faults)


def test_same_as_joins_from_either_side():
    a = Party(id="p:a", name=Text(ar="ألف"))
    b = Party(id="p:b", name=Text(ar="ألف"), same_as=("p:a",))
    event = Event(id="e:1", type="fight", actors=("p:b",))
    merged = merge_cases(draft(parties=(a,)), draft(parties=(b,), events=(event,)))
    assert [party.id for party in merged.case.parties] == ["p:a"]
    assert merged.case.events[0].actors == ("p:a",)
    merged = merge_cases(draft(parties=(b,)), draft(parties=(a,)))
    assert [party.id for party in merged.case.parties] == ["p:b"]


def test_terms_that_differ_are_reported():
    agreement = CLEAN.agreements[0]
    term = replace(agreement.terms[0], direction="gives")
    other = replace(CLEAN, agreements=(replace(agreement, terms=(term,)), CLEAN.agreements[1]))
    merged = merge_cases(CLEAN, other)
    assert merged.case == CLEAN
    assert [(f.code, f.where.field) for f in merged.faults] == [
        ("merge-conflict", "agreements/a:first/terms/t:1")
    ]


@RANDOM
@given(first=cases, second=cases)
def test_nothing_is_dropped(first, second):
    merged = merge_cases(first, second).case
    for name in LISTS:
        ids = [record.id for record in getattr(merged, name)]
        assert len(ids) == len(set(ids))
        assert ids[: len(getattr(first, name))] == [r.id for r in getattr(first, name)]
        assert len(ids) >= len(getattr(second, name))
    quotes = {c.quote for c in merged.claims}
    assert quotes == {c.quote for case in (first, second) for c in case.claims}
    assert merge_cases(first, second) == merge_cases(first, second)

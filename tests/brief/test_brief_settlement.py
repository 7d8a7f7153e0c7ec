"""Why not settle early, rival accounts of a breach, and who would leave and how, on the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import sulh as sulh_package
from sulh.brief import reason_trees, render_brief
from sulh.case import load_case
from sulh.case.model import Link
from sulh.settlement import settle
from sulh.settlement.early import with_early
from sulh.settlement.explaining import explained
from sulh.words import without_bidi
from sulh.words.lint import lint_page

CASE = load_case(Path(sulh_package.__file__).parent / "examples" / "daraa" / "case.yaml")
SIEGES = [d.id for d in CASE.decisions if d.id.startswith("d:siege")]


@pytest.fixture(scope="module")
def answer():
    found = settle(CASE, decisions=SIEGES, n=500, runs=0, levers=True)
    return with_early(CASE, explained(CASE, found))


@pytest.fixture(scope="module")
def page(answer):
    return HTMLParser(render_brief(CASE, answer))


def said(page: HTMLParser, selector: str) -> str:
    return " ".join(page.css_first(selector).text().replace("\u00a0", " ").split())


def test_the_page_is_clean(answer):
    assert lint_page(render_brief(CASE, answer)) == ()


def test_two_accounts_of_one_breach_stand_side_by_side(page):
    for language, blamed in (("ar", "من يُنسب إليه النقض"), ("en", "Said to have broken it")):
        (told,) = page.css(f"#{language}-contested .accounts")
        first, second = (c for c in told.css("div > div") if c.parent == told)
        assert blamed in first.css_first("h4").text()
        assert "c:d10" in {f.attributes["data-claim"] for f in first.css("figure")}
        assert {f.attributes["data-claim"] for f in second.css("figure")} == {"c:f04", "c:f05b"}
        assert [f.attributes["data-modality"] for f in second.css("figure")] == [
            "asserted", "denied"
        ]  # fmt: skip
        assert all(f.css_first("mark").text() for f in told.css("figure"))


def test_a_claim_set_out_in_an_account_is_not_set_out_again(page):
    shown = [f.attributes["data-claim"] for f in page.css("#en-contested figure")]
    assert len(shown) == len(set(shown))
    assert "c:d13" in shown


def test_one_account_by_two_holders_is_set_side_by_side_too(answer):
    first = next(a for a in CASE.agreements if a.id == "a:first-2021")
    one = replace(first, breaches=first.breaches[:1])
    agreements = tuple(one if a.id == one.id else a for a in CASE.agreements)
    claims = tuple(c for c in CASE.claims if c.id not in {"c:f04", "c:f05b"})
    links = tuple(
        x for x in CASE.links if not {x.source_claim, x.target_claim} & {"c:f04", "c:f05b"}
    )
    events = tuple(e for e in CASE.events if not {"c:f04", "c:f05b"} & set(e.claims))
    less = replace(CASE, agreements=agreements, claims=claims, links=links, events=events)
    told = HTMLParser(render_brief(less, answer)).css_first("#en-contested .accounts")
    columns = [c for c in told.css("div > div") if c.parent == told]
    assert [{f.attributes["data-claim"] for f in c.css("figure")} for c in columns] == [
        {"c:d10", "c:d10c"}, {"c:f03"}
    ]  # fmt: skip


def test_a_single_account_is_no_rivalry(answer):
    less = replace(CASE, agreements=tuple(replace(a, breaches=()) for a in CASE.agreements),
                   claims=tuple(c for c in CASE.claims if c.id not in {"c:f04", "c:f05b", "c:f03"}),
                   links=tuple(x for x in CASE.links if isinstance(x, Link)
                               and not {x.source_claim, x.target_claim} & {"c:f04", "c:f05b", "c:f03"}),
                   events=())  # fmt: skip
    assert not HTMLParser(render_brief(less, answer)).css(".accounts")


def test_why_not_early_names_the_breach_without_sanction_only_where_it_is_the_reason(page):
    first, second = (" ".join(e.text().split()) for e in page.css("#en-why .early"))
    assert "a breach without sanction" in first
    assert "a breach without sanction" not in second
    assert "though in the usual order that meets an answer" in second
    first, second = (" ".join(e.text().split()) for e in page.css("#ar-why .early"))
    assert "نقضٌ بلا عقوبة" in first
    assert "نقضٌ بلا عقوبة" not in second


def test_each_party_has_its_condition_and_its_quotes(page):
    told = page.css("#ar-why .early")[1]
    parties = [" ".join(li.text().split()) for li in told.css("ul.parties > li")]
    assert len(parties) == 3
    assert "ولا عبارة منسوبة إلى هذا الطرف تعارضها" in parties[0]
    assert "والشرط أن تُقدَّم" in parties[1]
    assert told.css("ul.parties q")


def test_the_same_is_told_on_a_terminal(answer):
    trees = reason_trees(CASE, answer, "ar")
    early = [tree for tree in trees if tree.kind == "early"]
    assert len(early) == len(SIEGES)
    kinds = {node.kind for tree in early for node in tree.below}
    assert kinds == {"verdict", "step", "statement"}
    quotes = [
        q for t in early for s in t.below for c in s.below for q in c.below if q.kind == "quote"
    ]
    assert quotes
    assert all(without_bidi(q.text).startswith("«") for q in quotes)


def test_who_would_leave_and_what_for(page):
    notes = said(page, "#en-settlement ul.notes")
    assert "would move to" in notes
    assert "to satisfy “" in notes

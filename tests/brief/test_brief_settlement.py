"""Why not settle early, rival accounts of a breach, and who would leave and how, on the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import sulh as sulh_package
from sulh.brief import answer_tables, reason_trees, render_brief
from sulh.case import load_case
from sulh.case.model import Link
from sulh.settlement import settle
from sulh.settlement.early import with_early
from sulh.settlement.explaining import explained
from sulh.settlement.result import (
    Band,
    Holds,
    Line,
    OutcomeSummary,
    Share,
    SourceDriver,
    SourceDrivers,
)
from sulh.settlement.result_bridge import (
    Acceptance,
    BridgeResult,
    BridgeVerdict,
    Disagreement,
    EarlyDeals,
    NotBridged,
    PlayedState,
)
from sulh.settlement.result_robust import (
    Flip,
    FlipTable,
    RegretRow,
    RegretTable,
    Robustness,
    Sensitivity,
    SensitivityIndex,
)
from sulh.words import without_bidi
from sulh.words.lint import lint_page

CASE = load_case(Path(sulh_package.__file__).parent / "examples" / "daraa" / "case.yaml")
SIEGES = [d.id for d in CASE.decisions if d.id.startswith("d:siege")]
NOT_BREACH = Line(decision_maker="local_body", condition="not breach", kind="red", by="mandate")


def share(p: float) -> Share:
    return Share(p=p, se=0.01, n=1000, exact=False, measure="StatementOrder")


def held(p: float) -> Holds:
    return Holds(verdict="possibly", share=share(p), rests_on_threat=share(0.1))


@pytest.fixture(scope="module")
def answer():
    found = settle(CASE, decisions=SIEGES, n=500, runs=0, levers=True, offers=True, zones=True,
                   lines=(NOT_BREACH,))  # fmt: skip
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


def test_only_offers_that_raise_the_share_are_offered(page):
    told = said(page, "#en-settlement")
    offered = told.partition("What to offer next")[2].partition("What there is to agree on")[0]
    assert "monitors on a line that bar a breach+" in offered
    assert "−" not in offered


def test_a_red_line_stands_with_who_set_it(page):
    assert "خط أحمر كما ورد في السؤال، لا يُرخى في تحليل؛ واضعه، فيما قيل: من فوّضه" in said(
        page, "#ar-settlement"
    )
    assert (
        "a red line as given with the question, never loosened here; said to be set by those who mandated it"
        in said(page, "#en-settlement")
    )


def bridged(answer):
    """The answer with a bridge made by hand: the routes disagree on the kept settlement."""
    second = SIEGES[-1]
    kept = next(o for d in answer.decisions if d.decision == second for o in d.outcomes
                if o.outcome == "kept_settlement")  # fmt: skip
    verdict = BridgeVerdict(
        outcome=kept.outcome, title=kept.title, kind="settlement", state=kept.state,
        by_aims=held(0.8), by_statements=held(0.4), all_states=share(0.4),
        attainable_by_aims=share(0.5), attainable_by_statements=share(0.3), by_structure=(),
        difference=0.4, difference_se=0.02, margin=0.1, agree=False,
    )  # fmt: skip
    chance = Band(source="chance", low=12.0, high=96.0, level=0.9)
    unsure = replace(verdict, difference=0.09, difference_se=0.03, margin=0.16, agree=True)
    bridge = BridgeResult(
        decision=second, campaign="g:daraa_balad.2021", status_quo=1,
        played=(PlayedState(play="kept", title=kept.title, when="hand_over", states=(kept.state,),
                            outcomes=(OutcomeSummary(outcome="civilian_deaths_people", mean=47.0,
                                                     bands=(chance,)),), realised=0.9,
                            realised_se=0.02),),
        left_out=(0, 3), unseen=("punish",), routes=(("besieger", "aims"),), aims=(),
        verdicts=(verdict, unsure),
        disagreements=(Disagreement(decision_maker="besieger", state=kept.state, other=1,
                                    by_aims=share(0.8), by_statements=share(0.2)),),
        acceptance=tuple(
            Acceptance(outcome=kept.outcome, decision_maker=who, alphas=(0.0, 0.4, 1.0),
                       shares=(share(0.2), share(0.55), share(0.6)), from_alpha=alpha)
            for who, alpha in (("", 0.4), ("besieger", 0.0), ("local_body", None))
        ),
        early_deals=EarlyDeals(alphas=(0.0,), means=(0.1,), ses=(0.01,)), structures=("base",),
        n_samples=1000, n_draws=50, n_runs=200, seed=0,
    )  # fmt: skip
    missing = NotBridged(decision=SIEGES[0], reason="no_campaign")
    return replace(answer, bridges=(bridge,), unbridged=(missing,))


def test_both_routes_stand_side_by_side_and_say_where_they_differ(answer):
    text = render_brief(CASE, bridged(answer))
    assert lint_page(text) == ()
    arabic, english = (said(HTMLParser(text), f"#{x}-settlement") for x in ("ar", "en"))
    assert "مختلفان" in arabic
    assert "ولو بلا وزن" in arabic
    assert "لا تُفضَّل" in arabic
    assert "لا يُعرف: الخطأ أوسع" in arabic
    assert "from 40 % (55 % ± 1.0 %)" in english
    assert "never (60 % ± 1.0 %)" in english
    assert "47 (12 to 96)" in english
    assert "90 % ± 2.0 %" in english
    assert "10 % ± 1.0 % at 0 %" in english
    assert "The routes differ on Syrian government" in english
    assert "States left out, for the simulation cannot play them: 2" in english
    assert "there is no campaign of the same situation" in english


def robust():
    flips = tuple(
        Flip(kind=kind, what=what, before=before, after=after, size=0.1, value=value, se=0.01)
        for kind, what, before, after, value in (
            ("belief", "besieger_breach", 0.8, 0.6, 0.52),
            ("lever", "monitored_line", None, None, 1.0),
            ("source", "s:marsad-hawran", None, None, None),
        )
    )
    table = FlipTable(about=SIEGES[-1], number="holds", outcome="kept_settlement", arm="",
                      baseline="", threshold=0.5, value=0.4, se=0.01, near=True, flips=flips,
                      n_tried=9, seed=0)  # fmt: skip
    indices = (
        SensitivityIndex(factor="besieger_breach", kind="statement", index=0.5, low=0.4, high=0.6),
        SensitivityIndex(factor="threat_empty", kind="statement", index=0.01, low=0.0, high=0.02),
    )
    found = Sensitivity(about=SIEGES[-1], number="holds", outcome="kept_settlement", arm="",
                        baseline="", method="sobol", mean=0.4, low=0.1, high=0.9, indices=indices,
                        noise=0.02, n_points=64, n_samples=100, seed=0)  # fmt: skip
    rows = (
        RegretRow(choice=(), worst_regret=0.8, mean_regret=0.5, p_satisfies=0.1, se=0.0),
        RegretRow(choice=("monitored_line",), worst_regret=0.0, mean_regret=0.0, p_satisfies=1.0,
                  se=0.0),
    )  # fmt: skip
    regret = RegretTable(about=SIEGES[-1], criterion="holds", outcome="kept_settlement",
                         wants="more", threshold=0.5, scenarios=("a",), n_scenarios=1, rows=rows,
                         least_worst=(("monitored_line",),), seed=0, share_se=0.02)  # fmt: skip
    return Robustness(about=SIEGES[-1], sensitivity=(found,), regret=(regret,), flips=(table,))


def test_what_would_flip_the_answer_is_worded_and_no_advice(answer):
    text = render_brief(CASE, replace(answer, robustness=(robust(),)))
    assert lint_page(text) == ()
    arabic, english = (said(HTMLParser(text), f"#{x}-settlement") for x in ("ar", "en"))
    assert "chance alone could turn it" in english
    assert "40 % ± 1.0 %; the line is 50 %" in english
    assert "52 % ± 1.0 %" in english
    assert "the standard error of each share is 2 points at most" in english
    assert "no answer left" in english
    assert "That is a property of the table, not advice." in english
    assert "وهذه صفة للجدول لا نصيحة" in arabic
    shown = english.partition("What the number depends on")[2].partition("Regret")[0]
    assert "the attacker may gain from breaking the deal" in shown
    assert "would not punish" not in shown
    printed = " ".join(
        t.title for t in answer_tables(CASE, replace(answer, robustness=(robust(),)), "en")
    )
    assert "What would flip the answer" in printed


def test_a_withheld_source_is_not_named_among_what_sources_carry(answer):
    driver = SourceDrivers(
        decision=SIEGES[-1], outcome="kept_settlement", p=0.5,
        sources=tuple(
            SourceDriver(source=source.id, share=share(0.3), base=share(0.4), if_wrong=None,
                         standing=None, statements=(), flips=False)
            for source in CASE.sources
        ),
    )  # fmt: skip
    told = replace(answer, sources=(driver,), robustness=(robust(),))
    hidden = replace(CASE, sources=tuple(
        replace(s, sensitivity="secret") if s.id == "s:marsad-hawran" else s for s in CASE.sources
    ))  # fmt: skip
    assert "s:marsad-hawran" not in render_brief(hidden, told, audience="public")
    shown = render_brief(CASE, told)
    assert "مرصد حوران" in said(HTMLParser(shown), "#ar-asks")


def test_situations_of_one_title_are_told_apart(answer):
    """Two situations of one pattern in one place bear one title in the case."""
    one = answer.decisions[0].title
    twice = replace(answer, decisions=tuple(replace(d, title=one) for d in answer.decisions[:2]))
    heads = [t.title for t in answer_tables(CASE, twice, "en")[:2]]
    assert [head.partition("  (")[0][-4:] for head in map(without_bidi, heads)] == [" (1)", " (2)"]
    assert " (1)" not in answer_tables(CASE, answer, "en")[0].title

"""The brief of real answers: the shipped example, and a decision with explicit states."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import sulh
from sulh.brief import render_brief
from sulh.case import Case, load_case
from sulh.case.model import Text
from sulh.case.model_frames import Arc, Decision, DecisionMaker, Outcome, Ranking, State
from sulh.pipeline import stored_texts
from sulh.settlement import settle
from sulh.words.lint import lint_page

EXAMPLE = Path(sulh.__file__).parent / "examples" / "daraa"


@pytest.fixture(scope="module")
def page() -> str:
    case = load_case(EXAMPLE / "case.yaml")
    return render_brief(case, settle(case, n=20, runs=2), texts=stored_texts(case, EXAMPLE))


def test_example_passes_the_linter_and_stays_small(page):
    assert lint_page(page) == ()
    assert len(page.encode()) < 1_500_000


@pytest.mark.parametrize("language", ["ar", "en"])
def test_example_fills_every_section(page, language):
    tree = HTMLParser(page)
    for section in tree.css(f"#{language} > section"):
        assert len(section.text().split()) > 20, section.attributes["id"]
    assert len(tree.css(f"#{language}-contested .dispute")) >= 3
    assert tree.css(f"#{language}-settlement .follows")
    assert tree.css(f"#{language}-why .unstable")


def test_example_says_nothing_in_ids_or_codes(page):
    for node in HTMLParser(page).css("article p, article li, article th, article td, article dd"):
        if node.css("code") or node.parent.tag == "blockquote":
            continue
        words = node.text().split()
        assert not [w for w in words if "_" in w], node.text()


def test_decision_with_explicit_states_is_told_by_their_titles():
    titles = {"war": ("حرب", "War"), "talks": ("محادثات", "Talks"), "peace": ("سلام", "Peace")}
    decision = Decision(
        id="d:one",
        title=Text(ar="قرار", en="A decision"),
        decision_makers=tuple(
            DecisionMaker(id=i, title=Text(ar=ar, en=en))
            for i, ar, en in (("a", "الأول", "First"), ("b", "الثاني", "Second"))
        ),
        states=tuple(State(id=i, title=Text(ar=ar, en=en)) for i, (ar, en) in titles.items()),
        arcs=(
            Arc(decision_maker="a", source="war", target="talks"),
            Arc(decision_maker="b", source="talks", target="peace"),
        ),
        rankings=(
            Ranking(decision_maker="a", order=("peace", "talks", "war")),
            Ranking(decision_maker="b", order=("peace", "war", "talks")),
        ),
        outcomes=(
            Outcome(id="war", title=Text(ar="حرب", en="War"), on=("war",), kind="status_quo"),
            Outcome(
                id="peace", title=Text(ar="سلام", en="Peace"), on=("peace",), kind="settlement"
            ),
        ),
    )
    case = Case(id="states", title=Text(en="States"), decisions=(decision,))
    tree = HTMLParser(render_brief(case, settle(case, n=50, runs=0)))
    assert "a gain of its own for First in moving to “Talks”" in tree.css_first("#en-why").text()
    assert "الانتقال إلى «محادثات»" in tree.css_first("#ar-why").text()

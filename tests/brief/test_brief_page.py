"""The brief as a whole: order, languages, safety, sameness."""

from __future__ import annotations

import base64
import datetime as dt
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from brief_story import TEXTS, case, result, searched
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from sulh.brief import SECTIONS, brief_name, render_brief, write_brief
from sulh.brief.audience import AUDIENCES
from sulh.brief.markup import csv_link, html
from sulh.case.model import Case, Event, Mention, Party, Source, StatusChange, Text, When
from sulh.errors import ModelError, UnreadableError
from sulh.settlement.result import SettlementResult
from sulh.words.lint import lint_page
from sulh.words.voice import without_bidi

EMPTY = Case(id="empty", title=Text(ar="قضية فارغة", en="An empty case"))
NOTHING = SettlementResult(
    case="empty", decisions=(), campaigns=(), assumptions=(), n_samples=0, n_runs=0, seed=0,
    version="0.1.0",
)  # fmt: skip


@pytest.fixture(scope="module")
def page() -> str:
    return render_brief(case(), result(), texts=TEXTS)


@pytest.fixture(scope="module")
def tree(page) -> HTMLParser:
    return HTMLParser(page)


def _text(node) -> str:
    return " ".join(node.text().split())


def test_arabic_comes_first_and_each_part_says_its_language_and_direction(tree):
    parts = [(a.attributes["lang"], a.attributes["dir"]) for a in tree.css("article")]
    assert parts == [("ar", "rtl"), ("en", "ltr")]
    root = tree.css_first("html").attributes
    assert (root["lang"], root["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_sections_stand_in_the_order_of_the_brief(tree, language):
    found = [s.attributes["id"] for s in tree.css(f"#{language} > section")]
    assert found == [f"{language}-{name}" for name in SECTIONS]
    links = [a.attributes["href"] for a in tree.css(f"#{language} nav a")]
    assert links == [f"#{anchor}" for anchor in found]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_answer_is_five_lines_with_numbers_and_scale(tree, language):
    lines = [_text(li) for li in tree.css(f"#{language}-answer li")]
    assert len(lines) == 5
    assert "62" in lines[0]
    assert {"ar": "حصة في النموذج لا تنبؤ", "en": "a model share, not a forecast"}[
        language
    ] in lines[0]
    assert "31" in lines[2]
    assert {"ar": "درعا البلد، صيف 2021", "en": "Daraa al-Balad, summer 2021"}[language] in lines[2]
    assert "1,830" in lines[3]
    assert "61,200" in lines[3]


def test_page_asks_for_nothing_outside(page, tree):
    assert not re.search(r'(?:src|href|action|data|poster)\s*=\s*["\']?\s*(?:https?:)?//', page)
    assert not re.search(r"url\(\s*[\"']?(?!data:)", page)
    assert "@import" not in page
    assert not tree.css("script, link, img, iframe, object, embed, base")
    assert "https://example.org/calm" in tree.css_first("#en-sources").text()
    assert "default-src 'none'" in page


def test_both_faces_are_in_the_page_and_it_stays_small(page):
    assert page.count("@font-face") == 4
    assert len(page.encode()) < 1_500_000


def test_same_input_same_bytes_in_another_process(page):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import brief_story as s;"
        "from sulh.brief import render_brief;"
        "sys.stdout.buffer.write(render_brief(s.case(), s.result(), texts=s.TEXTS).encode())"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)],
            env={"PYTHONHASHSEED": seed}, capture_output=True, check=True,
        )  # fmt: skip
        assert done.stdout.decode() == page


@pytest.mark.parametrize("digits", ["latn", "arab"])
def test_words_of_the_page_pass_the_linter(digits):
    assert lint_page(render_brief(case(), result(), texts=TEXTS, digits=digits)) == ()
    assert lint_page(render_brief(EMPTY, NOTHING, digits=digits)) == ()


def test_linter_reads_the_page(page):
    broken = page.replace("<h2>لماذا</h2>", "<h2>لماذا 7</h2>")
    assert broken != page
    assert [f.rule for f in lint_page(broken)] == ["bare-number"]


def test_eastern_digits_are_in_the_arabic_part_only():
    tree = HTMLParser(render_brief(case(), result(), texts=TEXTS, digits="arab"))
    assert "٦٢" in tree.css_first("#ar-answer").text()
    assert not re.search("[٠-٩]", tree.css_first("#en-answer").text())


def test_words_of_reports_and_analysts_are_shown_and_never_run():
    evil = "<script>alert(1)</script>"
    story = case()
    claims = tuple(replace(c, quote=evil) for c in story.claims[:1]) + story.claims[1:]
    parties = (replace(story.parties[0], name=Text(ar=evil, en=evil)), *story.parties[1:])
    sources = (replace(story.sources[0], publisher=evil, url="javascript:x"), story.sources[1])
    told = replace(story, title=Text(en=evil), claims=claims, parties=parties, sources=sources)
    page = render_brief(told, result())
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="javascript:' not in page


@given(st.text())
@settings(max_examples=200)
def test_any_text_is_shown_as_it_is(text):
    shown = HTMLParser(f"<p>{html(without_bidi(text))}</p>").css_first("p")
    written = without_bidi(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    assert shown is None or re.sub("\ufffd", "", shown.text()) == re.sub("\ufffd", "", written)


def test_bidi_controls_of_a_report_cannot_close_an_isolate():
    story = case()
    name = Text(ar="أ\u2069ب\u202eج", en="x")
    told = replace(story, parties=(replace(story.parties[0], name=name), *story.parties[1:]))
    page = render_brief(told, result())
    assert "<bdi>أبج</bdi>" in page
    assert page.count("<bdi") == page.count("</bdi>")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_empty_case_says_so_in_every_section(language):
    tree = HTMLParser(render_brief(EMPTY, NOTHING))
    for name in ("settlement", "why", "contested", "parties", "timeline", "agreements", "asks",
                 "assumptions", "sources"):  # fmt: skip
        assert tree.css(f"#{language}-{name} .empty"), name
    assert len(tree.css(f"#{language}-answer li")) == 5


def test_accusation_and_denial_stand_side_by_side_with_source_and_grade(tree):
    pairs = [
        [_text(side) for side in d.css("div > div")] for d in tree.css("#en-contested .dispute")
    ]
    accused = next(p for p in pairs if "Accusation by Government forces" in p[0])
    assert "Denial by Valley group" in accused[1]
    assert all("grade C3" in side for side in accused)
    breach = next(p for p in pairs if "breach of an agreement" in p[0])
    assert "Denial by Government forces" in breach[1]
    assert "grade B2" in breach[1]


def test_every_figure_of_evidence_names_its_holder(tree):
    shown = tree.css("[data-claim]")
    assert len(shown) > 40
    for node in shown:
        holder = node.attributes["data-holder"]
        assert holder
        words = node.css_first("figcaption") or node
        assert holder in words.text()


def test_reasons_go_down_to_statement_and_quote(tree):
    why = tree.css_first("#en-why")
    said = _text(why)
    assert "would not come: there is nothing" in said
    assert "break the deal after the hand-over” (from the text; belief 70" in said
    assert any("نقضت القوات الاتفاق الأول" in m.text() for m in why.css("mark"))
    assert "No move of its own to anything better is open to: Local committee" in said


def test_second_situation_is_said_to_be_the_afterlife_of_the_first(tree):
    assert "afterlife of “The south, summer 2018”" in _text(tree.css_first("#en-settlement"))
    assert "امتداد لوضع سابق هو «الجنوب، صيف 2018»" in _text(tree.css_first("#ar-settlement"))


def test_timeline_puts_each_period_on_its_scale_and_says_what_is_not_dated(tree):
    section = tree.css_first("#ar-timeline")
    assert [len(p.css(".happening")) for p in section.css(".period")] == [1, 1]
    assert [r.attributes["class"] for r in section.css("rect.known")] == ["known vague", "known"]
    assert "29 تموز 2021" in _text(section)
    undated = next(h for h in section.css(".happening.contested") if not h.css("svg"))
    assert "متنازع عليه: بحسب اللجنة المحلية" in _text(undated)


def test_predictions_stand_beside_what_came(tree):
    section = tree.css_first("#en-timeline")
    assert "Predictions made in the reports: 1; of which a report says they came true: 1" in _text(
        section
    )
    assert [e.attributes["data-claim"] for e in section.css("figure")] == ["c:wish", "c:armed"]


def test_stated_reasons_are_their_holders_opinions(tree):
    said = _text(tree.css_first("#en-why .stated"))
    assert said.startswith("According to Local committee:")
    assert "breach of an agreement" in said


def test_displacement_without_consent_is_flagged(tree):
    said = _text(tree.css_first("#ar-agreements .broken .warning"))
    assert "تهجيرًا قسريًّا" in said
    assert len(tree.css("#ar-agreements .warning")) == 1


def test_masthead_counts_the_claims_a_person_reviewed(tree):
    assert "Claims reviewed by a person0 of 9" in _text(tree.css_first("#en header .marking"))
    assert "This is a draft" in _text(tree.css_first("#en header"))
    story = case()
    claims = (replace(story.claims[0], decision="accepted"), *story.claims[1:])
    reviewed = HTMLParser(render_brief(replace(story, claims=claims), result()))
    header = _text(reviewed.css_first("#en header"))
    assert "person1 of 9" in header
    assert "This is a draft" not in header


def test_levers_and_drivers_are_shown_where_they_were_asked_for(tree):
    assert not tree.css("table.levers, table.drivers")
    page = render_brief(case(), searched())
    assert lint_page(page) == ()
    asked = HTMLParser(page)
    rows = [_text(r) for r in asked.css("#en-settlement table.levers tbody tr")]
    assert rows[0].startswith("no lever")
    assert "Government forces: 69" in rows[0]
    assert rows[1].startswith("a monitored line")
    assert rows[1].endswith("nobody")
    driver = _text(asked.css_first("#en-asks table.drivers tbody tr"))
    assert driver.startswith("Is it so: A breach was ascribed to it before?")
    assert "33.6" in driver


def test_no_set_of_levers_is_said_to_reach_what_none_does():
    told = searched()
    search = replace(told.levers[0], minimal=())
    page = HTMLParser(render_brief(case(), replace(told, levers=(search,))))
    assert "No set reaches 90" in _text(page.css_first("#en-settlement"))


def test_agreement_shows_who_broke_it_on_whose_word_and_consent(tree):
    said = _text(tree.css_first("#en-agreements .broken"))
    assert "Breach attributed to Government forces" in said
    assert "according to Local committee, as told by the author in مرصد حوران" in said
    assert "Consent of civilians: unknown." in said
    assert "Not said in the texts" in said
    assert "Duration" in said.partition("Not said in the texts")[2]


def test_quote_is_shown_in_its_place_when_the_text_is_at_hand(tree):
    around = HTMLParser(render_brief(case(), result())).css(".around")
    assert not around
    assert any("فيما" in span.text() for span in tree.css(".around"))


def _csv(link: str) -> str:
    head, _, data = link.partition(",")
    coded = base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data)
    return coded.decode("utf-8-sig")


def test_data_are_csv_in_the_page(tree):
    links = [a.attributes["href"] for a in tree.css("a[download]")]
    assert all(link.startswith("data:text/csv;charset=utf-8") for link in links)
    arms = next(a for a in tree.css("#en a[download]") if a.attributes["download"] == "arms-1.csv")
    table = _csv(arms.attributes["href"])
    assert table.splitlines()[0].startswith("arm,baseline,outcome,mean_difference")
    assert len(table.splitlines()) == 1 + 3 * 3 * 3


def test_spreadsheets_run_no_cell():
    link = csv_link(("a", "b"), [("=1+1", -2.0)])
    assert _csv(link) == "a,b\n'=1+1,-2.0\n"
    assert _csv(csv_link(("اسم",), [("درعا البلد",)])) == "اسم\nدرعا البلد\n"


def test_network_has_text_alternative_and_marks_what_is_contested(tree):
    figure = tree.css_first("#ar-parties svg.network")
    assert figure.css_first("title").text() == "شبكة الأطراف"
    assert len(figure.css("path.edge.contested")) == 1
    assert len(figure.css("path.head.backing")) == 2
    assert "اتهام من قوات الحكومة" in _text(tree.css_first("#ar-parties .relations"))


def test_audience_leaves_out_and_counts_what_is_more_sensitive():
    story = case()
    claims = [replace(c, sensitivity="secret") if c.id == "c:armed" else c for c in story.claims]
    told = replace(story, claims=tuple(claims))
    shown = HTMLParser(render_brief(told, result(), texts=TEXTS))
    assert "Records withheld from this audience: 3." in _text(shown.css_first("#en header"))
    assert not shown.css('[data-claim="c:armed"]')
    assert "Eastern brigade backed by Russia" not in _text(shown.css_first("#en-parties"))
    every = HTMLParser(render_brief(told, result(), texts=TEXTS, audience="secret"))
    assert every.css('[data-claim="c:armed"]')
    assert "withheld" not in every.css_first("#en header").text()


def test_withheld_party_is_named_nowhere():
    story = case()
    secret = replace(story.parties[3], sensitivity="confidential")
    told = replace(story, parties=(*story.parties[:3], secret, *story.parties[4:]), decisions=())
    page = render_brief(told, NOTHING)
    assert "Valley group" not in page
    assert "مجموعة الوادي" not in page.replace(TEXTS["s:hawran"], "")


def test_source_withheld_takes_its_claims_along():
    story = case()
    hidden = replace(story.sources[1], sensitivity="confidential")
    shown = render_brief(replace(story, sources=(story.sources[0], hidden)), result())
    assert "Levant Bulletin" not in shown
    assert "c:armed" not in shown


def test_superseded_records_are_left_out_and_counted():
    story = case()
    old = Source(id="s:old", publisher="Old Paper", superseded_by="s:hawran")
    page = render_brief(replace(story, sources=(*story.sources, old)), result())
    assert "Old Paper" not in page
    assert "Records left out because others replace them" in page


def test_one_language_and_its_order(page):
    tree = HTMLParser(render_brief(case(), result(), languages=("en",)))
    assert [a.attributes["lang"] for a in tree.css("article")] == ["en"]
    assert tree.css_first("html").attributes["dir"] == "ltr"
    assert not tree.css("input")


@pytest.mark.parametrize(
    ("option", "advice"),
    [
        ({"languages": ("fr",)}, "known: ar, en"),
        ({"languages": ()}, "ar, en or both"),
        ({"digits": "latin"}, "did you mean latn?"),
        ({"audience": "publik"}, "did you mean public?"),
    ],
)
def test_bad_options_are_refused_with_advice(option, advice):
    with pytest.raises(ModelError) as caught:
        render_brief(EMPTY, NOTHING, **option)
    assert caught.value.advice == advice


def test_written_file_is_the_page_and_a_folder_that_is_not_there_is_an_error(page, tmp_path):
    path = write_brief(case(), result(), tmp_path / "brief.html", texts=TEXTS)
    assert path.read_text(encoding="utf-8") == page
    with pytest.raises(UnreadableError):
        write_brief(case(), result(), tmp_path / "none" / "brief.html")


def test_reference_page_names_every_section_parameter_and_audience():
    import inspect

    page = (Path(__file__).parents[2] / "docs" / "reference" / "brief.md").read_text("utf-8")
    for name in inspect.signature(render_brief).parameters:
        assert f"`{name}`" in page or name in {"case", "result"}
    assert len(re.findall(r"^\d+\. \*\*", page, re.MULTILINE)) == len(SECTIONS)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", "لا شيء هنا مما يجوز عرضه"), ("en", "Nothing here that may be shown")],
)
def test_what_is_withheld_is_not_said_to_be_missing(language, words):
    shown = HTMLParser(render_brief(case(), result(), texts=TEXTS, audience="public"))
    part = _text(shown.css_first(f"#{language}"))
    empty = [_text(node) for node in shown.css(f"#{language} .empty")]
    assert all(line.startswith(words) for line in empty)
    assert len(empty) > 5
    assert "No claim in the texts read is contested" not in part
    assert _text(shown.css_first(f"#{language} .lines")).startswith(words)


def test_an_audience_has_a_file_of_its_own():
    names = [brief_name(audience) for audience in AUDIENCES]
    assert names == [
        "brief-public.html",
        "brief.html",
        "brief-confidential.html",
        "brief-secret.html",
    ]


def test_language_is_switched_by_links_alone(tree, page):
    assert [a.attributes["href"] for a in tree.css(".languages a")] == ["#ar", "#en"]
    assert not tree.css("input")
    assert "body:has(article~article:target,article~article :target) article~article{" in page
    assert ".part~.part" not in page, "lines of the network are of class part too"


def test_agreement_prints_no_status_without_a_claim():
    story = case()
    bare = replace(story.agreements[1], claims=(), history=(StatusChange(status="reached"),))
    shown = HTMLParser(render_brief(replace(story, agreements=(bare,)), result(), texts=TEXTS))
    said = _text(shown.css_first("#en-agreements"))
    assert "the texts do not say what became of it" in said
    assert "reached" not in said
    assert "carried out" not in said


def test_events_without_time_and_people_are_folded_and_counted():
    story = case()
    bare = (Event(id="e:x", type="negotiate"), Event(id="e:y", type="attack"))
    shown = HTMLParser(render_brief(replace(story, events=bare), result(), texts=TEXTS))
    folded = shown.css_first("#en-timeline details")
    assert _text(folded.css_first("summary")).endswith("is known (2)")
    assert len(folded.css(".happening")) == len(shown.css("#en-timeline .happening")) == 2


def test_common_nouns_without_a_part_are_not_listed_as_parties():
    story = case()
    nominal = Mention(source="s:bulletin", start=0, end=2, quote="A b", kind="nominal")
    gunmen = Party(id="p:gunmen", name=Text(en="gunmen"), proposed=True, mentions=(nominal,))
    valley = replace(
        gunmen,
        id="p:own",
        name=Text(en="Band of the hills"),
        mentions=(replace(nominal, kind="name"),),
    )
    shown = HTMLParser(
        render_brief(replace(story, parties=(*story.parties, gunmen, valley)), result())
    )
    said = _text(shown.css_first("#en-parties"))
    assert "gunmen" not in said
    assert "Band of the hills" in said


def test_reading_note_stands_under_the_arms(tree):
    for language, words in (("ar", "وليس في أيٍّ من السيناريوهات نصيحة"), ("en", "No arm is advice")):
        assert words in _text(tree.css_first(f"#{language}-settlement .campaign"))


@pytest.mark.parametrize(
    ("first", "last", "head"),
    [
        ((2018, 1, 1), (2018, 12, 31), "2018"),
        ((2017, 5, 1), (2017, 5, 31), "May 2017"),
        ((2018, 6, 28), (2018, 6, 28), "28 June 2018"),
        ((2018, 6, 1), (2018, 7, 31), "1 June 2018 to 31 July 2018"),
    ],
)
def test_a_period_that_is_a_year_or_a_month_is_named_so(first, last, head):
    span = When(start=dt.date(*first), end=dt.date(*last), precision="season")
    told = replace(case(), events=(Event(id="e:x", type="attack", when=span),))
    shown = HTMLParser(render_brief(told, result()))
    assert _text(shown.css_first("#en-timeline .period h3")) == head

"""Settling, patterns and the ledger from the command line, Arabic first."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

import sulh as sulh_package
from sulh.cli import app
from sulh.documents import DOCUMENTS
from sulh.errors import SulhError
from sulh.settlement import skill_record
from sulh.words import Voice
from sulh.words.skill import skill_table

EXAMPLE = Path(sulh_package.__file__).parent / "examples" / "daraa"
SIEGE = "d:siege-and-evacuation.daraa_balad.2021"
FAST = ("--runs", "0", "--samples", "200", "--decision", SIEGE)
BIDI = "\u2066\u2067\u2068\u2069"


def sulh(*arguments: object) -> str:
    """Run a command and return what it prints; errors of sulh come through as they are."""
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    if isinstance(done.exception, SulhError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in BIDI).replace("\u00a0", " ")


def balanced(line: str) -> bool:
    return sum(line.count(mark) for mark in BIDI[:3]) == line.count(BIDI[3])


# ---- settle ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def in_arabic():
    return sulh("settle", EXAMPLE, *FAST, "--lang", "ar", "--levers", "--drivers", "--explain",
                "--target", "تسليم المنطقة، الخروج من المنطقة، بلا نقض الاتفاق")  # fmt: skip


def test_arabic_cells_and_sentences_close_every_isolate(in_arabic):
    assert all(balanced(line) for line in in_arabic.splitlines())
    assert not any(line.endswith(" ") for line in in_arabic.splitlines())


def test_the_state_that_was_meant_is_said_first(in_arabic):
    first = plain(in_arabic.splitlines()[0])
    assert first.startswith("المطلوب في «حصار وإخلاء")
    assert "تسليم المنطقة" in first
    assert "ولا شيء سوى ذلك" in first


def test_the_reasons_reach_the_quote(in_arabic):
    lines = plain(in_arabic).splitlines()
    quote = next(line for line in lines if "أخلّت قوات النظام بالاتفاق" in line)
    claim = lines[lines.index(quote) - 1]
    depth = len(quote) - len(quote.lstrip())
    assert depth > len(claim) - len(claim.lstrip()) > 0
    assert "بحسب" in claim
    assert "الدرجة" in quote


def test_levers_and_what_to_find_out_next_are_shown(in_arabic):
    text = plain(in_arabic)
    assert "ما الذي يجعلها صامدة" in text
    assert "بلا أداة" in text
    assert "ما الأولى بالسؤال" in text


def test_english_carries_no_direction_marks_and_fits_its_width():
    text = sulh("settle", EXAMPLE, *FAST, "--concept", "nash", "--concept", "seq")
    assert not set(text) & set(BIDI)
    assert "a model share, not a forecast" in text
    rows = [line for line in text.splitlines() if "─" in line]
    assert rows
    assert all(len(line) <= 100 for line in rows)
    assert "Stability by concept" in text


def test_one_measure_may_be_asked_for():
    one = sulh("settle", EXAMPLE, *FAST, "--measure", "states")
    assert "states)" in one
    assert "statements)" not in one
    both = sulh("settle", EXAMPLE, *FAST)
    assert "states)" in both
    assert "statements)" in both


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("kept_settlement", "kept_settlement"),
        ("Hand-over without anyone leaving, no breach", "kept_without_departure"),
        ("تسليم منطقة + خروج", "kept_settlement"),
        ("hand over the area, not leave", "kept_without_departure"),
        ("معاقبة، تسليم المنطقة", "target"),
        ("تسليم المنطقة، -الخروج", "kept_without_departure"),
    ],
)
def test_a_target_may_be_said_in_many_ways(target, outcome):
    text = sulh("settle", EXAMPLE, *FAST, "--target", target, "--explain", "--json")
    answer = TypeAdapter(DOCUMENTS["settle"]).validate_json(text)
    assert [ground.outcome for ground in answer.grounds] == [outcome]
    assert answer.grounds[0].reasons
    assert any(o.outcome == outcome for o in answer.decisions[0].outcomes)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--decision", SIEGE, "--target", "استسلام"), "options: assault"),
        (("--decision", SIEGE, "--target", "hand_ovr"), "did you mean hand_over"),
        (("--decision", SIEGE, "--target", "المنطقة"), "could be several options"),
        (("--decision", SIEGE, "--target", "leave, not leave"), "both on and off"),
        (("--decision", SIEGE, "--target", "breach"), "it excludes: breach and not hand_over"),
        (("--decision", SIEGE, "--target", "،"), "names no option"),
        (("--target", "تسليم المنطقة"), "say which one: --decision"),
        (("--decision", "d:siege", "--target", "leave"), "no decision d:siege"),
        (("--decision", "d:siege"), "no decision d:siege"),
        (("--concept", "sequ"), "did you mean seq"),
    ],
)
def test_a_target_that_cannot_be_meant_is_refused_with_what_could(arguments, said):
    with pytest.raises(SulhError) as caught:
        sulh("settle", EXAMPLE, "--runs", "0", "--samples", "100", *arguments)
    assert said in str(caught.value)


# ---- patterns -------------------------------------------------------------------------------


def test_patterns_are_listed_and_shown_in_both_languages():
    assert "حصار وإخلاء" in plain(sulh("pattern", "list", "--lang", "ar"))
    for name in ("siege-and-evacuation", "guaranteed-ceasefire"):
        arabic = sulh("pattern", "show", name, "--lang", "ar")
        assert all(balanced(line) for line in arabic.splitlines())
        english = sulh("pattern", "show", name)
        assert "What could make it hold" in english
        assert "Sources" in english


def test_patterns_as_json_and_as_the_file_itself():
    TypeAdapter(DOCUMENTS["pattern-list"]).validate_json(sulh("pattern", "list", "--json"))
    text = sulh("pattern", "show", "separate-truces", "--json")
    assert TypeAdapter(DOCUMENTS["pattern"]).validate_json(text).id == "separate-truces"
    assert sulh("pattern", "show", "separate-truces", "--yaml").startswith("# One strong side")


def test_a_new_pattern_is_written_shown_and_used(tmp_path):
    path = tmp_path / "هدنتي.yaml"
    assert sulh("pattern", "new", "my-truce", "-o", path) == f"{path}\n"
    assert "هدنة ثنائية" in plain(sulh("pattern", "show", path, "--lang", "ar"))
    case = shutil.copytree(EXAMPLE, tmp_path / "case")
    framed = sulh("frame", case, "--pattern", path, "--lang", "ar")
    assert "d:my-truce" in framed
    found = json.loads(sulh("frame", case, "--pattern", path, "--json"))["decisions"]
    mine = [d for d in found if d["pattern"] == "my-truce"]
    assert {o["id"] for o in mine[0]["options"] if o["harms"]} == {"break_truce", "fight_back"}
    asked = ("--runs", "0", "--samples", "100", "--decision", mine[0]["id"], "--levers")
    told = sulh("settle", case, *asked, "--pattern", path)
    assert "monitors on a line" in told
    with pytest.raises(SulhError, match="there is a file already"):
        sulh("pattern", "new", "my-truce", "-o", path)


def test_a_pattern_copied_from_another_keeps_all_but_its_name(tmp_path):
    path = tmp_path / "mine.yaml"
    sulh("pattern", "new", "my-siege", "--from", "siege-and-evacuation", "-o", path)
    mine = json.loads(sulh("pattern", "show", path, "--json"))
    theirs = json.loads(sulh("pattern", "show", "siege-and-evacuation", "--json"))
    assert mine | {"id": "siege-and-evacuation"} == theirs


def test_a_faulty_pattern_file_is_refused_with_each_line(tmp_path):
    path = tmp_path / "mine.yaml"
    sulh("pattern", "new", "my-truce", "-o", path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("role: second\n    harms", "role: secnd\n    harms"), "utf-8")
    with pytest.raises(SulhError) as caught:
        sulh("pattern", "show", path)
    assert str(path) in str(caught.value)
    assert "did you mean second?" in str(caught.value)
    with pytest.raises(SulhError, match="no pattern is called siege"):
        sulh("frame", EXAMPLE, "-o", tmp_path / "x.yaml", "--pattern", "siege")


# ---- framing --------------------------------------------------------------------------------


def test_two_patterns_on_one_case_each_with_its_evidence(tmp_path):
    case = shutil.copytree(EXAMPLE, tmp_path / "case")
    text = (case / "case.yaml").read_text(encoding="utf-8")
    (case / "case.yaml").write_text(text[: text.index("\ndecisions:")] + "\n", encoding="utf-8")
    patterns = ("--pattern", "siege-and-evacuation", "--pattern", "separate-truces")
    told = plain(sulh("frame", case, *patterns, "--lang", "ar"))
    assert "d:separate-truces.south.2018" in told
    assert "d:siege-and-evacuation.south.2018" in told
    assert "بحسب" in told
    assert "سؤال:" in told
    assert "لا أحد: لم يدلّ عليه نص" in " ".join(told.split())


# ---- the ledger -----------------------------------------------------------------------------


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "ledger.jsonl"
    sulh("ledger", "freeze", EXAMPLE, "--judge-on", "2999-01-01", "--ledger", path,
         "--samples", "100", "--decision", SIEGE)  # fmt: skip
    return path


def test_what_is_still_to_come_cannot_be_resolved(ledger):
    answers = (
        TypeAdapter(DOCUMENTS["ledger"])
        .validate_json(sulh("ledger", "list", "--ledger", ledger, "--json"))
        .answers
    )
    with pytest.raises(SulhError, match="still to come"):
        sulh("ledger", "resolve", answers[0].id, "--held", "no", "--source", "صحيفة محلية",
             "--on", "2998-01-01", "--ledger", ledger)  # fmt: skip


def test_answers_are_frozen_listed_resolved_and_scored(ledger):
    listed = sulh("ledger", "list", "--ledger", ledger, "--json")
    answers = TypeAdapter(DOCUMENTS["ledger"]).validate_json(listed).answers
    assert {a.entry.outcome for a in answers} == {
        "kept_settlement", "kept_without_departure", "assault_stops"
    }  # fmt: skip
    told = plain(
        sulh("ledger", "resolve", answers[0].id[:8], "--held", "no", "--source", "صحيفة محلية",
             "--ledger", ledger, "--lang", "ar")
    )  # fmt: skip
    assert all(word in told for word in ("لم", "تصمد،", "صحيفة", "محلية"))
    sulh("ledger", "resolve", answers[1].id, "--held", "never-reached", "--source", "بعثة",
         "--ledger", ledger)  # fmt: skip
    score = json.loads(sulh("ledger", "score", "--ledger", ledger, "--json"))
    TypeAdapter(DOCUMENTS["ledger-score"]).validate_python(score)
    assert (score["n_entries"], score["n_resolved"], score["n_scored"]) == (3, 2, 1)
    said = plain(sulh("ledger", "score", "--ledger", ledger, "--lang", "ar"))
    assert "درجة براير" in said
    assert "أقل من أن يُعطى له فاصل" in said


def test_the_ledger_refuses_to_be_rewritten(ledger):
    name = json.loads(ledger.read_text(encoding="utf-8").splitlines()[0])["id"]
    arguments = ("ledger", "resolve", name, "--source", "x", "--ledger", ledger, "--held")
    sulh(*arguments, "yes")
    with pytest.raises(SulhError, match="resolved already"):
        sulh(*arguments, "no")
    told = sulh(*arguments, "no", "--correct")
    assert "correction" in told
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace('"p": 0.', '"p": 0.9', 1), encoding="utf-8")
    with pytest.raises(SulhError, match=r"ledger\.jsonl:1: this line was changed"):
        sulh("ledger", "score", "--ledger", ledger)


def test_a_ledger_that_is_not_there_and_a_day_that_is_past(tmp_path):
    with pytest.raises(SulhError, match="there is no ledger"):
        sulh("ledger", "list", "--ledger", tmp_path / "none.jsonl")
    with pytest.raises(SulhError, match="judge_on is not after made"):
        sulh("ledger", "freeze", EXAMPLE, "--judge-on", "2001-01-01", "--samples", "100",
             "--ledger", tmp_path / "l.jsonl", "--decision", SIEGE)  # fmt: skip


# ---- offers, lines, costs -------------------------------------------------------------------


def test_offers_and_what_there_is_to_agree_on_with_a_red_line():
    told = plain(
        sulh("settle", EXAMPLE, *FAST, "--offers", "--agreement", "--lang", "ar",
             "--red-line", "hold_out: not leave", "--bottom-line", "local_body: not breach")
    )  # fmt: skip
    assert "ما الذي يُعرض تاليًا" in told
    assert "ما يمكن الاتفاق عليه" in told
    assert "خط أحمر كما ورد في السؤال، لا يُرخى في تحليل" in told
    assert "حدّ أدنى كما ورد في السؤال، قابل للمراجعة" in told
    assert "خطًّا" in told


def test_lines_are_said_in_words_and_contradictions_are_told():
    told = plain(
        sulh("settle", EXAMPLE, *FAST, "--agreement", "--red-line", "روسيا: بلا نقض الاتفاق",
             "--red-line", "Russia/law: break the deal after the hand-over, hand the area over")
    )  # fmt: skip
    assert "Russia: not “break the deal after the hand-over” (a red line as given" in told
    assert "said to be set by law" in told
    assert "they contradict one another" in told
    kept = plain(sulh("settle", EXAMPLE, *FAST, "--agreement", "--bottom-line", "روسيا: not leave"))
    row = kept.partition("What there is to agree on")[2]
    assert "(crosses a line)" in " ".join(row.split())  # a bottom line is a line too
    assert "States that keep within all of these lines: 12." in kept


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Moscow: not leave", "guarantor (روسيا · Russia)"),
        ("Russia/nobody: not leave", "nobody sets a line as 'nobody'"),
        ("Russia: not leaf", "did you mean leave"),
    ],
)
def test_a_line_that_fits_nobody_is_refused(line, said):
    with pytest.raises(SulhError) as caught:
        sulh("settle", EXAMPLE, *FAST, "--agreement", "--red-line", line)
    assert said in str(caught.value)


def test_costs_of_ones_own_on_the_line_and_in_a_file(tmp_path):
    file = tmp_path / "كلفة.yaml"
    file.write_text("# كلفتي\nmonitored_line: 7\nsworn_guarantee: 1.5  # خطّي\n", encoding="utf-8")
    text = sulh("settle", EXAMPLE, *FAST, "--levers", "--json", "--costs", file,
                "--cost", "sworn_guarantee=0")  # fmt: skip
    (search,) = TypeAdapter(DOCUMENTS["settle"]).validate_json(text).levers
    costs = {lever.id: lever.cost for lever in search.levers}
    assert (costs["monitored_line"], costs["sworn_guarantee"]) == (7, 0)


def test_a_set_that_only_just_works_is_called_so():
    """The agreed price of a breach alone makes it hold in 82 % of the orders."""
    told = sulh("settle", EXAMPLE, *FAST, "--levers", "--p", "0.82")
    assert "Within two standard errors of 82 %, so that chance alone could turn it" in plain(told)


def test_a_lever_of_ones_own_is_tried_and_one_that_harms_is_refused(tmp_path):
    file = tmp_path / "levers.yaml"
    lever = 'levers:\n  - {{id: mine, title: {{ar: "لي", en: mine}}, cost: 1, bar: {}}}\n'
    file.write_text(lever.format("breach"), encoding="utf-8")
    text = sulh("settle", EXAMPLE, *FAST, "--levers", "--lever-file", file, "--json")
    (search,) = TypeAdapter(DOCUMENTS["settle"]).validate_json(text).levers
    assert ("mine",) in {found.levers for found in search.minimal}
    file.write_text(lever.format("punish"), encoding="utf-8")
    with pytest.raises(SulhError, match="mine"):
        sulh("settle", EXAMPLE, *FAST, "--levers", "--lever-file", file)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--levers", "--cost", "monitored_line"), "expected a lever, = and a number"),
        (("--levers", "--cost", "monitored_line=-1"), "expected a lever, = and a number"),
        (("--levers", "--cost", "monitord_line=1"), "did you mean monitored_line"),
        (("--cost", "monitored_line=1"), "but none are asked for"),
        (("--red-line", "hold_out: not leave"), "nothing is held to them"),
        (("--agreement", "--red-line", "not leave"), "a decision maker, a colon and a condition"),
        (("--agreement", "--red-line", "hold_ot: not leave"), "did you mean hold_out"),
        (("--agreement", "--red-line", "hold_out: not leaf"), "did you mean leave"),
        (("--levers", "--costs", "none.txt"), "there is no such file"),
        (("--levers", "--lever-file", "none.yaml"), "none.yaml"),
    ],
)
def test_costs_and_lines_that_fit_nothing_are_refused(arguments, said):
    with pytest.raises(SulhError) as caught:
        sulh("settle", EXAMPLE, *FAST, *arguments)
    assert said in str(caught.value)


def test_a_file_of_costs_is_refused_with_its_line(tmp_path):
    file = tmp_path / "costs.txt"
    file.write_text("monitored_line: 1\nmonitored_line: 2\n", encoding="utf-8")
    with pytest.raises(SulhError, match=r"costs\.txt:2: monitored_line has a cost already"):
        sulh("settle", EXAMPLE, *FAST, "--levers", "--costs", file)
    file.write_text("# none\n", encoding="utf-8")
    with pytest.raises(SulhError, match=r"there is no cost in it"):
        sulh("settle", EXAMPLE, *FAST, "--levers", "--costs", file)
    file.write_text("\nmonitored_line = 1\n", encoding="utf-8")
    with pytest.raises(SulhError, match=r"costs\.txt:2"):
        sulh("settle", EXAMPLE, *FAST, "--levers", "--costs", file)


# ---- skill ----------------------------------------------------------------------------------


def test_the_record_of_skill_is_shown_as_it_came_out():
    told = plain(sulh("skill"))
    assert {"−0.182", "(−0.312"} <= set(told.split())  # a cell wraps as the width has it
    assert "No skill is shown" in told
    arabic = plain(sulh("skill", "--lang", "ar"))
    assert "لم تظهر مهارة: تبقى الحصة حصة في النموذج لا تنبؤ" in arabic
    record = json.loads(sulh("skill", "--json"))
    assert [score["n"] for score in record["scores"]] == [39, 16, 16]


def test_words_of_likelihood_would_be_allowed_only_by_the_numbers():
    main = skill_record().scores[0]
    better = replace(
        main, brier=0.1, log=0.3, brier_gain=(0.2, 0.1, 0.3), log_gain=(0.2, 0.1, 0.3), baselines=()
    )
    said = skill_table(replace(skill_record(), scores=(better,)), Voice("en")).notes[-1]
    assert "a word of likelihood may stand beside a share" in said


@pytest.mark.parametrize(
    ("lang", "said", "best"),
    [
        ("ar", "انقطع البحث: عدد المجموعات التي جُرّبت", "لم تبلغ أي مجموعة مما جُرّب"),
        ("en", "The search was broken off: ", "None of the sets tried reaches 100"),
    ],
)
def test_a_search_out_of_time_shows_what_it_has(monkeypatch, lang, said, best):
    ticks = iter(range(10**6))
    monkeypatch.setattr("sulh.settlement.search.monotonic", lambda: next(ticks))
    asked = ("--levers", "--lever-seconds", "0.5", "--p", "1.0", "--lang", lang)
    text = plain(sulh("settle", EXAMPLE, *FAST, *asked))
    assert said in text
    assert best in text

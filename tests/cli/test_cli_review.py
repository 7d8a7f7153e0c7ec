"""Reviewing drafted claims from the terminal and from a pipe."""

from __future__ import annotations

import json
import shutil

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

from sulh.case import check_file, load_case
from sulh.cli import app
from sulh.documents import DOCUMENTS
from sulh.words.review import ANSWERS, MARKS

REPORT = """---
publisher: صحيفة الاختبار
date: 2019-02-10
---
اتهمت الحكومة اليمنية الحوثيين بقصف مدينة تعز، ونفى الحوثيون هذا الاتهام. وحاصر الجيش اليمني مدينة مأرب.
وطالبت الأمم المتحدة الحوثيين بالانسحاب من الحديدة.
"""


def sulh(*arguments: object, answers: str = ""):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=answers)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    (folder / "r.txt").write_text(REPORT, encoding="utf-8")
    assert sulh("read", folder / "r.txt", "-o", folder / "case").exit_code == 0
    return folder / "case"


@pytest.fixture
def case(drafted, tmp_path):
    return shutil.copytree(drafted, tmp_path / "case")


def queue(case):
    return json.loads(sulh("review", case, "--json", "--no-drivers").stdout)


def test_the_list_is_of_its_schema_and_changes_nothing(case):
    before = (case / "case.yaml").read_bytes()
    shown = sulh("review", case, "--json").stdout
    items = TypeAdapter(DOCUMENTS["review"]).validate_json(shown)
    assert len(items) == len(load_case(case).claims) >= 5
    assert (case / "case.yaml").read_bytes() == before
    text = (case / "reports" / "r.txt").read_text(encoding="utf-8")
    for item in items:
        sentence = item.before + item.claim.quote + item.after
        assert text[item.sentence_start :].startswith(sentence)
        assert "\n" not in sentence.strip()


def test_scripted_answers(case):
    first, second, third, fourth, fifth = [item["claim"]["id"] for item in queue(case)][:5]
    answers = "a\nرفض\nc\nmodality=possible\nn\nتحقق منه\ns\nq\n"
    done = sulh("review", case, "--no-drivers", "--reviewer", "ليلى", answers=answers)
    assert done.exit_code == 0, done.output
    claims = {claim.id: claim for claim in load_case(case).claims}
    decided = [
        (claims[f"{i}.r1"].decision, claims[f"{i}.r1"].reviewer) for i in (first, second, third)
    ]
    assert decided == [("accepted", "ليلى"), ("rejected", "ليلى"), ("corrected", "ليلى")]
    assert claims[f"{third}.r1"].modality == "possible"
    assert claims[third].superseded_by == f"{third}.r1"
    assert (claims[f"{fourth}.r1"].decision, claims[f"{fourth}.r1"].note) == ("drafted", "تحقق منه")
    assert claims[fifth].superseded_by is None
    assert not [f for f in check_file(case).faults if f.code != "not-a-fact"]
    assert "1 accepted, 1 corrected, 1 rejected, 1 noted, 1 skipped" in done.stderr


def test_it_goes_on_where_it_stopped(case):
    before = [item["claim"]["id"] for item in queue(case)]
    sulh("review", case, "--no-drivers", answers="a\na\n")  # the pipe ends: quit
    after = [item["claim"]["id"] for item in queue(case)]
    assert after == before[2:]
    sulh("review", case, "--no-drivers", answers="a\n" * len(after))
    assert queue(case) == []
    assert sulh("review", case, answers="").exit_code == 0


def test_the_claim_is_marked_in_its_sentence_in_isolates(case):
    shown = sulh("review", case, "--no-drivers", "--limit", 1, "--lang", "ar", answers="q\n").stdout
    claim = queue(case)[0]["claim"]
    assert f"{MARKS[0]}\u2068{claim['quote']}\u2069{MARKS[1]}" in shown
    assert "بحسب" in shown or "اتهام" in shown or "نفي" in shown
    assert shown.count("\u2068") == shown.count("\u2069")


def test_controls_of_direction_in_a_report_cannot_reach_the_terminal(tmp_path):
    (tmp_path / "r.txt").write_text(
        "قصف الحوثيون \u202eمدينة\u2069 مأرب \u2066وتعز.", encoding="utf-8"
    )
    sulh("read", tmp_path / "r.txt", "-o", tmp_path / "case")
    shown = sulh("review", tmp_path / "case", answers="q\n").stdout
    assert "\u202e" not in shown
    assert shown.count("\u2068") + shown.count("\u2066") == shown.count("\u2069")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("c\nmodality=deneid", "did you mean denied?"),
        ("c\nnonsense", "no field=value"),
        ("c\nactors=p:nobody", "no record 'p:nobody'"),
        ("c\nquote=ليس هنا", "the stored text does not have"),
        ("maybe", "? maybe"),
    ],
)
def test_a_wrong_answer_is_said_and_asked_again(case, wrong, says):
    done = sulh("review", case, "--no-drivers", "--limit", 1, answers=f"{wrong}\na\n")
    assert says in done.stderr
    assert [c.decision for c in load_case(case).claims].count("accepted") == 1


def test_a_quote_is_corrected_with_its_span(case):
    claim = next(i["claim"] for i in queue(case) if "تعز" in i["claim"]["quote"])
    skipped = [i["claim"]["id"] for i in queue(case)].index(claim["id"])
    word = claim["quote"].split()[0]
    sulh("review", case, "--no-drivers", answers="s\n" * skipped + f"c\nquote={word}\nq\n")
    new = next(c for c in load_case(case).claims if c.id == f"{claim['id']}.r1")
    text = (case / "reports" / "r.txt").read_text(encoding="utf-8")
    assert text[new.start : new.end] == new.quote == word


def test_claims_without_their_text_are_shown_by_their_quote(case):
    shutil.rmtree(case / "reports")
    items = queue(case)
    assert not any(item["text_known"] for item in items)
    done = sulh("review", case, "--no-drivers", "--limit", 1, answers="a\n")
    assert items[0]["claim"]["quote"] in done.stdout


def test_every_answer_means_something():
    assert set(ANSWERS.values()) == {"accept", "correct", "reject", "note", "skip", "quit"}

"""Sentences whose content nobody asserts: few false facts, most of them read, bounds that mean much."""

from __future__ import annotations

import importlib.util
import random
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sulh.errors import UnreadableError
from sulh.evaluation.command import app
from sulh.evaluation.gates import LINES, Verdict
from sulh.evaluation.lines import judge_lines, load_lines
from sulh.evaluation.names import key
from sulh.evaluation.reading import read_texts
from sulh.evaluation.system import system_of

HERE = Path(__file__).parent
ALL = load_lines(HERE / name for name in LINES)
SIDES = ("قوات الدعم السريع", "قوات البيشمركة", "القوات الإسرائيلية", "هيئة تحرير الشام")
PACK_OF = dict(zip(SIDES, ((), ("iraq",), ("palestine",), ("syria",)), strict=True))


def test_the_table_is_what_the_script_makes():
    path = HERE.parents[1] / "scripts" / "make_force_lines.py"
    spec = importlib.util.spec_from_file_location("make_force_lines", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (HERE / LINES[0]).read_text(encoding="utf-8") == script.lines()


def test_there_are_enough_lines_of_both_languages_and_all_forces():
    assert len(ALL) >= 300
    assert len({line.text for line in ALL}) == len(ALL)
    assert min(sum(line.lang == lang for line in ALL) for lang in ("ar", "en")) >= 100
    forces = {force for line in ALL for force in line.force}
    assert forces >= {"accused", "denied", "negated", "possible", "predicted", "conditional",
                      "demanded", "intended", "proposed"}  # fmt: skip


def test_rates_of_harm():
    report = judge_lines(ALL)
    assert report.false_fact.value <= 0.02, report.examples
    assert report.unsupported.value <= 0.02, report.examples
    assert report.found.value >= 0.60
    assert report.false_fact.upper < 0.05


def test_a_reader_that_asserts_everything_is_caught(monkeypatch):
    def asserting(texts, packs, language):
        return [
            {"doc": name, "claims": [{"start": 0, "end": 3, "kind": "event", "type": "attack"}]}
            for name, _ in texts
        ]

    monkeypatch.setattr("sulh.evaluation.lines.read_texts", asserting)
    report = judge_lines(ALL)
    assert report.false_fact.k == len(ALL)
    assert report.unsupported.k > 0
    assert report.found.k == 0


@pytest.mark.parametrize(
    "cell", ["id\tpack\n", "id\tpack\tlang\tcontent\tforce\tframe\ttext\na\tb\n"]
)
def test_a_broken_table_is_refused(tmp_path, cell):
    path = tmp_path / "x.tsv"
    path.write_text(cell, encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"columns|no lang"):
        load_lines([path])


def test_the_command_prints_rates_with_bounds():
    shown = CliRunner().invoke(app, ["lines", str(HERE / LINES[1]), "--examples"]).stdout
    assert shown.count("upper 95 % bound") == 3


@pytest.mark.parametrize(("passed", "code"), [(True, 0), (None, 0), (False, 1)])
def test_a_gate_that_fails_sets_the_exit_code(monkeypatch, passed, code):
    verdicts = [Verdict("x", passed, "1/2")]
    monkeypatch.setattr("sulh.evaluation.gates.judge_gates", lambda _root: iter(verdicts))
    found = CliRunner().invoke(app, ["gates"])
    assert found.exit_code == code
    assert "1/2" in found.stdout


# ---- changes that must change nothing -------------------------------------------------------


def facts(texts, *packs):
    """What is claimed in each text, without spans, names by their words."""
    lang = "ar" if re.search("[ء-ي]", texts[0]) else "en"

    documents = system_of(read_texts([(f"{n}", text) for n, text in enumerate(texts)], packs, lang))
    return [
        sorted(
            (c.kind, c.type, c.modality, c.polarity, key(c.said_by),
             *(tuple(key(w) for w in words) for words in (c.actor, c.target, c.place)))
            for c in document.claims
        )
        for document in documents
    ]  # fmt: skip


def of(lang, step=3):
    return [line for line in ALL if line.lang == lang][::step]


def changed_alike(change, lines):
    """Lines of which a change makes another text, and whether the claims stay the same."""
    for pack in dict.fromkeys(line.pack for line in lines):
        texts = [line.text for line in lines if line.pack == pack]
        others = [change(text) for text in texts]
        assert any(a != b for a, b in zip(texts, others, strict=True))
        assert facts(others, pack) == facts(texts, pack)


def test_tatweel_and_vowel_marks():
    chance = random.Random(1)

    def marked(text):
        signs = ("ـ", "ّ", "َ", "")  # no damma: «تُهاجم» is another verb than «تُهاجِم»
        return re.sub("([بتثجحخسشصضطظعغفقكلمنهي])(?=[ء-ي])", lambda m: m[1] + chance.choice(signs), text)  # fmt: skip

    changed_alike(marked, of("ar"))


def test_digits_of_the_east():
    table = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    texts = ["قتل 14 مدنيا في قصف على مدينة مأرب.", "نزح 3500 شخص من الحديدة في 5 أيلول 2018."]
    assert facts([t.translate(table) for t in texts], "yemen") == facts(texts, "yemen")


def test_an_irrelevant_sentence():
    changed_alike(lambda text: f"{text} وكان الطقس معتدلا في ذلك المساء.", of("ar"))
    changed_alike(lambda text: f"{text} The weather was mild that evening.", of("en"))


def test_order_of_paragraphs():
    for lang in ("ar", "en"):
        for pack in ("yemen", "sudan"):
            texts = [line.text for line in of(lang, 2) if line.pack == pack and line.id[:2] == lang]
            (there,) = facts(["\n\n".join(texts)], pack)
            (back,) = facts(["\n\n".join(reversed(texts))], pack)
            assert there == back


@pytest.mark.parametrize("other", SIDES[1:])
def test_another_party(other):
    lines = [
        line for line in ALL if line.lang == "ar" and SIDES[0] in line.text and line.id[:2] == "ar"
    ]
    texts = [line.text for line in lines]
    swapped = [text.replace(SIDES[0], other) for text in texts]
    packs = ("sudan", *PACK_OF[other])
    assert _forces(facts(swapped, *packs)) == _forces(facts(texts, *packs))


def _forces(found):
    return [[fact[:4] for fact in claims] for claims in found]

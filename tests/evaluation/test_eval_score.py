"""Scores: gold as system is perfect, damage is seen, and the founding texts agree with the scorer."""

from __future__ import annotations

import importlib.util
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sulh.errors import UnreadableError
from sulh.evaluation import honesty, load_gold, load_system, score
from sulh.evaluation.bounds import Rate, upper_bound
from sulh.evaluation.command import app
from sulh.evaluation.reading import read_gold
from sulh.evaluation.system import as_system, system_of

ROOT = Path(__file__).resolve().parents[2]
TEXT = "اتهمت الحكومة حركة الفجر بقصف تعز. ونفت الحركة ذلك. واتفق الطرفان على هدنة برعاية روسيا."


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(os.environ.get("SULH_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "neutral").is_dir():
        pytest.skip(f"needs the folder {folder} (founding texts and gold)")
    return folder


def mark(words: str, text: str = TEXT) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def entity(name: str, id_: str, **more: object) -> dict[str, object]:
    return {"id": id_, "name": name, "aliases": [], "mentions": [mark(name)], **more}


def claim(words: str, type_: str, **more: object) -> dict[str, object]:
    here = mark(words)
    kind = more.pop("kind", "event")
    base = {"kind": kind, "type": type_, "said_by": "author", "modality": "asserted",
            "polarity": "pos", "actor": [], "target": [], "place": []}  # fmt: skip
    return {"start": here["start"], "end": here["end"], **base, **more}


GOLD = {
    "schema": "sulh-hold/0.1", "id": "t", "lang": "ar", "text": TEXT, "negative": False,
    "parties": [entity("الحكومة", "p:gov", kind="government"), entity("حركة الفجر", "p:fajr"),
                entity("روسيا", "p:russia", kind="state")],
    "persons": [], "sources": [], "places": [entity("تعز", "pl:taiz", type="city")],
    "claims": [
        claim("اتهمت", "accuse", actor=["p:gov"], target=["p:fajr"]),
        claim("بقصف تعز", "attack", actor=["p:fajr"], place=["pl:taiz"], modality="accused",
              said_by="p:gov"),
        claim("ونفت", "deny", actor=["p:fajr"]),
        claim("اتفق الطرفان", "agree", actor=["p:gov"], target=["p:fajr"]),
        claim("حركة الفجر", "opposed_to", kind="relation", actor=["p:gov"], target=["p:fajr"]),
        claim("هدنة", "control", kind="control", actor=["p:gov"], place=["pl:taiz"]),
    ],
    "agreements": [{"name": "هدنة", "status": "reached", "parties": ["p:gov", "p:fajr"],
                    "mediator": [], "guarantor": ["p:russia"], "mentions": [mark("هدنة")]}],
}  # fmt: skip


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "t.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return load_gold(tmp_path)


def values(report):
    return {name: m.value for name, m in report.measures.items() if m is not None}


def test_gold_as_system_is_perfect_and_silence_is_worth_nothing(gold):
    assert set(values(score(gold, {"t": as_system(gold["t"])})).values()) == {1.0}
    assert set(values(score(gold, {})).values()) == {0.0}


@pytest.mark.parametrize(
    ("index", "change", "fallen"),
    [
        (1, {"modality": "asserted"}, {"modality", "modality:accused", "modality_macro_f1"}),
        (1, {"said_by": "author"}, {"attribution", "attribution_named_recall"}),
        (1, {"actor": ("الحكومة",)}, {"actor_strict", "actor_lenient"}),
        (1, {"place": ()}, {"place_lenient"}),
        (0, {"target": ()}, {"target_strict", "target_lenient"}),
        (3, {"polarity": "neg"}, {"polarity"}),
        (2, {"type": "reject"}, {"event", "event_iou50", "event_stretched"}),
        (4, {"target": ("روسيا",)}, {"relation_ends"}),
        (5, {"kind": "state"}, {"control"}),
    ],
)
def test_one_fault_moves_what_it_should(gold, index, change, fallen):
    system = as_system(gold["t"])
    claims = list(system.claims)
    claims[index] = replace(claims[index], **change)
    found = values(score(gold, {"t": replace(system, claims=tuple(claims))}))
    down = {name for name, value in found.items() if value < 1}
    assert fallen <= down
    assert not (down - fallen) & {"agreement", "parties_exact", "event_anytype", "relation"}


def test_a_longer_name_is_right_only_leniently(gold):
    system = as_system(gold["t"])
    claims = (
        replace(system.claims[0], actor=("الحكومة اليمنية المؤقتة في تعز",)),
        *system.claims[1:],
    )
    found = values(score(gold, {"t": replace(system, claims=claims)}))
    assert found["actor_lenient"] == found["actor_strict"] < 1  # a generic word alone is no name
    claims = (replace(system.claims[0], target=("حركة الفجر الإسلامية",)), *system.claims[1:])
    found = values(score(gold, {"t": replace(system, claims=claims)}))
    assert found["target_strict"] < found["target_lenient"] == 1


def test_spans_and_links_of_names(gold):
    system = as_system(gold["t"])
    first, second, third = system.entities["parties"]
    joined = replace(first, mentions=(*first.mentions, *second.mentions))
    shifted = replace(third, mentions=tuple((a + 1, b) for a, b in third.mentions))
    entities = {**system.entities, "parties": (joined, shifted)}
    found = values(score(gold, {"t": replace(system, entities=entities)}))
    assert found["parties_exact"] < 1 == found["parties_overlap"]
    assert found["party_link_b3"] < 1


def test_agreements(gold):
    system = as_system(gold["t"])
    (pact,) = system.agreements
    changed = replace(pact, status="implemented", guarantor=("الحكومة",))
    found = values(score(gold, {"t": replace(system, agreements=(changed,))}))
    assert (found["agreement"], found["agreement_status"], found["agreement_status_coarse"]) == (1, 0, 1)  # fmt: skip
    assert found["agr_guarantor"] == 0


def test_a_false_fact_and_an_unsupported_claim_are_seen(gold):
    system = as_system(gold["t"])
    honest = honesty(gold, {"t": system})
    assert (honest.false_fact, honest.found, honest.unsupported.k) == (Rate(0, 1), Rate(1, 1), 0)
    claims = list(system.claims)
    claims[1] = replace(claims[1], modality="asserted")
    claims[2] = replace(claims[2], type="protest")
    worse = honesty(gold, {"t": replace(system, claims=tuple(claims))})
    assert worse.false_fact == Rate(1, 1)
    assert (worse.unsupported.k, worse.groundless.k) == (1, 0)
    assert any("بقصف تعز" in line for line in worse.examples)
    assert honesty(gold, {}).found == Rate(0, 1)


def test_texts_about_nothing_are_counted_apart(gold):
    negative = {"n": replace(gold["t"], id="n", negative=True)}
    report = score(negative, {"n": as_system(gold["t"])})
    assert report.negatives["negative_claims_per_1000"] > 0
    assert not values(report)


def test_bounds_are_those_of_the_binomial():
    assert upper_bound(0, 100) == pytest.approx(1 - 0.05 ** (1 / 100))
    assert upper_bound(5, 5) == 1.0
    assert Rate(0, 0).value is None


def test_what_is_no_gold_is_refused(tmp_path):
    (tmp_path / "a.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(UnreadableError, match="no gold here"):
        load_gold(tmp_path)
    (tmp_path / "a.json").write_text('{"schema": "sulh-hold/0.1"}', encoding="utf-8")
    with pytest.raises(UnreadableError, match="gold without"):
        load_gold(tmp_path)


def test_a_document_given_twice_is_refused(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text('[{"doc": "t"}]', encoding="utf-8")
    with pytest.raises(UnreadableError, match="given twice"):
        load_system(tmp_path)


def test_the_command_scores_and_prints_json(tmp_path, gold):
    target = tmp_path / "gold" / "t.json"
    target.parent.mkdir()
    target.write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "reader.json").write_text('{"doc": "t"}', encoding="utf-8")
    runner = CliRunner()
    given = runner.invoke(app, ["score", str(target.parent), str(tmp_path / "reader.json")])
    assert "event " in given.stdout
    assert "false facts" in given.stdout
    read = json.loads(runner.invoke(app, ["score", str(target.parent), "--json"]).stdout)
    assert read["report"]["measures"]["event"]["value"] > 0


def test_agrees_with_the_scorer_on_the_founding_texts(shared):
    spec = importlib.util.spec_from_file_location("score_reader", shared / "tools/score_reader.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    files = sorted((shared / "gold" / "neutral").glob("*.json"))
    theirs = {g["id"]: g for g in (json.loads(f.read_text(encoding="utf-8")) for f in files)}
    ours = load_gold(shared / "gold" / "neutral")
    read = read_gold(ours)
    plain = {name: json.loads(json.dumps(_plain(document))) for name, document in read.items()}
    wanted = scorer.run(theirs, plain, list(theirs))
    for name, measure in score(ours, read).measures.items():
        group, _, rest = name.partition(":")
        known = wanted["modality_by_class"][rest] if rest else wanted[group]
        assert (measure is None) == (known is None), name
        if known is not None:
            assert measure.value == pytest.approx(known.get("F1", known.get("acc"))), name


def _plain(document):
    kinds = {
        kind: [{"name": e.name, "aliases": e.aliases, "mentions": e.mentions} for e in entities]
        for kind, entities in document.entities.items()
    }
    fields = (
        "start",
        "end",
        "kind",
        "type",
        "actor",
        "target",
        "place",
        "said_by",
        "modality",
        "polarity",
    )
    pacts = ("status", "name", "parties", "mediator", "guarantor", "mentions")
    return {
        "doc": document.doc, **kinds,
        "claims": [{f: getattr(c, f) for f in fields} for c in document.claims],
        "agreements": [{f: getattr(a, f) for f in pacts} for a in document.agreements],
    }  # fmt: skip


def test_both_forms_of_the_gold_agree(shared):
    flat, nested = load_gold(shared / "gold" / "neutral"), load_gold(shared / "gold")
    assert list(flat) == list(nested)
    for name, document in nested.items():
        assert document.text == flat[name].text
        known = {(c.span, c.kind, c.type, c.modality, c.said_by) for c in flat[name].claims}
        mine = {(c.span, c.kind, c.type, c.modality, c.said_by) for c in document.claims}
        assert mine <= known
    assert system_of([{"doc": "x"}])[0].claims == ()

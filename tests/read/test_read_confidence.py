"""The confidence of a claim: its features, and that what ships is what the reports give."""

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sulh.case.model import Mention
from sulh.read.confidence import FEATURES, KINDS, MODEL, features_of, weighed
from sulh.read.files import Report
from sulh.read.reader import draft_claims, draft_texts
from sulh.read.single import How, read_one

SCRIPT = Path(__file__).parents[2] / "scripts" / "confidence_trial.py"
TEXT = (
    "هاجمت حركة الشباب مقر الأمم المتحدة في مقديشو يوم الأحد.\n"
    "واتهمت الحكومة الصومالية إثيوبيا بدعم الانفصاليين في جوبالاند، وقالت إن على أديس أبابا أن تسحب قواتها.\n"
)


def report(text=TEXT, name="mogadishu"):
    return Report(Path(f"{name}.txt"), text, "0" * 64)


@pytest.fixture(scope="module")
def draft():
    return draft_texts([report()])


def described(draft):
    case = draft.case
    found = features_of(case.claims, (*case.parties, *case.persons), draft.texts)
    return [
        (claim, None if given is None else dict(zip(FEATURES, given, strict=True)))
        for claim, given in zip(case.claims, found, strict=True)
    ]


def of_type(draft, kind):
    return next((c, f) for c, f in described(draft) if getattr(c.content, "type", "") == kind)


def test_features_say_what_the_claim_is(draft):
    _, attack = of_type(draft, "attack")
    assert (attack["hard event"], attack["speech act"], attack["an actor"]) == (1, 0, 1)
    assert (attack["force is not asserted"], attack["relation or control"]) == (0, 0)
    assert attack["long sentence"] == pytest.approx(10 / 30)
    _, blame = of_type(draft, "accuse")
    assert (blame["hard event"], blame["speech act"]) == (0, 1)
    _, accused = next((c, f) for c, f in described(draft) if c.modality == "accused")
    assert accused["force is not asserted"] == 1


def test_arguments_and_rivals_are_looked_for_near_the_words(draft):
    claim, near = of_type(draft, "attack")
    assert (near["arguments from elsewhere"], near["competing reading"]) == (0, 0)
    away = [
        replace(p, mentions=tuple(Mention(source="s:other", start=m.start, end=m.end, quote=m.quote)
                                  for m in p.mentions))
        for p in draft.case.parties
    ]  # fmt: skip
    rival = replace(claim, id="c:rival", start=claim.end - 1, end=claim.end + 9)
    both = dict(zip(FEATURES, next(features_of([claim, rival], away, draft.texts)), strict=True))
    assert (both["arguments from elsewhere"], both["competing reading"]) == (1, 1)
    elsewhere = replace(rival, start=claim.end, end=claim.end + 9)
    alone = next(features_of([claim, elsewhere], away, draft.texts))
    assert alone[FEATURES.index("competing reading")] == 0


def test_the_confidence_is_the_chance_that_the_model_gives(draft):
    held = json.loads(MODEL.read_text(encoding="utf-8"))
    for claim, given in described(draft):
        if given is None:
            assert claim.content.kind not in KINDS
            continue
        z = held["intercept"] + sum(held["coefficients"][n] * v for n, v in given.items())
        assert claim.confidence == round(float(1 / (1 + np.exp(-z))), 2)
    attack, accused = of_type(draft, "attack")[0], next(
        c for c, _ in described(draft) if c.modality == "accused"
    )  # fmt: skip
    assert attack.confidence > accused.confidence


def test_other_kinds_keep_the_constant_of_their_rule(draft):
    claim = draft.case.claims[0]
    state = replace(
        claim, confidence=0.45, content=replace(of_type(draft, "attack")[0].content, kind="state")
    )
    assert weighed([state], (), draft.texts) == [state]


def test_a_report_among_others_is_weighed_as_alone(draft):
    other = report("هاجمت قوات الدعم السريع مدينة الفاشر، ونفت الحكومة السودانية ذلك.", "a-fasher")
    among = draft_texts([other, report()]).case.claims
    alone = {(c.start, c.content.kind, c.modality): c.confidence for c in draft.case.claims}
    again = {(c.start, c.content.kind, c.modality): c.confidence
             for c in among if c.source == "s:mogadishu"}  # fmt: skip
    assert again == alone
    table = draft_claims(read_one(report(), How())).claims
    assert [c.confidence for c in table] == [c.confidence for c in draft.case.claims]


@pytest.mark.skipif(not SCRIPT.is_file(), reason="scripts/ is not in the package")
def test_what_ships_is_what_the_annotated_reports_give(monkeypatch):
    """A rule that changes a few claims moves a fit a little; a new fit is due when this fails."""
    spec = importlib.util.spec_from_file_location("confidence_trial", SCRIPT)
    trial = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, trial)
    spec.loader.exec_module(trial)
    rows = trial.items(trial.FRESH)
    held, fresh = json.loads(MODEL.read_text(encoding="utf-8")), trial.fitted(rows)
    assert held["fitted_on"] == fresh["fitted_on"]
    x = np.array([row.features for row in rows])

    def chances(model):
        weights = np.array([model["coefficients"][name] for name in FEATURES])
        return 1 / (1 + np.exp(-(x @ weights + model["intercept"])))

    apart = np.abs(chances(held) - chances(fresh))
    assert apart.mean() < 0.03, "run: python scripts/confidence_trial.py --write"
    assert trial.beats(trial.compare("fresh", rows, trial.left_out(rows)))

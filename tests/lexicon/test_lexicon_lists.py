"""The general lists: triggers, states, gazetteer."""

import collections
from typing import get_args

import pytest
from lexicon_tables import LEXICON, lines, rows

from sulh.case.vocab import EventType
from sulh.read.fold import fold_text
from sulh.read.lists import load_lexicon
from sulh.read.morphology import arabic_forms

TRIGGERS = rows(LEXICON / "triggers.tsv")
STATES = rows(LEXICON / "states.tsv")
GAZETTEER = rows(LEXICON / "gazetteer.tsv")
ACTORS = {"subj", "gen", "tgt", "between", "from", "none"}
PLACES_OF_TARGETS = {
    "ar": {
        "dobj", "على", "ضد", "مع", "من", "عن", "الى", "في", "ل", "ب", "بين", "باتجاه", "نحو", "إزاء",
        "لصالح", "أمام",
    },
    "en": {
        "dobj", "on", "against", "with", "to", "from", "in", "at", "of", "for", "about", "over",
        "by", "into",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ["triggers", "states", "gazetteer"])
def test_tables_are_square_sorted_and_clean(name):
    header, *body = lines(LEXICON / f"{name}.tsv")
    assert all(len(line) == len(header) for line in body)
    assert all(cell == cell.strip() for line in body for cell in line)
    key = (lambda r: (r[1], r[2], int(r[0]))) if name == "gazetteer" else tuple
    assert body == sorted(body, key=key)
    assert len({tuple(line) for line in body}) == len(body)


def test_triggers_keep_to_the_vocabulary():
    for row in TRIGGERS:
        assert row["type"] in get_args(EventType), row
        assert row["lang"] in ("ar", "en"), row
        assert row["pos"] in ("v", "n", "x"), row
        actor, _, targets = row["frame"].partition(">")
        assert actor in ACTORS, row
        for target in filter(None, targets.split(",")):
            assert target in PLACES_OF_TARGETS[row["lang"]], row


def test_triggers_cover_every_type_in_both_languages():
    counts = collections.Counter(row["lang"] for row in TRIGGERS)
    assert counts["ar"] >= 350
    assert counts["en"] >= 250
    for lang in ("ar", "en"):
        assert {r["type"] for r in TRIGGERS if r["lang"] == lang} == set(get_args(EventType))


def test_verbs_have_what_their_forms_are_made_from():
    for row in TRIGGERS:
        if row["pos"] != "v":
            assert row["forms"], row
            assert not row["root"], row
        elif row["lang"] == "ar":
            assert arabic_forms(row["root"], row["wazn"]), row
        else:
            assert row["root"].isascii(), row
            assert not row["wazn"], row


def test_a_form_gives_one_subtype_of_a_type():
    """The same form twice under one type would make the finer name depend on the order of rows."""
    found = collections.defaultdict(set)
    for row in TRIGGERS:
        for form in filter(None, row["forms"].split("|")):
            found[row["lang"], row["type"], fold_text(form)].add((row["subtype"], row["pos"]))
    twice = {key: value for key, value in found.items() if len(value) > 1}
    assert not twice


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("هاجموا", "attack"), ("اغتيل", "attack"), ("يحاصرون", "attack"), ("اختطف", "attack"),
        ("اشتبكت", "fight"), ("استشهد", "casualty"), ("أصيبت", "casualty"), ("هجّروا", "displace"),
        ("اتهمت", "accuse"), ("ينفي", "deny"), ("نقض", "breach"), ("أفرجت", "concede"),
        ("انسحبت", "lose_territory"), ("سيطروا", "gain_territory"), ("تظاهر", "protest"),
        ("استقدم", "mobilise"), ("تتوسط", "mediate"), ("زار", "visit"), ("تحصنت", "fortify"),
        ("besieged", "attack"), ("kidnapped", "attack"), ("fled", "displace"), ("vetoed", "reject"),
        ("withdrew", "lose_territory"), ("brokered", "mediate"), ("truce", "ceasefire"),
    ],
)  # fmt: skip
def test_a_written_form_is_found(word, kind):
    found = load_lexicon().triggers.get(fold_text(word), ())
    assert kind in {trigger.type for trigger, _ in found}


@pytest.mark.parametrize("word", ["الأزمة", "حرب", "march", "back", "mass", "bodies", "settlement"])
def test_words_that_seldom_report_an_event_are_no_triggers(word):
    assert fold_text(word) not in load_lexicon().triggers


def test_states_are_whole():
    assert len(STATES) >= 193
    assert len({row["id"] for row in STATES}) == len(STATES)
    assert len({row["iso2"] for row in STATES}) == len(STATES)
    for row in STATES:
        assert row["id"].startswith("p:")
        assert len(row["iso2"]) == 2
        assert row["name_ar"]
        assert row["name_en"]
        assert row["capital_ar"]
        assert row["capital_en"]
        masculine = row["nisba_m"].split("|") if row["nisba_m"] else []
        assert all(word.endswith("ي") for word in masculine)
        assert len(row["nisba_f"].split("|")) == max(1, len(masculine))


def test_no_adjective_means_two_states():
    found = collections.defaultdict(set)
    for row in STATES:
        for column in ("nisba_m", "nisba_f", "nisba_pl", "demonym_en"):
            for form in filter(None, row[column].split("|")):
                found[fold_text(form)].add(row["id"])
    assert not {form: ids for form, ids in found.items() if len(ids) > 1}


def test_mali_has_no_adjective_because_it_means_financial():
    assert next(row for row in STATES if row["iso2"] == "ML")["nisba_m"] == ""


def test_the_gazetteer_is_small_and_sound():
    assert (LEXICON / "gazetteer.tsv").stat().st_size <= 1_500_000
    assert len({row["geonameid"] for row in GAZETTEER}) == len(GAZETTEER)
    assert {"SY", "YE", "LY", "SD", "IQ", "LB", "PS", "IL"} <= {row["country"] for row in GAZETTEER}
    for row in GAZETTEER:
        assert -90 <= float(row["lat"]) <= 90
        assert -180 <= float(row["lon"]) <= 180
        assert len(fold_text(row["name_ar"])) > 2
        assert row["name_en"].isascii()


def test_the_gazetteer_leaves_out_ordinary_words():
    ordinary = {f for row in rows(LEXICON / "words.tsv") for f in row["forms"].split("|")}
    ordinary = {fold_text(form) for form in ordinary}
    small = [r for r in GAZETTEER if int(r["population"]) < 100_000]
    assert not {r["name_ar"] for r in small if fold_text(r["name_ar"]) in ordinary}
    assert "الهجرة" not in {r["name_ar"] for r in GAZETTEER}


def test_the_credit_stands_beside_the_gazetteer():
    notice = (LEXICON / "NOTICE").read_text(encoding="utf-8")
    assert "GeoNames" in notice
    assert "creativecommons.org/licenses/by/4.0" in notice

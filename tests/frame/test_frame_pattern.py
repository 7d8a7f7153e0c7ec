"""Pattern files: those that ship fit together, and those that do not are refused with the reason."""

import re
from dataclasses import replace

import pytest
from frame_cases import siege

from sulh.case.model import Case, Text
from sulh.errors import ModelError, UnreadableError
from sulh.frame import (
    frame_case,
    load_pattern,
    load_patterns,
    new_pattern_text,
    pattern_names,
    pattern_text,
    read_pattern,
)
from sulh.frame.unfold import unfold

MINIMAL = """
id: tiny
title: {ar: صغير, en: Tiny}
summary: {ar: صغير, en: Tiny}
sources: []
roles:
  - id: one
    title: {ar: واحد, en: One}
    ask: {ar: من؟, en: Who?}
    required: true
    evidence:
      - {event: [attack], take: actors}
options:
  - {id: act, role: one, title: {ar: يفعل, en: act}}
statements:
  - {id: wants, role: one, condition: act, why: {ar: يريد, en: wants}}
outcomes:
  - {id: now, title: {ar: الآن, en: now}, on: [], kind: status_quo}
"""


def test_every_pattern_that_ships_is_sound_and_speaks_both_languages():
    for pattern in load_patterns():
        assert pattern.sources
        texts = [pattern.title, pattern.summary]
        for field in ("roles", "options", "outcomes", "levers"):
            texts += [record.title for record in getattr(pattern, field)]
        texts += [role.ask for role in pattern.roles] + [s.why for s in pattern.statements]
        for text in texts:
            assert re.search(r"[\u0600-\u06ff]", text.ar), text
            assert re.search(r"[A-Za-z]", text.en), text
        assert sum(o.kind == "settlement" for o in pattern.outcomes) >= 1


def test_the_first_two_patterns_ship():
    assert {"siege-and-evacuation", "separate-truces"} <= set(pattern_names())


def test_the_smallest_pattern_is_read():
    assert read_pattern(MINIMAL).roles[0].id == "one"


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("role: one, condition", "role: two, condition", "statements[0].role", "known: one"),
        ("condition: act", "condition: acts", "statements[0].condition", "did you mean act"),
        ("condition: act", "condition: act and", "statements[0].condition", ""),
        ("on: []", "on: [acts]", "outcomes[0].on[0]", "did you mean act"),
        ("kind: status_quo", "kind: other", "outcomes", "status_quo"),
        ("event: [attack]", "event: [atack]", "mine.yaml:12: roles[0].evidence[0].event[0]", "attack"),
        ("{event: [attack], take", "{event: [attack], control: true, take", "roles[0].evidence[0]", "one of"),
        ("take: actors}", "modality: [accused], take: actors}", "roles[0].evidence[0].modality", ""),
        ("required: true", "requird: true", "roles[0].requird", ""),
        ("title: {ar: الآن", "extra: 1, title: {ar: الآن", "mine.yaml:18: outcomes[0].extra", ""),
    ],
)  # fmt: skip
def test_a_pattern_that_does_not_fit_together_is_refused(old, new, field, said):
    assert old in MINIMAL
    with pytest.raises(ModelError) as caught:
        read_pattern(MINIMAL.replace(old, new), "mine.yaml")
    assert str(caught.value).startswith("mine.yaml")
    assert field in str(caught.value)
    assert said in str(caught.value)


def test_every_fault_is_said_at_once_each_with_its_line():
    text = MINIMAL.replace("role: one, title", "role: two, title").replace(
        "condition: act", "condition: acts"
    )
    with pytest.raises(ModelError) as caught:
        read_pattern(text, "mine.yaml")
    said = str(caught.value)
    assert said.startswith("mine.yaml: 2 faults in the pattern")
    assert "mine.yaml:14: options[0].role: no role is called two" in said
    assert "mine.yaml:16: statements[0].condition: no option is called acts" in said


def test_levers_and_roles_that_do_not_fit_are_found():
    lever = """levers:
  - {id: x, kind: bar, title: {en: x}, cost: 1, ops: [{op: set, path: options/acts/moves, value: "off"}]}
"""
    with pytest.raises(ModelError, match=r"options has no acts\n.*did you mean act"):
        read_pattern(MINIMAL + lever, "mine.yaml")
    with pytest.raises(ModelError, match="which argument fills it"):
        read_pattern(MINIMAL.replace(", take: actors", ""), "mine.yaml")
    with pytest.raises(ModelError, match="bound after one"):
        read_pattern(MINIMAL.replace("required: true", "outside: [one]"), "mine.yaml")


def test_a_new_pattern_loads_and_a_file_is_read_anew_each_time(tmp_path):
    path = tmp_path / "هدنة.yaml"
    path.write_text(new_pattern_text("hudna-2"), encoding="utf-8")
    assert load_pattern(str(path)).id == "hudna-2"
    path.write_text(new_pattern_text("hudna-3", "separate-truces"), encoding="utf-8")
    assert load_pattern(str(path)).roles == load_pattern("separate-truces").roles
    assert load_pattern(str(path)).id == "hudna-3"
    copied = new_pattern_text("hudna-4", str(path))
    assert "# One strong side and several weak areas" in copied


@pytest.mark.parametrize("name", ["My Truce", "هدنة", "siege-and-evacuation", ""])
def test_names_that_no_pattern_can_have(name):
    with pytest.raises(ModelError):
        new_pattern_text(name)


def test_accused_content_can_never_be_named_as_evidence():
    for modality in ("accused", "denied", "predicted", "possible", "conditional"):
        with pytest.raises(ModelError):
            read_pattern(
                MINIMAL.replace("take: actors}", f"modality: [{modality}], take: actors}}")
            )


def test_yaml_that_is_broken_or_uses_aliases_is_refused_with_its_line():
    with pytest.raises(ModelError, match=r"mine\.yaml:3"):
        read_pattern("id: a\nb: [", "mine.yaml")
    with pytest.raises(ModelError, match=r"mine\.yaml:2.*aliases"):
        read_pattern("a: &x [1]\nb: *x\n", "mine.yaml")


def test_a_pattern_of_ones_own_is_used_by_its_path(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    case = frame_case(siege(), [str(path)])
    assert [d.pattern for d in case.decisions] == ["tiny"]
    assert case.campaigns == ()


def test_names_and_files_that_do_not_exist(tmp_path):
    with pytest.raises(ModelError, match="did you mean siege-and-evacuation"):
        load_pattern("siege-and-evacuations")
    with pytest.raises(UnreadableError, match=r"no\.yaml"):
        load_pattern(str(tmp_path / "no.yaml"))


def test_the_text_of_a_pattern_can_be_copied(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(pattern_text("siege-and-evacuation"), encoding="utf-8")
    assert load_pattern(str(path)) == load_pattern("siege-and-evacuation")
    with pytest.raises(ModelError, match="siege"):
        pattern_text("sieges-and-evacuation")


def test_an_empty_case_has_nothing_to_frame():
    empty = Case(id="empty", title=Text(ar="فارغ"))
    assert frame_case(empty) == empty
    assert frame_case(replace(siege(), claims=())).decisions == ()


SEVERAL = """
id: forces
title: {ar: قوى, en: Forces}
summary: {ar: قوى, en: Forces}
sources: []
roles:
  - id: one
    title: {ar: واحد, en: One}
    ask: {ar: من؟, en: Who?}
    required: true
    several:
      title: {ar: آخر, en: Another}
      ask: {ar: "{who} و{first}؟", en: "{who} and {first}?"}
      patron: behind
    evidence:
      - {event: [attack], take: actors}
  - id: other
    title: {ar: آخر, en: Other}
    ask: {ar: من؟, en: Who?}
    evidence:
      - {event: [attack], take: targets}
  - id: behind
    title: {ar: داعم, en: Behind}
    ask: {ar: من؟, en: Who?}
    decides: false
    each: {role: one, title: {ar: "{who}", en: "{who}"}, ask: {ar: "{who}", en: "{who}"}}
    evidence:
      - {relation: [backed_by], subject: one, take: object}
options:
  - {id: act, role: one, title: {ar: يفعل, en: act}}
  - {id: reply, role: other, title: {ar: يرد, en: reply}}
statements:
  - {id: wants, role: one, condition: act, why: {ar: يريد, en: wants}}
  - {id: fears, role: other, condition: not any(act), why: {ar: يخشى, en: fears}}
outcomes:
  - {id: now, title: {ar: الآن, en: now}, on: [act], kind: status_quo}
  - {id: done, title: {ar: تم, en: done}, on: [act, reply]}
"""


def test_a_role_may_be_several():
    written = read_pattern(SEVERAL)
    one, two = unfold(written), unfold(written, [Text(en="a"), Text(en="b")], now=["act_2"])
    assert [s.condition for s in one.statements] == ["act", "not act"]
    assert [s.condition for s in two.statements] == ["act", "act_2", "not (act or act_2)"]
    assert [(o.id, o.on) for o in two.outcomes] == [
        ("now", ("act_2",)),
        ("done", ("act", "reply")),
        ("done_2", ("act_2", "reply")),
        ("done_all", ("act", "act_2", "reply")),
    ]
    assert [r.id for r in two.roles] == ["one", "one_2", "other", "behind", "behind_2"]
    assert [e.subject for r in two.roles[3:] for e in r.evidence] == ["one_1", "one_2"]


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("not any(act)", "not act", "statements[1].condition", "write any(act) or all(act)"),
        ("not any(act)", "not 1", "statements[1].condition", "write any(act) or all(act)"),
        ("not any(act)", "not any(acts)", "statements[1].condition", "act"),
        ("not any(act)", "not any(reply)", "statements[1].condition", "act"),
        ("patron: behind", "patron: other", "roles[0].several.patron", "behind"),
        ("{who} and {first}?", "who?", "roles[0].several.ask", "{who} and {first}"),
        ("each: {role: one,", "each: {role: other,", "roles[2].each.role", "one"),
        ("id: other\n", "id: other\n    several: {title: {en: x}, ask: {en: '{who} {first}'}}\n",
         "roles[1].several", "one role"),
        ("{id: reply,", "{id: act_2,", "options[1].id", "choose an id"),
        ("condition: not any(act),", "only_several: true, condition: not any(act),",
         "statements[1]", "take this out"),
        ("take: actors}", "take: actors}\n    decides: false", "roles[0].several", "decides"),
    ],
)  # fmt: skip
def test_what_several_cannot_be_is_refused_and_said(old, new, field, said):
    assert old in SEVERAL
    with pytest.raises(ModelError) as caught:
        read_pattern(SEVERAL.replace(old, new), "mine.yaml")
    assert field in str(caught.value)
    assert said in str(caught.value)


def test_written_out_for_one_no_pattern_speaks_of_several():
    for pattern in load_patterns():
        told = unfold(pattern)
        texts = [s.condition for s in told.statements] + [a.condition for a in told.aims]
        texts += [p.when for p in told.played_by]
        assert not [text for text in texts if "any(" in text or "all(" in text]
        assert [s.id for s in told.statements] == [
            s.id for s in pattern.statements if not s.only_several
        ]
        assert (told == pattern) == (pattern.several is None)

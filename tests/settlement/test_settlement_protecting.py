"""Only levers that protect: none tightens a siege, raises an assault or orders truces for one."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from settlement_conflicts import statement, words

from sulh.case.model import Patch, PatchOp, Statement
from sulh.errors import ModelError
from sulh.frame import frame_case, load_patterns
from sulh.settlement import Lever, find_levers, levers_of
from sulh.settlement.levers import refuse_harm
from sulh.settlement.protecting import Harm, harmful_options

sys.path.insert(0, str(Path(__file__).parents[1] / "frame"))
from frame_cases import one_by_one, siege


def one_siege():
    return next(d for d in frame_case(siege()).decisions if d.pattern == "siege-and-evacuation")


def truces():
    return next(d for d in frame_case(one_by_one()).decisions if d.pattern == "separate-truces")


def lever(decision, *ops):
    made = tuple(
        PatchOp(op=op, path=f"decisions/{decision.id}/{path}", value=v) for op, path, v in ops
    )
    patch = Patch(id="bad", title=words("bad"), ops=made)
    return Lever(id="bad", kind="bar", title=words("bad"), cost=1.0, patch=patch)


def wish(who, condition, **more):
    return statement(who, "_new", condition, basis="assumed", **more)


SIEGE = [
    ("the assault may not stop", ("set", "options/assault/moves", "on"), "leave assault on"),
    ("calm is ruled out", ("add", "infeasible", "not assault"), "nobody is harmed"),
    ("paid to assault", ("add", "statements", wish("besieger", "assault")), "want harm"),
    ("rewarded for it", ("add", "statements", wish("besieger", "assault and leave")), "want harm"),
    ("others told to want it", ("add", "statements", wish("local_body", "assault")), "want harm"),
    ("surer of a breach", ("set", "statements/besieger_breach/belief", 1.0), "want harm"),
    (
        "a breach put first",
        ("set", "statements/besieger_breach/over", ["besieger_no_punishment"]),
        "want harm",
    ),
    (
        "a wish for land put above one for calm",
        ("set", "statements/local_keep/over", ["local_no_assault"]),
        None,
    ),
    ("something new for the besieger", ("add", "options", {"id": "shell", "owner": "besieger", "title": {"en": "shell", "ar": "قصف"}}), "something new to do"),
    ("a changed status quo", ("set", "outcomes/assault_continues/on", []), "which no lever may"),
    ("an impossible move made possible", ("remove", "infeasible/0", None), "which no lever may"),
    ("others' moves barred", ("add", "barred", {"decision_maker": "local_body", "source": "not hand_over", "target": "hand_over"}), "do not switch harm on"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "op", "said"), SIEGE, ids=[what for what, *_ in SIEGE])
def test_nothing_that_tightens_a_siege_or_raises_an_assault(what, op, said):
    decision = one_siege()
    if said is None:  # the local body owns no harm: what it minds most is its own affair
        refuse_harm(decision, lever(decision, op))
        return
    with pytest.raises(ModelError, match=said) as error:
        refuse_harm(decision, lever(decision, op))
    assert "lever bad" in str(error.value)
    assert "only levers that protect people" in str(error.value)
    with pytest.raises(ModelError, match="lever bad"):
        find_levers(decision, levers=[lever(decision, op)], n=20)


def test_what_answers_harm_is_told_from_the_statements():
    harm = Harm(truces())
    assert harm.options == {"assault", "next"}
    assert "open_front" in harm.answers
    assert "hand_over" not in harm.answers


ANSWERS = [
    ("truces bar the other fronts", ("set", "options/open_front/moves", "off")),
    ("truces rule them out", ("add", "infeasible", "open_front and assault")),
    ("the others are paid to stand aside", ("add", "statements", wish("other_areas", "not open_front"))),
    ("and surely do", ("set", "statements/others_aside/belief", 1.0)),
    ("nobody comes to help", ("remove", "statements/others_relief", None)),
    ("help is doubted", ("set", "statements/others_relief/belief", 0.01)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "op"), ANSWERS, ids=[what for what, _ in ANSWERS])
def test_no_truce_is_ordered_for_a_campaign(what, op):
    decision = truces()
    with pytest.raises(ModelError, match=r"answers? harm|stand aside"):
        refuse_harm(decision, lever(decision, op))


def test_the_guarantors_answer_may_not_be_taken_away_or_doubted():
    decision = one_siege()
    answers = Harm(decision).answers
    assert answers == ({"punish"} if any(o.id == "punish" for o in decision.options) else set())
    for op in (
        ("set", "options/punish/moves", "off"),
        ("remove", "statements/threat_credible", None),
    ):
        if answers:
            with pytest.raises(ModelError, match="answer"):
                refuse_harm(decision, lever(decision, op))


PROTECT = [
    ("bar a breach", ("set", "options/breach/moves", "off")),
    ("end the assault for good", ("set", "options/assault/moves", "off")),
    ("a hand-over that stays", ("set", "options/hand_over/moves", "on")),
    ("a price", ("add", "statements", wish("besieger", "not breach", over=("besieger_breach",)))),
    ("a payment", ("add", "statements", wish("local_body", "hand_over"))),
    ("less sure of a breach", ("set", "statements/besieger_breach/belief", 0.1)),
    ("monitors on the road back", ("add", "barred", {"decision_maker": "besieger", "source": "hand_over and not breach", "target": "breach"})),
    ("a breach ruled out", ("add", "infeasible", "breach and leave")),
]  # fmt: skip


@pytest.mark.parametrize(("what", "op"), PROTECT, ids=[what for what, _ in PROTECT])
def test_what_protects_passes(what, op):
    decision = one_siege()
    refuse_harm(decision, lever(decision, op))


@pytest.mark.parametrize("pattern", load_patterns(), ids=lambda pattern: pattern.id)
def test_every_lever_that_a_pattern_ships_protects(pattern):
    for case in (siege(), one_by_one()):
        for decision in frame_case(case).decisions:
            if decision.pattern == pattern.id:
                for each in levers_of(decision):
                    refuse_harm(decision, each)
    assert {o.id for o in pattern.options if o.harms}


def test_a_whole_statement_may_be_set_only_to_say_the_same():
    decision = one_siege()
    held = next(s for s in decision.statements if s.id == "besieger_breach")
    same = Statement(
        id=held.id, decision_maker=held.decision_maker, condition=held.condition, belief=0.1
    )
    refuse_harm(decision, lever(decision, ("set", "statements/besieger_breach", same)))
    other = replace(same, condition="breach and assault")
    with pytest.raises(ModelError, match="would change"):
        refuse_harm(decision, lever(decision, ("set", "statements/besieger_breach", other)))


def test_without_a_pattern_what_is_done_now_harms():
    marked = replace(one_siege(), pattern="")
    assert harmful_options(marked) == {"assault", "breach"}
    unmarked = tuple(replace(option, harms=False) for option in marked.options)
    decision = replace(marked, options=unmarked)
    assert harmful_options(decision) == {"assault"}

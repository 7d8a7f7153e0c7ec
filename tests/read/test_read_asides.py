"""What stands between a verb and its content, and pronouns of means: force and doer stay right."""

from __future__ import annotations

import pytest

ASIDES = (
    "ويقضي الاتفاق، بحسب أحد أعضاء اللجنة، بانسحاب الجيش من بلدة جنديرس.",
    "وتقضي الخطة، وفق مصدر محلي، بوقف العمليات العسكرية في وادي غزة.",
    "وينص المقترح، وفق مصادر قناة محلية، على انسحاب الجيش من المدينة.",
)


@pytest.mark.parametrize("text", ASIDES, ids=["member", "local", "channel"])
def test_a_source_between_a_verb_and_its_content_leaves_the_force(facts, text):
    told = [f for f in facts(text) if f[0] == "event" and f[1] in ("ceasefire", "lose_territory")]
    assert told
    assert all("asserted" not in f for f in told)


REACHED = "توصل الجيش والحركة إلى هدنة في بابنوسة، لكنها شهدت خرقا من قوات الدعم السريع من خلال قصفها السوق."


def test_the_means_are_of_the_one_just_named_and_reaching_is_no_visit(facts):
    told = {f[1]: f[2] for f in facts(REACHED) if f[0] == "event"}
    assert told["attack"] == ("قوات الدعم السريع",)
    assert "visit" not in told

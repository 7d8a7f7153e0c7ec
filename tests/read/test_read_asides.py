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


NOT_DONE = {
    "وطالب مجلس الأمن إريتريا بوقف دعمها للمتمردين وسحب قواتها من أديغرات.": "concede",
    "حذرت البعثة من التعبئة التي قد تؤدي إلى اندلاع مواجهات مسلحة في مصراتة.": "fight",
    "قال الوزير إنه لا سبيل إلى إنهاء الحرب إلا بمحادثات مباشرة مع الحركة.": "negotiate",
}


@pytest.mark.parametrize("text", NOT_DONE, ids=list(NOT_DONE.values()))
def test_joined_nouns_and_what_may_follow_are_not_done(facts, text):
    told = [f for f in facts(text) if f[1] == NOT_DONE[text]]
    assert told
    assert all("asserted" not in f for f in told)


def test_an_office_nobody_was_named_as_is_another_speaker(facts):
    text = (
        "قال بولس كوج، المتحدث باسم إدارية أبيي، إن التويج هاجموا قرية أنيت. وقال المبعوث الأممي إن "
        "الجيش انسحب من البلدة. وأضاف المتحدث أن الجيش قصف السوق."
    )
    said = {f[1]: f[7] for f in facts(text) if f[0] == "event"}
    assert said["lose_territory"] != "بولس كوج"
    assert said["attack"] == "بولس كوج"
    assert not any("باسم" in f[7] for f in facts(text))

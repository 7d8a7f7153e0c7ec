"""What was foreseen, asked or promised and did not come."""

from __future__ import annotations

import pytest

from sulh.read.choose import choose_packs
from sulh.read.document import read_document
from sulh.read.names import names_for

CASES = [
    ("توقع مراقبون أن تتدخل تركيا في ليبيا لكن ذلك لم يحدث.", "intervene", "p:turkey"),
    ("طالبت الأمم المتحدة الحوثيين بفتح طريق تعز، وهو ما لم يتحقق.", "concede", "p:houthis"),
    ("Diplomats expected Egypt to mediate between the sides, but that did not happen.", "mediate",
     "p:egypt"),
    ("The rebels promised to release the hostages. It never happened.", "concede", "p:~rebel"),
]  # fmt: skip
SILENT = [
    "قصف الجيش السوداني البلدة، ولم يحدث شيء في المدينة.",
    "قصف الجيش السوداني البلدة. وقال الأهالي إن ذلك لم يحدث من قبل.",
    "The army shelled the town. It did not come as a surprise.",
]


def read(text: str):
    return read_document(text, names_for(choose_packs([text], None)))


@pytest.mark.parametrize(("text", "kind", "actor"), CASES, ids=[c[1] for c in CASES])
def test_what_did_not_come_is_given_again_negated(text, kind, actor):
    reading = read(text)
    (unmet,) = [c for c in reading.claims if "rule:unmet" in c.rules]
    assert (unmet.type, unmet.modality, unmet.polarity) == (kind, "negated", "neg")
    assert [ref.key for ref in unmet.actors] == [actor]
    assert any(k.type == "contrast" and k.target is unmet for k in reading.links)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_told_as_a_fact_is_not_taken_back(text):
    assert not any("rule:unmet" in c.rules for c in read(text).claims)

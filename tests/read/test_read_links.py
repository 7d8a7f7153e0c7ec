"""Links between claims: which comes first, which is the cause. Direction matters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sulh.read.choose import choose_packs
from sulh.read.document import read_document
from sulh.read.draft import Builder
from sulh.read.names import names_for
from sulh.read.resolve import Registry

CASES = [
    ("وقع الطرفان الهدنة ثم قصف الجيش السوداني المدينة.", "before", {("agree", "attack")}),
    ("قصف الجيش السوداني المدينة بعد انسحاب المتمردين.", "before", {("lose_territory", "attack")}),
    ("بعد انسحاب المتمردين قصف الجيش السوداني المدينة.", "before", {("lose_territory", "attack")}),
    ("انسحب المتمردون قبل أن يقصف الجيش السوداني المدينة.", "before",
     {("lose_territory", "attack")}),
    ("Rebels seized the town and then withdrew.", "before", {("gain_territory", "lose_territory")}),
    ("Rebels withdrew after the army shelled the town.", "before", {("attack", "lose_territory")}),
    ("اندلعت الاشتباكات بسبب مقتل القائد.", "causes", {("casualty", "fight")}),
    ("أدى مقتل القائد إلى اندلاع الاشتباكات.", "causes", {("casualty", "fight")}),
    ("من أسباب فشل المحادثات أن الحركة رفضت تسليم سلاحها.", "causes", {("reject", "negotiate")}),
    ("كان صمود البيشمركة بسبب قتال العشائر ضد التنظيم وكذلك الدعم الأمريكي.", "causes",
     {("fight", "state"), ("support", "state")}),
    ("أرسل الجيش السوداني تعزيزات لقصف المدينة.", "purpose", {("mobilise", "attack")}),
    ("تسبب قصف الحوثيين لمأرب في نزوح آلاف المدنيين.", "causes", {("attack", "displace")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "wanted"), CASES, ids=[c[0][:28] for c in CASES])
def test_a_link_runs_from_the_first_to_the_second(text, kind, wanted):
    reading = read_document(text, names_for(choose_packs([text], None)))
    found = {(k.source.type, k.target.type) for k in reading.links if k.type == kind}
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        "أرسل الجيش السوداني تعزيزات لقصف المدينة.",
        "أرسلت تركيا طائرات لضرب المواقع الكردية.",
        "دفع الحوثيون بتعزيزات لمهاجمة مأرب.",
    ],
)
def test_what_forces_are_sent_for_is_an_aim(text):
    reading = read_document(text, names_for(choose_packs([text], None)))
    assert {c.modality for c in reading.claims if c.type == "attack"} == {"intended"}


def test_a_link_stays_in_its_document():
    text = "انسحب المتمردون ثم قصف الجيش السوداني المدينة."
    reading = read_document(text, names_for(choose_packs([text], None)))
    assert reading.links
    builder = Builder(Registry())
    builder.add("s:one", "one", text, reading)
    assert len(builder.links) == 1
    # What a document leaves out may lie in memory where a claim of another one lay.
    builder.add("s:two", "two", text, replace(reading, claims=[]))
    assert len(builder.links) == 1

"""Aims, outcomes, envoys and what is taken back: none of it is told as done when it is not."""

from __future__ import annotations

import pytest

from sulh.evaluation.reading import read_texts

NOT_DONE = [
    ("هددت قوات الدعم السريع بشن حملة لتحرير الأبيض من الجيش.", {"attack", "gain_territory"}),
    ("نفت الحكومة السودانية إرسال مبعوث إلى أديس أبابا.", {"visit"}),
    ("إذا انتهت المعركة لصالح الجيش السوداني فستنسحب الحركات من دارفور.",
     {"gain_territory", "lose_territory"}),
    ("من المتوقع أن يرسل الاتحاد الأفريقي وفدا إلى نيامي.", {"visit"}),
    ("تراجعت إسرائيل عن تهديدها بقصف بيروت.", {"threaten", "attack", "lose_territory"}),
    ("تراجعت حماس عن موافقتها على وقف إطلاق النار.", {"ceasefire", "accept"}),
    ("فشل الجيش المالي في استعادتها من المتمردين.", {"gain_territory"}),
    ("اتهمت كييف موسكو بهجوم شنته على خيرسون.", {"attack"}),
    ("ينفي الحوثيون هجوما شنوه على مأرب.", {"attack"}),
    ("لو أرسلت فرنسا تعزيزات إلى النيجر لاندلعت الحرب.", {"mobilise", "fight"}),
    ("رفضت حماس إطلاق سراحهم قبل وقف إطلاق النار.", {"concede", "ceasefire"}),
    ("دعت تركيا إلى تدخل القوات الأممية لوقف القتال.", {"intervene", "mediate", "ceasefire"}),
    ("أرسل الجيش السوداني قوات لقصف المدينة.", {"attack"}),
    ("قال المبعوث إن الحل في السودان يكمن في تسوية سياسية وليس بعملية عسكرية.",
     {"agree", "attack"}),
    ("Before attacking Tripoli, Haftar would need new drones.", {"attack"}),
    ("They may withdraw from Bakhmut if they run out of shells.", {"lose_territory"}),
    ("The town has not fallen to the rebels.", {"gain_territory"}),
    ("Washington offered to send an envoy to Khartoum.", {"visit"}),
    ("The government threatened to suspend aid to the rebels.", {"withhold_support"}),
    ("The shelling of Goma on Monday was denied by the M23 movement.", {"attack"}),
    ("Reports that the army shelled the camp were denied by the government.", {"attack"}),
    ("An attack on the base was denied by its spokesman.", {"attack"}),
    ("Another clash in Mitrovica before spring is likely.", {"fight"}),
    ("A withdrawal from the town remains unlikely, diplomats say.", {"lose_territory"}),
    ("هجوم جديد على الفاشر محتمل خلال أيام.", {"attack"}),
    ("على الاتحاد الأفريقي أن يقود وساطة عاجلة بين الطرفين.", {"mediate"}),
    ("وعلى قوات الدعم السريع أن تنسحب من المدينة.", {"lose_territory"}),
    ("إن أطلق الحوثيون سراح الأسرى وصلت المساعدات.", {"concede"}),
    ("وإن أطلقت الحركة سراح العائلات فستفتح المعابر.", {"concede"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "types"), NOT_DONE, ids=[text[:30] for text, _ in NOT_DONE])
def test_nothing_is_told_as_done(text: str, types: set[str]) -> None:
    arabic = "ا" in text
    (found,) = read_texts([("text", text)], language="ar" if arabic else "en")
    told = {claim["type"] for claim in found["claims"] if claim["modality"] == "asserted"}
    assert not told & types

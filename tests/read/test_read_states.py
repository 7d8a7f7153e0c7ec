"""How things stand: sentences about many conflicts, written before the rule."""

from __future__ import annotations

import pytest

from sulh.read import reader

CASES = [
    ("انقلبت موازين القوى لصالح قوات حكومة الوفاق بعد تدخل تركيا في طرابلس.", "balance", "الوفاق", "asserted"),
    ("رجحت كفة الجيش السوداني في معارك الخرطوم بحري.", "balance", "الجيش السوداني", "asserted"),
    ("مالت الكفة لمصلحة قوات الدعم السريع في دارفور بعد سقوط نيالا.", "balance", "الدعم السريع", "asserted"),
    ("The drones tipped the balance in favour of the Ethiopian army, diplomats said.", "balance", "Ethiopian army", "asserted"),
    ("The balance of power now favours the Taliban in Helmand.", "balance", "Taliban", "asserted"),
    ("أضعف انقسام الحركة الشعبية موقفها في المفاوضات مع الحكومة.", "divided", "الحركة الشعبية", "asserted"),
    ("ساعد تشرذم الفصائل المسلحة في الغوطة القوات الحكومية على اقتحام البلدات.", "divided", "الفصائل المسلحة", "asserted"),
    ("Divisions within the Libyan National Army have slowed the offensive on Tripoli.", "divided", "Libyan National Army", "asserted"),
    ("كان صمود البيشمركة في كركوك بسبب الغارات الأمريكية.", "endures", "البيشمركة", "asserted"),
    ("The survival of the Afghan government depended on American air strikes.", "endures", "Afghanistan", "asserted"),
    ("ويخشى السكان أن يتعرضوا للقصف كما حدث في الجنينة وزالنجي.", "likeness", "الجنينة", None),
    ("المعارك في الحديدة مشابهة لما جرى في عدن وتعز.", "likeness", "عدن", "asserted"),
    ("Rebels fear the city will be shelled as happened in Grozny.", "likeness", "Grozny", None),
    ("من شأن هدنة في تعز إنقاذ أرواح المدنيين والحفاظ على ما تبقى من المنشآت الصحية.", "gain", "المدنيين", "conditional"),
    ("اقترح الوسطاء وقف القتال حقنا للدماء في عين الحلوة.", "gain", "", "proposed"),
    ("A truce would spare civilians in Goma and ease the suffering, mediators say.", "spared", "civilians", "predicted"),
    ("وهذا القصف هو الأول من نوعه للقوات التركية منذ توقيع الهدنة في إدلب.", "first", "القوات التركية", "asserted"),
    ("It was the first attack by the Houthis on Marib since the truce began.", "first", "Houthis", "asserted"),
    ("أكد المبعوث الأممي أن الحل في اليمن سياسي وليس عسكريا.", "way_out", "اليمن", "asserted"),
    ("There is no military solution in Libya, the UN envoy said after clashes in Tripoli.", "way_out", "Libya", None),
]  # fmt: skip

SILENT = [
    "بلغ ميزان المدفوعات عجزا كبيرا هذا العام.",
    "فاز الفريق بالمباراة الأولى منذ بداية الموسم.",
    "قصف الجيش السوداني مواقع قوات الدعم السريع في أم درمان.",
    "The company found a solution for its customers in Libya.",
    "Rebels shelled the airport for the first time on Monday.",
]


@pytest.fixture
def read(tmp_path):
    def reading(text: str):
        path = tmp_path / "r.txt"
        path.write_text(text, encoding="utf-8")
        case = reader.draft_reports([path]).case
        names = {p.id: {p.name.ar, p.name.en, *p.aliases} for p in case.parties}
        names |= {a.id: {a.name.ar, a.name.en, *a.aliases} for a in case.areas}
        return [c for c in case.claims if c.content.kind == "state"], names

    return reading


@pytest.mark.parametrize(("text", "value", "about", "force"), CASES, ids=[c[0][:24] for c in CASES])
def test_what_stands_is_read(read, text, value, about, force):
    found, names = read(text)
    said = [c for c in found if f"standing:{value}" in c.rules]
    assert said, [c.quote for c in found]
    if about:
        known = set().union(*(names.get(i, set()) for c in said for i in c.content.about))
        assert any(about in name for name in known), (said, known)
    if force:
        assert {c.modality for c in said} == {force}


@pytest.mark.parametrize("text", SILENT)
def test_other_words_say_nothing_of_it(read, text):
    assert read(text)[0] == []

"""Facts that a reader would invent from a near word: who did not do it, and what did not happen."""

from __future__ import annotations

import pytest


def of(facts, text, *types):
    return [fact for fact in facts(text) if fact[1] in types]


@pytest.mark.parametrize(
    ("text", "government"),
    [
        ("تتهم دمشق هيئة تحرير الشام بقصف قرى في ريف حماة.", "Syrian government"),
        ("تتهم بغداد حزب العمال الكردستاني بقصف قرى في سنجار.", "Iraqi government"),
    ],
)
def test_a_capital_is_the_government_of_its_country(read, text, government):
    case = read(text).case
    (accusation,) = [c for c in case.claims if getattr(c.content, "type", "") == "accuse"]
    names = {party.id: party.name.en for party in case.parties}
    assert [names[actor] for actor in accusation.content.actors] == [government]


def test_who_denies_a_deed_is_not_its_doer(facts):
    (attack,) = of(facts, "نفى المتحدث العسكري باسم الحوثيين يحيى سريع قصف المدينة.", "attack")
    assert attack[2] == ()
    assert attack[5] == "denied"


def test_who_counts_the_dead_did_not_kill_them(facts):
    text = "Physicians Watch counted at least 25 civilians killed by army shelling in Idlib."
    for fact in of(facts, text, "attack", "casualty"):
        assert not any("Physicians" in name for name in (*fact[2], *fact[3]))


def test_an_office_stands_outside_the_threat_of_its_holder(facts):
    text = "هدد قائد الجيش العماد جوزيف عون باتخاذ إجراءات إذا وصل القتال إلى بيروت."
    assert [f[5] for f in of(facts, text, "leader_of")] == ["asserted"]
    assert [f[3] for f in of(facts, text, "threaten")] == [()]


def test_a_sponsor_of_talks_backs_no_one_named_before(facts):
    text = "وتطالب بغداد بإخراج جميع المسلحين من سنجار برعاية الأمم المتحدة."
    assert not of(facts, text, "backed_by")
    assert len(of(facts, text, "mediate")[0][2]) == 1


def test_a_truce_that_collapses_is_broken(facts):
    text = "وانهارت ثلاث هدن في مخيم عين الحلوة بعد اشتباكات بين حركة فتح ومسلحين."
    assert of(facts, text, "breach")
    assert not of(facts, text, "destroy", "ceasefire")


def test_an_aid_agency_gives_nothing_by_its_name(facts):
    assert not of(facts, "Aid agencies fear that shelling in Darfur will go on.", "support")


def test_on_behalf_of_is_represents(facts):
    text = "The Central Committee negotiated on behalf of the residents of Daraa al-Balad."
    assert [f[5] for f in of(facts, text, "represents")] == ["asserted"]


def test_what_people_refused_does_not_negate_what_befell_them(facts):
    text = "Ten thousand people who refused to live under the army again were bused to Idlib."
    assert [f[6] for f in of(facts, text, "displace")] == ["pos"]


def test_places_behind_then_were_taken_too(facts):
    (taken,) = of(facts, "وسيطرت قوات النظام على داريا ثم المعضمية ثم الزبداني.", "gain_territory")
    assert len(taken[4]) == 3


def test_who_pays_fighters_backs_them_and_who_pays_teachers_does_not(facts):
    text = "وتدفع روسيا رواتب عناصر اللواء الثامن في درعا منذ نهاية القتال."
    assert [f[5] for f in of(facts, text, "backed_by")] == ["asserted"]
    assert not of(facts, "دفعت الحكومة رواتب المعلمين بعد القصف.", "support", "backed_by")


def test_the_subject_of_one_verb_is_not_that_of_the_next(facts):
    text = "اقترحت قطر هدنة مدتها ستون يوماً تفرج خلالها حماس عن عشر رهائن."
    (release,) = of(facts, text, "concede")
    assert ["حماس" in name or "Hamas" in name for name in release[2]] == [True]
    assert release[5] == "proposed"


def test_a_subject_stands_before_what_is_told_of_it(facts):
    text = "كانت حركة فتح، التي تضم فصائل المخيم كافة، قد اتفقت مع حماس على وقف القتال."
    assert all(len(f[2]) >= 1 for f in of(facts, text, "agree"))
    assert of(facts, text, "agree")


def test_support_that_ends_is_not_given(facts):
    text = "أوقفت الإمارات دعمها لقوات الدعم السريع بعد القصف."
    assert not of(facts, text, "support", "backed_by")
    assert len(of(facts, text, "withhold_support")[0][2]) == 1


def test_a_place_excepted_was_not_taken(facts):
    text = "سيطر الجيش على معظم الجنوب باستثناء مناطق حول أوباري في ليبيا."
    assert [f[4] for f in of(facts, text, "gain_territory")] == [()]


def test_what_is_refused_is_not_who_is_named_nearby(facts):
    text = "ضمنت روسيا اتفاقاً بين النظام السوري والفصائل في درعا، ورفضته تركيا."
    assert [f[3] for f in of(facts, text, "reject")] == [()]


def test_the_subject_behind_after_is_the_doer(facts):
    text = "Hezbollah fired rockets at Haifa after Israel killed one of its commanders."
    killed = [f for f in facts(text) if f[3] and f[1] in {"attack", "casualty"}]
    assert [len(f[2]) for f in killed] == [1]
    assert "Hezbollah" not in str(killed[0][2])
    assert "حزب" not in str(killed[0][2])


def test_who_accuses_stands_behind_by(facts):
    text = "The Wagner group, accused by the UN of killing civilians in Moura, left Mali in June."
    (alleged,) = of(facts, text, "casualty", "attack")
    assert alleged[5] == "accused"
    assert alleged[7] not in {"author", "unnamed"}
    assert alleged[7] not in alleged[2]


def test_who_left_is_who_looted_not_who_told(facts):
    text = "According to residents, government forces looted shops in Taiz before they withdrew."
    (left,) = of(facts, text, "lose_territory")
    assert not any("resident" in name.lower() for name in left[2])


def test_a_head_that_two_bodies_share_is_neither_of_them(read):
    case = read(
        "The Peace Committee met the Supply Committee in Taiz after the army shelled the town. "
        "According to the committee, the army broke the truce."
    ).case
    names = {party.id: party.name.en for party in case.parties}
    (breach,) = [c for c in case.claims if getattr(c.content, "type", "") == "breach"]
    holder = names.get(breach.holders[-1].who, breach.holders[-1].who)
    assert "Peace" not in holder
    assert "Supply" not in holder
    assert holder != "author"

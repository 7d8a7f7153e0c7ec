"""Names of places and states in the constructions that news has; deeds and villages are made up."""

import pytest

from sulh.read.choose import choose_packs, countries_of
from sulh.read.document import read_document
from sulh.read.names import names_for


def names_in(text: str) -> dict[str, set[str]]:
    """Return the names of parties and of places, as they are written; a land is a place."""
    packs = choose_packs([text], None)
    reading = read_document(text, names_for(packs, countries_of(text, packs)))
    found: dict[str, set[str]] = {"party": set(), "place": set(), "person": set(), "source": set()}
    for view in reading.views:
        for item in view.scene.items:
            if (ref := item.ref) is not None and ref.mention == "name" and ref.cls in found:
                kind = "place" if ref.land else ref.cls
                found[kind].add(text[slice(*reading.folded.span(ref.start, ref.end))])
    return found


def keys_in(text: str) -> dict[str, str]:
    """Return what each name of a party refers to."""
    packs = choose_packs([text], None)
    reading = read_document(text, names_for(packs, countries_of(text, packs)))
    items = [item for view in reading.views for item in view.scene.items]
    return {
        text[slice(*reading.folded.span(i.ref.start, i.ref.end))]: i.ref.key
        for i in items
        if i.ref is not None and i.ref.cls == "party"
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("اندلعت المعارك في مدينة (بوكيرا) شرق البلاد.", {"بوكيرا"}),
        ("قصفت الطائرات العاصمة الاقتصادية بوجاني.", {"بوجاني"}),
        ("اقترب المتمردون من العاصمة كوندارا.", {"كوندارا"}),
        ("وصل الوفد إلى العاصمة القطرية الدوحة.", {"الدوحة"}),
        ("انسحب المتمردون من بلدة نيامورا المجاورة.", {"بلدة نيامورا"}),
        ("انسحبوا من قرية دوغولا النائية.", {"قرية دوغولا"}),
        ("سيطر الجيش على ضاحية كيباري الفقيرة.", {"ضاحية كيباري"}),
        ("قتل عشرون على مرتفعات تاباري وكيبانغو.", {"مرتفعات تاباري", "كيبانغو"}),
        ("هاجموا سوقا في بلدية ميشاني المجاورة لغيسورا.", {"بلدية ميشاني", "غيسورا"}),
        ("اندلعت اشتباكات في نغاتارا وموساغا ومويجيرو.", {"نغاتارا", "موساغا", "مويجيرو"}),
        ("استهدف القصف قطاعات المحبوس والفارسة والسمرة.", {"المحبوس", "الفارسة", "السمرة"}),
        ("اجتمعوا في منتجع غراند مونارا.", {"منتجع غراند مونارا"}),
        ("أطلق مسلحون النار في قرية تدعى سنجولي.", {"سنجولي"}),
        ("قتل سبعة في اشتباكات بتابورا.", {"تابورا"}),
        ("سيطروا على التلال وعلى منطقة كوندارا الاستراتيجية.", {"منطقة كوندارا"}),
        ("يقع المعسكر في شمال غربي تنزانيا.", {"تنزانيا"}),
    ],
)
def test_places_that_no_list_knows(text: str, places: set[str]) -> None:
    found = names_in(text)
    assert found["place"] == places
    assert not found["person"]


@pytest.mark.parametrize(
    "text",
    [
        "انسحب المقاتلون من البلدة المجاورة بعد اشتباكات بالأسلحة الثقيلة.",
        "عقد الاجتماع في مدينة (لم يحددها) قريبة من الحدود.",
        "أعلنت العاصمة الجديدة حدادا بعد مقتل العشرات.",
        "طالب الوفد بالإفراج عن الأسرى في منطقة تسمى بالخضراء.",
    ],
)
def test_nouns_that_are_no_places(text: str) -> None:
    assert not names_in(text)["place"]


@pytest.mark.parametrize(
    ("text", "lands"),
    [
        ("طردت القوات من زامبيا وأنغولا.", {"زامبيا", "أنغولا"}),
        ("بدأت بلجيكا سحب قواتها من رواندا.", {"رواندا"}),
        ("وصل المتمردون من أوغندا قبل يومين.", {"أوغندا"}),
        (
            "تقع القرية عند المثلث الحدودي بين كينيا وأوغندا وتنزانيا.",
            {"كينيا", "أوغندا", "تنزانيا"},
        ),
        ("بعد تحرير أنغولا انسحب الجيش.", {"أنغولا"}),
        ("زامبيا/ وكالات – قتل عشرة جنود في كمين.", {"زامبيا"}),
    ],
)
def test_a_state_that_somebody_leaves_is_a_land(text: str, lands: set[str]) -> None:
    assert names_in(text)["place"] >= lands


@pytest.mark.parametrize(
    "text",
    [
        "يستمر الصراع الحدودي بين بيرو والإكوادور.",
        "حصلت الحركة على أسلحة من أوغندا.",
        "طلبت الحكومة من زامبيا دعما.",
    ],
)
def test_a_state_that_acts_is_a_party(text: str) -> None:
    assert not names_in(text)["place"]


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("The Sri Lankan government rejected it.", "Sri Lankan government", "p:sri-lanka"),
        ("The government of South Sudan left.", "South Sudan", "p:south-sudan"),
        ("South Sudanese troops left.", "South Sudanese troops", "p:south-sudan.forces"),
        ("North Korean soldiers fought.", "North Korean soldiers", "p:north-korea.forces"),
        ("The army of Zambia shelled the camp.", "army of Zambia", "p:zambia.forces"),
        ("The Norwegian-mediated talks failed.", "Norwegian", "p:norway"),
        ("رفضت الحكومة السعودية الهدنة.", "الحكومة السعودية", "p:saudi-arabia"),
        ("هاجمت القوات الكورية الشمالية المعسكر.", "القوات الكورية الشمالية", "p:north-korea.forces"),
        ("انسحبت القوات الكورية الجنوبية.", "القوات الكورية الجنوبية", "p:south-korea.forces"),
        ("رفضت الحكومة النروجية ذلك.", "الحكومة النروجية", "p:norway"),
        ("قالت جمهورية الكونغو الديموقراطية إنها سترد.", "جمهورية الكونغو الديموقراطية",
         "p:democratic-republic-of-the-congo"),
    ],
)  # fmt: skip
def test_a_state_inside_another_is_not_meant(text: str, name: str, key: str) -> None:
    assert keys_in(text)[name] == key


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("اندلعت اشتباكات بين آل سعدون وآل أبو جحيش.", {"آل سعدون", "آل أبو جحيش"}),
        ("توصلت حركة كوندارا الحرة إلى هدنة.", {"حركة كوندارا الحرة"}),
        ("نفى الناطق باسم الجيش البريغادير سامر سينغ ذلك.", set()),
        ("رفضت حكومة لوساكا العرض.", {"حكومة لوساكا"}),
    ],
)
def test_parties_that_no_list_knows(text: str, parties: set[str]) -> None:
    assert names_in(text)["party"] == parties


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels raided the villages of Tongbara, Bohe Sutak and Sonkayot.",
         {"Tongbara", "Bohe Sutak", "Sonkayot"}),
        ("Residents of Sukatene fled to Kabasola.", {"Kabasola"}),
        ("MIRAMPOOR: The rebels attacked the camp.", {"MIRAMPOOR"}),
        ("CORRECTION: The rebels attacked the camp.", set()),
        ("The Zambia conflict goes on.", {"Zambia"}),
    ],
)  # fmt: skip
def test_places_in_english(text: str, places: set[str]) -> None:
    assert names_in(text)["place"] == places


def test_the_army_is_not_that_of_a_country_next_door() -> None:
    text = "أعلنت حكومة جنوب السودان هدنة في ملكال وبانتيو وبور. وقال الجيش إنه سيلتزم بها."
    assert "p:saf" not in keys_in(text).values()

"""Names of parties and places: marked texts, and what names refer to.

`tests/read/names/dev.txt` was written before the rules and its errors were read; `second.txt` was
written then too and run once, after them (the figure stands in docs/reference/reader-figures.md);
both are seen now, and so are the others. The floors are a little under what
`sulh-eval names` prints.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from sulh.errors import UnreadableError
from sulh.evaluation.gold import GoldDocument
from sulh.evaluation.marked import load_marked, marked_document, misses, name_scores, read_each
from sulh.evaluation.system import SystemDocument, as_system
from sulh.read.document import read_document
from sulh.read.files import Report
from sulh.read.names import names_for
from sulh.read.reader import draft_texts

FOLDER = Path(__file__).parent / "names"
FLOORS = {
    "dev": {"names_exact": 0.94, "names_overlap": 0.96, "party_link_b3": 0.97},
    "second": {"names_exact": 0.88, "names_overlap": 0.93, "party_link_b3": 0.97},
    "third": {"names_exact": 0.85, "names_overlap": 0.92, "party_link_b3": 0.97},
    "fourth": {"names_exact": 0.91, "names_overlap": 0.93, "party_link_b3": 0.97},
    "fifth": {"names_exact": 0.96, "names_overlap": 0.96, "party_link_b3": 0.97},
}


@lru_cache(maxsize=5)
def texts(name: str) -> tuple[dict[str, GoldDocument], dict[str, SystemDocument]]:
    gold = load_marked(FOLDER / f"{name}.txt")
    return gold, read_each(gold)


@pytest.mark.parametrize("name", FLOORS)
def test_names_keep_above_their_floors(name: str) -> None:
    measures = name_scores(*texts(name))
    found = {key: measures[key].value for key in FLOORS[name] if measures[key] is not None}
    assert {k: round(v, 3) for k, v in found.items() if v < FLOORS[name][k]} == {}
    assert set(found) == set(FLOORS[name])


@pytest.mark.parametrize("name", load_marked(FOLDER / "dev.txt"))
def test_most_names_of_a_text_are_found(name: str) -> None:
    gold, system = texts("dev")
    wanted = sum(len(e.mentions) for k in ("parties", "places") for e in gold[name].entities[k])
    missed = [line for line in misses(gold[name], system[name]) if " <- nothing" in line]
    assert len(missed) <= wanted / 3, missed


def test_gold_scores_one_against_itself() -> None:
    gold = load_marked(FOLDER / "second.txt")
    measures = name_scores(gold, {name: as_system(document) for name, document in gold.items()})
    assert {m.value for m in measures.values() if m is not None} == {1.0}


def test_a_text_with_an_open_mark_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("# ar one\nقصفت {P قوات حفتر سبها.\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="not closed"):
        load_marked(path)
    path.write_text("قصفت {P قوات حفتر} سبها.\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="head"):
        load_marked(path)


def test_marks_of_one_id_are_one_entity() -> None:
    gold = marked_document("x", "ar", "قصفت {P=h قوات حفتر} {L سبها}، ونفت {N=h القوات} ذلك.")
    (party,) = gold.entities["parties"]
    assert [gold.text[a:b] for a, b in party.mentions] == ["قوات حفتر"]
    assert [gold.text[a:b] for a, b in party.others] == ["القوات"]


# ---- where a name ends ---------------------------------------------------------------------------


def found(text: str, *packs: str) -> list[tuple[str, str, str]]:
    """Return (class, key, words) of every reference with a name."""
    reading = read_document(text, names_for((*packs, "general")))
    return [
        (ref.cls, ref.key, ref.name)
        for view in reading.views
        for item in view.scene.items
        if (ref := item.ref) is not None and ref.mention == "name"
    ]


def named(text: str, *packs: str) -> list[str]:
    return [name for _, _, name in found(text, *packs)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أعلنت جبهة الكرامة لتحرير الساحل مسؤوليتها.", "جبهه الكرامه لتحرير الساحل"),
        ("هاجم مسلحو حركة 9 أبريل القرية.", "حركه 9 ابريل"),
        ("نفى لواء 17 فبراير علاقته بالخطف.", "لواء 17 فبراير"),
        ("انسحبت فرقة المشاة 90 من البلدة.", "فرقه المشاه 90"),
        ("اشتبك مسلحون مع قبيلة بني هجام قرب الطريق.", "قبيله بني هجام"),
        ("قصفت الطائرات حي 7 يوليو.", "حي 7 يوليو"),
        ("قصفت الطائرات جسر 14 تموز.", "جسر 14 تموز"),
        ("قصفت الطائرات مدينة ستيباناكيرت.", "مدينه ستيباناكيرت"),
        ("قتل خمسة مسلحين في كيسمايو أمس.", "كيسمايو"),
        ("قصفت الطائرات بلدة بالما وقتلت مدنيين.", "بلده بالما"),
    ],
)
def test_a_name_is_taken_whole(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("بحث الوفد في سيناريو محتمل للحرب.", "سيناريو"),
        ("هاجم المسلحون قرية بريف المدينة.", "بريف"),
        ("قتل خمسة مسلحين في اشتباكات أمس.", "اشتباكات"),
        ("تقدمت القوات من كيلومتر واحد.", "كيلومتر"),
    ],
)
def test_ordinary_words_behind_prepositions_are_no_places(text: str, word: str) -> None:
    assert all(word not in name.split() for name in named(text))


def test_a_year_in_a_name_is_no_date() -> None:
    reading = read_document("قصف الجيش السوداني حي 7 يوليو.", names_for(("sudan", "general")))
    assert [c.when.text for c in reading.claims if c.when is not None] == []


def test_a_nickname_in_quotes_is_the_same_party() -> None:
    names = found(
        "هاجمت جبهة الوفاق المعروفة اختصاراً بـ«فاكوت» بلدة زواركي. وقالت فاكوت إنها انسحبت."
    )
    words = ("فاكوت", "جبهه الوفاق")
    keys = {key for cls, key, name in names if cls == "party" and name in words}
    assert len(keys) == 1
    assert sum(name == "فاكوت" for _, _, name in names) == 2


# ---- what a name refers to -----------------------------------------------------------------------


def test_a_short_name_goes_back_to_the_long_one() -> None:
    text = "طالب المجلس التضامني الشرقي بالهدنة. وقصف التضامني مواقع الجيش السوداني."
    keys = {key for cls, key, name in found(text, "sudan") if "التضامني" in name}
    assert keys == {"p:?المجلس التضامني الشرقي"}


def test_an_adjective_of_another_noun_is_no_short_name() -> None:
    text = "طالب المجلس التضامني الشرقي بالهدنة. وبدأ العمل التضامني في المدينة."
    assert [name for name in named(text) if name == "التضامني"] == []


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("اتهمت فتح حماس بخرق الهدنة.", True),
        ("وقالت حماس وفتح إن القتال توقف.", True),
        ("أعلنت فتح المعبر أمام المدنيين.", False),
        ("تدعم حماس وفتح المعابر ضروري.", False),
        ("بدأت فتح الطريق بعد القصف.", False),
    ],
)
def test_a_name_that_is_a_word_needs_its_place(text: str, there: bool) -> None:
    assert ("p:fatah" in {key for _, key, _ in found(text)}) is there


def test_two_adjectives_are_two_states() -> None:
    reading = read_document(
        "وصلت تعزيزات تركية وقطرية إلى طرابلس.", names_for(("libya", "general"))
    )
    refs = {i.ref.key for v in reading.views for i in v.scene.items if i.ref is not None}
    assert {"p:turkey", "p:qatar"} <= refs


def test_the_army_of_a_second_state_is_its_army() -> None:
    assert {key for _, key, _ in found("تبادل الجيشان الهندي والباكستاني إطلاق النار.")} == {
        "p:indian-army", "p:pakistani-army",
    }  # fmt: skip


def test_forces_loyal_to_the_government_are_nobody_named_before(
    facts: Callable[..., list[tuple[Any, ...]]],
) -> None:
    told = facts("انسحبت قوات الحوثيين من تعز. وهاجمت القوات الموالية للحكومة الحوثيين في الحديدة.")
    (actors,) = {line[2] for line in told if line[1] == "attack"}
    assert actors == ("القوات",)
    allied = [line for line in told if line[1] == "allied_with"]
    assert [line[3] for line in allied] == [("الحكومة اليمنية",)]


def test_the_army_is_one_party_in_both_languages() -> None:
    reports = [
        ("ar", "قصف الجيش السوداني مواقع قوات الدعم السريع في الخرطوم."),
        ("en", "The army shelled positions of the RSF in Bara, Sudan, on Monday, residents said."),
    ]
    draft = draft_texts([Report(Path(f"{n}.txt"), text, n * 32) for n, text in reports])
    armies = [p for p in draft.case.parties if p.kind == "armed_force" and p.id != "p:rsf"]
    assert [p.id for p in armies] == ["p:saf"]
    assert {m.source for m in armies[0].mentions} == {s.id for s in draft.case.sources if s.file}


FOUR = (
    "قصف الجيش السوداني قوات الدعم السريع. واتهمت إثيوبيا إريتريا بخرق الهدنة. "
    "ودعت الأمم المتحدة الطرفين إلى هدنة."
)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("قصف الجيش السوداني قوات الدعم السريع. ودعت الأمم المتحدة الطرفين إلى هدنة.",
         ("p:saf", "p:rsf")),
        ("The Sudanese army attacked the RSF in Bara. The UN urged both sides to stop.",
         ("p:saf", "p:rsf")),
        (FOUR, None),
    ],
)  # fmt: skip
def test_two_sides_are_the_two_who_were_opposed(text: str, sides: tuple[str, str] | None) -> None:
    reading = read_document(text, names_for(("sudan", "general")))
    asked = [c.targets for c in reading.claims if c.type == "demand" and c.targets]
    keys = [tuple(ref.key for ref in refs) for refs in asked]
    assert (sides in keys) if sides else not {("p:saf", "p:rsf")} & set(keys)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("اتهم أحمد مدوبي مقديشو بتسليح خصومه.", "p:somalia"),
        ("وصلت أسلحة بدعم من موسكو إلى المتمردين.", "p:russia"),
        ("Yaoundé sent troops to the border.", "p:cameroon"),
        ("Rebels shelled Kyiv on Monday.", None),
    ],
)
def test_a_capital_acts_where_a_government_would(text: str, state: str | None) -> None:
    parties = {key for cls, key, _ in found(text) if cls == "party"}
    assert (state in parties) if state else "p:ukraine" not in parties


def spans_of(text: str, lang: str = "ar") -> set[tuple[str, str]]:
    (system,) = read_each({"t": marked_document("t", lang, text)}).values()
    return {
        (kind, text[a:b])
        for kind in ("parties", "places")
        for entity in system.entities[kind]
        for a, b in entity.mentions
    }


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("اندلع قتال بين مكوني الشنابلة والكواهلة أمس.", "parties", {"الشنابلة", "الكواهلة"}),
        ("سيطر الجيش على بلدتي زمرين وسملين أمس.", "places", {"زمرين", "سملين"}),
        ("تجدد القصف في جبهتي الضباب ومقبنة.", "places", {"الضباب", "مقبنة"}),
        ("نزح الأهالي إلى نابلس وقصرة.", "places", {"نابلس", "قصرة"}),
        ("قالت المنطقة العسكرية الأولى إنها صدت هجوماً.", "parties", {"المنطقة العسكرية الأولى"}),
        ("أما موسكو فتقول إن القصف توقف.", "parties", {"موسكو"}),
        ("وقع الطرفان اتفاقاً برعاية أنقرة.", "parties", {"أنقرة"}),
        ("سيطرت القوات على وزيرستان الجنوبية.", "places", {"وزيرستان الجنوبية"}),
    ],
)
def test_what_a_head_promises_is_a_name(text: str, kind: str, names: set[str]) -> None:
    assert names <= {written for sort, written in spans_of(text) if sort == kind}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("The Borno State Emergency Management Agency said so.", "parties",
         "Borno State Emergency Management Agency"),
        ("They met the South Sudan Council of Churches.", "parties",
         "South Sudan Council of Churches"),
        ("The strike hit Nuseirat refugee camp.", "places", "Nuseirat refugee camp"),
        ("He accused the county commissioner of Uror of arming youths.", "places", "Uror"),
    ],
)  # fmt: skip
def test_english_names_are_whole(text: str, kind: str, name: str) -> None:
    assert (kind, name) in spans_of(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "وصل الوفد إلى نابلس وغادر.",
        "وصل الرجال إلى نابلس وانزووا.",
        "جاء الشيخ إلى حلب وتلكأ.",
        "عاش الناس في حماة وقنطر الصبية في الأزقة.",
        "زار الوزير حلب وتفقدها.",
        "قصف الطيران مستشفى المدينة.",
        "خرج الناس إلى الشوارع في حماة ورفعوا الأعلام.",
        "قدمت بلدتي الصغيرة وقريتي كل شيء.",
    ],
)
def test_a_joined_word_is_not_always_a_place(text: str) -> None:
    found = {written for kind, written in spans_of(text) if kind == "places"}
    assert found <= {"نابلس", "حلب", "حماة"}

# ruff: noqa: E501 - tables of words read best with a row a line
"""Write tests/evaluation/force_lines.tsv: sentences whose content no one gives as fact.

Templates times words: each frame (accusing, denying, foretelling, demanding …) meets deeds and
parties of several conflicts in turn. A deed with its parties is made up; that is the point: none
of it may come out of the reader as a fact. Hand-written lines stand in force_lines_by_hand.tsv.

Run ``python scripts/make_force_lines.py``; a test compares what is committed with what it makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).parent.parent / "tests" / "evaluation" / "force_lines.tsv"
COLUMNS = "id\tpack\tlang\tcontent\tforce\tframe\ttext"


class Deed(NamedTuple):
    """A deed in Arabic: perfect and imperfect (masculine, feminine, plural), verbal noun, object."""

    types: str
    past: tuple[str, str, str]
    present: tuple[str, str, str]
    noun: str
    object: str


class Side(NamedTuple):
    """A party: nominative, other case, gender and number, English name, pack, a place of its war."""

    subject: str
    other: str
    form: int
    english: str
    pack: str
    place: str
    place_en: str


SIDES = (
    Side("الحوثيون", "الحوثيين", 2, "the Houthis", "yemen", "مأرب", "Marib"),
    Side("قوات الدعم السريع", "قوات الدعم السريع", 1, "the Rapid Support Forces", "sudan", "الفاشر", "El Fasher"),
    Side("الجيش الوطني الليبي", "الجيش الوطني الليبي", 0, "the Libyan National Army", "libya", "سرت", "Sirte"),
    Side("حزب الله", "حزب الله", 0, "Hezbollah", "lebanon", "بعلبك", "Baalbek"),
    Side("هيئة تحرير الشام", "هيئة تحرير الشام", 1, "Hayat Tahrir al-Sham", "syria", "سراقب", "Saraqib"),
    Side("قوات البيشمركة", "قوات البيشمركة", 1, "the Peshmerga", "iraq", "كركوك", "Kirkuk"),
    Side("القوات الإسرائيلية", "القوات الإسرائيلية", 1, "Israeli forces", "palestine", "خان يونس", "Khan Younis"),
)  # fmt: skip
RIVALS = {
    "yemen": ("الحكومة اليمنية", 1, "the Yemeni government"),
    "sudan": ("الجيش السوداني", 0, "the Sudanese army"),
    "libya": ("حكومة الوحدة الوطنية", 1, "the Government of National Unity"),
    "lebanon": ("الحكومة اللبنانية", 1, "the Lebanese government"),
    "syria": ("الحكومة السورية", 1, "the Syrian government"),
    "iraq": ("الحكومة العراقية", 1, "the Iraqi government"),
    "palestine": ("حركة حماس", 1, "Hamas"),
}
DEEDS = (
    Deed("attack", ("قصف", "قصفت", "قصفوا"), ("يقصف", "تقصف", "يقصفوا"), "قصف", "مدينة {P}"),
    Deed("attack", ("هاجم", "هاجمت", "هاجموا"), ("يهاجم", "تهاجم", "يهاجموا"), "مهاجمة", "مدينة {P}"),
    Deed("attack", ("حاصر", "حاصرت", "حاصروا"), ("يحاصر", "تحاصر", "يحاصروا"), "محاصرة", "مدينة {P}"),
    Deed("destroy|attack", ("دمر", "دمرت", "دمروا"), ("يدمر", "تدمر", "يدمروا"), "تدمير", "مستشفى {P}"),
    Deed("breach", ("خرق", "خرقت", "خرقوا"), ("يخرق", "تخرق", "يخرقوا"), "خرق", "الهدنة في {P}"),
    Deed("gain_territory|control", ("سيطر", "سيطرت", "سيطروا"), ("يسيطر", "تسيطر", "يسيطروا"), "السيطرة", "على {P}"),
    Deed("lose_territory|concede|displace", ("انسحب", "انسحبت", "انسحبوا"), ("ينسحب", "تنسحب", "ينسحبوا"), "الانسحاب", "من {P}"),
    Deed("displace", ("هجر", "هجرت", "هجروا"), ("يهجر", "تهجر", "يهجروا"), "تهجير", "سكان {P}"),
)  # fmt: skip
WITHDRAW = 6
ARABIC = (
    ("accused", "accuse", "{Bacc} {B} {a} ب{noun} {o}."),
    ("accused", "accuse", "{Bput} {B} إلى {a} تهمة {noun} {o}."),
    ("denied", "deny|reject", "{deny} {A} {noun} {o}."),
    ("denied", "deny|reject", "{Bdeny} {B} أن {bv} {A} قد {past_after} {o}."),
    ("negated", "", "لم {now} {A} {o}."),
    ("possible|predicted", "", "قد {now} {A} {o} خلال أيام."),
    ("predicted", "", "من المتوقع أن {now} {A} {o}."),
    ("predicted", "", "س{now} {A} {o} في الأيام المقبلة، بحسب محللين."),
    ("predicted|negated", "", "لن {now} {A} {o}."),
    ("conditional", "threaten", "إذا {past} {A} {o} فإن القتال سيتجدد."),
    ("conditional", "negotiate", "في حال {past} {A} {o} ستفشل المحادثات."),
    ("conditional|intended|predicted", "threaten", "{threaten} {A} ب{noun} {o}."),
    ("intended|predicted", "mobilise", "{plan} {A} {noun} {o}."),
    ("possible|accused|predicted", "", "{fear} {B} أن {now} {A} {o}."),
    ("denied|negated|possible", "", "لا صحة لأنباء عن {bare} {a} {o}."),
)
VERBS = {
    "Bacc": ("اتهم", "اتهمت"), "Bdeny": ("نفى", "نفت"), "Bput": ("وجه", "وجهت"), "deny": ("نفى", "نفت", "نفى"),
    "threaten": ("هدد", "هددت", "هدد"), "plan": ("يعتزم", "تعتزم", "يعتزم"),
    "fear": ("يخشى", "تخشى"), "bv": ("يكون", "تكون", "يكون"),
}  # fmt: skip
PLEAS = (
    ("demanded", "demand", "{Bdemand} {B} {a} بالانسحاب من {P}."),
    ("demanded", "demand", "دعت الأمم المتحدة {a} إلى وقف القصف على {P}."),
    ("proposed|demanded", "mediate|demand", "اقترح المبعوث الأممي أن {now} {A} من {P}."),
)
ENGLISH_DEEDS = (
    ("attack", "shell", "shelled", "shelled", "shelling", "{P}"),
    ("attack", "attack", "attacked", "attacked", "attacking", "the town of {P}"),
    ("gain_territory", "seize", "seized", "seized", "seizing", "{P}"),
    ("breach", "violate", "violated", "violated", "violating", "the ceasefire in {P}"),
    ("destroy|attack", "destroy", "destroyed", "destroyed", "destroying", "a hospital in {P}"),
    ("attack", "bomb", "bombed", "bombed", "bombing", "{P}"),
)
ENGLISH = (
    ("accused", "accuse", "{B} accused {A} of {ing} {o}."),
    ("accused", "accuse", "{B} alleged that {A} {past} {o}."),
    ("denied", "deny|reject", "{A} denied {ing} {o}."),
    ("denied", "deny|reject", "{B} denied that {A} had {done} {o}."),
    ("denied|accused", "deny|reject|accuse", "{A} rejected accusations of {ing} {o}."),
    ("negated", "", "{A} did not {do} {o}."),
    ("possible|predicted", "", "{A} may {do} {o} within days."),
    ("predicted", "", "{A} will {do} {o} next week, analysts expect."),
    ("predicted", "", "{A} {are} expected to {do} {o}."),
    ("conditional", "negotiate", "If {A} {does} {o}, the talks will fail."),
    ("conditional", "negotiate", "Unless {A} {does} {o}, the talks will go on."),
    ("conditional|intended|predicted", "threaten", "{A} threatened to {do} {o}."),
    ("intended|predicted", "", "{A} {are} planning to {do} {o}."),
    ("possible|accused|predicted", "", "{B} fears that {A} could {do} {o}."),
    ("demanded|negated", "demand", "{B} demanded that {A} stop {ing} {o}."),
    ("possible|negated|denied", "", "There is no evidence that {A} {past} {o}."),
    ("possible", "", "It is unclear whether {A} {past} {o}."),
)
PER_FRAME = 10


def arabic() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield pack, content, force, frame and text of each Arabic line."""
    turn = count()
    for force, frame, template in ARABIC:
        for _ in range(PER_FRAME):
            n = next(turn)
            side, deed = SIDES[n % len(SIDES)], DEEDS[n % len(DEEDS)]
            yield side.pack, deed.types, force, frame, _filled(template, side, deed)
    for force, frame, template in PLEAS:
        for side in SIDES:
            deed = DEEDS[0 if "القصف" in template else WITHDRAW]
            yield side.pack, deed.types, force, frame, _filled(template, side, deed)


def _filled(template: str, side: Side, deed: Deed) -> str:
    rival, rival_form, _ = RIVALS[side.pack]
    first = side.form % 2
    verbs = {
        name: forms[rival_form] if name.startswith(("B", "fear")) else forms[first]
        for name, forms in VERBS.items()
    }
    joined = template.replace("ب{noun}", "{with_noun}")
    return joined.format(
        A=side.subject, a=side.other, B=rival, o=deed.object.format(P=side.place), P=side.place,
        noun=deed.noun, bare=deed.noun.removeprefix("ال"), with_noun=f"ب{deed.noun}", past=deed.past[first],
        past_after=deed.past[side.form], now=deed.present[first],
        Bdemand=("طالب", "طالبت")[rival_form], **verbs,
    )  # fmt: skip


def english() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield pack, content, force, frame and text of each English line."""
    turn = count()
    for force, frame, template in ENGLISH:
        for _ in range(PER_FRAME - 3):
            n = next(turn)
            side, deed = SIDES[n % len(SIDES)], ENGLISH_DEEDS[n % len(ENGLISH_DEEDS)]
            types, base, past, done, ing, target = deed
            many = side.english.endswith(("s", "Peshmerga"))
            text = template.format(
                A=side.english, B=RIVALS[side.pack][2], o=target.format(P=side.place_en),
                do=base, does=base if many else f"{base}s", are="are" if many else "is",
                past=past, done=done, ing=ing,
            )  # fmt: skip
            yield side.pack, types, force, frame, text[:1].upper() + text[1:]


def lines() -> str:
    """Return the table."""
    rows = [COLUMNS]
    for lang, made in (("ar", arabic()), ("en", english())):
        for number, (pack, content, force, frame, text) in enumerate(made, 1):
            cells = (f"{lang}-{number:03d}", pack, lang, content, force, frame or "-", text)
            rows.append("\t".join(cells))
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    TARGET.write_text(lines(), encoding="utf-8")

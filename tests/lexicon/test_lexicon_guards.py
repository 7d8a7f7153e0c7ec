"""What must not be taken for a name, and what must still be found."""

import pytest

from sulh.read.fold import fold
from sulh.read.names import names_for

CASES = [
    ("syria", "عزفت فرقة موسيقية", "pl:raqqa", False),
    ("syria", "دخلوا الرقة فجرا", "pl:raqqa", True),
    ("syria", "قصفوا أحياء الرقة", "pl:raqqa", True),
    ("syria", "كان اللقاء القصير مفيدا", "pl:qusayr", False),
    ("syria", "وصلوا إلى مدينة القصير", "pl:qusayr", True),
    ("syria", "رفض ذلك دوما", "pl:douma", False),
    ("syria", "قصفوا مدينة دوما", "pl:douma", True),
    ("syria", "خرجت المظاهرات السلمية", "pl:salamiyah", False),
    ("syria", "تدمر القذائف البيوت", "pl:palmyra", False),
    ("syria", "سيطروا على مدينة تدمر", "pl:palmyra", True),
    ("syria", "بموجب العودة الآمنة", "x:ahmad-awda", False),
    ("general", "استقرار الشرق الأوسط", "s:asharq-awsat", False),
    ("general", "قالت صحيفة الشرق الأوسط", "s:asharq-awsat", True),
    ("general", "وصل وفد إلى جدة وجدة واحدة", "pl:jeddah", True),
    ("yemen", "حرض الخطيب الناس", "pl:haradh", False),
    ("yemen", "وصلوا إلى مدينة حرض", "pl:haradh", True),
    ("yemen", "الاتفاق عند توقيعه", "pl:anad", False),
    ("sudan", "اتفقوا على الفور", "p:fur", False),
    ("sudan", "اللون الأبيض", "pl:obeid", False),
    ("sudan", "هاجموا مدينة الأبيض", "pl:obeid", True),
    ("libya", "في الساعات الخمس الأخيرة", "pl:khoms", False),
    ("iraq", "صدر القرار من الصدر", "x:sadr", True),
    ("palestine", "صور القصف", "pl:tyre", False),
    ("lebanon", "نشر الصور", "pl:tyre", False),
    ("lebanon", "قصفوا مدينة صور", "pl:tyre", True),
    ("general", "they told us to leave", "p:united-states", False),
    ("general", "The US said so", "p:united-states", True),
    ("general", "it is a polish of words", "p:poland", False),
]


@pytest.mark.parametrize(("pack", "text", "key", "found"), CASES)
def test_a_word_is_a_name_or_not(pack, text, key, found):
    chosen = (pack,) if pack == "general" else (pack, "general")
    hits = names_for(chosen).find(fold(text))
    assert (key in {entry.id for hit in hits for entry in hit.entries}) is found

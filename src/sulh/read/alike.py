"""Words spelt like those that tell of events: «وقت لاحق», «طوق نجاة», «شارع الشهداء», «بمسيّرات»."""

from __future__ import annotations

from collections.abc import Callable

from sulh.read.clauses import finite
from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.scene import HARM, Scene
from sulh.read.signs import sign

__all__ = ["ALIKE"]

Guard = Callable[[Scene, int], bool]


def _plain_noun(item: Item) -> bool:
    """Tell whether a word is a noun that nothing else is known of."""
    closed = item.has("preposition", "function", "relative", "complementizer", "auxiliary")
    return not (item.is_mark or closed or item.ref is not None or finite(item) or item.triggers)


_ADJECTIVES = frozenset(("لاحق", "قابل"))


def _adjective(scene: Scene, index: int) -> bool:
    """«وقت لاحق», «غير قابل للنقاش»: an adjective behind its noun, and no verb."""
    item = scene.items[index]
    if item.stem not in _ADJECTIVES or not index:
        return False
    before, after = scene.items[index - 1], scene.items[index + 1 : index + 2]
    able = item.stem == "قابل" and any(i.preposition == "ل" or i.text[:2] == "لل" for i in after)
    return able or before.text == "غير" or (not item.conjunction and _plain_noun(before))


_HIMSELF = frozenset(("ولي", "هو", "هي", "هذا", "ذلك", "انه", "كان", "في", "علي", "من", "اي", "لا"))


def _matter(scene: Scene, index: int) -> bool:
    """«هو أمر مرفوض», «ولي أمر»: a matter, and nobody gives an order."""
    item = scene.items[index]
    if item.stem != "امر" or item.back or not index or item.conjunction:
        return False
    before = scene.items[index - 1]
    return before.text in _HIMSELF or before.is_mark or _plain_noun(before)


_RESCUE = frozenset(("نجاه", "نجاة", "امان", "الياسمين", "حمايه"))
_TERM = frozenset(("طال", "طالت", "يطول", "يطل", "تطول", "طويل", "طويله", "قصير", "قصيره"))
_AHEAD = frozenset(("امام", "علي"))


def _idiom(scene: Scene, index: int) -> bool:
    """«طوق نجاة», «طال أمده», «قطع الطريق أمام …», «حرب أبين»: no siege, no help, no protest."""
    item = scene.items[index]
    before = scene.items[index - 1].stem if index else ""
    after = scene.items[index + 1].text if index + 1 < len(scene.items) else ""
    if item.stem == "طوق":
        return after in _RESCUE
    if item.stem in ("امد", "امده", "امدها"):
        return before in _TERM
    if item.text.endswith("قطع الطريق"):
        return after in _AHEAD
    return item.text == "ابين"


_CALLED = frozenset(("شارع", "ساحه", "ميدان", "حي", "دوار", "مقبره", "جسر", "مستشفي", "مدرسه",
                     "مسجد", "جامع", "قاعه", "سوق", "ملعب", "كتايب", "لواء", "عيد", "يوم", "ذكرى",
                     "ذكري", "مخيم", "شهداء", "اسر", "ذوي", "عايلات", "موسسه", "هييه"))  # fmt: skip


def _named_after(scene: Scene, index: int) -> bool:
    """«شارع الشهداء», «أسر الضحايا»: a name or a word for people, and nobody dies."""
    item = scene.items[index]
    before = scene.items[index - 1] if index else None
    return (
        "casualty" in item.types and item.article and before is not None
        and before.ref is None and before.stem in _CALLED
    )  # fmt: skip


_FALLEN = words_of("fallen")
_COUNTING = frozenset(("عدد", "حصيله", "ارتفع", "ارتفاع", "بلغ", "سقط", "سقوط", "وقوع"))


def _only_named(scene: Scene, index: int) -> bool:
    """«أرقام الضحايا العسكريين», «دفن القتلى»: the dead are named, and nobody counts them."""
    item = scene.items[index]
    if "casualty" not in item.types or not item.article or item.stem not in _FALLEN:
        return False
    near = scene.items[max(0, index - 4) : index + 5]
    return not any(i.is_number or i.has("number") or i.stem in _COUNTING for i in near)


_SPREADING = words_of("spreading")


def _spread(scene: Scene, index: int) -> bool:
    """«انتشرت صور …», «مواقع التواصل»: what goes round, and no force in the field."""
    item = scene.items[index]
    if item.stem == "تواصل" and item.article:
        before = scene.items[index - 1].stem if index else ""
        return before in _MEDIA
    spreads = "mobilise" in item.types and "نتشر" in item.stem
    near = scene.items[index + 1 : index + 5]
    return spreads and any(i.ref is None and i.stem in _SPREADING for i in near)


_MEDIA = frozenset(("وسايل", "وسيله", "مواقع", "موقع", "منصات", "منصه", "شبكات", "قنوات"))


def _reached(scene: Scene, index: int) -> bool:
    """«وصلت المواجهات إلى X», «وصل عدد …»: an event or a number gets there, and no visitor."""
    item = scene.items[index]
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if "visit" not in item.types or not finite(item) or after is None or after.ref is not None:
        return False
    return (bool(after.triggers) and after.article) or after.stem in _ARRIVING


_ARRIVING = frozenset(("عدد", "حصيله", "نسبه", "قيمه", "سعر", "اضرار", "مساعدات", "شحنه", "شحنات",
                       "امدادات", "انباء", "اخبار", "الوضع", "الامور", "الازمه"))  # fmt: skip
_DOUBLED = "\u064a\u0651"
_IN_THE_AIR = words_of("flying") | words_of("weapon") | words_of("downing")


def _drones(scene: Scene, index: int) -> bool:
    """«هاجم … بمسيّرات», «سرب من المسيرات»: drones, and nobody marches."""
    item = scene.items[index]
    if "protest" not in item.types or not item.stem.startswith("مسير"):
        return False
    if _DOUBLED in item.raw:
        return True
    near = [*scene.items[max(0, index - 4) : index], *scene.items[index + 1 : index + 4]]
    return any(
        i.ref is None and (not i.types.isdisjoint(HARM) or i.stem in _IN_THE_AIR) for i in near
    )


def _revenge(scene: Scene, index: int) -> bool:
    """«ثأراً لقتلاها»: revenge, and no uprising."""
    item = scene.items[index]
    return "protest" in item.types and item.text.startswith("ثارا")


def _asylum(scene: Scene, index: int) -> bool:
    """«طالبو اللجوء», «عاصمة اللجوء», «اللجوء إلى القوة»: nobody is told to flee."""
    item = scene.items[index]
    if item.stem != "لجوء" or not item.article:
        return False
    before = scene.items[index - 1] if index else None
    after = scene.items[index + 1 : index + 3]
    elsewhere = len(after) == 2 and after[0].text == "الي" and after[1].ref is None
    return elsewhere or (before is not None and _plain_noun(before))


_OF_A_FIGHT = frozenset(("اطراف", "طرفي", "طرفا", "طرف", "جبهات", "جبهه", "ساحات", "ساحه",
                         "ميادين", "ميدان", "خطوط", "خط", "محاور", "محور", "ارض"))  # fmt: skip


def _its_ground(scene: Scene, index: int) -> bool:
    """«أطراف القتال», «جبهات القتال»: who fights or where, and no fight that is told of."""
    item = scene.items[index]
    if "fight" not in item.types or not item.article or item.conjunction or item.preposition:
        return False
    before = scene.items[index - 1] if index else None
    return before is not None and (
        before.stem in _OF_A_FIGHT or (before.ref is not None and before.ref.head in _OF_A_FIGHT)
    )


_FALLING_THINGS = frozenset(("مواقع", "موقع", "مدينه", "بلده", "قريه", "قري", "مدن", "بلدات",
                             "نظام", "حكومه", "قذايف", "قذيفه", "صواريخ", "صاروخ", "طايره",
                             ))  # fmt: skip


def _things_fell(scene: Scene, index: int) -> bool:
    """«أدى إلى سقوط ثلاثة مواقع»: ground falls, or shells, and nobody dies."""
    item = scene.items[index]
    if "casualty" not in item.types or not item.text.endswith("سقوط"):
        return False
    return any(i.stem in _FALLING_THINGS for i in scene.items[index + 1 : index + 3])


def _shelter_place(scene: Scene, index: int) -> bool:
    """«مركز إيواء», «مراكز الإيواء»: a place, and nobody gives shelter."""
    item = scene.items[index]
    before = scene.items[index - 1] if index else None
    return item.stem == "ايواء" and before is not None and before.stem in ("مركز", "مراكز", "دار")


_CARRYING = frozenset(("شن", "شنت", "شنوا", "قاد", "قادت", "قادوا", "خاض", "خاضت", "اعلن", "اعلنت",
                       "بدا", "بدات", "اندلع", "اندلاع", "اخماد", "قمع", "سحق", "يشن", "تشن",
                       "يقود", "تقود", "خوض"))  # fmt: skip


def _rebels(scene: Scene, index: int) -> bool:
    """«حركة تمرد كولومبية», «التمرد في كولومبيا»: who rebels, and no rising that is told of."""
    item = scene.items[index]
    if "protest" not in item.types or item.stem not in ("تمرد", "تمردا"):
        return False
    near = scene.items[max(0, index - 5) : index]
    return not item.verb() and not any(i.stem in _CARRYING for i in near)


_SPROUTING = frozenset(("ثوره", "انتفاضه", "احتجاجات", "مظاهرات", "تظاهرات", "حراك", "حرب", "صراع",
                        "نزاع", "ازمه", "خلاف", "خلافات", "غضب", "وضع", "اوضاع"))  # fmt: skip


def _broke_out(scene: Scene, index: int) -> bool:
    """«تفجر الثورة», «انفجار الوضع»: a figure of speech."""
    item = scene.items[index]
    after = scene.items[index + 1 : index + 2]
    blows = not item.types.isdisjoint(HARM) and "فجر" in item.stem.replace("ا", "")
    return blows and any(i.ref is None and i.stem in _SPROUTING for i in after)


ALIKE: dict[Guard, int] = {
    _adjective: sign("adjective alike", stems=_ADJECTIVES),
    _matter: sign("matter", stems=("امر",)),
    _idiom: sign("idiom", stems=("طوق", "امد", "امده", "امدها"), types=("protest", "reject")),
    _named_after: sign("dead", types=("casualty",)),
    _only_named: sign("dead", types=("casualty",)),
    _spread: sign("spread", stems=("تواصل",), types=("mobilise",)),
    _reached: sign("gets there", types=("visit",)),
    _drones: sign("marches", types=("protest",)),
    _revenge: sign("marches", types=("protest",)),
    _rebels: sign("marches", types=("protest",)),
    _asylum: sign("asylum", stems=("لجوء",)),
    _broke_out: sign("harms", types=HARM),
    _its_ground: sign("fights", types=("fight",)),
    _things_fell: sign("dead", types=("casualty",)),
    _shelter_place: sign("shelter", stems=("ايواء",)),
}
"""What makes a word idle, and the sign of the words at which it can be true at all."""

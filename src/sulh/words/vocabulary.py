"""Every closed list of a case in words.

Phrases are nouns, so that nothing has to agree with a name whose gender and number are unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from sulh.case.model import Text
from sulh.words.voice import Voice

__all__ = [
    "AGREEMENT_STATUSES",
    "AREA_TYPES",
    "ASSUMED",
    "BANDS",
    "BASES",
    "CONSENTS",
    "CREDIBILITIES",
    "DIRECTIONS",
    "EVENTS",
    "EVENT_STATUSES",
    "FACTORS",
    "LEVERS",
    "LINKS",
    "MEASURES",
    "MODALITIES",
    "PARTY_KINDS",
    "RELATIONS",
    "RELIABILITIES",
    "SENSITIVITIES",
    "SETTERS",
    "SOURCE_KINDS",
    "VERDICTS",
    "EventWords",
]


def _texts(**pairs: tuple[str, str]) -> MappingProxyType[str, Text]:
    """Arabic and English for each word of a vocabulary."""
    return MappingProxyType({key: Text(ar=ar, en=en) for key, (ar, en) in pairs.items()})


@dataclass(frozen=True, slots=True)
class EventWords:
    """An event type as a noun, with the words that lead to who does it and to whom.

    What is not `placed` has its area in brackets: a text may mean from where or to where.
    """

    noun: Text
    actor: Text
    target: Text
    placed: bool = True

    def phrase(self, actors: str, targets: str, areas: str, voice: Voice) -> str:
        """Return ``attack by X on Y in Z``, leaving out what is empty."""
        parts = [self.noun.in_(voice.language)]
        parts += [f"{self.actor.in_(voice.language)} {actors}"] if actors else []
        parts += [f"{self.target.in_(voice.language)} {targets}"] if targets else []
        if areas:
            place = f"{voice.say(ar='في', en='in')} {areas}"
            parts.append(place if self.placed else f"({areas})")
        return " ".join(parts)


def _event(
    ar: str, en: str, ar_target: str, en_target: str, actor: tuple[str, str] = ("من جانب", "by")
) -> EventWords:
    return EventWords(
        Text(ar=ar, en=en), Text(ar=actor[0], en=actor[1]), Text(ar=ar_target, en=en_target)
    )


_INVOLVING = ("بمشاركة", "involving")

EVENTS = MappingProxyType({
    "escalate": _event("تصعيد", "escalation", "ضد", "against"),
    "visit": _event("زيارة", "visit", "إلى", "to"),
    "convey_message": _event("نقل رسالة", "message conveyed", "إلى", "to"),
    "negotiate": _event("مفاوضات", "talks", "مع", "with", _INVOLVING),
    "accept": _event("قبول", "acceptance", "إزاء", "towards"),
    "agree": _event("اتفاق", "agreement", "مع", "with"),
    "fight": _event("اشتباكات", "clashes", "مع", "with", _INVOLVING),
    "casualty": _event(
        "سقوط ضحايا", "casualties", "في صفوف", "among", ("على يد", "at the hands of")
    ),
    "demand": _event("مطالبة", "demand", "موجّهة إلى", "to"),
    "displace": replace(
        _event("تهجير أو إجلاء", "displacement or evacuation", "يشمل", "of"), placed=False
    ),
    "reject": _event("رفض", "rejection", "إزاء", "towards"),
    "breach": _event("نقض اتفاق", "breach of an agreement", "إزاء", "towards"),
    "accuse": _event("اتهام", "accusation", "موجّه إلى", "against"),
    "deny": _event("نفي", "denial", "ردًّا على", "in answer to"),
    "mobilise": _event("حشد قوات", "mobilisation", "في مواجهة", "against"),
    "attack": _event("هجوم", "attack", "على", "on"),
    "fortify": _event("تحصّن", "fortification", "في مواجهة", "against"),
    "mediate": _event("وساطة", "mediation", "بين", "between"),
    "ceasefire": _event("تهدئة أو وقف لإطلاق النار", "calm or ceasefire", "مع", "with"),
    "support": _event("دعم", "support", "لصالح", "for"),
    "comply": _event("التزام", "compliance", "تجاه", "towards"),
    "threaten": _event("تهديد", "threat", "موجّه إلى", "to"),
    "withhold_support": _event("حجب دعم", "support withheld", "عن", "from"),
    "gain_territory": _event("كسب أرض", "territory gained", "على حساب", "from"),
    "protest": _event("احتجاج", "protest", "ضد", "against"),
    "lose_territory": _event("خسارة أرض", "territory lost", "لصالح", "to"),
    "intervene": _event("تدخّل", "intervention", "في شأن", "concerning"),
    "condemn": _event("إدانة", "condemnation", "موجّهة إلى", "of"),
    "weaken": _event("إضعاف", "weakening", "يطال", "of"),
    "shift_position": _event("تبدّل في الموقف", "change of position", "تجاه", "towards"),
    "destroy": _event("تدمير", "destruction", "يطال", "of", ("على يد", "by")),
    "concede": _event("تنازل أو تسليم", "concession or hand-over", "لصالح", "to"),
})  # fmt: skip

RELATIONS = _texts(
    located_in=("وجود {s} في {o}", "{s} being in {o}"),
    envoy_of=("إيفاد {s} مبعوثًا عن {o}", "{s} as envoy of {o}"),
    leader_of=("تولّي {s} قيادة {o}", "{s} as leader of {o}"),
    represents=("تحدّث {s} باسم {o}", "{s} speaking for {o}"),
    allied_with=("تحالف {s} مع {o}", "alliance of {s} with {o}"),
    member_of=("انتماء {s} إلى {o}", "{s} belonging to {o}"),
    sub_unit_of=("وقوع {s} ضمن تشكيلات {o}", "{s} as a unit of {o}"),
    alias=("إطلاق اسمَي {s} و{o} على جهة واحدة", "{s} and {o} as two names of one"),
    native_of=("انحدار {s} من {o}", "{s} coming from {o}"),
    subordinate_to=("تبعية {s} إلى {o}", "{s} answering to {o}"),
    backed_by=("تلقّي {s} الدعم من {o}", "{s} backed by {o}"),
    opposed_to=("خصومة {s} مع {o}", "{s} opposed to {o}"),
    coordinates_with=("تنسيق {s} مع {o}", "{s} coordinating with {o}"),
)

MODALITIES = _texts(
    asserted=("بحسب", "according to"),
    negated=("منفيّ بحسب", "not so according to"),
    demanded=("مطلب من", "demand by"),
    possible=("ممكن بحسب", "possible according to"),
    accused=("اتهام من", "accusation by"),
    denied=("نفي من", "denial by"),
    intended=("نيّة بحسب", "intention according to"),
    conditional=("معلّق على شرط بحسب", "conditional according to"),
    predicted=("توقّع من", "prediction by"),
    proposed=("اقتراح من", "proposal by"),
)

AGREEMENT_STATUSES = _texts(
    breached=("نُقض", "broken"),
    reported_in_effect_or_sought=(
        "سارٍ أو مطلوب، والنص لا يحسم",
        "in effect or sought; the text leaves it open",
    ),
    implemented=("نُفّذ", "carried out"),
    sought=("مطلوب، لم يُبرم بعد", "sought, not yet reached"),
    advocated=("دعت إليه جهة", "advocated"),
    reached=("أُبرم", "reached"),
    proposed_by_author=("يقترحه كاتب التقرير", "proposed by the author of the report"),
    predicted=(
        "متوقَّع، ولم يكن قد وقع",
        "predicted; it had not happened then",
    ),
    collapsed=("انهار", "collapsed"),
    expired=("انتهت مدته", "ran out"),
)

VERDICTS = _texts(
    necessarily=("حتمًا", "necessarily"),
    possibly=("في بعضها", "possibly"),
    never=("أبدًا", "never"),
)

MEASURES = _texts(
    StatementOrder=("ترتيبات العبارات", "orders of statements"),
    StateOrder=("ترتيبات الحالات", "orders of states"),
    AimOrder=("ترتيبات الأهداف", "orders by aims"),
)

LEVERS = _texts(
    bar=("منع خطوة", "bars a move"),
    irreversible=("خطوة بلا رجعة", "makes a move irreversible"),
    guarantee=("ضمان", "guarantee"),
    penalty=("عقوبة", "penalty"),
    side_payment=("تعويض أو تخفيف", "side payment"),
    sequence=("تقسيم على مراحل", "splits into steps"),
    include=("إشراك رافض التسوية", "includes a hold-out"),
    separate=("اتفاق منفصل", "separate deal"),
)

SETTERS = _texts(
    party=("الطرف نفسه", "the party itself"),
    mandate=("من فوّضه", "those who mandated it"),
    law=("القانون", "law"),
    mediator=("الوسيط", "the mediator"),
    analyst=("المحلل", "the analyst"),
)

FACTORS = _texts(
    statement=("عبارة تفضيل", "statement"),
    belief=("درجة الاعتقاد بعبارة", "belief in a statement"),
    first=("عبارة تُقدَّم على غيرها", "a statement put first"),
    last=("عبارة تُؤخَّر عن غيرها", "a statement put last"),
    source=("مصدر يُترك", "a source left out"),
    lever=("أداة", "lever"),
    parameter=("معامل في المحاكاة", "parameter of the simulation"),
    structure=("صيغة للنموذج", "form of the model"),
)

BASES = _texts(
    text=("من النص", "from the text"),
    pattern=("افتراض من النمط", "assumed, from the pattern"),
    assumed=("افتراض لا نص يسنده", "assumed; no text says it"),
)

ASSUMED = Text(ar="افتراض", en="assumed")
"""Stands beside every wish that is ascribed to somebody and that no text shows."""

CONSENTS = _texts(
    unknown=("غير معروفة", "unknown"),
    given=("أُعطيت", "given"),
    partly=("أُعطيت جزئيًّا", "partly given"),
    not_asked=("لم تُطلب", "not asked for"),
    refused=("رُفضت", "refused"),
)

EVENT_STATUSES = _texts(
    reported=("ورد في التقارير", "reported"),
    contested=("متنازع عليه", "contested"),
    not_factual=("لا يُروى على أنه وقع", "not told as a fact"),
)

RELIABILITIES = _texts(
    A=("موثوق تمامًا", "completely reliable"),
    B=("موثوق عادةً", "usually reliable"),
    C=("موثوق إلى حدّ ما", "fairly reliable"),
    D=("غير موثوق عادةً", "not usually reliable"),
    E=("غير موثوق", "unreliable"),
    F=("لا يمكن الحكم على موثوقيته", "reliability cannot be judged"),
)
CREDIBILITIES = MappingProxyType(
    {
        "1": Text(ar="أكّدته مصادر أخرى", en="confirmed by other sources"),
        "2": Text(ar="صحته راجحة", en="probably true"),
        "3": Text(ar="صحته ممكنة", en="possibly true"),
        "4": Text(ar="صحته موضع شك", en="doubtful"),
        "5": Text(ar="صحته مستبعدة", en="improbable"),
        "6": Text(ar="لا يمكن الحكم على صحته", en="truth cannot be judged"),
    }
)

PARTY_KINDS = _texts(
    state=("دولة", "state"),
    government=("حكومة", "government"),
    armed_force=("قوة مسلحة نظامية", "armed force"),
    armed_group=("جماعة مسلحة", "armed group"),
    coalition=("تحالف", "coalition"),
    movement=("حركة", "movement"),
    community=("جماعة أهلية", "community"),
    negotiating_body=("هيئة تفاوض", "negotiating body"),
    organisation=("منظمة", "organisation"),
    civilians=("مدنيون", "civilians"),
    group=("مجموعة", "group"),
    media=("وسيلة إعلام", "media"),
)

AREA_TYPES = _texts(
    country=("بلد", "country"),
    region=("إقليم", "region"),
    admin1=("محافظة", "governorate"),
    city=("مدينة", "city"),
    town=("بلدة", "town"),
    village=("قرية", "village"),
    quarter=("حيّ", "quarter"),
    area=("منطقة", "area"),
    base=("قاعدة", "base"),
    site=("موقع", "site"),
    agreement_zones=("مناطق اتفاق", "zones of an agreement"),
    city_or_governorate=("مدينة أو محافظة", "city or governorate"),
)

SOURCE_KINDS = _texts(
    newspaper=("صحيفة", "newspaper"),
    agency=("وكالة أنباء", "news agency"),
    broadcaster=("إذاعة أو قناة", "broadcaster"),
    website=("موقع إلكتروني", "website"),
    social_media=("وسائل التواصل", "social media"),
    ngo=("منظمة غير حكومية", "non-governmental organisation"),
    un=("الأمم المتحدة", "United Nations"),
    government=("جهة حكومية", "government"),
    party=("طرف في النزاع", "party to the conflict"),
    interview=("مقابلة", "interview"),
    analysis=("تحليل", "analysis"),
    dataset=("قاعدة بيانات", "data set"),
    unknown=("نوع غير معروف", "kind unknown"),
)

SENSITIVITIES = _texts(
    public=("علني", "public"),
    internal=("داخلي", "internal"),
    confidential=("سرّي", "confidential"),
    secret=("سرّي للغاية", "secret"),
)

DIRECTIONS = _texts(
    gives=("عليه", "gives"),
    gets=("له", "gets"),
    both=("للجميع", "both sides"),
    excluded=("مستثنى", "excluded"),
)

LINKS = _texts(
    causes=("سبب", "cause"),
    before=("سابق", "before"),
    purpose=("غاية", "purpose"),
    denies=("نفي", "denial"),
    contrast=("مفارقة", "contrast"),
    exchange=("مقابل", "exchange"),
    condition=("شرط", "condition"),
    unless=("إلا إذا", "unless"),
    same_event=("الحدث نفسه", "same event"),
    same_relation=("العلاقة نفسها", "same relation"),
    same_pattern=("النمط نفسه", "same pattern"),
    fulfils=("تحقّق", "fulfilment"),
)

BANDS = _texts(
    chance=("المصادفة", "chance"),
    parameters=("المعاملات", "parameters"),
    structure=("بنية النموذج", "structure of the model"),
)

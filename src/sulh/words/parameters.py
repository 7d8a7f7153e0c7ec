"""Parameters and structural choices of the simulation in words, with their units."""

from __future__ import annotations

from types import MappingProxyType

from sulh.case.model import Text

__all__ = ["OF_AREA", "PARAMETERS", "STRUCTURE", "UNITS"]


def _texts(pairs: dict[str, tuple[str, str]]) -> MappingProxyType[str, Text]:
    return MappingProxyType({key: Text(ar=ar, en=en) for key, (ar, en) in pairs.items()})


PARAMETERS = _texts({
    "strong_force": ("عديد الطرف الأقوى", "strength of the stronger side"),
    "equal shares of the strong side": (
        "تساوي حصص أطراف الجانب الأقوى", "equal shares of the parties of the stronger side",
    ),
    "attrition_per_week": ("شدّة الاستنزاف", "rate of attrition"),
    "attrition_noise": ("تفاوت الاستنزاف", "spread of attrition"),
    "defence_advantage": ("أفضلية المدافع", "advantage of the defender"),
    "background_fighting": ("القتال خارج أوقات الهجوم", "fighting outside assaults"),
    "breakpoint_weak": ("حدّ انهيار الطرف الأضعف", "breaking point of the weaker side"),
    "breakpoint_strong": ("حدّ توقف الطرف الأقوى", "breaking point of the stronger side"),
    "steepness": ("أثر تفوّق القوة في النتيجة", "how steeply strength decides"),
    "containment": ("القوة المشغولة باحتواء الجيوب", "force tied down by containing pockets"),
    "solidarity": ("نجدة المناطق المجاورة", "help from neighbouring areas"),
    "spill_over": ("أثر الهدوء في الجوار", "effect of calm on neighbours"),
    "tempo_per_week": ("وتيرة فتح الهجمات", "pace of new assaults"),
    "rationality": ("دقة الاختيار", "precision of choice"),
    "discount": ("وزن ما يلي من الجبهات", "weight of the fronts to come"),
    "cost_strong": ("كلفة القتال على الطرف الأقوى", "cost of fighting to the stronger side"),
    "threat_weeks": ("مدة ما يظل مصير منطقة تهديدًا لغيرها", "how long one fate threatens others"),
    "threat_offers": ("وتيرة العروض تحت التهديد", "pace of offers under threat"),
    "offer_per_week": ("وتيرة العروض", "pace of offers"),
    "late_after_weeks": ("متى يُعدّ العرض متأخرًا", "when an offer counts as late"),
    "terms_floor": ("أدنى الشروط المعروضة", "least generous terms"),
    "surplus_share": ("ما يُترك للطرف الأضعف من الفائض", "surplus left to the weaker side"),
    "cost_weak": ("كلفة القتال على الطرف الأضعف", "cost of fighting to the weaker side"),
    "cost_civilian": ("كلفة القتال على المدنيين", "cost of fighting to civilians"),
    "civilian_weight": ("وزن أذى المدنيين لدى من يقرر", "weight deciders give to civilian harm"),
    "indivisible": ("مطلب لا يقبل القسمة", "an indivisible demand"),
    "trust": ("الثقة بالوفاء بالشروط", "trust that terms are kept"),
    "disarm_penalty": ("ما يُضعفه تسليم السلاح من الثقة", "what disarming takes from trust"),
    "autonomy_trust": ("ما تضيفه الإدارة الذاتية إلى الثقة", "what self-rule adds to trust"),
    "optimism": ("تفاؤل الطرف الأضعف", "optimism of the weaker side"),
    "hope": ("الأمل بالنجدة", "hope of rescue"),
    "learning": ("سرعة التعلّم من الوقائع", "speed of learning from events"),
    "rescued_odds": ("فرصة الصمود مع النجدة", "chance of holding out if rescued"),
    "faction_spread": ("تفاوت تقدير الفصائل", "how far factions judge differently"),
    "guarantee": ("أثر الضامن في النقض (بأي اتجاه)", "effect of a guarantor on breach"),
    "leverage": ("نفوذ الضامن", "leverage of the guarantor"),
    "monitor_strength": ("قوة المراقبة", "strength of monitoring"),
    "guarantee_trust": ("ما يضيفه الضامن إلى الثقة", "what a guarantor adds to trust"),
    "calm_per_week": ("وتيرة فرض التهدئة", "pace of imposed calm"),
    "calm_ignored": ("تجاهل التهدئة", "calm that is ignored"),
    "mediation": ("أثر الوساطة في وتيرة العروض", "what mediation adds to offers"),
    "guarantor_stake": ("مصلحة الضامن في التهدئة", "the guarantor's stake in calm"),
    "guarantor_cost": ("كلفة التهدئة على الضامن", "cost of calm to the guarantor"),
    "leverage_loss": ("ما يفقده الضامن من نفوذه إذا تُجوهل", "leverage lost when ignored"),
    "truce_breach_per_week": ("معدّل نقض الهدن", "rate of breach of truces"),
    "deal_breach_scale": ("معدّل نقض التسويات", "rate of breach of deals"),
    "calm_term_share": ("ما يُفرض من التهدئة لأجل محدد", "calm imposed for a term"),
    "calm_term_weeks": ("أجل التهدئة", "term of a calm"),
    "calm_renewal": ("تجديد التهدئة عند أجلها", "calm renewed at its term"),
    "term_keeps": ("النقض ما دام الأجل قائمًا", "breach while a term runs"),
    "strong_breach_share": ("ما ينقضه الطرف الأقوى من الاتفاقات", "breaches by the stronger side"),
    "spoiler_per_week": ("معدّل هجمات المخرّبين", "rate of spoiler attacks"),
    "spoiler_break": ("أثر المخرّبين في الاتفاق", "deals that a spoiler breaks"),
    "backer_shift_per_week": ("معدّل تبدّل الداعمين", "rate at which backers shift"),
    "patron_cost": ("كلفة الدعم على الداعم", "cost of backing to the backer"),
    "backer_raise_per_week": ("معدّل زيادة الدعم تحت الهجوم", "rate at which backing rises"),
    "patron_sensitivity": ("تأثر الداعم بسقوط القتلى", "a patron's response to deaths"),
    "threat_log_odds": ("ميل الداعم إلى التهديد بسحب الغطاء", "a patron's leaning to threaten"),
    "given_again_per_week": ("عودة الغطاء", "cover given again"),
    "threat_carried": ("تنفيذ التهديد بسحب الغطاء", "threats to withhold that are carried out"),
    "support_effect": ("أثر الدعم الجوي", "effect of air support"),
    "supply_effect": ("أثر الإمداد", "effect of supplies"),
    "troops_effect": ("أثر إرسال القوات", "effect of troops sent"),
    "intervention_per_week": ("تدخّل من الخارج", "intervention from outside"),
    "siege_stock_weeks": ("مخزون المنطقة المحاصرة", "stocks of a besieged area"),
    "siege_tightness": ("إحكام الحصار", "tightness of siege"),
    "siege_deaths_per_1000_week": ("وفيات الحصار", "deaths by siege"),
    "deaths_per_1000_week": ("وفيات الهجوم", "deaths in an assault"),
    "death_dispersion": ("تفاوت أعداد الوفيات", "spread of deaths"),
    "intensity_spread": ("تفاوت شدّة القتال بين المناطق", "spread of fighting between areas"),
    "truce_violence": ("العنف أثناء الهدنة", "violence during a truce"),
    "displacement_per_week": ("معدّل النزوح", "rate of displacement"),
    "return_half_life_days": ("نصف مدة العودة", "half-life of return"),
    "returnable_share": ("من يستطيعون العودة", "those who can return"),
    "families_per_fighter": ("المرافقون لكل مقاتل يخرج", "people who leave with a fighter"),
    "families_spread": ("تفاوت المرافقين بين المناطق", "spread of those who leave with fighters"),
    "leaving_share": ("من يخرج من المقاتلين", "fighters who leave"),
    "harm_per_1000_year": ("القتلى بعد الاتفاق", "people killed after a deal"),
    "detained_per_1000_year": ("المحتجزون بعد الاتفاق", "people detained after a deal"),
    "fall_harm_factor": ("الأذى بعد السقوط قياسًا بما بعد الاتفاق", "harm after a fall"),
    "damage_per_week": ("معدّل تدمير البنية التحتية", "rate of damage to infrastructure"),
})  # fmt: skip

OF_AREA = _texts({
    "force": ("عديد المدافعين في {}", "strength of the defenders of {}"),
    "population": ("عدد السكان في {}", "population of {}"),
    "equal shares": ("تساوي حصص القوى في {}", "equal shares of those who hold {}"),
    "neighbours": ("عدد المناطق التي تجاور {}", "number of areas that border {}"),
    "stock": ("المخزون عند البدء في {}", "supplies in {} at the start"),
    "infrastructure": (
        "البنية التحتية العاملة عند البدء في {}", "infrastructure that works in {} at the start",
    ),
    "truce age": ("عمر الهدنة في {}", "age of the truce in {}"),
    "deal age": ("عمر الاتفاق في {}", "age of the deal in {}"),
    "arms kept": ("ما أبقاه الاتفاق من السلاح في {}", "arms that the deal left in {}"),
    "truce term": ("ما بقي من أجل الهدنة في {}", "what is left of the term of the truce in {}"),
})  # fmt: skip
"""Numbers of one area, as the ledger names them."""

UNITS = _texts({
    "": ("", ""),
    "1": ("", ""),
    "people": ("(عدد الأشخاص)", "people"),
    "fighters": ("(عدد المقاتلين)", "fighters"),
    "weeks": ("(بالأسابيع)", "weeks"),
    "areas": ("(عدد المناطق)", "in number"),
    "days": ("(بالأيام)", "days"),
    "1/week": ("في الأسبوع", "per week"),
    "1/week of assault": ("في أسبوع الهجوم", "per week of assault"),
    "1/front": ("لكل جبهة", "per front"),
    "1/stake": ("لكل وحدة رهان", "per stake"),
    "stake": ("من قيمة الرهان", "of the stake"),
    "share": ("(جزء من الكل)", "as a share of one"),
    "probability": ("(احتمال)", "as a chance out of one"),
    "leverage": ("من النفوذ", "of leverage"),
    "log odds": ("لوغاريتم الأرجحية", "log odds"),
    "log odds per event": ("لوغاريتم الأرجحية لكل واقعة", "log odds per event"),
    "log odds per death per 1,000": (
        "لوغاريتم الأرجحية لكل وفاة في الألف", "log odds per death in a thousand",
    ),
    "log intensity": ("لوغاريتم الشدّة", "log intensity"),
    "log hazard per unit of leverage": (
        "لوغاريتم الخطر لكل وحدة نفوذ", "log hazard per unit of leverage",
    ),
    "sd of log": ("انحراف معياري للوغاريتم", "standard deviation of the log"),
    "sd of log, between areas": (
        "انحراف معياري للوغاريتم بين المناطق", "standard deviation of the log, between areas",
    ),
    "share of an assault": ("من شدّة الهجوم", "of an assault"),
    "share of force left": ("من القوة الباقية", "of the force left"),
    "share of a neighbour's force": ("من قوة الجار", "of a neighbour's force"),
    "share of the pace of offers": ("من وتيرة العروض", "of the pace of offers"),
    "share of air support": ("من أثر الدعم الجوي", "of that of air support"),
    "share of background fighting": ("من القتال المعتاد", "of background fighting"),
    "share of fighters who leave": ("من المقاتلين", "of the fighters"),
    "share of infrastructure/week of assault": (
        "من البنية التحتية في أسبوع الهجوم", "of infrastructure per week of assault",
    ),
    "fighters left per fighter contained": (
        "مقاتل لكل مقاتل محتوى", "fighters per fighter contained",
    ),
    "people per fighter who leaves": ("شخص لكل مقاتل يخرج", "people per fighter who leaves"),
    "effectiveness at full air support": (
        "من الفاعلية مع الدعم الجوي الكامل", "of effectiveness at full air support",
    ),
    "times the accord hazard": ("ضعف خطر الاتفاقات الوطنية", "times that of national accords"),
    "times the harm after a deal": ("ضعف الأذى بعد الاتفاق", "times the harm after a deal"),
    "deaths/1,000/week": ("وفاة لكل ألف في الأسبوع", "deaths per thousand and week"),
    "deaths/1,000/week of assault": (
        "وفاة لكل ألف في أسبوع الهجوم", "deaths per thousand and week of assault",
    ),
    "killed/1,000/year after a deal": (
        "قتيل لكل ألف في السنة بعد الاتفاق", "killed per thousand and year after a deal",
    ),
    "detained/1,000/year after a deal": (
        "محتجز لكل ألف في السنة بعد الاتفاق", "detained per thousand and year after a deal",
    ),
    "shape of the negative binomial, by month": (
        "معامل شكل التوزيع ثنائي الحدين السالب شهريًّا", "shape of the negative binomial, by month",
    ),
})  # fmt: skip

STRUCTURE = _texts({
    "lookahead": ("عدد الخطوات المنظورة", "steps looked ahead"),
    "combat": ("صيغة القتال", "form of combat"),
    "spill_over": ("أثر الهدوء في الجوار", "effect of calm on neighbours"),
    "square": ("قانون التربيع", "square law"),
    "linear": ("القانون الخطي", "linear law"),
    "calms": ("يهدّئ", "calms"),
    "inflames": ("يؤجّج", "inflames"),
})  # fmt: skip

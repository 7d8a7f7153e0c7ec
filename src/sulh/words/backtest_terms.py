"""Words of the backtest's tables, Arabic and English."""

from __future__ import annotations

from types import MappingProxyType

__all__ = [
    "BASELINES", "BEHIND", "GOVERNORATES", "REGULARITIES", "SUMMARIES", "TARGETS", "TITLES",
]  # fmt: skip

Words = MappingProxyType[str, tuple[str, str]]

SUMMARIES: Words = MappingProxyType(
    {
        "settled_share": ("حصة المناطق التي عقدت اتفاقًا", "share of areas with a deal"),
        "fallen_share": ("حصة المناطق التي سقطت بلا اتفاق", "share of areas fallen without a deal"),
        "deal_time_share": (
            "متوسط وقت الاتفاق، حصةً من المدة",
            "mean time of a deal, share of the period",
        ),
        "fought_share": ("حصة الاتفاقات التي تلت هجومًا", "share of deals after an assault"),
        "log_weeks_to_deal": (
            "متوسط لوغاريتم الأسابيع من الهجوم إلى الاتفاق",
            "mean log weeks from assault to deal",
        ),
        "log_left": ("متوسط لوغاريتم عدد من رحلوا باتفاق", "mean log people who left under a deal"),
        "spread_log_left": (
            "تفاوت لوغاريتم عدد من رحلوا بين المناطق",
            "spread of log people who left, between areas",
        ),
        "log_killed": ("لوغاريتم مجموع القتلى المدنيين", "log civilians killed in all"),
        "log_killed_median": (
            "لوغاريتم القتلى المدنيين في المنطقة الوسطى",
            "log civilians killed in the median area",
        ),
    }
)

TARGETS: Words = MappingProxyType(
    {
        "days_to_deal": ("الأيام من الهجوم إلى الاتفاق", "days from offensive to deal"),
        "people_left": ("من رحلوا", "people who left"),
        "civilians_killed": ("القتلى المدنيون", "civilians killed"),
    }
)

BASELINES: Words = MappingProxyType(
    {
        "last_negative_binomial": ("ثنائي سالب حول الشهر الماضي", "last month's negative binomial"),
        "last_year_empirical": ("توزيع الأشهر الاثني عشر الماضية", "last twelve months' empirical"),
        "last_poisson": ("بواسون الشهر الماضي", "last month's Poisson"),
        "zero": ("صفر", "zero"),
    }
)

REGULARITIES: Words = MappingProxyType(
    {
        "settled_share": (
            "حصة المناطق التي عقدت اتفاقًا حتى نهاية 2017",
            "share of areas settled by the end of 2017",
        ),
        "fought_share": (
            "حصة الاتفاقات التي تلت هجومًا مسجلًا",
            "share of deals after a recorded offensive",
        ),
        "days_to_deal": (
            "متوسط الأيام من الهجوم إلى الاتفاق حتى 2017",
            "mean days from offensive to deal, to 2017",
        ),
        "later_minus_earlier_days": (
            "اتفاقات 2017 مقارنة باتفاقات 2016، بالأيام",
            "deals of 2017 less those of 2016, days",
        ),
        "days_between_offensives": (
            "متوسط الأيام بين هجوم والذي يليه",
            "mean days from one offensive to the next",
        ),
        "truces_attacked": (
            "هدن انكسرت لكل 100 أسبوع هدنة",
            "truces broken for each 100 weeks of truce",
        ),
        "calm_in_a_truce": (
            "القتلى في ثلاثة أشهر من الهدنة نسبة إلى ما قبلها",
            "deaths in a quarter of truce, against before",
        ),
        "calm_of_a_month": (
            "القتلى في الشهر الأول من الهدوء نسبة إلى ما قبله",
            "deaths in the first month of calm, against before",
        ),
        "calm_wears_off": (
            "القتلى في الأشهر التالية نسبة إلى الشهر الأول",
            "deaths in the next months, against the first",
        ),
        "people_per_fighter": (
            "متوسط لوغاريتم من رحلوا لكل مقاتل",
            "mean log people who left for each fighter",
        ),
        "people_per_fighter_spread": ("تفاوت ذلك بين المناطق", "spread of that between areas"),
        "jumps_of_deaths": (
            "انتظام القتلى من شهر إلى آخر (شكل ثنائي سالب)",
            "how steady deaths are by month (shape k)",
        ),
        "accords_ended_early": (
            "اتفاقات وطنية انتهت خلال ستة أشهر",
            "national accords ended within six months",
        ),
        "accords_ended_middle": (
            "اتفاقات انتهت بين ستة أشهر وخمس سنوات",
            "ended between six months and five years",
        ),
        "accords_ended_late": ("اتفاقات انتهت بعد خمس سنوات", "ended after five years"),
        "days_to_deal_2018": (
            "متوسط الأيام من الهجوم إلى الاتفاق في 2018",
            "mean days from offensive to deal in 2018",
        ),
        "faster_in_2018_days": (
            "2018 مقارنة بما قبلها، بالأيام",
            "2018 less the years before, days",
        ),
        "zones_attacked_2018": (
            "مناطق خفض التصعيد التي هوجمت في 2018",
            "de-escalation zones attacked in 2018",
        ),
        "days_over_three_zones": (
            "الأيام بين الهجوم على المنطقة الأولى والثالثة",
            "days from the first zone attacked to the third",
        ),
        "surge_at_a_breach": (
            "القتلى عند خرق الهدنة نسبة إلى ما كان فيها",
            "deaths at the breach of a truce, against in it",
        ),
        "ghouta_killed": (
            "القتلى المدنيون في الغوطة الشرقية في 2018",
            "civilians killed in Eastern Ghouta in 2018",
        ),
        "daraa_displaced_share": (
            "حصة النازحين من أهل درعا في أسبوعي الهجوم",
            "share of Daraa displaced in two weeks of assault",
        ),
        "daraa_still_away_share": (
            "حصة من لم يعودوا منهم بعد ستة أسابيع من الاتفاق",
            "share of them still away six weeks after the deal",
        ),
        "daraa_killed_after": (
            "القتلى في درعا خلال 24 شهرًا بعد الاتفاق",
            "killed in Daraa in 24 months after the deal",
        ),
    }
)

BEHIND: Words = MappingProxyType(
    {
        "settled_share": ("قبول العروض وتوقيتها", "when offers are made and accepted"),
        "fought_share": (
            "العروض تحت التهديد مقابل العروض تحت الهجوم",
            "offers under threat against offers under assault",
        ),
        "days_to_deal": ("الاستنزاف والعروض أثناء الهجوم", "attrition and offers under assault"),
        "later_minus_earlier_days": ("التعلّم مما جرى لغيرها", "learning from the fates of others"),
        "days_between_offensives": (
            "هجوم واحد في كل مرة، ووتيرته",
            "one assault at a time, and its pace",
        ),
        "truces_attacked": ("معدل خرق الهدن", "the hazard of truces"),
        "calm_in_a_truce": ("العنف الباقي في الهدنة", "violence that goes on in a truce"),
        "calm_of_a_month": ("العنف الباقي في الهدنة", "violence that goes on in a truce"),
        "calm_wears_off": (
            "عنف الهدنة ثابت، لا يعود شيئًا فشيئًا",
            "violence in a truce is constant, it does not creep back",
        ),
        "people_per_fighter": ("من يرحل مع المقاتل", "who leaves with a fighter"),
        "people_per_fighter_spread": (
            "تفاوت من يرحلون بين المناطق",
            "how far that differs between areas",
        ),
        "jumps_of_deaths": (
            "تفاوت شدة القتال بين الأشهر والمناطق",
            "how far violence jumps between months and areas",
        ),
        "accords_ended_early": ("معدل انهيار الاتفاقات بحسب عمرها", "the hazard of accords by age"),
        "accords_ended_middle": (
            "معدل انهيار الاتفاقات بحسب عمرها",
            "the hazard of accords by age",
        ),
        "accords_ended_late": (
            "معدل انهيار الاتفاقات بعد خمس سنوات",
            "the hazard of accords after five years",
        ),
        "days_to_deal_2018": (
            "الاستنزاف والعروض أثناء الهجوم",
            "attrition and offers under assault",
        ),
        "faster_in_2018_days": ("التعلّم مما جرى لغيرها", "learning from the fates of others"),
        "zones_attacked_2018": (
            "وتيرة الهجمات وعائق الهدنة أمامها",
            "the pace of assaults and what a truce holds off",
        ),
        "days_over_three_zones": (
            "هجوم واحد في كل مرة، ووتيرته",
            "one assault at a time, and its pace",
        ),
        "surge_at_a_breach": (
            "شدة الهجوم نسبة إلى الهدنة",
            "how much worse an assault is than a truce",
        ),
        "ghouta_killed": (
            "شدة الهجوم، والمصادر تختلف ثلاثة أضعاف",
            "violence of an assault; sources differ threefold",
        ),
        "daraa_displaced_share": ("معدل النزوح تحت الهجوم", "displacement under assault"),
        "daraa_still_away_share": ("العودة", "return"),
        "daraa_killed_after": ("الأذى بعد الاتفاق", "harm after a deal"),
    }
)

TITLES: Words = MappingProxyType(
    {
        "fit": (
            "ما ضُبط عليه النموذج: حزيران 2016 إلى كانون الأول 2017",
            "What was fitted: June 2016 to December 2017",
        ),
        "parameters": ("ما تعلّمه النموذج من كل معامل", "What was learnt of each parameter"),
        "ranks": (
            "رتبة القيمة الصحيحة بين ما ضُبط، أعشارًا",
            "Rank of the true value among the fitted ones, by tenths",
        ),
        "settled": ("من عقد اتفاقًا في 2018", "Who settled in 2018"),
        "held_out": ("2018", "2018"),
        "left_out": (
            "كل منطقة من مدة الضبط وقد تُركت جانبًا",
            "Each area of the training part left out in turn",
        ),
        "deaths": (
            "القتلى المدنيون في 2018 بحسب المنطقة وكل أربعة أسابيع",
            "Civilians killed in 2018, by area and four weeks",
        ),
        "governorates": (
            "القتلى بحسب المحافظة والشهر، قبل شهر واحد، كانون الثاني 2016 إلى تموز 2018",
            "Deaths by governorate and month, one month ahead, January 2016 to July 2018",
        ),
        "sources": (
            "قتلى حزيران 2016 إلى 2017 بحسب مصدرين",
            "The dead of June 2016 to 2017 by two sources",
        ),
        "training": ("ما هو معروف من الانتظام: مدة الضبط", "Known regularities: the training part"),
        "tested": ("ما هو معروف من الانتظام: 2018 وما بعدها", "Known regularities: 2018 and later"),
    }
)

GOVERNORATES: Words = MappingProxyType(
    {
        "Aleppo": ("حلب", "Aleppo"),
        "Damascus": ("دمشق", "Damascus"),
        "Damascus Suburbs": ("ريف دمشق", "Damascus Suburbs"),
        "Daraa": ("درعا", "Daraa"),
        "Homs": ("حمص", "Homs"),
        "Idlib": ("إدلب", "Idlib"),
        "Quneitra": ("القنيطرة", "Quneitra"),
    }
)

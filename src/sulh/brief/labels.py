"""Headings and fixed lines of the brief."""

from __future__ import annotations

from types import MappingProxyType

from sulh.words.voice import Voice, ltr

__all__ = ["LABELS", "label"]

LABELS = MappingProxyType(
    {
        "brief": ("موجز صلح", "A sulh brief"),
        "contents": ("المحتويات", "Contents"),
        "answer": ("الجواب في خمسة أسطر", "The answer in five lines"),
        "settlement": ("جدول التسوية", "The settlement table"),
        "why": ("لماذا", "Why"),
        "contested": ("ما هو متنازع عليه", "What is contested"),
        "parties": ("الأطراف وداعموها", "Parties and backers"),
        "timeline": ("ما جرى ومتى", "What happened, and when"),
        "predictions": ("ما تُوقّع، وما آل إليه", "What was predicted, and what came"),
        "predicted": ("التوقّع", "Prediction"),
        "unresolved": (
            "توقّعات لم يرد في النصوص ما آل إليها",
            "Predictions of which the texts do not say what came",
        ),
        "came": ("ما آل إليه", "What came"),
        "stated": ("أسباب كما يذكرها أصحابها", "Reasons as their holders give them"),
        "cause": ("السبب", "Cause"),
        "effect": ("الأثر", "Effect"),
        "reviewed": ("أقوال راجعها إنسان", "Claims reviewed by a person"),
        "agreements": ("الاتفاقات", "Agreements"),
        "asks": ("ما لم يُعرف، وما يُسأل عنه", "What is not known, and what to ask"),
        "assumptions": ("سجل الافتراضات", "Assumptions ledger"),
        "sources": ("المصادر", "Sources"),
        "computed": ("كيف حُسب هذا", "How this was computed"),
        "csv": ("البيانات بصيغة CSV", "Data as CSV"),
        "outcome": ("الحالة", "Outcome"),
        "holds": ("صامدة", "Holds"),
        "threat": ("قائمة على تهديد لن يُنفَّذ", "Rests on a threat that would not come"),
        "attainable": ("متاحة", "Attainable"),
        "by_concept": ("الثبات بحسب المفهوم", "Stability by concept"),
        "settlement_kind": ("تسوية", "settlement"),
        "status_quo_kind": ("الوضع القائم", "status quo"),
        "other_kind": ("حالة أخرى", "other state"),
        "levers": ("ما الذي يجعلها صامدة", "What would make it hold"),
        "lever_set": ("الأدوات", "Levers"),
        "cost": ("الكلفة", "Cost"),
        "breakers": ("من يتركها مع ذلك، وفي أي حصة", "Who would still leave it, and in what share"),
        "drivers": ("ما الأولى بالسؤال", "What to ask first"),
        "maker": ("صاحب القرار", "Decision maker"),
        "statement": ("ما يُنسب إليه", "What is ascribed to it"),
        "if_true": ("صامدة إن صحّ", "Holds if true"),
        "if_false": ("صامدة إن لم يصحّ", "Holds if false"),
        "value_of": (
            "ما يحرّكه الجواب في المتوسط، بالنقاط المئوية",
            "How far the answer moves it on average, in points",
        ),
        "arms": ("ماذا يغيّر كل سيناريو", "What each arm changes"),
        "arm": ("السيناريو", "Arm"),
        "numbers": ("الأرقام بفواصلها الثلاثة", "The numbers with their three bands"),
        "mean": ("المتوسط", "Mean"),
        "difference": ("الفرق", "Difference"),
        "bands": ("الفواصل", "Bands"),
        "afterlife": ("امتداد لما سبق", "The afterlife of an earlier situation"),
        "claim": ("القول", "Claim"),
        "denial": ("النفي", "Denial"),
        "reasons": ("الأسباب", "Reasons"),
        "rests_on": ("على ماذا يقوم هذا", "What this rests on"),
        "network": ("شبكة الأطراف", "Network of the parties"),
        "signatories": ("الموقّعون", "Signatories"),
        "guarantors": ("الضامن", "Guarantor"),
        "brokers": ("الوسيط", "Broker"),
        "excluded": ("المستثنون", "Excluded"),
        "areas": ("المناطق", "Areas"),
        "terms": ("البنود", "Terms"),
        "duration": ("الأجل", "Duration"),
        "status": ("الوضع", "Status"),
        "history": ("ما مرّ به", "What became of it"),
        "breaches": ("النقض، ومن يقول به", "Breaches, and on whose word"),
        "consent": ("موافقة المدنيين", "Consent of civilians"),
        "not_said": ("لم يرد في النصوص", "Not said in the texts"),
        "about": ("في شأن", "About"),
        "question": ("السؤال", "Question"),
        "basis": ("الأساس", "Basis"),
        "range": ("المدى", "Range"),
        "used_in": ("يُستعمل في", "Used in"),
        "grade": ("الدرجة", "Grade"),
        "hash": (f"بصمة {ltr('SHA-256')}", ltr("SHA-256")),
        "quotes": ("الأقوال المأخوذة منه", "Claims taken from it"),
        "quotes_for": ("الأقوال التي يقوم عليها", "The claims it rests on"),
        "published": ("النشر", "Published"),
        "parameter": ("المعامل", "Parameter"),
        "value": ("القيمة", "Value"),
        "backer": ("الداعم", "Backer"),
        "client": ("المدعوم", "Backed"),
        "sharing": ("المشاركة", "Sharing"),
        "audience": ("الجمهور", "Audience"),
    }
)


def label(key: str, voice: Voice) -> str:
    """Return a fixed label."""
    ar, en = LABELS[key]
    return voice.say(ar=ar, en=en)

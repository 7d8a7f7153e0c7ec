"""The closed vocabularies of a case. Anything finer goes into ``subtype``."""

from __future__ import annotations

from typing import Literal

EventType = Literal[
    "escalate", "visit", "convey_message", "negotiate", "accept", "agree", "fight", "casualty",
    "demand", "displace", "reject", "breach", "accuse", "deny", "mobilise", "attack", "fortify",
    "mediate", "ceasefire", "support", "comply", "threaten", "withhold_support", "gain_territory",
    "protest", "lose_territory", "intervene", "condemn", "weaken", "shift_position", "destroy",
    "concede",
]  # fmt: skip
RelationType = Literal[
    "located_in", "envoy_of", "leader_of", "represents", "allied_with", "member_of", "sub_unit_of",
    "alias", "native_of", "subordinate_to", "backed_by", "opposed_to", "coordinates_with",
]  # fmt: skip
Modality = Literal[
    "asserted", "negated", "demanded", "possible", "accused", "denied", "intended", "conditional",
    "predicted", "proposed",
]  # fmt: skip
Polarity = Literal["pos", "neg"]
Realis = Literal[
    "actual", "not_happened", "disputed", "future", "ongoing_or_sought", "threatened", "purpose",
    "ongoing", "hypothetical", "unlikely", "premise_held_true",
]  # fmt: skip
AgreementStatus = Literal[
    "breached", "reported_in_effect_or_sought", "implemented", "sought", "advocated", "reached",
    "proposed_by_author", "predicted", "collapsed", "expired",
]  # fmt: skip
"""What became of an agreement last. It is breached when somebody is told to have broken it,
collapsed when it fell apart without that, expired when its time ran out."""
LinkType = Literal[
    "causes", "before", "purpose", "denies", "contrast", "exchange", "condition", "unless",
    "same_event", "same_relation", "same_pattern", "fulfils",
]  # fmt: skip
PartyKind = Literal[
    "state", "government", "armed_force", "armed_group", "coalition", "movement", "community",
    "negotiating_body", "organisation", "civilians", "group", "media",
]  # fmt: skip
AreaType = Literal[
    "country", "region", "admin1", "city", "town", "village", "quarter", "area", "base", "site",
    "agreement_zones", "city_or_governorate",
]  # fmt: skip
SourceKind = Literal[
    "newspaper", "agency", "broadcaster", "website", "social_media", "ngo", "un", "government",
    "party", "interview", "analysis", "dataset", "unknown",
]  # fmt: skip
TermDirection = Literal["gives", "gets", "both", "excluded"]
Basis = Literal["text", "pattern", "assumed"]
"""Where a statement, role or number comes from: claims in a text, the pattern's default, or the
analyst's assumption. Every result carries it."""
Precision = Literal[
    "hour", "day", "week", "month", "season", "year", "decade", "vague", "unresolved"
]
Calendar = Literal["gregorian", "hijri"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Admiralty code, first field: A completely reliable … E unreliable, F cannot be judged."""
Credibility = Literal["1", "2", "3", "4", "5", "6"]
"""Admiralty code, second field: 1 confirmed … 5 improbable, 6 cannot be judged."""
Sensitivity = Literal["public", "internal", "confidential", "secret"]
Sharing = Literal["clear", "green", "amber", "amber+strict", "red"]
"""Traffic Light Protocol 2.0."""
Consent = Literal["unknown", "given", "partly", "not_asked", "refused"]
EventStatus = Literal["reported", "contested", "not_factual"]
FORCE_UNSURE = "rule:force-unsure"
"""The rule by which a claim is only drafted as possible: nothing showed whether it was done."""

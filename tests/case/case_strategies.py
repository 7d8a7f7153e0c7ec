"""Random cases for property tests, built from the types themselves: a new field is covered."""

import datetime as dt
import string

from hypothesis import strategies as st

from sulh.case.model import Case
from sulh.case.shape import LISTS, shape

PREFIX = {
    "sources": "s", "parties": "p", "persons": "x", "areas": "pl", "claims": "c", "links": "l",
    "relations": "r", "events": "e", "agreements": "a", "control": "k", "decisions": "d",
    "campaigns": "g", "terms": "t",
}  # fmt: skip
slugs = st.text(alphabet="ab1درع_.-", min_size=1, max_size=5)
words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["درعا البلد", "on", "null", "2018-07-05", "12", "- x", "a: b", "#", " "]),
    st.text(alphabet="-?:,[]{}#&*!|>'\"%@` \tعن\n", max_size=8),
)
days = st.dates(min_value=dt.date(1000, 1, 1))
numbers = st.floats(-1e6, 1e6) | st.integers(-5, 5).map(float)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | words | days,
    lambda inner: (
        st.lists(inner, max_size=2).map(tuple)
        | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)
SPECIAL = {
    ("Area", "latitude"): st.floats(-90, 90),
    ("Area", "longitude"): st.floats(-180, 180),
    ("Claim", "confidence"): st.floats(0, 1),
    ("ControlContent", "share"): st.floats(0, 1),
    ("Control", "share"): st.floats(0, 1),
    ("Statement", "belief"): st.floats(0, 1),
    ("Front", "stock"): st.floats(0, 1),
    ("Front", "infrastructure"): st.floats(0, 1),
    ("Front", "truce_weeks"): st.integers(0, 500),
    ("Front", "truce_term_weeks"): st.integers(0, 500),
    ("Front", "deal_weeks"): st.integers(0, 500),
    ("Front", "arms_kept"): st.floats(0, 1),
    ("Campaign", "horizon_weeks"): st.integers(1, 2600),
    ("Option", "id"): st.text(alphabet="ab_عن", min_size=1, max_size=4),
    ("Case", "id"): slugs,
}
LOCAL = {"Aim", "DecisionMaker", "Statement", "Outcome", "Patch", "State"}


def one(cls, field, prefix):
    """One value of a field, or one item of a list field."""
    if (cls.__name__, field.name) in SPECIAL:
        return SPECIAL[cls.__name__, field.name]
    if field.records:
        return st.one_of(
            *(records(record, PREFIX.get(field.name, "z")) for record in field.records)
        )
    if field.choices:
        return st.sampled_from(field.choices)
    if field.name == "id" and cls.__name__ not in LOCAL:
        return slugs.map(lambda slug: f"{prefix}:{slug}")
    if field.refers:
        return st.sampled_from(["p:a", "c:1", "pl:درعا", "s:x.y-z"])
    return {
        "text": words, "id": words, "date": days, "number": numbers, "anything": plain,
        "whole number": st.integers(0, 10**6), "true or false": st.booleans(),
    }[field.base]  # fmt: skip


def value(cls, field, prefix):
    if field.many:
        items = st.lists(one(cls, field, prefix), max_size=3)
        if field.records and hasattr(field.records[0], "__dataclass_fields__"):
            names = field.records[0].__dataclass_fields__
            if "id" in names:
                items = st.lists(one(cls, field, prefix), max_size=3, unique_by=lambda r: r.id)
        return items.map(tuple)
    held = one(cls, field, prefix)
    return st.none() | held if field.optional else held


def records(cls, prefix="z"):
    """Objects of a dataclass of the case; fields are often left at their defaults."""
    fields = shape(cls).values()
    required = {f.name: value(cls, f, prefix) for f in fields if f.required}
    free = {
        f.name: st.just(f.default) | value(cls, f, prefix)
        for f in fields
        if not f.required and not f.tag
    }
    return st.builds(cls, **required, **free)


def _with_unique_terms(case):
    seen = set()
    agreements = []
    for agreement in case.agreements:
        terms = tuple(t for t in agreement.terms if not (t.id in seen or seen.add(t.id)))
        agreements.append(type(agreement)(**{**vars(agreement), "terms": terms}))
    return type(case)(**{**vars(case), "agreements": tuple(agreements)})


cases = records(Case).map(_with_unique_terms)
letters = string.ascii_letters
__all__ = ["LISTS", "cases", "letters", "records", "words"]

"""The linter finds what it is there to find, and nothing in what is right."""

from __future__ import annotations

import pytest

from sulh.words.lint import lint_page, lint_text


@pytest.mark.parametrize(
    ("rule", "language", "text"),
    [
        ("bare-number", "ar", "عدد القتلى 12 شخصًا."),
        ("bare-number", "ar", "في ٨ تموز"),
        ("bare-number", "en", "on \u20688 July\u2069 2021"),
        ("likelihood-without-number", "ar", "من المرجّح أن يصمد الاتفاق."),
        ("likelihood-without-number", "en", "It will probably or very likely hold."),
        ("likelihood-off-band", "en", "It is likely (\u206630 %\u2069) to hold."),
        ("likelihood-off-band", "ar", "ذلك مستبعد (\u2066٦٠ ٪\u2069)."),
        ("mixed-rows", "en", "Likely (\u206660 %\u2069). Highly probable (\u206690 %\u2069)."),
        (
            "likelihood-and-confidence",
            "en",
            "We have high confidence that it is likely (\u206660 %\u2069).",
        ),
        ("likelihood-and-confidence", "ar", "هذا مرجّح (\u206660 %\u2069) بثقة عالية."),
        ("forecast", "en", "Our forecast is peace."),
        ("forecast", "ar", "هذا تنبؤ بالسلام."),
        ("no-holder", "en", "The group is accused of belonging to it."),
        ("no-holder", "ar", "القيادي المزعوم غادر."),
    ],
)
def test_faults_are_found(rule, language, text):
    assert rule in {finding.rule for finding in lint_text(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "حصة في النموذج لا تنبؤ: \u206662 %\u2069."),
        ("en", "A model share, not a forecast: \u206662 %\u2069."),
        ("en", "It is likely (\u206660 %\u2069) to hold."),
        ("ar", "ذلك مرجّح جدًّا (\u206690 %\u2069)."),
        ("en", "The group is accused by the army of belonging to it."),
        ("en", "A confidential note from a remotely similar place."),
    ],
)
def test_what_is_right_passes(language, text):
    assert lint_text(text, language) == ()


def test_page_is_read_by_paragraph_language_and_isolate():
    page = """<html><head><title>2021</title></head><body><article lang="ar">
    <p>في <bdi>8 تموز 2021</bdi> كذا.</p><p>في 2021 كذا.</p>
    <blockquote data-verbatim>قتل 7 أشخاص</blockquote></article>
    <article lang="en"><p>It is likely.</p><svg><text>5</text></svg></article></body></html>"""
    assert [(f.rule, f.text) for f in lint_page(page)] == [
        ("bare-number", "في 2021 كذا."),
        ("likelihood-without-number", "It is likely."),
    ]


def test_evidence_without_holder_is_found():
    page = '<figure data-claim="c:x" data-modality="accused" data-holder=""><p>كذا</p></figure>'
    assert [(f.rule, f.text) for f in lint_page(page)] == [("no-holder", "c:x")]

"""A small case as an analyst writes it: Arabic first, comments, odd spacing."""

DOCUMENT = """\
# ملف درعا: مسودة — checked by two people
format: 1
id: daraa
title: {ar: درعا, en: Daraa}

sources:
  # the only newspaper so far
  - id: s:paper
    kind: newspaper
    publisher: "صحيفة"   # changed its name in 2019
    published: {start: 2021-07-29, end: 2021-07-29}
    text_file: reports/paper.txt
    reliability: C
  - id: s:agency
    kind: agency

# ---- who -------------------------------------------------
parties:
- id: p:brigade
  name: اللواء الثامن
  kind: armed_group
  part_of: p:corps      # since 2018

- id: p:corps
  name:
    ar: الفيلق الخامس
    # the English name varies
    en: Fifth Corps
  kind: armed_force
- id: p:town
  name: أهالي البلدة
  kind: community   # not armed
areas:
  - id: pl:town
    name: {ar: درعا البلد}

claims:
  - id: c:1
    source: s:paper
    start: 0
    end: 12
    quote: دخلت القوات
    content: {kind: event, type: attack, actors: [p:corps], areas: [pl:town]}
  - id: c:2
    source: s:agency
    start: 5
    end: 15
    quote: >-
      نفى
      الفيلق
    content:
      kind: event
      type: attack   # the same event
      actors: [p:corps]
    modality: denied
    polarity: neg
    holders: [{who: author}, {who: p:corps}]
events:
  - id: e:1
    type: attack
    actors: [p:corps]
    areas: [pl:town]
    claims:
      - c:1   # the paper
      # and its denial
      - c:2
    status: contested
# the end
"""

"""Verbs in the first person: «ندين», «سنرد», «انسحبنا» in statements and quotations.

Reports tell in the third person, so the lists hold only its forms. In words that somebody speaks
himself the first person plural is known too; who speaks is its subject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sulh.read.items import Item
from sulh.read.lists import Cue, Trigger, load_lexicon, words_of
from sulh.read.morphology import Form
from sulh.read.scene import FIRST, HARM, acts
from sulh.read.signs import sign

__all__ = ["first_person", "speaks_itself"]

_WE = words_of("we")
_WORD = re.compile(r"(?P<c>[وف]?)(?P<s>س?)(?P<v>ن\w{2,}?)(?P<o>ه|ها|هم)?")

_VERB = frozenset(("verb",))

Readings = tuple[tuple[tuple[Trigger, Form], ...], tuple[tuple[Cue, Form | None], ...]]


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, Readings]:
    """Return the presents of the first person that are spelt like no other word of the lists."""
    lists = load_lexicon()
    found: dict[str, Readings] = dict.fromkeys(_BLAMING, ((), ()))
    for word in (*lists.triggers, *lists.cues):
        mine = "ن" + word[1:]
        listed = mine in lists.words or mine in lists.triggers or mine in lists.cues
        if not word.startswith("ي") or len(word) < 4 or listed:
            continue
        triggers = tuple(
            (t, replace(f, word=mine, person=FIRST))
            for t, f in lists.triggers.get(word, ()) if _third(f)
        )  # fmt: skip
        cues = tuple(
            (c, replace(f, word=mine, person=FIRST))
            for c, f in lists.cues.get(word, ()) if f is not None and _third(f)
        )  # fmt: skip
        if triggers or cues:
            found[mine] = (triggers, cues)
    return found


_BLAMING = tuple(word for word in sorted(words_of("blaming")) if word.startswith("ن"))


def _third(form: Form) -> bool:
    return form.tense == "present" and form.person == "3ms"


def speaks_itself(items: list[Item]) -> bool:
    """Tell whether a sentence may hold words in the first person: it opens speech, or says we."""
    return any(item.signs & _SPEAKS for item in items)


_SPEAKS = sign("speaks itself", texts=(":", '"', *_WE), exact=True)


def first_person(items: list[Item]) -> None:
    """Read the verbs of the first person among the words of a sentence (Arabic)."""
    for place, item in enumerate(items):
        if item.ref is not None or item.word is None:
            continue
        if not item.word.known:
            _present(item)
        elif item.back == "نا":
            _past(item, items[place + 1 : place + 2])


def _present(item: Item) -> None:
    match = _WORD.fullmatch(item.text)
    if match is None or item.word is None:
        return
    known = _forms()
    verb, back = match["v"], match["o"] or ""
    if verb + back in known:
        verb, back = verb + back, ""
    if verb not in known:
        return
    triggers, cues = known[verb]
    item.reread(replace(
        item.word, stem=verb, conjunction=match["c"], preposition=match["s"], back=back,
        kinds=_VERB, triggers=triggers, cues=cues,
    ))  # fmt: skip


def _past(item: Item, after: list[Item]) -> None:
    """«انسحبنا»: نا is the subject, unless a party behind the verb may be («استهدفنا الجيش»)."""
    harms = not item.types.isdisjoint(HARM)
    other = after[0].ref if after and not after[0].preposition else None
    if harms and other is not None and acts(other):
        return
    triggers = tuple((t, replace(f, person=FIRST)) for t, f in item.triggers if _told(f))
    cues = tuple((c, replace(f, person=FIRST)) for c, f in item.cues if f is not None and _told(f))
    if (triggers or cues) and item.word is not None:
        item.reread(replace(item.word, back="", triggers=triggers, cues=cues))


def _told(form: Form) -> bool:
    return form.tense == "past" and form.person == "3ms"

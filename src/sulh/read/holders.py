"""Who says so: the voices of a sentence and the parts of it that rest on them.

A voice comes from a verb of saying with its speaker, or from «بحسب …», "according to …". Its scope
is what follows the complementizer, a quotation, or the whole sentence. A sentence that goes on
with «وأضاف» without a speaker keeps the speaker of the sentence before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sulh.read.agreeing import agrees
from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.lists import Cue, words_of
from sulh.read.masdars import names_a_deed
from sulh.read.morphology import Form
from sulh.read.scene import SPEECH, Scene
from sulh.read.signs import sign
from sulh.read.subjects import subject_of
from sulh.read.voices import PASSING_ON, SAYING_NOUNS, Voice, headline, passed_on, relayed

__all__ = ["described_office", "voices_of"]

Sources = Mapping[str, Ref]

_SPOKES = words_of("spokes")
_SPEAKERS = ("person", "party", "source")
_PAPERS = words_of("paper")
_WHOLE = frozenset(("according", "attr"))
_SOURCES = frozenset(("source", "claim"))
_SAYING = sign("saying", texts=SAYING_NOUNS, stems=PASSING_ON, cues=("warn",), values=_SOURCES)


def voices_of(
    scene: Scene, running: Ref | str | None, sources: Sources | None = None
) -> list[Voice]:
    """Return the voices of a sentence.

    Parameters
    ----------
    scene : Scene
        The sentence.
    running : Ref or str or None
        Who spoke in the sentence before.
    sources : mapping, optional
        The sources without a name that spoke before, by their noun: whom «المصادر» goes back to.
    """
    scene.sources = sources or {}
    found = [voice for voice in [headline(scene)] if voice is not None]
    for index, item in scene.marked(_SAYING):
        voice = relayed(scene, index, _unnamed) if item.text in SAYING_NOUNS else None
        if scene.arabic and item.stem in PASSING_ON:
            voice = passed_on(scene, index, _unnamed)
        last = not scene.arabic and "warn" in item.cue_kinds and _closes(scene, index)
        if voice is None and not last and item.cue_values.isdisjoint(_SOURCES):
            continue
        pair = _source_cue(item, arabic=scene.arabic) or ((item.cues[0][0], None) if last else None)
        if pair is not None and voice is None:
            voice = _voice(scene, index, pair[0], pair[1], running)
        if voice is not None and voice.end > voice.start:
            found.append(voice)
            running = voice.who
    return _bounded(scene, found)


def _closes(scene: Scene, index: int) -> bool:
    """«…, the mission warns.»: nothing but who warned, and the verb, behind the last comma."""
    clause = scene.clauses[scene.clause_of(index)]
    opened = clause.start > 0 and scene.items[clause.start - 1].text in (",", '"')
    return (
        opened and finite(scene.items[index]) and all(i.is_mark for i in scene.items[index + 1 :])
    )


def _source_cue(item: Item, *, arabic: bool) -> tuple[Cue, Form | None] | None:
    if item.article and not any(f for _, f in item.cues):
        return None
    between = item.text in ("بين", "وبين") and "\u0651" not in item.raw  # but «بيّن»
    if (
        between
        or item.text in ("ذكره", "يذكر")
        or ("preposition" in item.kinds and not any(c.reach == "sentence" for c, _ in item.cues))
    ):
        return None
    language = "ar" if arabic else "en"
    for cue, form in item.cues:
        if cue.value in _SOURCES and cue.lang == language:
            return cue, form
    return None


def _voice(
    scene: Scene, index: int, cue: Cue, form: Form | None, running: Ref | str | None
) -> Voice | None:
    item = scene.items[index]
    if item.raw[len(item.conjunction) + 1 : len(item.conjunction) + 2] == "\u064f":
        return None  # «يُعتقد أنهم»: in the passive nobody says so
    verb = form is not None or finite(item) or _listed_verb(scene, index, cue)
    verb = verb or (not scene.arabic and item.text.endswith(" that"))
    if not verb and (cue.reach == "sentence" or cue.direction == "both"):
        who, last = _speaker_after(scene, index, 7, running, reported=True)
        if who is None:
            return None
        start = _sentence_part(scene, index)
        return Voice(start, _statement_end(scene, last + 1), index, who, cue, index, last + 1)
    if not verb or (form is not None and form.tense == "noun" and _remark_in(scene, index)):
        return None
    return (
        _arabic_saying(scene, index, cue, running)
        if scene.arabic
        else _english_saying(scene, index, cue, running)
    )


def _listed_verb(scene: Scene, index: int, cue: Cue) -> bool:
    """«أقر», «استدرك»: a verb of saying that is listed as it is written."""
    item, before = scene.items[index], scene.items[index - 1] if index else None
    after_preposition = before is not None and before.ref is None and "preposition" in before.kinds
    listed = scene.arabic and cue.kind == "source" and " " not in item.text
    return listed and not (item.article or item.preposition or after_preposition)


def _remark_in(scene: Scene, index: int) -> bool:
    """«في تصريح لـX», «خلال حديثه»: where somebody spoke, who speaks by another verb."""
    before = scene.items[index - 1] if scene.arabic and index else None
    return before is not None and before.text in ("في", "خلال", "وفي", "عبر")


def _sentence_part(scene: Scene, index: int) -> int:
    """A source named at the end covers the sentence from its last contrast on.

    One that no comma parts from the result («، ما أدى إلى …، بحسب») covers only that.
    """
    start = 0
    joined = index > 0 and scene.items[index - 1].text != "،"
    for place in range(index):
        item = scene.items[place]
        contrast = "contrast" in item.kinds or item.text in (";", "؛")
        if contrast or (joined and item.text == "،" and _result(scene, place)):
            start = place
    return start


def _result(scene: Scene, comma: int) -> bool:
    """«…، ما أدى إلى …»: what came of it is told by itself."""
    words = [i.text for i in scene.items[comma + 1 : comma + 2]]
    return bool(words) and words[0].split()[0] in ("ما", "مما")


def _speaker_after(
    scene: Scene, index: int, limit: int, running: Ref | str | None, *, reported: bool = False
) -> tuple[Ref | str | None, int]:
    """Find who speaks behind a cue: a person before an organisation, else someone unnamed.

    «وأضاف البيان» goes on with whose statement it was. A source that is only `reported` may have
    its own verb: «بحسب ما قال X», «وفقاً لبيان أصدرته X».
    """
    called = (
        _called(scene, index) or _one_of(scene, index) if scene.arabic and not reported else None
    )
    if called is not None:
        return called
    search = _Search(scene, index, reported)
    for place in range(index + 1, min(len(scene.items), index + 1 + limit)):
        if not search.step(place):
            break
    nameless = max(search.anonymous, search.paper)
    if search.best is None and nameless >= 0:
        return _spoken_of(scene, search, nameless, running), max(search.last, search.anonymous)
    return search.best, search.last


_AFTER_A_NAME = frozenset(("،", ",", ":", '"', "في", "ل", "الي", "الي ان", "علي", "علي ان"))


def _called(scene: Scene, index: int) -> tuple[Ref, int] | None:
    """«وأضاف رجبي أن»: a word that no list knows, right behind a verb of saying, is who speaks."""
    last = index
    for place in range(index + 1, min(len(scene.items), index + 4)):
        behind = _family(scene, place + 1, given=True)  # «سرور الوادعي»
        named = _unknown(scene.items[place], named=behind)
        if not (named or _family(scene, place, given=place > index + 1)):
            break
        last = place
    after = scene.items[last + 1] if last + 1 < len(scene.items) else None
    if last == index or after is None:
        return None
    closed = after.has("complementizer", "time", "title", "role", "speaker")
    closed = closed or after.text.startswith(("المتحدث", "الناطق", "متحدث", "ناطق"))
    if not (closed or after.text in _AFTER_A_NAME):
        return None
    if last == index + 1 and scene.items[last].text.endswith(_NO_NAME_ENDS):
        return None
    first = scene.items[index + 1]
    name = " ".join(i.text for i in scene.items[index + 1 : last + 1])
    known = scene.sources.get(scene.items[last].text)
    if known is not None:
        return known, last
    written = " ".join(i.raw for i in scene.items[index + 1 : last + 1])
    return Ref("person", f"x:~{name}", written, "person", "nominal", first.start,
               scene.items[last].end, proposed=True), last  # fmt: skip


def _one_of(scene: Scene, index: int) -> tuple[Ref, int] | None:
    """«ويقول أحدهم، وهو X، إن»: one of them, who is named between commas."""
    near = scene.items[index + 1 : index + 5]
    if (
        len(near) < 4
        or near[0].stem not in ("احد", "احدي", "احدهم", "احدها")
        or not near[1].is_mark
    ):
        return None
    named = near[3].ref if near[2].text in ("وهو", "وهي", "هو") else None
    return (named, index + 4) if named is not None and named.cls == "person" else None


_NO_NAME_ENDS = ("ا", "ه", "ها", "هم", "هما", "ين", "ون", "ات", "يه")


def _family(scene: Scene, place: int, *, given: bool) -> bool:
    """«الوادعي»: a word with ال that nothing knows, behind a given name or told of before."""
    if place >= len(scene.items):
        return False
    item = scene.items[place]
    closed = item.ref or item.kinds or item.triggers or item.cues or item.preposition
    name = item.article and not (closed or item.conjunction or item.back)
    return name and (item.text in scene.sources or (given and item.text.endswith("ي")))


def _unknown(item: Item, *, named: bool = False) -> bool:
    known = item.ref is not None or item.kinds or item.triggers or item.cues or item.is_mark
    fused = item.preposition or item.conjunction or item.article or item.back
    plain = item.text.isalpha() and len(item.text) > 2
    plain = plain and (named or item.text[0] not in "بلكس")
    return not known and not fused and plain and not item.raw.endswith(("ًا", "اً"))


def _spoken_of(
    scene: Scene, search: _Search, nameless: int, running: Ref | str | None
) -> Ref | str:
    """«البيان», «المصادر»: who was spoken of before, else whom the words describe."""
    item = scene.items[nameless]
    if search.anonymous < 0:
        issuer = scene.sources.get(item.stem.removeprefix("ال"))
        again = (issuer or running) if _again(scene, nameless) else None
        return again if again is not None else _unnamed(scene, nameless)
    definite = item.article or item.stem.startswith("ال")
    known = scene.sources.get(item.stem.removeprefix("ال")) if definite else None
    if known is not None and _described_to(scene, nameless) <= nameless + 1:
        return known
    return _unnamed(scene, nameless)


@dataclass(slots=True)
class _Search:
    """A walk from a cue to its speaker. `anonymous` is the place of a nameless one, -1 if none."""

    scene: Scene
    index: int
    reported: bool = False
    best: Ref | None = None
    last: int = -1
    anonymous: int = -1
    paper: int = -1

    def __post_init__(self) -> None:
        self.last = self.index

    def step(self, place: int) -> bool:  # noqa: C901, PLR0911 - each return is one kind of item
        """Look at one item; False when the search is over."""
        item = self.scene.items[place]
        if self.reported and item.text == "ما":
            return True
        if "complementizer" in item.kinds or item.text in ('"', ":", "that"):
            return self.best is None and self.anonymous < 0 and item.text == '"'
        if item.is_mark and item.text not in ("(", ")"):
            return False
        if item.ref is not None and item.ref.cls in ("person", "party", "source"):
            return self._told_to(item, place) or self._reference(item, item.ref, place)
        if item.stem in _PAPERS:
            self.last = self.paper = place
        elif "relative" in item.kinds and self.scene.arabic:
            return not (self.best or self.anonymous >= 0 or self.paper >= 0)
        elif self._nameless(item, place):
            self.anonymous = self.last = place
        elif self.reported and finite(item) and _tells(item):
            return True
        elif place == self.index + 1 and self.scene.arabic and _deed(item):
            return False  # «وأكد التزام قوات X»: what is said, by who spoke last
        elif place > self.index + 1:
            verb = finite(item) and not item.has("adjective", "title", "role")
            event = bool(item.triggers) and not item.article and self.best is None
            return not (verb or event)
        return True

    def _nameless(self, item: Item, place: int) -> bool:
        """«مصادر», «ناطق», and right behind the verb «النشطاء», «سكان»."""
        people = place == self.index + 1 and item.has("people", "civilian") and not item.preposition
        member = item.text.endswith(" في") and item.text.split()[0] in _MEMBERS
        speaks = item.has("speaker", "envoy") or (member and self.scene.arabic)
        first = place == self.index + 1 and self.best is None
        return (
            (speaks and self.best is None and self.anonymous < 0)
            or people
            or (first and self._some_chief(item, place))
        )

    def _some_chief(self, item: Item, place: int) -> bool:
        """«قال زعيم قبلي في X إن …»: an office that an adjective, and no name, describes."""
        after = self.scene.items[place + 1 : place + 2]
        office = item.has("title", "role") and not (item.article or item.preposition)
        return office and any(
            i.ref is None and not i.article and (i.has("adjective") or i.text.endswith(("ي", "يه")))
            for i in after
        )

    def _told_to(self, item: Item, place: int) -> bool:
        """«قال لوكالة X إن», «في تصريح لقناة Y»: who is told speaks not; «بيان لـX» is his own."""
        own = self.paper == place - 1 or self.anonymous == place - 1 or self.reported
        return self.scene.arabic and item.preposition == "ل" and not own

    def _reference(self, item: Item, ref: Ref, place: int) -> bool:
        if ref.mention == "adjective" and self.best is None and self.anonymous < 0:
            self.last = place
            return True
        if ref.mention == "adjective" and self.anonymous >= 0 and not self._speaks_officially():
            self.last = place
            return True
        if self.anonymous >= 0 and ref.cls != "person" and not self._names(item, ref, place):
            self.last = place
            return True
        if ref.mention == "nominal" and ref.kind == "civilians":
            if self.best is None and self.anonymous < 0:
                self.anonymous = self.last = place
            return True
        if self.best is None or ref.cls == "person":
            self.best, self.last = ref, place
        return ref.cls == "party"

    def _speaks_officially(self) -> bool:
        """«متحدث عسكري إسرائيلي» speaks for the state, «مسؤول إسرائيلي» without a name does not."""
        office = self.scene.items[self.anonymous]
        return office.stem in ("متحدث", "ناطق", "المتحدث", "الناطق") or office.stem in _ENVOYS

    def _names(self, item: Item, ref: Ref, place: int) -> bool:
        """«خبراء الأمم المتحدة», "a spokesman for X": the name behind says who speaks."""
        idafa = self.anonymous == place - 1 and not item.preposition and ref.mention == "name"
        return idafa or _office(self.scene.items[self.anonymous])


def _deed(item: Item) -> bool:
    """Tell whether an item is a verbal noun without ال, and no word for people."""
    closed = item.article or item.has("title", "role", "people", "speaker", "org_head")
    return not closed and (item.stem in _ARRIVING or names_a_deed(item))


_ARRIVING = frozenset(("وصول", "وقوع", "سقوط", "حصول", "نزوح", "عوده", "وجود", "مقتل"))


_MEMBERS = frozenset(("قيادي", "مسوول", "عضو", "مصدر", "ضابط", "ناشط", "قايد", "مقاتل"))
_ISSUING = words_of("issuing")


def _tells(item: Item) -> bool:
    """«بحسب ما قال X», "a statement issued by X": the verb of the source itself."""
    said = "source" in item.cue_values and not item.conjunction
    return said or item.stem in _ISSUING or item.text in _ISSUING


def _again(scene: Scene, place: int) -> bool:
    """«البيان», "the statement": one that was spoken of before."""
    before = scene.items[place - 1].text if place else ""
    return scene.items[place].article if scene.arabic else before in ("the", "that", "its")


_ENVOYS = ("مبعوث", "موفد")


def _office(item: Item) -> bool:
    return item.stem in _SPOKES


def _unnamed(scene: Scene, index: int) -> Ref | str:
    """«مصادر عسكرية في …», "a local official": told in more than one word, he is a source.

    Who is told of in one word («شهود», "analysts") stays unnamed.
    """
    last = _described_to(scene, index)
    if last == index:
        return "unnamed"
    items = scene.items[index : last + 1]
    start = items[0].start + len(items[0].conjunction) + len(items[0].preposition)
    text = " ".join(item.raw or item.text for item in items)
    text = text[len(items[0].conjunction) + len(items[0].preposition) :]
    return Ref("source", f"s:~{text}", text, "unknown", "nominal", start, items[-1].end,
               proposed=True)  # fmt: skip


_LONGEST_SOURCE = 8


def _described_to(scene: Scene, index: int) -> int:
    """Return the last word of what describes a nameless speaker: adjectives, «في X», "of the X"."""
    last = index
    for place in range(index + 1, min(len(scene.items), index + _LONGEST_SOURCE)):
        item, before = scene.items[place], scene.items[place - 1]
        if item.is_mark or item.has("complementizer", "relative", "subordinator", "contrast"):
            break
        if item.text in ("ل", "لـ", "ان") or not item.cue_values.isdisjoint(_SOURCES):
            break
        if item.ref is not None:
            if item.preposition or (item.ref.cls == "person" and scene.arabic):
                break
            last = place
        elif item.has("preposition"):
            if item.text not in _OF or scene.items[place + 1 : place + 2] == []:
                break
        elif (
            finite(item)
            or item.triggers
            or item.text in _NO_PART
            or not _describes(scene, item, before)
        ):
            break
        else:
            last = place
    return last


_NO_PART = frozenset(("ما", *SAYING_NOUNS))
_OF = frozenset(("في", "من", "of", "in", "at", "from", "with", "the"))


def _describes(scene: Scene, item: Item, before: Item) -> bool:
    if not scene.arabic:
        return item.text in ("the", "and") or item.capital or before.text in _OF
    closed = item.preposition or item.has("time", "function", "pronoun", "adverb")
    return not (closed or item.conjunction) or before.text in _OF


def _arabic_saying(scene: Scene, index: int, cue: Cue, running: Ref | str | None) -> Voice | None:
    complement = _complement(scene, index)
    that = scene.items[complement - 1].text if complement > 0 else ""
    if scene.items[index].stem in _REPLYING and not that.startswith("بان"):
        return None
    if index and scene.items[index].stem in _SHOWING and scene.items[index - 1].text in _WHAT:
        return None
    who, last = _arabic_speaker(scene, index, complement, running)
    if who is None:
        return None
    if complement < 0 and (quote := _quoted_before(scene, index)) >= 0:
        return Voice(quote, index, index, who, cue, index, max(last, index) + 1)
    if complement < 0:
        complement = _noun_content(scene, index, last, who)
    if complement < 0:
        return None
    return Voice(
        complement, _statement_end(scene, complement), index, who, cue, index,
        max(last + 1, index + 1),
    )  # fmt: skip


def _as_for(scene: Scene, index: int) -> Ref | None:
    """«أما X، …، فيرد …»: the sentence is about X."""
    if scene.items[0].stem not in ("اما", "وأما", "واما") or scene.items[index].conjunction != "ف":
        return None
    refs = (i.ref for i in scene.items[1:4] if i.ref is not None and i.ref.cls in _SPEAKERS)
    return next(refs, None)


_SHOWING, _WHAT = (
    frozenset(("يشير", "يوكد", "يثبت")),
    frozenset(("ما", "لا يوجد ما", "ليس هناك ما")),
)
"""«ما يشير إلى أن …»: what shows something, which nobody says."""
_REPLYING = frozenset(("رد", "ردت", "ردوا", "يرد", "ترد"))
"""Verbs that say something only before «بأن»: «ردّ الجيش بقصف …» tells a deed."""


def _arabic_speaker(
    scene: Scene, index: int, complement: int, running: Ref | str | None
) -> tuple[Ref | str | None, int]:
    """Find who speaks: behind the verb, before it, the subject before, who spoke last."""
    item = scene.items[index]
    who, last = _speaker_after(scene, index, 14, running)
    if who is None and (office := _office_behind(scene, index)) > 0:
        return _unnamed(scene, office), _described_to(scene, office)
    if who is None and _beside_verb(item):
        who = _whose_verb(scene, index)
    if who is None:
        who = _speaker_before(scene, index)
        if who is not None and _believed_to(scene, index, complement):
            return None, last
    if who is None and (topic := _as_for(scene, index)) is not None:
        who = topic
    if who is None and item.conjunction:
        who = _same_subject(scene, index)
    if who is None and _continues(scene, index) and _could_say(scene, index, running):
        who = running
    if who is None and item.stem in ("قيل", "افيد"):
        who = "unnamed"
    return who, last


def described_office(scene: Scene, index: int) -> tuple[Ref, ...]:
    """«حذّر المبعوث الأممي من …», «زعم المتحدث باسم X»: who has an office and no name."""
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if not scene.arabic or after is None or after.ref is not None or after.preposition:
        return ()
    if not after.has("role", "title", "speaker", "envoy") or after.has("adverb", "time"):
        return ()
    who = _unnamed(scene, index + 1)
    return () if isinstance(who, str) else (who,)


def _office_behind(scene: Scene, index: int) -> int:
    """«وقال عميد البلدية إن»: who holds an office and has no name; return its place, 0 for none."""
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if after is None or after.ref is not None or after.preposition or after.article:
        return 0
    office = after.has("role", "title") and not after.has("adverb", "time")
    return index + 1 if office and _described_to(scene, index + 1) > index + 1 else 0


def _beside_verb(item: Item) -> bool:
    """«مضيفاً», «مؤكدة»: forms that say what the subject of another verb says besides."""
    return item.text.endswith("ا") and not item.conjunction and item.stem[:1] == "م"


def _whose_verb(scene: Scene, index: int) -> Ref | str | None:
    """Return the subject of the verb that such a form goes with: «ينفي X ذلك، مؤكداً أن»."""
    for place in range(index - 1, -1, -1):
        item = scene.items[place]
        spoken = not item.types.isdisjoint(SPEECH) or not item.cue_kinds.isdisjoint(_OPINION)
        if item.ref is None and finite(item) and spoken:
            who = scene.subjects.get(scene.clause_of(place))
            found, _ = _speaker_after(scene, place, 9, None)
            return found or (who[0] if who else None)
        if item.ref is None and finite(item) and "source" in item.cue_values:
            return None
    return None


_OPINION = frozenset(("predict", "unlikely", "deny", "demand", "warn", "refuse", "threat"))


def _believed_to(scene: Scene, index: int, complement: int) -> bool:
    """«مسلحون يُعتقد أنهم …»: what is said of those before the verb, they do not say."""
    if scene.items[index].stem not in ("يعتقد", "يظن", "يرجح") or complement < 1:
        return False
    return scene.items[complement - 1].text.endswith(("هم", "ها", "انه", "هما"))


def _could_say(scene: Scene, index: int, running: Ref | str | None) -> bool:
    """Tell whether the verb of saying agrees with who spoke last («وقالت», «وأضاف»)."""
    form = next((f for _, f in scene.items[index].cues if f is not None), None)
    return form is None or not isinstance(running, Ref) or agrees(running, form, before=True)


def _quoted_before(scene: Scene, index: int) -> int:
    """«"…"، قال X»: return where the quotation before a verb of saying begins; -1 for none."""
    place = index - 1 if index and scene.items[index - 1].text in (",", "،") else index
    if place < 2 or scene.items[place - 1].text != '"':
        return -1
    before = (p for p in range(place - 2, -1, -1) if scene.items[p].text == '"')
    return next(before, -1) + 1


def _same_subject(scene: Scene, index: int) -> Ref | None:
    """«نفت القوات ذلك … وقالت إن»: the subject of the act of speech before goes on speaking."""
    number = scene.clause_of(index)
    for place in range(index - 1, -1, -1):
        item = scene.items[place]
        acts_here = item.ref is None and finite(item) and "auxiliary" not in item.kinds
        if acts_here and not item.types.isdisjoint(SPEECH):
            if scene.clause_of(place) < number - 1:
                return None
            form = next(f for t, f in item.triggers if t.type in SPEECH)
            subject, _ = subject_of(scene, place, form)
            mine = next((f for _, f in scene.items[index].cues if f is not None), None)
            fits = subject and (mine is None or agrees(subject[0], mine, before=True))
            return subject[0] if fits else None
    return None


def _complement(scene: Scene, index: int) -> int:
    """Return where reported speech begins behind a verb of saying; -1 if it does not."""
    for place in range(index + 1, min(len(scene.items), index + _FARTHEST)):
        item = scene.items[place]
        if "complementizer" in item.kinds or item.text in (":", "الي ان"):
            return place + 1
        if item.text == '"' and place + 2 < len(scene.items) and not _only_named(scene, place):
            return place + 1
        if item.text in (";", "؛", "."):
            return -1
        if place > index + _NEAR and item.conjunction and finite(item):
            return -1
    return -1


_NEAR, _FARTHEST = 17, 32
"""Reported speech begins so many words behind its verb; farther when only asides stand between."""


def _only_named(scene: Scene, place: int) -> bool:
    """«قالت "عملية بركان الغضب" إن …»: quotation marks around a name hold no speech."""
    later = range(place + 1, min(len(scene.items), place + 5))
    closing = next((p for p in later if scene.items[p].text == '"'), -1)
    if closing < 0 or closing + 1 >= len(scene.items):
        return False
    return "complementizer" in scene.items[closing + 1].kinds


_ANNOUNCING = words_of("announcing")


def _noun_content(scene: Scene, index: int, last: int, who: Ref | str) -> int:
    """«أعلن الجيش السيطرة على …», «أحصت X مقتل …»: the noun announced is the content."""
    last = next((p for p in range(index, last) if scene.items[p].ref is who), last)
    announces = scene.items[index].stem[:3] in _ANNOUNCING
    return last + 1 if announces and last + 1 < len(scene.items) else -1


def _speaker_before(scene: Scene, index: int) -> Ref | str | None:
    clause = scene.clauses[scene.clause_of(index)]
    for place in range(index - 1, clause.start - 1, -1):
        item = scene.items[place]
        ref = item.ref if not item.preposition else None
        if ref is not None and ref.cls in _SPEAKERS and ref.mention != "adjective":
            return ref
        if "speaker" in item.kinds:
            return _unnamed(scene, place)
        if finite(item) and "auxiliary" not in item.kinds:
            return None
    if clause.kind == "rel":
        for item in reversed(scene.items[max(0, clause.start - 4) : clause.start]):
            if item.ref is not None and item.ref.cls in ("person", "party", "source"):
                return item.ref
    return None


def _continues(scene: Scene, index: int) -> bool:
    item = scene.items[index]
    return index <= 2 or bool(item.conjunction) or item.text[-2:] in _SAYING_ON


_SAYING_ON = ("را", "دا", "حا", "فا", "نا", "لا", "كا", "قا")
"""How «مشيرا», «مؤكدا», «موضحا», «قائلا», «مستدركا» end, who go on speaking."""


_REMARKS = words_of("comment")
_ELSEWHERE = frozenset((
    "فيما", "بينما", "في حين", "من جهته", "من جهتها", "من جانبه", "من جانبها", "في المقابل",
    "while", "whereas", "meanwhile",
))  # fmt: skip


def _statement_end(scene: Scene, start: int) -> int:
    """A statement ends where the author speaks again: at a contrast, or «فيما», «while»."""
    for place in range(start, len(scene.items)):
        if _author_again(scene, start, place):
            return place
    return len(scene.items)


def _author_again(scene: Scene, start: int, place: int) -> bool:
    item = scene.items[place]
    if item.text in (";", "؛") or (place > start + 2 and item.text in _ELSEWHERE):
        return True
    if "contrast" in item.kinds and place > start + 2 and _acts_of_speech(scene, place):
        return True
    if scene.arabic:
        following = scene.items[place + 1 : place + 2]
        comment = item.text in ("وهو", "وهي") and any(i.text == "ما" for i in following)
        comment = comment or item.text.startswith(("وهو ما", "وهي ما"))
        return comment or (place > start + 1 and _new_speech(scene, place))
    comma = place > 0 and scene.items[place - 1].text == ","
    which = item.text in ("which", "who") and comma and _denies_it(scene, place)
    return which or _remark(scene, place) or (place > start and _speaks_on(scene, place))


def _denies_it(scene: Scene, place: int) -> bool:
    """«…, which denied it», «…, which the army rejected»: another's act of speech."""
    near = scene.items[place + 1 : place + 4]
    speaks = any(finite(i) and not i.types.isdisjoint(SPEECH) for i in near if i.ref is None)
    return speaks or _acts_of_speech(scene, place)


def _remark(scene: Scene, place: int) -> bool:
    """«…, a charge the front denied»: the author comments on what was said."""
    near = scene.items[place + 1 : place + 4]
    return scene.items[place].text == "," and any(i.text in _REMARKS for i in near)


def _acts_of_speech(scene: Scene, place: int) -> bool:
    """«لكن X استبعد …»: what follows a contrast is another's act of speech."""
    clause = scene.clauses[scene.clause_of(place)]
    inside = scene.items[place + 1 : max(clause.end, place + 2)]
    named = any(i.ref is not None and i.ref.cls in _SPEAKERS for i in inside[:6])
    return named and any(
        finite(i) and not i.types.isdisjoint(SPEECH) for i in inside if i.ref is None
    )


def _new_speech(scene: Scene, place: int) -> bool:
    """«…، ونفى المتحدث …»: after a comma another act of speech is the author's to tell."""
    item = scene.items[place]
    comma = scene.items[place - 1].text in (",", "،")
    return comma and finite(item) and not item.types.isdisjoint(SPEECH)


def _speaks_on(scene: Scene, place: int) -> bool:
    """«… and denied that …»: the author goes on with another act of the same speaker."""
    if scene.items[place].text not in ("and", "but") or place + 1 >= len(scene.items):
        return False
    item = scene.items[place + 1]
    speech = not item.types.isdisjoint(SPEECH)
    return finite(item) and speech


def _english_saying(scene: Scene, index: int, cue: Cue, running: Ref | str | None) -> Voice | None:
    items = scene.items
    clause = scene.clauses[scene.clause_of(index)]
    who = _english_speaker(scene, clause.start, index, running)
    after, last = _speaker_after(scene, index, 6, None)
    if clause.kind == "comma" and (who is None or _apposed(scene, index, who)):
        who = _described(scene, clause.start) or who
    before = items[index - 1].text if index else ""
    going_on = items[index].text.endswith("ing")
    if after is None and before in (",", '"') and not going_on:
        after, last = _capitalised(scene, index)
    inverted = who is None and before in (",", '"') and after is not None and not going_on
    if going_on and before == ",":
        who = _same_speaker(scene, index - 1) or who
    if inverted:
        who = after
    if who is None and before in (",", '"') and not going_on and _title_behind(scene, index):
        who, inverted = running, running is not None
    if who is None and clause.kind == "joined":
        who = _same_speaker(scene, clause.start)
    if who is None:
        return None
    opened = items[clause.start - 1].text if clause.start else ""
    closes = opened in (",", '"') and not items[clause.start].has("contrast", "subordinator")
    tail = closes and not any(finite(item) or item.triggers or item.has("pronoun", "complementizer")
                   for item in items[index + 1 :] if item.ref is None)  # fmt: skip
    described = clause.kind == "comma" and not inverted and before == ","
    if (tail or inverted) and not described and clause.start > 0:
        return Voice(0, clause.start, index, who, cue, clause.start, max(last, index) + 1)
    return Voice(index + 1, _statement_end(scene, index + 1), index, who, cue, clause.start,
                 index + 1)  # fmt: skip


def _title_behind(scene: Scene, index: int) -> bool:
    """«…, said the general»: an office alone behind the verb goes back to who spoke last."""
    near = scene.items[index + 1 : index + 3]
    return len(near) == 2 and near[0].text == "the" and (near[1].has("title", "role", "speaker"))


def _capitalised(scene: Scene, index: int) -> tuple[Ref | None, int]:
    """«…," said Amina Yusuf»: capitals that no list knows, right behind the verb, are a name."""
    last = index
    for place in range(index + 1, min(len(scene.items), index + 4)):
        item = scene.items[place]
        if item.ref is not None or not item.capital or item.kinds or item.triggers:
            break
        last = place
    if last < index + 2:
        return None, index
    name = " ".join(item.raw for item in scene.items[index + 1 : last + 1])
    start, end = scene.items[index + 1].start, scene.items[last].end
    return Ref("person", f"x:~{name.lower()}", name, "person", "nominal", start, end,
               proposed=True), last  # fmt: skip


def _apposed(scene: Scene, index: int, who: Ref | str) -> bool:
    """«X, Brunei's minister, said»: a comma before the verb closes what describes the speaker."""
    closed = index > 0 and scene.items[index - 1].text == ","
    return closed and (isinstance(who, str) or who.cls != "person")


def _described(scene: Scene, start: int) -> Ref | str | None:
    """«X, the mediator, said …»: who speaks stands before what describes him."""
    before = scene.items[: max(0, start - 1)]
    commas = [p for p, i in enumerate(before) if i.text == ","]
    heads = before[: commas[0]] if commas else before
    if not commas or any(finite(i) and "auxiliary" not in i.kinds for i in heads):
        return None
    return _english_speaker(scene, 0, commas[0], None)


def _same_speaker(scene: Scene, start: int) -> Ref | None:
    """«X denied the charge and said …»: the subject of the verb before goes on speaking."""
    for place in range(start - 1, -1, -1):
        if finite(scene.items[place]) and "auxiliary" not in scene.items[place].kinds:
            subject, _ = subject_of(scene, place, None)
            return subject[0] if subject else None
    return None


_THEY = {"he": ("person",), "she": ("person",), "it": ("party", "source"), "they": ("party",)}


def _pronoun(item: Item, running: Ref | str | None) -> Ref | str | None:
    """«he added», "it said": who spoke or acted last, if the pronoun can mean him."""
    kinds = _THEY.get(item.text)
    fits = kinds is not None and (not isinstance(running, Ref) or running.cls in kinds)
    return running if fits else None


def _english_speaker(
    scene: Scene, start: int, index: int, running: Ref | str | None
) -> Ref | str | None:
    found: Ref | str | None = None
    governed = aside = False
    for place in range(start, index):
        item = scene.items[place]
        if item.text == "," and isinstance(found, Ref):
            aside = found.cls == "person" and not aside
        if aside:
            continue
        if item.ref is not None and item.ref.cls in _SPEAKERS and item.ref.mention != "adjective":
            found = _named(scene, start, place, found, governed=governed)
            governed = False
        elif item.ref is None:
            found = found or _nameless(scene, place, running)
            governed = (governed or "preposition" in item.kinds) and item.text != ","
    return found


def _nameless(scene: Scene, place: int, running: Ref | str | None) -> Ref | str | None:
    """Return who speaks behind a word that is no name: a pronoun, a document, an office."""
    item = scene.items[place]
    if "pronoun" in item.kinds:
        return _pronoun(item, running)
    if item.text in _PAPERS and _again(scene, place) and running is not None:
        return running
    return _unnamed(scene, place) if "speaker" in item.kinds else None


def _named(
    scene: Scene, start: int, place: int, found: Ref | str | None, *, governed: bool
) -> Ref | str | None:
    """Take in a noun phrase before a verb of saying; one behind a preposition rarely speaks."""
    ref = scene.items[place].ref
    if ref is None or (ref.mention == "nominal" and ref.kind == "civilians"):
        return found or "unnamed"
    before = scene.items[max(start, place - 4) : place]
    office = place >= 2 and any(_office(i) for i in before[-3:])
    speaker = place >= 2 and any("speaker" in i.kinds for i in before)
    if governed and speaker and not office and ref.cls != "person":
        return found or "unnamed"
    return ref if not governed or office or ref.cls == "person" else found


def _bounded(scene: Scene, found: list[Voice]) -> list[Voice]:
    """End a voice where another begins at the same level («قال … وأضاف …»)."""
    kept: list[Voice] = []
    for number, voice in enumerate(found):
        end = voice.end
        for later in found[number + 1 :]:
            starts = scene.items[later.index]
            clause = scene.clauses[scene.clause_of(later.index)]
            if (
                voice.start < later.index < end
                and (starts.conjunction or clause.kind in ("main", "comma", "joined"))
                and later.start > later.index
            ):
                end = clause.start if clause.start > voice.start else later.index
                break
        kept.append(
            Voice(
                voice.start,
                end,
                voice.index,
                voice.who,
                voice.cue,
                voice.spoken_from,
                voice.spoken_to,
            )
        )
    return kept

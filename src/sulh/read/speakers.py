"""Who speaks: the walk from a cue of speech to the name, office or source that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.read.clauses import finite
from sulh.read.contents import opens_content
from sulh.read.foreign import foreign
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.masdars import names_a_deed
from sulh.read.scene import Scene
from sulh.read.voices import SAYING_NOUNS

__all__ = [
    "PAPERS",
    "SOURCES",
    "described_to",
    "named_again",
    "speaker_after",
    "speaks_for",
    "unnamed_source",
]

_SPOKES = words_of("spokes")
PAPERS = words_of("paper")
SOURCES = frozenset(("source", "claim"))


def speaker_after(
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
    if (body := _again(scene, index)) is not None:
        return body, index + 1
    search = _Search(scene, index, reported)
    for place in range(index + 1, min(len(scene.items), index + 1 + limit)):
        if not search.step(place):
            break
    nameless = max(search.anonymous, search.paper)
    if search.best is None and nameless >= 0:
        return _spoken_of(scene, search, nameless, running), max(search.last, search.anonymous)
    return search.best, search.last


def _again(scene: Scene, index: int) -> Ref | None:
    """«وأضاف المكتب في بيان»: the head of a body that spoke before."""
    item = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if item is None or item.ref is not None or not (item.article and item.has("org_head")):
        return None
    head = item.stem.removeprefix("ال")
    spoke = (w for w in scene.spoke if isinstance(w, Ref) and w.cls in ("party", "source"))
    return next((w for w in spoke if w.name.removeprefix("ال").startswith(head)), None)


_AFTER_A_NAME = frozenset(("،", ",", ":", '"', "في", "ل", "الي", "الي ان", "علي", "علي ان"))


def _called(scene: Scene, index: int) -> tuple[Ref, int] | None:
    """«وأضاف رجبي أن»: a word that no list knows, right behind a verb of saying, is who speaks."""
    last = index
    for place in range(index + 1, min(len(scene.items), index + 4)):
        behind = _family(scene, place + 1, given=True)  # «سرور الوادعي»
        named = _unknown(scene.items[place], named=behind) or _last_of_name(scene, index, place)
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
    lone = scene.items[last]
    plain = lone.text.endswith(_NO_NAME_ENDS) and lone.text not in scene.sources
    plain = plain and not (after.text == "في" and scene.items[last + 2 : last + 3]
                           and scene.items[last + 2].stem in PAPERS)  # fmt: skip
    if last == index + 1 and plain and not foreign(lone.text):
        return None
    first = scene.items[index + 1]
    name = " ".join(i.text for i in scene.items[index + 1 : last + 1])
    known = scene.sources.get(scene.items[last].text)
    if known is not None:
        return known, last
    written = " ".join(i.raw for i in scene.items[index + 1 : last + 1])
    return Ref("person", f"x:~{name}", written, "person", "nominal", first.start,
               scene.items[last].end, proposed=True), last  # fmt: skip


def _last_of_name(scene: Scene, index: int, place: int) -> bool:
    """«أرنو نقوتلو لودى الناطق»: an unknown word before a title ends the name."""
    if place < index + 2 or place + 1 >= len(scene.items):
        return False
    item, after = scene.items[place], scene.items[place + 1]
    known = item.ref is not None or item.kinds or item.triggers or item.cues or item.is_mark
    titled = after.has("title", "role", "speaker") or after.text == "،"
    return not known and titled and item.raw.isalpha() and not item.article


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
    known = scene.sources.get(item.text)
    if known is not None and known.cls == "person" and item.ref is None:
        return True
    return name and (known is not None or (given and item.text.endswith("ي")))


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
        again = (issuer or running) if named_again(scene, nameless) else None
        if issuer is None and item.stem.removeprefix("ال") == "تقارير":
            again = None
        return again if again is not None else unnamed_source(scene, nameless)
    definite = item.article or item.stem.startswith("ال")
    known = scene.sources.get(item.stem.removeprefix("ال")) if definite else None
    bare = described_to(scene, nameless) == nameless and item.article
    if known is None and bare and isinstance(running, Ref) and item.has("title", "role", "envoy"):
        known = running  # «وأوضح المتحدث أن»
    if known is not None and described_to(scene, nameless) <= nameless + 1:
        return known
    return unnamed_source(scene, nameless)


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
    titled: bool = False
    under: bool = False

    def __post_init__(self) -> None:
        self.last = self.index

    def step(self, place: int) -> bool:  # noqa: C901, PLR0911 - each return is one kind of item
        """Look at one item; False when the search is over."""
        item = self.scene.items[place]
        if self.reported and item.text == "ما":
            return True
        if opens_content(item) or item.text in ('"', ":", "ما"):
            nobody = self.best is None and max(self.anonymous, self.paper) < 0
            return nobody and item.text == '"'
        if item.is_mark and item.text not in ("(", ")", "/"):
            self._apposed(place)
            return self._issued(place)
        self.under = self.under or (self.titled and item.preposition == "ل" and _titles(item))
        self.titled = self.titled or _titles(item)
        if item.ref is not None and item.ref.cls in ("person", "party", "source"):
            return self._told_to(item, place) or self._reference(item, item.ref, place)
        if (named := self._holder_named(place)) is not None:
            self.best, self.last = named, place + 1
            return False
        if item.stem in PAPERS:
            inside = self.scene.items[place - 1].text == "في" and not self.reported
            self.paper = self.paper if inside else place
            self.last = place
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

    def _apposed(self, comma: int) -> None:
        """«قال القيادي في X، سامي الحاج، إن …»: behind an office and a comma stands its holder."""
        items = self.scene.items
        place = comma + 1
        while place < len(items) and (items[place].text == '"' or items[place].stem in _RANKS):
            place += 1
        who = items[place].ref if place < len(items) else None
        known = self.best is not None and self.best.cls == "person" and self.best.mention == "name"
        known = known and not self.under
        if self.titled and not known and who is not None and who.cls == "person":
            self.best, self.last = who, place

    def _issued(self, comma: int) -> bool:
        """«وأوضح بيان، صدر عن X، إن»: an aside says whose a document is."""
        after = self.scene.items[comma + 1 : comma + 2]
        paper = self.paper == comma - 1 and self.best is None
        return paper and bool(after) and after[0].stem in _ISSUING

    def _holder_named(self, place: int) -> Ref | None:
        """«المتحدث باسم الحكومة لامبرت مندي»: two words that no list knows, behind an office."""
        party = self.best is None or self.best.cls == "party"
        party = party and (self.anonymous < 0 or speaks_for(self.scene.items[self.anonymous]))
        items = self.scene.items
        if not (self.titled and party and self.scene.arabic) or place + 2 >= len(items):
            return None
        first, second = items[place], items[place + 1]
        described = first.text.endswith(("ي", "يه")) and second.text.endswith(("ي", "يه"))
        if described or not (_may_name(first) and _may_name(second)):
            return None
        after = items[place + 2]
        closed = after.is_mark or opens_content(after) or after.text in _AFTER_A_NAME
        if not (closed or foreign(first.text) or foreign(second.text)):
            return None
        name = f"{first.text} {second.text}"
        return Ref("person", f"x:~{name}", f"{first.raw} {second.raw}", "person", "nominal",
                   first.start, second.end, proposed=True)  # fmt: skip

    def _nameless(self, item: Item, place: int) -> bool:
        """«مصادر», «ناطق», and right behind the verb «النشطاء», «سكان»."""
        people = place == self.index + 1 and item.has("people", "civilian") and not item.preposition
        member = item.text.endswith(" في") and item.text.split()[0] in _MEMBERS
        speaks = item.has("speaker", "envoy") or (member and self.scene.arabic)
        first = place == self.index + 1 and self.best is None
        if first and self.scene.arabic and not item.preposition:
            told = item.text.endswith(("ين", "ون")) and len(item.text) > 4 and not item.triggers
            first_word = item.text.split(maxsplit=1)[0]
            if (
                item.stem in _MEDIA
                or first_word in _MEDIA
                or (self.reported and told and not item.has("number", "time"))
            ):
                return True
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
        if not self.scene.arabic or own or item.ref is None:
            return False
        before = self.scene.items[place - 1]
        through = item.ref.cls == "source" and (before.text in _THROUGH or bool(item.preposition))
        return item.preposition == "ل" or (through and place > self.index + 1)

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
        goes_on = place > 0 and self.scene.items[place - 1].text == "/"
        if self.best is None or ref.cls == "person" or goes_on:
            self.best, self.last = ref, place
        return ref.cls == "party" or ref.mention == "nominal"

    def _speaks_officially(self) -> bool:
        """«متحدث عسكري إسرائيلي» speaks for the state, «مسؤول إسرائيلي» without a name does not."""
        office = self.scene.items[self.anonymous]
        return office.stem in ("متحدث", "ناطق", "المتحدث", "الناطق") or office.stem in _ENVOYS

    def _names(self, item: Item, ref: Ref, place: int) -> bool:
        """«خبراء الأمم المتحدة», "a spokesman for X": the name behind says who speaks."""
        idafa = self.anonymous == place - 1 and not item.preposition and ref.mention == "name"
        return idafa or speaks_for(self.scene.items[self.anonymous])


def _may_name(item: Item) -> bool:
    """Tell whether a word that no list knows may be part of a name, whatever it seems fused to."""
    known = item.ref is not None or item.kinds or item.triggers or item.cues or item.is_mark
    fused = item.article or item.back or item.conjunction
    plain = item.text.isalpha() and len(item.text) > 2
    whole = not item.preposition or foreign(item.text)
    return not known and not fused and plain and whole and not item.raw.endswith(("ًا", "اً"))


def _titles(item: Item) -> bool:
    """Tell whether a word is, or a phrase begins with, an office («القيادي في», «الناطق باسم»)."""
    if item.has("title", "role", "speaker", "envoy"):
        return True
    first = item.text.split(maxsplit=1)[0] if item.ref is None else ""
    return " " in item.text and first.removeprefix("ال") in _OFFICES


_THROUGH = frozenset(("في", "علي", "عبر", "الي", "مع", "من", "لدي", "علي موقع"))
"""«عبر فيسبوك», «مع قناة X»: by which way somebody speaks."""
_RANKS, _MEDIA = words_of("rank"), words_of("medium")


def _deed(item: Item) -> bool:
    """Tell whether an item is a verbal noun without ال, and no word for people."""
    closed = item.article or item.has("title", "role", "people", "speaker", "org_head")
    return not closed and (item.stem in _ARRIVING or names_a_deed(item))


_ARRIVING = frozenset(("وصول", "وقوع", "سقوط", "حصول", "نزوح", "عوده", "وجود", "مقتل"))
_MEMBERS = frozenset(("قيادي", "مسوول", "عضو", "مصدر", "ضابط", "ناشط", "قايد", "مقاتل"))
_OFFICES = _MEMBERS | {"متحدث", "ناطق", "امين", "رييس", "وزير", "نايب", "ممثل", "مستشار", "مدير"}
_ISSUING = words_of("issuing")


def _tells(item: Item) -> bool:
    """«بحسب ما قال X», "a statement issued by X": the verb of the source itself."""
    said = "source" in item.cue_values and not item.conjunction
    return said or item.stem in _ISSUING or item.text in _ISSUING


def named_again(scene: Scene, place: int) -> bool:
    """«البيان», "the statement": one that was spoken of before."""
    before = scene.items[place - 1].text if place else ""
    return scene.items[place].article if scene.arabic else before in ("the", "that", "its")


_ENVOYS = ("مبعوث", "موفد")


def speaks_for(item: Item) -> bool:
    """«المتحدث باسم», "spokesman": an office that speaks for a body."""
    return item.stem in _SPOKES


def unnamed_source(scene: Scene, index: int) -> Ref | str:
    """«مصادر عسكرية في …», "a local official": told in more than one word, he is a source.

    Who is told of in one word («شهود», "analysts") stays unnamed.
    """
    last = described_to(scene, index)
    if last == index:
        return "unnamed"
    items = scene.items[index : last + 1]
    start = items[0].start + len(items[0].conjunction) + len(items[0].preposition)
    text = " ".join(item.raw or item.text for item in items)
    text = text[len(items[0].conjunction) + len(items[0].preposition) :]
    if items[0].preposition == "ل" and items[0].raw.startswith("لل"):
        text = f"ا{text}" if text.startswith("ل") else text
    return Ref("source", f"s:~{text}", text, "unknown", "nominal", start, items[-1].end,
               proposed=True)  # fmt: skip


_LONGEST_SOURCE = 8


def described_to(scene: Scene, index: int) -> int:
    """Return the last word of what describes a nameless speaker: adjectives, «في X», "of the X"."""
    last = index
    for place in range(index + 1, min(len(scene.items), index + _LONGEST_SOURCE)):
        item, before = scene.items[place], scene.items[place - 1]
        if item.is_mark or item.has("complementizer", "relative", "subordinator", "contrast"):
            break
        if item.text in ("ل", "لـ", "ان") or not item.cue_values.isdisjoint(SOURCES):
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

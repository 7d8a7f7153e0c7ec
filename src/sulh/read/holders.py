"""Who says so: the voices of a sentence and the parts of it that rest on them.

A voice comes from a verb of saying with its speaker, or from «بحسب …», "according to …". Its scope
is what follows the complementizer, a quotation, or the whole sentence. A sentence that goes on
with «وأضاف» without a speaker keeps the speaker of the sentence before.
"""

from __future__ import annotations

from collections.abc import Mapping

from sulh.read.agreeing import agrees
from sulh.read.clauses import finite
from sulh.read.contents import content_end, content_of, names_only, noun_behind, told_as_noun
from sulh.read.holders_en import english_saying, some_noun_after
from sulh.read.items import Item, Ref
from sulh.read.lists import Cue, words_of
from sulh.read.morphology import Form
from sulh.read.runs import holder_before
from sulh.read.scene import SPEECH, Scene, acts
from sulh.read.signs import sign
from sulh.read.speakers import (
    SOURCES,
    described_to,
    speaker_after,
    unnamed_source,
)
from sulh.read.statements import SPEAKING, statement_end
from sulh.read.subjects import subject_of
from sulh.read.voices import PASSING_ON, SAYING_NOUNS, Voice, headline, passed_on, relayed

__all__ = ["described_office", "voices_of"]

Sources = Mapping[str, Ref]

_STRESSING = words_of("stressing")
_SAYING = sign(
    "saying", texts=(*SAYING_NOUNS, "insisted", "vowed", "urged"),
    stems=(*PASSING_ON, *_STRESSING), cues=("warn", "accuse"), values=SOURCES,
)  # fmt: skip


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
        voice = relayed(scene, index, unnamed_source) if item.text in SAYING_NOUNS else None
        if scene.arabic and item.stem in PASSING_ON:
            voice = passed_on(scene, index, unnamed_source)
        last = not scene.arabic and (
            ("warn" in item.cue_kinds and _closes(scene, index)) or _closed_by(scene, index)
        )
        stressed = _stressed(scene, index) if item.stem in _STRESSING else None
        if not (voice or last or stressed) and item.cue_values.isdisjoint(SOURCES):
            continue
        pair = stressed or _source_cue(item, arabic=scene.arabic)
        pair = pair or ((_STRESSED, None) if last else None)
        if pair is not None and voice is None:
            voice = _voice(scene, index, pair, running, found[-1] if found else None)
        if voice is not None and voice.end > voice.start:
            if not any(v.start <= index < v.end for v in found) or item.conjunction:
                running = voice.who
            found.append(voice)
    return _bounded(scene, found)


def _closes(scene: Scene, index: int) -> bool:
    """«…, the mission warns.»: nothing but who warned, and the verb, behind the last comma."""
    clause = scene.clauses[scene.clause_of(index)]
    opened = clause.start > 0 and scene.items[clause.start - 1].text in (",", '"')
    return (
        opened and finite(scene.items[index]) and all(i.is_mark for i in scene.items[index + 1 :])
    )


def _closed_by(scene: Scene, index: int) -> bool:
    """«…, charged the rebel spokesman.»: a verb of claiming behind what is claimed."""
    item, before = scene.items[index], scene.items[index - 1] if index else None
    claims = item.text in _CLAIMING and before is not None and before.text in (",", '"')
    rest = scene.items[index + 1 :]
    return claims and bool(rest) and not any(finite(i) or i.text == "that" for i in rest[:6])


_CLAIMING = frozenset(("charged", "claimed", "alleged", "warned", "insisted", "vowed", "urged"))


def _source_cue(item: Item, *, arabic: bool) -> tuple[Cue, Form | None] | None:
    if item.article and not any(f for _, f in item.cues):
        return None
    between = item.text in ("بين", "وبين") and "\u0651" not in item.raw  # but «بيّن»
    if (
        between
        or item.text in ("ذكره", "يذكر", "ويذكر", "يشار", "ويشار")
        or ("preposition" in item.kinds and not any(c.reach == "sentence" for c, _ in item.cues))
    ):
        return None
    language = "ar" if arabic else "en"
    for cue, form in item.cues:
        if cue.value in SOURCES and cue.lang == language:
            return cue, form
    return None


def _stressed(scene: Scene, index: int) -> tuple[Cue, Form | None] | None:
    """«شدد على أن …», «حذر من أن»: asked for or said, as what follows tells."""
    item, near = scene.items[index], scene.items[index + 1 : index + 9]
    if item.stem not in _STRESSING or not any(i.text == "علي ان" for i in near):
        return None
    return next(((_STRESSED, f) for _, f in item.cues if f is not None), (_STRESSED, None))


_STRESSED = Cue("rule:stressed", "source", "source", "ar", "right", "clause", frozenset())


def _voice(
    scene: Scene,
    index: int,
    said: tuple[Cue, Form | None],
    running: Ref | str | None,
    before: Voice | None,
) -> Voice | None:
    (cue, form), item = said, scene.items[index]
    if item.raw[len(item.conjunction) + 1 : len(item.conjunction) + 2] == "\u064f":
        return None  # «يُعتقد أنهم»: in the passive nobody says so
    verb = form is not None or finite(item) or _listed_verb(scene, index, cue)
    verb = verb or (not scene.arabic and _phrasal(item))
    if not verb and (cue.reach == "sentence" or cue.direction == "both"):
        return _according(scene, index, cue, running)
    if scene.arabic and item.text.endswith(("جاء في", "ورد في")):
        return _written_in(scene, index, cue, running)
    noun = form is not None and form.tense == "noun"
    if not verb or (noun and (_remark_in(scene, index) or item.preposition in ("ب", "ل"))):
        return None
    return (
        _arabic_saying(scene, index, cue, running, before)
        if scene.arabic
        else english_saying(scene, index, cue, running, before)
    )


def _according(scene: Scene, index: int, cue: Cue, running: Ref | str | None) -> Voice | None:
    """«بحسب X», "according to X": who is named behind it says all of the sentence."""
    if _by_the_book(scene, index):
        return None
    who, last = speaker_after(scene, index, 7, running, reported=True)
    if who is None and not scene.arabic:
        who, last = some_noun_after(scene, index)
    if who is None:
        return None
    start = _sentence_part(scene, index)
    return Voice(start, statement_end(scene, last + 1), index, who, cue, index, last + 1)


def _written_in(scene: Scene, index: int, cue: Cue, running: Ref | str | None) -> Voice | None:
    """«وجاء في بيان للجيش أن …», «وجاء في البيان: …»."""
    content = content_of(scene, index)
    who, _ = speaker_after(scene, index, 9, running, reported=True)
    if content < 0 or who is None:
        return None
    end = min(statement_end(scene, content), content_end(scene, index, content))
    return Voice(content, end, index, who, cue, index, content)


def _by_the_book(scene: Scene, index: int) -> bool:
    """«وفق الاتفاق الموقع بين …», «حسبما نص القرار», «ما جاء على لسان X»: nobody says so here."""
    before = scene.items[index - 1] if index else None
    if before is not None and before.stem in ("جاء", "ورد"):
        return True
    near = scene.items[index + 1 : index + 3]
    if near and near[0].text in ("ما", "الي", "علي"):
        near = near[1:]
    thing = near[0] if near else None
    if thing is None:
        return False
    agreement = thing.ref is not None and thing.ref.cls == "agreement"
    ruling = thing.ref is None and ("agreement_head" in thing.kinds or thing.stem in _RULING)
    return agreement or ruling or thing.stem in _LAYS_DOWN


_RULING, _LAYS_DOWN = words_of("ruling"), words_of("containing")


def _phrasal(item: Item) -> bool:
    """«concluded that», «claims to»: a verb of saying listed with what follows it."""
    return item.text.endswith(" that") or (" " in item.text and item.text.startswith("claim"))


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


def _arabic_saying(
    scene: Scene, index: int, cue: Cue, running: Ref | str | None, before: Voice | None
) -> Voice | None:
    complement = content_of(scene, index)
    if complement > 0 and 0 < (noun := noun_behind(scene, index)) < complement:
        complement = noun
    if complement > 0 and names_only(scene, index, complement):
        complement = -1
    that = scene.items[complement - 1].text if complement > 0 else ""
    if scene.items[index].stem in _REPLYING and not that.startswith("بان"):
        return None
    if index and scene.items[index].stem in _SHOWING and scene.items[index - 1].text in _WHAT:
        return None
    who, last = _arabic_speaker(scene, index, complement, running, before)
    if who is None:
        return None
    if complement < 0 and (quote := _quoted_before(scene, index)) >= 0:
        return Voice(quote, index, index, who, cue, index, max(last, index) + 1)
    if complement < 0:
        complement = told_as_noun(scene, index, last, who)
    if complement < 0:
        return None
    end = min(statement_end(scene, complement), content_end(scene, index, complement))
    return Voice(complement, end, index, who, cue, index, max(last + 1, index + 1))


def _as_for(scene: Scene, index: int) -> Ref | None:
    """«أما X، …، فيرد …»: the sentence is about X."""
    if scene.items[0].stem not in ("اما", "وأما", "واما") or scene.items[index].conjunction != "ف":
        return None
    refs = (i.ref for i in scene.items[1:4] if i.ref is not None and i.ref.cls in SPEAKING)
    return next(refs, None)


_SHOWING, _WHAT = (
    frozenset(("يشير", "يوكد", "يثبت")),
    frozenset(("ما", "لا يوجد ما", "ليس هناك ما")),
)
"""«ما يشير إلى أن …»: what shows something, which nobody says."""
_REPLYING = frozenset(("رد", "ردت", "ردوا", "يرد", "ترد"))
"""Verbs that say something only before «بأن»: «ردّ الجيش بقصف …» tells a deed."""


def _arabic_speaker(
    scene: Scene, index: int, complement: int, running: Ref | str | None, before: Voice | None
) -> tuple[Ref | str | None, int]:
    """Find who speaks: behind the verb, before it, the subject before, who spoke last."""
    item = scene.items[index]
    who, last = speaker_after(scene, index, 14, running)
    if who is None and (office := _office_behind(scene, index)) > 0:
        return unnamed_source(scene, office), described_to(scene, office)
    if who is None and _beside_verb(item):
        who = _whose_verb(scene, index, before)
    if who is None:
        who = _speaker_before(scene, index)
        if who is not None and _believed_to(scene, index, complement):
            return None, last
    who = who or _as_for(scene, index) or _before_aside(scene, index)
    return who or _spoken_of_before(scene, index, running), last


def _spoken_of_before(scene: Scene, index: int, running: Ref | str | None) -> Ref | str | None:
    """Return who goes on: the subject before in the sentence, or who spoke before it."""
    item = scene.items[index]
    taken_up = _after_contrast(scene, index) or item.preposition == "ل"  # «…، ليؤكد أن»
    who: Ref | str | None = holder_before(scene, index) if taken_up else None
    if who is None and item.conjunction:
        who = _same_subject(scene, index)
    if who is None and _continues(scene, index):
        who = _goes_on(scene, index, running)
    return "unnamed" if who is None and item.stem in ("قيل", "افيد") else who


def described_office(scene: Scene, index: int) -> tuple[Ref, ...]:
    """«حذّر المبعوث الأممي من …», «زعم المتحدث باسم X»: who has an office and no name."""
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if not scene.arabic or after is None or after.ref is not None or after.preposition:
        return ()
    if not after.has("role", "title", "speaker", "envoy") or after.has("adverb", "time"):
        return ()
    holder, _ = speaker_after(scene, index, 9, None)
    if isinstance(holder, Ref) and holder.cls == "person" and holder.mention == "name":
        return (holder,)
    who = unnamed_source(scene, index + 1)
    return () if isinstance(who, str) else (who,)


def _office_behind(scene: Scene, index: int) -> int:
    """«وقال عميد البلدية إن»: who holds an office and has no name; return its place, 0 for none."""
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if after is None or after.ref is not None or after.preposition or after.article:
        return 0
    office = after.has("role", "title") and not after.has("adverb", "time")
    return index + 1 if office and described_to(scene, index + 1) > index + 1 else 0


def _beside_verb(item: Item) -> bool:
    """«مضيفاً», «مؤكدة»: forms that say what the subject of another verb says besides."""
    ends = item.text.endswith(("ا", "ه", "ين"))
    return ends and not item.conjunction and item.stem[:1] == "م"


def _whose_verb(scene: Scene, index: int, before: Voice | None) -> Ref | str | None:
    """Return the subject of the verb that such a form goes with: «ينفي X ذلك، مؤكداً أن»."""
    for place in range(index - 1, -1, -1):
        item = scene.items[place]
        if item.ref is not None or not finite(item) or _in_relative(scene, place):
            continue
        spoken = not item.types.isdisjoint(SPEECH) or not item.cue_kinds.isdisjoint(_OPINION)
        if before is not None and before.index == place:
            return before.who
        if "source" in item.cue_values:
            found, _ = speaker_after(scene, place, 9, None)
            subject = scene.subjects.get(scene.clause_of(place))
            return found or (subject[0] if subject else holder_before(scene, place))
        if spoken:
            return _asker(scene, place) or holder_before(scene, place)
    return None


def _asker(scene: Scene, place: int) -> Ref | None:
    """Return the subject of a verb of asking, denying or refusing; whom it asks is none."""
    item = scene.items[place]
    form = next((f for _, f in (*item.triggers, *item.cues) if f is not None), None)
    subject, _ = subject_of(scene, place, form)
    if not subject:
        return None
    asked = any(i.text in ("الي", "ب") or i.preposition == "ب" for i in scene.items[place + 2 :])
    right = scene.items[place + 1].ref is subject[0]
    alone = not any(i.ref and acts(i.ref) for i in scene.items[place + 2 : place + 6])
    return None if right and alone and asked and item.conjunction else subject[0]


def _in_relative(scene: Scene, place: int) -> bool:
    return scene.clauses[scene.clause_of(place)].kind == "rel"


_OPINION = frozenset(("predict", "unlikely", "deny", "demand", "warn", "refuse", "threat"))


def _believed_to(scene: Scene, index: int, complement: int) -> bool:
    """«مسلحون يُعتقد أنهم …»: what is said of those before the verb, they do not say."""
    if scene.items[index].stem not in ("يعتقد", "يظن", "يرجح") or complement < 1:
        return False
    return scene.items[complement - 1].text.endswith(("هم", "ها", "انه", "هما"))


def _goes_on(scene: Scene, index: int, running: Ref | str | None) -> Ref | str | None:
    """«وقالت», «وأضاف»: the last who can be meant; who adds something has spoken before."""
    adds = scene.items[index].stem in _ADDING
    acted = isinstance(running, Ref) and running.cls == "person"
    order = [running, *scene.spoke] if acted and not adds else [*scene.spoke, running]
    form = next((f for _, f in scene.items[index].cues if f is not None), None)
    known = [who for who in order if who is not None]
    fitting = (who for who in known if form is None or _could_say(who, form))
    return next(fitting, known[0] if known and scene.items[index].conjunction else None)


_ADDING = words_of("adding")


def _could_say(who: Ref | str, form: Form) -> bool:
    """Tell whether a verb of saying agrees with one who spoke; nameless sources take any form."""
    if isinstance(who, str) or who.cls == "source":
        return True
    return agrees(who, form, before=True)


def _quoted_before(scene: Scene, index: int) -> int:
    """«"…"، قال X»: return where the quotation before a verb of saying begins; -1 for none."""
    place = index - 1 if index and scene.items[index - 1].text in (",", "،") else index
    marks = sum(1 for item in scene.items[:index] if item.text == '"')
    if place < 2 or scene.items[place - 1].text != '"' or marks % 2:
        return -1
    before = (p for p in range(place - 2, -1, -1) if scene.items[p].text == '"')
    return next(before, -1) + 1


def _before_aside(scene: Scene, index: int) -> Ref | None:
    """«X، عضو المجلس، قال إن»: a comma before the verb closes what describes the speaker."""
    item = scene.items[index]
    if index < 2 or item.conjunction or scene.items[index - 1].text not in (",", "،"):
        return None
    found = None
    for place in range(index - 1):
        item = scene.items[place]
        if finite(item) and "auxiliary" not in item.kinds and not _in_relative(scene, place):
            return None
        ref = item.ref if not item.preposition else None
        if found is None and ref is not None and ref.cls in SPEAKING and ref.mention != "adjective":
            found = ref
    return found


def _after_contrast(scene: Scene, index: int) -> bool:
    """«لم تصدر X أرقاماً لكنها قالت إن»: a pronoun takes up the subject before."""
    before = scene.items[index - 1] if index else None
    return before is not None and before.text in _BUT_IT


_BUT_IT = frozenset((
    "لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها", "ولكنهم", "انه", "انها", "انهم", "الا انه",
    "الا انها", "الا انهم", "غير انه", "غير انها", "غير انهم", "بيد انه", "بيد انها",
))  # fmt: skip


def _same_subject(scene: Scene, index: int) -> Ref | str | None:
    """«نفت القوات ذلك … وقالت إن»: the subject of the act of speech before goes on speaking."""
    number = scene.clause_of(index)
    for place in range(index - 1, -1, -1):
        item = scene.items[place]
        after = scene.items[place + 1]
        if item.ref is None and finite(item) and after.ref is None and "speaker" in after.kinds:
            return unnamed_source(scene, place + 1)  # «شككت مصادر في … وقالت إن»
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


def _speaker_before(scene: Scene, index: int) -> Ref | str | None:
    clause = scene.clauses[scene.clause_of(index)]
    for place in range(index - 1, clause.start - 1, -1):
        item = scene.items[place]
        ref = item.ref if not item.preposition else None
        if ref is not None and ref.cls in SPEAKING and ref.mention != "adjective":
            return ref
        if "speaker" in item.kinds:
            return unnamed_source(scene, place)
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

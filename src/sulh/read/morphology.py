"""From an Arabic root and a verb form to the written forms a report may use.

Unvowelled and folded (see :mod:`sulh.read.fold`): what is generated is what the shadow of a text
contains. Sound, doubled, hamzated, assimilated, hollow and defective roots; forms I to VIII and X;
past, present, jussive and subjunctive, verbal noun (forms II to X) and passive, in the persons a
report uses. English verbs get their inflections from a list of irregular ones and the spelling
rules.

The paradigms follow W. Wright, *A Grammar of the Arabic Language* (3rd ed., 1896), part II.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

__all__ = ["Form", "Tense", "accusatives", "arabic_forms", "english_forms", "english_plural"]

Tense = Literal["past", "present", "noun", "participle"]


@dataclass(frozen=True, slots=True)
class Form:
    """A written form and what it says.

    `person` is like ``3fs`` (third, feminine, singular), "" when it says nothing, ``I`` for a noun
    that is only one behind a preposition or article (form I, spelt like the past); `passive` is
    True only where the spelling alone shows it.
    """

    word: str
    tense: Tense
    person: str = ""
    passive: bool = False


_PAST = (("", "3ms"), ("ت", "3fs"), ("وا", "3mp"), ("ا", "3md"), ("تا", "3fd"), ("ن", "3fp"))
_PRESENT = (
    ("ي", "", "3ms"),
    ("ت", "", "3fs"),
    ("ي", "ون", "3mp"),
    ("ي", "وا", "3mp"),
    ("ت", "ون", "3mp"),
    ("ي", "ان", "3md"),
    ("ت", "ان", "3fd"),
    ("ي", "ا", "3md"),
    ("ي", "ن", "3fp"),
)


@dataclass(frozen=True, slots=True)
class _Stems:
    """Stems of one verb.

    `present` takes a prefix letter in front; `jussive` is the short form (لم يقل); `nouns` are
    the verbal nouns. Passives are given where their spelling differs. `bare_noun` is the commonest
    verbal noun of form I (قصف, ضرب), spelt like the past.
    """

    past: str
    present: str
    jussive: str = ""
    past_passive: str = ""
    present_passive: str = ""
    nouns: tuple[str, ...] = ()
    bare_noun: str = ""
    past_defective: bool = False
    present_defective: bool = False


def _weak(letter: str) -> bool:
    return letter in "وي"


def _form_1(f: str, a: str, n: str, vowel: str) -> _Stems:
    if _weak(n):
        return _Stems(f + a, f + a, past_defective=True, present_defective=True)
    if _weak(a) and a + n not in ("وز", "يس"):
        middle = {"a": "ا", "u": "و", "i": "ي"}.get(vowel, a)
        return _Stems(f + "ا" + n, f + middle + n, f + n, f + "ي" + n, f + "ا" + n)
    if a == n:
        return _Stems(f + a, f + a)
    if f == "و":  # no passive present: «توصل», «توقع» are nearly always form V
        return _Stems(f + a + n, a + n if vowel != "u" else f + a + n)
    return _Stems(f + a + n, f + a + n, bare_noun=f + a + n)


def _form_2(f: str, a: str, n: str, _vowel: str) -> _Stems:
    if _weak(n):
        return _Stems(
            f + a, f + a, nouns=("ت" + f + a + "يه",), past_defective=True, present_defective=True
        )
    soft = "و" if f == "ا" else f  # يؤكد
    return _Stems(f + a + n, soft + a + n, nouns=("ت" + f + a + "ي" + n, "ت" + f + a + n + "ه"))


def _form_3(f: str, a: str, n: str, _vowel: str) -> _Stems:
    if _weak(n):
        stem = f + "ا" + a
        return _Stems(
            stem, stem, nouns=("م" + stem + "اه",), past_defective=True, present_defective=True
        )
    stem = f + "ا" + (a if a == n else a + n)
    return _Stems(
        stem,
        stem,
        past_passive="" if f == "و" else f + "و" + a + n,
        nouns=("م" + f + "ا" + a + n + "ه",),
    )


def _form_4(f: str, a: str, n: str, _vowel: str) -> _Stems:
    head = "ا" if f == "ا" else "ا" + f
    soft = "و" if f == "ا" else f
    if _weak(n):
        return _Stems(
            head + a,
            soft + a,
            nouns=("ا" + ("ي" if _weak(f) or f == "ا" else f) + a + "اء",),
            past_defective=True,
            present_defective=True,
        )
    if _weak(a):
        return _Stems(
            head + "ا" + n, f + "ي" + n, f + n, head + "ي" + n, f + "ا" + n,
            nouns=(head + "ا" + n + "ه",),
        )  # fmt: skip
    if a == n:
        return _Stems(head + a, soft + a, nouns=(head + a + "ا" + n,))
    lead = "اي" if f in "اوي" else "ا" + f
    return _Stems(head + a + n, soft + a + n, past_passive=("او" + a + n) if f == "ا" else "",
                  nouns=(lead + a + "ا" + n,))  # fmt: skip


def _form_5(f: str, a: str, n: str, _vowel: str) -> _Stems:
    if _weak(n):
        stem = "ت" + f + a
        return _Stems(
            stem, stem, nouns=(stem, stem + "ي"), past_defective=True, present_defective=True
        )
    return _Stems("ت" + f + a + n, "ت" + f + a + n, nouns=("ت" + f + a + n,))


def _form_6(f: str, a: str, n: str, _vowel: str) -> _Stems:
    stem = "ت" + f + "ا" + a
    if _weak(n):
        return _Stems(
            stem, stem, nouns=(stem, stem + "ي"), past_defective=True, present_defective=True
        )
    return _Stems(stem + n, stem + n, nouns=(stem + n,))


def _form_7(f: str, a: str, n: str, _vowel: str) -> _Stems:
    return _augmented("ان" + f, "ن" + f, a, n)


_ASSIMILATED = {"ت": "ت", "د": "د", "ط": "ط", "ص": "صط", "ض": "ضط", "ز": "زد", "ظ": "ظ"}


def _form_8(f: str, a: str, n: str, _vowel: str) -> _Stems:
    cluster = "ت" if f in "ويا" and f + a + n != "ايد" else _ASSIMILATED.get(f, f + "ت")
    return _augmented("ا" + cluster, cluster, a, n)


def _form_10(f: str, a: str, n: str, _vowel: str) -> _Stems:
    stems = _augmented("است" + f, "ست" + f, a, n)
    if _weak(a) and not _weak(n):
        return _Stems(
            "است" + f + "ا" + n, "ست" + f + "ي" + n, "ست" + f + n, "است" + f + "ي" + n,
            "ست" + f + "ا" + n, nouns=("است" + f + "ا" + n + "ه",),
        )  # fmt: skip
    if f == "و":  # استولى keeps its و in the verb, loses it in the noun: استيلاء
        noun = "استي" + a + "اء" if _weak(n) else "استي" + a + "ا" + n
        return _Stems(stems.past, stems.present, nouns=(noun,), past_defective=_weak(n),
                      present_defective=_weak(n))  # fmt: skip
    return stems


def _augmented(past: str, present: str, a: str, n: str) -> _Stems:
    if _weak(n):
        return _Stems(
            past + a,
            present + a,
            nouns=(past + a + "اء",),
            past_defective=True,
            present_defective=True,
        )
    if _weak(a):
        noun = past + "ي" + "ا" + n
        return _Stems(past + "ا" + n, present + "ا" + n, present + n, past + "ي" + n,
                      nouns=(noun,))  # fmt: skip
    if a == n:
        return _Stems(past + a, present + a, nouns=(past + a + "ا" + n,))
    return _Stems(past + a + n, present + a + n, nouns=(past + a + "ا" + n,))


_FORMS = {
    "I": _form_1,
    "II": _form_2,
    "III": _form_3,
    "IV": _form_4,
    "V": _form_5,
    "VI": _form_6,
    "VII": _form_7,
    "VIII": _form_8,
    "X": _form_10,
}
_DAMMA, _KASRA = "\u064f", "\u0650"


def _vowel(wazn: str) -> tuple[str, str]:
    """Split ``فعَل يفعُل`` or ``I`` into a form and the vowel of its present."""
    if wazn.strip() in _FORMS:
        return wazn.strip(), ""
    present = wazn.rsplit(maxsplit=1)[-1]
    return "I", "u" if _DAMMA in present else "i" if _KASRA in present else "a"


@lru_cache(maxsize=4096)
def arabic_forms(root: str, wazn: str) -> tuple[Form, ...]:
    """Write out a verb.

    Parameters
    ----------
    root : str
        Three letters, folded or not; a hamza may be written ء.
    wazn : str
        ``II`` to ``VIII``, ``X``, ``I``, or the vowels of form I as ``فعَل يفعُل``; ``Q`` and
        ``QII`` for a root of four letters.

    Returns
    -------
    tuple of Form
        Folded forms without proclitics or object pronouns, sorted, each once.

    Raises
    ------
    ValueError
        If the root has not three letters (four for Q) or the form is unknown.

    Examples
    --------
    >>> forms = arabic_forms("هجم", "III")
    >>> sorted({f.word for f in forms if f.person == "3mp" and not f.passive})
    ['تهاجمون', 'هاجموا', 'يهاجموا', 'يهاجمون']
    >>> [f.word for f in arabic_forms("عود", "X") if f.tense == "noun"][:1]
    ['استعاده']
    """
    letters = [_hamza(letter) for letter in root]
    if len(letters) == 4 and wazn in ("Q", "QII"):
        return _four(letters, wazn)
    if len(letters) != 3:
        raise ValueError(f"a root has three letters, found {root!r}")
    form, vowel = _vowel(wazn)
    if form == "I" and not vowel:
        vowel = "u" if letters[1] == "و" else "i"
    stems = _FORMS[form](letters[0], letters[1], letters[2], vowel)
    forms = {*_past(stems, letters), *_present(stems, letters), *_passive(stems)}
    forms |= {Form(word, "noun") for word in stems.nouns}
    if stems.bare_noun:
        forms.add(Form(stems.bare_noun, "noun", "I"))
    return tuple(sorted(forms, key=lambda x: (x.word, x.tense, x.person, x.passive)))


def accusatives(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Add the indefinite accusative of verbal nouns: «شنّ … هجوماً».

    Only its alif is written; a noun in ه, ا or ء has none.

    Examples
    --------
    >>> [f.word for f in accusatives((Form("هجوم", "noun"), Form("غاره", "noun")))]
    ['هجوم', 'غاره', 'هجوما']
    """
    known = {form.word for form in forms}
    bare = (f.word for f in forms if f.tense == "noun" and " " not in f.word)
    written = dict.fromkeys(w + "ا" for w in bare if not w.startswith("ال"))
    plain = (w for w in written if w[-2] not in "هاءت" and w not in known)
    return (*forms, *(Form(word, "noun") for word in plain))


def _four(letters: list[str], wazn: str) -> tuple[Form, ...]:
    stem = "".join(letters)
    stems = (
        _Stems(stem, stem, nouns=(stem + "ه",))
        if wazn == "Q"
        else _Stems("ت" + stem, "ت" + stem, nouns=("ت" + stem,))
    )
    forms = {*_past(stems, letters), *_present(stems, letters)}
    forms |= {Form(word, "noun") for word in stems.nouns}
    return tuple(sorted(forms, key=lambda x: (x.word, x.tense, x.person, x.passive)))


def _hamza(letter: str) -> str:
    return "ا" if letter in "ءأإآا" else {"ؤ": "و", "ئ": "ي", "ى": "ي"}.get(letter, letter)


def _past(stems: _Stems, letters: list[str]) -> list[Form]:
    ending = "ا" if stems.past_defective and letters[2] == "و" and len(stems.past) == 2 else "ي"
    forms = []
    for suffix, person in _PAST:
        word = stems.past + suffix
        if stems.past_defective:
            word = {"3ms": stems.past + ending, "3md": stems.past + letters[2] + "ا",
                    "3fp": stems.past + letters[2] + "ن"}.get(person, word)  # fmt: skip
        forms.append(Form(word, "past", person))
    if stems.past_defective and ending == "ا":
        forms.append(Form(stems.past + "وا", "past", "3mp"))
    return forms


def _present(stems: _Stems, letters: list[str]) -> list[Form]:
    forms = []
    last = "و" if stems.present_defective and letters[2] == "و" and len(stems.past) == 2 else "ي"
    for prefix, suffix, person in _PRESENT:
        stem = stems.present
        if stems.present_defective:
            end = last if not suffix else ""
            forms.append(Form(prefix + stem + end + suffix, "present", person))
            if not suffix:
                forms.append(Form(prefix + stem + "ا", "present", person, passive=False))
                forms.append(Form(prefix + stem, "present", person))
            continue
        forms.append(Form(prefix + stem + suffix, "present", person))
        if not suffix and stems.jussive:
            forms.append(Form(prefix + stems.jussive, "present", person))
    return forms


def _passive(stems: _Stems) -> list[Form]:
    forms = []
    if stems.past_passive:
        forms = [Form(stems.past_passive + s, "past", p, passive=True) for s, p in _PAST[:3]]
    if stems.present_passive and stems.present_passive != stems.present:
        forms += [
            Form(a + stems.present_passive + s, "present", p, passive=True)
            for a, s, p in _PRESENT[:3]
        ]
    return forms


# ---- English -------------------------------------------------------------------------------

_IRREGULAR = {
    "fight": ("fought", "fought"), "strike": ("struck", "struck"), "shoot": ("shot", "shot"),
    "take": ("took", "taken"), "retake": ("retook", "retaken"), "seize": ("seized", "seized"),
    "overrun": ("overran", "overrun"), "break": ("broke", "broken"), "hit": ("hit", "hit"),
    "withdraw": ("withdrew", "withdrawn"), "meet": ("met", "met"), "hold": ("held", "held"),
    "lose": ("lost", "lost"), "win": ("won", "won"), "send": ("sent", "sent"),
    "say": ("said", "said"), "tell": ("told", "told"), "give": ("gave", "given"),
    "leave": ("left", "left"), "flee": ("fled", "fled"), "drive": ("drove", "driven"),
    "blow": ("blew", "blown"), "burn": ("burned", "burned"), "bring": ("brought", "brought"),
    "deny": ("denied", "denied"), "find": ("found", "found"), "come": ("came", "come"),
    "go": ("went", "gone"), "begin": ("began", "begun"), "forbid": ("forbade", "forbidden"),
    "cut": ("cut", "cut"), "put": ("put", "put"), "set": ("set", "set"), "lay": ("laid", "laid"),
    "sell": ("sold", "sold"), "buy": ("bought", "bought"), "make": ("made", "made"),
    "build": ("built", "built"), "speak": ("spoke", "spoken"), "seek": ("sought", "sought"),
    "rise": ("rose", "risen"), "swear": ("swore", "sworn"), "fall": ("fell", "fallen"),
    "think": ("thought", "thought"), "dig": ("dug", "dug"), "lead": ("led", "led"),
    "pay": ("paid", "paid"), "freeze": ("froze", "frozen"), "steal": ("stole", "stolen"),
    "throw": ("threw", "thrown"), "write": ("wrote", "written"), "keep": ("kept", "kept"),
    "uphold": ("upheld", "upheld"), "be": ("was", "been"), "beat": ("beat", "beaten"),
}  # fmt: skip
_DOUBLING = frozenset({
    "stab", "rob", "ban", "bar", "plan", "stop", "drop", "pin", "hit", "rebel", "raid", "arm",
    "expel", "repel", "compel", "trap", "grab", "kidnap", "set", "cut", "permit", "occur",
}) - {"raid", "arm"}  # fmt: skip


def english_forms(base: str) -> tuple[Form, ...]:
    """Inflect an English verb; a particle after it stays (``pull out``).

    Examples
    --------
    >>> [f.word for f in english_forms("deny")]
    ['deny', 'denies', 'denied', 'denied', 'denying']
    >>> english_forms("pull out")[2].word
    'pulled out'
    """
    verb, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    past, participle = _IRREGULAR.get(verb, (_ed(verb), _ed(verb)))
    return (
        Form(verb + tail, "present", "base"),
        Form(english_plural(verb) + tail, "present", "3ms"),
        Form(past + tail, "past"),
        Form(participle + tail, "participle", passive=True),
        Form(_ing(verb) + tail, "noun"),
    )


def english_plural(word: str) -> str:
    """Add the s of the plural or of the third person.

    Examples
    --------
    >>> [english_plural(w) for w in ("truce", "ally", "clash")]
    ['truces', 'allies', 'clashes']
    """
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLING or verb in ("hit", "cut", "put") else "") + "ing"

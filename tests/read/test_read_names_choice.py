"""Names are compiled once; which packs count, and in what order, is decided at the find."""

import subprocess
import sys
from itertools import permutations

import pytest

from sulh.read.analyse import Analyser
from sulh.read.choose import choose_packs
from sulh.read.fold import fold, fold_text
from sulh.read.lists import Entry, Pack, load_lexicon
from sulh.read.name_table import Table, _places, table_with
from sulh.read.names import Names, names_for
from sulh.read.pack_tables import pack_names

FOREIGN = "وصل وفد إلى نهر الحصى أمس"


def pack(name: str, *entries: Entry) -> Pack:
    return Pack(name, name, "1", (), ("ar",), entries, ())


@pytest.fixture(scope="module")
def table() -> Table:
    """Two packs that give one name to two, and one id two names."""
    one = pack(
        "one",
        Entry("pl:one", "place", "town", "نهر الحصى", "Nahr al-Hasa"),
        Entry("p:same", "party", "government", "سلطة الوادي", "Valley authority"),
    )
    two = pack(
        "two",
        Entry("pl:two", "place", "city", "نهر الحصى", "Nahr al-Hasa"),
        Entry("p:same", "party", "armed_group", "لجنة الوادي", "Valley committee"),
    )
    return Table(Analyser(load_lexicon()), [("one", one), ("two", two)])


def found(names: Names, text: str) -> list[str]:
    return [e.id for hit in names.find(fold(text)) for e in hit.entries if e.cls == "place"]


def test_the_first_pack_chosen_bears_a_name_of_two(table: Table) -> None:
    assert found(Names(table, ("one", "two")), FOREIGN) == ["pl:one", "pl:two"]
    assert found(Names(table, ("two", "one")), FOREIGN) == ["pl:two", "pl:one"]


def test_what_no_chosen_pack_bears_is_no_name(table: Table) -> None:
    assert found(Names(table, ("two",)), FOREIGN) == ["pl:two"]
    assert found(Names(table, ()), FOREIGN) == []
    assert Names(table, ()).entry("pl:one") is None


@pytest.mark.parametrize("chosen", list(permutations(("one", "two"))))
def test_the_first_pack_chosen_says_what_an_id_is(table: Table, chosen: tuple[str, ...]) -> None:
    entry = Names(table, chosen).entry("p:same")
    assert entry is not None
    assert entry.kind == {"one": "government", "two": "armed_group"}[chosen[0]]


def test_a_place_of_the_gazetteer_is_known_only_with_its_country(table: Table) -> None:
    place = next(p for country, p in _places() if country == "YE" and p.population < 500_000)
    form = fold_text(place.name_en)
    assert Names(table, (), ("YE",)).known(form) == place
    assert Names(table, ()).known(form) is None


def test_all_choices_share_one_automaton() -> None:
    shared = table_with((), pack_names())
    for chosen in (("syria", "iraq", "general"), ("iraq", "syria", "general"), ("general",)):
        assert names_for(chosen)._table is shared


def test_processes_begin_with_the_names_compiled() -> None:
    code = "import sulh.read.warm; from sulh.read.name_table import table_with as t; print(t.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "1"


@pytest.mark.parametrize("countries", [(), ("SO", "CD")])
@pytest.mark.parametrize("packs", [("general",), ("iraq", "syria", "general")])
def test_a_capital_is_the_same_whenever_it_is_first_named(packs, countries) -> None:
    shared = table_with((), pack_names())
    forms = [folded for state in shared.states for _, folded in state.written]
    first, last = (Names(shared, packs, countries) for _ in range(2))
    found = {form: first.known(form) for form in forms}
    assert found == {form: last.known(form) for form in reversed(forms)}
    assert None not in found.values()
    by_id = Names(shared, packs, countries)
    assert None not in {by_id.entry(entry.id) for entry in found.values()}


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("سيطر المتمردون على بلدة في الجنوب وقال النظام في بوروندي إنه سيرد.", ()),
        ("قتل عشرة في أقصى شمال موزمبيق، وأكدت المعارضة أن التحالف خسر.", ()),
        ("أعلن متمردو تشاد هجوما على تشاد قرب حدود السودان.", ()),
        ("قصف النظام حلب وإدلب.", ("syria",)),
        ("قصفت السعودية صنعاء، ونددت إيران وروسيا والسعودية.", ("yemen",)),
        ("تدخلت تشاد في دارفور، وقالت تشاد إن الفاشر والجنينة محاصرتان.", ("sudan",)),
    ],
)
def test_a_pack_is_chosen_by_names_and_not_by_nouns(text: str, chosen: tuple[str, ...]) -> None:
    assert choose_packs([text], None) == (*chosen, "general")

"""Published results, and the worked core of the settlement design page."""

import conflicts
import pytest
from conflicts import state

from sulh.graph import analyze

FIVE = ("nash", "gmr", "smr", "seq", "sseq")
ALL = (*FIVE, "sim")


def test_syria_iraq():
    conflict, ids = conflicts.syria_iraq()
    result = analyze(conflict, ALL)
    number = {s: n for n, s in ids.items()}
    found = {c: {number[s] for s in result.equilibria(c)} for c in ALL}
    assert found["nash"] == {6}
    assert found["gmr"] == {1, 6}
    assert found["smr"] == {6}
    assert found["seq"] == {6}
    assert found["sim"] == {6}


def test_elmira():
    result = analyze(conflicts.elmira(), FIVE)
    found = {c: {s + 1 for s in result.equilibria(c)} for c in FIVE}
    assert found["nash"] == found["seq"] == found["sseq"] == {5, 8, 9}
    assert found["gmr"] == found["smr"] == {1, 4, 5, 8, 9}


def test_north_korea():
    result = analyze(conflicts.north_korea(), FIVE)
    assert result.equilibria("nash") == [0, 5]
    assert result.equilibria("seq") == [0, 5, 10]
    assert result.equilibria("smr") == result.equilibria("gmr") == [0, 4, 5, 10, 12]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dilemma", {"nash": {4}, "gmr": {1, 4}, "smr": {1, 4}, "seq": {1, 4}}),
        ("chicken", {"nash": {2, 3}, "gmr": {1, 2, 3}, "smr": {1, 2, 3}, "seq": {2, 3}}),
        ("stag hunt", {"nash": {1, 4}}),
    ],
)
def test_two_by_two(name, expected):
    result = analyze(conflicts.two_by_two(name))
    for concept, states in expected.items():
        assert {s + 1 for s in result.equilibria(concept)} == states


FIGHT = [state("A"), state("A", "E")]
BREACH = [state("B", "H"), state("B", "H", "E")]
PUNISHED = [state("B", "H", "P"), state("B", "H", "E", "P")]
KEPT = [state("H"), state("H", "E")]


def test_siege_with_a_credible_threat():
    result = analyze(conflicts.siege(credible=True), FIVE)
    assert result.equilibria("nash") == sorted(FIGHT + PUNISHED)
    assert result.equilibria("seq") == sorted(FIGHT + KEPT + PUNISHED)
    assert result.equilibria("sseq") == result.equilibria("seq")
    assert state("H", "E") in result.equilibria("gmr")
    assert state("H", "E") in result.equilibria("smr")


def test_siege_with_an_empty_threat():
    result = analyze(conflicts.siege(credible=False), FIVE)
    assert result.equilibria("nash") == sorted(FIGHT + BREACH)
    assert result.equilibria("seq") == result.equilibria("sseq") == sorted(FIGHT + BREACH)
    assert state("H", "E") in result.equilibria("gmr")
    assert state("H", "E") in result.equilibria("smr")


def test_the_kept_settlement_is_better_than_fighting_for_every_party():
    conflict = conflicts.siege()
    assert (conflict.payoffs[:, state("H", "E")] > conflict.payoffs[:, state("A")]).all()

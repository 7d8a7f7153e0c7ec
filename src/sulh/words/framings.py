"""A frame in words: who was bound to which role, on what evidence, and what is asked."""

from __future__ import annotations

from collections.abc import Iterable

from sulh.case.model import Campaign, Decision, Role
from sulh.words.claims import claim_sentence
from sulh.words.names import Names
from sulh.words.numbers import count
from sulh.words.tables import TextTable
from sulh.words.voice import Voice, ltr

__all__ = ["framing_tables"]

_SHOWN = 2


def framing_tables(
    decisions: Iterable[Decision], campaigns: Iterable[Campaign], names: Names
) -> tuple[TextTable, ...]:
    """Return for each decision its roles with their evidence, and what it asks; campaigns too.

    Parameters
    ----------
    decisions : iterable of Decision
    campaigns : iterable of Campaign
    names : Names
        The names and claims of the case, in a voice.
    """
    tables = [_decision(decision, names) for decision in decisions]
    return (*tables, *(_campaign(campaign, names.voice) for campaign in campaigns))


def _decision(decision: Decision, names: Names) -> TextTable:
    say = names.voice.say
    return TextTable(
        title=f"{names.voice.text(decision.title)} ({ltr(decision.id)})",
        columns=(
            say(ar="الدور", en="Role"),
            say(ar="من", en="Who"),
            say(ar="على أي دليل", en="On what evidence"),
        ),
        rows=tuple(_role(role, names) for role in decision.roles),
        notes=_asked(decision, names.voice),
    )


def _role(role: Role, names: Names) -> tuple[str, ...]:
    title = f"{names.voice.text(role.title)} ({ltr(role.name)})"
    if not role.parties:
        nobody = names.voice.say(ar="لا أحد: لم يدلّ عليه نص", en="nobody: no text shows who")
        return (title, nobody, "–")
    return (title, names.list(role.parties), _evidence(role, names))


def _evidence(role: Role, names: Names) -> str:
    """The first claims that bound a role, and how many more there are."""
    voice = names.voice
    known = [names.claims[name] for name in role.claims if name in names.claims]
    if not known:
        return voice.say(ar="بيد المحلل", en="set by the analyst")
    said = " ".join(f"{claim_sentence(c, names)} [{ltr(c.id)}]" for c in known[:_SHOWN])
    more = count(len(known) - _SHOWN, voice)
    rest = voice.say(ar=f"وأقوال أخرى عددها {more}.", en=f"Further claims: {more}.")
    return f"{said} {rest}" if len(known) > _SHOWN else said


def _asked(decision: Decision, voice: Voice) -> tuple[str, ...]:
    asked = voice.say(ar="سؤال", en="asked")
    colon = voice.say(ar=": ", en=": ")
    return tuple(f"{asked}{colon}{voice.text(ask.text)}" for ask in decision.asks)


def _campaign(campaign: Campaign, voice: Voice) -> TextTable:
    fronts = count(len(campaign.fronts), voice)
    arms = count(len(campaign.arms), voice)
    return TextTable(
        title=f"{voice.text(campaign.title)} ({ltr(campaign.id)})",
        columns=(),
        rows=(),
        intro=(
            voice.say(
                ar=f"حملة للمحاكاة: الجبهات {fronts}، والسيناريوهات {arms}.",
                en=f"A campaign to simulate: fronts {fronts}, arms {arms}.",
            ),
        ),
        notes=tuple(
            f"{voice.say(ar='سؤال: ', en='asked: ')}{voice.text(ask.text)}" for ask in campaign.asks
        ),
    )

"""What a posterior is, in one sentence: it is never used without being said."""

from __future__ import annotations

from sulh.simulation.calibration.posterior_file import PosteriorFile
from sulh.words.dates import day
from sulh.words.voice import Voice, isolate

__all__ = ["posterior_sentence"]


def posterior_sentence(posterior: PosteriorFile, voice: Voice) -> str:
    """Say which parameters come from which posterior, and up to when it knows anything."""
    name, until = isolate(posterior.name), day(posterior.data_until, voice)
    n = voice.number(str(len(posterior.parameters)))
    return voice.say(
        ar=f"المعاملات المضبوطة ({n}) من التوزيع اللاحق {name}، على بيانات حتى {until}؛ "
        "وما عداها من توزيعه السابق",
        en=f"{n} parameters are drawn from the posterior {name}, fitted to data up to {until}; "
        "all others from their priors",
    )

"""A peer in Mesa 3: the choice of a front, attrition, and what it costs people; nothing else.

The same rules as ``sulh.simulation`` with every other mechanism off, written as anybody would
write them in Mesa: agents that act one after another, Python numbers, the generator of the model.
It serves twice: as an oracle that shares no line with our engines (``test_simulation_mesa.py``),
and as what our engines are timed against (``simulation_mesa.py``). Mesa is a development tool only.
"""

from __future__ import annotations

import math

import mesa

FRAILTY_WEEKS = 4


class Column(mesa.Agent):
    """The fighters of one party of the strong side, tied to no area."""

    def __init__(self, model, force):
        super().__init__(model)
        self.force, self.lost = force, 0

    def bury(self):
        killed = min(self.lost, self.force)
        self.force -= killed
        self.lost = 0
        self.model.soldiers_dead += killed


class Formation(mesa.Agent):
    """The fighters of one party of the weaker side in one area."""

    def __init__(self, model, force):
        super().__init__(model)
        self.force, self.lost = force, 0

    def bury(self):
        killed = min(self.lost, self.force)
        self.force -= killed
        self.lost = 0
        self.model.soldiers_dead += killed


class Area(mesa.Agent):
    """A contested area, its defenders and its people."""

    def __init__(self, model, forces, population):
        super().__init__(model)
        self.defenders = [Formation(model, n) for n in forces]
        self.residents, self.dead, self.fled = population, 0, 0
        self.fallen, self.start_force, self.frailty = False, 0, 1.0

    @property
    def force(self):
        return sum(f.force for f in self.defenders)

    @property
    def intensity(self):
        if self.fallen:
            return 0.0
        return 1.0 if self.model.front is self else self.model.p["background_fighting"]

    def fight(self):
        """Fire is divided over the enemies by their number; a week is one midpoint step."""
        model, p = self.model, self.model.p
        if self.fallen or self.force == 0:
            return
        mobile = sum(c.force for c in model.columns)
        under = model.front is self
        weight = 1.0 if under else p["background_fighting"]
        against = mobile if under else p["containment"] * p["background_fighting"] * self.force
        ours = [f.force * weight for f in self.defenders]
        theirs = [against * c.force / max(mobile, 1) for c in model.columns]
        fire = p["defence_advantage"] * model.noise(), model.noise()
        rate = p["attrition_per_week"]
        mean = midpoint(ours, theirs, *fire, rate)
        for agent, expected in zip([*self.defenders, *model.columns], mean, strict=True):
            agent.lost += int(model.rng.poisson(expected))

    def fall(self):
        if self.model.front is self and (
            self.force <= self.model.p["breakpoint_weak"] * self.start_force
        ):
            self.fallen = True
            self.model.front = None
            for formation in self.defenders:
                formation.force = 0

    def suffer(self):
        model, p = self.model, self.model.p
        if model.week % FRAILTY_WEEKS == 0:
            shape = p["death_dispersion"]
            self.frailty = model.rng.gamma(shape) / shape
        intensity = self.intensity
        mean = self.frailty * self.residents / 1000.0 * p["deaths_per_1000_week"] * intensity
        killed = min(int(model.rng.poisson(mean)), self.residents)
        self.residents -= killed
        self.dead += killed
        leaves = 1.0 - math.exp(-p["displacement_per_week"] * intensity)
        left = int(model.rng.binomial(self.residents, leaves))
        self.residents -= left
        self.fled += left


def midpoint(ours, theirs, our_fire, their_fire, rate):
    """Return the expected losses of a week of each of ours, then of each of theirs."""

    def losses(a, b):
        a_sum, b_sum = sum(a), sum(b)
        on_a = rate * their_fire * b_sum / a_sum if a_sum > 0 else 0.0
        on_b = rate * our_fire * a_sum / b_sum if b_sum > 0 else 0.0
        return [x * on_a for x in a] + [x * on_b for x in b]

    engaged = [*ours, *theirs]
    first = losses(ours, theirs)
    middle = [
        x / (1.0 + 0.5 * loss / x) if x > 0 else 0.0 for x, loss in zip(engaged, first, strict=True)
    ]
    n = len(ours)
    second = losses(middle[:n], middle[n:])
    return [min(loss, x) for loss, x in zip(second, engaged, strict=True)]


class Peer(mesa.Model):
    """One run.

    Parameters
    ----------
    mobile : list of int
        Fighters of each party of the strong side.
    forces : list of list of int
        Fighters of each party of the weaker side in each area.
    population : list of int
    parameters : dict of str to float
        By the names of ``sulh.simulation.DEFAULTS``.
    """

    def __init__(self, mobile, forces, population, parameters, *, seed):
        super().__init__(rng=seed)
        self.p = parameters
        self.columns = [Column(self, n) for n in mobile]
        self.areas = [Area(self, f, n) for f, n in zip(forces, population, strict=True)]
        self.front, self.start_mobile, self.soldiers_dead, self.week = None, 0, 0, 0

    def noise(self):
        """Return log-normal noise of mean 1."""
        s = self.p["attrition_noise"]
        return math.exp(s * self.rng.standard_normal() - 0.5 * s * s)

    def step(self):
        self.choose()
        of_type = self.agents_by_type
        of_type[Area].do("fight")
        of_type[Formation].do("bury")
        of_type[Column].do("bury")
        of_type[Area].do("fall")
        of_type[Area].do("suffer")
        self.week += 1

    def choose(self):
        """Give up, go on, or pick a front by a logit over closed-form values."""
        p, mobile = self.p, sum(c.force for c in self.columns)
        if self.front is not None and mobile <= p["breakpoint_strong"] * self.start_mobile:
            self.front = None
        starts = self.rng.random() < 1.0 - math.exp(-p["tempo_per_week"])
        if self.front is not None or not starts or mobile == 0:
            return
        choices = [a for a in self.areas if not a.fallen] + [None]
        values = [0.0 if a is None else self.value(mobile, a, ahead=1) for a in choices]
        noisy = [p["rationality"] * v + self.rng.gumbel() for v in values]
        self.front = choices[noisy.index(max(noisy))]
        if self.front is not None:
            self.front.start_force, self.start_mobile = self.front.force, mobile

    def value(self, strong, area, *, ahead, taken=()):
        """Return what an assault on an area is worth, with one front thought of after it."""
        p, weak = self.p, area.force * math.sqrt(self.p["defence_advantage"])
        odds = (weak / strong) ** (2.0 * p["steepness"]) if strong > 0 else math.inf
        hold = 1.0 if math.isinf(odds) else odds / (1.0 + odds)
        ratio = min(weak / strong, 2.0) if strong > 0 else 2.0
        worth = 1.0 - hold - p["cost_strong"] * (1.0 + ratio)
        if ahead == 0:
            return worth
        left = math.sqrt(max(strong**2 - weak**2, 0.0))
        gone = (*taken, area)
        others = [a for a in self.areas if not a.fallen and a not in gone]
        later = max((self.value(left, a, ahead=ahead - 1, taken=gone) for a in others), default=0.0)
        return worth + p["discount"] * (1.0 - hold) * max(later, 0.0)

    def outcomes(self):
        """Return the outcomes that our engines give too, by their names."""
        return {
            "fallen_areas_share": sum(a.fallen for a in self.areas) / len(self.areas),
            "military_deaths_people": self.soldiers_dead,
            "civilian_deaths_people": sum(a.dead for a in self.areas),
            "displaced_people": sum(a.fled for a in self.areas),
        }


def run(mobile, forces, population, parameters, weeks, *, seed):
    """Return the outcomes of one run."""
    model = Peer(mobile, forces, population, parameters, seed=seed)
    for _ in range(weeks):
        model.step()
    return model.outcomes()

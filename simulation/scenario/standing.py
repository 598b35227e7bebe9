"""How a case must stand on a day of a script: stages, ladder, coaching, budget, who may see it. Only reads."""

from flows.queries.case_story import case_story
from models.choice import CHOICES
from models.coaching import Step
from models.code import Errand, Stage
from models.label import LABELS
from models.network import Level
from models.reason import REASONS
from models.refusal import Unknown
from models.speech import mark, say
from simulation.scenario.day import day_from, facts, written
from simulation.scenario.found import (
    budget_of,
    case_manager_of,
    coaching_of,
    ladder_of,
    network_of,
    outcome_of,
    stages,
    watched_days,
)
from simulation.scenario.script import Script
from simulation.scenario.telling import NotAsWritten


class Standing(Script):
    """What a script says of the case itself; each adds a line, or says what is found instead."""

    def stage(self, name: str, stands: str = "open") -> None:
        """The newest run of a stage or errand is open, or ended as stated.

        Raises:
            NotAsWritten: it stands otherwise, or never began.
        """
        with self.reading() as tx:
            found = [how for stage, how in stages(tx, self.ref) if stage == name]
        if not found or found[-1] != stands:
            raise NotAsWritten(self.today, f"{name}: {stands}", f"{name}: {found[-1] if found else '-'}")
        self.tell("holds", "", f"{say(_stage(name), self.language)}: {say(stands, self.language)}")

    def never_began(self, name: str) -> None:
        """No run of this stage or errand was started.

        Raises:
            NotAsWritten: one was.
        """
        with self.reading() as tx:
            found = [how for stage, how in stages(tx, self.ref) if stage == name]
        words = say(mark("{stage}: not begun"), self.language, stage=say(_stage(name), self.language))
        if found:
            raise NotAsWritten(self.today, words, found[-1])
        self.tell("holds", "", words)

    def closed(self, outcome: str) -> None:
        """The case is closed, with this outcome.

        Raises:
            NotAsWritten: it is open, or closed otherwise.
        """
        with self.reading() as tx:
            found = outcome_of(tx, self.ref)
        if found != outcome:
            raise NotAsWritten(self.today, outcome, found or "open")
        self.tell(
            "holds", "", say(mark("closed: {how}"), self.language, how=say(REASONS[outcome].label, self.language))
        )

    def guided_by(self, who: str) -> None:
        """Somebody is case manager now.

        Raises:
            NotAsWritten: somebody else is, or nobody.
        """
        with self.reading() as tx:
            found = case_manager_of(tx, self.ref)
        words = say(mark("{who} is case manager"), self.language, who=who)
        if found != self.names.worker(who).viewer.professional_id:
            raise NotAsWritten(self.today, words, "-" if found is None else f"professional:{found}")
        self.tell("holds", "", words)

    def watches(self, kind: str, day: str) -> None:
        """A day is kept in view: nobody holds it, and it is never late.

        Raises:
            NotAsWritten: it is not.
        """
        with self.reading() as tx:
            found = watched_days(tx, self.ref)
        if (kind, day_from(day)) not in found:
            there = ", ".join(f"{each} {written(on)}" for each, on in found)
            raise NotAsWritten(self.today, f"{kind} {day}", there or "-")
        self.tell(
            "holds",
            "",
            say(mark("a date to watch: {kind}, {day}"), self.language, kind=say(CHOICES[kind], self.language), day=day),
        )

    def coaching(self, step: str) -> None:
        """How often a coach meets the youth now.

        Raises:
            NotAsWritten: otherwise.
        """
        with self.reading() as tx:
            found = coaching_of(tx, self.ref)
        if found != step:
            raise NotAsWritten(self.today, step, found or "-")
        self.tell(
            "holds", "", say(mark("coaching: {step}"), self.language, step=say(LABELS[Step][Step(step)], self.language))
        )

    def network(self, level: str) -> None:
        """How much the newest map of the people around the youth can carry.

        Raises:
            NotAsWritten: otherwise, or none was drawn.
        """
        with self.reading() as tx:
            found = network_of(tx, self.ref)
        if found != level:
            raise NotAsWritten(self.today, level, found or "-")
        called = say(LABELS[Level][level], self.language)
        self.tell("holds", "", say(mark("the network: {level}"), self.language, level=called))

    def ladder(self, step: int, **days: str) -> None:
        """The newest step of that height in this case: ``proposed`` and ``taken`` on a day, ``asked_from`` a day.

        Raises:
            NotAsWritten: there is none, or on other days.
        """
        with self.reading() as tx:
            found = ladder_of(tx, self.ref, step)
        wrote = {name: day_from(day) for name, day in days.items()}
        if found is None or any(found[name] != day for name, day in wrote.items()):
            raise NotAsWritten(self.today, f"step {step}, {facts(wrote)}", facts(found or {}) or "-")
        told = ", ".join(say(_ON_THE_LADDER[name], self.language, day=day) for name, day in days.items())
        self.tell("holds", "", say(mark("step {step} of the ladder: {told}"), self.language, step=step, told=told))

    def budget(self, *, spent: int, left: int) -> None:
        """What was paid of the budget, and what can still be agreed, in whole euros.

        Raises:
            NotAsWritten: otherwise.
        """
        with self.reading() as tx:
            stands = budget_of(tx, self.ref)
        words = mark("budget: € {spent} spent, € {left} left")
        if (stands.spent, stands.left) != (spent * 100, left * 100):
            found = {"spent": stands.spent / 100, "left": stands.left / 100}
            raise NotAsWritten(
                self.today, say(words, self.language, spent=spent, left=left), say(words, self.language, **found)
            )
        self.tell("holds", "", say(words, self.language, spent=spent, left=left))

    def may_see(self, who: str) -> None:
        """Somebody may know of this case.

        Raises:
            NotAsWritten: they may not.
        """
        words = say(mark("{who} may know of this case"), self.language, who=who)
        if not self._sees(who):
            raise NotAsWritten(self.today, words, "-")
        self.tell("holds", "", words)

    def may_not_see(self, who: str) -> None:
        """To somebody this case is not there.

        Raises:
            NotAsWritten: they see it.
        """
        words = say(mark("{who} cannot see that this case is there"), self.language, who=who)
        if self._sees(who):
            raise NotAsWritten(self.today, words, self.ref)
        self.tell("holds", "", words)

    def _sees(self, who: str) -> bool:
        with self.reading() as tx:
            try:
                case_story(tx, self.names.worker(who).viewer, self.ref)
            except Unknown:
                return False
        return True


def _stage(name: str) -> str:
    return {**LABELS[Stage], **LABELS[Errand]}[name]


_ON_THE_LADDER = {
    "proposed": mark("proposed on {day}"),
    "taken": mark("taken on {day}"),
    "asked_from": mark("decided from {day} on"),
}

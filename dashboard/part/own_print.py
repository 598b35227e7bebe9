"""The page about one's own file as a print: the same parts on paper and behind the coded link. Decides nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from dashboard.part.looked import looked_table
from dashboard.part.own_asking import asked_parts, link_parts
from dashboard.part.own_words import GAVE, HOW_FAR, PARTS_TO_YOUTH, SAID, WHO_MAY_SEE
from flows.queries.file_plan import ActionLine, GoalLine, PlanView
from flows.queries.own_page import Contact, OwnPage, Waiting
from flows.queries.youth_word import WordLine
from models.code import Domain, FilePart
from models.item import Item
from models.label import LABELS, OF_A_WAIT, called, capital
from models.speech import mark, say
from notifications.phrase import clock, day
from notifications.plain import Language
from notifications.printout import Facts, Heading, Paragraph, Part, Printout, Table

WHO, WHAT, BY, HOW = mark("Who does it"), mark("What they do"), mark("Ready on"), mark("How far it is")
NOT_ASKED_YET = mark("not asked yet")


@dataclass(frozen=True, slots=True)
class OwnPrint:
    """One page, in the language it is read in.

    Attributes:
        address: of this installation, for the link to the page on paper.
    """

    page: OwnPage
    language: Language
    now: datetime
    address: str = ""

    def printout(self) -> Printout:
        """The whole page as a print. Its footer holds the number of the case, and no name."""
        return Printout(
            title=self.own("title"),
            language=self.language,
            footer=f"{self.page.ref} · {day(self.now, self.language)}",
            made_at=self.now,
            parts=tuple(self.parts()),
        )

    def parts(self) -> Iterator[Part]:
        """What stands on it, in its order."""
        yield Paragraph(text=self.own("closed" if self.page.closed else "hello"))
        yield from self._person()
        yield from self._meeting()
        if self.page.plan is not None:
            yield from self._plan(self.page.plan)
        yield from self._conclusions()
        if self.page.waits is not None:
            yield from self._waits(self.page.waits)
        yield from asked_parts(self.page.asks, self.language)
        yield from self._wrong()
        yield Heading(text=self.own("say"))
        yield from (Paragraph(text=self.own(name)) for name in ("no", "see", "right", "complain"))
        if self.page.said is not None:
            yield from self._said(self.page.said)
        if self.page.link is not None:
            yield from link_parts(self.page.link, self.address, self.language)
        if self.page.looked is not None:
            yield Heading(text=self.own("looked"))
            yield looked_table(self.page.looked, self.language, to_youth=self.page.reader.is_youth)

    def own(self, name: str, **values: object) -> str:
        """A sentence to this reader, as "jij" or as "u"."""
        return say(SAID[self.page.reader.link][name], self.language, **values)

    def _say(self, sentence: str) -> str:
        return say(sentence, self.language)

    def _person(self) -> Iterator[Part]:
        yield Heading(text=self.own("person"))
        yield Facts(rows=tuple((self._part(each), self._reached(each)) for each in self.page.contacts))

    def _part(self, contact: Contact) -> str:
        labels = PARTS_TO_YOUTH if self.page.reader.is_youth else OF_A_WAIT
        return capital(called(labels, contact.part, self.language))

    def _reached(self, contact: Contact) -> str:
        return f"{contact.name}, {contact.phone}" if contact.phone else contact.name

    def _meeting(self) -> Iterator[Part]:
        at, place = self.page.meeting_at, self.page.meeting_place
        if Item.MEETING not in self.page.reader.may:
            return
        yield Heading(text=self.own("meeting"))
        if at is None:
            yield Paragraph(text=self.own("no meeting"))
            return
        rows = [(self._say(mark("When")), f"{day(at, self.language)}, {clock(at, self.language)}")]
        yield Facts(rows=(*rows, (self._say(mark("Where")), place)) if place else tuple(rows))
        yield Paragraph(text=self.own("meeting hint"))

    def _plan(self, plan: PlanView) -> Iterator[Part]:
        yield Heading(text=self.own("plan"))
        if not plan.goals:
            yield Paragraph(text=self.own("no goals" if plan.drawn_up_on else "no plan"))
        for goal in plan.goals:
            yield from self._goal(goal)
        if plan.agreements:
            yield Heading(text=self.own("agreed"), level=2)
            yield self._actions(plan.agreements)
        yield from self._marks(plan)
        if plan.week:
            yield Heading(text=self.own("week"), level=2)
            yield Paragraph(text=plan.week)

    def _goal(self, goal: GoalLine) -> Iterator[Part]:
        domain = capital(called(LABELS[Domain], goal.domain, self.language))
        yield Heading(text=f"{domain} ({called(HOW_FAR, goal.status, self.language)})", level=2)
        yield Paragraph(text=goal.words)
        if goal.actions:
            yield self._actions(goal.actions)

    def _actions(self, actions: Iterable[ActionLine]) -> Table:
        rows = (
            (
                each.who or self.own("you"),
                each.words,
                day(each.due_on, self.language),
                called(HOW_FAR, each.status, self.language),
            )
            for each in actions
        )
        return Table(columns=tuple(map(self._say, (WHO, WHAT, BY, HOW))), rows=tuple(rows))

    def _marks(self, plan: PlanView) -> Iterator[Part]:
        if not plan.marks:
            return
        yield Heading(text=self.own("marks"), level=2)
        yield Paragraph(text=self.own("marks hint"))
        rows = (
            (
                capital(called(LABELS[Domain], line.domain, self.language)),
                self.own("you")
                if line.giver == "youth" and self.page.reader.is_youth
                else capital(called(GAVE, line.giver, self.language)),
                f"{line.then} ({day(line.then_on, self.language)})",
                f"{line.now} ({day(line.now_on, self.language)})" if line.now_on else self._say(NOT_ASKED_YET),
            )
            for line in plan.marks
        )
        columns = mark("About what"), mark("Given by"), mark("Then"), mark("Now")
        yield Table(columns=tuple(map(self._say, columns)), rows=tuple(rows))

    def _conclusions(self) -> Iterator[Part]:
        """To the youth: what a youth doctor told the others."""
        if self.page.conclusions:
            yield Heading(text=self._say(mark("What the youth doctor told the others")))
        for each in self.page.conclusions:
            yield Paragraph(text=f"{each.words} ({each.agency}, {day(each.on, self.language)})")

    def _waits(self, waits: tuple[Waiting, ...]) -> Iterator[Part]:
        yield Heading(text=self.own("waits"))
        if not waits:
            yield Paragraph(text=self.own("no waits"))
            return
        columns = mark("Whom we wait for"), mark("What we asked"), mark("Asked on"), mark("Until")
        yield Table(columns=tuple(map(self._say, columns)), rows=tuple(map(self._waiting, waits)))

    def _waiting(self, wait: Waiting) -> tuple[str, ...]:
        question = self._say(wait.question)
        somebody = self._say(mark("Somebody around the youth"))
        return (
            self.own("you") if wait.of_reader else wait.who or somebody,
            f"{wait.words.rstrip('.')}: {question}" if wait.words else capital(question),
            day(wait.since, self.language),
            day(wait.due_on, self.language) if wait.due_on else "-",
        )

    def _said(self, lines: tuple[WordLine, ...]) -> Iterator[Part]:
        """To the youth only: what stands about who may see what."""
        yield Heading(text=self._say(WHO_MAY_SEE["said"]))
        yield Paragraph(text=self._say(WHO_MAY_SEE["said hint" if lines else "nothing said"]))
        for line in lines:
            yield Heading(text=f"{line.who}, {day(line.said_on, self.language)}", level=2)
            yield Facts(rows=tuple(self._told(line)))
            if line.words:
                yield Paragraph(text=line.words)

    def _told(self, line: WordLine) -> Iterator[tuple[str, str]]:
        for title, codes, labels in (
            (mark("May see"), line.may, LABELS[FilePart]),
            (mark("Must not see"), line.must_not, LABELS[FilePart]),
            (mark("Must not hear of"), line.domains_not, LABELS[Domain]),
        ):
            if codes:
                yield self._say(title), ", ".join(called(labels, code, self.language) for code in codes)

    def _wrong(self) -> Iterator[Part]:
        yield Heading(text=self.own("helps"))
        plan = self.page.plan
        if plan is not None:
            yield Paragraph(text=plan.helps or self.own("no helps"))
        reached = [each for each in self.page.contacts if each.phone][:1]
        for each in reached:
            yield Paragraph(text=self.own("call", who=each.name, phone=each.phone), boxed=True)
        if not reached:
            yield Paragraph(text=self.own("no phone"), boxed=True)

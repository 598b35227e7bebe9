"""The open questions of one case that a viewer may answer or record, as one sitting. Never anybody else's."""

from dataclasses import dataclass
from datetime import date

from flows.engine.matter import AMSTERDAM
from flows.queries.door import Opened
from flows.queries.fact import Fact
from flows.queries.medical import is_of_doctor
from flows.queries.question_about import facts_about
from flows.queries.waiting import WaitLine, waits_of_cases
from models.access import Asked, may_answer
from models.deed import Deed
from models.store import Tx


@dataclass(frozen=True, slots=True)
class Question:
    """One open question, and what it is about.

    Attributes:
        line: whom it was asked of, since when and until when.
        about: what somebody must know to answer it.
        for_another: the viewer may only record what its holder, at another agency, said.
        ahead: it opens on a later day; an early answer is welcome.
        of_doctor: it is asked of a youth doctor, who answers with a conclusion.
    """

    line: WaitLine
    about: tuple[Fact, ...]
    for_another: bool
    ahead: bool
    of_doctor: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one viewer may answer in one case.

    Attributes:
        mine: asked of the viewer, or of their agency without a name.
        colleagues: asked of somebody else of the same agency.
        people: asked of the youth, parents or a trusted person; recorded by who speaks with them.
        others: asked of another agency; recorded by who guides the case, when it was said.
    """

    mine: tuple[Question, ...]
    colleagues: tuple[Question, ...]
    people: tuple[Question, ...]
    others: tuple[Question, ...]

    def __len__(self) -> int:
        return len(self.mine) + len(self.colleagues) + len(self.people) + len(self.others)


def sitting(tx: Tx, opened: Opened) -> Sitting:
    """The open questions of this case that the viewer may answer or record, the longest waiting first."""
    rooms: dict[str, list[Question]] = {"mine": [], "colleagues": [], "people": [], "others": []}
    today = tx.now.astimezone(AMSTERDAM).date()
    for line in waits_of_cases(tx, [opened.case.id]):
        room = _room(opened, line)
        if room is not None:
            rooms[room].append(_question(tx, opened, line, today, for_another=room == "others"))
    return Sitting(**{room: tuple(questions) for room, questions in rooms.items()})


def _room(opened: Opened, line: WaitLine) -> str | None:
    viewer = opened.viewer
    asked = Asked(line.part, line.agency_id, line.professional_id, line.person_id, form=line.form)
    if may_answer(viewer, asked, opened.ties):
        if line.person_id is not None or line.agency_id != viewer.agency_id:
            return "people"
        return "mine" if line.professional_id in {viewer.professional_id, None} else "colleagues"
    return "others" if line.agency_id is not None and opened.may(Deed.RECORD_FOR_OTHERS) else None


def _question(tx: Tx, opened: Opened, line: WaitLine, today: date, *, for_another: bool) -> Question:
    ahead = line.opens_on is not None and line.opens_on > today
    about = tuple(facts_about(tx, opened, line))
    return Question(line, about, for_another, ahead, is_of_doctor(tx, line.agency_id))

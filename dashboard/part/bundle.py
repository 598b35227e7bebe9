"""Which open questions stand on one form: all that is open for one holder in a case is one sitting. Draws nothing.

Source: process.md, "one sitting: questions to one person that open together are one form".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.part.crossing import is_sent, paper_key, sheets_of
from flows.commands.together import MOST
from flows.queries.sitting import Question
from models.forms import is_known


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is filled in on one form: one question, or several of one holder.

    Attributes:
        key: of its form. That of a sitting stays while questions come and go, so that nothing typed is lost.
    """

    key: str
    questions: tuple[Question, ...]

    @property
    def is_sent(self) -> bool:
        """Whether something was sent from it that was not handed in yet."""
        sheets = sheets_of(self.questions[0]) if len(self.questions) == 1 else [self.key]
        return any(is_sent(sheet) for sheet in sheets)


def bundled(room: str, questions: Iterable[Question], *, by_holder: bool) -> Iterator[Bundle]:
    """The forms of one room of a page, in its order. What opens on a later day, or has no form, stands by itself.

    Args:
        room: its name.
        questions: what stands in it.
        by_holder: they are of several holders; otherwise all are asked of the viewer.
    """
    together: dict[str, list[Question]] = {}
    for question in questions:
        line = question.line
        holder = f".{line.agency_id}.{line.professional_id}.{line.person_id}" if by_holder else ""
        apart = question.ahead or not is_known(line.form, line.version)
        key = paper_key(question) if apart else f"s{line.case_id}.{room}{holder}"
        together.setdefault(key, []).append(question)
    for key, several in together.items():
        for first in range(0, len(several), MOST):
            yield _bundle(f"{key}.{first}", several[first : first + MOST])


def _bundle(key: str, questions: list[Question]) -> Bundle:
    return Bundle(paper_key(questions[0]) if len(questions) == 1 else key, tuple(questions))

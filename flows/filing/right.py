"""What the answer to a request by right means: the decision and its ground, or two months more. Ends no run."""

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.engine.when import due
from models.code import RightKind
from models.forms.right import RightAnswered
from models.refusal import BadAnswer, Refused
from models.right import RIGHTS
from models.speech import mark
from models.tables import RightRequest

UNFIT = mark("The field '{field}' does not fit: {why}.")


@files(RightAnswered)
def right_answered(matter: Matter, _wait: OpenWait, form: RightAnswered) -> None:
    """Kept as the letter tells it. Once it may take longer; own words are never refused."""
    row = matter.session.get_one(RightRequest, matter.about)
    if RIGHTS[row.kind].always and form.result != "granted":
        raise BadAnswer(UNFIT, "result", why=mark("own words always come in the file"))
    if form.result == "longer":
        _takes_longer(matter, row, form.why or "")
        return
    if row.kind == RightKind.ERASURE and form.result == "granted" and matter.case.closed_at is None:
        raise Refused(mark("Close the case first: a file that is destroyed cannot be gone on with."))
    row.result, row.ground, row.why = form.result, form.ground, form.why
    row.ended_at, row.ended_by = matter.now, matter.speaker
    matter.session.add(row)


def _takes_longer(matter: Matter, row: RightRequest, why: str) -> None:
    """Two months on top of the first. Source: AVG art. 12(3)."""
    if row.longer_until is not None:
        raise BadAnswer(UNFIT, "result", why=mark("it was made longer once already"))
    first = due(matter, "rights request", agency=None, since=row.asked_on).on
    row.longer_until = due(matter, "rights request extended", agency=None, since=first).on or matter.today
    row.longer_why = why
    matter.session.add(row)

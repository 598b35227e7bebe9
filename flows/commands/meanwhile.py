"""Asks who does what until then, where something takes longer than ten working days. Asks it once.

Where the case manager says it in the same form, who would be asked it, nobody is asked.
Source: process.md, head: with every cannot, pause or new date beyond that; one sitting.
"""

from dataclasses import replace
from datetime import date

from flows.engine import rewait, when
from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.engine.saying import say_ahead
from flows.engine.who import holders
from models.code import Errand, Part
from models.forms.delay import Meantime
from models.forms.errand import Meanwhile
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Wait


def ask_meanwhile(
    matter: Matter, wait: Wait, day: date | None, said: Meantime | None = None, field: str = "meanwhile"
) -> bool:
    """Starts the errand about this wait if that day lies so far ahead and none is open; says whether it did.

    Args:
        matter: the run of the question, with who speaks.
        wait: the question that takes longer.
        day: until when.
        said: what happens meanwhile, where the case manager said so just now; then it is kept whatever the day.
        field: the place in the form where that is filled in.

    Raises:
        BadAnswer: somebody else than the case manager says it, or it is asked of them already.
    """
    far = when.due(matter, "meanwhile after", agency=None).on
    if said is None and (day is None or far is None or day <= far):
        return False
    form = _meanwhile(matter, said, field) if said else None
    run = rewait.start_once(matter, Errand.MEANWHILE, wait.id)
    if form is not None and matter.speaker is not None:
        if run is None:
            raise BadAnswer(mark("What happens meanwhile is asked of you already; answer that question."), field)
        say_ahead(replace(matter, run=run), matter.speaker, f"meanwhile:{wait.id}", form)
    return run is not None


def _meanwhile(matter: Matter, said: Meantime, field: str) -> Meanwhile:
    """What was said, as the errand asks it of the case manager."""
    if holders(matter, Part.CASE_MANAGER, Meanwhile.__name__)[0].professional_id != matter.speaker:
        raise BadAnswer(mark("The case manager says what happens meanwhile; leave this out."), field)
    for name, token in said.named():
        insist_known(matter, [token], f"{field}.{name}")
    return Meanwhile(**said.model_dump())

"""What the answers about the time a question took mean. Counts no day.

Source: process.md, "Waiting, and the power to push through".
"""

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from models.forms.delay import ContestDecided
from models.refusal import NotAllowed
from models.speech import mark
from models.tables import Contest


@files(ContestDecided)
def contest_decided(matter: Matter, _wait: OpenWait, form: ContestDecided) -> None:
    """Whether the days count; decided by somebody else than whoever contested them."""
    row = matter.session.get_one(Contest, matter.about)
    if row.contested_by == matter.speaker:
        raise NotAllowed(mark("Whoever contested these days cannot decide on them."))
    row.accepted, row.why = form.accepted, form.why
    row.decided_at, row.decided_by = matter.now, matter.speaker
    matter.session.add(row)

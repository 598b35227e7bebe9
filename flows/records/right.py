"""What a request by right records when it ends. Destroys nothing: a granted erasure goes on the list for it."""

from flows.engine.matter import Matter
from models.code import RightKind
from models.tables import CaseFile, RightRequest


def right_ends(matter: Matter, became: str) -> None:
    """How it ended; what nobody decided was taken back. A granted erasure ends how long the file is kept."""
    row = matter.session.get_one(RightRequest, matter.about)
    if row.ended_at is None:
        row.result, row.ended_at = became, matter.now
        matter.session.add(row)
    if row.kind == RightKind.ERASURE and became == "granted":
        file = matter.session.get_one(CaseFile, matter.case.id)
        file.retain_until = matter.today
        matter.session.add(file)
    matter.tx.flush()

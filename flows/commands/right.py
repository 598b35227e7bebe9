"""A youth or who has custody asks something of their file; and what is left out of a copy of it. Decides nothing.

One transaction each. Source: domain.md section 6, R4 and R8.
"""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.opened import opened
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from flows.engine.step import add_run
from flows.engine.who import age_of
from flows.records.around import with_custody
from models.access import Viewer
from models.code import Errand, RightKind
from models.deed import Deed
from models.forms import line_from
from models.forms.right import Masked, RightAsked
from models.holder import parsed
from models.refusal import BadAnswer, Refused
from models.right import RIGHTS, insist_may_ask
from models.speech import mark
from models.store import Store
from models.tables import RightMask, RightRequest

UNFIT = mark("The field '{field}' does not fit: {why}.")


def ask_right(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Records what somebody asks of a file, in an open case or a closed one; gives the number of the request.

    Raises:
        NotAllowed: at the age of the youth today this person may not ask it, or the viewer does not speak with them.
        Refused: the same person asked the same already, or a field does not fit.
    """
    said = line_from(RightAsked, as_fields(content))
    with store.write(now) as tx:
        matter = opened(tx, viewer, ref, Deed.RECORD_CONSENT)
        asker = parsed(said.who)[1]
        is_youth = asker == matter.case.youth_id
        custody = [each.holder for each in with_custody(matter)]
        insist_may_ask(
            age_of(matter),
            is_youth=is_youth,
            has_custody=any(holder.person_id == asker for holder in custody),
            guardian=said.representative is not None and any(holder.agency_id for holder in custody),
        )
        _insist_on_days(matter, said)
        _insist_on_news(matter, asker, said.kind)
        row = RightRequest(
            case_id=matter.case.id,
            asker_id=asker,
            recorded_at=now,
            recorded_by=viewer.professional_id,
            **said.model_dump(exclude={"who", "another_number"}),
        )
        tx.session.add(row)
        tx.flush()
        add_run(tx, matter.case.id, Errand.RIGHT, about=row.id)
        return row.id


def _insist_on_days(matter: Matter, said: RightAsked) -> None:
    for field, day in (("asked_on", said.asked_on), ("mandate_on", said.mandate_on)):
        if day is not None and day > matter.today:
            raise BadAnswer(UNFIT, field, why=mark("this day is still to come"))


def _insist_on_news(matter: Matter, asker: int, kind: RightKind) -> None:
    before = matter.session.exec(
        select(RightRequest.id).where(
            RightRequest.case_id == matter.case.id,
            RightRequest.asker_id == asker,
            RightRequest.kind == kind,
            col(RightRequest.ended_at).is_(None),
        )
    ).first()
    if before is not None:
        raise Refused(mark("This was asked already and is being looked at; an answer comes within the same month."))


def decide_mask(store: Store, viewer: Viewer, ref: str, request: int, content: Any, now: datetime) -> None:
    """One thing in the copy for a request is left out, or shown after all, with a reason; a later word replaces it.

    Raises:
        Refused: no such request for a copy in this case, it is answered already, or the viewer does not guide it.
    """
    said = line_from(Masked, as_fields(content))
    with store.write(now) as tx:
        matter = opened(tx, viewer, ref, Deed.CORRECT)
        row = tx.session.get(RightRequest, request)
        if row is None or row.case_id != matter.case.id or not RIGHTS[row.kind].gives_copy:
            raise Refused(mark("No copy of this file was asked for."))
        if row.ended_at is not None:
            raise Refused(mark("This request is answered already; what was left out stays as it was."))
        found = tx.session.exec(
            select(RightMask).where(RightMask.request_id == request, RightMask.item == said.item)
        ).first()
        new = RightMask(
            request_id=request,
            item=said.item,
            masked=said.masked,
            why=said.why,
            decided_at=now,
            decided_by=viewer.professional_id,
        )
        mask = found.sqlmodel_update(new.model_dump(exclude={"id"})) if found else new
        tx.session.add(mask)

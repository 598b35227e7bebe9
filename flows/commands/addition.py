"""Adding what becomes known later to a registration, by whoever knows it. Puts nothing right: that is a correction.

Source: process.md, stage 1 step 1, "All else may come later".
"""

import json
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.guided import guided
from flows.commands.reading import as_fields
from flows.engine import rewait
from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.engine.who import holders
from flows.facts.consent import is_yes_lacking, needs_consent
from flows.records.brought import keep_notes
from flows.records.custody import add_custody
from flows.records.custody_change import custody_joined, who_may_know
from flows.records.partner import name_partner
from flows.records.registered import UNFIT, back_at_school, columns_of, sits_at_home
from models.access import Viewer
from models.code import Errand, WaitStatus
from models.deed import Deed
from models.forms import line_from
from models.forms.addition import Addition
from models.holder import Holder, parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.store import Store
from models.tables import CaseFile, Correction, Person, StageRun, Wait, Youth


def add_to_registration(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> None:
    """Adds what is filled in; what the registration says otherwise already stays, and is refused.

    Raises:
        Refused: a field does not fit, says otherwise than before, or the viewer has no part in this case.
    """
    said = line_from(Addition, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.ADD_REQUEST)
        _fill_in(matter, said)
        if said.absent_since is not None:
            sits_at_home(matter, said.absent_since)
        if said.back_at_school_on is not None:
            back_at_school(matter, said.back_at_school_on)
        _add_custody(matter, said)
        holder = Holder("", viewer.agency_id, viewer.professional_id)
        keep_notes(matter, said.notes, holder, conclusion=said.conclusion)
        for token in dict.fromkeys([*said.partners, *([said.school] if said.school else [])]):
            _add_partner(matter, token)
        _keep(matter, said)


def _fill_in(matter: Matter, said: Addition) -> None:
    rows = tuple(matter.session.get_one(kind, matter.case.youth_id) for kind in (Person, Youth))
    for name, value in columns_of(matter, said).items():
        row = next(each for each in rows if name in type(each).model_fields)
        if getattr(row, name) not in {None, value}:
            why = mark("it says otherwise already; who guides the case can put that right")
            raise BadAnswer(UNFIT, name.removesuffix("_id"), why=why)
        setattr(row, name, value)
        matter.session.add(row)
    matter.tx.flush()


def _add_custody(matter: Matter, said: Addition) -> None:
    """Where it is being asked who has custody, that question is answered: what is to be asked follows from it."""
    asked = select(Wait.id).where(
        Wait.case_id == matter.case.id, Wait.form == "WhoHasCustody", Wait.status == WaitStatus.OPEN
    )
    if said.custody and matter.session.exec(asked).first() is not None:
        raise BadAnswer(UNFIT, "custody", why=mark("this is being asked; answer that question"))
    knew = who_may_know(matter)
    for holder in add_custody(matter, said.custody):
        custody_joined(matter, holder, knew)


def _add_partner(matter: Matter, token: str) -> None:
    """It is named, and does not know yet; where it may know only with consent, that is asked."""
    insist_known(matter, [token], "partners")
    agency = parsed(token)[1]
    name_partner(matter, holders(matter, token, None)[0])
    if needs_consent(matter, agency) and is_yes_lacking(matter, agency) and not _is_asked_for_all(matter):
        rewait.start_once(matter, Errand.CONSENT, agency)


def _is_asked_for_all(matter: Matter) -> bool:
    """Consent for all partners is being asked, this one among them; or nobody is named in this case."""
    asked = select(StageRun.id).where(
        StageRun.case_id == matter.case.id,
        StageRun.stage == Errand.CONSENT,
        col(StageRun.about).is_(None),
        col(StageRun.ended_at).is_(None),
    )
    anonymous = matter.session.get_one(CaseFile, matter.case.id).anonymous
    return anonymous or matter.session.exec(asked).first() is not None


def _keep(matter: Matter, said: Addition) -> None:
    """What was added, by whom and when, beside what was put right."""
    added = said.model_dump(mode="json", exclude_defaults=True, exclude={"another_number"})
    matter.session.add(
        Correction(
            case_id=matter.case.id,
            before="{}",
            after=json.dumps(added, ensure_ascii=False, sort_keys=True),
            why="",
            corrected_at=matter.now,
            corrected_by=matter.speaker or 0,
        )
    )

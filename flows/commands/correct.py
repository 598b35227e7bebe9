"""Putting right what was said or registered: the words and the rows of the field change, never the path walked.

What it said before stays with the correction. Another path is a command of its own (reopen, withdraw).
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flows.commands.opened import opened
from flows.commands.question import lock_case, see_case, ties_of
from flows.commands.reading import as_fields
from flows.engine import when
from flows.engine.matter import AMSTERDAM, Matter
from flows.queries.correction import as_it_stands
from flows.records.brought import insist_fits_doctor
from flows.records.correction import mend
from flows.records.findable import found_by_name
from flows.records.registered import absence_counts_no_more, columns_of, sits_at_home
from models.access import Viewer, may
from models.code import Logged, StatementKind
from models.deed import Deed
from models.forms import form_from, line_from
from models.forms.change import RegistrationCorrection
from models.look import Look
from models.medical import CONCLUSION
from models.refusal import BadAnswer, NotAllowed, NotOpen, Refused
from models.secret import digest_of_birth
from models.speech import mark
from models.store import Store
from models.tables import CaseFile, Correction, Person, StageRun, Statement, Youth

CORRECTABLE = frozenset({StatementKind.ANSWER, StatementKind.AHEAD, StatementKind.LATE, StatementKind.SUPERSEDED})
TOLD_TO_THE_YOUTH = frozenset({"OwnAskReply"})
"""What the youth read already: another word to them is said, not written over the first."""
INSTEAD = frozenset({"cannot", "needs_longer", "someone_else"})


def correct(
    store: Store, viewer: Viewer, ref: str, statement: int, fields: Mapping[str, Any], why: str, now: datetime
) -> int:
    """Puts an answer right: only the fields that are named change. Gives the number of the correction.

    Who guides the case may, and the agency that said it; what was recorded on its behalf, for as long as agreed.

    Raises:
        Refused: no such answer, not the viewer's to correct, nothing that differs, or fields that do not fit.
    """
    with store.write(now) as tx:
        case = lock_case(tx, ref, viewer)
        see_case(tx, viewer, case)
        matter = Matter(tx, case, 0, "", 0, None, None, viewer.professional_id)
        row = tx.session.get(Statement, statement)
        if row is None or row.case_id != case.id or row.kind not in CORRECTABLE or row.form is None:
            tx.note(Look(viewer, Logged.REFUSED, case.id, "correct"))
            raise NotOpen(mark("There is no such answer in case {ref}."), ref=case.ref)
        insist_may_correct(matter, viewer, row)
        before = as_it_stands(tx, row)
        if INSTEAD & set(before):
            raise Refused(mark("This was no answer in the form; ask the question again instead."))
        form = form_from(row.form, row.form_version or 1, {**before, **fields})
        after = json.loads(form.model_dump_json(exclude_defaults=True))
        if after == before:
            raise Refused(mark("Nothing differs from what it says now."))
        insist_fits_doctor(matter, row.said_by_agency_id, getattr(form, "notes", []), getattr(form, CONCLUSION, None))
        mend(_run_of(matter, row), form)
        return _kept(matter, row, (before, after), why)


def correct_registration(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Puts right what was registered: only what is filled in changes. Gives the number of the correction.

    Raises:
        Refused: a field does not fit, nothing differs, or the viewer does not guide this case.
    """
    said = line_from(RegistrationCorrection, as_fields(content))
    with store.write(now) as tx:
        matter = opened(tx, viewer, ref, Deed.CORRECT)
        rows = (
            tx.session.get_one(Person, matter.case.youth_id),
            tx.session.get_one(Youth, matter.case.youth_id),
            tx.session.get_one(CaseFile, matter.case.id),
        )
        before, after = {}, {}
        for name, value in columns_of(matter, said).items():
            row = next(each for each in rows if name in type(each).model_fields)
            if getattr(row, name) != value:
                before[name], after[name] = _plain(getattr(row, name)), _plain(value)
                setattr(row, name, value)
        if not after:
            raise Refused(mark("Nothing differs from what it says now."))
        _find_by(matter, rows[0])
        if "absent_since" in after and said.absent_since is not None:
            absence_counts_no_more(matter, "no longer asked")
            sits_at_home(matter, said.absent_since)
        tx.session.add_all(rows)
        tx.flush()
        return _kept(matter, None, (before, after), said.why)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _find_by(matter: Matter, person: Person) -> None:
    """The youth is found by the name and the date of birth as they are now."""
    if person.birth_on is not None:
        if person.birth_on > matter.today:
            raise BadAnswer(mark("The field '{field}' lies in the future."), "birth_on")
        person.birth_digest = digest_of_birth(person.birth_on)
    found_by_name(matter.tx, person)


def insist_may_correct(matter: Matter, viewer: Viewer, row: Statement) -> None:
    """Who guides the case may, and the agency that said it; what was recorded on its behalf, for as long as agreed.

    Raises:
        Refused: not the viewer's to put right, or not any more.
    """
    if row.form in TOLD_TO_THE_YOUTH:
        raise Refused(mark("The youth read this answer already. Tell them what is different."))
    if may(viewer, Deed.CORRECT, ties_of(matter.tx, matter.case)):
        return
    if row.said_by_agency_id is None or row.said_by_agency_id != viewer.agency_id:
        raise NotAllowed(mark("You cannot do this in this case."))
    recorded_on = row.recorded_at.astimezone(AMSTERDAM).date()
    until = when.due(matter, "correct record", agency=viewer.agency_id, since=recorded_on).on
    if row.recorded_by_id != viewer.professional_id and until is not None and matter.today > until:
        raise Refused(mark("What was recorded on your behalf could be corrected until {day}."), day=f"{until:%d-%m-%Y}")


def _run_of(matter: Matter, row: Statement) -> Matter:
    run = matter.session.get_one(StageRun, row.stage_run_id)
    return Matter(matter.tx, matter.case, run.id, run.stage, run.number, run.about, run.parent_id, matter.speaker)


def _kept(matter: Matter, row: Statement | None, said: tuple[dict[str, Any], dict[str, Any]], why: str) -> int:
    if not why.strip():
        raise BadAnswer(mark("The field '{field}' is empty."), "why")
    before, after = (json.dumps(each, ensure_ascii=False, sort_keys=True) for each in said)
    correction = Correction(
        case_id=matter.case.id,
        statement_id=row.id if row else None,
        before=before,
        after=after,
        why=why.strip()[:5_000],
        corrected_at=matter.now,
        corrected_by=matter.speaker or 0,
    )
    matter.session.add(correction)
    if row is not None:
        matter.session.add(_statement(matter, row, after))
    matter.tx.flush()
    return correction.id


def _statement(matter: Matter, row: Statement, after: str) -> Statement:
    """That it was corrected stands among what was said, for the timeline."""
    same = ("case_id", "stage_run_id", "wait_id", "key", "form", "form_version", "said_by_agency_id")
    return Statement(
        **{name: getattr(row, name) for name in same},
        said_by_person_id=row.said_by_person_id,
        kind=StatementKind.CORRECTION,
        words=after,
        said_at=matter.now,
        recorded_at=matter.now,
        recorded_by_id=matter.speaker,
        heard_at=matter.now,
    )

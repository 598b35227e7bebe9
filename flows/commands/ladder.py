"""What people do on the ladder: take the next step, step down, change it for the region. Never skips a step.

Saying yes or no to a step that is proposed is an answer to its question. Danger is no step: that is a call.
"""

from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.guided import guided
from flows.commands.held import insist_seen
from flows.commands.reading import as_fields
from flows.commands.regional import insist_on_region
from flows.engine.matter import Matter
from flows.engine.rungs import day_of
from flows.messages.rung import announce_team_lead, tell_colleagues
from flows.messages.seen import LookedAt, Memory, Seen, Visit
from flows.messages.watch import READ_ANY
from flows.queries.delay import delays_of
from flows.records.climb import climbed
from flows.records.ladder import propose, standing
from flows.records.ladder import step_down as step_down_from
from models.access import Viewer
from models.code import WaitStatus
from models.deed import Deed
from models.forms import FORMS, line_from
from models.forms.ladder import LadderChange, StepDown, StepUp
from models.holder import parsed
from models.ladder import CONSULTANT, HIGHEST
from models.refusal import BadAnswer, NotOpen, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, LadderRule, LadderStep, Wait

DISAGREE = frozenset({"not ours", "who pays"})
"""Agencies disagree who acts or pays: that goes to step 3 at once, also before the last day."""


def escalate(
    store: Store,
    viewer: Viewer,
    ref: str,
    key: str | None,
    content: Any,
    now: datetime,
    *,
    wait: int | None = None,
    turn: int | None = None,
) -> int:
    """Takes the next step of the ladder by hand, for a question or for the case itself; gives that step.

    Args:
        store: the domain database.
        viewer: who takes it; nobody needs to confirm it then.
        ref: the number of the case.
        key: the key of the question; none for the case itself, which climbs from step 3.
        content: the step, the reason as a code, and words.
        now: the moment.
        wait: the number of the question, where several share the key.
        turn: its turn as the person saw it.

    Raises:
        Changed: somebody else changed it meanwhile.
        Refused: one sentence that says why: closed, not late, no such question, a step skipped or taken already.
    """
    said = line_from(StepUp, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.ESCALATE)
        if key is None:
            _take_for_case(matter, said)
        else:
            _take_for_wait(matter, _question(matter, key, wait, turn), said)
        return said.step


def step_down(
    store: Store,
    viewer: Viewer,
    ref: str,
    key: str | None,
    content: Any,
    now: datetime,
    *,
    wait: int | None = None,
    turn: int | None = None,
) -> int:
    """Ends the steps that stand for a question, or for the case itself; gives how many those were.

    They do not come again by themselves before a new date is given; a higher step may.

    Raises:
        Changed: somebody else changed the question meanwhile.
        Refused: no step stands, or the viewer does not guide this case.
    """
    said = line_from(StepDown, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.ESCALATE)
        about = None if key is None else _question(matter, key, wait, turn)
        rows = standing(matter, about.id if about else None)
        if not rows:
            raise Refused(mark("No step of the ladder stands here; there is nothing to step down from."))
        step_down_from(matter, rows, "by hand", by=viewer.professional_id, words=said.words)
        if about is not None:
            _look_again(matter, about)
        return len(rows)


def change_ladder(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """Changes when a step comes in the viewer's region, from a day on; gives the number of the rule.

    Raises:
        Refused: not by this viewer, a day that has passed, or a question or agency that is not there.
    """
    said = line_from(LadderChange, as_fields(content))
    with store.write(now) as tx:
        return take_rule(tx, insist_on_region(tx, viewer), said, day_of(now)).id


def take_rule(tx: Tx, region: int, said: LadderChange, today: date) -> LadderRule:
    """As ``change_ladder``, within what is being done already."""
    if said.valid_from < today:
        raise BadAnswer(mark("The field '{field}' is a day that has passed; what is asked lies ahead."), "valid_from")
    if said.form is not None and said.form not in FORMS:
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "form", why=mark("there is no such question"))
    rule = LadderRule(
        region_id=region,
        step=said.step,
        form=said.form,
        agency_id=_agency(tx, region, said.agency),
        after_days=said.after_days,
        off=said.off,
        ground=said.ground,
        valid_from=said.valid_from,
    )
    tx.session.add(rule)
    tx.flush()
    return rule


def _agency(tx: Tx, region: int, token: str | None) -> int | None:
    if token is None:
        return None
    agency = tx.session.get(Agency, parsed(token)[1])
    if agency is None or agency.region_id != region:
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "agency", why=mark("there is no such agency"))
    return agency.id


def _question(matter: Matter, key: str, number: int | None, turn: int | None) -> Wait:
    """The open question of that key; the longest waiting first.

    Raises:
        Changed: it is not as the person saw it.
        NotOpen: there is none.
        Refused: it is asked of one of the people.
    """
    found = matter.session.exec(
        select(Wait)
        .where(Wait.case_id == matter.case.id, Wait.key == key, Wait.status == WaitStatus.OPEN, Wait.kind != "date")
        .order_by(col(Wait.due_on), col(Wait.id))
    ).all()
    waits = [wait for wait in found if number in {None, wait.id}]
    if not waits:
        raise NotOpen(mark("The question '{key}' is not open in case {ref}."), key=key[:80], ref=matter.case.ref)
    asked_of_agencies = [wait for wait in waits if wait.agency_id is not None and wait.person_id is None]
    if not asked_of_agencies:
        raise Refused(mark("A youth, parents and those they trust have no ladder: nobody pushes them."))
    insist_seen(asked_of_agencies[0], turn)
    return asked_of_agencies[0]


def _take_for_case(matter: Matter, said: StepUp) -> None:
    rows = standing(matter, None)
    _insist_next(said.step, rows, CONSULTANT if not rows else rows[-1].step + 1)
    propose(matter, said.step, wait=None, reason=said.code, by=matter.speaker, words=said.words)


def _take_for_wait(matter: Matter, wait: Wait, said: StepUp) -> None:
    seen = _seen(matter, wait, said.code)
    straight = said.code in DISAGREE and seen.climbed.highest < CONSULTANT
    if not straight and not delays_of(matter.tx, [wait.id])[wait.id].days_late:
        raise Refused(mark("This question does not wait longer than agreed; there is no step to take yet."))
    rows = [row for row in standing(matter, wait.id) if row.step]
    following = seen.ladder.next_step(seen.climbed.highest, wait.form, wait.agency_id, seen.wait.kind_of_term)
    _insist_next(said.step, rows, CONSULTANT if straight else following or HIGHEST + 1)
    if said.step < CONSULTANT:
        _BY_ITSELF[said.step](Visit(matter), seen)
        row = standing(matter, wait.id)[-1]
        row.words, row.proposed_by = said.words, matter.speaker
        matter.session.add(row)
    else:
        propose(matter, said.step, wait=wait.id, reason=said.code, by=matter.speaker, words=said.words)
    _look_again(matter, wait)


_BY_ITSELF = {1: tell_colleagues, 2: announce_team_lead}


def _insist_next(step: int, rows: list[LadderStep], following: int) -> None:
    waiting = [row for row in rows if row.confirmed_at is None and not row.passed_by]
    if any(row.step == step for row in rows) or waiting:
        taken = waiting[-1].step if waiting else step
        raise Refused(mark("Step {step} of the ladder was taken or proposed already."), step=taken)
    if following > HIGHEST:
        raise Refused(mark("There is no higher step of the ladder."))
    if step != following:
        raise Refused(mark("The next step of the ladder is step {step}; no step is skipped."), step=following)


def _seen(matter: Matter, wait: Wait, because: str) -> Seen:
    matter.tx.flush()
    row = LookedAt(*(matter.tx.one(READ_ANY, wait=wait.id) or ()))
    memory, region = Memory(), matter.case.region_id
    ladder, calendar = memory.ladder(matter.tx, region), memory.calendar(matter.tx, region, wait.agency_id)
    return Seen(row, matter.now, ladder, calendar, climbed(matter.tx, wait.id), because)


def _look_again(matter: Matter, wait: Wait) -> None:
    matter.tx.flush()
    matter.session.refresh(wait)
    wait.next_look_at = matter.now
    matter.session.add(wait)

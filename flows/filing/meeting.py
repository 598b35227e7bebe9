"""What the answers before a meeting mean: who is invited, who comes, what they bring. Source: process.md, stage 2."""

from collections.abc import Iterable

from sqlmodel import col, select

from flows.engine.filing import files, files_cannot
from flows.engine.journal import OpenWait
from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.engine.who import age_of, holders
from flows.facts.youth_word import is_closed_to
from flows.filing.ground import insist_on_ground
from flows.records.brought import keep_notes
from flows.records.partner import join_partner
from models.age import ADULT_AT, PARENTS_STAND_BACK_AT
from models.code import Part, Relation
from models.forms.meeting import Attendance, Invitees
from models.forms.other_answer import Cannot
from models.holder import Holder, parsed
from models.item import Item
from models.quorum import Seat, agencies
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Agency, CasePerson, Invitation, Meeting, Person, Professional

UNFIT = mark("The field '{field}' does not fit: {why}.")


@files(Invitees)
def invitees(matter: Matter, _wait: OpenWait, form: Invitees) -> None:
    """Agencies with a ground, youth and parents, a supporter; the case manager takes the chair only with a reason."""
    insist_known(matter, form.agencies, "agencies")
    insist_known(matter, [form.chair], "chair")
    insist_known(matter, [form.minute_taker], "minute_taker")
    _insist_on_a_chair_apart(matter, form)
    _insist_on_two_agencies(matter, form)
    parents = _with_parents(matter, form)
    _insist_leaders_may_know(matter, form)
    meeting = Meeting(
        case_id=matter.case.id,
        stage_run_id=matter.run,
        chair_id=parsed(form.chair)[1],
        minute_taker_id=parsed(form.minute_taker)[1],
        anonymous=form.anonymous,
        youth_absent_why=None if form.youth or parents else form.without_why,
    )
    matter.session.add(meeting)
    matter.tx.flush()
    invite(
        matter,
        meeting,
        [*asked_of(matter, form.agencies, anonymous=form.anonymous), *_people(matter, form, parents=parents)],
    )


def _insist_on_a_chair_apart(matter: Matter, form: Invitees) -> None:
    """Whoever acts as case manager, the coordinator too, leads the talk only with a reason."""
    leader = holders(matter, Part.CASE_MANAGER, None)[0].professional_id
    if parsed(form.chair)[1] == leader and form.chair_why is None:
        raise BadAnswer(UNFIT, "chair_why", why=mark("the case manager takes the chair without a reason"))


def _insist_on_two_agencies(matter: Matter, form: Invitees) -> None:
    """One that knows the youth and another that can act; the case manager's own may be one of them."""
    leader = holders(matter, Part.CASE_MANAGER, None)[0].agency_id
    numbers = {parsed(token)[1] for token in form.agencies} | ({leader} if leader else set())
    seats = [Seat("invited", matter.session.get_one(Agency, number).kind, "open", number) for number in numbers]
    if len(agencies(seats)) < 2:
        raise BadAnswer(
            UNFIT, "agencies", why=mark("a meeting needs an agency that knows the youth and another that can act")
        )


def _with_parents(matter: Matter, form: Invitees) -> bool:
    """Under 16 those with custody belong there; from 16 only if the youth says so; from 18 as anybody brought along."""
    years = age_of(matter)
    if form.parents and years >= ADULT_AT:
        raise BadAnswer(
            UNFIT, "parents", why=mark("from 18 a parent comes as a supporter, when the youth brings them along")
        )
    belong = years < PARENTS_STAND_BACK_AT and not form.anonymous
    parents = belong if form.parents is None else form.parents
    if ((belong and not parents) or not (form.youth or parents)) and form.without_why is None:
        raise BadAnswer(UNFIT, "without_why", why=mark("it does not say why somebody who belongs there is not invited"))
    return parents


def _insist_leaders_may_know(matter: Matter, form: Invitees) -> None:
    """Who leads the meeting or writes its minutes hears everything; where nobody is named it may be anybody."""
    for token in () if form.anonymous else (form.chair, form.minute_taker):
        insist_on_ground(matter, holders(matter, token, None)[0].agency_id or 0, whole=True)


def asked_of(matter: Matter, tokens: Iterable[str], *, anonymous: bool) -> list[Holder]:
    """Whom to invite at these agencies; each has a part in the case from now on, unless nobody is named there."""
    found = []
    for token in tokens:
        holder = holders(matter, token, "Attendance")[0]
        if not anonymous:
            insist_on_ground(matter, holder.agency_id or 0)
            join_partner(matter, holder)
        found.append(holder)
    return found


def _people(matter: Matter, form: Invitees, *, parents: bool) -> list[Holder]:
    asked = holders(matter, Part.YOUTH, "Attendance") if form.youth else []
    asked += _parents(matter) if parents else []
    return asked + ([_supporter(matter, form.supporter)] if form.supporter else [])


def _parents(matter: Matter) -> list[Holder]:
    """Those with custody to whom the youth did not close the meetings; where that is nobody, it is said so first."""
    found = holders(matter, Part.CUSTODY_HOLDERS, "Attendance")
    welcome = [each for each in found if not is_closed_to(matter, each.person_id or 0, Item.MEETING)]
    if found and not welcome:
        why = mark("the youth does not want those with custody to know of the meetings; leave them out, and say why")
        raise BadAnswer(UNFIT, "parents", why=why)
    return welcome


def _supporter(matter: Matter, name: str) -> Holder:
    person = Person(given_name=name)
    matter.session.add(person)
    matter.tx.flush()
    matter.session.add(
        CasePerson(case_id=matter.case.id, person_id=person.id, relation=Relation.SUPPORTER, since_on=matter.today)
    )
    return Holder("invited", person_id=person.id)


def invite(matter: Matter, meeting: Meeting, asked: Iterable[Holder]) -> None:
    """Puts them on the list of a meeting, each agency and person once."""
    there = {(row.agency_id, row.person_id) for row in invitations(matter, meeting)}
    for holder in asked:
        who = (None if holder.person_id else holder.agency_id, holder.person_id)
        if who not in there:
            there.add(who)
            matter.session.add(
                Invitation(
                    meeting_id=meeting.id, agency_id=who[0], professional_id=holder.professional_id, person_id=who[1]
                )
            )
    matter.tx.flush()


@files(Attendance)
def attendance(matter: Matter, wait: OpenWait, form: Attendance) -> None:
    """Comes, or sends a colleague; and what they bring."""
    meeting = meeting_of(matter)
    agency = wait.holder.agency_id if wait.holder else None
    if form.sends is not None:
        insist_colleague(matter, form.sends, agency)
    row = _invitation(matter, meeting, wait.holder)
    if row is not None:
        row.status = form.comes
        if form.sends is not None:
            row.professional_id = parsed(form.sends)[1]
        matter.session.add(row)
    keep_notes(matter, form.notes, wait.holder, meeting.id, form.conclusion)


@files_cannot(Attendance)
def stays_away(matter: Matter, wait: OpenWait, said: Cannot) -> None:
    """Cannot come, and why; what they would have brought comes to the table all the same."""
    meeting = meeting_of(matter)
    row = _invitation(matter, meeting, wait.holder)
    if row is not None:
        row.status, row.code = "cannot", said.code
        matter.session.add(row)
    keep_notes(matter, said.notes, wait.holder, meeting.id, said.conclusion)


def insist_colleague(matter: Matter, token: str, agency: int | None) -> None:
    """Refuses somebody of another agency, or who left.

    Raises:
        BadAnswer: that is no colleague.
    """
    colleague = matter.session.get(Professional, parsed(token)[1])
    if colleague is None or agency is None or colleague.agency_id != agency or not colleague.active:
        raise BadAnswer(UNFIT, "sends", why=mark("only a colleague of the same agency can come instead"))


def meeting_of(matter: Matter) -> Meeting:
    """The meeting this run is about."""
    return matter.session.exec(
        select(Meeting).where(Meeting.stage_run_id == matter.run).order_by(col(Meeting.id).desc())
    ).first() or matter.session.get_one(Meeting, matter.about)


def invitations(matter: Matter, meeting: Meeting) -> list[Invitation]:
    """Everybody on the list of a meeting, in the order they were invited."""
    return list(
        matter.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id).order_by(col(Invitation.id)))
    )


def token_of(row: Invitation) -> str:
    """Who was invited, as an answer names them."""
    return Holder("", row.agency_id, row.professional_id, row.person_id).token


def _invitation(matter: Matter, meeting: Meeting, holder: Holder | None) -> Invitation | None:
    who = (holder.agency_id, holder.person_id) if holder else None
    return next((row for row in invitations(matter, meeting) if (row.agency_id, row.person_id) == who), None)

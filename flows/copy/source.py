"""What a copy of a file takes from which table, and what is of others in it: one row per table. Reads nothing.

A test holds this against the tables: a table or column that hangs on a case and stands in none of these lists fails it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from flows.copy.item import Mask
from flows.copy.reach import Reach
from flows.copy.whose import (
    about_others,
    family,
    from_own_page,
    how_others_are_reached,
    medical,
    note,
    of_a_life_domain,
    of_an_agency,
    own_story,
    said_by_others,
    to_the_youth,
    where_they_live,
)
from flows.queries.log import NOT_FOR_FAMILY
from models.item import Item
from models.speech import mark
from models.tables import (
    Action,
    BudgetEntry,
    CaseFile,
    CasePerson,
    CheckInNote,
    Coaching,
    CoachingStandard,
    Consent,
    ConsentAttempt,
    Contest,
    Correction,
    Custody,
    DecidedGround,
    EmergencyAccess,
    FamilyMember,
    Goal,
    Handover,
    Imposition,
    ImpositionPart,
    InstrumentUse,
    Invitation,
    LadderStep,
    LifeNote,
    LogLine,
    Mark,
    Meantime,
    Meeting,
    Message,
    NetworkMap,
    Note,
    OwnAsk,
    OwnReference,
    Partner,
    Pause,
    Person,
    PersonChange,
    Plan,
    ReadGrant,
    Remark,
    Request,
    RightRequest,
    StageRun,
    Statement,
    Succession,
    Supporter,
    Wait,
    WaitHold,
    WaitShift,
    WatchedDate,
    Youth,
    YouthWord,
)

Whose = Callable[[Reach, Any, str], Mask | None]
"""Why a column of a row is left out of a copy, if it is."""

SECTIONS: Mapping[str, str] = {
    "youth": mark("Who it is about"),
    "registration": mark("The registration"),
    "people": mark("The people around the youth"),
    "agencies": mark("Organisations with a part in it"),
    "consents": mark("Who may know what, and on what ground"),
    "plan": mark("The plan"),
    "marks": mark("Marks"),
    "meetings": mark("Meetings"),
    "coaching": mark("Coaching and network"),
    "stages": mark("What began and ended"),
    "questions": mark("Whom was waited for"),
    "time": mark("What was done about waiting"),
    "answers": mark("What was answered"),
    "corrections": mark("What was put right"),
    "rights": mark("What was asked of this file"),
    "messages": mark("Messages that were sent"),
    "log": mark("Who looked at the file"),
    "notes": mark("Notes beside the file"),
}
"""The parts of a copy in their order, by the name another program knows them by."""
BY_POLICY: Mapping[str, Item] = {
    "youth": Item.NAME,
    "registration": Item.REGISTRATION,
    "people": Item.REGISTRATION,
    "agencies": Item.WAIT,
    "consents": Item.CONSENT,
    "plan": Item.PLAN,
    "marks": Item.PLAN,
    "meetings": Item.MEETING,
    "coaching": Item.NETWORK,
    "stages": Item.NUMBER,
    "questions": Item.WAIT,
    "time": Item.ORDER,
    "answers": Item.CONTRIBUTION,
    "corrections": Item.REGISTRATION,
    "rights": Item.REGISTRATION,
    "messages": Item.MESSAGE,
    "log": Item.LOG,
    "notes": Item.NUMBER,
}
"""By which row of the table of policies each part is for who asks; a person may decide otherwise, with a reason."""
AS_TABLE = frozenset({"marks", "stages", "messages", "log"})


@dataclass(frozen=True, slots=True)
class Source:
    """One table of the database in a copy.

    Attributes:
        columns: what is shown of a row, in order.
        of: which rows belong to the file.
        whose: why a column of a row is left out, if it is.
        hidden: a row of which anything is left out is not told of at all.
    """

    table: type[Any]
    section: str
    columns: Sequence[str]
    of: Callable[[Reach], ColumnElement[bool]]
    whose: Whose
    hidden: bool = False


def _source(table: type[Any], section: str, columns: str, *whose: Whose, **more: Any) -> Source:
    """``columns`` separated by spaces; the first of ``whose`` that gives a reason counts."""

    def reason(reach: Reach, row: Any, column: str) -> Mask | None:
        return next(filter(None, (each(reach, row, column) for each in whose)), None)

    more.setdefault("of", lambda _reach: col(table.case_id) == _reach.case)
    return Source(table, section, columns.split(), more.pop("of"), reason, **more)


def _through(column: Any, other: type[Any]) -> Callable[[Reach], ColumnElement[bool]]:
    """Rows that hang on a row of another table of the case."""
    return lambda reach: col(column).in_(select(other.id).where(other.case_id == reach.case))


SOURCES: tuple[Source, ...] = (
    _source(
        Person,
        "youth",
        "given_name prefix family_name birth_on phone email address secret_address language",
        where_they_live,
        of=lambda reach: col(Person.id) == reach.youth,
    ),
    _source(
        Youth,
        "youth",
        "sector school_id level municipality neighbourhood living absent_since departs_on siblings",
        where_they_live,
        family,
        of=lambda reach: col(Youth.person_id) == reach.youth,
    ),
    _source(
        CaseFile,
        "registration",
        "ref opened_at referrer_agency_id referrer_id ground_id worry wish urgent anonymous informed_on informed_how "
        "parents_informed_on parents_informed_how case_manager_id consultant_id coach_id budget_cents closed_at "
        "outcome retain_until reopened",
        own_story,
        of=lambda reach: col(CaseFile.id) == reach.case,
    ),
    _source(
        LifeNote,
        "registration",
        "noted_at agency_id person_id domain kind words",
        said_by_others,
        medical,
        of_a_life_domain,
    ),
    _source(Request, "registration", "agency_id asked_on term words status"),
    _source(WatchedDate, "registration", "kind day"),
    _source(
        Custody,
        "people",
        "person_id agency_id relation until_on",
        of=lambda reach: col(Custody.youth_id) == reach.youth,
    ),
    _source(CasePerson, "people", "person_id professional_id relation variant since_on until_on"),
    _source(
        Person,
        "people",
        "given_name prefix family_name birth_on phone email address secret_address language",
        how_others_are_reached,
        of=lambda reach: col(Person.id).in_(reach.others),
    ),
    _source(
        FamilyMember,
        "people",
        "given_name relation words noted_at noted_by",
        family,
        of=lambda reach: col(FamilyMember.family_id) == (reach.family or 0),
    ),
    _source(PersonChange, "people", "changed_at what who relation code fields changed_by"),
    _source(Partner, "agencies", "agency_id professional_id ground joined_at left_at"),
    _source(ReadGrant, "agencies", "professional_id until_on"),
    _source(Succession, "agencies", "began_at part former_id successor_id"),
    _source(OwnReference, "agencies", "agency_id reference given_at", of_an_agency),
    _source(Consent, "consents", "agency_id giver_id domain agrees way given_on ends_on withdrawn_at recorded_by_id"),
    _source(ConsentAttempt, "consents", "giver_id way tried_on result"),
    _source(DecidedGround, "consents", "agency_id giver_id basis decided_on ends_on decided_by_id"),
    _source(
        YouthWord,
        "consents",
        "said_on person_id may must_not domains_not custody_agrees words recorded_by until_at ended_by",
        to_the_youth,
        hidden=True,
    ),
    _source(Plan, "plan", "drawn_up_on week helps youth_agrees review_on ended_on"),
    _source(Goal, "plan", "domain words status", of_a_life_domain),
    _source(
        Action,
        "plan",
        "words agency_id professional_id person_id due_on paid_by cents status",
        of_a_life_domain,
    ),
    _source(Meantime, "plan", "agency_id words arranged_on"),
    _source(Handover, "plan", "from_agency_id to_agency_id first_on"),
    _source(InstrumentUse, "plan", "instrument_id status asked_at from_on until_on ended_at note"),
    _source(BudgetEntry, "plan", "day kind cents words entered_by"),
    _source(Mark, "marks", "given_on domain giver value baseline", of_a_life_domain),
    _source(
        Meeting,
        "meetings",
        "starts_at place held chair_id minute_taker_id minutes youth_mark youth_absent_why goes_on evaluation_on",
    ),
    _source(
        Invitation,
        "meetings",
        "agency_id professional_id person_id status code",
        of=_through(Invitation.meeting_id, Meeting),
    ),
    _source(Coaching, "coaching", "since_on step why below_strong"),
    _source(CoachingStandard, "coaching", "set_on good_mark marks network why set_by"),
    _source(
        CheckInNote,
        "coaching",
        "met_on mark line takes_over domains youth_wants_less coach_wants_less fallback below_strong more",
    ),
    _source(NetworkMap, "coaching", "drawn_on level"),
    _source(
        Supporter,
        "coaching",
        "initials relation kind practical company advice emotional in_a_crisis always_there adult rating",
        about_others,
        of=_through(Supporter.map_id, NetworkMap),
    ),
    _source(StageRun, "stages", "started_at stage ended_at outcome", from_own_page),
    _source(
        Wait,
        "questions",
        "form part agency_id professional_id person_id asked_at due_on status closed_at code",
        from_own_page,
    ),
    _source(
        WaitHold,
        "questions",
        "part agency_id professional_id person_id from_at until_at",
        of=_through(WaitHold.wait_id, Wait),
    ),
    _source(WaitShift, "time", "said_at agency_id code from_on to_on", of=_through(WaitShift.wait_id, Wait)),
    _source(Pause, "time", "code from_on ends_on until_on letter_on words began_by ended_by"),
    _source(Contest, "time", "contested_at agency_id contested_by code words accepted why decided_at decided_by"),
    _source(
        LadderStep,
        "time",
        "step reason words agency_id professional_id proposed_at proposed_by effective_on due_on confirmed_at "
        "confirmed_by refused_at refused_by refused_why passed_by reaction reacted_at result result_words "
        "stepped_down_at stepped_down_by",
    ),
    _source(
        Imposition,
        "time",
        "agency_id imposed_by why requested_at ordered_at holds_until status ended_at ended_by result",
    ),
    _source(
        ImpositionPart,
        "time",
        "agency_id kind words by_on pays_id settles_id settle_by_on status closed_at object_until objected objected_at "
        "settled settled_at",
        of=_through(ImpositionPart.imposition_id, Imposition),
    ),
    _source(
        Statement,
        "answers",
        "said_at form kind said_by_agency_id said_by_professional_id said_by_person_id said_by_name "
        "recorded_by_id words",
        from_own_page,
        said_by_others,
    ),
    _source(Correction, "corrections", "corrected_at corrected_by before after why"),
    _source(Remark, "corrections", "made_at made_by kind words"),
    _source(
        RightRequest,
        "rights",
        "asked_on kind asker_id representative mandate_on way about words recorded_by longer_until longer_why result "
        "ground why ended_at ended_by",
        said_by_others,
    ),
    _source(OwnAsk, "rights", "asked_at kind words result reply answered_at answered_by", from_own_page, hidden=True),
    _source(
        Message,
        "messages",
        "queued_at notice to_agency_id to_professional_id to_person_id ground status done_at",
        from_own_page,
    ),
    _source(EmergencyAccess, "log", "opened_at professional_id reason words until_at looked_at was_needed"),
    _source(
        LogLine,
        "log",
        "at professional_id agency_id for_id what",
        # That somebody wrote or read a concern would tell that there is one.
        of=lambda reach: (
            (col(LogLine.case_id) == reach.case)
            & (col(LogLine.about).is_(None) | col(LogLine.about).not_in(NOT_FOR_FAMILY))
        ),
    ),
    _source(Note, "notes", "noted_at kind words", note, of=lambda reach: col(Note.id).in_(reach.notes), hidden=True),
)
"""Every table of a copy, in the order of its sections."""

LEFT_OUT: Mapping[str, str] = {
    "answer_draft": "what somebody typed and has not sent; once it is sent it stands in the answers",
    "command_draft": "what somebody typed to a form and has not sent; once it is sent it stands where it was sent to",
    "draft": "the registration as it was typed; what was sent stands in the registration itself",
    "entry": "the journal: numbers and codes of what stands in the questions and answers",
    "family_agreement": "which agreement counts for the family; the agreement stands in the plan",
    "legal_hold": "why the file is kept longer: a matter of law",
    "link_code": "that a one-time code was asked for; no word of anybody",
    "own_link": "that the youth has a link to their own page, and its code; no word of anybody",
    "name_digest": "scrambled beginnings of the name, to find it by",
    "renewal": "that the machine looked whether a consent ends",
    "right_mask": "what was left out of a copy, and why",
    "wake_up": "when the machine looks again",
}
"""Tables that hang on a case and are in no copy, with the reason."""

MACHINE = frozenset(
    {
        "id", "case_id", "stage_run_id", "turn", "lease_until", "lease_by", "tries", "next_try_at", "look_at",
        "birth_digest", "email_failed_at", "diagnosis", "next_look_at", "once", "meeting_id", "plan_id", "goal_id",
        "wait_id", "action_id", "about_id", "map_id", "parent_id", "family_id", "youth_id", "region_id", "sitting_id",
        "merged_into_id", "agreement_id", "imposition_id", "statement_id", "supersedes_id", "sequence", "version",
        "form_version", "told_at", "heard_at", "recorded_at", "entered_at", "table_asked_at",
    }
)  # fmt: skip
"""Columns of any table that say nothing of anybody: numbers and moments the machine works with."""

BESIDES: Mapping[str, str] = {
    "emergency_access": "looked_by_id",
    "instrument_use": "place",
    "ladder_step": "round shifts",
    "log_line": "about why",
    "meeting": "anonymous",
    "message": "content not_before reason gathered_at gathered_for_id",
    "note": "author_id for_whom agency_id partners",
    "pause": "began_at ended_at",
    "statement": "key",
    "stage_run": "number about status",
    "succession": "left",
    "wait": (
        "key kind opens_at counted_from term term_amount term_unit term_kind agreed_on agreed_from paused_on "
        "paused_until lapses_at quorum unless value shifts refused_by step meant_for_id"
    ),
    "youth": "person_id",
}
"""Columns of one table that a copy tells elsewhere, or that only the machine needs."""

"""What becomes of every table when a case is destroyed: one row each, with its sealed columns. Destroys nothing.

A test holds this against the tables themselves: a new table or a new sealed column without a row here fails it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What becomes of the rows of a table."""

    GOES = "goes with the case"
    PEOPLE = "goes with the last case these people have a part in"
    NUMBERS = "stays: numbers and codes only"
    STAYS = "stays: of no case"


@dataclass(frozen=True, slots=True)
class TableFate:
    """What becomes of one table.

    Attributes:
        by: the columns by which a row hangs on a case, or on a row that goes; any of them is enough.
        sealed: its sealed columns, which go with the row, or are of no youth where the table stays.
        why: why it stays.
    """

    fate: Fate
    by: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    why: str = ""


def _goes(*by: str, sealed: str = "") -> TableFate:
    return TableFate(Fate.GOES, by or ("case_id",), tuple(sealed.split()))


def _people(*by: str, sealed: str = "") -> TableFate:
    return TableFate(Fate.PEOPLE, by, tuple(sealed.split()))


def _numbers(why: str, sealed: str = "") -> TableFate:
    return TableFate(Fate.NUMBERS, (), tuple(sealed.split()), why)


def _stays(why: str, sealed: str = "") -> TableFate:
    return TableFate(Fate.STAYS, (), tuple(sealed.split()), why)


_REGION = "what a region agreed"
_STAFF = "of who works here"

FATES: Mapping[str, TableFate] = {
    "action": _goes(sealed="words"),
    "answer_draft": _goes(sealed="typed"),
    "budget_entry": _goes(sealed="words"),
    "case_file": _goes("id", sealed="worry wish"),
    "case_person": _goes(),
    "check_in_note": _goes(sealed="line takes_over"),
    "coaching": _goes(),
    "coaching_standard": _goes(sealed="why"),
    "command_draft": _goes(sealed="typed"),
    "consent": _goes(),
    "consent_attempt": _goes(),
    "contest": _goes(sealed="words why"),
    "correction": _goes(sealed="before after why"),
    "decided_ground": _goes(),
    "draft": _goes(sealed="content"),
    "emergency_access": _goes(sealed="words"),
    "entry": _goes("stage_run_id"),
    "family_agreement": _goes("action_id"),
    "goal": _goes(sealed="words"),
    "handover": _goes(),
    "imposition": _goes(sealed="why result"),
    "imposition_part": _goes("imposition_id", sealed="words"),
    "instrument_use": _goes(sealed="note"),
    "invitation": _goes("meeting_id"),
    "ladder_step": _goes(sealed="words refused_why result_words"),
    "legal_hold": _goes(sealed="why"),
    "life_note": _goes(sealed="words"),
    "link_code": _goes("wait_id"),
    "mark": _goes(),
    "meantime": _goes(sealed="words"),
    "meeting": _goes(sealed="place minutes youth_absent_why"),
    "message": _goes("case_id", "wait_id"),
    "network_map": _goes(),
    "note": _goes(sealed="words"),
    "own_ask": _goes(sealed="words reply"),
    "own_link": _goes(sealed="code"),
    "own_reference": _goes(sealed="reference"),
    "partner": _goes(),
    "pause": _goes(sealed="words"),
    "person_change": _goes(),
    "plan": _goes(sealed="week helps"),
    "read_grant": _goes(),
    "remark": _goes(sealed="words"),
    "renewal": _goes(),
    "request": _goes(sealed="words"),
    "right_mask": _goes("request_id", sealed="why"),
    "right_request": _goes(sealed="representative words longer_why why"),
    "stage_run": _goes(),
    "statement": _goes(sealed="words said_by_name"),
    "succession": _goes(),
    "supporter": _goes("map_id", sealed="initials relation"),
    "wait": _goes(),
    "wait_hold": _goes("wait_id"),
    "wait_shift": _goes("wait_id"),
    "wake_up": _goes("stage_run_id"),
    "watched_date": _goes(),
    "youth_word": _goes(sealed="words"),
    "youth": _people(sealed="neighbourhood level siblings"),
    "custody": _people("youth_id"),
    "family": _people(),
    "family_member": _people("family_id", sealed="given_name relation words"),
    "person": _people(sealed="given_name prefix family_name birth_on email phone address"),
    "name_digest": _people("person_id"),
    "log_line": _numbers("who saw or did what, by numbers; its oldest part ends behind a checkpoint"),
    "log_seal": _numbers("digests of the log"),
    "log_checkpoint": _numbers("digests of the log"),
    "destruction": _numbers("the proof; what is sealed in it is emptied with the case", sealed="off_words rest"),
    "case_figure": _numbers("codes and days, without a case, an agency or a date"),
    "figure": _numbers("sums per school year"),
    "agency": _stays(_REGION, sealed="mailbox"),
    "agreement": _stays(_REGION),
    "agreement_scope": _stays(_REGION),
    "contact": _stays(_REGION),
    "expertise": _stays(_STAFF),
    "extra_day": _stays(_REGION),
    "ground": _stays(_REGION),
    "instrument": _stays(_REGION),
    "instrument_caller": _stays(_REGION),
    "ladder_rule": _stays(_REGION),
    "mandate": _stays(_REGION),
    "municipality": _stays(_REGION),
    "programme": _stays(_REGION),
    "region": _stays(_REGION),
    "registration_point": _stays(_REGION),
    "school_holiday": _stays(_REGION),
    "signatory": _stays(_REGION),
    "sitting": _stays("a fixed moment at a school, for several youths and none in particular"),
    "sitting_member": _stays("what an agency said once for every youth of a sitting"),
    "term": _stays(_REGION),
    "alarm": _stays("of the machine"),
    "calendar_feed": _stays(_STAFF),
    "command": _stays("goes by itself after days; holds a number, a day or a code", sealed="result"),
    "demo_clock": _stays("of the demo"),
    "leave": _stays(_STAFF),
    "mail_choice": _stays(_STAFF),
    "mail_hour": _stays(_STAFF),
    "professional": _stays(_STAFF, sealed="given_name prefix family_name email phone"),
    "professional_role": _stays(_STAFF),
    "retired_key": _stays("of the machine; it opens nothing", sealed="signing"),
    "sign_in": _stays("goes by itself after a while; of who works here"),
}
"""Every table of the domain database."""

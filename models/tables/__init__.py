"""Every table of the domain database; importing this makes them all known."""

from models.tables.absence import Leave
from models.tables.agency import (
    Agency,
    Agreement,
    AgreementScope,
    Contact,
    Expertise,
    Mandate,
    Professional,
    ProfessionalRole,
    RegistrationPoint,
    Signatory,
)
from models.tables.answer_draft import AnswerDraft
from models.tables.base import Row
from models.tables.case import CaseFile, CasePerson, Draft, LifeNote, Partner, Request, WatchedDate
from models.tables.clock import DemoClock
from models.tables.command_draft import CommandDraft
from models.tables.consent import Consent, ConsentAttempt, DecidedGround
from models.tables.correction import Correction, Remark
from models.tables.delay import Contest, WaitHold, WaitShift
from models.tables.destruction import CaseFigure, Destruction, Figure, LegalHold
from models.tables.emergency import EmergencyAccess
from models.tables.family import FamilyAgreement, FamilyMember
from models.tables.followed import INDEXES as _INDEXES  # noqa: F401 - importing makes them known
from models.tables.imposition import Imposition, ImpositionPart
from models.tables.instrument import Instrument, InstrumentCaller, InstrumentUse
from models.tables.journal import Command, Entry, Pause, StageRun, Statement, Wait, WakeUp
from models.tables.ladder import LadderRule, LadderStep
from models.tables.link import LinkCode, OwnReference
from models.tables.log import LogCheckpoint, LogLine, LogSeal
from models.tables.mail import CalendarFeed, MailChoice, MailHour
from models.tables.meeting import Invitation, Meeting, Sitting, SittingMember
from models.tables.message import Alarm, Message
from models.tables.money import BudgetEntry
from models.tables.note import Note
from models.tables.own import OwnAsk, OwnLink
from models.tables.person import Custody, Family, NameDigest, Person, Youth
from models.tables.person_change import PersonChange
from models.tables.plan import (
    Action,
    CheckInNote,
    Coaching,
    CoachingStandard,
    Goal,
    Handover,
    Mark,
    Meantime,
    NetworkMap,
    Plan,
    Supporter,
)
from models.tables.region import ExtraDay, Ground, Municipality, Programme, Region, SchoolHoliday, TermRow
from models.tables.renewal import Renewal
from models.tables.retired_key import RetiredKey
from models.tables.right import RightMask, RightRequest
from models.tables.sign_in import SignIn
from models.tables.succession import ReadGrant, Succession
from models.tables.youth_word import YouthWord

__all__ = [
    "Action",
    "Agency",
    "Agreement",
    "AgreementScope",
    "Alarm",
    "AnswerDraft",
    "BudgetEntry",
    "CalendarFeed",
    "CaseFigure",
    "CaseFile",
    "CasePerson",
    "CheckInNote",
    "Coaching",
    "CoachingStandard",
    "Command",
    "CommandDraft",
    "Consent",
    "ConsentAttempt",
    "Contact",
    "Contest",
    "Correction",
    "Custody",
    "DecidedGround",
    "DemoClock",
    "Destruction",
    "Draft",
    "EmergencyAccess",
    "Entry",
    "Expertise",
    "ExtraDay",
    "Family",
    "FamilyAgreement",
    "FamilyMember",
    "Figure",
    "Goal",
    "Ground",
    "Handover",
    "Imposition",
    "ImpositionPart",
    "Instrument",
    "InstrumentCaller",
    "InstrumentUse",
    "Invitation",
    "LadderRule",
    "LadderStep",
    "Leave",
    "LegalHold",
    "LifeNote",
    "LinkCode",
    "LogCheckpoint",
    "LogLine",
    "LogSeal",
    "MailChoice",
    "MailHour",
    "Mandate",
    "Mark",
    "Meantime",
    "Meeting",
    "Message",
    "Municipality",
    "NameDigest",
    "NetworkMap",
    "Note",
    "OwnAsk",
    "OwnLink",
    "OwnReference",
    "Partner",
    "Pause",
    "Person",
    "PersonChange",
    "Plan",
    "Professional",
    "ProfessionalRole",
    "Programme",
    "ReadGrant",
    "Region",
    "RegistrationPoint",
    "Remark",
    "Renewal",
    "Request",
    "RetiredKey",
    "RightMask",
    "RightRequest",
    "Row",
    "SchoolHoliday",
    "SignIn",
    "Signatory",
    "Sitting",
    "SittingMember",
    "StageRun",
    "Statement",
    "Succession",
    "Supporter",
    "TermRow",
    "Wait",
    "WaitHold",
    "WaitShift",
    "WakeUp",
    "WatchedDate",
    "Youth",
    "YouthWord",
]

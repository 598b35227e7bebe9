"""Every table of the domain database; importing this makes them all known."""

from models.tables.agency import (
    Agency,
    Agreement,
    AgreementScope,
    Contact,
    Mandate,
    Professional,
    ProfessionalRole,
    RegistrationPoint,
    Signatory,
)
from models.tables.base import Row
from models.tables.case import CaseFile, CasePerson, Draft, LifeNote, Partner, Request, WatchedDate
from models.tables.clock import DemoClock
from models.tables.consent import Consent, ConsentAttempt
from models.tables.delay import Contest, WaitHold
from models.tables.imposition import Imposition, ImpositionPart
from models.tables.instrument import Instrument, InstrumentCaller, InstrumentUse
from models.tables.journal import Command, Entry, Pause, StageRun, Statement, Wait, WakeUp
from models.tables.ladder import LadderRule, LadderStep
from models.tables.meeting import Invitation, Meeting, Sitting
from models.tables.message import Alarm, Message
from models.tables.money import BudgetEntry
from models.tables.person import Custody, Family, NameDigest, Person, Youth
from models.tables.plan import (
    Action,
    CheckInNote,
    Coaching,
    Goal,
    Handover,
    Mark,
    Meantime,
    NetworkMap,
    Plan,
    Supporter,
)
from models.tables.region import ExtraDay, Ground, Municipality, Region, SchoolHoliday, TermRow

__all__ = [
    "Action",
    "Agency",
    "Agreement",
    "AgreementScope",
    "Alarm",
    "BudgetEntry",
    "CaseFile",
    "CasePerson",
    "CheckInNote",
    "Coaching",
    "Command",
    "Consent",
    "ConsentAttempt",
    "Contact",
    "Contest",
    "Custody",
    "DemoClock",
    "Draft",
    "Entry",
    "ExtraDay",
    "Family",
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
    "LifeNote",
    "Mandate",
    "Mark",
    "Meantime",
    "Meeting",
    "Message",
    "Municipality",
    "NameDigest",
    "NetworkMap",
    "Partner",
    "Pause",
    "Person",
    "Plan",
    "Professional",
    "ProfessionalRole",
    "Region",
    "RegistrationPoint",
    "Request",
    "Row",
    "SchoolHoliday",
    "Signatory",
    "Sitting",
    "StageRun",
    "Statement",
    "Supporter",
    "TermRow",
    "Wait",
    "WaitHold",
    "WakeUp",
    "WatchedDate",
    "Youth",
]

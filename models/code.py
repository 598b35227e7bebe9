"""The closed lists of the field: stages, roles, sectors, states. Never a reason (see ``reason``) or a term."""

from enum import StrEnum


class Stage(StrEnum):
    """The five stages a youth goes through, in their usual order."""

    INTAKE = "intake"
    MEETING = "meeting"
    ASSIGNMENT = "assignment"
    AFTERCARE = "aftercare"
    TAPERING = "tapering"


class RunStatus(StrEnum):
    """Where one run of a stage or errand stands."""

    WAITING = "waiting"
    READY = "ready"
    BLOCKED = "blocked"
    ENDED = "ended"


class StepKind(StrEnum):
    """What a story may do; nothing else touches the world."""

    ASK = "ask"
    ASK_ALL = "ask_all"
    OPEN = "open"
    WITHDRAW = "withdraw"
    WAIT_UNTIL = "wait_until"
    TELL = "tell"
    DECIDE = "decide"
    RECORD = "record"
    START = "start"
    GO_TO = "go_to"
    END = "end"
    PATCHED = "patched"


class WaitKind(StrEnum):
    """How a question is waited for."""

    ASK = "ask"
    ASK_ALL = "ask_all"
    OPEN = "open"
    DATE = "date"


class WaitStatus(StrEnum):
    """A wait is open, or it ended in one of the five ways a question can end."""

    OPEN = "open"
    GIVEN = "given"
    DECLINED = "declined"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"


class StatementKind(StrEnum):
    """Why something that was said is kept."""

    ANSWER = "answer"
    AHEAD = "ahead"
    LATE = "late"
    SUPERSEDED = "superseded"
    CORRECTION = "correction"
    SIGNAL = "signal"
    NOTE = "note"


class Role(StrEnum):
    """What a professional is in the region. One person may hold several."""

    COORDINATOR = "coordinator"
    CONSULTANT = "consultant"
    PROFESSIONAL = "professional"
    TEAM_LEAD = "team lead"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy officer"
    OPERATOR = "operator"


class Part(StrEnum):
    """The part somebody plays in one case: whom a line of a story may ask."""

    COORDINATOR = "coordinator"
    REFERRER = "referrer"
    CASE_MANAGER = "case manager"
    CONSULTANT = "consultant"
    COACH = "coach"
    MINUTE_TAKER = "minute taker"
    YOUTH = "youth"
    CUSTODY_HOLDERS = "custody holders"
    YOUTH_AND_PARENTS = "youth and parents"
    TRUSTED_PERSON = "trusted person"


class AgencyKind(StrEnum):
    """What an agency is for."""

    REGISTRATION_POINT = "registration point"
    SCHOOL = "school"
    PLUS_FACILITY = "plus facility"
    SCHOOL_BOARD = "school board"
    DOORSTROOMPUNT = "doorstroompunt"
    NEIGHBOURHOOD_TEAM = "neighbourhood team"
    YOUTH_CARE = "youth care"
    RESIDENTIAL = "residential"
    YOUTH_DOCTOR = "youth doctor"
    SOCIAL_SUPPORT = "social support"
    DEBT = "debt"
    INCOME = "income"
    BENEFITS = "benefits"
    TRAINING = "training"


class Sector(StrEnum):
    """Where the youth learns."""

    PRESCHOOL = "preschool"
    PRIMARY = "primary"
    VO = "vo"
    VSO = "vso"
    PRO = "pro"
    OPDC = "opdc"
    MBO = "mbo"
    NONE = "none"


class Living(StrEnum):
    """Where the youth lives."""

    HOME = "home"
    INSTITUTION = "institution"
    CLOSED = "closed"
    NOWHERE = "nowhere"


class Relation(StrEnum):
    """What one of the people is to the youth."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    TRUSTED_PERSON = "trusted person"
    SUBSTITUTE = "substitute"
    SUPPORTER = "supporter"
    FAMILY = "family"


class FilePart(StrEnum):
    """A part of the file as a youth speaks of it: who may see this, and who not."""

    PLAN = "my plan"
    WAITS = "what is waited for"
    MEETINGS = "my meetings"
    STORY = "my own story"
    REGISTRATION = "what was registered"
    WHERE = "where I am"
    NOTES = "notes for me"
    LOOKED = "who looked"


class Domain(StrEnum):
    """The life domains shipped as default (the Big 5); a region may add its own."""

    SUPPORT = "support"
    LIVING = "living"
    SCHOOL_AND_WORK = "school_and_work"
    INCOME = "income"
    WELLBEING = "wellbeing"


class MessageStatus(StrEnum):
    """How far a message got."""

    QUEUED = "queued"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


class MailMoment(StrEnum):
    """When somebody hears of something: by a mail of its own, in the overview of the day, or not by mail."""

    AT_ONCE = "at once"
    DIGEST = "digest"
    OFF = "off"


class Errand(StrEnum):
    """Runs with a life of their own beside the stages."""

    ACTION = "action"
    ADMINISTRATORS = "administrators"
    BREAKTHROUGH = "breakthrough"
    BUDGET = "budget"
    CLOSING = "closing"
    CONSENT = "consent"
    CONTEST = "contest"
    ESCALATION = "escalation"
    EVALUATION = "evaluation"
    FIND = "find"
    GOAL_REVIEW = "goal review"
    HANDOVER = "handover"
    IMPOSITION = "imposition"
    MEANWHILE = "meanwhile"
    MISSING = "missing"
    OBJECTION = "objection"
    ORDER = "order"
    OWN_ASK = "own ask"
    OWN_WORDS = "own words"
    PLAN_FOR_18 = "plan for 18"
    RENEWAL = "renewal"
    REQUEST = "request"
    RIGHT = "right"
    SUCCESSION = "succession"
    TABLE = "table"
    TARGET_GROUP = "target group"
    URGENT_REVIEW = "urgent review"
    WARM_HANDOVER = "warm handover"


class OrderKind(StrEnum):
    """What a binding decision may be about; never the content of a statutory decision or of treatment."""

    PLACE = "place"
    START = "start"
    MEANWHILE = "meanwhile"
    PAYS_FOR_NOW = "pays for now"
    DECIDES_BY = "decides by a day"


class OrderStatus(StrEnum):
    """Where a binding decision stands as a whole."""

    HEARING = "hearing"
    ORDERED = "ordered"
    TAKEN_BACK = "taken back"
    STEPPED_DOWN = "stepped down"
    ENDED = "ended"


class PartStatus(StrEnum):
    """Where the part of one agency in a binding decision stands."""

    HEARING = "hearing"
    ORDERED = "ordered"
    TAKEN_BACK = "taken back"
    CARRIED_OUT = "carried out"
    EXPIRED = "expired"
    STEPPED_DOWN = "stepped down"


class UseStatus(StrEnum):
    """Where the use of a chain instrument by one action stands."""

    WAITING = "waiting"
    IN_USE = "in use"
    ENDED = "ended"


class BudgetKind(StrEnum):
    """What an entry in the budget of a trajectory says of its cents."""

    ASKED = "asked"
    APPROVED = "approved"
    COMMITTED = "committed"
    RELEASED = "released"
    SPENT = "spent"
    TAKEN_BACK = "taken back"


class RightKind(StrEnum):
    """What somebody may ask, by right, of a file about them."""

    ACCESS = "access"
    COPY = "copy"
    CORRECTION = "correction"
    STATEMENT = "own statement"
    OBJECTION = "objection to use"
    ERASURE = "erasure"


class RightAbout(StrEnum):
    """Which part of a file such a request is about."""

    WHOLE = "whole file"
    REGISTRATION = "the registration"
    PEOPLE = "the people"
    PLAN = "the plan"
    MEETINGS = "the meetings"
    CONSENT = "the consents"
    QUESTIONS = "the questions"


class OwnAskKind(StrEnum):
    """What a youth may ask with one press of a button on their own page."""

    ANOTHER_MEETING = "another meeting"
    ANOTHER_PERSON = "another person"
    NOT_RIGHT = "not right"


class NoteKind(StrEnum):
    """What is written down beside a case and kept out of everything that is shared."""

    PRIVATE = "private"
    SAFETY = "safety concern"
    ADVICE = "advice asked"


class EmergencyReason(StrEnum):
    """Why somebody without a part in a case has to see now what an emergency asks for."""

    DANGER = "danger"
    MISSING = "missing"
    MEDICAL = "medical"
    CRISIS = "crisis"


class Logged(StrEnum):
    """What the log holds a line of."""

    SEE_CASE = "see case"
    SEE_FILE = "see file"
    SEE_NAME = "see name"
    SEE_DRAFT = "see draft"
    SEARCH = "search"
    EXPORT = "export"
    PRINT = "print"
    REGISTER = "register"
    ANSWER = "answer"
    COMMAND = "command"
    REFUSED = "refused"
    READ_LOG = "read log"

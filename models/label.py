"""What people call the codes of the field: one table per closed list, in lower case. Never decides by a code.

English stands here and is the key; the Dutch stands in the catalogue (see ``models.speech``).
"""

from collections.abc import Mapping
from enum import StrEnum

from models.coaching import Step
from models.code import (
    AgencyKind,
    BudgetKind,
    Domain,
    EmergencyReason,
    Errand,
    FilePart,
    Living,
    Logged,
    MailMoment,
    MessageStatus,
    NoteKind,
    OrderKind,
    OrderStatus,
    OwnAskKind,
    Part,
    PartStatus,
    Relation,
    RightAbout,
    RightKind,
    Role,
    RunStatus,
    Sector,
    Stage,
    StatementKind,
    UseStatus,
    WaitStatus,
)
from models.holder import INVITED
from models.kind import Kind
from models.network import Level
from models.speech import mark, say

Labels = Mapping[str, str]

LABELS: Mapping[type[StrEnum], Labels] = {
    Logged: {
        Logged.SEE_CASE: mark("opened the case"),
        Logged.SEE_FILE: mark("read the file"),
        Logged.SEE_NAME: mark("saw the name"),
        Logged.SEE_DRAFT: mark("saw a registration being written"),
        Logged.SEARCH: mark("searched"),
        Logged.EXPORT: mark("took a copy"),
        Logged.PRINT: mark("printed"),
        Logged.REGISTER: mark("handed a registration in"),
        Logged.ANSWER: mark("gave an answer"),
        Logged.COMMAND: mark("changed something"),
        Logged.REFUSED: mark("had no access"),
        Logged.READ_LOG: mark("read who looked"),
    },
    Stage: {
        Stage.INTAKE: mark("intake"),
        Stage.MEETING: mark("meeting"),
        Stage.ASSIGNMENT: mark("consultant and plan"),
        Stage.AFTERCARE: mark("aftercare"),
        Stage.TAPERING: mark("tapering off"),
    },
    Errand: {
        Errand.ACTION: mark("action"),
        Errand.ADMINISTRATORS: mark("decision of the administrators"),
        Errand.BREAKTHROUGH: mark("breakthrough talk"),
        Errand.BUDGET: mark("more than the budget"),
        Errand.CLOSING: mark("closing"),
        Errand.CONSENT: mark("consent"),
        Errand.CONTEST: mark("contested days"),
        Errand.ESCALATION: mark("proposal to step up"),
        Errand.EVALUATION: mark("looking back on a meeting"),
        Errand.FIND: mark("looking for the youth"),
        Errand.GOAL_REVIEW: mark("looking at a goal again"),
        Errand.HANDOVER: mark("handover"),
        Errand.IMPOSITION: mark("binding decision"),
        Errand.MEANWHILE: mark("in the meantime"),
        Errand.MISSING: mark("what is missing"),
        Errand.OBJECTION: mark("objection"),
        Errand.ORDER: mark("part in a binding decision"),
        Errand.OWN_ASK: mark("what the youth asks"),
        Errand.OWN_WORDS: mark("own words"),
        Errand.PLAN_FOR_18: mark("plan for 18"),
        Errand.RENEWAL: mark("consent asked again"),
        Errand.REQUEST: mark("what was already asked"),
        Errand.RIGHT: mark("a right to the file"),
        Errand.SUCCESSION: mark("handing a part over"),
        Errand.TABLE: mark("breakthrough table"),
        Errand.TARGET_GROUP: mark("edge of the target group"),
        Errand.URGENT_REVIEW: mark("urgent review"),
        Errand.WARM_HANDOVER: mark("warm handover"),
    },
    Role: {
        Role.COORDINATOR: mark("coordinator"),
        Role.CONSULTANT: mark("transition consultant"),
        Role.PROFESSIONAL: mark("professional"),
        Role.TEAM_LEAD: mark("team lead"),
        Role.MANAGER: mark("manager"),
        Role.ADMINISTRATOR: mark("administrator"),
        Role.PRIVACY_OFFICER: mark("privacy officer"),
        Role.OPERATOR: mark("operator"),
    },
    Part: {
        Part.COORDINATOR: mark("coordinator"),
        Part.REFERRER: mark("referrer"),
        Part.CASE_MANAGER: mark("case manager"),
        Part.CONSULTANT: mark("transition consultant"),
        Part.COACH: mark("coach"),
        Part.MINUTE_TAKER: mark("minute taker"),
        Part.YOUTH: mark("the youth"),
        Part.CUSTODY_HOLDERS: mark("those with custody"),
        Part.YOUTH_AND_PARENTS: mark("the youth and those with custody"),
        Part.TRUSTED_PERSON: mark("the trusted person"),
    },
    AgencyKind: {
        AgencyKind.REGISTRATION_POINT: mark("registration point"),
        AgencyKind.SCHOOL: mark("school"),
        AgencyKind.PLUS_FACILITY: mark("plus facility"),
        AgencyKind.SCHOOL_BOARD: mark("school board"),
        AgencyKind.DOORSTROOMPUNT: mark("doorstroompunt"),
        AgencyKind.NEIGHBOURHOOD_TEAM: mark("neighbourhood team"),
        AgencyKind.YOUTH_CARE: mark("youth care"),
        AgencyKind.RESIDENTIAL: mark("residential care"),
        AgencyKind.YOUTH_DOCTOR: mark("youth doctor"),
        AgencyKind.SOCIAL_SUPPORT: mark("social support"),
        AgencyKind.DEBT: mark("help with debts"),
        AgencyKind.INCOME: mark("work and income"),
        AgencyKind.BENEFITS: mark("benefits"),
        AgencyKind.TRAINING: mark("training"),
    },
    Sector: {
        Sector.PRESCHOOL: mark("preschool"),
        Sector.PRIMARY: mark("primary school"),
        Sector.VO: mark("secondary school (vo)"),
        Sector.VSO: mark("special secondary school (vso)"),
        Sector.PRO: mark("practical education (pro)"),
        Sector.OPDC: mark("OPDC"),
        Sector.MBO: mark("vocational education (mbo)"),
        Sector.NONE: mark("no school"),
    },
    Living: {
        Living.HOME: mark("at home"),
        Living.INSTITUTION: mark("in an institution"),
        Living.CLOSED: mark("in a closed institution"),
        Living.NOWHERE: mark("nowhere in particular"),
    },
    Relation: {
        Relation.PARENT: mark("parent"),
        Relation.GUARDIAN: mark("guardian"),
        Relation.TRUSTED_PERSON: mark("trusted person"),
        Relation.SUBSTITUTE: mark("substitute"),
        Relation.SUPPORTER: mark("supporter"),
        Relation.FAMILY: mark("other family"),
    },
    Domain: {
        Domain.SUPPORT: mark("people around me"),
        Domain.LIVING: mark("where I live"),
        Domain.SCHOOL_AND_WORK: mark("school and work"),
        Domain.INCOME: mark("money"),
        Domain.WELLBEING: mark("how I feel"),
    },
    RunStatus: {
        RunStatus.WAITING: mark("waiting"),
        RunStatus.READY: mark("about to go on"),
        RunStatus.BLOCKED: mark("stopped"),
        RunStatus.ENDED: mark("done"),
    },
    WaitStatus: {
        WaitStatus.OPEN: mark("open"),
        WaitStatus.GIVEN: mark("answered"),
        WaitStatus.DECLINED: mark("cannot"),
        WaitStatus.SILENT: mark("no answer came"),
        WaitStatus.WITHDRAWN: mark("taken back"),
        WaitStatus.OVERTAKEN: mark("overtaken"),
    },
    StatementKind: {
        StatementKind.ANSWER: mark("answer"),
        StatementKind.AHEAD: mark("answered ahead"),
        StatementKind.LATE: mark("answered after the question was closed"),
        StatementKind.SUPERSEDED: mark("answered after somebody else did"),
        StatementKind.CORRECTION: mark("correction"),
        StatementKind.SIGNAL: mark("signal"),
        StatementKind.NOTE: mark("note"),
    },
    NoteKind: {
        NoteKind.PRIVATE: mark("private note"),
        NoteKind.SAFETY: mark("concern about safety"),
        NoteKind.ADVICE: mark("advice was asked"),
    },
    RightKind: {
        RightKind.ACCESS: mark("to see the file"),
        RightKind.COPY: mark("to take the file along (for another computer)"),
        RightKind.CORRECTION: mark("to put something right"),
        RightKind.STATEMENT: mark("to add own words to the file"),
        RightKind.OBJECTION: mark("to object to how the file is used"),
        RightKind.ERASURE: mark("to have the file destroyed"),
    },
    RightAbout: {
        RightAbout.WHOLE: mark("the whole file"),
        RightAbout.REGISTRATION: mark("the registration"),
        RightAbout.PEOPLE: mark("the people around the youth"),
        RightAbout.PLAN: mark("the plan"),
        RightAbout.MEETINGS: mark("the meetings"),
        RightAbout.CONSENT: mark("who may know what"),
        RightAbout.QUESTIONS: mark("questions and answers"),
    },
    FilePart: {
        FilePart.PLAN: mark("the plan, with goals and marks"),
        FilePart.WAITS: mark("whom we wait for"),
        FilePart.MEETINGS: mark("when a meeting is, and what was agreed there"),
        FilePart.STORY: mark("what the youth wants, in own words"),
        FilePart.REGISTRATION: mark("what was registered, and who agreed to what"),
        FilePart.WHERE: mark("where the youth lives and goes to school"),
        FilePart.NOTES: mark("notes that are for the youth too"),
        FilePart.LOOKED: mark("who looked at the file"),
    },
    OwnAskKind: {
        OwnAskKind.ANOTHER_MEETING: mark("another meeting"),
        OwnAskKind.ANOTHER_PERSON: mark("another person"),
        OwnAskKind.NOT_RIGHT: mark("something is wrong here"),
    },
    EmergencyReason: {
        EmergencyReason.DANGER: mark("somebody is in danger"),
        EmergencyReason.MISSING: mark("the youth is missing"),
        EmergencyReason.MEDICAL: mark("a medical emergency"),
        EmergencyReason.CRISIS: mark("a crisis: a place or help is needed this very day"),
    },
    MessageStatus: {
        MessageStatus.QUEUED: mark("about to be sent"),
        MessageStatus.SENT: mark("sent"),
        MessageStatus.SKIPPED: mark("not sent"),
        MessageStatus.FAILED: mark("did not arrive"),
    },
    MailMoment: {
        MailMoment.AT_ONCE: mark("at once"),
        MailMoment.DIGEST: mark("in the overview of the day"),
        MailMoment.OFF: mark("not by mail"),
    },
    Step: {
        Step.INTENSIVE: mark("intensive (every week)"),
        Step.REGULAR: mark("regular (every two weeks)"),
        Step.LIGHT: mark("light (every month)"),
        Step.PILOT_FLAME: mark("pilot flame (on call)"),
        Step.LET_GO: mark("let go"),
    },
    Level: {
        Level.NONE: mark("nobody yet"),
        Level.SMALL: mark("still small"),
        Level.GROWING: mark("growing"),
        Level.STRONG: mark("strong"),
    },
    OrderKind: {
        OrderKind.PLACE: mark("a place"),
        OrderKind.START: mark("to begin"),
        OrderKind.MEANWHILE: mark("what is done in the meantime"),
        OrderKind.PAYS_FOR_NOW: mark("to pay for now"),
        OrderKind.DECIDES_BY: mark("to decide by a day"),
    },
    OrderStatus: {
        OrderStatus.HEARING: mark("the agencies are being heard"),
        OrderStatus.ORDERED: mark("given"),
        OrderStatus.TAKEN_BACK: mark("taken back"),
        OrderStatus.STEPPED_DOWN: mark("stepped down"),
        OrderStatus.ENDED: mark("ended"),
    },
    PartStatus: {
        PartStatus.HEARING: mark("being heard"),
        PartStatus.ORDERED: mark("given"),
        PartStatus.TAKEN_BACK: mark("taken back"),
        PartStatus.CARRIED_OUT: mark("carried out"),
        PartStatus.EXPIRED: mark("expired"),
        PartStatus.STEPPED_DOWN: mark("stepped down"),
    },
    UseStatus: {
        UseStatus.WAITING: mark("waits for a place"),
        UseStatus.IN_USE: mark("in use"),
        UseStatus.ENDED: mark("ended"),
    },
    BudgetKind: {
        BudgetKind.ASKED: mark("asked over the budget"),
        BudgetKind.APPROVED: mark("added to the budget"),
        BudgetKind.COMMITTED: mark("agreed"),
        BudgetKind.RELEASED: mark("not needed any more"),
        BudgetKind.SPENT: mark("paid"),
        BudgetKind.TAKEN_BACK: mark("payment taken back"),
    },
    Kind: {
        Kind.STATUTORY: mark("set by law"),
        Kind.NORM: mark("a norm"),
        Kind.AGREED: mark("agreed"),
        Kind.SCHOOL: mark("set by law, in school weeks"),
    },
}
"""Every closed list that people see; a test asks for every code."""

OF_A_WAIT: Labels = {**LABELS[Part], INVITED: mark("somebody who was invited")}
OF_A_LINK: Labels = {
    **OF_A_WAIT,
    "partner": mark("partner"),
    "trusted": mark("the trusted person"),
    "former": mark("who guided the case before"),
    "emergency": mark("who looked in an emergency"),
    "manager": mark("manager"),
    "operator": mark("operator"),
    "privacy officer": mark("privacy officer"),
    "asked": mark("who was asked something"),
    "youth": mark("the youth"),
    "own link": mark("who has the link of the youth, without the right code"),
    "parent": mark("who has custody"),
}
"""What somebody was to a case, as the log calls it."""
OF_A_STEP: Labels = {
    "step 1": mark("colleagues among themselves"),
    "step 2": mark("the team lead looks along"),
    "step 3": mark("the transition consultant helps"),
    "step 4": mark("the breakthrough table decides"),
    "step 5": mark("the administrators decide"),
}
"""The steps of the ladder, as a timeline calls them."""
OF_A_RUN: Labels = {**LABELS[Stage], **LABELS[Errand]}


def called(labels: Labels, code: str | None, language: str) -> str:
    """What a code is called; nothing for nothing, and a code nobody named stays itself."""
    return "" if not code else say(labels.get(code, code), language)


def label_of(code: StrEnum, language: str) -> str:
    """What one of a closed list is called."""
    return say(LABELS[type(code)][code], language)


def capital(words: str) -> str:
    """With a capital, as at the beginning of a line; the rest stays as it is."""
    return words[:1].upper() + words[1:]

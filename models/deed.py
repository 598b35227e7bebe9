"""The names commands have for rows of the table of policies. Says nothing about who may."""

from enum import StrEnum


class Deed(StrEnum):
    """What may be done with a case; each is one row of the table of policies."""

    SEE_NUMBER = "see number"
    SEE_FILE = "see file"
    SEE_NAME = "see name"
    SEE_IN_EMERGENCY = "see in emergency"
    ANSWER_FOR_PEOPLE = "answer for people"
    LOOK_FOR = "look for"
    RECORD_FOR_OTHERS = "record for others"
    START = "start"
    CHANGE_WAIT = "change wait"
    CUT_SHORT = "cut short"
    REOPEN = "reopen"
    CORRECT = "correct"
    ADD_REQUEST = "add request"
    SPEND = "spend"
    CALL_IN = "call in"
    RECORD_CONSENT = "record consent"
    ADD_CONSENT = "add consent"
    HAND_OVER = "hand over"
    LINK_FAMILY = "link family"
    ADD_PERSON = "add person"
    CHANGE_PERSON = "change person"
    END_PERSON = "end person"
    NOTE = "note"
    IMPOSE = "impose"
    ESCALATE = "escalate"
    OPERATE = "operate"

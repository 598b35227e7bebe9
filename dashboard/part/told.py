"""Who was told what of a case, when, and whether it arrived. Never the words of a message."""

from collections.abc import Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.not_arrived import not_arrived
from dashboard.part.plain import plain
from flows.messages.called import CALLED
from flows.queries.case_message import MessageLine, messages_of
from models.code import MessageStatus
from models.label import LABELS, called, capital
from models.speech import mark

WHY_NOT: Mapping[str, str] = {
    "wait closed": mark("the question was answered already"),
    "asked of somebody else": mark("the question went to somebody else"),
    "told already": mark("it was told already"),
    "told together": mark("it was told in another message"),
    "meeting changed": mark("the meeting changed"),
    "moment passed": mark("the moment had passed"),
    "case closed": mark("the case was closed"),
    "case reopened": mark("the case was opened again"),
    "no longer allowed": mark("there was no ground any more to tell it"),
    "no agreement": mark("the agency has not signed the cooperation agreement"),
    "no ground": mark("the agency has no ground to know of this"),
    "ground not in force": mark("the ground of the agency is not in force"),
    "consent withdrawn": mark("consent was withdrawn"),
    "consent not given": mark("somebody said no to sharing with this agency"),
    "no consent": mark("there is no yes for this agency, or it ended"),
    "another life domain": mark("the consent is about other life domains"),
    "no part any more": mark("the agency has no part in this case any more"),
    "coordinator only": mark("only the coordinator knows of this"),
    "the youth says no": mark("the youth does not want this person to know of it"),
    "parents are told for the child": mark("those with custody are told for the child"),
    "person left": mark("they are not around the youth any more"),
    "left": mark("they do not work here any more"),
    "no address": mark("there is no mail address"),
    "bad address": mark("the mail address is not right"),
    "address failed": mark("mail to this address did not arrive before"),
    "switched off": mark("they do not want to hear this by mail"),
    "does not come": mark("the reader does not come to the meeting"),
    "asked today": mark("the question itself was asked on that day"),
    "date moved": mark("there was another day by then"),
    "in the overview of the day": mark("in the overview of the day"),
    "seen on the page": mark("they did it themselves and saw it on the page"),
    "nothing to say": mark("there was nothing to say"),
}
ICONS: Mapping[str, str] = {
    MessageStatus.QUEUED: ":material/schedule_send:",
    MessageStatus.SENT: ":material/mark_email_read:",
    MessageStatus.SKIPPED: ":material/do_not_disturb_on:",
    MessageStatus.FAILED: ":material/unsubscribe:",
}


def show_messages(desk: Desk, ref: str) -> None:
    """The messages of a case, the newest first."""
    with desk.read() as tx:
        found = messages_of(tx, desk.viewer, ref)
    if not found:
        st.info(desk.say(mark("Nobody was told anything yet.")))
        return
    st.markdown("\n".join(f"- {line_of(line, desk)}" for line in found))


def line_of(line: MessageLine, desk: Desk) -> str:
    """One message in one line of Markdown."""
    status = called(LABELS[MessageStatus], line.status, desk.language)
    why = _why(line, desk)
    at = line.done_at if line.status == MessageStatus.SENT and line.done_at else line.queued_at
    told = capital(called(CALLED, line.notice, desk.language))
    return f"{ICONS[line.status]} **{desk.moment(at)}** · {receiver_of(line, desk)} · {told} · {status}" + (
        f" ({plain(why)})" if why else ""
    )


def receiver_of(line: MessageLine, desk: Desk) -> str:
    """Whom it went to, in Markdown."""
    return plain(line.to) if line.to else desk.say(mark("youth, parents or somebody of their own"))


def _why(line: MessageLine, desk: Desk) -> str:
    if not line.reason:
        return ""
    if line.status == MessageStatus.FAILED:
        return desk.say(not_arrived(line.reason))
    if line.status == MessageStatus.QUEUED:
        return desk.say(mark("it is tried again"))
    return called(WHY_NOT, line.reason, desk.language)

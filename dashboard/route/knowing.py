"""Knowing whom a question is about, behind a code to the same address; and the reader's own number. Prints nothing.

Source: a debt desk cannot know who a case number is, and a mail that is passed on must tell nobody.
"""

import logging
from dataclasses import dataclass

from dashboard.part.fact_words import worded
from dashboard.part.field import Field, Kind, fields_of
from dashboard.route.answering import LOOK_AGAIN, Answering, Part, Trouble, part_of
from dashboard.route.typed import content_of, first
from flows.commands.link_code import CODE, ask_code, enter_code
from flows.commands.own_reference import give_reference
from flows.queries.by_link import Whom, whom_it_is_about
from models.forms.own_reference import OwnNumber
from models.link_code import is_opened
from models.refusal import BadAnswer
from models.speech import mark
from notifications.phrase import date_only

log = logging.getLogger("vangnet.dashboard")

ASK, ENTER, OWN = "ask_code", "enter_code", "own_reference"
DEEDS = frozenset({ASK, ENTER, OWN})
"""What is sent from this part of the page."""

OPENED = "opened"
"""The hidden field that keeps the page open after a right code; never in an address."""

CODE_SENT = mark("A code is on its way to the address this mail came to. It counts for ten minutes.")
NUMBER_KEPT = mark("Thank you. Our mails about this case carry your reference from now on.")
_CODE = (Field(CODE, mark("The code from the mail"), Kind.LINE, "", required=True, most=20),)


@dataclass(frozen=True, slots=True)
class Knowing:
    """What the page says beside the question.

    Attributes:
        name: of the youth; nothing while it is not opened, or where the organisation may not know.
        is_open: a right code was given.
        opened: what keeps it open on the next page.
        facts: what must be known to answer: what it is called, and how it stands.
    """

    ask: Part
    enter: Part
    own: Part
    is_open: bool
    opened: str
    name: str
    birth_on: str
    facts: tuple[tuple[str, str], ...]


def knowing_of(answering: Answering, trouble: Trouble | None, opened: str = "") -> Knowing | None:
    """That part of the page; nothing for a reader who is no organisation."""
    found, office = answering.found, answering.office
    if found.holder.person_id is not None:
        return None
    opened = opened or first(answering.pairs, OPENED)
    is_open = is_opened(opened, found.wait, found.holder.token, office.now(), office.store.vault)
    if opened and not is_open:
        log.warning("answer link refused: not opened by a code")
    whom = _whom(answering) if is_open else Whom(None, None, None)
    return Knowing(
        ask=part_of(answering, trouble, ASK, mark("Send me a code"), ()),
        enter=part_of(answering, trouble, ENTER, mark("Show whom it is about"), _CODE),
        own=part_of(answering, trouble, OWN, mark("Keep this"), fields_of(OwnNumber)),
        is_open=is_open,
        opened=opened if is_open else "",
        name=whom.name or "",
        birth_on=date_only(whom.birth_on, answering.language) if whom.birth_on else "",
        facts=tuple((answering.say(fact.label), worded(fact, answering.language)) for fact in whom.facts),
    )


def known(answering: Answering) -> tuple[str, str]:
    """Does what was asked: the sentence that says so, or what opens the page.

    Raises:
        Trouble: it does not fit, with the sentence at its field.
        Refused: whatever the command refuses.
    """
    found, store, now = answering.found, answering.office.store, answering.office.now()
    try:
        if answering.do == ASK:
            ask_code(store, found.viewer, found.ref, now)
            return CODE_SENT, ""
        if answering.do == ENTER:
            return "", enter_code(store, found.viewer, found.ref, first(answering.pairs, CODE), now)
        give_reference(store, found.viewer, found.ref, content_of(fields_of(OwnNumber), answering.pairs), now)
    except BadAnswer as refused:
        sentence = refused.text(answering.language)
        raise Trouble(answering.say(LOOK_AGAIN), {refused.field: sentence}) from None
    return NUMBER_KEPT, ""


def _whom(answering: Answering) -> Whom:
    with answering.office.store.read(answering.office.now()) as tx:
        return whom_it_is_about(tx, answering.found)

"""What somebody is to one case: the columns of the table of policies. Says nothing about what that allows."""

from enum import StrEnum


class Link(StrEnum):
    """What a viewer is to one case, or one of the people of it who is handed a print.

    Who looks in an emergency looks as such, whatever else they are: it comes first.
    """

    EMERGENCY = "emergency"
    COORDINATOR = "coordinator"
    CASE_MANAGER = "case manager"
    CONSULTANT = "consultant"
    COACH = "coach"
    REFERRER = "referrer"
    PARTNER = "partner"
    TRUSTED = "trusted"
    FORMER = "former"
    MANAGER = "manager"
    OPERATOR = "operator"
    ASKED = "asked"
    DRAFTER = "drafter"
    PRIVACY_OFFICER = "privacy officer"
    YOUTH = "youth"
    PARENT = "parent"
    SUPPORTER = "supporter"


GUIDES = frozenset({Link.COORDINATOR, Link.CASE_MANAGER, Link.CONSULTANT})
SPEAKS = GUIDES | {Link.COACH}
"""Who guides the case, and who coaches the youth."""
HOLDS = SPEAKS | {Link.FORMER}
"""Who may read what is written in the file; who handed it over for a set time."""
SITS = frozenset({Link.REFERRER, Link.PARTNER})
"""Agencies with a part in the case."""
LOOKS_OVER = frozenset({Link.MANAGER, Link.OPERATOR})
"""Who sees numbers of cases and agencies, and nothing of a youth."""
PEOPLE = frozenset({Link.YOUTH, Link.PARENT, Link.SUPPORTER})
"""The people themselves: they have no account, and are handed a print; the youth reads it behind a coded link too."""
STAFF = frozenset(Link) - PEOPLE - {Link.DRAFTER, Link.PRIVACY_OFFICER}
"""Whom a case shows itself to as such, on a screen."""

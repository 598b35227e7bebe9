"""Whether something of a case may leave to an agency: on what ground, for which life domains, or why not. Pure.

The one function for every place where it could leave. Source: domain.md section 6, R1, R2, R11 and R13.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ANONYMOUS, LEGAL_TASK = "anonymous", "legal task"


class Withheld(StrEnum):
    """Why nothing leaves; kept on what was not sent."""

    NO_AGREEMENT = "no agreement"
    NO_GROUND = "no ground"
    NOT_IN_FORCE = "ground not in force"
    WITHDRAWN = "consent withdrawn"
    SAID_NO = "consent not given"
    NO_YES = "no consent"
    OTHER_DOMAIN = "another life domain"
    LEFT = "no part any more"


class Said(StrEnum):
    """The last word of somebody whose yes is needed, as far as it holds today."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Word:
    """What one giver said.

    Attributes:
        domains: the life domains a yes is about; all of them, when it is nothing.
    """

    said: Said
    domains: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A ground as the region wrote it down, and from when until when it is in force."""

    code: str
    needs_consent: bool
    valid_from: date | None = None
    valid_until: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether anything may rest on it on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


class Tie(StrEnum):
    """What the reader is to the case, as far as that is a ground of its own."""

    GUIDES = "guides"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known of a case and an agency to say whether it may be told.

    Attributes:
        active: it signed the cooperation agreement.
        rule: its ground; nothing where it has none.
        words: one for everybody whose yes is needed today, of that rule.
        registered_on: the ground the registration rests on.
        left: it had a part in the case, and has none any more.
    """

    active: bool
    rule: Rule | None
    words: tuple[Word, ...] = ()
    registered_on: str | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What became of the question: a ground, or a named reason; true where it may be shared.

    Attributes:
        ground: the code of what it rests on.
        why: why it is withheld.
        domains: the life domains it is limited to; all, when it is nothing.
    """

    ground: str | None = None
    why: Withheld | None = None
    domains: frozenset[str] | None = None

    def __bool__(self) -> bool:
        return self.why is None


def may_share(
    known: Known,
    on: date,
    *,
    tie: Tie | None = None,
    domain: str | None = None,
    whole: bool = False,
    nameless: bool = False,
) -> Share:
    """Whether something may leave to the agency on that day.

    Args:
        known: the agency, its ground and the words of who must agree.
        on: the day.
        tie: what the reader is to the case, where that counts besides the agency's own ground.
        domain: the life domain it is about.
        whole: it is about everything, as for who guides a case or leads a meeting.
        nameless: nobody can be recognised in it, so no ground is needed.
    """
    if not known.active:
        return Share(why=Withheld.NO_AGREEMENT)
    own = _own_ground(known, on, domain=domain, whole=whole)
    if tie is Tie.GUIDES:
        return own or Share(known.registered_on or LEGAL_TASK)
    if tie is Tie.REFERRED and own.why is not Withheld.WITHDRAWN:
        return Share(known.registered_on or LEGAL_TASK)
    if known.left:
        return Share(why=own.why or Withheld.LEFT)
    return Share(ANONYMOUS) if nameless and not own else own


def _own_ground(known: Known, on: date, *, domain: str | None, whole: bool) -> Share:
    if known.rule is None:
        return Share(why=Withheld.NO_GROUND)
    if not known.rule.in_force(on):
        return Share(why=Withheld.NOT_IN_FORCE)
    return _by_consent(known, domain, whole=whole) if known.rule.needs_consent else Share(known.rule.code)


LACKING = ((Said.WITHDRAWN, Withheld.WITHDRAWN), (Said.NO, Withheld.SAID_NO), (Said.NOTHING, Withheld.NO_YES))
"""What a missing yes is called; the gravest word of all who must agree counts."""


def _by_consent(known: Known, domain: str | None, *, whole: bool) -> Share:
    said = {word.said for word in known.words} or {Said.NOTHING}
    why = next((why for word, why in LACKING if word in said), None)
    if why is not None:
        return Share(why=why)
    domains = narrowest(word.domains for word in known.words)
    if domains is not None and (whole or not domains or (domain is not None and domain not in domains)):
        return Share(why=Withheld.OTHER_DOMAIN)
    return Share(known.rule.code if known.rule else None, domains=domains)


def narrowest(each: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """The life domains everybody agreed to; nothing where nobody left one out."""
    limited = [domains for domains in each if domains is not None]
    return frozenset.intersection(*limited) if limited else None

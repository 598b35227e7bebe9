"""Ground before sharing: refuses to bring an agency in without one, and says which reason stands in the way."""

from collections.abc import Mapping

from flows.engine.matter import Matter
from flows.facts.sharing import known_of
from models.refusal import Refused
from models.sharing import Withheld, may_share
from models.speech import mark
from models.tables import Agency

ASK_FIRST = mark("{agency} has no ground to know of this youth; ask for consent first, or discuss anonymously.")
WHY: Mapping[Withheld, str] = {
    Withheld.NO_AGREEMENT: mark("{agency} has not signed the cooperation agreement; nothing can be shared with it."),
    Withheld.NO_GROUND: ASK_FIRST,
    Withheld.NOT_IN_FORCE: mark("The ground of {agency} is not in force today; nothing can be shared on it."),
    Withheld.WITHDRAWN: mark("Consent for {agency} was withdrawn; nothing can be shared with it."),
    Withheld.SAID_NO: mark("There is no consent for {agency}: somebody said no. Discuss anonymously, or ask another."),
    Withheld.NO_YES: ASK_FIRST,
    Withheld.OTHER_DOMAIN: mark("The consent for {agency} is about other life domains; ask for consent for this one."),
    Withheld.LEFT: mark("{agency} has no part in this case any more."),
}
"""What is said for each reason; a test asks for all of them."""


def insist_on_ground(matter: Matter, agency: int, *, domain: str | None = None, whole: bool = False) -> None:
    """Refuses to share with an agency that has no ground for it.

    Args:
        matter: the case.
        agency: with whom.
        domain: the life domain it is about.
        whole: it is about everything: who guides a case or leads a talk hears all of it.

    Raises:
        Refused: no ground, or somebody's yes is missing; says which.
    """
    share = may_share(known_of(matter, agency, left=False), matter.today, domain=domain, whole=whole)
    if share.why is not None:
        raise Refused(WHY[share.why], agency=matter.session.get_one(Agency, agency).name)

"""The sheets of one agency of the region: what it is, and how it is reached. Files nothing.

Its code never changes; on which ground it may know of a youth is changed by a command of its own.
"""

from models.code import AgencyKind
from models.forms.field import Email, Place
from models.forms.form import Sheet, asked
from models.forms.region_line import Code, Title
from models.speech import mark


class ChangedAgency(Sheet):
    """What an agency is from now on; what is left empty it has not."""

    name: Title = asked(mark("Name"))
    kind: AgencyKind = asked(mark("Kind"))
    municipality: Place | None = asked(
        mark("Municipality"), help=mark("Empty: it works for the whole region."), default=None
    )
    mailbox: Email | None = asked(
        mark("Shared mailbox"), help=mark("For what nobody in particular is asked. Empty: it has none."), default=None
    )


class NewAgency(ChangedAgency):
    """An agency that joins the region; it is asked something once it signed an agreement."""

    code: Code = asked(mark("Code"), help=mark("Small letters, digits and hyphens. It never changes."))
    ground: str = asked(
        mark("Ground"), help=mark("On what it may know of a youth."), pick="ground", min_length=1, max_length=40
    )

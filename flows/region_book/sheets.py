"""The sheets of a region's spreadsheet, in the order in which they are taken: one row each. Reads no file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.region_book.place import Became, Place
from flows.region_book.taking_agency import (
    take_agency,
    take_agreement,
    take_municipality,
    take_region,
    take_signature,
)
from flows.region_book.taking_means import take_instrument, take_ladder_row
from flows.region_book.taking_person import take_contact, take_mandate, take_person, take_point
from flows.region_book.taking_time import take_day, take_school_holiday, take_term_row
from models.forms import means_line
from models.forms import region_line as line
from models.forms.form import Sheet
from models.speech import mark, say

IN_FILE = "nl"
"""Sheets and columns are named in Dutch, whoever reads them; English is taken too."""


@dataclass(frozen=True, slots=True)
class BookPage:
    """One sheet.

    Attributes:
        name: how it is called, in English; the file has its Dutch twin.
        line: what one row holds.
        take: what one row brings.
        once: the fields that no two rows may share.
        called: the field by which other sheets name a row of this one.
    """

    name: str
    line: type[Sheet]
    take: Callable[[Place, Any], Became]
    once: Sequence[str]
    called: str | None = None

    @property
    def title(self) -> str:
        """Its name in the file."""
        return say(self.name, IN_FILE)

    def heads(self, language: str = IN_FILE) -> dict[str, str]:
        """Its columns: the name of each field, and its head."""
        return {name: say(field.title or name, language) for name, field in self.line.model_fields.items()}


PAGES: Sequence[BookPage] = (
    BookPage(mark("Region"), line.RegionLine, take_region, ("code",)),
    BookPage(mark("Municipalities"), line.MunicipalityLine, take_municipality, ("name",)),
    BookPage(mark("Agencies"), line.AgencyLine, take_agency, ("code",), "code"),
    BookPage(mark("Cooperation agreements"), line.AgreementLine, take_agreement, ("name",), "name"),
    BookPage(mark("Signatures"), line.SignatureLine, take_signature, ("agreement", "agency")),
    BookPage(mark("People"), line.PersonLine, take_person, ("email",), "email"),
    BookPage(
        mark("Contacts"), line.ContactLine, take_contact, ("email", "question", "neighbourhood", "school")
    ),
    BookPage(mark("Mandates"), line.MandateLine, take_mandate, ("agreement", "email")),
    BookPage(mark("Registration point"), line.PointLine, take_point, ()),
    BookPage(mark("Terms"), line.TermRowLine, take_term_row, ("name", "valid_from")),
    BookPage(mark("The ladder"), means_line.LadderLine, take_ladder_row, ("step", "question", "agency", "valid_from")),
    BookPage(mark("Chain instruments"), means_line.InstrumentLine, take_instrument, ("code",)),
    BookPage(mark("Days off"), line.DayOffLine, take_day, ("day", "agency")),
    BookPage(mark("School holidays of the region"), line.HolidayLine, take_school_holiday,
             ("name", "first_on", "school_region", "school")),
)  # fmt: skip
EXPLANATION = mark("Explanation")
"""The first sheet of the empty file; what stands in it is not read."""


def pages_by_name() -> Mapping[str, BookPage]:
    """Each sheet by its name in either language."""
    return {say(page.name, language).casefold(): page for page in PAGES for language in ("nl", "en")}

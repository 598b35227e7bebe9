"""One row of each sheet of the spreadsheet of a region: its columns, what they mean, and what fits. Files nothing.

A row names what it belongs to as people do: an agency by its code, somebody by their mail address.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from models.code import AgencyKind, Domain, OrderKind, Role, Sector
from models.forms.field import CLEAN, Email, Name, Phone, Place
from models.forms.form import Sheet, asked, refuse
from models.label import LABELS
from models.school_holiday import Region as SchoolRegion
from models.school_holiday import region_called
from models.sheet import day_of, yes_or_no
from models.speech import LANGUAGES, mark, say

ALL_AGENCIES = mark("Empty: for every agency of the region.")


def words_of(codes: type[StrEnum]) -> dict[str, StrEnum]:
    """Every word by which a code may be named: itself, and what people call it in either language."""
    labels: Mapping[str, str] = LABELS[codes]
    return {say(word, language).casefold(): code for code in codes for word in (str(code), labels[code])
            for language in LANGUAGES}  # fmt: skip


def code_of(codes: type[StrEnum]) -> BeforeValidator:
    """Reads a code by any word people call it."""

    def read(word: Any) -> Any:
        found = words_of(codes).get(str(word).casefold())
        if found is None:
            expected = ", ".join(say(LABELS[codes][code]) for code in codes)
            raise PydanticCustomError("enum", "one of: {expected}", {"expected": expected})
        return found

    return BeforeValidator(read)


def _known(word: Any) -> Any:
    """A sector or a life domain: what a consultant can know well."""
    found = words_of(Sector) | words_of(Domain)
    if str(word).casefold() not in found:
        raise PydanticCustomError("unknown", mark("is no sector and no life domain"))
    return found[str(word).casefold()]


def _because(read: Callable[[str], Any], kind: str, sentence: str) -> BeforeValidator:
    """Reads a text with one of our readers; what it does not take gets this sentence."""

    def checked(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return read(value)
        except ValueError:
            raise PydanticCustomError(kind, sentence) from None

    return BeforeValidator(checked)


def _apart(text: Any) -> Any:
    return [each.strip() for each in re.split(r"[,;\n]", text) if each.strip()] if isinstance(text, str) else text


def up_to(most: int) -> StringConstraints:
    """A text of one line, of so many characters at most."""
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most, pattern=r"^[^\r\n]*$")


SEVERAL = BeforeValidator(_apart)
Day = Annotated[date, _because(day_of, "no_day", mark("is no day; write 17-10-2026"))]
YesOrNo = Annotated[bool, _because(yes_or_no, "no_yes", mark("is not ja or nee"))]
SMALL = BeforeValidator(lambda text: str(text).strip().lower())
Code = Annotated[str, SMALL, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Title = Annotated[str, up_to(120), CLEAN]
SpreadOfHolidays = Annotated[SchoolRegion, _because(region_called, "spread", mark("is not noord, midden or zuid"))]
OneRole = Annotated[Role, code_of(Role)]
Terms = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class RegionLine(Sheet):
    """The region itself; one row."""

    code: Code = asked(mark("Code"), help=mark("Small letters, digits and hyphens. It never changes."))
    name: Title = asked(mark("Name"))
    school_region: SpreadOfHolidays = asked(mark("School holidays"), help=mark("noord, midden or zuid"))


class MunicipalityLine(Sheet):
    """A municipality of the region."""

    name: Place = asked(mark("Name"))
    school_region: SpreadOfHolidays = asked(mark("School holidays"), help=mark("noord, midden or zuid"))


class AgencyLine(Sheet):
    """An agency."""

    code: Code = asked(mark("Code"), help=mark("Small letters, digits and hyphens. It never changes."))
    name: Title = asked(mark("Name"))
    kind: Annotated[AgencyKind, code_of(AgencyKind)] = asked(mark("Kind"))
    municipality: Place | None = asked(mark("Municipality"), default=None)
    mailbox: Email | None = asked(mark("Shared mailbox"), default=None)
    ground: Annotated[str, up_to(200), CLEAN] = asked(
        mark("Ground"), help=mark("On what it may know of a youth: the code or the name of a ground.")
    )


class AgreementLine(Sheet):
    """A cooperation agreement."""

    name: Title = asked(mark("Name"))
    valid_from: Day = asked(mark("From"))
    valid_until: Day = asked(mark("Up to and including"))
    chair: Code = asked(mark("Chair"), help=mark("The code of the agency that leads the breakthrough table."))
    scope: Annotated[list[Annotated[OrderKind, code_of(OrderKind)]], SEVERAL] = asked(
        mark("A binding decision may be about"), help=mark("Several: with a comma between them. Empty: everything."),
        default_factory=lambda: list(OrderKind),
    )  # fmt: skip

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until < self.valid_from:
            raise refuse("valid_until", mark("ends before it begins"))
        return self


class SignatureLine(Sheet):
    """An agency signed an agreement; only then it is asked something."""

    agreement: Title = asked(mark("Agreement"), help=mark("Its name."))
    agency: Code = asked(mark("Agency"), help=mark("Its code."))
    signed_on: Day = asked(mark("Signed on"))


class PersonLine(Sheet):
    """Somebody who works at an agency."""

    email: Email = asked(mark("Mail address"), help=mark("Each address once; it never changes here."))
    given_name: Name = asked(mark("Given name"))
    prefix: Name | None = asked(mark("Prefix"), default=None)
    family_name: Name = asked(mark("Family name"))
    phone: Phone | None = asked(mark("Phone"), default=None)
    agency: Code = asked(mark("Agency"), help=mark("Its code."))
    roles: Annotated[list[OneRole], SEVERAL] = asked(
        mark("Roles"), help=mark("Several: with a comma between them. A role is added, and never taken away here."),
        default_factory=list,
    )  # fmt: skip
    language: Literal["nl", "en"] | None = asked(mark("Language"), help=mark("nl or en"), default=None)
    schools: Annotated[list[Code], SEVERAL] = asked(
        mark("Knows these schools"), help=mark("Codes of agencies, with a comma between them."), default_factory=list
    )
    expertise: Annotated[list[Annotated[str, BeforeValidator(_known)]], SEVERAL] = asked(
        mark("Knows well"), help=mark("Sectors and life domains, with a comma between them."), default_factory=list
    )


class ContactLine(Sheet):
    """Whom to ask at an agency."""

    email: Email = asked(mark("Mail address"), help=mark("Of who is asked; the agency is theirs."))
    question: Annotated[str, StringConstraints(max_length=40)] = asked(
        mark("Question"), help=mark("The code of a question, of the list below. Empty: every question."), default="*"
    )
    neighbourhood: Place | None = asked(mark("Only for this neighbourhood"), default=None)
    school: Code | None = asked(mark("Only for this school"), help=mark("The code of an agency."), default=None)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.neighbourhood is not None and self.school is not None:
            raise refuse("school", mark("goes not together with a neighbourhood"))
        return self


class MandateLine(Sheet):
    """A transition consultant may take binding decisions under an agreement."""

    agreement: Title = asked(mark("Agreement"), help=mark("Its name."))
    email: Email = asked(mark("Mail address"), help=mark("Of a transition consultant."))
    from_on: Day = asked(mark("From"))


class PointLine(Sheet):
    """The registration point of the region; one row."""

    agency: Code = asked(mark("Agency"), help=mark("Its code."))
    coordinator: Email = asked(mark("Coordinator"), help=mark("Their mail address; they have that role."))


class TermRowLine(Sheet):
    """A term that differs from what Vangnet comes with."""

    name: Terms = asked(mark("Term"), help=mark("Its name, of the list below."))
    amount: Terms = asked(mark("How long"), help=mark("For example: 5 working days, 8 weeks."))
    urgent: Terms | None = asked(mark("How long when it is urgent"), default=None)
    valid_from: Day = asked(mark("From"), help=mark("Today or later."))
    off: YesOrNo = asked(mark("No last day at all"), help=mark("ja or nee"), default=False)
    ground: Annotated[str, up_to(400), CLEAN] = asked(mark("On what it rests"))


class DayOffLine(Sheet):
    """A day on which the region or one agency does not work."""

    day: Day = asked(mark("Which day"), help=mark("From tomorrow on."))
    label: Annotated[str, up_to(80), CLEAN] = asked(mark("What people call it"))
    agency: Code | None = asked(mark("For which agency"), help=ALL_AGENCIES, default=None)
    equated: YesOrNo = asked(mark("Made equal to a holiday by decree"), help=mark("ja or nee"), default=False)

    @model_validator(mode="after")
    def _decree_is_for_all(self) -> Self:
        if self.equated and self.agency is not None:
            raise refuse("equated", mark("holds for everybody, not for one agency"))
        return self


class HolidayLine(Sheet):
    """A school holiday, of the schools of one spread or of one school."""

    name: Annotated[str, up_to(60), CLEAN] = asked(mark("Name"))
    first_on: Day = asked(mark("First day"))
    last_on: Day = asked(mark("Last day"))
    school_region: SpreadOfHolidays | None = asked(
        mark("School holidays"), help=mark("noord, midden or zuid; or a school in the next column"), default=None
    )
    school: Code | None = asked(mark("School"), help=mark("The code of an agency."), default=None)
    provisional: YesOrNo = asked(mark("May still change"), help=mark("ja or nee"), default=True)

    @model_validator(mode="after")
    def _whose_and_how_long(self) -> Self:
        if self.last_on < self.first_on:
            raise refuse("last_on", mark("ends before it begins"))
        if (self.school_region is None) == (self.school is None):
            raise refuse("school", mark("is of a spread or of one school: fill in one of both"))
        return self

"""The sheet of somebody who works at an agency: who they are, where, and in which roles. Files nothing."""

from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from models.code import Domain, Role, Sector
from models.forms.field import Email, Name, Phone
from models.forms.form import Sheet, asked
from models.holder import AnAgency
from models.speech import mark

MOST = 40


def _known(code: str) -> str:
    if code not in {*Sector, *Domain}:
        raise PydanticCustomError("unknown", mark("is no sector and no life domain"))
    return code


class Colleague(Sheet):
    """Somebody who works at an agency, as it is from now on; what is left empty is not there."""

    given_name: Name = asked(mark("Given name"))
    prefix: Name | None = asked(mark("Prefix of the family name"), default=None)
    family_name: Name = asked(mark("Family name"))
    email: Email = asked(mark("Mail address"), help=mark("They sign in with it; each address once."))
    phone: Phone | None = asked(mark("Phone"), default=None)
    agency: AnAgency = asked(mark("Agency"), help=mark("Only where an agreement was signed."), pick="agency")
    roles: list[Role] = asked(
        mark("Roles"), help=mark("Everybody who works here is a professional."), default_factory=list, max_length=8
    )
    language: Literal["nl", "en"] = asked(mark("Which language do we write in?"), default="nl")
    schools: list[AnAgency] = asked(mark("Knows these schools"), pick="school", default_factory=list, max_length=MOST)
    expertise: list[Annotated[str, AfterValidator(_known)]] = asked(
        mark("Knows well"),
        help=mark("Sectors and life domains. It counts when a transition consultant is proposed."),
        pick="sector or domain",
        default_factory=list,
        max_length=MOST,
    )

"""Letters on paper for youths and parents: they may hold names, so they are printed behind sign-in and never mailed."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar, Self

from pydantic import Field

from notifications.plain import Language, Line, Link, Plain, sample
from notifications.press import printed

FreeText = Annotated[str, Field(min_length=1, max_length=4000)]


class Paper(Plain):
    """One printed letter. Its words stand in `words/_paper/<template>/`."""

    template: ClassVar[str]
    demo: ClassVar[Mapping[str, object]] = sample()

    @classmethod
    def example(cls) -> Self:
        """Return a believable one from the demo region, for previews and tests."""
        return cls.model_validate(dict(cls.demo))


class Asked(Plain):
    """Which agency was asked what."""

    agency: Line
    what: FreeText


class Contact(Plain):
    """Somebody who can be called."""

    name: Line
    phone: Line


class PaperForYouth(Paper):
    """Who is your person, whom we asked what, how you say no, how you see your file."""

    template = "for_youth"
    case_ref: Line
    written_on: date
    first_name: Line
    person: Contact
    person_agency: Line
    point: Contact
    asked: tuple[Asked, ...] = ()
    file_link: Link | None = None
    demo = sample(
        case_ref="VN-7K3M9Q",
        written_on=date(2026, 11, 23),
        first_name="Noor",
        person={"name": "Bram Veerman", "phone": "06 00 00 01 02"},
        person_agency="Doorstroompunt Rivierland-Oost",
        point={"name": "Aanmeldpunt Rivierland-Oost", "phone": "000 000 01 00"},
        asked=(
            {"agency": "Geldloket", "what": "een gesprek over je schulden, deze week nog"},
            {"agency": "Waalzicht College", "what": "of je later op de dag mag beginnen"},
        ),
        file_link="https://vangnet.example/mijn",
    )


class PaperForParents(Paper):
    """The same for those with custody of a youth under 16, with u."""

    template = "for_parents"
    case_ref: Line
    written_on: date
    youth_name: Line
    person: Contact
    person_agency: Line
    point: Contact
    asked: tuple[Asked, ...] = ()
    demo = sample(
        case_ref="VN-4D8HWT",
        written_on=date(2026, 9, 17),
        youth_name="Daan",
        person={"name": "Ilse Kuiper", "phone": "06 00 00 01 03"},
        person_agency="De Brug",
        point={"name": "Aanmeldpunt Rivierland-Oost", "phone": "000 000 01 00"},
        asked=({"agency": "OPDC De Kade", "what": "een plek voor twee dagen in de week"},),
    )


class ClosingPaper(Paper):
    """What you reached, whom you can call, how you come back without a new intake."""

    template = "closing"
    case_ref: Line
    written_on: date
    first_name: Line
    reached: tuple[FreeText, ...] = ()
    contacts: tuple[Contact, ...] = ()
    point: Contact
    kept_until_on: date
    demo = sample(
        case_ref="VN-7K3M9Q",
        written_on=date(2027, 6, 18),
        first_name="Noor",
        reached=("Je hebt een eigen kamer.", "Je schulden staan op een rij en worden elke maand minder."),
        contacts=({"name": "Tante Mies", "phone": "06 00 00 01 04"},),
        point={"name": "Aanmeldpunt Rivierland-Oost", "phone": "000 000 01 00"},
        kept_until_on=date(2029, 6, 18),
    )


PAPERS: Mapping[str, type[Paper]] = MappingProxyType(
    {kind.__name__: kind for kind in (PaperForYouth, PaperForParents, ClosingPaper)}
)
"""Every printed letter by its name."""


def print_paper(paper: Paper, language: Language) -> str:
    """Return the letter as one HTML page for A4, without scripts and without anything loaded from elsewhere.

    Raises:
        jinja2.UndefinedError: when its words ask for a value the letter does not have.
    """
    values = {name: getattr(paper, name) for name in type(paper).model_fields}
    return printed(f"_paper/{paper.template}/{language}.html", values, language)

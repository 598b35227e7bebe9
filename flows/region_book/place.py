"""Where the rows of a spreadsheet land: the region, and who and what is called so there. Writes nothing of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sqlmodel import select

from models.refusal import Refused
from models.secret import digests_of_email
from models.speech import mark
from models.store import Tx
from models.tables import Agency, Agreement, Ground, Professional, Region, Row

Found = TypeVar("Found")
NO_AGENCY = mark("There is no agency with the code '{code}', in the sheet of agencies or in the region.")
NO_PERSON = mark("Nobody with the mail address '{email}' works here, in the sheet of people or in the region.")
NO_AGREEMENT = mark("There is no agreement called '{name}', in the sheet of agreements or in the region.")


class Became(StrEnum):
    """What a row brings."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


class Follows(Refused):
    """Not taken because of another row, which is named already."""


@dataclass(slots=True)
class Place:
    """The region that is being filled in.

    Attributes:
        faulty: how rows that were not taken are called; what leans on one of them need not be named too.
    """

    tx: Tx
    region: Region
    today: date
    faulty: set[str] = field(default_factory=set)

    def agency(self, code: str) -> Agency:
        """The agency of that code.

        Raises:
            Refused: there is none.
        """
        query = select(Agency).where(Agency.region_id == self.region.id, Agency.code == code)
        return self._there(self.tx.session.exec(query).first(), code, NO_AGENCY, code=code)

    def agreement(self, name: str) -> Agreement:
        """The agreement of that name.

        Raises:
            Refused: there is none.
        """
        query = select(Agreement).where(Agreement.region_id == self.region.id, Agreement.name == name)
        return self._there(self.tx.session.exec(query).first(), name, NO_AGREEMENT, name=name)

    def person(self, email: str) -> Professional:
        """Who has that mail address and works in the region.

        Raises:
            Refused: nobody, or not any more.
        """
        row = self.called(email)
        here = row if row is not None and row.active and self.is_here(row) else None
        return self._there(here, email, NO_PERSON, email=email)

    def called(self, email: str) -> Professional | None:
        """Who has that mail address, here or elsewhere, now or before."""
        query = select(Professional).where(Professional.email_digest.in_(digests_of_email(email)))  # type: ignore[union-attr]
        return self.tx.session.exec(query).first()

    def is_here(self, row: Professional) -> bool:
        """Whether somebody works in this region."""
        return self.tx.session.get_one(Agency, row.agency_id).region_id == self.region.id

    def ground(self, called: str) -> Ground:
        """The ground of that code or name.

        Raises:
            Refused: there is none.
        """
        rows = self.tx.session.exec(select(Ground).where(Ground.region_id == self.region.id)).all()
        wanted = called.casefold()
        found = (row for row in rows if wanted in {row.code, row.label_nl.casefold(), row.label_en.casefold()})
        row = next(found, None)
        if row is None:
            raise Refused(mark("There is no ground called '{name}'; the sheet 'Uitleg' lists them."), name=called[:80])
        return row

    def _there(self, row: Found | None, called: str, sentence: str, **values: str) -> Found:
        if row is not None:
            return row
        refusal = Follows if called.casefold() in self.faulty else Refused
        raise refusal(sentence, **{name: value[:80] for name, value in values.items()})

    def became(self, row: Row, told: Mapping[str, Any], *, there: bool) -> Became:
        """Lets a row say what the sheet says; what the sheet leaves empty stays as it is."""
        differs = [name for name, value in told.items() if value is not None and getattr(row, name) != value]
        if there and not differs:
            return Became.SAME
        for name in differs:
            setattr(row, name, told[name])
        self.tx.session.add(row)
        self.tx.flush()
        return Became.CHANGED if there else Became.ADDED

"""Names as a script writes them, turned into holders: agencies, who works there, and the people of a case.

Writes nothing; a name that nobody has is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, or_, select

from flows.commands.viewer import viewer_numbered
from flows.queries.waiting import name_of
from models.access import Viewer
from models.store import Tx
from models.tables import Agency, CaseFile, CasePerson, Custody, Instrument, Person, Professional

WORDS_ONLY = frozenset(
    {"given_name", "family_name", "name", "takes_over_who", "supporter", "relation", "initials", "place"}
)
"""Fields that hold a name as words, also where somebody has that name."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works at an agency, and what they may do."""

    viewer: Viewer
    name: str
    agency: str


class Names:
    """Everybody a script may name: by the full name, an agency by its own, the people of a case by their given name."""

    def __init__(self, tx: Tx, region: int) -> None:
        agencies = tx.session.exec(select(Agency).where(Agency.region_id == region)).all()
        self.agencies: dict[str, int] = {agency.name: agency.id for agency in agencies}
        called = {agency.id: agency.name for agency in agencies}
        self.workers: dict[str, Worker] = {
            name_of(each): Worker(viewer_numbered(tx, each.id), name_of(each), called[each.agency_id])
            for each in tx.session.exec(select(Professional).where(col(Professional.agency_id).in_(list(called))))
            if each.active
        }
        self.instruments: dict[str, int] = {
            each.name_nl: each.id for each in tx.session.exec(select(Instrument).where(Instrument.region_id == region))
        }
        self.people: dict[str, int] = {}

    def meet(self, tx: Tx, ref: str) -> None:
        """Learns the people of a case by their given names."""
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        around = or_(
            col(Person.id) == case.youth_id,
            col(Person.id).in_(select(Custody.person_id).where(Custody.youth_id == case.youth_id)),
            col(Person.id).in_(select(CasePerson.person_id).where(CasePerson.case_id == case.id)),
        )
        self.people = {each.given_name: each.id for each in tx.session.exec(select(Person).where(around))}

    def worker(self, name: str) -> Worker:
        """Who works here under that name.

        Raises:
            LookupError: nobody does.
        """
        if name not in self.workers:
            raise LookupError(f"nobody called {name} works in this region")
        return self.workers[name]

    def token(self, name: str) -> str | None:
        """The holder of that name as an answer names it; nothing where no one has it."""
        if name in self.agencies:
            return f"agency:{self.agencies[name]}"
        if name in self.workers:
            return f"professional:{self.workers[name].viewer.professional_id}"
        return f"person:{self.people[name]}" if name in self.people else None

    def resolved(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Fields with holders in the place of names, also in their lines."""
        return {field: value if field in WORDS_ONLY else self._resolved(value) for field, value in fields.items()}

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.instruments.get(value) or self.token(value) or value
        if isinstance(value, list | tuple):
            return [self._resolved(each) for each in value]
        return self.resolved(value) if isinstance(value, Mapping) else value

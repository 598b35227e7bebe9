"""What the tests of a copy share: a case with a parent, a brother, notes and a log, and a request for a copy."""

from typing import Any

import pytest

import flows.stages  # noqa: F401 - every story is known
from flows.commands.note import write_note
from flows.commands.right import ask_right, decide_mask
from flows.copy.item import Copy, Item
from flows.copy.read import copy_for, release
from models.access import Viewer
from models.code import Relation
from models.tables import CaseFile, Custody, Family, FamilyMember, Person, Youth

REF = "VN-TEST222"
ILSE = "ilse.verhagen@aanmeldpunt.example"


class Asked:
    """A request for a copy in the bare case."""

    def __init__(self, clockwork: Any) -> None:
        self.clockwork = clockwork
        self.store, self.now, self.ref = clockwork.store, clockwork.now, REF
        self.viewer: Viewer = clockwork.viewer(ILSE)
        self.youth = int(clockwork.rows(CaseFile, CaseFile.ref == REF)[0].youth_id)
        self.parent = self._family()
        for kind, words in (("private", "Alleen voor Ilse."), ("safety concern", "Zorgen over thuis.")):
            write_note(self.store, self.viewer, REF, {"kind": kind, "words": words}, self.now)
        self.number = self.ask(self.youth)

    def _family(self) -> int:
        with self.store.write(self.now) as tx:
            parent = Person(given_name="Hilde", phone="06 12345678", address="Kade 1", secret_address=True)
            family = Family()
            tx.session.add_all([parent, family])
            tx.flush()
            tx.session.add(Custody(youth_id=self.youth, person_id=parent.id, relation=Relation.PARENT))
            youth, person = tx.session.get_one(Youth, self.youth), tx.session.get_one(Person, self.youth)
            youth.family_id, youth.siblings = family.id, "Een broer van tien."
            person.address, person.secret_address = "Lindelaan 2", True
            tx.session.add(
                FamilyMember(
                    family_id=family.id,
                    given_name="Sem",
                    relation="broer",
                    words="Slaapt slecht.",
                    noted_at=self.now,
                    noted_by=self.viewer.professional_id,
                )
            )
            return parent.id

    def ask(self, who: int, kind: str = "access") -> int:
        content = {"kind": kind, "who": f"person:{who}", "asked_on": f"{self.now:%Y-%m-%d}"}
        return ask_right(self.store, self.viewer, REF, content, self.now)

    def copy(self, number: int | None = None, by: Viewer | None = None) -> Copy:
        with self.store.read(self.now) as tx:
            return copy_for(tx, by or self.viewer, REF, number or self.number, "nl")

    def released(self, number: int | None = None) -> Copy:
        with self.store.read(self.now) as tx:
            return release(tx, self.viewer, REF, number or self.number, "nl")

    def item(self, key: str, number: int | None = None) -> Item:
        return next(item for item in self.copy(number).items() if item.key == key)

    def decide(self, key: str, *, masked: bool) -> None:
        content = {"item": key, "masked": masked, "why": "Samen bekeken."}
        decide_mask(self.store, self.viewer, REF, self.number, content, self.now)


@pytest.fixture
def asked(clockwork: Any) -> Asked:
    """The youth asked to see the file."""
    return Asked(clockwork)

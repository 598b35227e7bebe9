"""What a registration knew of the youth goes along when it joins an older case. Fills what is empty; asks nothing."""

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.facts.youth_word import has_custody, words_that_hold
from models.resemblance import full_name
from models.tables import CaseFile, Consent, Custody, LifeNote, Person, Youth, YouthWord

NEWER = ("living", "departs_on", "absent_since", "school_id", "level", "neighbourhood", "siblings")
"""What the newer registration knows better, when it says anything."""


def youth_along(here: Matter, there: Matter) -> None:
    """Who has custody, what was said yes or no to, how urgent it is, and what changed since, into the kept case."""
    if here.case.youth_id != there.case.youth_id:
        people = _custody(here, there)
        _consents(here, there, {here.case.youth_id: there.case.youth_id, **people})
        _whereabouts(here, there)
    else:
        people = {}
    _said(here, there, people)
    _file(here, there)
    _notes(here, there)
    there.tx.flush()


def _custody(here: Matter, there: Matter) -> dict[int, int]:
    """Those who are not known there yet are added; gives who is who."""
    known = {_name(there, row.person_id): row.person_id for row in _in_charge(there) if row.person_id}
    same: dict[int, int] = {}
    for row in _in_charge(here):
        if row.person_id is None:
            continue
        there_too = known.get(_name(here, row.person_id))
        if there_too is None:
            there.session.add(Custody(youth_id=there.case.youth_id, person_id=row.person_id, relation=row.relation))
        same[row.person_id] = there_too or row.person_id
    return same


def _in_charge(matter: Matter) -> list[Custody]:
    rows = select(Custody).where(Custody.youth_id == matter.case.youth_id, col(Custody.until_on).is_(None))
    return list(matter.session.exec(rows.order_by(col(Custody.id))))


def _name(matter: Matter, person: int | None) -> str:
    row = matter.session.get_one(Person, person)
    return full_name(row.given_name, row.prefix, row.family_name).casefold()


def _consents(here: Matter, there: Matter, who: dict[int, int]) -> None:
    given = select(Consent).where(Consent.case_id == here.case.id, col(Consent.withdrawn_at).is_(None))
    there.session.add_all(
        Consent(
            case_id=there.case.id,
            giver_id=who.get(row.giver_id, row.giver_id),
            **row.model_dump(include={"agency_id", "domain", "agrees", "way", "given_on", "ends_on", "recorded_by_id"}),
        )
        for row in here.session.exec(given.order_by(col(Consent.id))).all()
    )


def _said(here: Matter, there: Matter, who: dict[int, int]) -> None:
    """What the youth says of those with custody, where nothing was said of them in the kept case."""
    known = {row.person_id for row in words_that_hold(there)}
    for row in words_that_hold(here):
        person = who.get(row.person_id, row.person_id)
        if person not in known and has_custody(there, person):
            kept = row.model_dump(exclude={"id", "case_id", "person_id"})
            there.session.add(YouthWord(case_id=there.case.id, person_id=person, **kept))


def _whereabouts(here: Matter, there: Matter) -> None:
    new, old = (matter.session.get_one(Youth, matter.case.youth_id) for matter in (here, there))
    for name in NEWER:
        setattr(old, name, getattr(new, name) or getattr(old, name))
    there.session.add(old)
    mine, theirs = (matter.session.get_one(Person, matter.case.youth_id) for matter in (here, there))
    theirs.secret_address = theirs.secret_address or mine.secret_address
    theirs.address = theirs.address or mine.address
    there.session.add(theirs)


def _file(here: Matter, there: Matter) -> None:
    new, old = (matter.session.get_one(CaseFile, matter.case.id) for matter in (here, there))
    old.urgent = old.urgent or new.urgent
    old.anonymous = old.anonymous and new.anonymous
    if new.informed_on is not None:
        old.informed_on, old.informed_how = new.informed_on, new.informed_how
    if new.parents_informed_on is not None:
        old.parents_informed_on, old.parents_informed_how = new.parents_informed_on, new.parents_informed_how
    old.look_at = min((at for at in (old.look_at, new.look_at) if at is not None), default=None)
    there.session.add(old)


def _notes(here: Matter, there: Matter) -> None:
    noted = select(LifeNote).where(LifeNote.case_id == here.case.id).order_by(col(LifeNote.id))
    there.session.add_all(
        LifeNote(case_id=there.case.id, **row.model_dump(exclude={"id", "case_id"}))
        for row in here.session.exec(noted).all()
    )

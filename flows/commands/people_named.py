"""Whom a command about the people of a case names: who is there, as they were seen, or who fits. Changes nothing."""

from dataclasses import replace

from sqlmodel import col, select

from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.engine.who import age_of, holders
from flows.filing.ground import insist_on_ground
from flows.records.around import Around, people_around
from models.age import ADULT_AT
from models.code import Relation, WaitStatus
from models.forms.people import CUSTODY, NewPerson
from models.holder import as_it_was_seen, parsed
from models.refusal import BadAnswer, Changed, Refused
from models.resemblance import full_name
from models.speech import mark
from models.tables import Person, Wait

UNFIT = mark("The field '{field}' does not fit: {why}.")
YOUTH = "youth"
NOBODY = mark("that is nobody of this case")
THEIR_OWN_CASE = mark("the youth cannot leave their own case")


def person_named(matter: Matter, who: str) -> tuple[Person, str]:
    """The youth or one of their people, and what they are to the youth.

    Raises:
        BadAnswer: a professional or an institution, or nobody of this case.
        Changed: somebody else changed this person since they were looked at.
    """
    token, turn = as_it_was_seen(who)
    kind, number = parsed(token)
    if kind != "person":
        why = mark("how a professional is reached stands with their agency")
        raise BadAnswer(UNFIT, "who", why=why)
    relation = YOUTH if number == matter.case.youth_id else str(around_named(matter, who).relation)
    person = matter.session.get_one(Person, number)
    _insist_seen(person, turn)
    return person, relation


def around_named(matter: Matter, who: str) -> Around:
    """Somebody around the youth today.

    Raises:
        BadAnswer: the youth, or nobody of this case.
        Changed: somebody else changed this person since they were looked at.
    """
    token, turn = as_it_was_seen(who)
    found = next((each for each in people_around(matter) if _is(each, token)), None)
    if found is None:
        raise BadAnswer(UNFIT, "who", why=THEIR_OWN_CASE if _is_youth(matter, token) else NOBODY)
    if found.holder.person_id is not None:
        _insist_seen(matter.session.get_one(Person, found.holder.person_id), turn)
    return found


def _is(around: Around, token: str) -> bool:
    return replace(around.holder, part="").token == token


def _is_youth(matter: Matter, token: str) -> bool:
    return token == f"person:{matter.case.youth_id}"


def _insist_seen(person: Person, turn: int | None) -> None:
    if turn is not None and turn != person.turn:
        raise Changed(mark("Somebody else changed this person meanwhile; look again."))


def insist_fits(matter: Matter, said: NewPerson) -> None:
    """Refuses whom this youth cannot have as that, and who is there already.

    Raises:
        Refused: the field that does not fit, or that they are one of the people already.
    """
    if said.relation in CUSTODY and age_of(matter) >= ADULT_AT:
        why = mark("from eighteen on nobody has custody; they can be other family or a supporter")
        raise BadAnswer(UNFIT, "relation", why=why)
    if said.relation == Relation.TRUSTED_PERSON:
        _insist_on_the_choice(matter, said)
    if said.institution is not None:
        insist_known(matter, [said.institution], "institution")
    if said.professional is not None:
        insist_known(matter, [said.professional], "professional")
        insist_on_ground(matter, holders(matter, said.professional, None)[0].agency_id or 0)
    name = _name(said.given_name or "", said.prefix, said.family_name)
    for each in people_around(matter):
        if each.relation == said.relation and _called(matter, each) in {name, said.institution, said.professional}:
            raise Refused(mark("This person is one of the people of this case already."))


def _insist_on_the_choice(matter: Matter, said: NewPerson) -> None:
    """The youth chooses; while that is being asked, the question is answered instead."""
    if not said.agreed:
        raise BadAnswer(UNFIT, "agreed", why=mark("the youth chooses, and who is chosen says yes first"))
    if _is_choosing(matter):
        raise Refused(mark("It is being asked who stays in touch; answer that question instead."))


def _is_choosing(matter: Matter) -> bool:
    asked = select(Wait.id).where(
        Wait.case_id == matter.case.id,
        Wait.status == WaitStatus.OPEN,
        col(Wait.form).in_(CHOOSING) | col(Wait.key).startswith("who-has-custody"),
    )
    return matter.session.exec(asked).first() is not None


CHOOSING = ("TrustedPerson", "TrustedAgrees", "ParentsAgree")
"""The questions by which somebody is chosen to stay in touch."""


def _name(given_name: str, prefix: str | None, family_name: str | None) -> str:
    return full_name(given_name, prefix, family_name).casefold()


def _called(matter: Matter, around: Around) -> str:
    """Their name, or for a professional or an institution what an answer calls them."""
    row = matter.session.get(Person, around.holder.person_id) if around.holder.person_id else None
    return around.holder.token if row is None else _name(row.given_name, row.prefix, row.family_name)

"""The people of a case after its registration: somebody joins, is reached otherwise, or has no part in it any more.

One transaction each. Source: process.md, "Parents" and stage 4 step 1; domain.md, R6.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.commands.guided import guided
from flows.commands.people_named import UNFIT, YOUTH, around_named, insist_fits, person_named
from flows.commands.question import ties_of
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from flows.engine.who import age_of, holders
from flows.records.around import with_custody
from flows.records.findable import found_by_name
from flows.records.person_joins import joins_around, joins_custody, stays_in_touch
from flows.records.person_leaves import person_leaves
from models.access import Viewer, sees_secret_address
from models.age import PARENTS_STAND_BACK_AT
from models.code import Relation
from models.deed import Deed
from models.forms import line_from
from models.forms.people import CUSTODY, ChangedPerson, NewPerson, PersonLeaves
from models.holder import INVITED, Holder, parsed
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Store
from models.tables import Person, PersonChange


def add_person(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> str:
    """Somebody joins the people of a case; gives who, as an answer would name them.

    Under sixteen the yes of who gets custody is needed from now on, and is asked. A new trusted person goes on with the
    windows of the one before.

    Raises:
        Refused: a field does not fit, they are there already, or the viewer does not guide this case.
    """
    said = line_from(NewPerson, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.ADD_PERSON)
        insist_fits(matter, said)
        holder = _holder(matter, said)
        if said.relation in CUSTODY:
            joins_custody(matter, said.relation, holder)
        elif said.relation == Relation.TRUSTED_PERSON:
            stays_in_touch(matter, holder)
        else:
            joins_around(matter, said.relation, holder)
        _note(matter, "added", holder.token, said.relation)
        return holder.token


def change_person(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """What is different about the youth or one of the people; gives how often they were changed by now.

    An address that did not work counts as working again once it is another one. By a new name they are found at once.

    Raises:
        Refused: a field does not fit, nobody of this case, nothing differs, or the viewer does not coach or guide it.
        Changed: somebody else changed this person since they were looked at.
    """
    said = line_from(ChangedPerson, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.CHANGE_PERSON)
        who, relation = person_named(matter, said.who)
        if said.secrecy == "not secret" and not sees_secret_address(viewer, ties_of(tx, matter.case)):
            raise NotAllowed(mark("Only the case manager may say that an address is secret no longer."))
        new = _new(said)
        differs = [name for name, value in new.items() if getattr(who, name) != value]
        if not differs:
            raise Refused(mark("Nothing differs from what it says now."))
        for name in differs:
            setattr(who, name, new[name])
        if "email" in differs:
            who.email_failed_at = None
        who.turn += 1
        tx.session.add(who)
        tx.flush()
        if relation == YOUTH and not NAMES.isdisjoint(differs):
            found_by_name(tx, who)
        _note(matter, "changed", f"person:{who.id}", relation, fields=",".join(differs))
        return who.turn


def end_person(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> None:
    """Somebody has no part in the case any more: nothing is asked of them or sent to them from now on.

    Raises:
        Refused: nobody of this case, the last with custody of a child, or the viewer does not guide it.
        Changed: somebody else changed this person since they were looked at.
    """
    said = line_from(PersonLeaves, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.END_PERSON)
        who = around_named(matter, said.who)
        if who.has_custody and len(with_custody(matter)) == 1 and age_of(matter) < PARENTS_STAND_BACK_AT:
            why = mark("under sixteen somebody has custody; add who has it now first")
            raise BadAnswer(UNFIT, "who", why=why)
        person_leaves(matter, who)
        _note(matter, "left", who.holder.token, who.relation, code=said.why)


NAMES = frozenset({"given_name", "prefix", "family_name"})
GONE: Mapping[str, str] = {
    "phone": "phone",
    "mail": "email",
    "address": "address",
    "prefix": "prefix",
    "family name": "family_name",
}
"""What may be left empty from now on, and the field that holds it."""


def _new(said: ChangedPerson) -> dict[str, Any]:
    """The fields of the person as they are from now on."""
    told = said.model_dump(exclude_none=True, exclude={"who", "secrecy", "gone", "another_number"})
    if said.secrecy is not None:
        told["secret_address"] = said.secrecy == "secret"
    emptied = [GONE[each] for each in said.gone]
    twice = next((name for name in emptied if name in told), None)
    if twice is not None:
        raise BadAnswer(UNFIT, twice, why=mark("it is filled in, and said to hold no longer"))
    return told | dict.fromkeys(emptied)


def _holder(matter: Matter, said: NewPerson) -> Holder:
    token = said.institution or said.professional
    if token is not None:
        kind, number = parsed(token)
        found = holders(matter, token, None)[0]
        return Holder(INVITED, number if kind == "agency" else found.agency_id, number if kind != "agency" else None)
    person = Person(**said.model_dump(exclude={"relation", "institution", "professional", "agreed", "another_number"}))
    matter.session.add(person)
    matter.tx.flush()
    return Holder(INVITED, person_id=person.id)


def _note(
    matter: Matter, what: str, who: str, relation: str, *, code: str | None = None, fields: str | None = None
) -> None:
    """That it was done stands in the timeline; never what it says."""
    matter.session.add(
        PersonChange(
            case_id=matter.case.id,
            what=what,
            who=who,
            relation=relation,
            code=code,
            fields=fields,
            changed_at=matter.now,
            changed_by=matter.speaker or 0,
        )
    )
    matter.tx.flush()

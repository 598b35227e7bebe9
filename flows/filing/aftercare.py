"""What the answers of aftercare mean: the trusted person, contacts, landed. Source: process.md, stage 4."""

from typing import Any

from sqlmodel import col, select

from flows.engine import when
from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.known import insist_known
from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.who import age_of, holders
from flows.filing.ground import insist_on_ground
from models.age import answers_marks
from models.code import Domain, Relation
from models.forms.aftercare import Chosen, Contact, TrustedPerson
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import CasePerson, Mark, Person, Wait


@files(TrustedPerson)
def trusted_person(matter: Matter, _wait: OpenWait, form: TrustedPerson) -> None:
    """Whom the youth chose, and the substitute; earlier choices end.

    A professional is of an agency that may know of the youth; they will read the name.
    """
    for field, chosen in (("trusted", form.trusted), ("substitute", form.substitute)):
        if chosen is not None and chosen.professional is not None:
            insist_known(matter, [chosen.professional], f"{field}.professional")
            insist_on_ground(matter, holders(matter, chosen.professional, None)[0].agency_id or 0)
    for row in matter.session.exec(
        select(CasePerson).where(
            CasePerson.case_id == matter.case.id,
            col(CasePerson.until_on).is_(None),
            col(CasePerson.relation).in_([Relation.TRUSTED_PERSON, Relation.SUBSTITUTE]),
        )
    ):
        row.until_on = matter.today
        matter.session.add(row)
    matter.tx.flush()
    _keep(matter, form.trusted, Relation.TRUSTED_PERSON, form.variant)
    if form.substitute is not None:
        _keep(matter, form.substitute, Relation.SUBSTITUTE, None)


def _keep(matter: Matter, chosen: Chosen, relation: Relation, variant: str | None) -> None:
    person = None
    if chosen.name is not None:
        person = Person(given_name=chosen.name, phone=chosen.phone, email=chosen.email)
        matter.session.add(person)
        matter.tx.flush()
    matter.session.add(
        CasePerson(
            case_id=matter.case.id,
            person_id=person.id if person else None,
            professional_id=parsed(chosen.professional)[1] if chosen.professional else None,
            relation=relation,
            variant=variant,
            since_on=matter.today,
        )
    )
    matter.tx.flush()


@files(Contact)
def contact(matter: Matter, wait: OpenWait, form: Contact) -> dict[str, Any]:
    """A mark of the last two weeks is used, not asked again. A try counts once its window is open, and not before.

    Under 12 a parent answers the mark for the child.
    """
    opens_at = matter.session.get_one(Wait, wait.id).opens_at
    if not form.reached and opens_at is not None and opens_at > matter.now:
        day = f"{opens_at.astimezone(AMSTERDAM):%d-%m-%Y}"
        raise BadAnswer(mark("A try counts from {day} on; having been in touch counts at once."), "reached", day=day)
    if form.youth_mark is None:
        return {"youth_mark": _fresh_mark(matter)} if form.reached else {}
    matter.session.add(
        Mark(
            case_id=matter.case.id,
            stage_run_id=matter.run,
            domain=Domain.WELLBEING,
            giver=answers_marks(age_of(matter)),
            value=form.youth_mark,
            given_on=matter.today,
        )
    )
    return {}


def _fresh_mark(matter: Matter) -> int | None:
    newest = matter.session.exec(
        select(Mark)
        .where(Mark.case_id == matter.case.id, Mark.giver != "professional", Mark.domain == Domain.WELLBEING)
        .order_by(col(Mark.given_on).desc(), col(Mark.id).desc())
    ).first()
    if newest is None:
        return None
    fresh_until = when.due(matter, "fresh mark", agency=None, since=newest.given_on).on
    return newest.value if fresh_until is not None and matter.today <= fresh_until else None

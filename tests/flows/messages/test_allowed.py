"""Nothing is sent that may not be told any more."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from models.code import Relation
from models.holder import Holder
from models.secret import digest_of_birth
from models.tables import CaseFile, CasePerson, Consent, Custody, Meeting, Partner, Person


def _consent(agrees: bool, **values: Any) -> Consent:  # noqa: FBT001 - a yes or a no
    ends_on = date(2027, 11, 23) if agrees else None
    return Consent(
        case_id=1, giver_id=1, agrees=agrees, way="table", given_on=date(2026, 11, 1), ends_on=ends_on, **values
    )


@pytest.fixture
def daphne(desk: Any) -> Holder:
    """Of Aanbieder Horizonlijn, which may know of a youth with consent only."""
    holder: Holder = desk.person("daphne.roosmalen@horizonlijn.example")
    return holder


def test_nothing_is_asked_in_a_closed_case(desk: Any, dennis: Any) -> None:
    _, message = desk.tell("ActionDone", dennis)
    desk.close_case()

    desk.deliver()

    assert desk.became(message) == ("skipped", "case closed")


def test_an_agency_that_left_the_case_is_told_nothing_more(desk: Any, dennis: Any) -> None:
    _, message = desk.tell("ActionDone", dennis)
    desk.add(Partner(case_id=1, agency_id=dennis.agency_id, joined_at=desk.now, left_at=desk.now))

    desk.deliver()

    assert desk.became(message) == ("skipped", "no part any more")


def test_the_referrer_hears_how_it_ends_also_when_no_partner_any_more(desk: Any, bram: Any) -> None:
    desk.add(Partner(case_id=1, agency_id=bram.agency_id, joined_at=desk.now, left_at=desk.now))
    message = desk.queue("CaseEnded", bram, {"outcome": "helped"})
    desk.close_case()

    desk.deliver()

    assert desk.became(message) == ("sent", None)


def test_the_case_manager_is_told_whatever_their_agency_may_know(desk: Any, daphne: Any) -> None:
    desk.add(_consent(agrees=False, agency_id=daphne.agency_id))
    desk.change(CaseFile, 1, case_manager_id=daphne.professional_id)
    _, message = desk.tell("Invitees", daphne)

    desk.deliver()

    assert desk.became(message) == ("sent", None)


@pytest.mark.parametrize(
    ("agrees", "withdrawn", "became"),
    [
        (True, False, ("sent", None)),
        (True, True, ("skipped", "consent withdrawn")),
        (False, False, ("skipped", "consent not given")),
    ],
)
def test_an_agency_that_needs_consent_is_told_only_while_it_holds(
    desk: Any,
    daphne: Any,
    agrees: bool,  # noqa: FBT001 - a case of the table
    withdrawn: bool,  # noqa: FBT001 - a case of the table
    became: Any,
) -> None:
    desk.add(_consent(agrees, agency_id=daphne.agency_id, withdrawn_at=desk.now if withdrawn else None))
    _, message = desk.tell("ActionDone", daphne)

    desk.deliver()

    assert desk.became(message) == became


def test_consent_ends_with_its_year_also_for_what_was_queued_before(desk: Any, daphne: Any) -> None:
    desk.add(_consent(agrees=True, agency_id=daphne.agency_id))
    _, message = desk.tell("ActionDone", daphne)

    desk.later(days=366).deliver()

    assert desk.became(message) == ("skipped", "no consent")


@pytest.mark.parametrize(("anonymous", "became"), [(True, "sent"), (False, "skipped")])
def test_who_may_not_know_the_youth_may_sit_at_a_table_where_nobody_is_named(
    desk: Any,
    daphne: Any,
    anonymous: bool,  # noqa: FBT001 - a case of the table
    became: str,
) -> None:
    desk.add(_consent(agrees=False, agency_id=daphne.agency_id))
    starts_at = desk.now.replace(day=30)
    meeting = desk.add(Meeting(case_id=1, stage_run_id=desk.run("meeting"), starts_at=starts_at, anonymous=anonymous))
    message = desk.queue("MeetingInvited", daphne, {"meeting": meeting, "starts_at": starts_at})

    desk.deliver()

    assert desk.became(message)[0] == became


def test_who_has_no_custody_any_more_is_told_nothing(desk: Any, hilde: Any) -> None:
    _, message = desk.tell("ParentsAgree", hilde)
    with desk.store.write(desk.now) as tx:
        tx.session.delete(tx.session.exec(select(Custody)).one())

    desk.deliver()

    assert desk.became(message) == ("skipped", "no longer allowed")


def test_a_trusted_person_who_handed_back_is_told_nothing(desk: Any) -> None:
    aunt = desk.add(Person(given_name="Riet", email="tante@post.example"))
    desk.add(
        CasePerson(
            case_id=1,
            person_id=aunt,
            relation=Relation.TRUSTED_PERSON,
            since_on=date(2026, 1, 1),
            until_on=desk.now.date(),
        )
    )
    _, message = desk.tell("Contact", Holder("trusted person", person_id=aunt))

    desk.deliver()

    assert desk.became(message) == ("skipped", "no longer allowed")


def test_nobody_of_the_family_is_written_to_about_a_youth_discussed_anonymously(
    desk: Any, noor: Any, hilde: Any, dennis: Any
) -> None:
    desk.change(CaseFile, 1, anonymous=True)
    to_people = [desk.queue("FirstLetter", person) for person in (noor, hilde)]
    _, to_agency = desk.tell("ActionDone", dennis)

    desk.deliver()

    assert [desk.became(message) for message in to_people] == [("skipped", "no longer allowed")] * 2
    assert desk.became(to_agency) == ("sent", None)


def test_for_a_child_under_twelve_the_parents_are_written_to(desk: Any, noor: Any, hilde: Any) -> None:
    birth_on = date(2015, 5, 1)
    desk.change(Person, 1, birth_on=birth_on, birth_digest=digest_of_birth(birth_on))
    to_child, to_parent = desk.queue("FirstLetter", noor), desk.queue("FirstLetter", hilde)

    desk.deliver()

    assert desk.became(to_child) == ("skipped", "parents are told for the child")
    assert desk.became(to_parent) == ("sent", None)


def test_when_a_youth_died_nothing_goes_to_the_family_and_little_to_others(
    desk: Any, noor: Any, hilde: Any, bram: Any, dennis: Any
) -> None:
    told = desk.now
    lapsed = desk.ask("ActionDone", dennis, told_at=told)
    desk.answer(lapsed, "withdrawn", code="deceased")
    letters = [desk.queue("ClosingLetter", noor), desk.queue("MinutesReady", hilde)]
    ended = desk.queue("CaseEnded", bram, {"outcome": "deceased"})
    withdrawn = desk.queue("QuestionWithdrawn", dennis, {"waits": [lapsed]})
    desk.close_case("deceased")

    desk.deliver()

    assert [desk.became(message) for message in [*letters, ended]] == [("skipped", "coordinator only")] * 3
    assert desk.became(withdrawn) == ("sent", None)

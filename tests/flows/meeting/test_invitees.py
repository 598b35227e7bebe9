"""Who is invited to a meeting, and who leads it. Source: process.md, stage 2 step 1."""

from typing import Any

import pytest

from models.refusal import Refused
from models.tables import Invitation, YouthWord

COORDINATOR = "ilse.verhagen@aanmeldpunt.example"
YOUTH_CARE = "daphne.roosmalen@horizonlijn.example"
SCHOOL = "agency:2"


@pytest.mark.parametrize("task", ["chair", "minute_taker"])
def test_nobody_leads_a_meeting_or_writes_its_minutes_without_a_ground_to_know(table: Any, task: str) -> None:
    table.start()

    with pytest.raises(Refused, match="Horizonlijn has no ground"):
        table.invite(**{task: table.token(YOUTH_CARE)})

    nobody_is_named = {"anonymous": True, "youth": False, "without_why": "Eerst overleggen."}
    table.invite(**{task: table.token(YOUTH_CARE)}, **nobody_is_named)


def test_whoever_acts_as_case_manager_takes_the_chair_only_with_a_reason(table: Any) -> None:
    table.start()

    with pytest.raises(Refused, match="chair without a reason"):
        table.invite(chair=table.token(COORDINATOR))

    table.invite(chair=table.token(COORDINATOR), chair_why="Wij zijn een kleine regio.")


@pytest.mark.parametrize(("born", "parents"), [(2014, 1), (2009, 0), (2008, 0)])
def test_those_with_custody_are_invited_by_themselves_until_the_youth_is_sixteen(
    table: Any, born: int, parents: int
) -> None:
    table.born(born).start()

    table.invite()

    people = [row.person_id for row in table.rows(Invitation) if row.person_id]
    assert people == [1, *[2] * parents]


def test_a_youth_of_sixteen_may_want_a_parent_there_and_an_adult_brings_one_along(table: Any) -> None:
    table.born(2008).start()
    with pytest.raises(Refused, match="from 18 a parent comes as a supporter"):
        table.invite(parents=True)

    table.born(2009).invite(parents=True)

    assert {row.person_id for row in table.rows(Invitation)} >= {1, 2}


def test_under_sixteen_those_with_custody_are_left_out_only_with_a_reason(table: Any) -> None:
    table.born(2014).start()

    with pytest.raises(Refused, match="who belongs there is not invited"):
        table.invite(parents=False)

    table.invite(parents=False, without_why="Contactverbod.")


def test_to_whom_the_youth_closed_the_meetings_is_not_invited_and_the_form_says_so(table: Any) -> None:
    table.born(2014).start()
    with table.store.write(table.now) as tx:
        said = {"case_id": 1, "person_id": 2, "must_not": "my meetings", "said_on": table.now.date()}
        tx.session.add(YouthWord(**said, recorded_at=table.now, recorded_by=1))

    with pytest.raises(Refused, match="does not want those with custody"):
        table.invite()

    table.invite(parents=False, without_why="De jongere wil het niet.")


def test_a_meeting_needs_an_agency_besides_the_one_that_knows_the_youth(table: Any) -> None:
    table.start()

    with pytest.raises(Refused, match="knows the youth and another that can act"):
        table.invite(SCHOOL)

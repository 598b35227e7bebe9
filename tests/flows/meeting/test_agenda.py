"""The agenda of a meeting, its minutes, who comes, and the calendar: each reads what they may. Source: process.md."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.sitting import plan_sitting
from flows.queries.agenda import agenda_item, agenda_of_sitting
from flows.queries.at_table import at_table
from flows.queries.door import open_case
from flows.queries.knooppunt import calendar_of_weeks, sitting_numbered
from models.item import Action
from models.quorum import Lack
from models.refusal import Unknown
from models.tables import Agency, CaseFile, Ground, LogLine, Meeting, Note, Person, Youth

COORDINATOR = "ilse.verhagen@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
LOTTE = "lotte.appelhof@smw.example"
DENNIS = "dennis.culemborg@geldloket.example"
MARGRIET = "margriet.oosterwold@aanmeldpunt.example"
SCHOOL, SOCIAL_WORK = "agency:2", "agency:8"


def read(table: Any, who: str, action: Action = Action.SEE) -> Any:
    with table.store.read(table.now) as tx:
        return agenda_item(tx, table.viewer(who), table.meeting().id, action)


def a_planned_meeting(table: Any) -> None:
    """Both agencies are asked, the school brought a worry and social work a strength and an offer."""
    table.start().invite()
    table.slot()
    notes = [{"domain": "living", "kind": "worry", "words": "Slaapt slecht."}]
    table.comes("attendance", SCHOOL, comes="comes", notes=notes)
    brought = [
        {"domain": "support", "kind": "strength", "words": "Een lieve oma."},
        {"domain": "income", "kind": "offer", "words": "Samen naar de brieven kijken."},
    ]
    table.comes("attendance", SOCIAL_WORK, comes="comes", notes=brought)


def a_case_beside(table: Any, sitting: int) -> str:
    """Another youth in the same sitting, at whose table nobody of these sits."""
    with table.store.write(table.now) as tx:
        first = tx.session.get_one(CaseFile, table.case)
        youth = Person(given_name="Jip")
        tx.session.add(youth)
        tx.flush()
        tx.session.add(Youth(person_id=youth.id, sector="mbo", municipality="Tielerwaard"))
        tx.flush()
        fields = first.model_dump(exclude={"id", "ref", "youth_id", "referrer_agency_id", "referrer_id"})
        other = CaseFile(**fields, ref="VN-ANDER77", youth_id=youth.id, referrer_id=first.referrer_id,
                         referrer_agency_id=1)  # fmt: skip
        tx.session.add(other)
        tx.flush()
        tx.session.add(Meeting(case_id=other.id, sitting_id=sitting, starts_at=table.now + timedelta(days=12)))
        return other.ref


def test_an_agenda_holds_the_story_what_goes_well_the_worries_and_who_brought_them(table: Any) -> None:
    a_planned_meeting(table)

    item = read(table, COORDINATOR)

    assert item.story
    assert [(each.kind, each.words) for each in item.brought] == [
        ("strength", "Een lieve oma."), ("worry", "Slaapt slecht."), ("offer", "Samen naar de brieven kijken."),
    ]  # fmt: skip
    assert [each.brought for each in item.table.guests] == [1, 2, 0]


def test_a_contribution_that_is_missing_is_named_and_not_waited_for(table: Any) -> None:
    table.start().invite()
    table.slot()
    table.comes("attendance", SCHOOL, comes="comes")

    guests = read(table, COORDINATOR).table.guests

    assert [each.lacks for each in guests] == [True, True, False]
    assert [each.status for each in guests] == ["comes", "no answer yet", "no answer yet"]


def test_who_said_nothing_before_the_last_day_was_silent(table: Any) -> None:
    a_planned_meeting(table)

    table.go(days=8, hours=-2)

    assert [each.status for each in read(table, COORDINATOR).table.guests] == ["comes", "comes", "silent"]


def test_what_lacks_for_the_quorum_is_known_with_every_answer(table: Any) -> None:
    table.start().invite()
    table.slot()
    with table.store.read(table.now) as tx:
        opened = open_case(tx, table.viewer(COORDINATOR), table.ref)
    lacks = []
    for agency in (SCHOOL, SOCIAL_WORK, None):
        with table.store.read(table.now) as tx:
            lacks.append(at_table(tx, opened, table.meeting().id).count.lacks)
        table.comes("attendance", agency)
    with table.store.read(table.now) as tx:
        lacks.append(at_table(tx, opened, table.meeting().id).count.lacks)

    assert lacks == [(Lack.KNOWS, Lack.ACTS, Lack.PEOPLE), (Lack.ACTS, Lack.PEOPLE), (Lack.PEOPLE,), ()]


def test_who_sits_at_the_table_reads_the_agenda_and_nobody_else(table: Any) -> None:
    a_planned_meeting(table)

    assert [each.words for each in read(table, LOTTE).brought] == [each.words for each in read(table, BRAM).brought]
    for nobody in (DENNIS, MARGRIET):
        with pytest.raises(Unknown, match="do not sit at that table"):
            read(table, nobody)


def test_without_a_ground_any_more_the_agenda_is_closed_also_to_who_was_invited(table: Any) -> None:
    a_planned_meeting(table)
    assert read(table, LOTTE).story
    with table.store.write(table.now) as tx:
        social_work = tx.session.get_one(Agency, 8)
        social_work.ground_id = tx.session.exec(select(Ground.id).where(Ground.needs_consent)).first()
        tx.session.add(social_work)

    with pytest.raises(Unknown, match="do not sit at that table"):
        read(table, LOTTE, Action.PRINT)


def test_where_nobody_is_named_a_partner_without_a_ground_reads_its_own_words_only(table: Any) -> None:
    with table.store.write(table.now) as tx:
        social_work = tx.session.get_one(Agency, 8)
        social_work.ground_id = tx.session.exec(select(Ground.id).where(Ground.needs_consent)).first()
        tx.session.add(social_work)
    table.start().invite(anonymous=True)
    table.slot()
    words = [{"domain": "living", "kind": "worry", "words": "Van school."}]
    table.comes("attendance", SCHOOL, comes="comes", notes=words)

    item = read(table, LOTTE)

    assert (item.story, item.brought, item.kept_back) == (None, (), 1)
    assert item.youth == "N.V., 18-22"


def test_concerns_and_private_notes_are_in_no_agenda_and_no_print(table: Any) -> None:
    a_planned_meeting(table)
    author = table.viewer(COORDINATOR).professional_id
    table.add(
        *(
            Note(case_id=table.case, kind=kind, author_id=author, words="Zeerstil", noted_at=table.now)
            for kind in ("private", "safety concern")
        )
    )

    for action in (Action.SEE, Action.PRINT):
        assert "Zeerstil" not in repr(read(table, COORDINATOR, action))


def test_a_print_of_a_sitting_holds_the_cases_at_whose_table_one_sits(table: Any) -> None:
    sitting = plan_sitting(
        table.store, table.viewer(COORDINATOR), "Waalzicht", table.now + timedelta(days=12), table.now
    )
    table.start().invite()
    table.slot(sitting=sitting)
    other = a_case_beside(table, sitting)

    with table.store.read(table.now) as tx:
        mine = [each.ref for each in agenda_of_sitting(tx, table.viewer(LOTTE), sitting, Action.PRINT)]
        whole = [each.ref for each in agenda_of_sitting(tx, table.viewer(COORDINATOR), sitting, Action.PRINT)]

    assert mine == [table.ref]
    assert sorted(whole) == sorted([table.ref, other])
    assert {row.about for row in table.rows(LogLine, LogLine.what == "print")} == {"agenda"}


def test_a_calendar_tells_places_free_and_taken_and_the_numbers_one_may_know(table: Any) -> None:
    starts_at = table.now + timedelta(days=12)
    sitting = plan_sitting(table.store, table.viewer(COORDINATOR), "Waalzicht", starts_at, table.now, members=[SCHOOL])
    table.start().invite()
    table.slot(sitting=sitting)
    other = a_case_beside(table, sitting)

    with table.store.read(table.now) as tx:
        weeks = calendar_of_weeks(tx, table.viewer(COORDINATOR), table.now.date())
        partners = sitting_numbered(tx, table.viewer(BRAM), sitting)
        stranger = sitting_numbered(tx, table.viewer(DENNIS), sitting)

    (line,) = [each for week in weeks for each in week.sittings]
    assert [week.monday.isocalendar().week for week in weeks] == [48, 49, 50, 51]
    assert (line.places, line.taken, line.free, line.others) == (4, 2, 2, 0)
    assert [each.ref for each in line.cases] == sorted([table.ref, other], key=lambda ref: ref != table.ref)
    assert [each.ref for each in partners.cases] == [table.ref]
    assert (partners.others, partners.member is not None) == (1, True)
    assert (stranger.cases, stranger.others, stranger.member) == ((), 2, None)


def test_what_was_agreed_stands_there_with_who_and_when_as_soon_as_the_minutes_are_in(held: Any) -> None:
    minuted = read(held, COORDINATOR).minuted

    assert minuted.held == "held"
    assert [(each.words, each.due_on, each.status) for each in minuted.agreed] == [
        ("Praat met de ouders.", minuted.agreed[0].due_on, "open")
    ]
    assert minuted.agreed[0].due_on > held.now.date()
    assert read(held, BRAM).minuted.agreed == ()
    assert read(held, BRAM).minuted.words == "Eerst praten."

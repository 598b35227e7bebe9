"""When a wait is looked at, and what is done then."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from flows.messages.look import LOOKS, due_looks, next_look
from flows.messages.seen import LookedAt, Seen
from flows.messages.watch import watch_terms
from models.code import Relation
from models.holder import Holder
from models.ladder import ladder_of
from models.tables import CasePerson, Person, Wait
from models.term import Calendar
from models.term_list import load_terms
from notifications.door import MemoryDoor

OPENS = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
DUE = date(2026, 12, 4)
REMINDED = datetime(2026, 12, 2, 7, 0, tzinfo=UTC)
AFTER = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
COLLEAGUE = datetime(2026, 12, 9, 7, 0, tzinfo=UTC)
ASKED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _seen(now: datetime, **values: Any) -> Seen:
    plain = {
        "id": 1, "case_id": 1, "stage_run_id": 1, "key": "action:1", "kind": "ask", "form": "ActionDone",
        "form_version": 1, "part": "invited", "agency_id": 1, "professional_id": 1, "person_id": None,
        "opens_at": None, "due_on": DUE, "lapses_at": None, "next_look_at": OPENS, "asked_at": ASKED,
    }  # fmt: skip
    return Seen(LookedAt(**(plain | values)), now, ladder_of([], load_terms()), Calendar())


def _due(seen: Seen) -> list[str]:
    return [look.name for look in due_looks(seen)]


def test_every_look_has_a_name_of_its_own() -> None:
    assert len({look.name for look in LOOKS}) == len(LOOKS)


def test_after_it_opened_a_wait_is_looked_at_two_working_days_before_its_last_day() -> None:
    seen = _seen(OPENS, opens_at=OPENS, asked_at=OPENS - timedelta(days=20))

    assert _due(seen) == ["opened"]
    assert next_look(seen) == datetime(2026, 12, 2, 7, 0, tzinfo=UTC)


def test_a_short_term_is_reminded_of_on_its_last_day_only() -> None:
    seen = _seen(OPENS, asked_at=datetime(2026, 12, 1, 9, 0, tzinfo=UTC))

    assert next_look(seen) == datetime(2026, 12, 4, 7, 0, tzinfo=UTC)


def test_nobody_is_reminded_of_what_was_asked_that_very_day() -> None:
    asked_at = datetime(2026, 12, 4, 6, 0, tzinfo=UTC)

    assert next_look(_seen(asked_at, asked_at=asked_at)) == COLLEAGUE


def test_on_its_last_day_and_the_day_after_nobody_climbs() -> None:
    assert _due(_seen(datetime(2026, 12, 4, 22, 0, tzinfo=UTC))) == ["reminded ahead"]
    assert next_look(_seen(AFTER)) == COLLEAGUE


def test_a_rhythm_that_comes_late_makes_up_for_all_that_came_meanwhile() -> None:
    seen = _seen(AFTER + timedelta(days=9), opens_at=OPENS, form="CheckIn")

    assert _due(seen) == ["opened", "reminded", "colleague"]


def test_one_of_the_people_is_never_past_a_day() -> None:
    seen = _seen(AFTER + timedelta(days=99), agency_id=None, professional_id=None, person_id=1)

    assert (_due(seen), next_look(seen)) == ([], None)


def test_a_guardian_institution_speaks_for_a_youth_and_has_no_ladder_either() -> None:
    seen = _seen(AFTER + timedelta(days=99), part="custody holders", professional_id=None)

    assert (_due(seen), next_look(seen)) == ([], None)


def test_who_stays_in_touch_is_looked_at_when_the_window_opens_and_halfway() -> None:
    opened = _seen(OPENS, form="Contact", part="trusted person", person_id=1, opens_at=OPENS, due_on=date(2026, 12, 14))

    assert _due(opened) == ["opened"]
    assert next_look(opened) == datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


def test_who_was_chosen_is_looked_at_halfway_the_days_they_have_to_agree() -> None:
    asked = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    seen = _seen(asked, form="TrustedAgrees", part="trusted person", person_id=1, asked_at=asked, due_on=DUE)

    assert (_due(seen), next_look(seen)) == ([], datetime(2026, 11, 28, 7, 0, tzinfo=UTC))


def test_where_a_story_goes_on_with_silence_there_is_a_reminder_and_no_ladder() -> None:
    seen = _seen(OPENS, lapses_at=AFTER)

    assert next_look(seen) == REMINDED
    assert _due(_seen(AFTER + timedelta(days=30), lapses_at=AFTER)) == ["reminded ahead"]


def test_while_its_clock_stands_still_a_wait_is_looked_at_only_when_that_ends() -> None:
    seen = _seen(COLLEAGUE, paused_on=date(2026, 12, 3), paused_until=date(2026, 12, 18))

    assert (_due(seen), next_look(seen)) == ([], datetime(2026, 12, 21, 7, 0, tzinfo=UTC))


@pytest.fixture
def ruben(desk: Any) -> Holder:
    """A transition consultant who coaches."""
    holder = desk.person("ruben.dijkzicht@aanmeldpunt.example")
    return Holder("coach", holder.agency_id, holder.professional_id)


def _notices(desk: Any) -> list[str]:
    return [row.notice for row in desk.messages()]


def test_a_rhythm_of_ones_own_mails_only_when_its_day_has_passed_and_once(desk: Any, ruben: Any) -> None:
    wait = desk.ask("CheckIn", ruben, opens_at=OPENS, due_on=DUE, next_look_at=OPENS)
    watch_terms(desk.store, OPENS)
    assert _notices(desk) == []

    desk.now = AFTER
    watched = watch_terms(desk.store, AFTER)
    again = watch_terms(desk.store, AFTER + timedelta(hours=30))

    assert _notices(desk) == ["Reminder"]
    assert desk.messages()[0].wait_id == wait
    assert (watched.done["reminded"], again.looked) == (1, 0)


def test_who_stays_in_touch_hears_one_friendly_word_in_a_window(desk: Any) -> None:
    number = desk.add(Person(given_name="Riet", email="tante@post.example"))
    aunt = Holder("trusted person", person_id=number)
    window = {
        "opens_at": OPENS,
        "due_on": date(2026, 12, 14),
        "told_at": OPENS,
        "lapses_at": OPENS + timedelta(days=15),
    }
    wait = desk.ask("Contact", aunt, next_look_at=OPENS + timedelta(days=7), **window)

    halfway = watch_terms(desk.store, OPENS + timedelta(days=7))
    desk.change(Wait, wait, next_look_at=OPENS + timedelta(days=9))
    later = watch_terms(desk.store, OPENS + timedelta(days=9))

    assert (halfway.done["nudged"], later.done["nudged"], _notices(desk)) == (1, 0, ["Reminder"])


def test_a_reminder_comes_in_office_hours(desk: Any, ruben: Any) -> None:
    desk.ask("CheckIn", ruben, due_on=DUE, next_look_at=AFTER)

    watch_terms(desk.store, AFTER)

    assert desk.messages()[0].not_before == datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


def test_a_check_in_of_another_day_is_reminded_of_anew(desk: Any, ruben: Any) -> None:
    wait = desk.ask("CheckIn", ruben, due_on=DUE, next_look_at=AFTER)
    watch_terms(desk.store, AFTER)
    shifted = AFTER + timedelta(days=7)
    desk.change(Wait, wait, due_on=DUE + timedelta(days=7), next_look_at=shifted)

    watch_terms(desk.store, shifted)

    assert _notices(desk) == ["Reminder", "Reminder"]


def test_nobody_is_reminded_while_the_clock_stands_still(desk: Any, ruben: Any) -> None:
    wait = desk.ask("CheckIn", ruben, due_on=DUE, next_look_at=AFTER)
    desk.change(Wait, wait, paused_on=DUE, paused_until=DUE + timedelta(days=7))

    watched = watch_terms(desk.store, AFTER)

    assert (_notices(desk), watched.done["reminded"]) == ([], 0)


def test_a_question_handed_on_before_it_opened_is_told_to_its_holder_of_today(desk: Any, ruben: Any) -> None:
    nadia = desk.person("nadia.akdemir@aanmeldpunt.example")
    wait, _ = desk.tell("Introduction", ruben, opens_at=OPENS, next_look_at=OPENS)
    desk.change(type(desk.messages()[0]), 1, not_before=OPENS)
    desk.change(Wait, wait, professional_id=nadia.professional_id)

    watched = watch_terms(desk.store, OPENS)
    desk.now = OPENS
    desk.deliver()

    assert watched.done["opened"] == 1
    assert [mail["To"] for mail in desk.door.sent] == ["nadia.akdemir@aanmeldpunt.example"]
    assert desk.became(1) == ("skipped", "asked of somebody else")


def test_a_question_whose_mail_was_queued_when_it_was_asked_is_not_asked_twice(desk: Any, ruben: Any) -> None:
    desk.tell("Introduction", ruben, opens_at=OPENS, next_look_at=OPENS)

    watched = watch_terms(desk.store, OPENS)

    assert (_notices(desk), watched.done["opened"]) == (["QuestionAsked"], 0)


def test_a_question_told_in_the_mail_of_another_is_not_asked_again_when_it_opens(desk: Any, ruben: Any) -> None:
    desk.tell("Introduction", ruben)
    desk.tell("Acceptance", ruben, opens_at=desk.now, next_look_at=desk.now)
    desk.deliver()

    watch_terms(desk.store, desk.now)

    assert len(_notices(desk)) == 2


def test_what_nobody_waits_for_is_closed_as_silent_when_its_time_has_passed(desk: Any, dennis: Any) -> None:
    offer = desk.ask("Contact", dennis, kind="open", lapses_at=AFTER, due_on=DUE, next_look_at=AFTER)

    before = watch_terms(desk.store, AFTER - timedelta(seconds=1))
    after = watch_terms(desk.store, AFTER)

    assert (before.looked, after.done["closed silent"], after.done["past its day"]) == (0, 1, 0)
    closed = desk.wait(offer)
    assert (closed.status, closed.closed_at, closed.next_look_at) == ("silent", AFTER, None)


def test_what_a_story_waits_for_is_left_to_the_story(desk: Any, dennis: Any) -> None:
    wait = desk.ask("Attendance", dennis, kind="ask_all", lapses_at=AFTER, due_on=DUE, next_look_at=AFTER)

    watch_terms(desk.store, AFTER)

    assert (desk.wait(wait).status, desk.wait(wait).next_look_at) == ("open", None)


def test_a_friendly_word_of_a_trusted_person_is_never_chased(desk: Any) -> None:
    aunt = desk.add(Person(given_name="Riet", email="tante@post.example"))
    desk.add(CasePerson(case_id=1, person_id=aunt, relation=Relation.TRUSTED_PERSON, since_on=desk.now.date()))
    desk.ask("Contact", Holder("trusted person", person_id=aunt), due_on=DUE, next_look_at=AFTER)

    watched = watch_terms(desk.store, AFTER)

    assert (watched.looked, dict(watched.done), _notices(desk)) == (1, {}, [])
    assert desk.deliver(MemoryDoor()).sent == 0

"""Consent that ends, and birthdays that come: asked weeks ahead, once, also when the round is late."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.change import withdraw
from flows.commands.ending import cut_short
from flows.commands.goes_on import goes_on_after_all
from flows.commands.meeting import start_meeting
from flows.commands.question import lock_case
from flows.engine.matter import Matter
from flows.facts.consent import givers_of
from flows.facts.sharing import has_ground
from flows.messages.watch import watch_terms
from flows.queries.case_list import case_list
from flows.queries.delay import delays_of
from flows.rounds.renew import renew_consents
from models.refusal import Refused
from models.tables import Consent, Custody, Pause, StageRun, Wait

BRAM, FATIMA = "bram.hoevelaar@waalzicht.example", "fatima.bouzidi@doorstroompunt.example"
DAPHNE = "daphne.roosmalen@horizonlijn.example"


def at(desk: Any, day: date) -> None:
    desk.now = datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC)
    desk.carry()


def runs(desk: Any, stage: str) -> list[tuple[int | None, str | None]]:
    with desk.store.read(desk.now) as tx:
        rows = tx.session.exec(select(StageRun).where(StageRun.stage == stage).order_by(StageRun.id)).all()
        return [(row.about, row.outcome) for row in rows]


def round_of(desk: Any) -> dict[str, int]:
    found = renew_consents(desk.store, desk.now)
    assert found.failed == 0
    desk.carry()
    return dict(found.asked)


@pytest.fixture
def shared(desk: Any) -> str:
    """On 23 November 2026 a youth of sixteen says yes to Horizonlijn, and it is asked to act by June 2028."""
    horizonlijn = f"agency:{desk.agency('horizonlijn')}"
    ref = desk.guided(desk.register(partners=[horizonlijn]))
    desk.answer(
        BRAM,
        ref,
        "consent",
        givers=[{"giver": desk.youth(ref), "agrees": True, "way": "table", "given_on": desk.day(0)}],
    )
    desk.answer(
        FATIMA, ref, "invitees", agencies=[f"agency:{desk.agency(code)}" for code in ("waalzicht", "smw")],
        parents=False, chair=desk.professional(BRAM), minute_taker=desk.professional(FATIMA),
    )  # fmt: skip
    desk.later(minutes=1)
    start_meeting(desk.store, desk.viewer(FATIMA), ref, desk.now, elsewhere=True)
    desk.later(minutes=1)
    agreement = {"who": horizonlijn, "words": "Behandeling begint.", "due_on": "2027-11-26"}
    desk.answer(FATIMA, ref, "elsewhere", held_on=desk.day(0), present=[horizonlijn], agreements=[agreement])
    return str(ref)


def action(desk: Any, ref: str) -> Wait:
    return next(wait for key, wait in desk.waits(ref, open_only=False).items() if key.startswith("action"))


def test_consent_is_asked_again_six_weeks_before_its_year_is_over(desk: Any, shared: str) -> None:
    at(desk, date(2027, 10, 8))
    assert round_of(desk) == {}

    at(desk, date(2027, 10, 12))

    assert round_of(desk) == {"consent ends": 1}
    asked = desk.waits(shared)["renewal:1"]
    assert (asked.part, asked.due_on) == ("case manager", date(2027, 11, 22))


def test_twice_a_day_late_or_a_week_late_it_is_asked_once(desk: Any, shared: str) -> None:
    at(desk, date(2027, 10, 20))

    assert [round_of(desk), round_of(desk)] == [{"consent ends": 1}, {}]
    at(desk, date(2027, 10, 27))
    assert round_of(desk) == {}


def test_who_says_yes_again_in_time_goes_on_for_a_year_from_the_day_the_first_one_ended(desk: Any, shared: str) -> None:
    at(desk, date(2027, 10, 12))
    round_of(desk)

    desk.answer(
        FATIMA, shared, "renewal:1",
        givers=[{"giver": desk.youth(shared), "agrees": True, "way": "phone", "given_on": desk.day(0)}],
    )  # fmt: skip

    with desk.store.read(desk.now) as tx:
        newest = tx.session.exec(select(Consent).order_by(Consent.id.desc())).first()
        assert newest.ends_on == date(2028, 6, 15)  # the eighteenth birthday comes before the year is over
    assert runs(desk, "renewal") == [(None, "given")]
    at(desk, date(2027, 11, 24))
    assert round_of(desk) == {}
    assert action(desk, shared).status == "open"


def test_without_a_word_nothing_new_is_shared_and_the_clock_of_that_partner_stands_still(
    desk: Any, shared: str
) -> None:
    at(desk, date(2027, 10, 12))
    round_of(desk)

    at(desk, date(2027, 11, 23))

    assert "renewal-later:1" in desk.waits(shared)
    assert desk.waits(shared)["renewal-later:1"].due_on is None
    with desk.store.read(desk.now) as tx:
        pause = tx.session.exec(select(Pause)).one()
        assert (pause.code, pause.wait_id, pause.ended_at) == ("consent renewal", action(desk, shared).id, None)
        assert [each.ref for each in case_list(tx, desk.viewer(DAPHNE))] == [shared]
    assert action(desk, shared).paused_on == date(2027, 11, 23)


def test_however_long_consent_is_not_given_again_nobody_of_that_partner_is_late(desk: Any, shared: str) -> None:
    at(desk, date(2027, 10, 12))
    round_of(desk)
    at(desk, date(2027, 11, 23))

    for day in (date(2028, 1, 6), date(2028, 2, 18), date(2028, 3, 31)):
        at(desk, day)
        watch_terms(desk.store, desk.now)

    wait = action(desk, shared)
    with desk.store.read(desk.now) as tx:
        assert (wait.paused_on, delays_of(tx, [wait.id])[wait.id].days_late) == (date(2027, 11, 23), 0)
        assert len(tx.session.exec(select(Pause)).all()) == 1


def test_a_yes_that_comes_later_lets_the_clock_go_on_and_the_last_day_moves(desk: Any, shared: str) -> None:
    at(desk, date(2027, 10, 12))
    round_of(desk)
    at(desk, date(2027, 11, 23))
    at(desk, date(2027, 11, 30))

    desk.answer(
        FATIMA, shared, "renewal-later:1",
        givers=[{"giver": desk.youth(shared), "agrees": True, "way": "table", "given_on": desk.day(0)}],
    )  # fmt: skip

    wait = action(desk, shared)
    assert (wait.paused_on, wait.due_on) == (None, date(2027, 12, 3))


def test_a_no_takes_the_part_of_that_partner_away(desk: Any, shared: str) -> None:
    at(desk, date(2027, 10, 12))
    round_of(desk)

    desk.answer(
        FATIMA, shared, "renewal:1",
        givers=[{"giver": desk.youth(shared), "agrees": False, "way": "table", "given_on": desk.day(0)}],
    )  # fmt: skip

    assert runs(desk, "renewal") == [(None, "not given")]
    assert (action(desk, shared).status, action(desk, shared).code) == ("withdrawn", "consent withdrawn")


def test_a_round_that_was_not_made_for_months_asks_once_and_the_clock_stands_still(desk: Any, shared: str) -> None:
    at(desk, date(2027, 12, 10))

    assert round_of(desk) == {"consent ended": 1}
    assert "renewal-later:1" in desk.waits(shared)
    assert round_of(desk) == {}


def test_a_question_taken_back_early_comes_back_once_consent_has_really_ended(desk: Any, shared: str) -> None:
    at(desk, date(2027, 10, 12))
    round_of(desk)
    withdraw(desk.store, desk.viewer(FATIMA), shared, "renewal:1", desk.now)
    desk.later(minutes=1)
    assert runs(desk, "renewal") == [(None, "taken back")]
    assert round_of(desk) == {}

    at(desk, date(2027, 11, 23))

    assert round_of(desk) == {"consent ended": 1}


def test_on_a_birthday_who_must_agree_changes_and_the_youth_may_say_so_ahead(desk: Any) -> None:
    horizonlijn = desk.agency("horizonlijn")
    ref = desk.guided(
        desk.register(
            birth_on="2015-01-20", sector="primary", told_parents_on=desk.day(0), told_parents_how="talk",
            partners=[f"agency:{horizonlijn}"],
            custody=[{"given_name": "Hilde"}],
        )
    )  # fmt: skip
    with desk.store.read(desk.now) as tx:
        mother = f"person:{tx.session.exec(select(Custody.person_id).order_by(Custody.id.desc())).first()}"
    yes = {"agrees": True, "way": "table", "given_on": desk.day(0)}
    desk.answer(BRAM, ref, "consent", givers=[{"giver": mother, **yes}])

    at(desk, date(2026, 12, 10))
    assert round_of(desk) == {"consent ends": 1}
    yes["given_on"] = desk.day(0)
    desk.answer(FATIMA, ref, "renewal:1", givers=[{"giver": mother, **yes}, {"giver": desk.youth(ref), **yes}])

    at(desk, date(2027, 1, 20))
    with desk.store.read(desk.now) as tx:
        matter = Matter(tx, lock_case(tx, ref), 0, "", 0, None, None)
        assert len(givers_of(matter)) == 2
        assert has_ground(matter, horizonlijn)


def test_the_plan_for_18_is_asked_six_and_three_months_ahead(desk: Any) -> None:
    ref = desk.guided(desk.register(birth_on="2009-06-15"))
    at(desk, date(2026, 12, 10))
    assert round_of(desk) == {}

    at(desk, date(2026, 12, 16))
    assert round_of(desk) == {"plan for 18": 1}
    desk.answer(FATIMA, ref, "plan-for-18:6", living="Bij haar tante.", not_yet=True)
    at(desk, date(2027, 3, 16))
    assert round_of(desk) == {"plan for 18": 1}
    everything = dict.fromkeys(("living", "income", "insurance", "help_that_ends", "someone"), "Geregeld.")
    desk.answer(FATIMA, ref, "plan-for-18:3", **everything)

    assert runs(desk, "plan for 18") == [(6, "not all arranged"), (3, "arranged")]
    at(desk, date(2027, 6, 15))
    assert round_of(desk) == {}


EDGE = date(2027, 1, 4)


def test_at_the_edge_of_the_target_group_it_may_go_on(desk: Any) -> None:
    ref = desk.guided(desk.register(birth_on="2004-01-04"))

    assert round_of(desk) == {"target group": 1}
    desk.answer(FATIMA, ref, "target-group:23", goes_on="go on")

    assert runs(desk, "target group") == [(23, "go on")]
    at(desk, EDGE)
    assert "invitees" in desk.waits(ref)


def test_what_ends_at_the_edge_of_the_target_group_ends_on_the_birthday_and_how_is_asked(desk: Any) -> None:
    ref = desk.guided(desk.register(birth_on="2004-01-04"))
    round_of(desk)
    desk.answer(FATIMA, ref, "target-group:23", goes_on="ends", words="Het gaat goed.")

    at(desk, EDGE - timedelta(days=1))
    assert "closing" not in desk.waits(ref)
    at(desk, EDGE)
    assert list(desk.waits(ref)) == ["closing"]
    assert desk.told(ref, "QuestionWithdrawn")

    desk.answer(FATIMA, ref, "closing", outcome="work", letter="Het ga je goed.")
    assert desk.file(ref).outcome == "work"


def test_that_it_ends_on_the_birthday_is_taken_back_before_it(desk: Any) -> None:
    ref = desk.guided(desk.register(birth_on="2004-01-04"))
    with pytest.raises(Refused, match="nothing ends on a birthday"):
        goes_on_after_all(desk.store, desk.viewer(FATIMA), ref, desk.now)
    round_of(desk)
    desk.answer(FATIMA, ref, "target-group:23", goes_on="ends", words="Het gaat goed.")

    goes_on_after_all(desk.store, desk.viewer(FATIMA), ref, desk.now)
    desk.carry()

    assert runs(desk, "target group") == [(23, "go on")]
    at(desk, EDGE)
    assert "invitees" in desk.waits(ref)
    assert "closing" not in desk.waits(ref)


def test_what_is_handed_over_at_the_edge_is_asked_of_both_sides_and_checked_before_the_case_ends(desk: Any) -> None:
    ref = desk.guided(desk.register(birth_on="2004-01-04"))
    round_of(desk)
    werkplein, mine = desk.agency("werkplein"), desk.agency("doorstroompunt")
    with pytest.raises(Refused, match="guides the case now"):
        desk.answer(FATIMA, ref, "target-group:23", goes_on="handed over", words="Wij.", to=f"agency:{mine}")

    desk.answer(
        FATIMA, ref, "target-group:23", goes_on="handed over", words="Het Werkplein gaat verder.",
        to=f"agency:{werkplein}",
    )  # fmt: skip

    asked = [key for key in desk.waits(ref) if key.startswith("handover:")]
    assert asked == [f"handover:{mine}-{werkplein}"]
    at(desk, EDGE)
    assert runs(desk, "target group") == [(23, "handed over")]
    assert [key for key in desk.waits(ref) if not key.startswith("handover")] == []
    sven = "sven.asperen@werkplein.example"
    for by in (FATIMA, sven):
        desk.answer(by, ref, asked[0], items=["story"])
    desk.later(weeks=3)
    desk.answer(FATIMA, ref, f"handover-check:{mine}-{werkplein}", goes_well=True)
    assert list(desk.waits(ref)) == ["closing"]


def test_nothing_is_asked_in_a_closed_case(desk: Any) -> None:
    ref = desk.guided(desk.register(birth_on="2004-01-04"))
    cut_short(desk.store, desk.viewer(FATIMA), ref, "youth stopped", desk.now)

    assert round_of(desk) == {}

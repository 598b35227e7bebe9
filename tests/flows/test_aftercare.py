"""Somebody the youth trusts stays in touch: in windows, by turns, and never silently stopping. Source: stage 4."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.commands.watched_day import watch_day
from flows.engine.drain import drain
from flows.engine.matter import AMSTERDAM
from flows.engine.step import add_run
from flows.messages.watch import watch_terms
from models.code import Relation
from models.refusal import BadAnswer, Refused
from models.store import Store
from models.tables import CaseFile, CasePerson, Mark, Message, Person, StageRun, Wait, Youth

REF, ILSE, RUBEN = "VN-TEST01", "ilse.verhagen@aanmeldpunt.example", "ruben.dijkzicht@aanmeldpunt.example"
BRAM, AUNT = "bram.hoevelaar@waalzicht.example", {"name": "Tante Riet", "relation": "tante"}
UNCLE = {"name": "Oom Kees", "relation": "oom"}


class Care:
    """One case in aftercare; a consultant answers for everybody, and time moves when a test moves it."""

    def __init__(self, store: Store, case: int, now: datetime) -> None:
        self.store, self.case, self.now = store, case, now
        with store.write(now) as tx:
            file = tx.session.get_one(CaseFile, case)
            file.case_manager_id = viewer_of(tx, ILSE).professional_id
            file.consultant_id = file.coach_id = viewer_of(tx, RUBEN).professional_id
            tx.session.add(file)

    def begin(self, stage: str = "aftercare") -> None:
        with self.store.write(self.now) as tx:
            add_run(tx, self.case, stage)
        self.go()

    def chosen(self, **fields: Any) -> "Care":
        """Aftercare with somebody who agreed to stay in touch."""
        self.begin()
        self.say("trusted-person", trusted=AUNT, **fields)
        self.say("trusted-agrees")
        return self

    def go(self, **later: float) -> None:
        self.now += timedelta(**later)
        list(drain(self.store, self.now))

    def on(self, day: date) -> None:
        self.now = datetime.combine(day, time(10), AMSTERDAM)
        self.go()

    def say(self, key: str, by: str = RUBEN, wait: int | None = None, **fields: Any) -> None:
        with self.store.read(self.now) as tx:
            viewer = viewer_of(tx, by)
        answer(self.store, viewer, REF, key, fields, self.now, wait=wait)
        self.go()

    def watch(self, kind: str, day: date) -> None:
        with self.store.read(self.now) as tx:
            viewer = viewer_of(tx, RUBEN)
        watch_day(self.store, viewer, REF, {"kind": kind, "day": str(day)}, self.now)

    def departs_on(self, day: date) -> None:
        with self.store.write(self.now) as tx:
            youth = tx.session.exec(select(Youth)).one()
            youth.departs_on = day
            tx.session.add(youth)

    def agreed_to_by_the_aunt(self, *, born_on: date) -> None:
        """A youth of that age chose an aunt, who agreed; nobody knows who has custody."""
        with self.store.write(self.now) as tx:
            youth = tx.session.get_one(Person, tx.session.exec(select(Youth)).one().person_id)
            youth.birth_on = born_on
            tx.session.add(youth)
        self.begin()
        self.say("trusted-person", trusted=AUNT)
        self.say("trusted-agrees")

    def asked_of_parents(self, *, born_on: date) -> None:
        """The same, and by now both who have custody are known."""
        self.agreed_to_by_the_aunt(born_on=born_on)
        self.say("who-has-custody", custody=[{"given_name": "Hilde"}, {"given_name": "Joost"}])

    def opened(self, key: str) -> None:
        """Moves the clock to the moment this question opens."""
        self.now = self.wait(key).opens_at + timedelta(minutes=1)
        self.go()

    def wait(self, key: str) -> Any:
        return self.rows(Wait, Wait.key == key)[-1]

    def rows(self, model: Any, *where: Any) -> list[Any]:
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(model).where(*where).order_by(col(model.id))))

    def asked(self) -> list[str]:
        return [wait.key for wait in self.rows(Wait, Wait.status == "open")]

    def runs(self, *, over: bool = False) -> list[str]:
        return [run.stage for run in self.rows(StageRun) if (run.ended_at is not None) == over]

    def trusted(self) -> list[Any]:
        return self.rows(CasePerson, CasePerson.relation == Relation.TRUSTED_PERSON, col(CasePerson.until_on).is_(None))


@pytest.fixture
def care(store: Store, case: int, now: datetime) -> Care:
    return Care(store, case, now)


@pytest.fixture
def token(store: Store, now: datetime, professional: Callable[[str], int]) -> Callable[[str], str]:
    return lambda email: f"professional:{professional(email)}"


def test_somebody_is_chosen_two_weeks_before_the_departure(care: Care) -> None:
    care.departs_on(date(2027, 2, 1))

    care.begin()

    assert care.wait("trusted-person").due_on == date(2027, 1, 18)


@pytest.mark.parametrize("departs_on", [date(2026, 12, 2), date(2026, 11, 1)], ids=["soon", "past"])
def test_somebody_is_chosen_within_a_week_when_the_departure_is_near_or_past(care: Care, departs_on: date) -> None:
    care.departs_on(departs_on)

    care.begin()

    assert care.wait("trusted-person").due_on == date(2026, 11, 30)


def test_a_professional_without_ground_cannot_be_the_trusted_person(care: Care, token: Callable[[str], str]) -> None:
    care.begin()

    with pytest.raises(Refused, match="no ground"):
        care.say("trusted-person", trusted={"professional": token("anouk.beesd@ggd.example")})


def test_a_trusted_professional_who_is_not_there_is_refused_in_a_sentence(care: Care) -> None:
    care.begin()

    with pytest.raises(BadAnswer, match="no such professional"):
        care.say("trusted-person", trusted={"professional": "professional:9999"})


def test_who_says_no_does_not_stay_the_trusted_person(care: Care) -> None:
    care.begin()
    care.say("trusted-person", trusted=AUNT)

    care.say("trusted-agrees", cannot={"code": "not able"})

    assert (care.asked(), care.trusted()) == (["trusted-person:2"], [])


def test_who_was_chosen_and_says_nothing_hears_one_friendly_word(care: Care) -> None:
    care.begin()
    care.say("trusted-person", trusted=AUNT)

    for days in (1, 1, 1, 4, 7):
        care.go(days=days)
        watch_terms(care.store, care.now)

    wait = care.wait("trusted-agrees")
    assert [row.notice for row in care.rows(Message, Message.wait_id == wait.id, Message.notice == "Reminder")] == [
        "Reminder"
    ]


def test_a_warm_handover_is_over_once_both_confirmed(care: Care) -> None:
    care.chosen()
    from_, to = care.rows(Wait, Wait.key == "warm-handover")
    care.say("warm-handover", wait=from_.id, items=["story", "plan"])
    half = care.runs()

    care.say("warm-handover", wait=to.id, items=["story", "plan"])

    assert (half, care.runs()) == (["aftercare", "warm handover"], ["aftercare"])


def test_a_warm_handover_goes_on_with_who_takes_over(care: Care) -> None:
    care.chosen(substitute=UNCLE).opened("contact:1")
    care.say("contact:1", cannot={"code": "not able"})

    care.say("trusted-agrees:2")

    asked = {wait.person_id for wait in care.rows(Wait, Wait.key == "warm-handover", Wait.person_id != None)}  # noqa: E711
    assert asked == {care.trusted()[0].person_id}


def test_under_sixteen_it_is_asked_who_has_custody_before_they_agree(care: Care) -> None:
    care.agreed_to_by_the_aunt(born_on=date(2012, 5, 1))
    asked = care.asked()

    care.say("who-has-custody", custody=[{"given_name": "Hilde"}])

    assert (asked, care.asked()) == (["who-has-custody"], ["parents-agree"])


def test_where_nobody_knows_who_has_custody_the_trusted_person_stays_in_touch(care: Care) -> None:
    care.agreed_to_by_the_aunt(born_on=date(2012, 5, 1))

    care.say("who-has-custody", unknown=True)

    assert "contact:1" in care.asked()


def test_one_no_of_those_with_custody_lets_the_youth_choose_again(care: Care) -> None:
    care.asked_of_parents(born_on=date(2012, 5, 1))
    one, other = care.rows(Wait, Wait.key == "parents-agree")
    care.say("parents-agree", wait=one.id, agrees=True)

    care.say("parents-agree", wait=other.id, agrees=False)

    assert (care.asked(), care.trusted()) == (["trusted-person:2"], [])


@pytest.mark.parametrize(("birth_on", "giver"), [(date(2016, 5, 1), "parent"), (date(2013, 5, 1), "youth")])
def test_under_twelve_the_mark_is_given_for_the_child(care: Care, birth_on: date, giver: str) -> None:
    care.asked_of_parents(born_on=birth_on)
    for wait in care.rows(Wait, Wait.key == "parents-agree"):
        care.say("parents-agree", wait=wait.id, agrees=True)

    care.say("contact:1", reached=True, youth_mark=7)

    assert [(mark.giver, mark.value) for mark in care.rows(Mark)] == [(giver, 7)]


def test_a_worrying_word_is_looked_at_though_nobody_was_reached(care: Care) -> None:
    care.chosen().opened("contact:1")

    care.say("contact:1", reached=False, worrying=True)

    assert {"urgent-review", "contact-again:1"} <= set(care.asked())


def test_a_second_try_counts_five_working_days_after_the_first(care: Care) -> None:
    care.chosen().opened("contact:1")
    care.say("contact:1", reached=False)

    with pytest.raises(BadAnswer, match="A try counts from"):
        care.say("contact-again:1", reached=False)

    care.opened("contact-again:1")
    care.say("contact-again:1", reached=False)
    assert "find" in care.runs()


def test_having_been_in_touch_ahead_of_a_window_counts(care: Care) -> None:
    care.chosen()

    care.say("contact:1", reached=True, how="app")

    assert "contact:2" in care.asked()


def test_the_substitute_is_asked_before_they_step_in(care: Care) -> None:
    care.chosen(substitute=UNCLE).opened("contact:1")

    care.say("contact:1", cannot={"code": "not able"})

    assert "trusted-agrees:2" in care.asked()


def test_the_window_that_was_open_is_had_by_who_takes_over(care: Care) -> None:
    care.chosen(substitute=UNCLE).opened("contact:1")
    before = care.wait("contact:1")
    care.say("contact:1", cannot={"code": "not able"})

    care.say("trusted-agrees:2")

    after = care.wait("contact:2")
    assert (after.opens_at, after.due_on) == (before.opens_at, before.due_on)


def test_a_substitute_who_says_no_leaves_the_choice_to_the_youth(care: Care) -> None:
    care.chosen(substitute=UNCLE).opened("contact:1")
    care.say("contact:1", cannot={"code": "not able"})

    care.say("trusted-agrees:2", cannot={"code": "not able"})

    assert "trusted-person:3" in care.asked()


def test_a_move_that_becomes_known_gets_a_window_of_its_own(care: Care) -> None:
    care.chosen()
    care.watch("move", date(2027, 1, 23))
    care.say("contact:1", reached=True)

    care.say("contact:2", reached=True)

    assert care.wait("contact:3").due_on == date(2027, 1, 30)


def test_a_youth_who_was_not_found_is_closed_by_a_person(care: Care) -> None:
    care.chosen().opened("contact:1")
    care.say("contact:1", reached=False)
    care.opened("contact-again:1")
    care.say("contact-again:1", reached=False)

    care.say("find", ILSE, found=False)

    file = care.rows(CaseFile)[0]
    assert file.closed_at is None
    assert "closing" in care.asked()

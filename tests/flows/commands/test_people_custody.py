"""Custody that begins or ends after the registration: whose yes counts, what is asked of them, what is taken back."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.addition import add_to_registration
from flows.commands.change import add_running_request
from flows.commands.people import add_person, end_person
from flows.queries.door import has_ground, matter_of, open_case
from models.refusal import BadAnswer, Refused
from models.tables import Custody, Invitation, Partner, Pause, StageRun, Wait

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
FATHER = {"relation": "parent", "given_name": "Wout", "family_name": "Terborg", "email": "wout@post.example"}
MOTHER = {"given_name": "Hilde", "family_name": "Terborg", "email": "hilde@post.example"}


class Home:
    """Lieke is thirteen, her mother has custody; by their yes Horizonlijn knows of her, and is waited for."""

    def __init__(self, desk: Any, **registered: Any) -> None:
        self.desk = desk
        self.horizonlijn = desk.agency("horizonlijn")
        told = {"told_parents_on": desk.day(0), "told_parents_how": "phone"}
        usual = {"birth_on": "2013-06-15", "sector": "vo", "custody": [MOTHER], **told}
        self.ref = desk.register(partners=[f"agency:{self.horizonlijn}"], **usual | registered)
        desk.guided(self.ref)

    def everybody_agrees(self) -> None:
        people = [self.desk.youth(self.ref), *self.in_charge()]
        self.consent("consent", people, by=BRAM)
        running = {
            "agency": f"agency:{self.horizonlijn}", "asked_on": self.desk.day(-7), "term": "treeknorm intake",
            "words": "intake",
        }  # fmt: skip
        add_running_request(self.desk.store, self.desk.viewer(FATIMA), self.ref, running, self.desk.now)
        self.desk.later(minutes=1)

    def consent(self, key: str, people: list[str], by: str = FATIMA, *, agrees: bool = True) -> None:
        said = [{"giver": who, "agrees": agrees, "way": "table", "given_on": self.desk.day(0)} for who in people]
        self.desk.answer(by, self.ref, key, givers=said)

    def in_charge(self) -> list[str]:
        youth = self.desk.file(self.ref).youth_id
        with self.desk.store.read(self.desk.now) as tx:
            rows = tx.session.exec(
                select(Custody.person_id).where(Custody.youth_id == youth, col(Custody.until_on).is_(None))
            )
            return [f"person:{person}" for person in rows if person]

    def joins(self, **fields: Any) -> str:
        desk = self.desk
        who = add_person(desk.store, desk.viewer(FATIMA), self.ref, FATHER | fields, desk.now)
        desk.later(minutes=1)
        return who

    def leaves(self, who: str, why: str = "custody ended") -> None:
        desk = self.desk
        end_person(desk.store, desk.viewer(FATIMA), self.ref, {"who": who, "why": why}, desk.now)
        desk.later(minutes=1)

    @property
    def may_know(self) -> bool:
        with self.desk.store.read(self.desk.now) as tx:
            return has_ground(matter_of(tx, open_case(tx, self.desk.viewer(FATIMA), self.ref)), self.horizonlijn)

    @property
    def stands_still(self) -> bool:
        waits = self.desk.waits(self.ref)
        return waits[next(key for key in waits if key.startswith("running"))].paused_on is not None

    def asked(self, begins: str) -> list[str]:
        return [key for key in self.desk.waits(self.ref) if key.startswith(begins)]


@pytest.fixture
def home(desk: Any) -> Home:
    home = Home(desk)
    home.everybody_agrees()
    return home


def test_who_gets_custody_must_agree_too_and_until_then_nobody_is_late(home: Home) -> None:
    assert (home.may_know, home.stands_still) == (True, False)

    home.joins()

    assert (home.may_know, home.stands_still) == (False, True)
    assert home.asked("renewal") == ["renewal:1"]


def test_with_their_yes_the_partner_goes_on_from_where_it_stood(home: Home) -> None:
    father = home.joins()

    home.consent("renewal:1", [father])

    assert (home.may_know, home.stands_still) == (True, False)
    assert home.asked("renewal") == []


def test_with_their_no_the_partner_has_no_part_any_more(home: Home) -> None:
    father = home.joins()

    home.consent("renewal:1", [father], agrees=False)

    assert not home.may_know
    with home.desk.store.read(home.desk.now) as tx:
        partner = tx.session.exec(select(Partner).where(Partner.agency_id == home.horizonlijn)).one()
        assert partner.left_at is not None
    assert home.desk.told(home.ref, "ConsentWithdrawn")


def test_who_was_added_by_mistake_leaves_and_everything_goes_on_as_it_was(home: Home) -> None:
    father = home.joins()

    home.leaves(father, "named by mistake")

    assert (home.may_know, home.stands_still) == (True, False)
    assert home.asked("renewal") == []
    wait = home.desk.waits(home.ref, open_only=False)["renewal:1"]
    assert (wait.status, wait.code) == ("withdrawn", "person left")


def test_the_no_of_who_has_custody_no_longer_counts_no_more(desk: Any) -> None:
    home = Home(desk, custody=[MOTHER, {"given_name": "Wout", "family_name": "Terborg"}])
    mother, father = home.in_charge()
    said = [{"giver": who, "agrees": who != father, "way": "table", "given_on": desk.day(0)}
            for who in (desk.youth(home.ref), mother, father)]  # fmt: skip
    desk.answer(BRAM, home.ref, "consent", givers=said)
    assert (home.may_know, home.asked("reach")) == (False, ["reach-custody-holder"])

    home.leaves(father)

    assert (home.may_know, home.asked("reach"), home.asked("without")) == (True, [], [])


def test_while_the_first_consent_is_asked_it_is_asked_of_who_joins_too(desk: Any) -> None:
    home = Home(desk)
    father = home.joins()
    assert home.asked("renewal") == []

    home.consent("consent", [desk.youth(home.ref), *home.in_charge()], by=BRAM)

    assert father in home.in_charge()
    assert home.may_know


def test_nobody_needs_to_say_who_has_custody_once_somebody_was_added(desk: Any) -> None:
    home = Home(desk, custody=[])
    assert home.asked("custody") == ["custody"]

    home.joins()

    assert home.asked("custody") == []
    assert home.asked("consent") == ["consent"]


def test_the_last_with_custody_of_a_child_under_sixteen_cannot_leave(home: Home) -> None:
    mother = home.in_charge()[0]

    with pytest.raises(BadAnswer, match="add who has it now first"):
        home.leaves(mother)

    father = home.joins()
    home.leaves(mother)
    assert home.in_charge() == [father]


def test_an_institution_may_have_custody_and_then_the_parent_may_leave(home: Home) -> None:
    mother = home.in_charge()[0]
    guardian = f"agency:{home.desk.agency('delinde')}"

    assert (
        home.joins(relation="guardian", given_name=None, family_name=None, email=None, institution=guardian) == guardian
    )

    home.leaves(mother)
    assert home.in_charge() == []
    with pytest.raises(BadAnswer, match="add who has it now first"):
        home.leaves(guardian)


def test_from_sixteen_on_nothing_changes_in_whose_yes_counts(desk: Any) -> None:
    home = Home(desk, birth_on="2010-06-15")
    home.consent("consent", [desk.youth(home.ref)], by=BRAM)

    home.leaves(home.in_charge()[0])
    home.joins()

    assert (home.may_know, home.asked("renewal")) == (True, [])


def test_from_eighteen_on_nobody_has_custody(desk: Any) -> None:
    home = Home(desk, birth_on="2008-06-15")

    with pytest.raises(BadAnswer, match="from eighteen on nobody has custody"):
        home.joins()


def test_who_joins_gets_the_first_letter_that_the_others_had(home: Home) -> None:
    father = home.joins()

    letters = [row.to_person_id for row in home.desk.told(home.ref, "FirstLetter")]
    assert int(father.partition(":")[2]) in letters
    assert home.desk.mails("wout@post.example")


def test_the_same_father_is_not_asked_twice_by_two_clicks(home: Home) -> None:
    home.joins()

    with pytest.raises(Refused, match="already"):
        home.joins()
    with home.desk.store.read(home.desk.now) as tx:
        assert len(tx.session.exec(select(StageRun).where(StageRun.stage == "renewal")).all()) == 1


def test_who_left_stands_on_the_list_of_no_meeting(home: Home) -> None:
    desk, father = home.desk, home.joins()
    agencies = [f"agency:{desk.agency(code)}" for code in ("waalzicht", "geldloket", "wijkteam-noord")]
    desk.answer(
        FATIMA, home.ref, "invitees", agencies=agencies, parents=True, chair=desk.professional(BRAM),
        minute_taker=desk.professional(FATIMA),
    )  # fmt: skip
    desk.answer(FATIMA, home.ref, "slot", starts_at=f"{desk.day(14)}T10:00:00+01:00", place="Waalzicht")

    home.leaves(father)

    with desk.store.read(desk.now) as tx:
        row = tx.session.exec(select(Invitation).where(Invitation.person_id == int(father[7:]))).one()
        assert (row.status, row.code) == ("cannot", "person left")
        open_now = tx.session.exec(select(Wait).where(Wait.key == "attendance", Wait.status == "open")).all()
        assert {wait.person_id for wait in open_now if wait.person_id} >= {int(home.in_charge()[0][7:])}
    desk.answer(FATIMA, home.ref, "attendance", comes="comes")


def test_a_pause_for_a_yes_that_nobody_gives_ends_by_itself(home: Home) -> None:
    home.joins()

    with home.desk.store.read(home.desk.now) as tx:
        pause = tx.session.exec(select(Pause)).one()
        assert (pause.code, pause.until_on) == ("consent renewal", None)
        assert pause.ends_on > date.fromisoformat(home.desk.day(0))


def test_through_whatever_door_custody_becomes_known_the_same_follows(home: Home) -> None:
    desk = home.desk
    father = {"given_name": "Wout", "family_name": "Terborg"}

    add_to_registration(desk.store, desk.viewer(BRAM), home.ref, {"custody": [father]}, desk.now)
    desk.later(minutes=1)

    assert (home.may_know, home.stands_still) == (False, True)
    assert home.asked("renewal") == ["renewal:1"]

"""What becomes known after a registration is added to it, by whoever knows."""

from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.addition import add_to_registration
from flows.commands.correct import correct_registration
from flows.commands.ending import cut_short
from flows.commands.note import write_note
from models.refusal import NotAllowed, Refused, Unknown
from models.tables import Correction, Custody, LadderStep, LifeNote, Partner, Person, StageRun, WatchedDate, Youth

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
DENNIS = "dennis.culemborg@geldloket.example"


@pytest.fixture
def ref(desk: Any) -> str:
    """Lieke, of whom little was said yet."""
    return str(desk.register())


def add(desk: Any, ref: str, by: str = BRAM, **said: Any) -> None:
    add_to_registration(desk.store, desk.viewer(by), ref, said, desk.now)
    desk.later(minutes=1)


def youth(desk: Any, ref: str) -> Youth:
    with desk.store.read(desk.now) as tx:
        return tx.session.get_one(Youth, desk.file(ref).youth_id)


def rows(desk: Any, table: Any) -> list[Any]:
    with desk.store.read(desk.now) as tx:
        return list(tx.session.exec(select(table).order_by(col(table.id))))


def test_who_registered_the_youth_says_later_what_was_not_known_yet(desk: Any, ref: str) -> None:
    waalzicht = desk.agency("waalzicht")
    note = {"domain": "school_and_work", "kind": "strength", "words": "Tekent heel goed."}

    add(desk, ref, school=f"agency:{waalzicht}", living="home", phone="0612345678", siblings="Een zusje.",
        custody=[{"given_name": "Hilde"}], notes=[note])  # fmt: skip

    with desk.store.read(desk.now) as tx:
        assert tx.session.get_one(Person, desk.file(ref).youth_id).phone == "0612345678"
    found = youth(desk, ref)
    assert (found.school_id, found.living, found.siblings) == (waalzicht, "home", "Een zusje.")
    assert [row.words for row in rows(desk, LifeNote)] == ["Tekent heel goed."]
    assert [row.youth_id for row in rows(desk, Custody)][-1] == desk.file(ref).youth_id
    (kept,) = rows(desk, Correction)
    assert (kept.before, kept.corrected_by) == ("{}", desk.viewer(BRAM).professional_id)


def test_of_a_youth_who_turns_out_to_sit_at_home_a_talk_is_proposed_after_four_weeks(desk: Any, ref: str) -> None:
    add(desk, ref, absent_since=desk.day(-7))
    desk.later(weeks=3, days=1)

    assert "three months without school" in {row.kind for row in rows(desk, WatchedDate)}
    assert "absent from school" in {row.reason for row in rows(desk, LadderStep)}


def results(desk: Any) -> list[str | None]:
    """How each step for the case itself ended."""
    return [row.result for row in rows(desk, LadderStep) if row.wait_id is None]


def test_of_a_youth_who_is_back_at_school_nothing_is_proposed_or_watched_any_more(desk: Any, ref: str) -> None:
    add(desk, ref, absent_since=desk.day(-7))
    desk.later(weeks=3, days=1)
    assert results(desk) == [None]

    add(desk, ref, back_at_school_on=desk.day(-1))

    assert youth(desk, ref).absent_since is None
    assert rows(desk, WatchedDate) == []
    assert results(desk) == ["back at school"]
    desk.later(weeks=9)
    assert results(desk) == ["back at school"]


def test_a_youth_who_stays_away_again_is_looked_at_again(desk: Any, ref: str) -> None:
    add(desk, ref, absent_since=desk.day(-7))
    desk.later(weeks=3, days=1)
    add(desk, ref, back_at_school_on=desk.day(-1))

    add(desk, ref, absent_since=desk.day(0))
    desk.later(weeks=4, days=1)

    assert results(desk) == ["back at school", None]


@pytest.mark.parametrize("ahead", [-9, 1])
def test_back_at_school_lies_after_the_absence_and_not_ahead(desk: Any, ref: str, ahead: int) -> None:
    add(desk, ref, absent_since=desk.day(-7))

    with pytest.raises(Refused, match="in the future"):
        add(desk, ref, back_at_school_on=desk.day(ahead))
    assert youth(desk, ref).absent_since is not None


def test_who_was_not_away_does_not_come_back(desk: Any, ref: str) -> None:
    with pytest.raises(Refused, match="does not say that the youth was not at school"):
        add(desk, ref, back_at_school_on=desk.day(0))
    with pytest.raises(Refused, match="beside since when"):
        add(desk, ref, absent_since=desk.day(-7), back_at_school_on=desk.day(0))


def test_another_day_since_which_a_youth_is_away_is_counted_from_and_the_first_no_more(desk: Any, ref: str) -> None:
    add(desk, ref, absent_since=desk.day(-7))
    desk.later(weeks=3, days=1)

    mended = {"absent_since": desk.day(-7), "why": "Het was later."}
    correct_registration(desk.store, desk.viewer(ILSE), ref, mended, desk.now)
    desk.later(minutes=1)

    assert len(rows(desk, WatchedDate)) == 1
    assert results(desk) == ["no longer asked"]
    desk.later(weeks=3, days=1)
    assert results(desk) == ["no longer asked", None]


def test_a_partner_that_needs_consent_is_named_and_consent_is_asked(desk: Any, ref: str) -> None:
    horizonlijn, smw = desk.agency("horizonlijn"), desk.agency("smw")

    add(desk, ref, partners=[f"agency:{horizonlijn}", f"agency:{smw}"])

    assert f"consent:{horizonlijn}" in desk.waits(ref)
    assert f"consent:{smw}" not in desk.waits(ref)
    assert {row.agency_id for row in rows(desk, Partner) if row.joined_at is None} >= {horizonlijn, smw}


def test_where_consent_for_all_partners_is_being_asked_it_is_not_asked_twice(desk: Any) -> None:
    ref = desk.register(partners=[f"agency:{desk.agency('horizonlijn')}"])

    add(desk, ref, partners=[f"agency:{desk.agency('ggd')}"])

    assert [run.about for run in rows(desk, StageRun) if run.stage == "consent"] == [None]


def test_who_has_custody_is_said_in_answer_where_that_is_asked(desk: Any) -> None:
    told = {"told_parents_on": desk.day(0), "told_parents_how": "phone"}
    ref = desk.register(birth_on="2016-05-01", partners=[f"agency:{desk.agency('horizonlijn')}"], **told)

    with pytest.raises(Refused, match="custody"):
        add(desk, ref, custody=[{"given_name": "Hilde"}])


@pytest.mark.parametrize(
    ("by", "said", "refusal"),
    [
        (BRAM, {}, Refused),
        (BRAM, {"absent_since": "2030-01-01"}, Refused),
        (BRAM, {"school": "agency:999"}, Refused),
        (BRAM, {"partners": ["agency:999"]}, Refused),
        (DENNIS, {"level": "mbo-2"}, Unknown),
    ],
)
def test_what_cannot_be_added_is_refused_and_leaves_nothing(
    desk: Any, ref: str, by: str, said: dict[str, Any], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        add(desk, ref, by, **said)
    assert rows(desk, Correction) == []


def test_what_stands_there_already_is_put_right_by_who_guides_the_case(desk: Any, ref: str) -> None:
    add(desk, ref, living="home", absent_since=desk.day(-9))

    with pytest.raises(Refused, match="living"):
        add(desk, ref, living="institution")
    with pytest.raises(NotAllowed):
        correct_registration(desk.store, desk.viewer(BRAM), ref, {"living": "institution", "why": "x"}, desk.now)

    changed = {"living": "institution", "absent_since": desk.day(-5), "school": f"agency:{desk.agency('waalzicht')}"}
    correct_registration(desk.store, desk.viewer(ILSE), ref, {**changed, "why": "Het is anders."}, desk.now)
    found = youth(desk, ref)
    assert (found.living, str(found.absent_since)) == ("institution", desk.day(-5))
    assert found.school_id == desk.agency("waalzicht")


@pytest.mark.parametrize("command", [add_to_registration, correct_registration, write_note])
def test_no_citizen_service_number_is_kept_unless_somebody_says_that_it_is_another(
    desk: Any, ref: str, command: Any
) -> None:
    note = {"domain": "income", "kind": "worry", "words": "Hij is 111222333."}
    said = {
        add_to_registration: {"notes": [note]},
        correct_registration: {"worry": note["words"], "why": "Het is anders."},
        write_note: {"kind": "private", "words": note["words"]},
    }[command]

    with pytest.raises(Refused, match=r"[Nn]ine digits|[Nn]egen cijfers"):
        command(desk.store, desk.viewer(ILSE), ref, said, desk.now)
    command(desk.store, desk.viewer(ILSE), ref, {**said, "another_number": True}, desk.now)


def test_nothing_is_added_to_a_closed_case(desk: Any, ref: str) -> None:
    cut_short(desk.store, desk.viewer(ILSE), ref, "registration withdrawn", desk.now)

    with pytest.raises(Refused, match=r"closed|gesloten|afgesloten"):
        add(desk, ref, living="home")

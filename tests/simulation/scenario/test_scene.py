"""A scene does what its lines say, and says on which line it came out otherwise."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from models.tables import Meeting
from simulation.scenario.scene import Scene
from simulation.scenario.telling import NotAsWritten, by_day
from simulation.simulate import DEMO_DAY

BRAM, ILSE, LOTTE = "Bram Hoevelaar", "Ilse Verhagen", "Lotte Appelhof"
NOOR: dict[str, Any] = {
    "given_name": "Noor",
    "family_name": "Veldwijk",
    "birth_on": "04-03-2008",
    "municipality": "Tielerwaard",
    "sector": "mbo",
    "told_youth_on": "today",
    "told_youth_how": "talk",
    "ground": "legal task",
    "worry": "Schulden.",
    "wish": "Rust.",
    "running": [{"agency": "Geldloket", "asked_on": "today", "term": "debt talk", "words": "Een eerste gesprek."}],
}


@pytest.fixture
def scene(scene_on: Callable[[str], Scene]) -> Scene:
    made = scene_on("12-10-2026")
    made.register(BRAM, **NOOR)
    return made


def test_an_expectation_that_fails_says_the_day_the_line_what_is_written_and_what_is(scene: Scene) -> None:
    scene.on("11-11-2026")

    with pytest.raises(NotAsWritten) as found:
        scene.waits("running", agency="Geldloket", due="09-11-2026", days_late=3)

    assert str(found.value).startswith("11-11-2026, test_scene.py line ")
    assert str(found.value).endswith("written is days_late 3; it is days_late 2.")


def test_a_question_that_was_never_asked_is_named_with_those_that_are_open(scene: Scene) -> None:
    with pytest.raises(NotAsWritten, match=r"plan.*open zijn: running:\d+ \(Geldloket\), weighing"):
        scene.waits("plan")


def test_a_refusal_that_was_expected_is_a_line(scene: Scene) -> None:
    with scene.refused("The field 'started_on'"):
        scene.answer(
            ILSE, "weighing", decision="light", case_manager=LOTTE, agency="Schoolmaatschappelijk werk Rivierland"
        )
        scene.answer(LOTTE, "direct-help", started_on="23-11-2026")

    assert [line.kind for line in scene.lines] == ["done", "refused"]


def test_a_refusal_that_does_not_come_fails(scene: Scene) -> None:
    with pytest.raises(NotAsWritten, match="het wordt aangenomen"), scene.refused("You cannot do this"):
        scene.answer(ILSE, "weighing", decision="meeting", case_manager=LOTTE)


def test_a_refusal_nobody_expected_fails_with_its_sentence(scene: Scene) -> None:
    with pytest.raises(NotAsWritten, match="agency"):
        scene.answer(ILSE, "weighing", decision="light")


def test_what_is_usual_is_answered_each_time_it_comes_up(scene: Scene) -> None:
    scene.answer(
        ILSE, "weighing", decision="aftercare", case_manager=LOTTE, leaves="Waalzicht College", leaves_on="11-10-2026"
    )
    scene.answer(LOTTE, "case-manager")
    scene.say("Noor", "trusted-person", noted_by=LOTTE, trusted={"professional": BRAM})
    scene.answer(BRAM, "trusted-agrees")
    scene.usually(BRAM, "contact", reached=True, youth_mark=7)

    scene.on("14-12-2026")

    assert sum(line.who == BRAM and "contact" in line.what for line in scene.lines) == 3


def test_the_days_are_told_with_their_names(scene: Scene) -> None:
    told = list(by_day(scene.lines, "nl"))

    assert told[0] == "\nma 12-10-2026"
    assert told[1] == "  · Bram Hoevelaar (Waalzicht College): meldt Noor aan: Schulden.; Rust."


def test_a_place_with_the_name_of_an_agency_stays_words(scene: Scene) -> None:
    scene.answer(ILSE, "weighing", decision="meeting", case_manager="Fatima Bouzidi")
    scene.answer("Fatima Bouzidi", "case-manager")
    scene.answer(
        "Fatima Bouzidi", "invitees", agencies=["Waalzicht College"], parents=False,
        chair=BRAM, minute_taker="Fatima Bouzidi",
    )  # fmt: skip
    scene.answer("Fatima Bouzidi", "slot", starts_at="19-10-2026 15:00", place="Waalzicht College")

    with scene.store.read(DEMO_DAY) as tx:
        assert tx.session.exec(select(Meeting.place)).one() == "Waalzicht College"

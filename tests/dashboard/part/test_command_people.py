"""The people of a case on its page: added, changed, gone; what does not fit is said where it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"


def script(who: int, ref: str) -> None:
    """What the case page does with its commands, and with what was registered."""
    from dashboard.desk import Desk  # noqa: PLC0415 - run as a script of its own
    from dashboard.part.clicked import begin_page  # noqa: PLC0415
    from dashboard.part.command import show_commands  # noqa: PLC0415
    from dashboard.part.file_registration import show_registration  # noqa: PLC0415
    from dashboard.part.flash import show_flash  # noqa: PLC0415
    from dashboard.part.timeline import show_timeline  # noqa: PLC0415
    from flows.commands.viewer import viewer_numbered  # noqa: PLC0415
    from flows.office import office_of_this_process  # noqa: PLC0415
    from flows.queries.case_story import case_story  # noqa: PLC0415
    from flows.queries.door import open_case  # noqa: PLC0415

    begin_page()
    office = office_of_this_process()
    with office.store.read(office.now()) as tx:
        viewer = viewer_numbered(tx, who)
        opened, story = open_case(tx, viewer, ref), case_story(tx, viewer, ref)
    desk = Desk(office, viewer, "Iemand", "Ergens", "nl", office.now(), is_demo=True)
    show_flash()
    show_commands(desk, opened, story)
    show_timeline(story.timeline, desk)
    show_registration(desk, ref)


GROUP = "Jongere en mensen"
Words = Callable[[AppTest], str]


@pytest.fixture
def ref(house: Any) -> str:
    """Noor is fifteen; her mother has custody, and Fatima guides her case."""
    told = {"told_parents_on": house.now.date().isoformat(), "told_parents_how": "phone"}
    mother = [{"given_name": "Hilde", "family_name": "Veldwijk"}]
    ref = house.register(BRAM, birth_on="2011-03-01", sector="vo", custody=mother, **told)
    house.answer(ref, ILSE, "weighing", decision="consultant", case_manager=house.professional(FATIMA))
    house.answer(ref, FATIMA, "case-manager")
    return str(ref)


def opened(house: Any, who: str, ref: str) -> AppTest:
    at = AppTest.from_function(script, default_timeout=60, args=(house.viewer(who).professional_id, ref)).run()
    at.button_group[0].set_value(GROUP).run()
    assert not at.exception, [each.value for each in at.exception]
    return at


def field(at: AppTest, kind: str, command: str, name: str) -> Any:
    return next(each for each in getattr(at, kind) if f".{command}." in each.key and each.key.endswith(f"/{name}"))


def sent(at: AppTest, command: str) -> AppTest:
    next(each for each in at.button if each.key and f".{command}." in each.key and each.key.endswith("#send")).click()
    at.run()
    assert not at.exception, [each.value for each in at.exception]
    return at


def test_somebody_is_added_and_stands_with_the_people_and_in_the_timeline(house: Any, ref: str, words: Words) -> None:
    at = opened(house, FATIMA, ref)
    field(at, "selectbox", "add_person", "relation").set_value("family")
    field(at, "text_input", "add_person", "given_name").set_value("Çağla <script>alert(1)</script>")
    field(at, "text_input", "add_person", "email").set_value("cagla@post.example")

    page = words(sent(at, "add_person")).replace("\\", "").replace("\u2060", "")

    assert "Toegevoegd." in page
    assert "**Çağla <script>alert(1)</script>** (andere familie) · cagla@post.example" in page
    assert "Toegevoegd aan de mensen in deze casus: andere familie" in page


def test_what_does_not_fit_is_said_at_its_field_and_what_was_typed_stays(house: Any, ref: str, words: Words) -> None:
    at = opened(house, FATIMA, ref)
    field(at, "selectbox", "add_person", "relation").set_value("supporter")
    field(at, "text_input", "add_person", "given_name").set_value("Riet")
    field(at, "text_input", "add_person", "email").set_value("riet@post.example, iemand@post.example")

    at = sent(at, "add_person")

    assert field(at, "text_input", "add_person", "given_name").value == "Riet"
    assert field(opened(house, FATIMA, ref), "text_input", "add_person", "given_name").value == "Riet"
    assert "Riet" not in words(opened(house, ILSE, ref))


def test_the_last_with_custody_is_not_taken_away_by_a_click(house: Any, ref: str, words: Words) -> None:
    at = opened(house, FATIMA, ref)
    who = field(at, "selectbox", "end_person", "who")
    assert [option for option in who.options if "Hilde" in option] == ["Hilde Veldwijk (ouder)"]
    who.select_index(0)
    field(at, "radio", "end_person", "why").set_value("custody ended")
    field(at, "checkbox", "end_person", "sure").check()

    assert "onder de zestien heeft altijd iemand het gezag" in words(sent(at, "end_person")).replace("\\", "")


def test_a_secret_address_is_shown_to_the_case_manager_only(house: Any, ref: str, words: Words) -> None:
    at = opened(house, FATIMA, ref)
    field(at, "selectbox", "change_person", "who").select_index(0)
    field(at, "text_input", "change_person", "address").set_value("Schuilplaats 9")
    field(at, "selectbox", "change_person", "secrecy").set_value("secret")

    assert "Schuilplaats 9" in words(sent(at, "change_person"))

    assert "Schuilplaats" not in words(opened(house, ILSE, ref))
    assert "Het adres is geheim" in words(opened(house, ILSE, ref)).replace("\xa0", " ")

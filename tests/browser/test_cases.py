"""The list of cases in a real browser: found by name, taken away as a file, and no wider than a phone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect
from sqlmodel import select

from models.tables import Agency


def test_the_coordinator_finds_a_youth_by_name_and_takes_the_list(person: Callable[[], Any], registered: str) -> None:
    ilse = person().sit_down("Ilse")
    ilse.menu("Waar is iedereen?")
    ilse.unfold("Meer filters")
    ilse.type("Naam van de jongere", "lindewater")
    ilse.leave_field()

    ilse.see(registered)
    ilse.settled()
    assert "lindewater" not in ilse.page.url.lower()
    with ilse.page.expect_download() as taken:
        ilse.page.get_by_role("button", name="Deze lijst opslaan als bestand (CSV)").click()
    read = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert registered in read
    assert "Lindewater" not in read
    ilse.page.set_viewport_size({"width": 360, "height": 740})
    ilse.settled()
    main = ilse.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0


def _shows(ilse: Any, query: str, *, agency: str = "", late: bool = False) -> None:
    """The address and the fields say the same."""
    main = ilse.page.get_by_test_id("stMain")
    expect(ilse.page).to_have_url(f"{ilse.address}/cases{query}")
    expect(main.get_by_role("combobox", name="We wachten op")).to_have_value(agency)
    expect(main.get_by_role("checkbox", name="Langer dan afgesproken")).to_be_checked(checked=late)
    ilse.settled()


def test_a_link_of_the_list_to_itself_asks_for_that_and_for_nothing_else(
    person: Callable[[], Any], registered: str, office: Any
) -> None:
    with office.store.read(office.now()) as tx:
        point = tx.session.exec(select(Agency).where(Agency.code == "aanmeldpunt")).one()
        here = {"query": f"?agency={point.id}", "agency": point.name}
    ilse = person()
    ilse.page.goto(f"{ilse.address}/cases?older=99&longer=true")
    ilse.sit_down("Ilse", here=True)
    _shows(ilse, "?older=99&longer=true", late=True)
    ilse.sees_not(registered)

    ilse.press("Alle casussen tonen")
    _shows(ilse, "")
    ilse.see(registered)
    ilse.tick("Langer dan afgesproken")
    _shows(ilse, "?longer=true", late=True)

    main = ilse.page.get_by_test_id("stMain")
    main.get_by_role("link", name=here["agency"], exact=True).click()
    _shows(ilse, **here)
    ilse.see(registered)
    main.get_by_role("link", name=re.compile(r"^Intake \d+$")).click()
    _shows(ilse, f"?stage=intake&agency={point.id}", agency=point.name)
    ilse.see(registered)
    ilse.page.go_back()
    _shows(ilse, **here)
    ilse.page.go_back()
    _shows(ilse, "?longer=true", late=True)
    ilse.page.go_forward()
    _shows(ilse, **here)
    ilse.page.reload()
    ilse.sit_down("Ilse", here=True)
    _shows(ilse, **here)
    ilse.see(registered)

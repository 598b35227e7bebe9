"""The list of cases in a real browser: found by name, taken away as a file, and no wider than a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


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

"""The people of a case on a real page: somebody is added, and stands with the others."""

from collections.abc import Callable
from typing import Any


def test_an_aunt_is_added_on_the_case_page_and_stands_with_the_people(
    person: Callable[[], Any], registered: str
) -> None:
    ilse = person().sit_down("Ilse")
    ilse.open_case(registered)
    ilse.about_people("Iemand toevoegen aan de mensen in de casus")
    ilse.choose("Wat deze persoon is voor de jongere", "Andere familie")
    ilse.type("Roepnaam", "Çağla")
    ilse.type("Mail", "cagla@post.example")
    ilse.press("Iemand toevoegen aan de mensen in de casus")
    ilse.see("Toegevoegd.")

    ilse.tab("Jongere en mensen")
    ilse.settled()
    ilse.see("andere familie")
    ilse.see("Çağla")

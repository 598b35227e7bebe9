"""The results of a school year: who reads what, what is hidden, and that files hold the same and are logged."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from dashboard.desk import Desk
from dashboard.page.results import file_of
from models.code import Logged
from models.tables import CaseFile, LogLine, Pause, Wait, Youth

ILSE, MARGRIET = "ilse.verhagen@aanmeldpunt.example", "margriet.oosterwold@aanmeldpunt.example"
BRAM, DENNIS = "bram.hoevelaar@waalzicht.example", "dennis.culemborg@geldloket.example"
Look = Callable[..., Any]


def copies(house: Any, ref: str, number: int, sector: str = "mbo") -> None:
    """So many more youths like this one, in another sector if need be."""
    with house.office.store.write(house.now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        youth = tx.session.get_one(Youth, case.youth_id)
        for each in range(number):
            person = type(tx.session.get_one(_person(), youth.person_id))(given_name="Iemand")
            tx.session.add(person)
            tx.flush()
            tx.session.add(Youth(**{**youth.model_dump(), "person_id": person.id, "sector": sector}))
            tx.flush()
            fields = {**case.model_dump(exclude={"id"}), "ref": f"VN-{sector.upper()[:3]}{each:04}"}
            tx.session.add(CaseFile(**{**fields, "youth_id": person.id}))


def _person() -> Any:
    from models.tables import Person  # noqa: PLC0415

    return Person


def stood_still(house: Any, ref: str, days: int) -> None:
    """The first open question of an agency in this case stands still for some days."""
    with house.office.store.write(house.now) as tx:
        wait = tx.session.exec(
            select(Wait)
            .join(CaseFile, col(CaseFile.id) == Wait.case_id)
            .where(CaseFile.ref == ref, col(Wait.agency_id).is_not(None))
        ).first()
        first = date(2026, 11, 2)
        tx.session.add(
            Pause(
                case_id=wait.case_id, wait_id=wait.id, code="no place", from_on=first,
                ends_on=first + timedelta(days=days), began_at=house.now,
            )
        )  # fmt: skip


def at_tab(look: Look, who: str, title: str, **query: str) -> Any:
    """The page with one of its tabs open."""
    at = look("results", who, **query)
    at.session_state["results tab"] = title
    return at.run()


def desk_of(house: Any, who: str) -> Desk:
    """Somebody's desk, in Dutch."""
    return Desk(house.office, house.viewer(who), "Iemand", "Ergens", "nl", house.now, is_demo=True)


def test_a_manager_reads_targets_beside_what_happened(look: Look, words: Any, house: Any) -> None:
    copies(house, house.register(BRAM), 6)

    read = words(look("results", MARGRIET))

    assert "| Jongeren die begonnen | 100 | 7 |" in read
    assert "| van wie mbo | 60 | 7 |" in read
    assert "| van wie vo | 40 | 0 |" in read
    assert "1\\.500,00" in read
    assert "Niet uitgevallen, 2026\\-2027 tot en met 2029\\-2030 | 250 | 0 |" in read


def test_few_youths_are_not_shown_and_no_total_tells_them(look: Look, words: Any, house: Any) -> None:
    ref = house.register(BRAM)
    copies(house, ref, 8)
    copies(house, ref, 2, "vo")

    read = words(look("results", MARGRIET))

    assert "| Jongeren die begonnen | 100 | 11 |" in read
    assert "| van wie vo | 40 | x |" in read
    assert "| van wie mbo | 60 | x |" in read


def test_each_tab_says_what_its_numbers_mean(look: Look, words: Any, house: Any) -> None:
    ref = house.register(BRAM)
    copies(house, ref, 6)
    stood_still(house, ref, 7)

    for title, said in {
        "Hoe lang het duurde": "de mediaan",
        "Waar jongeren waren": "in de verste fase",
        "Waarom iets wachtte": "nooit bij een persoon",
    }.items():
        assert said in words(at_tab(look, MARGRIET, title)), title


def test_the_flow_has_a_picture_and_the_same_numbers_as_a_table(look: Look, words: Any, house: Any) -> None:
    copies(house, house.register(BRAM), 6)
    house.later(days=1)

    at = at_tab(look, MARGRIET, "Waar jongeren waren")

    assert "| dinsdag 24 november 2026 | Samen | 7 |" in words(at) or "24 november 2026 | Samen | 7 |" in words(at)
    assert len(at.main.get("vega_lite_chart") or at.get("arrow_vega_lite_chart")) == 1


def test_an_agency_reads_its_own_row_and_no_other(look: Look, words: Any, house: Any) -> None:
    ref = house.register(BRAM)
    stood_still(house, ref, 7)

    of_the_point, of_another = words(look("results", ILSE)), words(look("results", DENNIS))

    assert "Doelen" in of_the_point
    assert "U ziet de cijfers van uw eigen organisatie." in of_another
    assert "Aanmeldpunt" not in of_another.split("Schooljaar", 1)[1]
    assert "Doelen" not in of_another


def test_an_empty_year_says_what_will_stand_there(look: Look, words: Any, house: Any) -> None:
    assert "Ze staan hier zodra er een is aangemeld." in words(at_tab(look, MARGRIET, "Waar jongeren waren"))
    assert "In dit schooljaar stond niets stil." in words(at_tab(look, MARGRIET, "Waarom iets wachtte"))


def test_the_school_year_stands_in_the_address(look: Look, house: Any) -> None:
    with house.office.store.write(house.now) as tx:
        ref = tx.session.exec(select(CaseFile)).first()
        assert ref is None
    house.register(BRAM)
    with house.office.store.write(house.now) as tx:
        case = tx.session.exec(select(CaseFile)).one()
        case.opened_at -= timedelta(days=300)
        tx.session.add(case)

    at = look("results", MARGRIET, year="2025-2026")

    assert at.selectbox(key="year").value == "2025-2026"
    assert at.selectbox(key="year").options == ["2026-2027", "2025-2026"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_hides_what_the_page_hides_and_is_logged(house: Any, kind: str) -> None:
    ref = house.register(BRAM)
    copies(house, ref, 8)
    copies(house, ref, 2, "vo")

    made = file_of(desk_of(house, MARGRIET), 2026, kind)

    if kind == "xlsx":
        rows = [list(row) for sheet in load_workbook(io.BytesIO(made)) for row in sheet.iter_rows(values_only=True)]
    else:
        rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))
    found = {row[0]: row[1:3] for row in rows if row and row[0]}
    assert list(found["van wie vo"]) == ["40", "x"]
    assert list(found["Jongeren die begonnen"]) == ["100", "11"]
    with house.office.store.read(house.now) as tx:
        lines = tx.session.exec(select(LogLine).where(LogLine.what == Logged.EXPORT)).all()
    assert [line.about for line in lines] == ["results"]

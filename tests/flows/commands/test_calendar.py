"""School holidays from a file: of a school region, or of one school."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.commands.calendar import Imported, import_holidays
from flows.engine.when import calendar_of
from models.refusal import NotAllowed, Refused
from models.store import Store
from models.tables import SchoolHoliday

ILSE = "ilse.verhagen@aanmeldpunt.example"
HEAD = "region,school,name,first_on,last_on,provisional\n"
SPRING = "zuid,,Voorjaarsvakantie,2031-02-15,2031-02-23,ja\n"
OWN = ",De Brug,Voorjaarsvakantie,2031-02-22,2031-03-02,nee\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    def written(*rows: str) -> Path:
        path = tmp_path / "vakanties.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return path

    return written


def _off(clockwork: Any, code: str) -> set[date]:
    """The first days of the holidays of 2031 that hold for an agency."""
    with clockwork.store.read(clockwork.now) as tx:
        calendar = calendar_of(tx, 1, clockwork.agency(code), school=True)
    return {each.first_on for each in calendar.school if each.first_on.year == 2031}


def test_a_holiday_of_a_school_region_holds_for_schools_in_its_municipalities(clockwork: Any, sheet: Any) -> None:
    imported = import_holidays(clockwork.store, clockwork.viewer(ILSE), sheet(SPRING), clockwork.now)

    assert imported == Imported(added=1)
    assert (_off(clockwork, "waterlelie"), _off(clockwork, "debrug")) == ({date(2031, 2, 15)}, set())


def test_a_school_s_own_holiday_goes_before_that_of_its_region(clockwork: Any, sheet: Any) -> None:
    middle = SPRING.replace("zuid", "midden")

    import_holidays(clockwork.store, clockwork.viewer(ILSE), sheet(middle, OWN), clockwork.now)

    assert (_off(clockwork, "debrug"), _off(clockwork, "waalzicht")) == ({date(2031, 2, 22)}, {date(2031, 2, 15)})


def test_importing_a_file_twice_changes_nothing(clockwork: Any, sheet: Any) -> None:
    ilse, path = clockwork.viewer(ILSE), sheet(SPRING, OWN)
    import_holidays(clockwork.store, ilse, path, clockwork.now)

    assert import_holidays(clockwork.store, ilse, path, clockwork.now) == Imported(same=2)


def test_other_days_for_the_same_holiday_take_its_place(clockwork: Any, sheet: Any) -> None:
    ilse = clockwork.viewer(ILSE)
    import_holidays(clockwork.store, ilse, sheet(SPRING, OWN), clockwork.now)

    moved = import_holidays(clockwork.store, ilse, sheet(OWN.replace("02-22", "02-21")), clockwork.now)

    assert moved == Imported(changed=1)
    assert [each.first_on for each in clockwork.rows(SchoolHoliday)][-1] == date(2031, 2, 21)


def test_a_dry_run_says_what_it_would_bring_and_writes_nothing(clockwork: Any, sheet: Any) -> None:
    before = len(clockwork.rows(SchoolHoliday))

    said = import_holidays(clockwork.store, clockwork.viewer(ILSE), sheet(SPRING, OWN), clockwork.now, dry_run=True)

    assert (said, len(clockwork.rows(SchoolHoliday))) == (Imported(added=2), before)


def test_every_wrong_row_is_named_by_its_line_and_nothing_is_taken(clockwork: Any, sheet: Any) -> None:
    before = len(clockwork.rows(SchoolHoliday))
    path = sheet(SPRING, "oost,,Herfst,2031-10-01,2031-10-09,ja\n", ",,Herfst,2031-10-01,2031-10-09,ja\n")

    with pytest.raises(Refused) as refused:
        import_holidays(clockwork.store, clockwork.viewer(ILSE), path, clockwork.now)

    assert [line[:7] for line in str(refused.value).splitlines()] == ["line 3:", "line 4:"]
    assert len(clockwork.rows(SchoolHoliday)) == before


def test_a_school_nobody_knows_is_named_in_a_dry_run(clockwork: Any, sheet: Any) -> None:
    path = sheet(OWN.replace("De Brug", "De Zandbak"))

    said = import_holidays(clockwork.store, clockwork.viewer(ILSE), path, clockwork.now, dry_run=True)

    assert said.problems == ('line 2: no school of this region is called "De Zandbak"',)


def test_a_file_that_is_not_there_is_said_in_one_sentence(clockwork: Any, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"niets\.csv cannot be read"):
        import_holidays(clockwork.store, clockwork.viewer(ILSE), tmp_path / "niets.csv", clockwork.now)


def test_only_the_region_imports_holidays(clockwork: Any, sheet: Any) -> None:
    with pytest.raises(NotAllowed):
        import_holidays(clockwork.store, clockwork.viewer("lotte.appelhof@smw.example"), sheet(SPRING), clockwork.now)


def test_a_school_term_stands_still_in_the_holidays_of_the_school_that_reports(clockwork: Any) -> None:
    """The autumn holiday of 2025 fell in another week in the South than in the Middle of the country."""
    with clockwork.store.read(clockwork.now) as tx:
        autumn = {
            code: [
                each.first_on
                for each in calendar_of(tx, 1, clockwork.agency(code), school=True).school
                if each.name == "Herfstvakantie" and each.first_on.year == 2025
            ]
            for code in ("waterlelie", "debrug")
        }

    assert autumn == {"waterlelie": [date(2025, 10, 11)], "debrug": [date(2025, 10, 18)]}


def test_a_school_term_is_counted_from_them(clockwork: Any) -> None:
    wait = clockwork.on("2026-10-16").ask("debrug", "absence report")

    assert clockwork.wait(wait).due_on == date(2026, 10, 30)


def test_holidays_are_read_alike_on_both_databases(either: Store, clockwork_on: Any, sheet: Any) -> None:
    there = clockwork_on(either)

    imported = import_holidays(there.store, there.viewer(ILSE), sheet(SPRING, OWN), there.now)

    assert (imported, _off(there, "debrug")) == (Imported(added=2), {date(2031, 2, 22)})

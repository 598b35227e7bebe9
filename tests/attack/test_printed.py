"""What somebody typed stays text in what is printed and taken along: no print runs, opens or fetches anything."""

import io
import json
import re
import zipfile
import zlib
from typing import Any

import openpyxl
import pytest
from sqlmodel import select

from dashboard.desk import Desk
from dashboard.part.looked import printout_of
from dashboard.part.taking import file_of
from flows.commands.right import ask_right
from flows.copy.hand_over import handed_over
from flows.queries.case_filter import CaseFilter
from flows.queries.who_looked import who_looked
from models.code import Logged
from models.tables import Agency, LogLine
from notifications.pdf import as_pdf

BRAM, ILSE = "bram.hoevelaar@waalzicht.example", "ilse.verhagen@aanmeldpunt.example"
MARGRIET = "margriet.oosterwold@aanmeldpunt.example"
TYPED = '#link("http://a.example")[Zwartbont]<script>ran()</script>=1+1 #panic() $x$'
FIELDS = ("given_name", "family_name", "worry", "wish", "neighbourhood", "level", "siblings")
OF_OTHERS = "siblings"
"""Left out of a copy for the youth: it is about others."""
RUNS = re.compile(r"/(JavaScript|JS|URI|Launch|OpenAction|AA|SubmitForm|ImportData|EmbeddedFile|RichMedia|GoToR)\b")
FORMULA = '=HYPERLINK("http://a.example";"Zwartbont")'


def _inside(pdf: bytes) -> str:
    """Everything the file holds, its packed parts unpacked."""
    unpacked = [pdf.decode("latin-1")]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            unpacked.append(zlib.decompress(packed).decode("latin-1"))
        except zlib.error:
            continue
    return "\n".join(unpacked)


def _logged(house: Any) -> list[tuple[str, str | None, int | None]]:
    with house.office.store.read(house.now) as tx:
        return [(line.what, line.about, line.professional_id) for line in tx.session.exec(select(LogLine))]


def _asked(house: Any, field: str) -> tuple[str, int]:
    ref = house.register(BRAM, **{field: TYPED})
    about = {"kind": "access", "who": house.youth(ref), "asked_on": house.now.date().isoformat()}
    return ref, ask_right(house.office.store, house.viewer(ILSE), ref, about, house.now)


@pytest.mark.parametrize("field", FIELDS)
def test_markup_in_a_field_is_text_in_the_copy_of_a_file(house: Any, field: str) -> None:
    ref, asked = _asked(house, field)
    with house.office.store.write(house.now) as tx:
        made, written = (handed_over(tx, house.viewer(ILSE), ref, asked, form, house.now) for form in ("pdf", "json"))

    assert not RUNS.search(_inside(made))
    assert (json.dumps(TYPED)[1:-1] in written.decode()) is (field != OF_OTHERS)
    assert (Logged.EXPORT, f"right:{asked}", house.viewer(ILSE).professional_id) in _logged(house)


def test_a_print_that_would_run_something_is_found() -> None:
    assert RUNS.search("<< /S /URI /URI (http://a.example) >>")
    assert RUNS.search("/OpenAction 3 0 R")


def test_markup_in_the_name_of_an_agency_is_text_in_the_print_of_who_looked(house: Any) -> None:
    ref = house.register(BRAM)
    _named(house, "waalzicht", TYPED)
    with house.office.store.write(house.now) as tx:
        found = who_looked(tx, house.viewer(ILSE), ref)

    made = printout_of(found, house.now)

    assert TYPED in json.dumps(made.model_dump(mode="json"), ensure_ascii=False).replace('\\"', '"')
    assert not RUNS.search(_inside(as_pdf(made)))
    assert [who for what, about, who in _logged(house) if about == "who looked"] == [house.viewer(ILSE).professional_id]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_formula_in_a_name_is_text_in_the_list_that_is_taken_along(house: Any, kind: str) -> None:
    house.register(BRAM)
    _named(house, "aanmeldpunt", FORMULA)
    desk = Desk(house.office, house.viewer(MARGRIET), "Margriet", "Aanmeldpunt", "nl", house.now, is_demo=True)

    made = file_of(desk, CaseFilter(), kind, 1)

    CHECKS[kind](made)
    assert (Logged.EXPORT, "cases", desk.viewer.professional_id) in _logged(house)


def _text_in_a_csv(made: bytes) -> None:
    written = made.decode("utf-8-sig")
    assert "'=HYPERLINK" in written
    assert not re.search(r'(^|;)"?[=+@-]', written, re.MULTILINE)


def _text_in_a_workbook(made: bytes) -> None:
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(made)).active.rows for cell in row]
    assert [cell.data_type for cell in cells if cell.value == FORMULA] == ["s"]
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert not re.search(rb"<f[ >]|<hyperlink", b"".join(map(parts.read, parts.namelist())))


CHECKS = {"csv": _text_in_a_csv, "xlsx": _text_in_a_workbook}


def _named(house: Any, code: str, name: str) -> None:
    with house.office.store.write(house.now) as tx:
        agency = tx.session.exec(select(Agency).where(Agency.code == code)).one()
        agency.name = name
        tx.session.add(agency)

"""A region from one spreadsheet on the command line: the empty file, the try, and all of it or nothing."""

import json
from pathlib import Path
from typing import Any

import openpyxl

WOUTER, ILSE = "wouter.sluiskamp@aanmeldpunt.example", "ilse.verhagen@aanmeldpunt.example"
DAY = {"Welke dag": "2027-05-11", "Hoe mensen de dag noemen": "Brugdag"}


def test_a_file_is_tried_first_and_taken_then(vangnet: Any, region_file: Any, tmp_path: Path) -> None:
    file = tmp_path / "regio.xlsx"
    file.write_bytes(region_file({"Vrije dagen": [DAY]}))

    tried = vangnet.facts("region", str(file), "--as", WOUTER, "--dry-run")
    taken = vangnet.facts("region", str(file), "--as", WOUTER)
    again = vangnet("region", str(file), "--as", WOUTER)

    row = {"sheet": "Vrije dagen", "row": 2, "became": "added"}
    assert (tried, taken) == tuple({"done": done, "rows": [row], "problems": []} for done in (False, True))
    assert (again, vangnet.said) == (0, "Taken: 0 new, 0 changed, 1 as they were.\n")


def test_every_wrong_row_is_named_and_nothing_is_taken(vangnet: Any, region_file: Any, tmp_path: Path) -> None:
    file = tmp_path / "regio.xlsx"
    file.write_bytes(region_file({"Vrije dagen": [DAY, DAY | {"Welke dag": "ooit"}, DAY]}))

    assert vangnet("region", str(file), "--as", WOUTER, "--json") == 1
    facts = json.loads(vangnet.said)
    assert [(each["sheet"], each["row"]) for each in facts["problems"]] == [("Vrije dagen", 3), ("Vrije dagen", 4)]
    assert vangnet("region", str(file), "--as", WOUTER) == 1
    assert [line.split(":")[0] for line in vangnet.said.splitlines()] == ["Vrije dagen, row 3", "Vrije dagen, row 4"]


def test_only_an_administrator_takes_it_and_only_a_spreadsheet(vangnet: Any, region_file: Any, tmp_path: Path) -> None:
    file, text = tmp_path / "regio.xlsx", tmp_path / "text.xlsx"
    file.write_bytes(region_file({"Vrije dagen": [DAY]}))
    text.write_text("naam;adres")

    assert (vangnet("region", str(file), "--as", ILSE), vangnet.complained) == (
        1,
        "Only an administrator can do this.\n",
    )
    assert vangnet("region", str(file)) == 1
    assert "There is a region already" in vangnet.complained
    assert vangnet("region", str(text), "--as", WOUTER) == 1
    assert "This is no spreadsheet" in vangnet.complained
    assert vangnet("region", str(tmp_path / "elsewhere.xlsx"), "--as", WOUTER) == 1
    assert "There is no file" in vangnet.complained


def test_the_empty_file_is_written_once_and_says_how_it_is_filled_in(vangnet: Any, tmp_path: Path) -> None:
    file = tmp_path / "leeg.xlsx"

    assert vangnet("region", str(file), "--template") == 0
    assert vangnet("region", str(file), "--template") == 1

    book = openpyxl.load_workbook(file)
    assert book.sheetnames[:4] == ["Uitleg", "Regio", "Gemeenten", "Organisaties"]
    assert [cell.value for cell in book["Handtekeningen"][1]] == ["Overeenkomst", "Organisatie", "Ondertekend op"]
    assert "verplicht" in {cell.value for row in book["Uitleg"].rows for cell in row}

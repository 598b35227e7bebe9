"""``vangnet export``: the copy somebody asked for goes to the file that is named, never over another."""

import json
import stat
from pathlib import Path
from typing import Any

from sqlmodel import select

from models.tables import CaseFile

ILSE = "ilse.verhagen@aanmeldpunt.example"


def _asked(vangnet: Any) -> str:
    ref: str = vangnet.register()
    office = vangnet.office()
    with office.store.read(office.now()) as tx:
        youth = tx.session.exec(select(CaseFile.youth_id).where(CaseFile.ref == ref)).one()
    content = {"kind": "access", "who": f"person:{youth}", "asked_on": f"{office.now():%Y-%m-%d}"}
    assert vangnet("do", "ask_right", vangnet.file(content), "--case", ref, "--as", ILSE) == 0, vangnet.complained
    return ref


def test_a_copy_is_written_for_the_eyes_of_who_asked_for_it(vangnet: Any, tmp_path: Path) -> None:
    ref = _asked(vangnet)
    before = sorted(path for path in vangnet.home.rglob("*") if path.suffix in {".pdf", ".json"})

    for name, begins in (("copy.pdf", b"%PDF-"), ("copy.json", b"{")):
        path = tmp_path / name
        assert vangnet("export", ref, "--to", str(path), "--as", ILSE) == 0, vangnet.complained
        assert path.read_bytes().startswith(begins)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    assert json.loads((tmp_path / "copy.json").read_text())["case"] == ref
    assert sorted(path for path in vangnet.home.rglob("*") if path.suffix in {".pdf", ".json"}) == before


def test_a_copy_goes_over_nothing_that_is_there_and_into_no_other_form(vangnet: Any, tmp_path: Path) -> None:
    ref, path = _asked(vangnet), tmp_path / "copy.pdf"
    path.write_text("van iemand anders")

    assert vangnet("export", ref, "--to", str(path), "--as", ILSE) == 1
    assert "is there already" in vangnet.complained
    assert path.read_text() == "van iemand anders"
    assert vangnet("export", ref, "--to", str(tmp_path / "copy.txt"), "--as", ILSE) == 1
    assert "neither" in vangnet.complained
    assert vangnet("export", ref, "--to", str(tmp_path / "none" / "copy.pdf"), "--as", ILSE) == 1
    assert "cannot be written" in vangnet.complained


def test_no_copy_without_a_request_or_a_part_in_the_case(vangnet: Any, tmp_path: Path) -> None:
    ref, path = vangnet.register(), str(tmp_path / "copy.pdf")

    assert vangnet("export", ref, "--to", path, "--as", ILSE) == 1
    assert "No copy of this file was asked for" in vangnet.complained
    assert vangnet("export", ref, "--to", path, "--as", "karin.lingeman@debrug.example") == 1
    assert vangnet("export", "VN-NONE222", "--to", path, "--as", ILSE) == 1
    assert "There is no case" in vangnet.complained
    assert not Path(path).exists()

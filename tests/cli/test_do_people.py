"""The people of a case on the command line: added, changed as they were seen, gone."""

from typing import Any

ILSE = "ilse.verhagen@aanmeldpunt.example"
RIET = {"relation": "family", "given_name": "Riet", "email": "riet@post.example"}


def test_somebody_is_added_changed_and_gone(vangnet: Any) -> None:
    ref = vangnet.register()
    here = ("--case", ref, "--as", ILSE)

    added = vangnet.facts("do", "add_person", vangnet.file(RIET), *here)
    who = vangnet.facts("do", "change_person", "--form", *here)["choices"]["who"]
    riet = next(each["value"] for each in who if "Riet" in each["label"])
    assert riet == f"{added['result']}.0"

    new = vangnet.file({"who": riet, "phone": "06-55010001"})
    assert vangnet("do", "change_person", new, *here) == 0, vangnet.complained
    assert vangnet("do", "change_person", new, *here) == 1
    assert "meanwhile" in vangnet.complained

    assert vangnet("do", "end_person", vangnet.file({"who": riet, "why": "steps back"}), *here) == 1
    gone = vangnet.file({"who": added["result"], "why": "steps back"})
    assert vangnet("do", "end_person", gone, *here) == 0, vangnet.complained
    kinds = [event["kind"] for event in vangnet.facts("show", ref)["timeline"] if event["stage"] == "people"]
    assert kinds == ["person added", "person changed", "person left"]


def test_a_line_break_in_a_mail_address_is_refused_by_name(vangnet: Any) -> None:
    ref = vangnet.register()
    bad = RIET | {"email": "riet@post.example\r\nBcc: iedereen@post.example"}

    assert vangnet("do", "add_person", vangnet.file(bad), "--case", ref, "--as", ILSE) == 1
    assert "'email'" in vangnet.complained

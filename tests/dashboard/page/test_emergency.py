"""The page of emergency access: a professional sees the little there is; the privacy officer looks at it after."""

from collections.abc import Callable
from typing import Any

from flows.commands.emergency import open_in_emergency

BRAM, FATIMA = "bram.hoevelaar@waalzicht.example", "fatima.bouzidi@doorstroompunt.example"
KARIN, YVONNE = "karin.lingeman@debrug.example", "yvonne.degrient@aanmeldpunt.example"
MARGRIET = "margriet.oosterwold@aanmeldpunt.example"
ILSE = "ilse.verhagen@aanmeldpunt.example"
WHY = {"reason": "missing", "words": "Noor is sinds gisteren weg."}
Look = Callable[..., Any]


def _named(at: Any, kind: str, end: str) -> Any:
    [found] = [each for each in at.get(kind) if str(each.key).endswith(f"/{end}")]
    return found


def _send(at: Any, name: str) -> Any:
    [button] = [each for each in at.button if f"r.{name}." in str(each.key) and str(each.key).endswith("#send")]
    at = button.click().run()
    assert not at.exception, [each.value for each in at.exception]
    return at


def _text(at: Any) -> str:
    kinds = ("markdown", "text", "info", "caption", "error")
    return " ".join(str(each.value) for kind in kinds for each in at.get(kind)).replace("\\", "").replace("\u2060", "")


def test_a_professional_opens_a_case_in_an_emergency_and_sees_no_more_than_it_asks_for(house: Any, look: Look) -> None:
    ref = house.register(BRAM, phone="06-12345678")
    at = look("emergency", KARIN)
    assert "112" in at.error[0].value

    _named(at, "text_input", "ref").input(ref)
    _named(at, "radio", "reason").set_value("missing")
    _named(at, "text_area", "words").input(WHY["words"])
    at = _send(at, "open_in_emergency")

    assert "privacyfunctionaris" in at.success[0].value
    case = look("case", KARIN, ref=ref)
    assert [tab.label for tab in case.tabs] == ["Bij nood"]
    assert "06-12345678" in _text(case)
    assert "Schulden" not in _text(case)


def test_without_a_reason_nothing_opens_and_what_was_typed_stays(house: Any, look: Look) -> None:
    ref = house.register(BRAM)
    at = look("emergency", KARIN)

    _named(at, "text_input", "ref").input(ref)
    at = _send(at, "open_in_emergency")

    assert _named(at, "text_input", "ref").value == ref
    assert look("case", KARIN, ref=ref).error


def test_who_guides_the_case_sees_on_top_who_looked(house: Any, look: Look) -> None:
    ref = house.register(BRAM)
    open_in_emergency(house.office.store, house.viewer(KARIN), {"ref": ref, **WHY}, house.now)

    assert "keek bij nood" in look("case", ILSE, ref=ref).info[0].value
    assert "keek bij nood" not in _text(look("case", BRAM, ref=ref))


def test_the_privacy_officer_reads_why_and_says_what_they_found(house: Any, look: Look) -> None:
    ref = house.register(BRAM)
    open_in_emergency(house.office.store, house.viewer(KARIN), {"ref": ref, **WHY}, house.now)
    at = look("emergency", YVONNE)
    assert WHY["words"] in _text(at)
    assert "Nog niet bekeken" in _text(at)

    which = _named(at, "selectbox", "access")
    which.select(next(option for option in which.options if ref in option))
    _named(at, "radio", "found").set_value("not needed")
    at = _send(at, "look_at_emergency")

    assert "het was niet nodig" in _text(look("emergency", YVONNE))


def test_who_only_looks_over_has_no_such_page(house: Any, look: Look) -> None:
    assert "Noodtoegang" not in [each.value for each in look("emergency", MARGRIET).title]

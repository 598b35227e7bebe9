"""Putting right what was said or registered: what is shown and the rows change, never the path walked."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.correct import correct, correct_registration
from flows.commands.kept import Said
from flows.commands.removal import remove_registration
from flows.queries.correctable import correctable
from flows.queries.correction import as_it_stands, corrections_of
from flows.queries.file_registration import registered
from models.refusal import BadAnswer, NotAllowed, NotOpen, Refused, Unknown
from models.secret import digests_of_name
from models.tables import CaseFile, Entry, NameDigest, Statement

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, LOTTE = "fatima.bouzidi@doorstroompunt.example", "lotte.appelhof@smw.example"
TON = "ton.kesteren@smw.example"


@pytest.fixture
def informed(desk: Any) -> str:
    """Registered without saying how the youth was told; that was said later, and the coordinator weighed."""
    ref = desk.register(told_youth_on=None, told_youth_how=None, ground="anonymous")
    desk.answer(BRAM, ref, "informed", told_youth_on=desk.day(-1), told_youth_how="phone")
    desk.answer(
        ILSE, ref, "weighing", decision="light", case_manager=desk.professional(FATIMA),
        agency=f"agency:{desk.agency('smw')}", why="Praten helpt.",
    )  # fmt: skip
    desk.answer(FATIMA, ref, "case-manager")
    return str(ref)


def said(desk: Any, key: str) -> Statement:
    with desk.store.read(desk.now) as tx:
        return tx.session.exec(
            select(Statement).where(Statement.key == key, Statement.kind == "answer").order_by(Statement.id.desc())
        ).first()


def journal(desk: Any) -> list[str]:
    with desk.store.read(desk.now) as tx:
        return list(tx.session.exec(select(Entry.value).order_by(Entry.stage_run_id, Entry.seq)).all())


def test_a_corrected_answer_shows_the_new_words_and_keeps_the_old_ones(desk: Any, informed: str) -> None:
    answer, path = said(desk, "informed"), journal(desk)

    correct(
        desk.store, desk.viewer(FATIMA), informed, answer.id, {"told_youth_how": "talk"}, "Het was thuis.", desk.now
    )

    with desk.store.read(desk.now) as tx:
        line = corrections_of(tx, desk.viewer(FATIMA), informed)[0]
        assert (line.before["told_youth_how"], line.after["told_youth_how"]) == ("phone", "talk")
        assert (line.key, line.why) == ("informed", "Het was thuis.")
        assert as_it_stands(tx, answer)["told_youth_how"] == "talk"
        assert tx.session.exec(select(CaseFile.informed_how).where(CaseFile.ref == informed)).one() == "talk"
        assert '"phone"' in tx.session.get_one(Statement, answer.id).words
    assert journal(desk) == path


def test_a_corrected_decision_does_not_walk_another_path(desk: Any, informed: str) -> None:
    weighing, path = said(desk, "weighing"), journal(desk)

    correct(
        desk.store, desk.viewer(ILSE), informed, weighing.id, {"decision": "meeting"}, "Verkeerd aangeklikt.", desk.now
    )
    desk.later(minutes=1)

    assert journal(desk) == path
    assert "direct-help" in desk.waits(informed)
    with desk.store.read(desk.now) as tx:
        assert as_it_stands(tx, weighing)["decision"] == "meeting"


def test_a_correction_is_corrected_from_what_it_says_now(desk: Any, informed: str) -> None:
    answer = said(desk, "informed")
    viewer = desk.viewer(FATIMA)
    correct(desk.store, viewer, informed, answer.id, {"told_youth_how": "talk"}, "Eerst.", desk.now)

    correct(desk.store, viewer, informed, answer.id, {"told_youth_on": desk.day(-3)}, "Toen.", desk.now)

    with desk.store.read(desk.now) as tx:
        assert as_it_stands(tx, answer) == {"told_youth_how": "talk", "told_youth_on": desk.day(-3)}


def test_what_was_recorded_on_ones_behalf_can_be_corrected_for_five_working_days(desk: Any, informed: str) -> None:
    on_behalf = Said(by=desk.viewer(LOTTE).professional_id)
    desk.answer(FATIMA, informed, "direct-help", said=on_behalf, started_on=desk.day(0))
    answer = said(desk, "direct-help")
    desk.now += timedelta(days=4)
    correct(desk.store, desk.viewer(TON), informed, answer.id, {"started_on": desk.day(-5)}, "Eerder.", desk.now)

    desk.now += timedelta(days=7)

    with pytest.raises(Refused, match="could be corrected until 30-11-2026"):
        correct(desk.store, desk.viewer(TON), informed, answer.id, {"started_on": desk.day(-9)}, "Nog.", desk.now)


@pytest.mark.parametrize(
    ("by", "fields", "why", "refusal", "says"),
    [
        (FATIMA, {"told_youth_how": "phone"}, "x", Refused, "Nothing differs"),
        (FATIMA, {"told_youth_how": "pigeon"}, "x", BadAnswer, "must be one of"),
        (FATIMA, {"colour": "red"}, "x", BadAnswer, "no field 'colour'"),
        (FATIMA, {"told_youth_how": "talk"}, "  ", BadAnswer, "is empty"),
        (LOTTE, {"told_youth_how": "talk"}, "x", NotAllowed, "cannot do this"),
        ("jasper.haaften@uwv.example", {"told_youth_how": "talk"}, "x", Unknown, "no case"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(
    desk: Any, informed: str, by: str, fields: dict[str, Any], why: str, refusal: type[Refused], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        correct(desk.store, desk.viewer(by), informed, said(desk, "informed").id, fields, why, desk.now)


def may_put_right(desk: Any, ref: str, email: str) -> list[tuple[str, Any]]:
    with desk.store.read(desk.now) as tx:
        return [(each.form, each.reads.get("why")) for each in correctable(tx, desk.viewer(email), ref)]


def test_what_one_may_put_right_is_offered_as_it_reads_now_and_nothing_else(desk: Any, informed: str) -> None:
    weighing = said(desk, "weighing").id
    correct(desk.store, desk.viewer(FATIMA), informed, weighing, {"why": "Praten en sporten."}, "Half.", desk.now)

    everything = may_put_right(desk, informed, FATIMA)
    assert ("Weighing", "Praten en sporten.") in everything
    assert [form for form, _ in may_put_right(desk, informed, BRAM)] == ["Informed"]
    assert {form for form, _ in everything} >= {"Informed", "Weighing"}


def test_what_cannot_be_put_right_any_more_is_not_offered(desk: Any, informed: str) -> None:
    desk.later(days=30)

    assert ("Informed", None) in may_put_right(desk, informed, BRAM)  # recorded by herself: always
    assert may_put_right(desk, informed, TON) == []


def test_only_an_answer_of_this_case_in_a_form_is_corrected(desk: Any, informed: str) -> None:
    desk.answer(LOTTE, informed, "direct-help", cannot={"code": "youth not reached"})

    with pytest.raises(Refused, match="no answer in the form"):
        correct(
            desk.store, desk.viewer(LOTTE), informed, said(desk, "direct-help").id, {"started_on": "x"}, "x", desk.now
        )
    with pytest.raises(NotOpen):
        correct(desk.store, desk.viewer(FATIMA), informed, 9_999, {}, "x", desk.now)
    other = desk.register(given_name="Sem", birth_on="2009-04-04")
    with pytest.raises(NotOpen):
        correct(desk.store, desk.viewer(ILSE), other, said(desk, "informed").id, {}, "x", desk.now)


def test_a_corrected_registration_is_found_under_its_new_name(desk: Any, informed: str) -> None:
    fixed = {"family_name": "Terburg", "worry": "Vooral schulden.", "why": "Verkeerd gespeld."}

    correct_registration(desk.store, desk.viewer(FATIMA), informed, fixed, desk.now)

    with desk.store.read(desk.now) as tx:
        shown = registered(tx, desk.viewer(FATIMA), informed)
        assert (shown.youth.name, shown.worry) == ("Lieke Terburg", "Vooral schulden.")
        line = corrections_of(tx, desk.viewer(FATIMA), informed)[0]
        assert (line.key, line.before["family_name"]) == (None, "Terborg")
        youth = desk.file(informed).youth_id
        digests = set(tx.session.exec(select(NameDigest.digest).where(NameDigest.person_id == youth)).all())
        assert digests == set(digests_of_name("Lieke", None, "Terburg"))


def test_a_registration_is_corrected_with_a_reason_and_a_difference(desk: Any, informed: str) -> None:
    viewer = desk.viewer(FATIMA)
    with pytest.raises(Refused, match="Nothing differs"):
        correct_registration(desk.store, viewer, informed, {"given_name": "Lieke", "why": "x"}, desk.now)
    with pytest.raises(BadAnswer, match="why"):
        correct_registration(desk.store, viewer, informed, {"given_name": "Lies"}, desk.now)
    with pytest.raises(BadAnswer, match="future"):
        correct_registration(desk.store, viewer, informed, {"birth_on": "2030-01-01", "why": "x"}, desk.now)


def test_a_registration_nobody_else_knows_of_is_removed_at_once(desk: Any) -> None:
    ref = desk.register()

    alone = remove_registration(desk.store, desk.viewer(ILSE), ref, {"why": "Per ongeluk."}, desk.now)

    file = desk.file(ref)
    assert (alone, file.outcome, file.retain_until) == (True, "registered by mistake", desk.today)
    assert desk.waits(ref) == {}
    assert [mail["To"] for mail in desk.mails(BRAM)]


def test_where_somebody_knows_they_are_told_and_it_is_kept_for_three_months(desk: Any, informed: str) -> None:
    desk.mails(LOTTE)

    alone = remove_registration(desk.store, desk.viewer(ILSE), informed, {"why": "Andere jongere."}, desk.now)

    assert not alone
    assert str(desk.file(informed).retain_until) == "2027-02-23"
    assert desk.told(informed, "CaseClosed")
    assert any("afgesloten" in mail["Subject"] or "gesloten" in mail["Subject"] for mail in desk.mails(LOTTE))


def test_only_the_coordinator_removes_and_only_with_a_reason(desk: Any, informed: str) -> None:
    with pytest.raises(NotAllowed, match="Only the coordinator"):
        remove_registration(desk.store, desk.viewer(FATIMA), informed, {"why": "x"}, desk.now)
    with pytest.raises(BadAnswer, match="why"):
        remove_registration(desk.store, desk.viewer(ILSE), informed, {}, desk.now)
    remove_registration(desk.store, desk.viewer(ILSE), informed, {"why": "x"}, desk.now)
    with pytest.raises(Refused, match="is closed"):
        remove_registration(desk.store, desk.viewer(ILSE), informed, {"why": "x"}, desk.now)

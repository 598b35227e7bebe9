"""An agency contests the days counted of it; the coordinator decides."""

from typing import Any

import pytest

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.contest import contest
from flows.engine.advance import advance
from models.access import Viewer
from models.code import Errand
from models.refusal import NotAllowed, Refused, Unknown
from models.store import Store
from models.tables import Contest, StageRun

REF = "VN-TEST222"
DENNIS = "dennis.culemborg@geldloket.example"
ILSE = "ilse.verhagen@aanmeldpunt.example"
OTHER_DAY = {"code": "other day", "words": "De aanvraag kwam pas op 20 oktober binnen."}


def _late(clockwork: Any) -> int:
    """A first talk asked on 12 October, looked at on 23 November: ten working days longer than agreed."""
    wait: int = clockwork.on("2026-10-12").ask()
    clockwork.on("2026-11-23")
    return wait


def _decide(clockwork: Any, by: Viewer, *, accepted: bool) -> None:
    run = clockwork.rows(StageRun, StageRun.stage == Errand.CONTEST)[-1]
    advance(clockwork.store, run.id, clockwork.now)
    key = f"contest:{clockwork.rows(Contest)[-1].id}"
    answer(clockwork.store, by, REF, key, {"accepted": accepted, "why": "Nagevraagd."}, clockwork.now)


def test_a_contest_stands_beside_the_figure_until_it_is_decided(clockwork: Any) -> None:
    wait = _late(clockwork)

    contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)

    delay = clockwork.delay(wait)
    assert (delay.contested, delay.days_late, delay.per_agency) == ("open", 10, {clockwork.agency("geldloket"): 10})


def test_days_that_are_accepted_are_not_counted_of_the_agency(clockwork: Any) -> None:
    wait = _late(clockwork)
    contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)

    _decide(clockwork, clockwork.viewer(ILSE), accepted=True)

    delay = clockwork.delay(wait)
    assert (delay.contested, delay.days_late, delay.per_agency) == ("accepted", 10, {})


def test_days_after_the_decision_count_again(clockwork: Any) -> None:
    wait = _late(clockwork)
    contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)
    _decide(clockwork, clockwork.viewer(ILSE), accepted=True)

    clockwork.on("2026-11-26")

    assert clockwork.delay(wait).per_agency == {clockwork.agency("geldloket"): 3}


def test_days_that_stay_are_counted_with_the_contest_beside_them(clockwork: Any) -> None:
    wait = _late(clockwork)
    contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)

    _decide(clockwork, clockwork.viewer(ILSE), accepted=False)

    delay = clockwork.delay(wait)
    assert (delay.contested, delay.per_agency) == ("stays", {clockwork.agency("geldloket"): 10})


def test_a_decision_has_who_took_it_and_why(clockwork: Any) -> None:
    _late(clockwork)
    contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)

    _decide(clockwork, clockwork.viewer(ILSE), accepted=False)

    row = clockwork.rows(Contest)[0]
    assert (row.decided_by, row.why) == (clockwork.viewer(ILSE).professional_id, "Nagevraagd.")


def test_an_agency_contests_the_same_days_once_at_a_time(clockwork: Any) -> None:
    _late(clockwork)
    contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)

    with pytest.raises(Refused, match="contested this already"):
        contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)


def test_a_decision_that_the_days_count_is_final(clockwork: Any) -> None:
    _late(clockwork)
    contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)
    _decide(clockwork, clockwork.viewer(ILSE), accepted=False)

    with pytest.raises(Refused, match="decided already"):
        contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)


def test_where_no_days_are_counted_there_is_nothing_to_contest(clockwork: Any) -> None:
    clockwork.ask()

    with pytest.raises(Refused, match="No days are counted"):
        contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)


def test_an_agency_contests_its_own_days_only(clockwork: Any) -> None:
    _late(clockwork)

    with pytest.raises(Unknown):
        contest(clockwork.store, clockwork.viewer("lotte.appelhof@smw.example"), REF, "talk", OTHER_DAY, clockwork.now)


def test_who_contests_does_not_decide(clockwork: Any) -> None:
    clockwork.on("2026-10-12").ask("aanmeldpunt")
    clockwork.on("2026-11-23")
    contest(clockwork.store, clockwork.viewer(ILSE), REF, "talk", OTHER_DAY, clockwork.now)

    with pytest.raises(NotAllowed, match="cannot decide"):
        _decide(clockwork, clockwork.viewer(ILSE), accepted=True)


def test_a_closed_question_can_still_be_contested(clockwork: Any) -> None:
    wait = _late(clockwork)
    result = {"result": "granted", "decided_on": "2026-11-23"}
    answer(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", result, clockwork.now)

    contest(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", OTHER_DAY, clockwork.now)

    assert clockwork.delay(wait).contested == "open"


def test_a_contest_is_the_same_on_both_databases(either: Store, clockwork_on: Any) -> None:
    there = clockwork_on(either)
    wait = _late(there)
    contest(there.store, there.viewer(DENNIS), REF, "talk", OTHER_DAY, there.now)

    _decide(there, there.viewer(ILSE), accepted=True)

    assert (there.delay(wait).contested, there.delay(wait).per_agency) == ("accepted", {})

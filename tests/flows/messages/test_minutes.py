"""Minutes, agreements and objection, in one mail to each."""

from datetime import date, timedelta
from typing import Any

import pytest

from flows.engine.matter import packed
from models.tables import Action, Entry, Meeting

DENNIS_AND_BRAM = ("dennis.culemborg@geldloket", "bram.hoevelaar@waalzicht")


def _minuting(desk: Any) -> Any:
    """How to minute a meeting of last Thursday, with its agreements; gives the number of the meeting."""

    def minute(*agreements: tuple[Any, date, bool], form: str = "Minutes", **said: Any) -> int:
        run = desk.run("meeting")
        starts_at = desk.now - timedelta(days=4) if form == "Minutes" else None
        meeting: int = desk.add(Meeting(case_id=1, stage_run_id=run, starts_at=starts_at, held="held"))
        absent = []
        for holder, due_on, was_absent in agreements:
            action = desk.add(
                Action(
                    case_id=1,
                    meeting_id=meeting,
                    agency_id=holder.agency_id,
                    professional_id=holder.professional_id,
                    person_id=holder.person_id,
                    words="Bellen met de verhuurder van Noor",
                    due_on=due_on,
                )
            )
            absent += [action] if was_absent else []
        value = packed({"kind": "given", "values": {"agreed_in_absence": absent, **said}})
        entries = [("minutes", "ask", form, value), ("minutes-ready", "tell", None, "1")]
        for seq, (key, kind, named, kept) in enumerate(entries, start=1):
            desk.add(
                Entry(
                    stage_run_id=run, seq=seq, key=key, kind=kind, form=named, form_version=1 if named else None,
                    value=kept, settled_at=desk.now,
                )
            )  # fmt: skip
        return meeting

    return minute


@pytest.fixture
def minuted(desk: Any) -> Any:
    return _minuting(desk)


@pytest.fixture
def minuted_daily(daily_desk: Any) -> Any:
    return _minuting(daily_desk)


def test_the_reader_sees_how_many_agreements_are_theirs_and_the_first_day(
    desk: Any, dennis: Any, bram: Any, minuted: Any, plain: Any
) -> None:
    minuted((dennis, date(2026, 12, 7), False), (dennis, date(2026, 12, 2), False), (bram, date(2026, 12, 1), False))
    desk.queue("MinutesReady", dennis)

    desk.deliver()

    text = plain(desk.sent())
    assert "Verslag van het overleg van do 19 november 2026 (VN-TEST222)" in text
    assert "Er staan 2 afspraken voor u in. De eerste is voor uiterlijk wo 2 december 2026" in text
    assert "niet bij het overleg" not in text


def test_who_was_absent_reads_until_when_they_may_object(desk: Any, dennis: Any, minuted: Any, plain: Any) -> None:
    minuted((dennis, date(2026, 12, 7), True))
    desk.queue("MinutesReady", dennis)

    desk.deliver()

    assert "Er staat één afspraak voor u in" in plain(desk.sent())
    assert "Laat dat weten tot en met ma 30 november 2026" in plain(desk.sent())


def test_minutes_come_with_the_overview_unless_there_are_days_to_object(daily_desk: Any, minuted_daily: Any) -> None:
    dennis, bram = (daily_desk.person(f"{name}.example") for name in DENNIS_AND_BRAM)
    minuted_daily((dennis, date(2026, 12, 7), True), (bram, date(2026, 12, 7), False))
    absent, present = (daily_desk.queue("MinutesReady", each) for each in (dennis, bram))

    daily_desk.deliver()

    assert daily_desk.became(absent) == ("sent", None)
    assert daily_desk.message(present).gathered_at is not None


def test_somebody_without_an_agreement_reads_so(desk: Any, dennis: Any, bram: Any, minuted: Any, plain: Any) -> None:
    minuted((bram, date(2026, 12, 7), True))
    desk.queue("MinutesReady", dennis)

    desk.deliver()

    assert "Er staan geen afspraken voor u in" in plain(desk.sent())


def test_an_agreement_of_the_agency_is_everybodys_there_whom_nobody_named(
    desk: Any, dennis: Any, minuted: Any, plain: Any
) -> None:
    minuted((desk.agency("geldloket"), date(2026, 12, 7), False))
    desk.queue("MinutesReady", dennis)

    desk.deliver()

    assert "Er staat één afspraak voor u in" in plain(desk.sent())


def test_the_youth_reads_that_own_words_can_be_added(desk: Any, noor: Any, minuted: Any, plain: Any) -> None:
    minuted()
    desk.queue("MinutesReady", noor)

    desk.deliver()

    assert "Lees wat er op do 19 november 2026 is afgesproken" in plain(desk.sent())
    assert "Jouw woorden komen dan in het verslag te staan" in plain(desk.sent())


def test_a_parent_reads_which_agreements_are_theirs(desk: Any, hilde: Any, minuted: Any, plain: Any) -> None:
    minuted((hilde, date(2026, 12, 7), False))
    desk.queue("MinutesReady", hilde)

    desk.deliver()

    assert "Er staat één afspraak voor u in" in plain(desk.sent())


def test_a_talk_held_elsewhere_counts_with_its_own_day(desk: Any, dennis: Any, minuted: Any, plain: Any) -> None:
    minuted((dennis, date(2026, 12, 7), False), form="Elsewhere", held_on=date(2026, 11, 18))
    desk.queue("MinutesReady", dennis)

    desk.deliver()

    assert "wo 18 november 2026" in plain(desk.sent())


def test_of_two_meetings_each_mail_is_about_its_own(desk: Any, dennis: Any, minuted: Any, plain: Any) -> None:
    minuted((dennis, date(2026, 12, 7), False))
    desk.queue("MinutesReady", dennis)
    desk.later(days=1)
    minuted()
    desk.queue("MinutesReady", dennis)

    desk.deliver()

    first, second = map(plain, desk.door.sent)
    assert "één afspraak" in first
    assert "geen afspraken" in second


def test_minutes_of_the_meeting_that_ended_the_case_are_still_sent(
    desk: Any, dennis: Any, minuted: Any, plain: Any
) -> None:
    minuted((dennis, date(2026, 12, 7), False))
    message = desk.queue("MinutesReady", dennis)
    desk.close_case()

    desk.deliver()

    assert desk.became(message) == ("sent", None)


def test_without_minutes_there_is_nothing_to_read(desk: Any, dennis: Any) -> None:
    message = desk.queue("MinutesReady", dennis)

    desk.deliver()

    assert desk.became(message) == ("skipped", "nothing to say")

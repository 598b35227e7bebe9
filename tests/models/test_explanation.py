"""How a term is explained to people. Never whether the day is right (see test_term)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from models.explanation import SENTENCES, explain, explain_moment
from models.extra_day import ExtraDay
from models.term import Amount, BadTerm, Calendar, Kind, Stretch, Term, Unit, bare_term, due_on, parse
from models.walk import Mark

PLAIN = Calendar()
BUSY = Calendar(
    extra=(ExtraDay(date(2026, 5, 15), "vrijdag na Hemelvaartsdag", equated=True),),
    closed=(Stretch(date(2026, 12, 28), date(2026, 12, 31), "kerstsluiting"),),
    school=(Stretch(date(2026, 10, 17), date(2026, 10, 25), "Herfstvakantie"),),
)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize("mark", Mark)
def test_every_step_has_a_sentence_in_both_languages(mark: Mark) -> None:
    assert set(SENTENCES[mark]) == {"nl", "en"}
    assert all(SENTENCES[mark].values())


@pytest.mark.parametrize(
    ("phrase", "kind", "asked_on", "lines"),
    [
        (
            "8 weeks",
            Kind.STATUTORY,
            date(2026, 2, 6),
            [
                "8 weken vanaf 6 februari 2026 is vrijdag 3 april 2026",
                "dat is Goede Vrijdag; de termijn loopt door tot de eerstvolgende werkdag",
                "Tweede Paasdag (ma 6 april 2026) telt niet mee",
                "uiterlijk op di 7 april 2026",
            ],
        ),
        (
            "5 workdays",
            Kind.AGREED,
            date(2026, 12, 22),
            [
                "5 werkdagen, geteld vanaf de dag na 22 december 2026",
                "Eerste Kerstdag (vr 25 december 2026) telt niet mee",
                "Tweede Kerstdag (za 26 december 2026) telt niet mee",
                "kerstsluiting: 4 dagen tellen niet mee",
                "Nieuwjaarsdag (vr 1 januari 2027) telt niet mee",
                "uiterlijk op wo 6 januari 2027",
            ],
        ),
        (
            "2 weeks",
            Kind.SCHOOL,
            date(2026, 10, 5),
            [
                "2 weken vanaf 5 oktober 2026 is maandag 19 oktober 2026",
                "Herfstvakantie: 9 dagen tellen niet mee",
                "de termijn loopt daarom door tot en met woensdag 28 oktober 2026",
                "uiterlijk op wo 28 oktober 2026",
            ],
        ),
        (
            "14 weeks",
            Kind.STATUTORY,
            date(2026, 8, 22),
            [
                "14 weken vanaf 22 augustus 2026 is zaterdag 28 november 2026",
                "dat is zaterdag; een termijn van meer dan 12 weken schuift niet door",
                "uiterlijk op za 28 november 2026",
            ],
        ),
        (
            "6 weeks",
            Kind.AGREED,
            date(2026, 10, 10),
            [
                "6 weken vanaf 10 oktober 2026 is zaterdag 21 november 2026",
                "dat is zaterdag; een afgesproken termijn eindigt op een werkdag",
                "uiterlijk op ma 23 november 2026",
            ],
        ),
        (
            "4 weeks",
            Kind.NORM,
            date(2026, 9, 6),
            [
                "4 weken vanaf 6 september 2026 is zondag 4 oktober 2026",
                "dat is zondag; een norm schuift niet door",
                "uiterlijk op zo 4 oktober 2026",
            ],
        ),
        (
            "3 days",
            Kind.STATUTORY,
            date(2026, 5, 13),
            [
                "3 dagen vanaf 13 mei 2026 is zaterdag 16 mei 2026",
                "dat is zaterdag; de termijn loopt door tot de eerstvolgende werkdag",
                "een wettelijke termijn van drie dagen of meer heeft minstens twee werkdagen",
                "uiterlijk op di 19 mei 2026",
            ],
        ),
    ],
)
def test_a_term_is_explained_line_by_line(phrase: str, kind: Kind, asked_on: date, lines: list[str]) -> None:
    assert explain(bare_term(parse(phrase), kind), asked_on, BUSY) == lines


def test_a_term_is_explained_in_english_too() -> None:
    pause = Stretch(date(2026, 10, 5), date(2026, 10, 18))

    lines = explain(bare_term(parse("8 weeks")), date(2026, 9, 12), PLAIN, "en", pauses=(pause,))

    assert lines == [
        "8 weeks from 12 September 2026 is Saturday 7 November 2026",
        "pause: 14 days do not count",
        "so the term runs on up to and including Saturday 21 November 2026",
        "that is Saturday; the term runs on to the next working day",
        "no later than Mon 23 November 2026",
    ]


def test_an_urgent_term_is_explained_by_its_own_amount() -> None:
    term = Term("debt talk", 4, Unit.WEEKS, Kind.STATUTORY, urgent=Amount(3, Unit.WORKING_DAYS))

    lines = explain(term, date(2026, 11, 20), PLAIN, urgent=True)

    assert lines == ["3 werkdagen, geteld vanaf de dag na 20 november 2026", "uiterlijk op wo 25 november 2026"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nl", "deze termijn staat uit: er is geen uiterste dag"),
        ("en", "this term is switched off: it has no last day"),
    ],
)
def test_a_term_that_is_switched_off_says_so(language: str, line: str) -> None:
    term = Term("help", 6, Unit.WEEKS, Kind.AGREED, off=True)

    assert explain(term, date(2026, 11, 23), PLAIN, language) == [line]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "nl",
            "72 uur vanaf za 28 maart 2026 14.30 uur is di 31 maart 2026 15.30 uur",
        ),
        (
            "en",
            "72 hours from Sat 28 March 2026 14:30 is Tue 31 March 2026 15:30",
        ),
    ],
)
def test_hours_are_explained_from_moment_to_moment(language: str, line: str) -> None:
    start = datetime(2026, 3, 28, 14, 30, tzinfo=AMSTERDAM)

    assert explain_moment(parse("72 hours"), start, language)[0] == line


def test_every_explanation_of_hours_ends_with_why_the_clock_matters() -> None:
    start = datetime(2026, 3, 28, 14, 30, tzinfo=AMSTERDAM)

    last = {language: explain_moment(parse("72 hours"), start, language)[-1] for language in ("nl", "en")}

    assert last == {
        "nl": "het zijn echte uren, ook als de klok wordt verzet",
        "en": "these are real hours, also when the clock changes",
    }


def test_hours_from_a_day_are_not_explained_but_refused() -> None:
    with pytest.raises(BadTerm, match="72 hours run from a moment"):
        explain(bare_term(parse("72 hours")), date(2026, 3, 28), PLAIN)


@settings(deadline=None)
@given(
    st.sampled_from(["1 day", "3 days", "2 weeks", "8 weeks", "14 weeks", "3 months", "10 workdays"]),
    st.sampled_from(Kind),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["nl", "en"]),
)
def test_the_last_line_always_names_the_day_it_is_due(phrase: str, kind: Kind, asked_on: date, language: str) -> None:
    term = bare_term(parse(phrase), kind)

    last = explain(term, asked_on, BUSY, language)[-1]

    assert last.endswith(format_date(due_on(term, asked_on, BUSY), "EEE d MMMM y", locale=language))

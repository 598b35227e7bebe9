"""Terms against a calendar written another way: Gauss's Easter, day numbers, and lists. Never against itself."""

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.term import Amount, Calendar, Kind, Stretch, Unit, bare_term, days_late, due_on

PLAIN = Calendar()
SATURDAY_ONE = date(2022, 1, 1).toordinal()
days = st.dates(date(2014, 1, 1), date(2060, 12, 31))
working = st.builds(Amount, st.integers(1, 260), st.just(Unit.WORKING_DAYS))
movable = st.one_of(
    st.builds(Amount, st.integers(1, 90), st.just(Unit.DAYS)),
    st.builds(Amount, st.integers(1, 12), st.just(Unit.WEEKS)),
    st.builds(Amount, st.integers(1, 3), st.just(Unit.MONTHS)),
)
long = st.one_of(
    st.builds(Amount, st.integers(91, 3653), st.just(Unit.DAYS)),
    st.builds(Amount, st.integers(13, 522), st.just(Unit.WEEKS)),
    st.builds(Amount, st.integers(4, 120), st.just(Unit.MONTHS)),
)
stretches = st.lists(
    st.builds(
        lambda first, length: Stretch(first, date.fromordinal(first.toordinal() + length)),
        st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        st.integers(0, 30),
    ),
    max_size=4,
)
near = st.dates(date(2026, 1, 1), date(2027, 12, 31))
kinds_that_move = st.sampled_from([Kind.STATUTORY, Kind.AGREED, Kind.SCHOOL])


def _easter(year: int) -> int:
    """Gauss, with the Gregorian correction; the day number of Easter Sunday."""
    century = year // 100
    moon = (15 + century - century // 4 - (13 + 8 * century) // 25) % 30
    sun = (4 + century - century // 4) % 7
    age = (19 * (year % 19) + moon) % 30
    rest = (2 * (year % 4) + 4 * (year % 7) + 6 * age + sun) % 7
    if age == 29 and rest == 6:
        return date(year, 4, 19).toordinal()
    if age == 28 and rest == 6 and (11 * moon + 11) % 30 < 19:
        return date(year, 4, 18).toordinal()
    return date(year, 3, 1).toordinal() + 21 + age + rest


def _free(number: int) -> bool:
    """Whether the day with this number is a Saturday, a Sunday or a recognised holiday."""
    if (number - SATURDAY_ONE) % 7 in {0, 1}:
        return True
    day = date.fromordinal(number)
    text = f"{day:%d-%m}"
    # A King's Day that is moved lands on a Saturday, and on its own day it is a Sunday: free either way.
    return text in {"01-01", "27-04", "05-05", "25-12", "26-12"} or number - _easter(day.year) in {-2, 1, 39, 50}


def _naive_end(start: int, amount: Amount) -> int:
    if amount.unit is not Unit.MONTHS:
        return start + amount.number * {Unit.DAYS: 1, Unit.WEEKS: 7}[amount.unit]
    months_seen, number = 0, start
    wanted = date.fromordinal(start).day
    while True:
        number += 1
        months_seen += date.fromordinal(number).day == 1
        last_of_month = date.fromordinal(number + 1).day == 1
        if months_seen == amount.number and (date.fromordinal(number).day == wanted or last_of_month):
            return number


def _naive_due(start: int, amount: Amount) -> int:
    end = _naive_end(start, amount)
    while _free(end):
        end += 1
    if amount.unit is Unit.DAYS and amount.number < 3:
        return end
    while sum(not _free(number) for number in range(start + 1, end + 1)) < 2:
        end += 1
    return end


@settings(deadline=None, max_examples=300)
@given(days, movable)
def test_a_statutory_term_ends_where_a_naive_calendar_says(start: date, amount: Amount) -> None:
    due = due_on(bare_term(amount, Kind.STATUTORY), start, PLAIN)

    assert due.toordinal() == _naive_due(start.toordinal(), amount)


@settings(deadline=None)
@given(days, long)
def test_a_long_term_ends_where_it_falls(start: date, amount: Amount) -> None:
    due = due_on(bare_term(amount, Kind.STATUTORY), start, PLAIN)

    assert due.toordinal() == _naive_end(start.toordinal(), amount)


@settings(deadline=None)
@given(days, working, st.sampled_from(Kind))
def test_working_days_are_the_nth_of_a_naive_list(start: date, amount: Amount, kind: Kind) -> None:
    first = start.toordinal() + 1
    listed = [number for number in range(first, first + amount.number * 2 + 20) if not _free(number)]

    due = due_on(bare_term(amount, kind), start, PLAIN)

    assert due.toordinal() == listed[amount.number - 1]


@settings(deadline=None)
@given(near, movable | working, kinds_that_move, stretches, stretches, stretches)
def test_no_term_that_moves_ends_on_a_day_off(
    start: date, amount: Amount, kind: Kind, closed: list[Stretch], school: list[Stretch], pauses: list[Stretch]
) -> None:
    calendar = Calendar(closed=tuple(closed), school=tuple(school))

    due = due_on(bare_term(amount, kind), start, calendar, pauses=pauses)

    off = {Kind.STATUTORY: [], Kind.AGREED: closed, Kind.SCHOOL: school}[kind]
    assert not _free(due.toordinal())
    assert not any(stretch.first_on <= due <= stretch.last_on for stretch in [*off, *pauses])
    assert due > start


@settings(deadline=None)
@given(near, movable, stretches)
def test_every_day_of_a_term_that_stands_still_is_given_back(
    start: date, amount: Amount, pauses: list[Stretch]
) -> None:
    stopped = {
        number for pause in pauses for number in range(pause.first_on.toordinal(), pause.last_on.toordinal() + 1)
    }

    due = due_on(bare_term(amount, Kind.NORM), start, PLAIN, pauses=pauses)

    ran = [number for number in range(start.toordinal() + 1, due.toordinal() + 1) if number not in stopped]
    assert len(ran) == _naive_end(start.toordinal(), amount) - start.toordinal()


@settings(deadline=None)
@given(near, st.integers(0, 40), movable | long | working, st.sampled_from(Kind), stretches, stretches)
def test_asking_later_never_makes_it_due_sooner(
    start: date, wait: int, amount: Amount, kind: Kind, closed: list[Stretch], pauses: list[Stretch]
) -> None:
    term, calendar = bare_term(amount, kind), Calendar(closed=tuple(closed), school=tuple(closed))
    later = date.fromordinal(start.toordinal() + wait)

    assert due_on(term, start, calendar, pauses=pauses) <= due_on(term, later, calendar, pauses=pauses)


@settings(deadline=None)
@given(near, movable | working, st.sampled_from(Kind), stretches)
def test_one_more_never_makes_it_due_sooner(start: date, amount: Amount, kind: Kind, closed: list[Stretch]) -> None:
    # Over twelve weeks, ninety days or three months the law moves nothing, so only there one more may end sooner.
    assume(amount.number not in {90, 12, 3} or amount.unit is Unit.WORKING_DAYS)
    calendar = Calendar(closed=tuple(closed), school=tuple(closed))
    more = Amount(amount.number + 1, amount.unit)

    assert due_on(bare_term(amount, kind), start, calendar) <= due_on(bare_term(more, kind), start, calendar)


@settings(deadline=None)
@given(near, st.integers(0, 60), st.integers(0, 60), stretches, stretches)
def test_days_late_add_up(due: date, first: int, second: int, closed: list[Stretch], pauses: list[Stretch]) -> None:
    calendar = Calendar(closed=tuple(closed))
    between = date.fromordinal(due.toordinal() + first)
    today = date.fromordinal(between.toordinal() + second)

    whole = days_late(due, today, calendar, pauses)

    assert whole == days_late(due, between, calendar, pauses) + days_late(between, today, calendar, pauses)


@settings(deadline=None)
@given(days, st.integers(0, 400))
def test_days_late_are_the_working_days_of_a_naive_list(due: date, past: int) -> None:
    today = date.fromordinal(due.toordinal() + past)

    late = days_late(due, today, PLAIN)

    assert late == sum(not _free(number) for number in range(due.toordinal() + 1, today.toordinal() + 1))


@settings(deadline=None)
@given(days, working)
def test_a_wait_is_as_many_days_late_as_a_term_of_working_days_is_long(due: date, amount: Amount) -> None:
    today = due_on(bare_term(amount, Kind.AGREED), due, PLAIN)

    assert days_late(due, today, PLAIN) == amount.number

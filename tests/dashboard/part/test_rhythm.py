"""The calendar of contacts and the picture of who stands around: every sign on its own day, every person once."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from dashboard.part.network_chart import COLOURS, LETTERS, SHAPES, placed
from dashboard.part.rhythm import KINDS, SIGNS, STATES, month_table
from flows.queries.file_network import GIFTS, SupporterView
from flows.queries.rhythm import Contact, Kind, State
from models.speech import say

DESK: Any = SimpleNamespace(language="nl", say=lambda sentence, **values: say(sentence, "nl", **values))


def test_a_month_has_its_weeks_by_number_and_a_sign_on_each_day_of_a_window() -> None:
    window = Contact(Kind.WINDOW, date(2026, 11, 7), date(2026, 11, 9), State.MET)

    rows = month_table(DESK, date(2026, 11, 1), [window]).splitlines()

    assert rows[3] == "| **45** | 2 | 3 | 4 | 5 | 6 | 7 ▪✓ | 8 ▪✓ |"
    assert rows[4].startswith("| **46** | 9 ▪✓ | 10 |")


def test_a_window_and_a_check_in_on_one_day_both_have_their_sign() -> None:
    day = date(2026, 11, 23)
    both = [Contact(Kind.EXTRA, day, day, State.NOW), Contact(Kind.CHECK_IN, day, day, State.COMING)]

    assert "| 23 ✚● |" in month_table(DESK, date(2026, 11, 1), both)


def test_every_kind_of_contact_and_what_became_of_it_has_a_word_and_a_sign() -> None:
    assert set(KINDS) == set(SIGNS) == set(Kind)
    assert set(STATES) == set(State)
    assert len(set(SIGNS.values())) == len(Kind)


def test_who_the_youth_gives_a_higher_mark_stands_nearer_and_nobody_is_more_than_initials() -> None:
    near = SupporterView("R", "tante", "informal", ("practical", "company"), True, True, 9)
    far = SupporterView("T", "vriend", "peer", (), False, False, 3)

    drawn = {each["initials"]: each for each in placed(DESK, [far, near])}

    assert abs(drawn["R"]["x"]) + abs(drawn["R"]["y"]) < abs(drawn["T"]["x"]) + abs(drawn["T"]["y"])
    assert drawn["R"]["gives"] == "P G * !"
    assert "tante" not in str(drawn)


def test_kinds_differ_by_shape_and_not_by_colour_alone_and_every_gift_has_a_letter() -> None:
    assert set(SHAPES) == set(COLOURS)
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert set(LETTERS) == set(GIFTS)

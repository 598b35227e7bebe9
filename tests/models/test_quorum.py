"""Who must come for a meeting to count, weighed at every moment. Source: process.md, stage 2 step 3."""

from itertools import permutations

import pytest

from models.code import AgencyKind, Part
from models.quorum import NEEDED, Lack, Seat, Verdict, count, quorum

REACHED, OPEN, OUT_OF_REACH = Verdict.REACHED, Verdict.OPEN, Verdict.OUT_OF_REACH
KINDS = {
    "school": AgencyKind.SCHOOL,
    "school2": AgencyKind.SCHOOL,
    "attendance": AgencyKind.DOORSTROOMPUNT,
    "help": AgencyKind.DEBT,
    "team": AgencyKind.NEIGHBOURHOOD_TEAM,
    "point": AgencyKind.REGISTRATION_POINT,
    "leader": AgencyKind.YOUTH_CARE,
}
AGENCIES = list(KINDS)
PEOPLE = {"youth": Part.YOUTH, "parent": Part.CUSTODY_HOLDERS, "supporter": "invited"}


def seats(knows: str = "school", leads: str = "point", **said: str) -> list[Seat]:
    """Who was asked, and what became of it so far; the case manager works at the registration point and comes."""
    return [
        Seat(
            PEOPLE.get(who, "invited"),
            KINDS.get(who),
            status,
            AGENCIES.index(who) + 1 if who in KINDS else None,
            who == knows,
            who == leads,
        )
        for who, status in {"point": "given", **said}.items()
    ]


CASES = [
    ("all come", seats(school="given", help="given", youth="given"), REACHED),
    ("a parent instead of the youth", seats(school="given", help="given", youth="declined", parent="given"), REACHED),
    ("nobody spoke yet", seats(school="open", help="open", youth="open"), OPEN),
    ("one still to speak", seats(school="given", help="given", youth="open"), OPEN),
    ("the school cannot", seats(school="declined", help="given", youth="open"), OUT_OF_REACH),
    ("the only one that can act cannot", seats(school="given", help="declined", youth="given"), OUT_OF_REACH),
    ("another that can act may still come", seats(school="given", help="declined", team="open", youth="given"), OPEN),
    ("neither youth nor parent", seats(school="given", help="given", youth="declined", parent="silent"), OUT_OF_REACH),
    ("silence is not coming", seats(school="silent", help="given", youth="given"), OUT_OF_REACH),
    ("taken back is not coming", seats(school="given", help="withdrawn", youth="given"), OUT_OF_REACH),
    ("overtaken is not coming", seats(school="given", help="given", youth="overtaken"), OUT_OF_REACH),
    ("a supporter is no parent", seats(school="given", help="given", supporter="given"), OUT_OF_REACH),
    ("the school alone", seats(school="given", youth="given"), OUT_OF_REACH),
    ("the school and Doorstroompunt", seats(school="given", attendance="given", youth="given"), REACHED),
    ("another school can act", seats(school="given", school2="given", youth="given"), REACHED),
    ("who registered knows the youth", seats(knows="team", team="given", help="given", youth="given"), REACHED),
    ("who registered cannot", seats(knows="team", team="declined", help="given", youth="given"), OUT_OF_REACH),
    ("nobody knows the youth by name", seats(knows="", attendance="given", help="given", youth="given"), REACHED),
    ("nor by kind: then anybody does", seats(knows="", team="given", help="given", youth="given"), REACHED),
    ("the case manager cannot", seats(point="declined", school="given", help="given", youth="given"), OUT_OF_REACH),
    ("the case manager says nothing yet", seats(point="open", school="given", help="given", youth="given"), OPEN),
    ("the case manager can act", seats(leads="leader", leader="given", school="given", youth="given"), REACHED),
    ("the registration point does not know", seats(knows="point", school="given", youth="given"), OUT_OF_REACH),
    ("nobody was asked", seats(), OUT_OF_REACH),
]


@pytest.mark.parametrize(("asked", "verdict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_meeting_needs_the_case_manager_who_knows_the_youth_who_can_act_and_the_youth_or_a_parent(
    asked: list[Seat], verdict: Verdict
) -> None:
    assert quorum("meeting")(asked) is verdict


@pytest.mark.parametrize(("asked", "verdict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_order_in_which_people_speak_makes_no_difference(asked: list[Seat], verdict: Verdict) -> None:
    assert {quorum("meeting")(list(order)) for order in permutations(asked)} == {verdict}


def test_without_the_youth_a_meeting_needs_the_others() -> None:
    weigh = quorum("meeting without the youth")

    assert weigh(seats(school="given", help="given")) is REACHED
    assert weigh(seats(school="given", help="open", youth="declined")) is OPEN
    assert weigh(seats(school="given")) is OUT_OF_REACH


def test_what_was_reached_is_never_lost_by_somebody_still_to_speak() -> None:
    reached = seats(school="given", help="given", youth="given")

    for status in ("open", "given", "declined", "silent"):
        assert quorum("meeting")([*reached, Seat("invited", KINDS["team"], status, 99)]) is REACHED


def test_a_quorum_nobody_named_is_an_error() -> None:
    with pytest.raises(KeyError):
        quorum("picnic")
    assert set(NEEDED) == {"meeting", "meeting without the youth"}


@pytest.mark.parametrize(
    ("asked", "lacks", "lost"),
    [
        (seats(school="given", help="given", youth="given"), (), ()),
        (seats(school="open", help="given", youth="open"), (Lack.KNOWS, Lack.PEOPLE), ()),
        (seats(school="declined", help="given", youth="open"), (Lack.KNOWS, Lack.PEOPLE), (Lack.KNOWS,)),
        (seats(school="given", help="open", youth="given"), (Lack.ACTS,), ()),
        (seats(school="given", help="declined", youth="given"), (Lack.ACTS,), (Lack.ACTS,)),
        (seats(school="open", help="open", youth="open"), (Lack.KNOWS, Lack.ACTS, Lack.PEOPLE), ()),
        (
            seats(point="declined", school="given", help="given", youth="given"),
            (Lack.CASE_MANAGER,),
            (Lack.CASE_MANAGER,),
        ),
    ],
)
def test_what_a_meeting_lacks_is_named_and_what_cannot_come_any_more_besides(
    asked: list[Seat], lacks: tuple[Lack, ...], lost: tuple[Lack, ...]
) -> None:
    found = count("meeting", asked)

    assert (found.lacks, found.lost) == (lacks, lost)

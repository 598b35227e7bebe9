"""What can be done in a case stands in groups, so that nobody reads forty lines to find one."""

from dashboard.part.command_field import ON_CASE_PAGE
from dashboard.part.command_group import REST, grouped


def test_every_command_stands_in_a_group_of_its_own_kind() -> None:
    groups = grouped(ON_CASE_PAGE)

    assert REST not in groups
    assert sorted(name for members in groups.values() for name in members) == sorted(ON_CASE_PAGE)


def test_a_command_nobody_placed_yet_is_shown_with_the_rest() -> None:
    assert grouped(["pause", "dance"])[REST] == ["dance"]

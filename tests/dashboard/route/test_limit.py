"""Who knocks too often waits; who knocks evenly never does; and no more is remembered than fits."""

from dashboard.route.limit import Limit


def test_so_many_at_once_and_then_evenly() -> None:
    now = 0.0
    limit = Limit(3, lambda: now)

    assert [limit.lets("a") for _ in range(4)] == [True, True, True, False]
    now = 20.0
    assert [limit.lets("a") for _ in range(2)] == [True, False]
    assert limit.lets("b")


def test_who_knocked_longest_ago_is_forgotten_first() -> None:
    limit = Limit(1, lambda: 0.0, most_known=2)

    assert [limit.lets(name) for name in ("a", "b", "c")] == [True] * 3

    assert len(limit) == 2
    assert (limit.lets("c"), limit.lets("a")) == (False, True)

"""Chance that is fair in a small region, too."""

from simulation.deck import Deck, Luck, dealt


def test_every_card_comes_once_before_any_comes_again() -> None:
    deck = Deck(Luck(1).rng, ["light", "meeting", "consultant"])

    drawn = [deck.draw() for _ in range(6)]

    assert sorted(drawn[:3]) == sorted(drawn[3:]) == ["consultant", "light", "meeting"]


def test_a_card_comes_as_often_as_it_was_dealt() -> None:
    assert dealt({"often": 3, "never": 0, "once": 1}) == ["often", "often", "often", "once"]


def test_the_same_seed_draws_the_same() -> None:
    one, other = Luck(7), Luck(7)

    assert [one.draw("code", range(9)) for _ in range(20)] == [other.draw("code", range(9)) for _ in range(20)]

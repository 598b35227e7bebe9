"""Draws cards evenly: each comes once before any comes again, so that what is rare happens in a small run too."""

from collections.abc import Iterable
from random import Random
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Deck(Generic[T]):
    """A pile of cards in an order chance decides, shuffled anew when it is empty."""

    def __init__(self, rng: Random, cards: Iterable[T]) -> None:
        self._rng = rng
        self._cards = tuple(cards)
        self._pile: list[T] = []

    def draw(self) -> T:
        """The next card."""
        if not self._pile:
            self._pile = list(self._cards)
            self._rng.shuffle(self._pile)
        return self._pile.pop()


def dealt(times: dict[T, int]) -> list[T]:
    """Each card as often as it should come."""
    return [card for card, number in times.items() for _ in range(number)]


class Luck:
    """Decks by name, all shuffled by the one source of chance of a simulation."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311 - chance, not secrecy
        self._decks: dict[str, Deck[Any]] = {}

    def draw(self, name: str, cards: Iterable[T]) -> T:
        """The next card of the deck of that name; ``cards`` make the deck the first time."""
        if name not in self._decks:
            self._decks[name] = Deck(self.rng, cards)
        card: T = self._decks[name].draw()
        return card

    def happens(self, chance: float) -> bool:
        """Whether something with this chance happens now."""
        return self.rng.random() < chance

"""The number of a case: random, short enough to say on the phone, telling nothing. Never a citizen number."""

import random
from collections.abc import Callable

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
"""No vowels, so that no word appears; no 0, 1, I, L or O, so that nobody misreads one."""
LENGTH = 7

Choose = Callable[[str], str]


def new_reference(choose: Choose | None = None) -> str:
    """A new number, such as ``VN-7K3M9QP``; ten thousand million others are possible."""
    choose = choose or random.SystemRandom().choice
    return "VN-" + "".join(choose(ALPHABET) for _ in range(LENGTH))


LONGEST = 12


def as_kept(typed: str) -> str:
    """The number of a case as the database has it; a refusal names it so, whether the case is there or not."""
    return typed.strip().upper()[:LONGEST]

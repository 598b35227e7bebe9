"""Keys of steps that a story takes more than once. Knows no story."""


def nth(key: str, number: int) -> str:
    """The key itself the first time, then ``key:2``, ``key:3``: stable, and readable where it happens once."""
    return key if number == 1 else f"{key}:{number}"

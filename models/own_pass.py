"""What the address of a youth's own page carries: the number of its link, signed. Short enough to copy from paper.

It names nobody and opens nothing: the link is looked up each time, and a code printed beside it is asked.
"""

import hmac
import re

from models.secret import Vault

_KIND = "own link"
_SIGNS = "23456789abcdefghijkmnpqrstuvwxyz"
"""Digits and letters that are not taken for one another: no 0 and o, no 1 and l."""
_BITS, _LONG, _GROUP = 5, 16, 4
_PASS = re.compile(rf"([{_SIGNS}]{{1,7}})([{_SIGNS}]{{{_LONG}}})", re.ASCII)


def written(number: int, vault: Vault) -> str:
    """The pass as it stands in an address: ``k-7m3q-9tw4-hrp2-xva8``."""
    name = _name(number)
    return _shown(name, vault.signatures(_KIND, name)[0])


def read(token: str, vault: Vault) -> int | None:
    """The number of the link in an address; nothing when it is cut off, mistyped, or was never given here.

    Capitals, blanks and hyphens make no difference: it is typed from paper.
    """
    typed = re.sub(r"[\s-]", "", token[:80].lower())
    match = _PASS.fullmatch(typed)
    name = match[1] if match else _SIGNS[1]
    right = [
        hmac.compare_digest(typed.encode(), _shown(name, each).replace("-", "").encode())
        for each in vault.signatures(_KIND, name)
    ]
    return _number(name) if match and any(right) else None


def _shown(name: str, signature: str) -> str:
    """The number and 80 bits of its signature, in groups a person can copy."""
    whole = int(signature, 16) >> (4 * len(signature) - _BITS * _LONG)
    signs = "".join(_SIGNS[whole >> (_BITS * place) & 31] for place in reversed(range(_LONG)))
    return "-".join([name, *(signs[at : at + _GROUP] for at in range(0, _LONG, _GROUP))])


def _name(number: int) -> str:
    signs = ""
    while number:
        number, rest = divmod(number, len(_SIGNS))
        signs = _SIGNS[rest] + signs
    return signs or _SIGNS[0]


def _number(name: str) -> int:
    number = 0
    for sign in name:
        number = number * len(_SIGNS) + _SIGNS.index(sign)
    return number

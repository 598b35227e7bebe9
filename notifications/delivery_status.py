"""What the codes of mail servers say about an address (RFC 3463, RFC 5321). It reads codes, never their free text."""

import re

_ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")

# 5.1.*: bad address; 5.2.1: mailbox closed; 5.4.1: how Microsoft 365 says that nobody lives there.
_NOBODY_THERE = re.compile(r"5\.1\.\d+|5\.2\.1|5\.4\.1")
_NOBODY_THERE_CODES = {550, 551, 553}


def enhanced_status(text: str) -> str | None:
    """Return the first enhanced status code ("5.1.1") in a reply, or None."""
    found = _ENHANCED.search(text)
    return found.group(0) if found else None


def is_wrong_address(status: str | None, code: int | None = None) -> bool:
    """Say whether the address itself is wrong, so that nothing is ever sent there again.

    The enhanced status decides when there is one (a full mailbox and a blocked sender are 550 too); else the code.
    """
    if status:
        return _NOBODY_THERE.fullmatch(status) is not None
    return code in _NOBODY_THERE_CODES

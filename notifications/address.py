"""Mail addresses as they may stand in a header. It checks their shape, never whether anybody lives there."""

import re
from email.headerregistry import Address

import idna

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


class BadAddress(ValueError):  # noqa: N818 - a refusal is named after what was refused
    """Not one mail address this door can deliver to. The message never repeats the address."""


def mail_address(written: str) -> str:
    """Return the one address in `written`, its domain in the form mail servers speak (IDNA 2008).

    Raises:
        BadAddress: when it is not exactly one plain address, or its local part is not ASCII (needs SMTPUTF8,
            which half of the mail servers still lack).
    """
    local, at, domain = written.partition("@")
    if not at or not _LOCAL.fullmatch(local) or len(local) > 64:
        raise BadAddress("not one plain mail address")
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    except idna.IDNAError:
        raise BadAddress("the domain of the address is no internet domain") from None


def header_address(written: str, shown_as: str = "") -> Address:
    """Return the address for a From, To or Reply-To header, with the name shown before it.

    Raises:
        BadAddress: as `mail_address`, or when the name holds line breaks or control characters.
    """
    if any(not sign.isprintable() for sign in shown_as):
        raise BadAddress("the name before an address is one line of plain text")
    return Address(display_name=shown_as, addr_spec=mail_address(written))

"""Makes a name or a note safe to stand in Markdown: it reads as it was typed, and means nothing. Shows nothing."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$^&\"'=])")
_NO_LINK = "\u2060"
"""A word joiner: unseen, and enough to keep a colon, an @ or a "www." from meaning something."""


def plain(text: object) -> str:
    """The text as it was typed, in one line of Markdown: no emphasis, no link, no icon, no formula, no tag."""
    one_line = " ".join(str(text).split())
    escaped = _SIGNS.sub(r"\\\1", one_line)
    escaped = escaped.replace(":", f":{_NO_LINK}").replace("@", f"{_NO_LINK}@{_NO_LINK}")
    return re.sub(r"(?i)\bwww", lambda found: f"{found[0][:1]}{_NO_LINK}{found[0][1:]}", escaped)


def with_colon(label: str) -> str:
    """A label before its value; a question keeps its own sign."""
    return label if label.endswith("?") else f"{label}:"

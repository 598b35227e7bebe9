"""Secrets given by the name of a file, as secret stores hand them to a container. Says nothing of what is in one."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic_settings import PydanticBaseSettingsSource

from models.refusal import Refused
from models.speech import mark

MAY_BE_FILES = ("secret", "database_url", "smtp_url", "bounce_mailbox")
"""Settings that hold a secret, or a password inside an address: ``VANGNET_SECRET_FILE`` and so on."""


class FromFiles(PydanticBaseSettingsSource):
    """Reads ``VANGNET_…_FILE`` where it is set; a setting given both ways is refused, for nobody knows which counts."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002 - Pydantic's own
        """The text of the file that stands for this setting, if any."""
        return (given(field_name) if field_name in MAY_BE_FILES else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Every setting that was given by a file."""
        found = {name: given(name) for name in MAY_BE_FILES}
        return {name: text for name, text in found.items() if text is not None}


def given(name: str, environment: Mapping[str, str] | None = None) -> str | None:
    """The text of the file a setting was given by; nothing where it was not.

    Raises:
        Refused: the setting was given both ways, or its file cannot be read or is empty.
    """
    environment = os.environ if environment is None else environment
    setting = f"VANGNET_{name.upper()}"
    path = environment.get(f"{setting}_FILE")
    if not path:
        return None
    if environment.get(setting):
        raise Refused(
            mark("Vangnet does not start: {setting} and {setting}_FILE are both set; leave one out."), setting=setting
        )
    try:
        text = Path(path).read_text().strip()
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text:
        raise Refused(
            mark("Vangnet does not start: the file that {setting}_FILE names is empty or cannot be read."),
            setting=setting,
        )
    return text

"""``vangnet migrate``: brings the database to this version."""

import argparse

from models.speech import mark, say


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """This command takes no arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Migrates, and says which version the database is at.

    Raises:
        Refused: the database is of a newer version than this Vangnet.
    """
    from flows.office import open_office  # noqa: PLC0415 - a database is only opened when it is needed
    from migrations.upgrade import upgrade  # noqa: PLC0415

    office = open_office(check=False)
    version = upgrade(office.store.engine)
    print(say(mark("The database is at version {version}."), arguments.language, version=version))
    return 0

"""``vangnet rotate``: another secret in front, everything resealed under it, and the old one taken out. Shows no word.

A kill at any moment leaves a database that both secrets open; started again it goes on where it was.
"""

import argparse
import os
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cli.paper import add_json, print_json
from cli.run.place import hold
from models.refusal import Refused
from models.settings import SECRET_FILE, Settings, new_secret, read_settings, secret_texts
from models.speech import mark, say

if TYPE_CHECKING:
    from flows.office import Office

SILENCE = 2.0
"""Seconds without a word before it says how far it is."""
STILL_BUSY = mark("Rows stay under an older secret, because somebody works on them all the time; try again later.")


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--new", action="store_true", help=say(mark("print a new secret, and change nothing"), language))
    what.add_argument("--check", action="store_true", help=say(mark("say what is under an older secret"), language))
    what.add_argument("--retire", action="store_true", help=say(mark("take the older secrets out"), language))
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Does one of the four; 1 when a check finds something under an older secret.

    Raises:
        Refused: there is no second secret, Vangnet runs, or rows stay under an older secret.
    """
    if arguments.new:
        print(new_secret())
        return 0
    settings = read_settings()
    if arguments.check:
        return _check(settings, arguments)
    with hold(settings.home):
        if settings.secret is None and len(secret_texts(settings)) == 1 and not arguments.retire:
            _keep(settings, [new_secret(), *secret_texts(settings)])
        return _retire(settings, arguments) if arguments.retire else _rotate(settings, arguments)


def _check(settings: Settings, arguments: argparse.Namespace) -> int:
    from flows.rounds.reseal import left_over  # noqa: PLC0415 - the database is only opened when it is needed

    office = _office(settings)
    left = left_over(office.store, office.now())
    secrets = len(secret_texts(settings))
    if arguments.json:
        print_json({"secrets": secrets, "under_older": dict(left)})
    elif left:
        sentence = mark("{rows} rows are still under an older secret; run `vangnet rotate`.")
        print(say(sentence, arguments.language, rows=sum(left.values())))
    else:
        words = {1: mark("Everything is under the one secret there is.")}
        print(
            say(
                words.get(secrets, mark("Everything is under the first secret; the others can go.")), arguments.language
            )
        )
    return 1 if left else 0


def _rotate(settings: Settings, arguments: argparse.Namespace) -> int:
    if len(secret_texts(settings)) < 2:
        raise Refused(
            mark(
                "There is one secret. Put a new one in front of it in VANGNET_SECRET (new,old) for every process of "
                "Vangnet, start them anew, and run this again; `vangnet rotate --new` makes one."
            )
        )
    rows = _resealed(_office(settings), arguments.language)
    if arguments.json:
        print_json({"rows": rows, "under_older": {}})
        return 0
    sentence = mark(
        "Everything ({rows} rows) is under the new secret. Everybody signs in again. Links in mails and calendar "
        "addresses of before work until you run `vangnet rotate --retire`; do that at once if the old secret leaked."
    )
    print(say(sentence, arguments.language, rows=rows))
    return 0


def _retire(settings: Settings, arguments: argparse.Namespace) -> int:
    from flows.rounds.reseal import end_older_keys  # noqa: PLC0415

    office = _office(settings)
    _resealed(office, arguments.language)
    calendars = end_older_keys(office.store, office.now())
    if settings.secret is None:
        _keep(settings, secret_texts(settings)[:1])
    if arguments.json:
        print_json({"calendars_ended": calendars})
        return 0
    sentence = mark(
        "Links in mails of before work no more, and {calendars} calendar addresses ended; the next mail brings a new "
        "link. Backups of before still open with the old secret only."
    )
    print(say(sentence, arguments.language, calendars=calendars))
    if settings.secret is not None:
        print(say(mark("Now take the others out of VANGNET_SECRET, and start every process anew."), arguments.language))
    return 0


def _office(settings: Settings) -> "Office":
    from flows.office import open_office  # noqa: PLC0415

    return open_office(settings)


def _resealed(office: "Office", language: str) -> int:
    """Goes over everything until nothing is left; says how far it is while that takes long."""
    from flows.rounds.reseal import MOST_PASSES, left_over, reseal  # noqa: PLC0415

    said_at, seen = time.monotonic(), 0
    for _ in range(MOST_PASSES):
        for seen in reseal(office.store, office.now()):
            if time.monotonic() - said_at > SILENCE:
                said_at = time.monotonic()
                print(say(mark("{rows} rows looked at …"), language, rows=seen), file=sys.stderr, flush=True)
        left: Mapping[str, int] = left_over(office.store, office.now())
        if not left:
            _forget(office)
            return seen
    raise Refused(STILL_BUSY)


def _forget(office: "Office") -> None:
    """What was sealed under the old secret is in no free page of the file, and in no WAL."""
    with office.store.engine.connect() as connection:
        driver = connection.execution_options(isolation_level="AUTOCOMMIT")
        if office.store.engine.dialect.name == "sqlite":
            driver.exec_driver_sql("ROLLBACK")
            driver.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            driver.exec_driver_sql("VACUUM")


def _keep(settings: Settings, secrets: list[str]) -> None:
    """Writes the secrets of the embedded default, whole or not at all."""
    path = settings.home / SECRET_FILE
    fresh = path.with_name(f"{SECRET_FILE}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write("\n".join(secrets))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)

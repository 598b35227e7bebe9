"""What goes wrong outside Vangnet (a disk, a database, a folder), said in one sentence. Mends nothing, hides no bug."""

import errno
import sqlite3
from collections.abc import Mapping

from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from models.refusal import Refused
from models.secret import WrongKey
from models.speech import mark

FULL = mark("The disk is full; make room, and start again. Nothing was half done.")
OTHER_SECRET = mark(
    "What is in the database was sealed under another secret; put back the VANGNET_SECRET (or the file 'secret' in "
    "the home folder) that belongs to it."
)
AWAY = mark("The database cannot be reached; see whether it runs, and what VANGNET_DATABASE_URL says.")
NO_ADDRESS = mark("VANGNET_DATABASE_URL is no address of a database: sqlite:///… or postgresql+psycopg://…")
NOT_KEPT = mark("What you typed contains characters that cannot be kept.")
DAMAGED = mark("The database is damaged, or is no database; put back its newest copy.")
BUSY = mark("Another program keeps the database busy; try again in a moment.")
UNOPENED = mark("The database cannot be opened; see whether its folder is there and may be written.")

SAID_BY_SQLITE: Mapping[str, str] = {
    "disk is full": FULL,
    "malformed": DAMAGED,
    "not a database": DAMAGED,
    "is locked": BUSY,
    "readonly": UNOPENED,
    "unable to open": UNOPENED,
}
SAID_BY_DISK: Mapping[int, str] = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: mark("{path} may not be read or written by you; choose another folder with VANGNET_HOME."),
    errno.EPERM: mark("{path} may not be read or written by you; choose another folder with VANGNET_HOME."),
    errno.EROFS: mark("{path} may not be read or written by you; choose another folder with VANGNET_HOME."),
    errno.ENOENT: mark("{path} cannot be made; choose another folder with VANGNET_HOME."),
    errno.ENOTDIR: mark("{path} is no folder; choose another with VANGNET_HOME."),
    errno.EEXIST: mark("{path} is no folder; choose another with VANGNET_HOME."),
}


def refusal_of(problem: Exception) -> Refused | None:
    """What a problem means for whoever runs Vangnet; None when it is a mistake of ours, to be seen whole."""
    if isinstance(problem, WrongKey):
        return Refused(OTHER_SECRET)
    if isinstance(problem, UnicodeEncodeError):
        return Refused(NOT_KEPT)
    if isinstance(problem, ArgumentError):
        return Refused(NO_ADDRESS)
    if isinstance(problem, DBAPIError):
        return _of_database(problem)
    if isinstance(problem, OSError) and problem.errno is not None and problem.errno in SAID_BY_DISK:
        return Refused(SAID_BY_DISK[problem.errno], path=str(problem.filename or ""))
    return None


def _of_database(problem: DBAPIError) -> Refused | None:
    if isinstance(problem.orig, sqlite3.Error):
        words = str(problem.orig)
        return next((Refused(sentence) for said, sentence in SAID_BY_SQLITE.items() if said in words), None)
    return Refused(AWAY) if isinstance(problem, OperationalError) else None

"""Whether there is room to run: free ports, one Vangnet a home folder, a disk that is not full."""

import fcntl
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from models.refusal import Refused
from models.speech import mark


def insist_on_free_ports(ports: Mapping[str, int]) -> None:
    """Refuses to start when a port is taken.

    Raises:
        Refused: says which, and which setting names another.
    """
    for setting, port in ports.items():
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind(("127.0.0.1", port))
            except OSError:
                raise Refused(
                    mark("Port {port} is taken by another program; free it, or choose another with {setting}."),
                    port=port,
                    setting=setting,
                ) from None
    if len(set(ports.values())) != len(ports):
        raise Refused(mark("Two settings name the same port; choose another for one of them."))


def hold(home: Path) -> IO[str]:
    """Takes the home folder for this Vangnet, until the file it gives is closed.

    Raises:
        Refused: another Vangnet runs here already.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = (home / "running").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise Refused(mark("Vangnet already runs from {home}; stop it first with Ctrl-C."), home=str(home)) from None
    return file

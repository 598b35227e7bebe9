"""``vangnet up``: the whole system on this machine, from one command, until Ctrl-C. State is kept for the next time."""

import argparse
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from cli.run.child import Child
from cli.run.place import hold, insist_on_free_ports
from cli.run.system import POOL, ROOT, System, common, tool
from models.refusal import Refused
from models.settings import Settings, insist_on_room, read_settings
from models.speech import mark, say

RESTARTS = 3
"""How often a process that ends by itself is started again before everything stops."""


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("--no-demo", action="store_true", help=say(mark("without the demo region"), language))


def run(arguments: argparse.Namespace) -> int:
    """Starts everything, prints four addresses, and watches until Ctrl-C.

    Raises:
        Refused: a port is taken, the disk is full, the database is newer, or a process does not start.
    """
    settings = read_settings()
    insist_on_room(settings.home)
    with hold(settings.home), _ending(System(settings)) as system:
        insist_on_free_ports(_ports(settings))
        steps = _Steps(arguments.language)
        steps.do(mark("database"), lambda: _migrate(settings))
        _start(system, steps)
        _print_addresses(settings, arguments.language)
        steps.do(mark("Prefect's flows"), lambda: _deploy(system))
        if not arguments.no_demo:
            steps.say(mark("The demo region is being filled; you can look around already."))
            system.start("demo")
        return _watch(system, arguments.language)


def _start(system: System, steps: "_Steps") -> None:
    settings = system.settings
    for name in _needed(settings):
        system.start(name)
    steps.do(mark("dashboard"), lambda: system.wait_for("dashboard", f"{settings.address}/readyz"))
    if "prefect" in system.children:
        steps.do(mark("Prefect"), lambda: system.wait_for("prefect", f"{settings.prefect_api}/health"))


def _needed(settings: Settings) -> list[str]:
    mail = [] if settings.smtp_url else ["mail"]
    prefect = [] if settings.prefect_api_url else ["prefect"]
    return [*prefect, "dashboard", *mail]


def _ports(settings: Settings) -> dict[str, int]:
    ports = {"VANGNET_DASHBOARD_PORT": settings.dashboard_port}
    if not settings.prefect_api_url:
        ports["VANGNET_PREFECT_PORT"] = settings.prefect_port
    if not settings.smtp_url:
        ports |= {"VANGNET_SMTP_PORT": settings.smtp_port, "VANGNET_MAIL_PORT": settings.mail_port}
    return ports


def _migrate(settings: Settings) -> None:
    from flows.office import open_office  # noqa: PLC0415 - a taken port is said before anything slow
    from migrations.upgrade import upgrade  # noqa: PLC0415

    office = open_office(settings, check=False)
    upgrade(office.store.engine)
    office.store.close()


def _deploy(system: System) -> None:
    """The flows as deployments, from ``prefect.yaml``; and those who carry them."""
    environment = common(system.settings)
    pool = ("work-pool", "create", POOL, "--type", "process", "--overwrite")
    for command in (pool, ("deploy", "--all")):
        log = system.settings.home / "logs" / "deploy.log"
        child = Child("deploy", [tool("prefect"), "--no-prompt", *command], environment, ROOT, log)
        while child.ended() is None:
            time.sleep(0.1)
        if child.ended():
            raise Refused(
                mark("Prefect did not take the flows; the end of {log} says:\n{words}"),
                log=str(log),
                words=child.last_words(),
            )
    system.start("worker")
    system.start("pool-worker")


def _print_addresses(settings: Settings, language: str) -> None:
    addresses = {
        mark("Dashboard"): settings.address,
        mark("Prefect"): settings.prefect_api.removesuffix("/api"),
        mark("Mail"): f"http://127.0.0.1:{settings.mail_port}"
        if not settings.smtp_url
        else settings.mail_server.split("@")[-1],
        mark("Health"): f"{settings.address}/readyz",
    }
    print()
    for name, address in addresses.items():
        print(f"  {say(name, language):<12} {address}", flush=True)
    print(f"\n{say(mark('Ctrl-C stops; what was done is kept.'), language)}\n", flush=True)


def _watch(system: System, language: str) -> int:
    told: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: told.append(number))
    restarts = 0
    while not told:
        ended = system.first_ended()
        if ended is not None and not _may_end(system, ended):
            restarts += 1
            if restarts > RESTARTS:
                raise Refused(
                    mark("{name} keeps stopping; the end of {log} says:\n{words}"),
                    name=ended.name,
                    log=str(ended.log),
                    words=ended.last_words(),
                )
            print(say(mark("{name} stopped and is started again."), language, name=ended.name), flush=True)
            system.start(ended.name)
        time.sleep(0.3)
    print(f"\n{say(mark('Stopping.'), language)}", flush=True)
    return 0


def _may_end(system: System, child: Child) -> bool:
    """Filling the demo region comes to an end by itself."""
    if child.name == "demo" and child.ended() == 0:
        del system.children["demo"]
        return True
    return False


class _Steps:
    """Says what is being done, and how long it took."""

    def __init__(self, language: str) -> None:
        self._language = language

    def do(self, name: str, work: Callable[[], object]) -> None:
        """Does one thing, saying so before and after."""
        print(f"  {say(name, self._language)} …", end="", flush=True)
        began = time.monotonic()
        work()
        print(f" {time.monotonic() - began:.1f} s", flush=True)

    def say(self, sentence: str) -> None:
        """Says one sentence."""
        print(f"  {say(sentence, self._language)}", flush=True)


@contextmanager
def _ending(system: System) -> Iterator[System]:
    """Ends every process, however this ends; a second Ctrl-C meanwhile changes nothing."""

    def ignore(_number: int, _frame: FrameType | None) -> None:
        return

    try:
        yield system
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, ignore)
        system.end()

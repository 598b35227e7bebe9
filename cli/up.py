"""``vangnet up``: the whole system on this machine, from one command, until Ctrl-C. State is kept for the next time."""

import argparse
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from cli.run.place import hold, insist_on_free_ports
from cli.run.pool import are_deployed, ensure_pool, note_deployed
from cli.run.system import ROOT, System, answers
from cli.run.watch import Coming, Watch
from models.provider import insist_on_providers
from models.settings import Settings, insist_on_room, read_settings
from models.speech import mark, say


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("--no-demo", action="store_true", help=say(mark("without the demo region"), language))


def run(arguments: argparse.Namespace) -> int:
    """Starts everything, prints four addresses, and watches until Ctrl-C.

    Raises:
        Refused: nobody could sign in, a port is taken, the disk is full, the database is newer, or a process does not
            start.
    """
    settings = read_settings()
    insist_on_room(settings.home)
    insist_on_providers(settings)
    with hold(settings.home), _ending(System(settings, arguments.language)) as system:
        insist_on_free_ports(_ports(settings))
        _start(system, demo=not arguments.no_demo)
        _print_addresses(settings, arguments.language)
        Watch(system, _coming(system)).go_on()
    print(f"\n{say(mark('Stopped; what was done is kept.'), arguments.language)}", flush=True)
    return 0


def _start(system: System, *, demo: bool) -> None:
    settings, steps = system.settings, _Steps(system.language)
    prefect_is_ours, mail_is_ours = not settings.prefect_api_url, not settings.smtp_url
    steps.do(mark("database"), lambda: _migrate(settings))
    for name in ["dashboard", *["prefect"] * prefect_is_ours, *["mail"] * mail_is_ours]:
        system.start(name)
    steps.do(mark("dashboard"), lambda: system.wait_for("dashboard", f"{settings.address}/readyz"))
    if demo:
        system.start("demo")


def _coming(system: System) -> list[Coming]:
    """What is not ready yet when people can look around already."""
    settings = system.settings

    def with_prefect() -> None:
        ensure_pool(settings.prefect_api)
        if not are_deployed(settings, ROOT):
            system.start("deploy")
        system.start("worker")

    def with_flows() -> None:
        note_deployed(settings, ROOT)
        system.start("pool-worker")

    return [
        Coming(mark("Prefect"), lambda: answers(f"{settings.prefect_api}/health"), with_prefect),
        Coming(mark("Prefect's flows"), lambda: "deploy" not in system.children, with_flows),
    ]


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
    open_office(settings).store.close()


def _print_addresses(settings: Settings, language: str) -> None:
    mail = settings.mail_server.split("@")[-1] if settings.smtp_url else f"http://127.0.0.1:{settings.mail_port}"
    addresses = {
        mark("Dashboard"): settings.address,
        mark("Prefect"): settings.prefect_api.removesuffix("/api"),
        mark("Mail"): mail,
        mark("Health"): f"{settings.address}/readyz",
    }
    print()
    for name, address in addresses.items():
        print(f"  {say(name, language):<12} {address}", flush=True)
    print(f"\n{say(mark('Ctrl-C stops; what was done is kept.'), language)}\n", flush=True)


class _Steps:
    """Says what is being done, and how long it took."""

    def __init__(self, language: str) -> None:
        self._language = language

    def do(self, name: str, work: Callable[[], object]) -> None:
        """Does one thing, saying so before and after."""
        print(f"  {say(name, self._language)} …", end="", flush=True)
        began = time.monotonic()
        try:
            work()
        except BaseException:
            print(flush=True)
            raise
        print(f" {time.monotonic() - began:.1f} s", flush=True)


@contextmanager
def _ending(system: System) -> Iterator[System]:
    """Ends every process, however this ends; being told to stop is a good end, and being told twice changes nothing."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: None)
        system.stop()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield system
    except KeyboardInterrupt:
        print(f"\n{say(mark('Stopping.'), system.language)}", flush=True)
    finally:
        for number in before:
            signal.signal(number, lambda *_: None)
        system.end()
        for number, handler in before.items():
            signal.signal(number, handler)

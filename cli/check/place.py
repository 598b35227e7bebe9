"""What lies outside the database: room on the disk, and Prefect. Opens no database."""

from collections.abc import Iterator

from cli.check.finding import Finding, Level, refused
from cli.run.system import answers
from models.provider import insist_on_providers
from models.refusal import Refused
from models.settings import Settings, insist_on_room
from models.speech import mark


def disk(settings: Settings) -> Iterator[Finding]:
    """Whether there is room in the home folder."""
    try:
        insist_on_room(settings.home)
    except Refused as why:
        yield refused("disk", why)
    else:
        yield Finding("disk", Level.WELL, mark("There is room on the disk."))


def prefect(settings: Settings) -> Iterator[Finding]:
    """Whether Prefect answers."""
    if answers(f"{settings.prefect_api}/health"):
        yield Finding("prefect", Level.WELL, mark("Prefect answers at {api}."), {"api": settings.prefect_api})
    else:
        sentence = mark(
            "Prefect does not answer at {api}. Answers and pages go on, what is due waits; start `vangnet up`, or see "
            "what PREFECT_API_URL says."
        )
        yield Finding("prefect", Level.WRONG, sentence, {"api": settings.prefect_api})


def sign_in(settings: Settings) -> Iterator[Finding]:
    """Whether people can sign in: the providers, and the secret of each."""
    try:
        providers = insist_on_providers(settings)
    except Refused as why:
        yield refused("sign-in", why)
        return
    if not providers:
        yield Finding(
            "sign-in", Level.NOTE, mark("Anybody on this machine can be anybody: this is the demo's sign-in.")
        )
        return
    names = ", ".join(provider.name for provider in providers.values())
    yield Finding("sign-in", Level.WELL, mark("People sign in with {names}."), {"names": names})

"""Every picture of the README: who looks, at which page, how wide, and what they click first. Takes none itself."""

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from cli.booth import Booth

WIDE, PHONE = (1280, 860), (360, 740)
CASE = re.compile(r"VN-\w{7}$")
GIVE = "De jongere een link en een code geven voor de eigen pagina"


Show = Callable[[Booth], bytes | None]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        who: of the demo; nobody, where one has not said yet who one is.
        where: the address of the page.
        show: what is clicked first; it gives the picture itself where that is no page of the dashboard.
        size: of the window.
    """

    who: str
    where: str
    show: Show | None = None
    size: tuple[int, int] = WIDE


def _late(booth: Booth) -> None:
    """The case that waits longest but one, of those that wait longer than agreed."""
    booth.main.get_by_role("link", name=CASE).last.click()
    booth.page.get_by_role("heading", name="Op wie wachten we").wait_for()
    booth.settle()


def _of(booth: Booth, youth: str, tab: str) -> None:
    """A part of the case of one of the youths of the scripts."""
    booth.main.locator("summary").filter(has_text="Meer filters").first.click()
    booth.settle()
    booth.page.get_by_label("Naam van de jongere").fill(youth)
    booth.page.keyboard.press("Enter")
    booth.settle()
    booth.main.get_by_role("link", name=CASE).last.click()
    booth.page.get_by_role("tab", name="Nu", exact=True).wait_for()
    booth.settle()
    booth.tab(tab)


def _registration(booth: Booth) -> None:
    for label, words in {"Roepnaam *": "Sam", "Achternaam *": "Lindewater", "Gemeente *": "Tielerwaard"}.items():
        booth.page.get_by_label(label, exact=True).fill(words)
    booth.page.get_by_label("Wat is er aan de hand? *", exact=True).fill("Komt sinds de herfst nauwelijks op school.")
    booth.page.get_by_label("Wat wil de jongere? *", exact=True).fill("Weer naar school, maar dan een kleinere klas.")
    booth.page.keyboard.press("Tab")
    booth.settle()


def _at_the_table(booth: Booth) -> None:
    booth.main.get_by_role("button", name=CASE).last.click()
    booth.page.get_by_role("heading", name="Wie komt er").wait_for()
    booth.settle()


def _spreadsheet(booth: Booth) -> None:
    """A file in which one row is wrong; it is tried, and nothing of it is taken."""
    from notifications.spreadsheet import MEDIA_TYPE, TextSheet, as_workbook  # noqa: PLC0415 - for this one only

    heads = ["Mailadres", "Roepnaam", "Achternaam", "Organisatie", "Rollen"]
    people = [
        ["fenna.dijk@waalzicht.example", "Fenna", "Dijk", "waalzicht", "professional"],
        ["joris.kamp@waalzicht.example", "Joris", "Kamp", "waalzigt", "teamleider"],
    ]
    content = as_workbook([TextSheet("Mensen", [heads, *people])])
    booth.tab("Uit een spreadsheet")
    booth.page.locator("input[type=file]").set_input_files(
        {"name": "regio.xlsx", "mimeType": MEDIA_TYPE, "buffer": content}
    )
    booth.main.get_by_text("rij 3").first.wait_for()
    booth.settle()


def _mail(booth: Booth) -> None:
    booth.page.goto(booth.mail)
    booth.page.locator('a[href*="/mail/"]').first.click()
    booth.settle()


def _answer(booth: Booth) -> None:
    """The page behind the button of a mail."""
    booth.page.goto(booth.mail)
    for number in range(booth.page.locator('a[href*="/mail/"]').count()):
        booth.page.goto(booth.mail)
        booth.page.locator('a[href*="/mail/"]').nth(number).click()
        found = re.search(r"https?://[^\s\"'<>]+/a/[\w-]+", "".join(frame.content() for frame in booth.page.frames))
        if found:
            booth.page.goto(found[0])
            if booth.page.get_by_role("button").count():
                return
    raise LookupError("no mail with a link")


def _print(booth: Booth) -> bytes:
    """The first page of what a youth is handed on paper."""
    _of(booth, "Haddaoui", "Eigen dossier")
    with _handed(booth) as paper:
        ways = ["-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile"]
        subprocess.run(["pdftoppm", *ways, paper.name, "page"], cwd=paper.parent, check=True)  # noqa: S603, S607 - ours
        return paper.with_name("page.png").read_bytes()


@contextmanager
def _handed(booth: Booth) -> Iterator[Path]:
    """The print for the youth of the case somebody is at, as long as it is looked at."""
    with booth.page.expect_download() as download:
        booth.page.get_by_role("button", name=re.compile("^Print voor")).first.click()
    with TemporaryDirectory() as folder:
        download.value.save_as(Path(folder) / "page.pdf")
        yield Path(folder) / "page.pdf"


def _own_page(booth: Booth, *, opened: bool) -> bytes:
    """What is behind the link on the paper: a youth types the code that stands there too, and reads their page."""
    _of(booth, "Haddaoui", "Iets doen")
    booth.main.get_by_role("radio", name="Jongere en mensen").click()
    booth.settle()
    booth.main.locator("summary").filter(has_text=GIVE).click()
    booth.settle()
    booth.press(GIVE)
    booth.main.get_by_text("Gemaakt.").wait_for()
    booth.tab("Eigen dossier")
    with _handed(booth) as paper:
        read = subprocess.run(["pdftotext", "-raw", paper.name, "-"], cwd=paper.parent, check=True, capture_output=True)  # noqa: S603, S607 - ours
    address, code = re.findall(r"Adres: (\S+)\s+Code: ([\d ]+)", read.stdout.decode())[0]
    booth.page.goto(address)
    booth.page.get_by_label("Code").fill(code)
    if opened:
        booth.press("Open mijn pagina")
    return booth.page.screenshot()


def _year(booth: Booth, tab: str) -> None:
    """The school year of the demo in which most happened."""
    booth.choose("Schooljaar", "2025-2026")
    booth.tab(tab)


def _tab(name: str) -> Show:
    return lambda booth: booth.tab(name)


PICTURES: Mapping[str, Picture] = {
    "sign-in": Picture("", ""),
    "my-day": Picture("Ilse", ""),
    "my-questions": Picture("Lotte", "questions"),
    "one-after-another": Picture("Ilse", "queue"),
    "registration": Picture("Bram", "register", _registration),
    "where-is-everybody": Picture("Margriet", "cases"),
    "overview": Picture("Margriet", "overview"),
    "agency": Picture("Margriet", "agency", lambda booth: booth.choose("Organisatie", "Doorstroompunt")),
    "results": Picture("Margriet", "results", partial(_year, tab="Doelen")),
    "results-flow": Picture("Margriet", "results", partial(_year, tab="Waar jongeren waren")),
    "process": Picture("Margriet", "process"),
    "calendar": Picture("Ilse", "meeting?from=2026-11-02"),
    "meeting": Picture("Ilse", "meeting?from=2026-10-26", _at_the_table),
    "case": Picture("Ilse", "cases?longer=true", _late),
    "case-do": Picture("Ilse", "cases", partial(_of, youth="Groenewold", tab="Iets doen")),
    "case-timeline": Picture("Ilse", "cases", partial(_of, youth="Groenewold", tab="Tijdlijn")),
    "case-plan": Picture("Ilse", "cases", partial(_of, youth="Haddaoui", tab="Plan")),
    "case-network": Picture("Ilse", "cases", partial(_of, youth="Haddaoui", tab="Netwerk en coaching")),
    "case-consent": Picture("Ilse", "cases", partial(_of, youth="Wildeboer", tab="Toestemming")),
    "own-print": Picture("Ilse", "cases", _print),
    "mail": Picture("Ilse", "", _mail),
    "answer": Picture("Ilse", "", _answer, PHONE),
    "own-code": Picture("Ilse", "cases", partial(_own_page, opened=False), PHONE),
    "own-page": Picture("Ilse", "cases", partial(_own_page, opened=True), PHONE),
    "region": Picture("Wouter", "region"),
    "region-agencies": Picture("Wouter", "region", _tab("Organisaties")),
    "region-ladder": Picture("Wouter", "region", _tab("De ladder")),
    "import": Picture("Wouter", "region", _spreadsheet),
    "log": Picture("Yvonne", "log"),
    "emergency": Picture("Yvonne", "emergency"),
    "destruction": Picture("Yvonne", "destruction"),
    "letters": Picture("Wouter", "letters"),
    "clock": Picture("Ilse", "clock"),
    "phone-my-day": Picture("Ilse", "", size=PHONE),
    "phone-calendar": Picture("Ilse", "meeting?from=2026-11-02", size=PHONE),
    "phone-results": Picture("Margriet", "results", partial(_year, tab="Doelen"), PHONE),
    "phone-import": Picture("Wouter", "region", _spreadsheet, PHONE),
}
"""Each picture, and the way to it."""

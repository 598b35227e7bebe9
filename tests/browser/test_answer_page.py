"""From a mail to an answer, in a browser that runs no script and knows no account."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from playwright.sync_api import Browser, expect
from sqlmodel import col, select

from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.post import queue
from flows.messages.deliver import deliver
from flows.office import Office
from models.holder import Holder
from models.tables import CaseFile, Wait
from notifications.door import MemoryDoor
from notifications.envelope import Sender

ILSE, FATIMA = "ilse.verhagen@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"


def _asked(office: Office, ref: str) -> int:
    """Fatima is asked to be case manager; gives the number of that question."""
    with office.store.read(office.now()) as tx:
        ilse, fatima = viewer_of(tx, ILSE), viewer_of(tx, FATIMA)
    weighing = {"decision": "meeting", "case_manager": f"professional:{fatima.professional_id}"}
    answer(office.store, ilse, ref, "weighing", weighing, office.now())
    list(drain(office.store, office.now()))
    with office.store.read(office.now()) as tx:
        found = select(Wait.id).join(CaseFile, col(CaseFile.id) == Wait.case_id)
        return tx.session.exec(found.where(CaseFile.ref == ref, Wait.key == "case-manager")).one()


def _mailed(office: Office, number: int) -> str:
    """The link in a mail of tomorrow, which nobody else sends today."""
    tomorrow = office.now() + timedelta(days=1)
    with office.store.write(office.now()) as tx:
        wait = tx.session.get_one(Wait, number)
        case = tx.session.get_one(CaseFile, wait.case_id)
        case.urgent = True
        holder = Holder("", wait.agency_id, wait.professional_id)
        queue(tx, holder, "QuestionAsked", {"waits": [number]}, case=case.id, wait=number, not_before=tomorrow)
    door = MemoryDoor()
    sender, address = Sender("post@vangnet.example"), office.settings.address
    # While a browser is open an event loop runs in this thread; mail is sent in one of its own.
    with ThreadPoolExecutor(1) as post:
        post.submit(deliver, office.store, door, sender, tomorrow, tomorrow, address=address).result()
    texts = [mail.get_body(("plain",)).get_content() for mail in door.sent if mail["To"] == FATIMA]
    links = [link for text in texts for link in re.findall(rf"http\S+/a/{number}p\S+", text)]
    assert links
    return str(links[0])


def test_a_question_is_answered_from_its_mail_without_script_or_account(
    browser: Browser, office: Office, address: str, registered: str
) -> None:
    list(drain(office.store, office.now()))
    number = _asked(office, registered)
    link = _mailed(office, number)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}, locale="nl-NL")
    page = context.new_page()

    page.goto(link)
    expect(page.get_by_text(registered).first).to_be_visible()
    assert page.locator("body").bounding_box()["width"] <= 360  # type: ignore[index]
    page.get_by_role("button", name="Antwoord versturen").click()

    expect(page.get_by_role("heading", name="Bedankt")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("button")).to_have_count(0)
    context.close()
    with office.store.read(office.now()) as tx:
        assert tx.session.get_one(Wait, number).status == "given"

"""A window of the browser for the pictures of the README, and what somebody at it can do. Takes no picture itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MAIN = "stMain"


@dataclass(frozen=True)
class Booth:
    """A window of the browser, and somebody at it.

    Attributes:
        address: of the dashboard.
        mail: of the page of mails that were caught.
    """

    page: "Page"
    address: str
    mail: str

    @property
    def main(self) -> "Locator":
        """What stands beside the menu."""
        return self.page.get_by_test_id(MAIN)

    def settle(self) -> None:
        """Waits until the page shows everything it has to show."""
        self.page.wait_for_timeout(800)
        if self.page.get_by_test_id("stApp").count():
            self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=120_000)
        self.page.wait_for_timeout(300)

    def sit_down(self, who: str, where: str) -> None:
        """Somebody of the demo opens a page; by their card, or from the list. Nobody: as it stands there."""
        self.page.goto(f"{self.address}/{where}")
        self.page.get_by_role("heading", name="Wie bent u vandaag?").wait_for(timeout=120_000)
        self.settle()
        if not who:
            return
        self.page.get_by_role("combobox").first.wait_for()
        card = self.page.get_by_role("button", name=f"{who} zijn", exact=True)
        if card.count():
            card.click()
        else:
            self.page.get_by_role("combobox").focus()
            self.page.keyboard.type(who)
            self.page.get_by_role("option", name=who).first.click()
            self.page.get_by_role("button", name="Verder", exact=True).click()
        self.page.get_by_role("heading", name="Wie bent u vandaag?").wait_for(state="detached")
        self.settle()

    def press(self, name: str) -> None:
        """A button."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.settle()

    def tab(self, name: str) -> None:
        """A tab of the page."""
        self.page.get_by_role("tab", name=name, exact=True).click()
        self.settle()

    def choose(self, label: str, option: str) -> None:
        """One of a list."""
        self.page.get_by_role("combobox", name=label).first.click()
        self.page.keyboard.type(option[:12])
        self.page.get_by_role("option", name=option).first.click()
        self.settle()

    def top(self) -> None:
        """Back to where the page begins."""
        self.main.evaluate("main => main.scrollTo(0, 0)")

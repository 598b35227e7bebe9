"""A real Chromium that times pages from within and counts what it is sent. Every wait has an end."""

import base64
import contextlib
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LONGEST = 90.0
"""Seconds after which a page is given up."""
NOTES = """
window.vangnet = {states: [], changed: 0, asked: 0};
addEventListener('pointerdown', () => { vangnet.asked = performance.now(); vangnet.states = [] }, true);
addEventListener('keydown', event => {
  if (event.key === 'Enter') { vangnet.asked = performance.now(); vangnet.states = [] }
}, true);
new MutationObserver(changes => {
  for (const change of changes) {
    if (change.type === 'attributes') {
      const is = change.target.getAttribute('data-test-script-state');
      vangnet.states.push([performance.now(), is, is !== 'notRunning' || change.oldValue !== 'notRunning']);
    } else if (change.target.closest?.('[data-testid=stMain]')) {
      vangnet.changed = performance.now();
    }
  }
}).observe(document, {
  subtree: true, childList: true, attributeOldValue: true, attributeFilter: ['data-test-script-state']
});
"""
"""Written down from within, by the clock that began at the navigation: when a run began and ended, the last change."""
SHOWN = """quiet => {
  const app = document.querySelector('[data-testid=stApp]'), main = document.querySelector('[data-testid=stMain]');
  const done = Math.max(vangnet.states.at(-1)?.[0] ?? 0, vangnet.changed);
  if (!main || app?.dataset.testScriptState !== 'notRunning' || performance.now() - done < quiet) return null;
  const parts = [...main.querySelectorAll('[data-testid=stElementContainer]')].filter(each => each.offsetParent);
  const last = parts.at(-1)?.getBoundingClientRect();
  const drawn = [...main.querySelectorAll('[data-testid=stVegaLiteChart]')].every(
    each => !each.offsetParent || each.querySelector('canvas, svg'));
  return main.querySelector('h1') && last?.height && drawn ? done : null;
}"""
"""The moment at which a page that was opened came to be whole: nothing runs, all elements and pictures are there.

It is looked for seldom: to look in every frame would draw every frame, which takes more than the page itself.
"""
SELDOM = 50
"""Milliseconds between two looks; what they find was written down from within."""
SETTLED = """quiet => {
  const {states, asked, changed} = vangnet, last = states.at(-1);
  if (!last || last[1] !== 'notRunning' || !states.some(each => each[2])) return null;
  const done = Math.max(last[0], changed);
  return performance.now() - done > quiet ? done - asked : null;
}"""
"""Milliseconds from the click to the last change it made."""
NOWHERE, OPENING = "about:blank", 800
"""Milliseconds in which a new window of the browser is busy with itself, which takes as much as a page does."""
OF_THE_SERVER = "/_stcore/health"
"""The smallest page a server has; a browser that is at it has a process for that server already."""
QUIET = 250
"""Milliseconds in which nothing changes any more."""


class Window:
    """One tab of the browser: a session of its own at the server."""

    def __init__(self, context: BrowserContext, *, counts: bool = False) -> None:
        self.page: Page = context.new_page()
        self.received = 0
        self.page.set_default_timeout(LONGEST * 1000)
        if counts:  # hearing of every file takes time of its own
            listener = context.new_cdp_session(self.page)
            listener.send("Network.enable")
            listener.on("Network.webSocketFrameReceived", self._hear)

    def _hear(self, frame: Any) -> None:
        response = frame["response"]
        binary = response["opcode"] == 2
        self.received += len(base64.b64decode(response["payloadData"]) if binary else response["payloadData"])

    def open(self, address: str) -> float:
        """Seconds from the navigation until the page is whole, for somebody who is at this server already."""
        if self.page.url == NOWHERE:
            self.page.goto(urljoin(address, OF_THE_SERVER))
            self.page.wait_for_timeout(OPENING)
        self.received = 0
        self.page.goto(address, wait_until="commit")
        return float(self.page.wait_for_function(SHOWN, arg=QUIET, polling=SELDOM).json_value()) / 1000

    def after(self, act: Callable[[Page], object]) -> float:
        """Seconds from a click, or Enter, until nothing changes any more."""
        self.received = 0
        act(self.page)
        found = self.page.wait_for_function(SETTLED, arg=QUIET, polling=SELDOM)
        return float(found.json_value()) / 1000

    def close(self) -> None:
        """Ends the session, as who closes a tab."""
        self.page.close()


def chromium_here() -> str | None:
    """Where the browser is, if there is one."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that is on this machine.

    Raises:
        RuntimeError: there is none.
    """
    found = chromium_here()
    if found is None:
        raise RuntimeError("there is no chromium on the path; install it to measure pages")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def context_of(browser: Browser) -> BrowserContext:
    """A window that knows the pages' own files after it opened one."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    context.add_init_script(NOTES)
    return context

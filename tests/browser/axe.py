"""What axe-core finds on a page by the rules of WCAG 2.1 A and AA, but for what is Streamlit's own. Opens no page."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
STREAMLITS_OWN: Mapping[str, str] = {"svg-img-alt": '[data-testid="stVegaLiteChart"] [role^="graphics"]'}
"""What is left out, by rule and element, as docs/accessibility.md says: the marks of a picture, which has a name as a
whole and the same in words beside it."""


BRING_TO_REST = (
    "() => document.getAnimations().filter(each => each instanceof CSSTransition).forEach(each => each.finish())"
)
"""What was drawn anew stands there in full: half-way its words are paler than anybody reads them. It is not waited for:
a window that draws no frames, as on a machine that is busy, never comes to rest by itself."""


def found_by_axe(page: Page) -> list[str]:
    """What axe-core holds against the page as it stands: the rule, the element, and what is wrong with it."""
    page.evaluate(BRING_TO_REST)
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    result = page.evaluate("levels => axe.run(document, {runOnly: levels})", LEVELS)
    # A page of which nothing could be checked would pass as well.
    assert len(result["passes"]) > 5
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
        if not _is_streamlits_own(page, rule["id"], node["target"])
    ]


def _is_streamlits_own(page: Page, rule: str, target: list[Any]) -> bool:
    """Whether that element is one of those left out for that rule."""
    own = STREAMLITS_OWN.get(rule)
    if own is None or not isinstance(target[-1], str):
        return False
    return bool(page.evaluate("([found, own]) => document.querySelector(found)?.matches(own)", [target[-1], own]))

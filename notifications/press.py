"""The printing press: templates compiled once per language, strict about missing values. It never picks the words."""

import re
from functools import lru_cache
from pathlib import Path

from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from notifications.phrase import filters
from notifications.plain import Language

WORDS = Path(__file__).parent / "words"

_INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
_MANY_EMPTY_LINES = re.compile(r"\n\s*\n+")


@lru_cache
def press(language: Language) -> Environment:
    """Return the environment that prints `language`; each template in it is compiled the first time it is used."""
    environment = Environment(
        loader=FileSystemLoader(WORDS),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(filters(language))
    environment.globals["language"] = language
    return environment


def printed(template: str, values: dict[str, object], language: Language) -> str:
    """Return one printed template.

    Raises:
        jinja2.UndefinedError: when the words ask for a value that was not handed in.
        jinja2.TemplateNotFound: when there are no such words.
    """
    return press(language).get_template(template).render(values)


def tidied(text: str) -> str:
    """Return plain text with at most one empty line between paragraphs."""
    return _MANY_EMPTY_LINES.sub("\n\n", text).strip() + "\n"


def inlined(html: str) -> str:
    """Return the page with its style on each element, because mail clients drop style sheets; media rules stay."""
    return _INLINER.inline(html)

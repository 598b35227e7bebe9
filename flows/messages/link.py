"""Where a mail lets its reader answer: a page of its own for each question that fits one, else the case. Sends nothing.

Who holds a link may answer that one question, so it stands in no mail but the one to its holder.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.messages.asked import AskedWait, as_questions
from flows.messages.outgoing import Outgoing
from models.forms import form_named
from models.forms.plain_page import fits_a_plain_page
from models.link_pass import LinkPass, written
from models.secret import vault
from notifications.plain import Question


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions with their links: one link for the whole mail where there is one question, else one each."""

    questions: tuple[Question, ...]
    link: str
    each: bool

    @property
    def one_link(self) -> str | None:
        """The link below the questions; none where each has its own."""
        return None if self.each else self.link


def link_to(out: Outgoing, wait: AskedWait) -> str:
    """Where the reader answers this question."""
    form = form_named(wait.form, wait.form_version)
    if not (wait.is_open and wait.token == out.to.token and fits_a_plain_page(form)):
        return out.link
    return f"{out.house.address}/a/{written(LinkPass(wait.id, wait.token, _stands_in(out)), vault())}"


def _stands_in(out: Outgoing) -> int | None:
    """Who reads the overview of a colleague on leave: what they answer is said by them, and not by that colleague."""
    asked, reads = out.to.asked.professional_id, out.to.professional_id
    return reads if asked is not None and reads != asked else None


def asking(out: Outgoing, waits: Sequence[AskedWait], *, with_days: bool = True) -> Asking:
    """The questions of one mail as its reader answers them."""
    links = [link_to(out, wait) for wait in waits]
    questions = as_questions(waits, out.to.language, with_days=with_days)
    if set(links) == {links[0]}:
        return Asking(questions, links[0], each=False)
    linked = zip(questions, links, strict=True)
    return Asking(tuple(each.model_copy(update={"link": link}) for each, link in linked), links[0], each=True)

"""The page behind a link in a mail: GET shows one question, POST answers it. Shows nothing of anybody else's.

Who holds no pass, a forged one, or one whose reader left reads one and the same page; the log says which, by name.
"""

import logging
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard.part.question import BECAME
from dashboard.part.sending import CLOSED
from dashboard.route.answering import Answering, Trouble, parts_of, taken
from dashboard.route.body import body_of
from dashboard.route.knowing import CODE_SENT, DEEDS, ENTER, NUMBER_KEPT, knowing_of, known
from dashboard.route.limit import Limit
from dashboard.route.printing import HEADERS, printed
from dashboard.route.typed import Pairs, first, pairs_of
from flows.messages.outgoing import day_of
from flows.office import Office, office_of_this_process
from flows.queries.by_link import Linked, State, linked
from models import link_pass
from models.refusal import Changed, NotAllowed, NotOpen, Refused, Unknown
from models.speech import DEFAULT, LANGUAGES, mark, say
from notifications.phrase import day
from notifications.plain import Language

log = logging.getLogger("vangnet.dashboard")

PER_CLIENT, PER_LINK = Limit(120), Limit(30)

UNKNOWN = mark("This link does not work"), mark("It was cut off, or nobody uses it any more. Look in the latest mail.")
TOO_MANY = mark("One moment, please"), mark("This page was opened very often. Try again in a minute.")
TOO_LARGE = mark("That is too much"), mark("More was sent than fits in this form. Go back and leave something out.")
OVER: Mapping[State, tuple[str, str]] = {
    State.ANSWERED: (mark("Thank you"), mark("This question was answered on {day}. Nothing more needs to be done.")),
    State.MOVED: (
        mark("Somebody else answers this now"),
        mark("This question was passed on. Nothing needs to be done."),
    ),
    State.WITHDRAWN: (
        mark("This question is no longer asked"),
        mark("The answer is not needed any more. Nothing needs to be done."),
    ),
    State.CLOSED: (mark("This case is closed"), mark("The answer is not needed any more. Nothing needs to be done.")),
    State.WITHHELD: (
        mark("We may not share this with you at the moment"),
        mark("There is no yes for your organisation, or it ended. Nothing needs to be done; the case manager knows."),
    ),
    State.SIGN_IN: (
        mark("Sign in to answer this"),
        mark("This answer needs more than a plain page can show safely."),
    ),
}
"""What stands on the page where there is nothing to fill in: a title and a sentence."""

DONE = (*BECAME.values(), CODE_SENT, NUMBER_KEPT)
"""What the page says after something was sent, by its number in the address."""


def show(request: Request) -> Response:
    """GET: the question as it stands now. Changes nothing, however often it is opened, and by whom."""
    office = office_of_this_process()
    found = _behind(office, request)
    return found if isinstance(found, Response) else _page(office, request, found)


async def act(request: Request) -> Response:
    """POST: answers it once; what does not fit is said at its field, and what was typed stays."""
    body = await body_of(request)
    if body is None:
        return _refused(request, "too large", TOO_LARGE, 413)
    return await run_in_threadpool(_act, request, body)


def _act(request: Request, body: bytes) -> Response:
    office = office_of_this_process()
    found = _behind(office, request)
    if isinstance(found, Response):
        return found
    pairs = pairs_of(body)
    if pairs is None or not first(pairs, "do"):
        log.warning("answer link refused: no form")
        return _page(office, request, found, status=400)
    if found.state is not State.OPEN:
        log.warning("answer link refused: %s", found.state.value)
        return _page(office, request, found)
    return _answered(office, request, found, pairs)


def _answered(office: Office, request: Request, found: Linked, pairs: Pairs) -> Response:
    language = _language(request, found)
    answering = Answering(office, found, language, pairs)
    try:
        sentence, opened = known(answering) if answering.do in DEEDS else (BECAME[taken(answering)], "")
    except (NotOpen, NotAllowed, Unknown, Changed) as refused:
        log.warning("answer link refused: %s", type(refused).__name__)
        again = _find(office, request.path_params["token"])
        said = refused.text(language) if isinstance(refused, Changed) else say(CLOSED, language)
        return _page(office, request, again or found, Trouble(said, {}), pairs, status=409)
    except Trouble as trouble:
        log.warning("answer link refused: %s", "a wrong code" if answering.do == ENTER else "does not fit")
        return _page(office, request, found, trouble, pairs, status=422)
    except Refused as refused:
        log.warning("answer link refused: %s", type(refused).__name__)
        return _page(office, request, found, Trouble(refused.text(language), {}), pairs, status=422)
    if opened:
        return _page(office, request, found, opened=opened)
    # Loading the page again must send nothing again.
    there = f"{request.url.path}?lang={language}&done={DONE.index(sentence)}"
    return RedirectResponse(there, 303, HEADERS)


def _page(
    office: Office,
    request: Request,
    found: Linked,
    trouble: "Trouble | None" = None,
    pairs: Pairs | None = None,
    *,
    status: int = 200,
    opened: str = "",
) -> Response:
    language = _language(request, found)
    values: dict[str, object] = {
        "ref": found.ref,
        "other": "nl" if language == "en" else "en",
        "question": say(found.form.question, language),
        "done": _done(request, language),
    }
    if found.state is not State.OPEN:
        title, words = OVER[found.state]
        on = day(day_of(found.answered_at), language) if found.answered_at else ""
        go = f"{office.settings.address}/case?ref={found.ref}" if found.state is State.SIGN_IN else ""
        values |= {"title": say(title, language), "sentence": say(words, language, day=on), "go": go}
        return printed("said.html", language, values, status)
    answering = Answering(office, found, language, pairs or {})
    values |= {
        "asker": found.asker,
        "due_on": day(found.due_on, language) if found.due_on else "",
        "turn": found.turn,
        "wrong": trouble.sentence if trouble else "",
        "parts": parts_of(answering, trouble),
        "knowing": knowing_of(answering, trouble, opened),
    }
    return printed("question.html", language, values, status)


def _done(request: Request, language: Language) -> str:
    number = request.query_params.get("done", "")
    return say(DONE[int(number)], language) if number.isdecimal() and int(number) < len(DONE) else ""


def _find(office: Office, token: str) -> Linked | None:
    held = link_pass.read(token, office.store.vault)
    with office.store.read(office.now()) as tx:
        return linked(tx, held)


def _behind(office: Office, request: Request) -> Linked | Response:
    """The question behind the link; or the page for a link that leads nowhere, or is opened too often."""
    token = request.path_params["token"]
    return _knocks(request, token) or _find(office, token) or _refused(request, "unknown", UNKNOWN, 404)


def _knocks(request: Request, token: str) -> Response | None:
    client = request.client.host if request.client else ""
    if PER_CLIENT.lets(client) and PER_LINK.lets(token[:80]):
        return None
    return _refused(request, "too often", TOO_MANY, 429, {"Retry-After": "60"})


def _refused(
    request: Request, why: str, words: tuple[str, str], status: int, headers: Mapping[str, str] | None = None
) -> Response:
    """One page for every link that leads nowhere; the log keeps why by name, and nothing of the link."""
    log.warning("answer link refused: %s", why)
    language = _language(request, None)
    values = {"title": say(words[0], language), "sentence": say(words[1], language), "question": "", "go": ""}
    return printed("said.html", language, values, status, **(headers or {}))


def _language(request: Request, found: Linked | None) -> Language:
    wanted = request.query_params.get("lang", "")
    spoken = wanted if wanted in LANGUAGES else (found.viewer.language if found else DEFAULT)
    return "en" if spoken == "en" else "nl"

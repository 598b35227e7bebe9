"""A youth's own page, behind the link and the code on their paper: GET asks for the code, POST opens the page or asks.

What is on the page stands in no address, and nothing of it is kept in the browser. Each refusal is logged by name.
"""

import logging
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard.route.body import body_of
from dashboard.route.limit import Limit
from dashboard.route.own_said import ASKED, CLOSED_BY_TIME, ENDED, OVER, TOO_LARGE, TOO_MANY, UNKNOWN, Said
from dashboard.route.own_sheet import OwnSheet, code_asked, page_drawn
from dashboard.route.printing import printed
from dashboard.route.typed import Pairs, first, pairs_of
from flows.commands.own_ask import ask_for_oneself
from flows.commands.own_link import CODE, enter_own_code
from flows.office import Office, office_of_this_process
from flows.queries.own_link import CODED_LINK, OwnLinked, State, own_linked, own_page_of
from models import own_pass
from models.code import OwnAskKind
from models.link_code import is_opened
from models.refusal import BadAnswer, NotOpen, Refused
from models.speech import DEFAULT, LANGUAGES, say
from notifications.plain import Language

log = logging.getLogger("vangnet.dashboard")

PER_CLIENT, PER_LINK = Limit(120), Limit(30)
ENTER, SHOW, OPENED = "enter_code", "show", "opened"
KINDS: Mapping[str, OwnAskKind] = {kind.value: kind for kind in OwnAskKind}


def show(request: Request) -> Response:
    """GET: asks for the code. Shows nothing of anybody and changes nothing, however often it is opened."""
    found = _behind(office_of_this_process(), request)
    if isinstance(found, Response):
        return found
    return code_asked(_sheet(request, found))


async def act(request: Request) -> Response:
    """POST: the code opens the page; a button asks something, once."""
    body = await body_of(request)
    if body is None:
        return _refused(request, "too large", TOO_LARGE, 413)
    return await run_in_threadpool(_act, request, body)


def _act(request: Request, body: bytes) -> Response:
    office = office_of_this_process()
    found = _behind(office, request)
    if isinstance(found, Response):
        return found
    sheet = _sheet(request, found, pairs_of(body) or {})
    do = first(sheet.pairs, "do")
    try:
        if do == ENTER:
            return _page(office, sheet, _entered(office, sheet))
        if do == SHOW or do in KINDS:
            return _opened(office, sheet, KINDS.get(do))
    except NotOpen:
        return _refused(request, "ended meanwhile", ENDED, 410, found)
    log.warning("own page refused: no form")
    return code_asked(sheet, status=400)


def _entered(office: Office, sheet: OwnSheet) -> str:
    """What opens the page; nothing, with why not, where the code is wrong."""
    try:
        return enter_own_code(
            office.store, sheet.found.viewer, sheet.found.link, first(sheet.pairs, CODE), office.now()
        )
    except BadAnswer as wrong:
        log.warning("own page refused: a wrong code")
        sheet.wrong[CODE] = wrong.text(sheet.language)
    except NotOpen:
        raise
    except Refused as full:
        log.warning("own page refused: tried too often")
        sheet.wrong[CODE] = full.text(sheet.language)
    return ""


def _opened(office: Office, sheet: OwnSheet, kind: OwnAskKind | None) -> Response:
    """What was sent from the page itself: a question, or the wish to read it in the other language."""
    opened = first(sheet.pairs, OPENED)
    if not is_opened(opened, sheet.found.link, CODED_LINK, office.now(), office.store.vault):
        log.warning("own page refused: not opened by a code")
        sheet.wrong[""] = say(CLOSED_BY_TIME, sheet.language)
        return code_asked(sheet, status=403)
    return _page(office, sheet, opened) if kind is None else _asked(office, sheet, kind, opened)


def _asked(office: Office, sheet: OwnSheet, kind: OwnAskKind, opened: str) -> Response:
    found, words = sheet.found, first(sheet.pairs, "words")
    try:
        ask_for_oneself(office.store, found.viewer, found.link, kind, {"words": words} if words else {}, office.now())
    except NotOpen:
        raise
    except Refused as refused:
        log.warning("own page refused: %s", "does not fit" if isinstance(refused, BadAnswer) else "asked already")
        sheet.wrong[kind if isinstance(refused, BadAnswer) else ""] = refused.text(sheet.language)
        return _page(office, sheet, opened, status=409)
    return _page(office, OwnSheet(found, sheet.language, {}), opened, done=say(ASKED, sheet.language))


def _page(office: Office, sheet: OwnSheet, opened: str, *, done: str = "", status: int = 200) -> Response:
    if not opened:
        return code_asked(sheet, status=422)
    with office.store.read(office.now()) as tx:
        page = own_page_of(tx, sheet.found.viewer, sheet.found.link)
    return page_drawn(sheet, page, office.now(), opened, done=done, status=status)


def _behind(office: Office, request: Request) -> OwnLinked | Response:
    """The link, if it leads somewhere today; or the one page for why not."""
    token = request.path_params["token"]
    client = request.client.host if request.client else ""
    if not (PER_CLIENT.lets(client) and PER_LINK.lets(token[:80].lower())):
        return _refused(request, "too often", TOO_MANY, 429, retry_after="60")
    number = own_pass.read(token, office.store.vault)
    with office.store.read(office.now()) as tx:
        found = own_linked(tx, number)
    if found is None:
        return _refused(request, "unknown", UNKNOWN, 404)
    if found.state is not State.OPEN:
        return _refused(request, found.state.value, OVER[found.state], 410, found)
    return found


def _refused(
    request: Request, why: str, words: Said, status: int, found: OwnLinked | None = None, retry_after: str = ""
) -> Response:
    log.warning("own page refused: %s", why)
    language = _language(request, found)
    values = {
        "title": say(words[0], language), "sentence": say(words[1], language), "question": "", "go": "",
        "foot": " ", "other": "nl" if language == "en" else "en",
    }  # fmt: skip
    headers = {"Retry-After": retry_after} if retry_after else {}
    return printed("said.html", language, values, status, **headers)


def _sheet(request: Request, found: OwnLinked, pairs: Pairs | None = None) -> OwnSheet:
    return OwnSheet(found, _language(request, found), pairs or {})


def _language(request: Request, found: OwnLinked | None) -> Language:
    wanted = request.query_params.get("lang", "")
    spoken = wanted if wanted in LANGUAGES else (found.language if found else DEFAULT)
    return "en" if spoken == "en" else "nl"

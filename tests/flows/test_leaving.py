"""Every place where something of a case leaves to an agency passes the one function that judges it.

The places stand in tables here; a new notice, route, list or way to name an agency in a form must be added, on purpose.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import flows
from dashboard.route.table import ROUTES
from flows.acts.table import ACTS
from flows.engine.matter import CaseRow, Matter
from flows.filing import ground
from flows.messages.allowed import AFTER_CLOSING, AFTER_LEAVING, insist_allowed
from flows.messages.attempt import ABOUT_MANY
from flows.messages.compose import COMPOSERS
from flows.messages.unsent import NotSent, Why
from flows.queries.door import READ_CASE
from flows.queries.question_about import NAMELESS
from models.forms import FORMS
from models.holder import Holder
from models.sharing import Withheld

SOURCE = Path(flows.__file__).parent

PLACES = {
    "commands/ground.py": "writes down the ground itself",
    "facts/sharing.py": "the one reader of what the function must know",
    "filing/ground.py": "who is named in a form: invited, asked, made responsible, appointed",
    "messages/allowed.py": "every message, invitation and agenda, when it leaves",
    "queries/agenda.py": "what others brought, on the agenda and in the minutes",
    "queries/at_table.py": "who sits at a table reads of it",
    "queries/by_link.py": "the page behind a link",
    "queries/case_export.py": "a sheet that is taken along",
    "queries/feed.py": "a calendar that is read from outside",
    "queries/file_consent.py": "shows the outcome to who guides the case",
    "queries/file_plan.py": "the goals of a life domain that a partner reads",
    "queries/proposed.py": "who is proposed in a form",
    "queries/question_about.py": "what a question is about, on the page and behind a link",
    "records/partner.py": "the beginning of a part in the case",
}
"""Modules that ask whether something may be shared; ``has_ground`` only asks whether anything may."""

ROUTE_PLACES = {
    "/a/{token}": "queries/by_link.py",
    "/calendar/{token}.ics": "queries/feed.py",
    "/j/{token}": "the youth's own page, after a code: what the table prints for them",
    "/healthz": "nothing of a case",
    "/readyz": "nothing of a case",
    "/sign-in/{provider}": "nothing of a case",
}

NAMES_NOBODY_NEW = "it is told nothing: only kept, left out, or of the case already"
OF_THE_REGION = "about the region or who works there; no case plays a part"
NAMED = "only named; it joins behind records/partner.py, once there is a ground"

NAMED_IN_FORMS = {
    "Addition.partners": NAMED,
    "Addition.school": NAMED,
    "AgencyGround.agency": OF_THE_REGION,
    "AgreementLine.who": "filing/responsible.py",
    "Attendance.sends": NAMES_NOBODY_NEW,
    "Blocking.substitute": OF_THE_REGION,
    "Breakthrough.takes_over": "filing/ladder.py",
    "Chosen.professional": "filing/aftercare.py",
    "Colleague.agency": OF_THE_REGION,
    "Colleague.schools": OF_THE_REGION,
    "Condition.reporter": "filing/assignment.py",
    "ConsentAsked.agency": NAMES_NOBODY_NEW,
    "ConsentWithdrawal.partners": NAMES_NOBODY_NEW,
    "Consents.partners": NAMES_NOBODY_NEW,
    "ConsentsAgain.partners": NAMES_NOBODY_NEW,
    "ContactFor.school": OF_THE_REGION,
    "DayOff.agency": OF_THE_REGION,
    "Elsewhere.present": NAMES_NOBODY_NEW,
    "Giver.not_with": NAMES_NOBODY_NEW,
    "GiverAtRegistration.not_with": NAMES_NOBODY_NEW,
    "HandingOver.to": "filing/succession.py",
    "HandoverLine.gives": "filing/handover.py",
    "HandoverLine.takes": "filing/handover.py",
    "Impose.question": "commands/impose.py",
    "Invitees.agencies": "filing/meeting.py",
    "Invitees.chair": "filing/meeting.py",
    "Invitees.minute_taker": "filing/meeting.py",
    "LadderChange.agency": OF_THE_REGION,
    "Leaving.substitute": OF_THE_REGION,
    "MandateGiven.consultant": OF_THE_REGION,
    "Meantime.who": NAMES_NOBODY_NEW,
    "Meanwhile.who": NAMES_NOBODY_NEW,
    "Minutes.case_manager": "filing/minutes.py",
    "Minutes.present": NAMES_NOBODY_NEW,
    "NewAgreement.chair": OF_THE_REGION,
    "NewAgreement.signatories": OF_THE_REGION,
    "NewInstrument.agency": OF_THE_REGION,
    "NewPerson.institution": NAMES_NOBODY_NEW,
    "NewPerson.professional": "commands/people_named.py",
    "Noting.partners": NAMES_NOBODY_NEW,
    "OnLeave.substitute": OF_THE_REGION,
    "PartOfOrder.agency": "commands/impose.py",
    "PartOfOrder.pays": "commands/impose.py",
    "PartOfOrder.settles": "commands/impose.py",
    "Plan.coach": "filing/assignment.py",
    "Proposal.consultant": NAMED,
    "Registration.partners": NAMED,
    "Registration.school": NAMED,
    "RegistrationCorrection.school": NAMED,
    "Running.agency": NAMED,
    "Signing.agency": OF_THE_REGION,
    "SittingPlan.members": OF_THE_REGION,
    "SittingPlan.school": OF_THE_REGION,
    "Slot.also": "filing/meeting.py",
    "Slot.comes": NAMES_NOBODY_NEW,
    "StepDownOrder.order": NAMES_NOBODY_NEW,
    "Successor.who": "filing/succession.py",
    "TargetGroup.to": "filing/handover.py",
    "Weighing.agency": "filing/intake.py",
    "Weighing.case_manager": "filing/intake.py",
    "Weighing.leaves": "filing/handover.py",
    "WhoHasCustody.guardian": NAMES_NOBODY_NEW,
}
"""Every field by which an agency, or somebody who works there, is named, and who asks whether it may know."""
NAMING = frozenset(
    {
        "agency", "any agency", "professional", "consultant", "colleague", "responsible", "partner", "school",
        "signatory", "invited", "order", "imposable",
    }
)  # fmt: skip
"""Lists of agencies, or of people who work there."""


def _fields(sheet: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Every field of a form and of the lines in it, with the list it is chosen from."""
    for name, field in sheet.model_fields.items():
        extra = field.json_schema_extra
        yield f"{sheet.__name__}.{name}", str(extra.get("pick", "")) if isinstance(extra, dict) else ""
        for line in _lines(field.annotation):
            yield from _fields(line)


def _lines(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _lines(part)


def test_every_field_that_names_an_agency_says_who_asks_whether_it_may_know() -> None:
    sheets = [*FORMS.values(), *(act.sheet for act in ACTS.values())]

    naming = {name for sheet in sheets for name, pick in _fields(sheet) if pick in NAMING}

    assert naming == set(NAMED_IN_FORMS)


@pytest.mark.parametrize("module", sorted({place for place in NAMED_IN_FORMS.values() if place.endswith(".py")}))
def test_who_says_so_does_ask(module: str) -> None:
    assert _calls(SOURCE / module, frozenset({"insist_on_ground"}))


def _calls(path: Path, names: frozenset[str]) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {name for each in called if (name := getattr(each, "id", getattr(each, "attr", ""))) in names}


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), path


def test_the_places_that_judge_whether_something_may_leave_are_these() -> None:
    judging = frozenset({"may_share", "share_with"})

    found = {name for name, path in _modules() if _calls(path, judging)}

    assert found == set(PLACES) - {"commands/ground.py"}


def test_a_part_in_a_case_begins_in_one_place_only() -> None:
    """Nobody else writes that an agency joined."""
    begins = {
        name
        for name, path in _modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "joined_at" and isinstance(node.ctx, ast.Store)
    }

    assert begins == {"records/partner.py"}


def test_no_other_module_reads_whether_a_ground_needs_consent() -> None:
    """Who may know is judged in one place; others only say who is to be asked."""
    reads = {
        name
        for name, path in _modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "needs_consent" and isinstance(node.ctx, ast.Load)
    }

    asks = {"facts/consent.py", "queries/file_registration.py"}
    assert reads - asks == {"commands/ground.py", "facts/sharing.py", "queries/region_ground.py"}


def test_every_address_of_the_server_is_known_to_share_nothing_or_to_ask() -> None:
    assert {route.path for route in ROUTES} == set(ROUTE_PLACES)  # type: ignore[attr-defined]


def test_every_message_leaves_through_the_same_door() -> None:
    """``compose`` asks before it makes words; what is about many cases is made of such messages, or names none."""
    tree = ast.parse((SOURCE / "messages" / "compose.py").read_text(encoding="utf-8"))
    compose = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "compose")
    lines = {
        "asks": min(node.lineno for node in ast.walk(compose) if _is_call(node, "insist_allowed")),
        "words": min(node.lineno for node in ast.walk(compose) if isinstance(node, ast.Subscript)),
    }

    assert lines["asks"] < lines["words"]
    assert set(ABOUT_MANY) == {"DailyDigest", "WeeklyOverview"}


def _is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == name


@pytest.mark.parametrize("notice", sorted(set(COMPOSERS) - AFTER_LEAVING))
def test_no_message_of_any_kind_goes_to_an_agency_without_a_yes(clockwork: Any, notice: str) -> None:
    with clockwork.store.read(clockwork.now) as tx:
        out = _outgoing(clockwork, tx, notice)

        with pytest.raises(NotSent) as unsent:
            insist_allowed(out)

    assert unsent.value.why in {Why.NO_YES, *({Why.CASE_CLOSED} if notice not in AFTER_CLOSING else set())}


def _outgoing(clockwork: Any, tx: Any, notice: str) -> Any:
    daphne = clockwork.viewer("daphne.roosmalen@horizonlijn.example")
    asked = Holder("invited", daphne.agency_id, daphne.professional_id)
    return SimpleNamespace(
        row=SimpleNamespace(notice=notice),
        to=SimpleNamespace(asked=asked, agency_id=daphne.agency_id),
        matter=Matter(tx, CaseRow(*(tx.one(READ_CASE, ref=clockwork.REF) or ())), 0, "", 0, None, None),
        tx=tx,
        content={},
        outcome=None,
        anonymous=False,
        to_youth=False,
    )


def test_every_reason_is_said_in_a_refusal_and_kept_on_a_message() -> None:
    assert set(ground.WHY) == set(Withheld)
    assert {why.value for why in Withheld} <= {why.value for why in Why}


def test_what_is_shown_to_who_has_no_ground_is_about_no_youth() -> None:
    assert {"Attendance", "Hearing", "OrderDone", "OrderObjection", "Consents", "PartnerConsent"} == NAMELESS

"""What ``vangnet do`` needs of the table of commands: what one is about, its fields, what can be chosen."""

import argparse
from typing import Any

from cli.field import fields_of
from cli.paper import open_desk
from flows.acts.act import About, Act, Call, Seen
from flows.acts.table import ACTS
from flows.commands.leave import professional_called
from flows.office import Office
from flows.queries.correctable import correctable
from flows.queries.door import open_case
from flows.queries.lawful import lawful
from flows.queries.lawful_region import REGION_RULES, why_not_in_region
from flows.queries.option import Option
from flows.queries.pick import Asking, options, options_of_region
from flows.queries.pick_about import about_what
from flows.queries.pick_region import OF_SOMEBODY
from models.access import Viewer
from models.forms import form_named
from models.refusal import Refused
from models.speech import mark, say
from models.store import Tx
from models.tables import Agency

LABELS = {
    About.CASE: mark("case"),
    About.QUESTION: mark("an open question of a case, by its key"),
    About.ANSWER: mark("an answer in a case, by its number"),
    About.REGION: mark("region"),
    About.AGREEMENT: mark("a cooperation agreement, by its number"),
    About.INSTRUMENT: mark("a chain instrument, by its number"),
    About.AGENCY: mark("an agency, by its number"),
    About.SITTING: mark("a sitting of a knooppunt, by its number"),
    About.SOMEBODY: mark("somebody who works here, by their mail address"),
}
IN_A_CASE = frozenset({About.CASE, About.QUESTION, About.ANSWER})
NUMBERED = frozenset({About.ANSWER, About.AGREEMENT, About.INSTRUMENT, About.AGENCY, About.SITTING})

NAME_IT = mark("Say with --about which one it is about; `vangnet do {name} --form` names them.")


def call_from(arguments: argparse.Namespace, act: Act, office: Office, viewer: Viewer, content: dict[str, Any]) -> Call:
    """The command as it was typed.

    Raises:
        Refused: what it is about is not named.
    """
    if act.about in IN_A_CASE and not arguments.case:
        raise Refused(mark("Say with --case which case it is about."))
    if act.about not in {About.CASE, About.REGION} and not arguments.about:
        raise Refused(NAME_IT, name=arguments.name)
    number = _number(arguments.about) if act.about in NUMBERED else 0
    return Call(
        office.store, viewer, office.now(), content, arguments.case, Seen(arguments.about), number, arguments.about
    )


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise Refused(mark("'{text}' is no number."), text=text[:20])
    return int(text)


def list_facts(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """Every command; for a viewer, with why it is not lawful now (nothing where it is).

    Raises:
        Refused: nobody has that address, or there is no such case.
    """
    why: dict[str, str | None] = {}
    if arguments.as_ is not None:
        office, viewer = open_desk(arguments)
        with office.store.read(office.now()) as tx:
            now = lawful(tx, viewer, arguments.case) if arguments.case else None
            why = {name: _why_not(tx, viewer, name, now, arguments.language) for name in ACTS}
    return [
        {
            "command": name,
            "about": say(LABELS[act.about], arguments.language),
            "title": say(act.title, arguments.language),
            **({"why_not": why[name]} if why else {}),
        }
        for name, act in ACTS.items()
    ]


def _why_not(tx: Tx, viewer: Viewer, name: str, now: frozenset[str] | None, language: str) -> str | None:
    """Why somebody may not do this; ``now`` is what is lawful in the case that was named, if one was."""
    if name in REGION_RULES:
        why = why_not_in_region(tx, viewer, name)
    elif now is None:
        why = mark("say with --case in which case")
    else:
        why = None if name in now else mark("not in this case now")
    return say(why, language) if why else None


def form_facts(arguments: argparse.Namespace, act: Act) -> dict[str, Any]:
    """The fields of a command, and for a viewer what can be named and chosen.

    Raises:
        Refused: nobody has that address, or there is no such case.
    """
    fields = [each for each in fields_of(act.sheet, arguments.language) if not act.only or each["field"] in act.only]
    about = None if act.about in {About.CASE, About.REGION} else say(LABELS[act.about], arguments.language)
    facts: dict[str, Any] = {"command": arguments.name, "about": about, "fields": fields, "choices": {}}
    if arguments.as_ is None or (act.about in IN_A_CASE and not arguments.case):
        return facts
    office, viewer = open_desk(arguments)
    with office.store.read(office.now()) as tx:
        if about is not None:
            facts["choices"]["--about"] = _shown(about_what(tx, viewer, act.about, arguments.case))
        if act.about is About.ANSWER and arguments.about:
            facts["fields"] += _of_answer(tx, viewer, arguments)
        for field in facts["fields"]:
            if field["pick"]:
                facts["choices"][field["field"]] = _shown(_options(tx, viewer, arguments, act, field["pick"]))
    return facts


def _of_answer(tx: Tx, viewer: Viewer, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """The fields of the answer that is put right."""
    number = _number(arguments.about)
    found = next((each for each in correctable(tx, viewer, arguments.case) if each.id == number), None)
    return fields_of(form_named(found.form, found.version), arguments.language, "fields.") if found else []


def _options(tx: Tx, viewer: Viewer, arguments: argparse.Namespace, act: Act, pick: str) -> tuple[Option, ...]:
    if arguments.name in REGION_RULES and why_not_in_region(tx, viewer, arguments.name) is not None:
        return ()  # a list may hold what only those read who may give the command
    if act.about in IN_A_CASE:
        return options(Asking(tx, open_case(tx, viewer, arguments.case)), pick)
    if pick in OF_SOMEBODY:
        return tuple(OF_SOMEBODY[pick](tx, professional_called(tx, arguments.about).id)) if arguments.about else ()
    region = tx.session.get_one(Agency, viewer.agency_id).region_id
    return options_of_region(tx, region, pick)


def _shown(found: tuple[Option, ...]) -> list[dict[str, Any]]:
    return [{"value": each.value, "label": each.label} for each in found]

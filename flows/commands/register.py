"""Registering a youth: first a draft that only the referrer's own agency sees, then a case. Source: process.md, 1.1."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from flows.commands.reading import as_fields
from flows.engine import hot, when
from flows.engine.known import insist_known
from flows.engine.matter import CaseRow, Matter
from flows.engine.step import add_run
from flows.engine.who import holders
from flows.facts.consent import needs_consent
from flows.facts.sharing import has_ground
from flows.filing.consent import Word, add_consent
from flows.filing.intake import insist_parents_were_told
from flows.records.brought import keep_notes
from flows.records.custody import add_custody
from flows.records.findable import found_by_name
from flows.records.partner import join_partner, name_partner
from flows.records.registered import sits_at_home
from models.access import Viewer
from models.age import age
from models.code import Logged, Stage
from models.forms import form_from
from models.forms.intake import Registration, Running
from models.holder import Holder, parsed
from models.link import Link
from models.look import Look
from models.reference import Choose, new_reference
from models.refusal import BadAnswer, NotAllowed, Unknown
from models.secret import digest_of_birth, vault
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, CaseFile, Draft, Ground, Person, Request, Youth

OLDEST = 30


@dataclass(frozen=True, slots=True)
class Registered:
    """The number of the case, and whether this very registration was handed in before."""

    ref: str
    already: bool = False


def write_draft(store: Store, viewer: Viewer, content: str | Mapping[str, Any], now: datetime) -> int:
    """Keeps a registration that is being written, and gives its number; the same content twice is one draft.

    Raises:
        NotAllowed: the viewer's agency has not signed the cooperation agreement.
        BadAnswer: no form at all.
    """
    fields = as_fields(content)
    with store.write(now) as tx:
        return _draft(tx, viewer, fields).id


def hand_in(store: Store, viewer: Viewer, draft: int, now: datetime, choose: Choose | None = None) -> Registered:
    """Makes a case of a draft and starts its intake; handing in twice gives the same case.

    Raises:
        Unknown: no such draft of the viewer's agency.
        BadAnswer: a field is missing or does not fit; the draft stays.
    """
    with store.write(now) as tx:
        row = tx.session.get(Draft, draft, with_for_update=True)
        if row is None or row.agency_id != viewer.agency_id:
            raise Unknown(mark("There is no draft with number {number}."), number=draft)
        return _handed_in(tx, viewer, row, choose)


def register(
    store: Store, viewer: Viewer, content: str | Mapping[str, Any], now: datetime, choose: Choose | None = None
) -> Registered:
    """Writes a registration and hands it in at once; nothing is kept when it does not fit.

    Raises:
        NotAllowed: the viewer's agency has not signed the cooperation agreement.
        BadAnswer: a field is missing or does not fit.
    """
    fields = as_fields(content)
    with store.write(now) as tx:
        return _handed_in(tx, viewer, _draft(tx, viewer, fields), choose)


def _draft(tx: Tx, viewer: Viewer, fields: Mapping[str, Any]) -> Draft:
    agency = tx.session.get(Agency, viewer.agency_id)
    if agency is None or not agency.active:
        raise NotAllowed(mark("Your agency has not signed the cooperation agreement yet."))
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False)
    digests = vault().digests("draft", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    there = select(Draft).where(Draft.agency_id == agency.id, col(Draft.digest).in_(digests)).with_for_update()
    row = tx.session.exec(there).first()
    if row is not None:
        return row
    row = Draft(
        agency_id=agency.id, author_id=viewer.professional_id, content=text, digest=digests[0], written_at=tx.now
    )
    try:
        with tx.session.begin_nested():
            tx.session.add(row)
    except IntegrityError:  # somebody wrote the same at this very moment
        return tx.session.exec(there).one()
    return row


def _handed_in(tx: Tx, viewer: Viewer, draft: Draft, choose: Choose | None) -> Registered:
    if draft.case_id is not None:
        return Registered(tx.session.get_one(CaseFile, draft.case_id).ref, already=True)
    form = form_from("Registration", Registration.version, draft.content)
    if not isinstance(form, Registration):
        raise TypeError("the registration form is not itself")
    case = _open_case(tx, viewer, form, choose)
    tx.note(Look(viewer, Logged.REGISTER, case.id, why=Link.REFERRER))
    draft.submitted_at, draft.case_id, draft.content = tx.now, case.id, "{}"
    tx.session.add(draft)
    add_run(tx, case.id, Stage.INTAKE)
    return Registered(case.ref)


def _open_case(tx: Tx, viewer: Viewer, form: Registration, choose: Choose | None) -> CaseFile:
    agency = tx.session.get_one(Agency, viewer.agency_id)
    _insist_agencies_are_there(tx, agency.region_id, form)
    youth = _youth(tx, form)
    case = CaseFile(
        ref=_free_reference(tx, choose),
        region_id=agency.region_id,
        youth_id=youth,
        referrer_id=viewer.professional_id,
        referrer_agency_id=agency.id,
        ground_id=_ground(tx, agency.region_id, form.ground),
        anonymous=form.ground == "anonymous",
        urgent=form.urgent,
        informed_on=form.told_youth_on,
        informed_how=form.told_youth_how,
        parents_informed_on=form.told_parents_on,
        parents_informed_how=form.told_parents_how,
        worry=form.worry,
        wish=form.wish,
        opened_at=tx.now,
    )
    tx.session.add(case)
    tx.flush()
    row = tx.one(hot.LOCK_CASE, case=case.id)
    matter = Matter(tx, CaseRow(*row or ()), 0, Stage.INTAKE, 1, None, None, viewer.professional_id)
    _check_days(matter, form)
    if form.absent_since is not None:
        sits_at_home(matter, form.absent_since)
    add_custody(matter, form.custody)
    _partners(matter, form)
    keep_notes(matter, form.notes, Holder("", agency.id, viewer.professional_id))
    _consents(matter, form)
    _requests(matter, form.running)
    return case


def _youth(tx: Tx, form: Registration) -> int:
    person = Person(
        given_name=form.given_name,
        prefix=form.prefix,
        family_name=form.family_name,
        birth_on=form.birth_on,
        birth_digest=digest_of_birth(form.birth_on),
        email=form.email,
        phone=form.phone,
        secret_address=form.secret_address,
        language=form.language,
    )
    tx.session.add(person)
    tx.flush()
    found_by_name(tx, person)
    tx.session.add(
        Youth(
            person_id=person.id,
            sector=form.sector,
            municipality=form.municipality,
            neighbourhood=form.neighbourhood,
            school_id=_number(form.school),
            level=form.level,
            living=form.living,
            absent_since=form.absent_since,
            departs_on=form.departs_on,
            siblings=form.siblings,
        )
    )
    tx.flush()
    return person.id


def _check_days(matter: Matter, form: Registration) -> None:
    if not 0 <= age(form.birth_on, matter.today) < OLDEST:
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."), "birth_on", why=mark("this is no youth's date of birth")
        )
    past = {
        "told_youth_on": form.told_youth_on,
        "told_parents_on": form.told_parents_on,
        "absent_since": form.absent_since,
    }
    for field, day in past.items():
        if day is not None and day > matter.today:
            raise BadAnswer(mark("The field '{field}' lies in the future."), field)
    if form.ground != "anonymous":
        insist_parents_were_told(age(form.birth_on, matter.today), form.told_parents_on)


def _partners(matter: Matter, form: Registration) -> None:
    for token in dict.fromkeys([*form.partners, *([form.school] if form.school else [])]):
        name_partner(matter, holders(matter, token, None)[0])


def _requests(matter: Matter, running: list[Running]) -> None:
    for place, each in enumerate(running):
        add_request(matter, each, f"running.{place}")


def add_request(matter: Matter, running: Running, where: str) -> Request:
    """Keeps what was already asked elsewhere; its term counts from that day, also before registration.

    Without a ground the agency does not learn of the case: it is named, and has no part yet.

    Raises:
        BadAnswer: a day that lies ahead, no such agency, or no such term.
    """
    if running.asked_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), f"{where}.asked_on")
    insist_known(matter, [running.agency], f"{where}.agency")
    when.named_term(matter.tx, matter.case.region_id, running.term, matter.today)
    row = Request(
        case_id=matter.case.id,
        agency_id=parsed(running.agency)[1],
        asked_on=running.asked_on,
        term=running.term,
        words=running.words,
    )
    matter.session.add(row)
    matter.tx.flush()
    part = join_partner if has_ground(matter, row.agency_id) else name_partner
    part(matter, holders(matter, running.agency, None)[0])
    return row


def _consents(matter: Matter, form: Registration) -> None:
    custody = [token for token in holders(matter, "custody holders", None) if token.person_id is not None]
    people = {"youth": matter.case.youth_id}
    people |= dict(
        zip(("first custody holder", "second custody holder"), (h.person_id or 0 for h in custody), strict=False)
    )
    for place, each in enumerate(form.consents):
        if each.giver not in people:
            raise BadAnswer(
                mark("The field '{field}' does not fit: {why}."),
                f"consents.{place}.giver",
                why=mark("this person is not on the form"),
            )
        refused = {parsed(token)[1] for token in each.not_with}
        for agency in _whom_it_is_about(matter, form) | refused:
            agrees = each.agrees and agency not in refused
            add_consent(matter, agency, Word(people[each.giver], agrees, each.way, each.given_on))


def _whom_it_is_about(matter: Matter, form: Registration) -> set[int]:
    """The partners named, the school, and whoever was asked something before.

    A yes "with the partners" is a yes for everybody on the form who needs one.
    """
    named = {parsed(token)[1] for token in form.partners}
    others = {parsed(each.agency)[1] for each in form.running} | ({parsed(form.school)[1]} if form.school else set())
    return named | {agency for agency in others if needs_consent(matter, agency)}


def _insist_agencies_are_there(tx: Tx, region: int, form: Registration) -> None:
    for field, token in form.named():
        agency = tx.session.get(Agency, parsed(token)[1])
        if agency is None or agency.region_id != region:
            raise BadAnswer(
                mark("The field '{field}' does not fit: {why}."), field, why=mark("there is no such agency")
            )


def _number(token: str | None) -> int | None:
    return parsed(token)[1] if token else None


def _ground(tx: Tx, region: int, code: str) -> int | None:
    return tx.session.exec(select(Ground.id).where(Ground.region_id == region, Ground.code == code)).first()


def _free_reference(tx: Tx, choose: Choose | None) -> str:
    while True:
        ref = new_reference(choose)
        if tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).first() is None:
            return ref

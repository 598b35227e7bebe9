"""One case in which every kind of thing carries a word of its own, and somebody for everything one can be to a case.

What comes out of a page, a query or a command is searched for those words, and held against the table of policies.
"""

import json
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.question import ties_of
from flows.commands.region import found_region
from flows.commands.viewer import viewer_numbered
from flows.demo_clock import start_clock
from flows.engine.hot import CASE, CASE_COLUMNS
from flows.engine.matter import CaseRow
from flows.office import Office, office_of_this_process, open_office
from flows.queries.question_about import ABOUT
from migrations.upgrade import upgrade
from models.access import Viewer, links
from models.code import Role
from models.condition import Thing
from models.forms import FORMS
from models.holder import Holder
from models.item import Item
from models.link import Link
from models.link_pass import LinkPass
from models.policy import allows
from models.secret import digest_of_birth, digest_of_email, digests_of_name
from models.settings import Settings
from models.store import Store
from models.tables import (
    Action,
    Agency,
    Agreement,
    CaseFile,
    CasePerson,
    CheckInNote,
    Consent,
    Custody,
    Draft,
    EmergencyAccess,
    Family,
    FamilyMember,
    Goal,
    Ground,
    Imposition,
    ImpositionPart,
    Invitation,
    LadderStep,
    LifeNote,
    Meeting,
    NameDigest,
    NetworkMap,
    Note,
    Partner,
    Person,
    Plan,
    Professional,
    ProfessionalRole,
    ReadGrant,
    Region,
    Request,
    StageRun,
    Supporter,
    Wait,
    Youth,
    YouthWord,
)

SECRET = "a secret of the tests that is long enough"  # noqa: S105
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FAR_AHEAD = datetime(9000, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
REF, HIDDEN = "VN-ZQCASE", "VN-ZQHIDE"

WORDS: dict[str, tuple[Item, str]] = {
    "zqgiven": (Item.NAME, ""),
    "zqphone": (Item.CONTACT, ""),
    "zqmother": (Item.PERSON, ""),
    "zqstreet": (Item.ADDRESS, ""),
    "zqhood": (Item.ADDRESS, ""),
    "zqschool": (Item.SCHOOL, ""),
    "zqworry": (Item.REGISTRATION, ""),
    "zqrequest": (Item.REGISTRATION, ""),
    "zqstory": (Item.STORY, ""),
    "zqgoal": (Item.GOAL, ""),
    "zqaction": (Item.PLAN, "partner"),
    "zqlifenote": (Item.CONTRIBUTION, "partner"),
    "zqmedical": (Item.MEDICAL, "partner"),
    "zqminutes": (Item.MEETING, ""),
    "zqline": (Item.NETWORK, ""),
    "zqsupporter": (Item.NETWORK, ""),
    "zqmember": (Item.FAMILY, ""),
    "zqsaid": (Item.YOUTH_WORD, ""),
    "zqwhy": (Item.ORDER_WORDS, ""),
    "zqorder": (Item.ORDER_WORDS, "partner"),
    "zqstep": (Item.LADDER_WORDS, ""),
    "zqprivate": (Item.NOTE_PRIVATE, "referrer"),
    "zqconcern": (Item.NOTE_SAFETY, "referrer"),
    "zqdraft": (Item.DRAFT, "drafter"),
}
"""Each word, what it is part of, and whose it is: that agency's, or who wrote it."""


@dataclass
class World:
    """The case, and who looks at it.

    Attributes:
        viewers: by what they are to it, and some who are nothing.
        held: what the table calls them.
        youth: the youth behind the coded link, who works nowhere and opens a page of their own only.
    """

    store: Store
    viewers: dict[str, Viewer] = field(default_factory=dict)
    held: dict[str, frozenset[Link]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    now: datetime = NOW
    youth: Viewer = field(default=Viewer(0, 0))

    def thing(self, who: str, word: str) -> Thing:
        """What there is to know of the thing that carries a word, for one viewer."""
        _, whose = WORDS[word]
        seated = who in {"partner", "partner without a yes"}
        its = whose == who.split(",", maxsplit=1)[0]
        grounded = who != "partner without a yes"
        return Thing(mine=its, ours=its, grounded=grounded, seated=seated, age=18)

    def may_see(self, who: str) -> set[str]:
        """The words the table lets somebody see."""
        held = self.held[who]
        return {word for word, (item, _) in WORDS.items() if allows(held, item, thing=self.thing(who, word))}

    @property
    def words(self) -> set[str]:
        """Every word."""
        return set(WORDS)

    @staticmethod
    def item(word: str) -> Item:
        """What a word is part of."""
        return WORDS[word][0]

    @staticmethod
    def seen(shown: Any) -> set[str]:
        """The words in whatever came out."""
        said = (shown if isinstance(shown, str) else repr(shown)).lower()
        return {word for word in WORDS if word in said}


def _build(store: Store) -> dict[str, int]:
    numbers: dict[str, int] = {}
    with store.write(NOW) as tx:
        region = found_region(tx, tomllib.loads((ROOT / "simulation" / "data" / "rivierland-oost.toml").read_text()))
        add, flush = tx.session.add, tx.flush
        free = tx.session.exec(
            select(Ground.id).where(Ground.region_id == region, col(Ground.needs_consent).is_(False))
        ).first()
        bound = tx.session.exec(select(Ground.id).where(Ground.region_id == region, Ground.needs_consent)).first()
        elsewhere = Region(code="elsewhere", name="Elsewhere")
        add(elsewhere)
        flush()

        def somebody(name: str, *roles: Role, ground: int | None = free, where: int = region) -> int:
            agency = Agency(
                region_id=where, code=f"at-{name}", name=f"At {name}", kind="school", ground_id=ground,
                signed_on=NOW.date(), active=True,
            )  # fmt: skip
            add(agency)
            flush()
            mail = f"{name.replace(' ', '.')}@who.example"
            row = Professional(
                agency_id=agency.id, given_name="Kim", family_name=name, email=mail, email_digest=digest_of_email(mail)
            )
            add(row)
            flush()
            for role in roles:
                add(ProfessionalRole(professional_id=row.id, role=role))
            numbers[name], numbers[f"at {name}"] = row.id, agency.id
            return row.id

        for name in ("case manager", "consultant", "coach", "referrer", "partner", "trusted", "former", "asked",
                     "drafter", "emergency", "stranger"):  # fmt: skip
            somebody(name, Role.PROFESSIONAL)
        somebody("partner without a yes", Role.PROFESSIONAL, ground=bound)
        for role in (
            Role.COORDINATOR,
            Role.MANAGER,
            Role.OPERATOR,
            Role.PRIVACY_OFFICER,
            Role.ADMINISTRATOR,
            Role.TEAM_LEAD,
        ):
            somebody(role.value, role)
        for role in (Role.COORDINATOR, Role.MANAGER, Role.PRIVACY_OFFICER):
            somebody(f"{role.value} elsewhere", role, where=elsewhere.id)
        school = Agency(region_id=region, code="zq", name="Zqschool", kind="school", signed_on=NOW.date(), active=True)
        add(school)
        flush()
        numbers["school"] = school.id
        for ref, secret in ((REF, False), (HIDDEN, True)):
            numbers[ref] = _case(tx, region, numbers, ref, secret=secret)
        content = {"given_name": "Zqdraft", "family_name": "Zqdraft"}
        row = Draft(
            agency_id=numbers["at drafter"], author_id=numbers["drafter"], content=json.dumps(content), digest="x",
            written_at=NOW,
        )  # fmt: skip
        add(row)
        flush()
        numbers["draft"] = row.id
        numbers["region"] = region
    start_clock(store, NOW, FAR_AHEAD)
    return numbers


def _wait(case: int, run: int, key: str, form: str, part: str, numbers: dict[str, int], whose: str) -> Wait:
    return Wait(
        case_id=case, stage_run_id=run, key=key, kind="ask", form=form, form_version=1, part=part, asked_at=NOW,
        agency_id=numbers[f"at {whose}"], professional_id=numbers[whose], due_on=NOW.date(),
    )  # fmt: skip


def _case(tx: Any, region: int, numbers: dict[str, int], ref: str, *, secret: bool) -> int:
    flush, today = tx.flush, NOW.date()

    def add(*rows: Any) -> None:
        """One after the other: a row may point to the one before."""
        for row in rows:
            tx.session.add(row)
            flush()

    birth_on = date(2008, 3, 1)
    youth = Person(
        given_name="Zqgiven", family_name="Zqgiven", birth_on=birth_on, birth_digest=digest_of_birth(birth_on),
        phone="zqphone", address="Zqstreet 1", secret_address=secret,
    )  # fmt: skip
    mother, family = Person(given_name="Zqmother", address="Zqstreet 1", secret_address=secret), Family()
    add(*[youth, mother, family])
    add(*(NameDigest(person_id=youth.id, digest=each) for each in digests_of_name("Zqgiven")))
    add(
        Youth(
            person_id=youth.id, sector="mbo", municipality="Tielerwaard", neighbourhood="Zqhood",
            school_id=numbers["school"], family_id=family.id,
        )
    )  # fmt: skip
    add(Custody(youth_id=youth.id, person_id=mother.id, relation="parent"))
    add(FamilyMember(family_id=family.id, given_name="Zqmember", relation="broer", noted_at=NOW, noted_by=1))
    case = CaseFile(
        ref=ref, region_id=region, youth_id=youth.id, referrer_id=numbers["referrer"],
        referrer_agency_id=numbers["at referrer"], case_manager_id=numbers["case manager"],
        consultant_id=numbers["consultant"], coach_id=numbers["coach"], worry="Zqworry", wish="Zqstory", opened_at=NOW,
    )  # fmt: skip
    add(case)
    for name in ("partner", "partner without a yes"):
        add(Partner(case_id=case.id, agency_id=numbers[f"at {name}"], joined_at=NOW))
    since = today - timedelta(days=3)
    add(CasePerson(case_id=case.id, professional_id=numbers["trusted"], relation="trusted person", since_on=since))
    add(ReadGrant(case_id=case.id, professional_id=numbers["former"], until_on=today + timedelta(days=30)))
    add(
        EmergencyAccess(
            case_id=case.id, professional_id=numbers["emergency"], reason="danger", words="Nu.", opened_at=NOW,
            until_at=NOW + timedelta(days=400),
        )
    )  # fmt: skip
    run, talk = (
        StageRun(case_id=case.id, stage=stage, number=1, version=1, status="waiting", started_at=NOW, about=16)
                 for stage in ("assignment", "meeting"))  # fmt: skip
    add(*[run, talk])
    waits = [
        _wait(case.id, run.id, "attempts", "Attempts", "case manager", numbers, "asked"),
        _wait(case.id, run.id, "trusted-agrees", "TrustedAgrees", "trusted person", numbers, "trusted"),
        *(
            _wait(case.id, run.id, f"about:{form}", form, "case manager", numbers, "asked")
            for form in sorted(set(ABOUT) & set(FORMS))
        ),
    ]
    add(*waits)
    meeting = Meeting(case_id=case.id, stage_run_id=talk.id, starts_at=NOW, held="held", minutes="Zqminutes")
    plan = Plan(case_id=case.id, stage_run_id=run.id, drawn_up_on=today, youth_agrees=True)
    drawn = NetworkMap(case_id=case.id, stage_run_id=run.id, drawn_on=today, level="small")
    agreement = tx.session.exec(select(Agreement.id).where(Agreement.region_id == region)).first()
    add(*[meeting, plan, drawn])
    partner = numbers["at partner"]
    add(
        Invitation(meeting_id=meeting.id, person_id=youth.id),
        *(
            Invitation(meeting_id=meeting.id, agency_id=numbers[f"at {name}"])
            for name in ("partner", "partner without a yes")
        ),
    )
    goal = Goal(case_id=case.id, plan_id=plan.id, domain="living", words="Zqgoal")
    order = Imposition(
        case_id=case.id, agreement_id=agreement, imposed_by=numbers["consultant"], agency_id=numbers["at consultant"],
        why="Zqwhy", requested_at=NOW, holds_until=today + timedelta(days=30),
    )  # fmt: skip
    add(*[goal, order])
    action = Action(
        case_id=case.id, plan_id=plan.id, goal_id=goal.id, agency_id=partner, words="Zqaction", due_on=today
    )
    add(
        *[
            action,
            LifeNote(
                case_id=case.id, meeting_id=meeting.id, agency_id=partner, domain="living", kind="worry",
                words="Zqlifenote", noted_at=NOW,
            ),
            LifeNote(
                case_id=case.id, meeting_id=meeting.id, agency_id=partner, domain="wellbeing", kind="conclusion",
                words="Zqmedical", noted_at=NOW,
            ),
            CheckInNote(
                case_id=case.id, stage_run_id=run.id, met_on=today, mark=6, line="Zqline", youth_wants_less=False,
                coach_wants_less=False, fallback=False, below_strong=False, more=False,
            ),
            Supporter(map_id=drawn.id, initials="Zqsupporter", relation="oom", kind="informal", rating=7),
            Request(case_id=case.id, agency_id=partner, asked_on=today, term="8 weeks", words="Zqrequest"),
            ImpositionPart(imposition_id=order.id, agency_id=partner, kind="place", words="Zqorder", by_on=today),
            LadderStep(
                case_id=case.id, wait_id=waits[0].id, step=1, round=1, reason="late", words="Zqstep", proposed_at=NOW,
                confirmed_at=NOW,
            ),
            *(
                Note(case_id=case.id, kind=kind, author_id=numbers["referrer"], words=words, noted_at=NOW)
                for kind, words in (("private", "Zqprivate"), ("safety concern", "Zqconcern"))
            ),
            YouthWord(
                case_id=case.id, person_id=mother.id, may="my plan", words="Zqsaid", said_on=today, recorded_at=NOW,
                recorded_by=numbers["coach"],
            ),
            Consent(
                case_id=case.id, agency_id=numbers["at partner without a yes"], giver_id=mother.id, agrees=True,
                way="table", given_on=today, ends_on=today + timedelta(days=300),
            ),
        ]
    )  # fmt: skip
    flush()
    done = StageRun(
        case_id=case.id, stage="action", number=1, version=1, status="waiting", started_at=NOW, about=action.id
    )
    add(done)
    add(_wait(case.id, done.id, "done", "ActionDone", "action", numbers, "partner"))
    numbers[f"{ref} wait"], numbers[f"{ref} meeting"] = waits[0].id, meeting.id
    return case.id


def _seat(store: Store, numbers: dict[str, int]) -> World:
    world = World(store, numbers=numbers)
    with store.read(NOW) as tx:
        row = CaseRow(*tx.connection.execute(select(*(CASE.c[n] for n in CASE_COLUMNS)).where(CASE.c.ref == REF)).one())
        ties = ties_of(tx, row)
        for name in [name for name in numbers if f"at {name}" in numbers]:
            world.viewers[name] = viewer_numbered(tx, numbers[name])
        asked = world.viewers["asked"]
        held = LinkPass(numbers[f"{REF} wait"], Holder("", None, asked.professional_id, None).token)
        world.viewers["asked, by a link"] = replace(asked, only=held)
        world.youth = Viewer(0, 0, own=row.id)
        for name, viewer in world.viewers.items():
            world.held[name] = links(viewer, ties)
        world.held["drafter"] = frozenset({Link.DRAFTER})
    return world


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A database with the case; to be copied, never written."""
    home = tmp_path_factory.mktemp("need")
    office = open_office(Settings(home=home, secret=SECRET), check=False)
    upgrade(office.store.engine)
    numbers = _build(office.store)
    whole = home / "whole.db"
    with office.store.engine.connect() as connection:
        connection.execute(text("ROLLBACK"))
        connection.execute(text(f"VACUUM INTO '{whole}'"))
    office.store.close()
    return whole, numbers


@pytest.fixture(scope="module")
def house(built: tuple[Path, dict[str, int]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The installation of this process, with a copy of the case in it."""
    home = tmp_path_factory.mktemp("house")
    shutil.copy(built[0], home / "vangnet.db")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"HOME": str(home), "SECRET": SECRET, "SIGN_IN": "demo", "DATABASE_URL": ""}.items():
            patch.setenv(f"VANGNET_{name}", value)
        office_of_this_process.cache_clear()
        office = office_of_this_process()
        yield office
        office.store.close()
        office_of_this_process.cache_clear()


@pytest.fixture(scope="module")
def world(house: Office, built: tuple[Path, dict[str, int]]) -> World:
    return _seat(house.store, built[1])

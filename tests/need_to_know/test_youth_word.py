"""What the youth says reaches every place that tells parents and supporters something: prints, mails, links, copies."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from dashboard.part.own_print import OwnPrint
from flows.commands.right import ask_right
from flows.commands.youth_word import youth_says, youth_takes_back
from flows.copy.read import copy_for
from flows.facts.closed_to import closes_message
from flows.queries.by_link import State, linked
from flows.queries.door import matter_of, open_case
from flows.queries.own_page import printed_page, whom_it_is_for
from flows.queries.youth_word import words_of
from models.code import Logged, Relation
from models.holder import Holder
from models.link_pass import LinkPass
from models.refusal import BadAnswer, NotAllowed, Refused
from models.secret import digest_of_birth
from models.tables import CaseFile, CasePerson, Custody, LogLine, Person, RightRequest, Wait, YouthWord

REF = "VN-ZQCASE"
PLAN = {"zqgoal", "zqaction"}


class Scene:
    """The case, with its youth at any age, a mother with custody and an uncle."""

    def __init__(self, world: Any) -> None:
        self.world, self.store, self.now = world, world.store, world.now
        with self.store.write(self.now) as tx:
            case = tx.session.exec(select(CaseFile).where(CaseFile.ref == REF)).one()
            self.case, self.youth = case.id, case.youth_id
            self.mother = tx.session.exec(select(Custody.person_id).where(Custody.youth_id == case.youth_id)).one()
            uncle = Person(given_name="Bas")
            tx.session.add(uncle)
            tx.flush()
            self.uncle = uncle.id
            since = self.now.date() - timedelta(days=9)
            tx.session.add(CasePerson(case_id=case.id, person_id=uncle.id, relation=Relation.SUPPORTER, since_on=since))
            wait = tx.session.exec(select(Wait).where(Wait.case_id == case.id, Wait.key == "done")).one()
            asked = Wait(
                **wait.model_dump(exclude={"id", "key", "agency_id", "professional_id", "person_id"}),
                key="done:mother",
                person_id=self.mother,
            )
            tx.session.add(asked)
            tx.flush()
            self.wait = asked.id

    def be(self, years: int) -> "Scene":
        """The youth is that old, and nothing was said yet."""
        born = date(self.now.year - years, 3, 1)
        with self.store.write(self.now) as tx:
            person = tx.session.get_one(Person, self.youth)
            person.birth_on, person.birth_digest = born, digest_of_birth(born)
            tx.session.add(person)
            for row in tx.session.exec(select(YouthWord).where(YouthWord.case_id == self.case)):
                tx.session.delete(row)
        return self

    def says(self, of: int, by: str = "coach", **said: Any) -> int:
        content = {"who": f"person:{of}", "said_on": f"{self.now:%Y-%m-%d}", **said}
        return youth_says(self.store, self.world.viewers[by], REF, content, self.now)

    def printed(self, person: int) -> str | None:
        """What that person is handed; nothing where nobody may hand it over."""
        with self.store.read(self.now) as tx:
            try:
                page = printed_page(tx, self.world.viewers["coach"], REF, person)
            except NotAllowed:
                return None
        return repr(OwnPrint(page, "nl", self.now).printout().model_dump()).lower()

    def reads(self, person: int) -> set[str] | None:
        printed = self.printed(person)
        return None if printed is None else self.world.seen(printed)

    def link(self) -> State:
        held = LinkPass(self.wait, Holder("", None, None, self.mother).token)
        with self.store.read(self.now) as tx:
            found = linked(tx, held)
        assert found is not None
        return found.state

    def mail_is_closed(self, person: int, notice: str, *waits: int) -> bool:
        with self.store.read(self.now) as tx:
            matter = matter_of(tx, open_case(tx, self.world.viewers["coach"], REF))
            return closes_message(matter, person, notice, waits)


@pytest.fixture(scope="module")
def scene(world: Any) -> Iterator[Scene]:
    made = Scene(world)
    yield made
    made.be(18)


@pytest.mark.parametrize(
    ("years", "said", "mother"),
    [
        (11, None, PLAN),
        (13, None, PLAN),
        (13, {"must_not": ["my plan"]}, set()),
        (13, {"domains_not": ["living"]}, set()),
        (13, {"domains_not": ["income"]}, PLAN),
        (16, None, None),
        (16, {"must_not": ["my plan"]}, None),
        (16, {"may": ["my plan"]}, PLAN),
        (16, {"may": ["my plan"], "domains_not": ["living"]}, set()),
        (16, {"may": ["what is waited for"]}, set()),
        (17, {"may": ["my plan"]}, PLAN),
    ],
)
def test_who_has_custody_is_handed_what_age_and_the_youth_say(
    scene: Scene, years: int, said: dict[str, Any] | None, mother: set[str] | None
) -> None:
    scene.be(years)
    if said is not None:
        scene.says(scene.mother, **said)

    assert scene.reads(scene.mother) == mother


@pytest.mark.parametrize(
    ("years", "said", "uncle"),
    [
        (13, None, None),
        (13, {"may": ["my plan"], "custody_agrees": True}, PLAN),
        (17, None, None),
        (17, {"may": ["my plan"]}, PLAN),
        (17, {"may": ["my plan"], "domains_not": ["living"]}, set()),
        (17, {"may": ["my meetings", "who looked"]}, set()),
    ],
)
def test_a_supporter_is_handed_what_the_youth_opens(
    scene: Scene, years: int, said: dict[str, Any] | None, uncle: set[str] | None
) -> None:
    scene.be(years)
    if said is not None:
        scene.says(scene.uncle, **said)

    assert scene.reads(scene.uncle) == uncle


def test_it_holds_until_it_is_taken_back_and_a_later_word_takes_its_place(scene: Scene) -> None:
    scene.be(17).says(scene.uncle, may=["my plan"])
    scene.says(scene.uncle, may=["what is waited for"], must_not=["my plan"])
    with scene.store.read(scene.now) as tx:
        lines = words_of(tx, scene.world.viewers["case manager"], REF)
    read = scene.reads(scene.uncle)
    youth_takes_back(scene.store, scene.world.viewers["coach"], REF, {"who": f"person:{scene.uncle}"}, scene.now)

    assert [(line.who, line.relation, line.may) for line in lines] == [("Bas", "supporter", ("what is waited for",))]
    assert (read, scene.reads(scene.uncle)) == (set(), None)
    with pytest.raises(BadAnswer, match="who"):
        youth_takes_back(scene.store, scene.world.viewers["coach"], REF, {"who": f"person:{scene.uncle}"}, scene.now)


@pytest.mark.parametrize(
    ("years", "who", "said"),
    [
        (11, "mother", {"must_not": ["my plan"]}),
        (13, "uncle", {"may": ["my plan"]}),
        (17, "uncle", {}),
        (17, "uncle", {"may": ["my plan"], "must_not": ["my plan"]}),
        (17, "uncle", {"may": ["my plan"], "said_on": "2026-12-01"}),
        (17, "uncle", {"may": ["everything"]}),
        (17, "youth", {"may": ["my plan"]}),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(scene: Scene, years: int, who: str, said: dict[str, Any]) -> None:
    scene.be(years)

    with pytest.raises(BadAnswer):
        scene.says(getattr(scene, who), **said)


def test_only_who_speaks_with_the_youth_records_it_and_that_stands_in_the_log(scene: Scene) -> None:
    scene.be(17)
    for who in ("partner", "referrer", "trusted", "former", "manager", "stranger"):
        with pytest.raises(Refused):
            scene.says(scene.uncle, by=who, may=["my plan"])
    scene.says(scene.uncle, by="case manager", may=["my plan"])

    with scene.store.read(scene.now) as tx:
        line = tx.session.exec(select(LogLine).order_by(LogLine.id.desc())).first()  # type: ignore[union-attr]
    assert (line.what, line.case_id) == (Logged.COMMAND, scene.case)


def test_the_youth_reads_what_stands_about_who_may_see_what_and_others_do_not(scene: Scene) -> None:
    scene.be(13).says(scene.mother, may=["my meetings"], must_not=["who looked"], words="Zqsaid: dat is van mij.")

    youth, mother = scene.printed(scene.youth) or "", scene.printed(scene.mother) or ""

    assert "wie mag wat zien, zei jij" in youth
    assert "dat is van mij" in youth
    assert "zei jij" not in mother
    assert "zqsaid" not in mother


def test_mails_and_links_tell_nobody_what_the_youth_closed_to_them(scene: Scene) -> None:
    scene.be(13)
    open_before = scene.link()
    scene.says(scene.mother, must_not=["my meetings"], domains_not=["living"])

    assert open_before is not State.WITHDRAWN
    assert scene.link() is State.WITHDRAWN
    assert scene.mail_is_closed(scene.mother, "MinutesReady")
    assert scene.mail_is_closed(scene.mother, "QuestionAsked", scene.wait)
    assert not scene.mail_is_closed(scene.mother, "RightHeard")
    assert not scene.mail_is_closed(scene.youth, "MinutesReady")


def test_a_copy_for_who_has_custody_leaves_out_what_the_youth_closed(scene: Scene) -> None:
    scene.be(13)
    content = {"kind": "access", "who": f"person:{scene.mother}", "asked_on": f"{scene.now:%Y-%m-%d}"}
    viewer = scene.world.viewers["case manager"]
    number = ask_right(scene.store, viewer, REF, content, scene.now)

    def released() -> set[str]:
        with scene.store.read(scene.now) as tx:
            return set(scene.world.seen(copy_for(tx, viewer, REF, number, "nl").released()))

    before = released()
    scene.says(scene.mother, must_not=["my own story"], domains_not=["living"], words="Zqsaid.")
    after = released()
    with scene.store.write(scene.now) as tx:
        tx.session.delete(tx.session.get_one(RightRequest, number))

    assert before - after == {"zqgoal", "zqaction", "zqlifenote", "zqstory"}
    assert "zqsaid" not in after


def test_who_may_be_handed_the_page_is_offered_by_name(scene: Scene) -> None:
    scene.be(17).says(scene.uncle, may=["my plan"])

    with scene.store.read(scene.now) as tx:
        offered = [each.label for each in whom_it_is_for(tx, scene.world.viewers["coach"], REF)]
    assert offered == ["Zqgiven Zqgiven", "Bas"]

"""The walks that are recorded: together they come to every step of every stage and errand, and most branches."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import select
from usual import RUBEN, agreement
from walk import COORDINATOR, Only, Other, Walk, Walker

from flows.commands.change import ask_consent
from flows.commands.contest import contest
from flows.commands.impose import impose
from flows.commands.meeting import start_meeting
from flows.commands.own_ask import ask_for_oneself
from flows.commands.own_link import make_own_link
from flows.commands.question import lock_case
from flows.commands.right import ask_right
from flows.engine.matter import Matter
from flows.queries.own_link import own_linked
from flows.records.ladder import propose
from flows.records.succession import to_be_named
from flows.rounds.renew import renew_consents
from models.code import OwnAskKind, Part
from models.tables import CaseFile, LadderStep


def weighed(decision: str, **fields: Any) -> dict[str, Any]:
    return {"decision": decision, **fields}


def cannot(code: str, **more: Any) -> Only:
    return Only(lambda _: {"cannot": {"code": code, **more}})


def no_place(walker: Walker) -> Mapping[str, Any]:
    return {"cannot": {"code": "no place", "expected_on": walker.day(90)}}


def not_ours(agency: str) -> Only:
    return Only(lambda walker: {"cannot": {"code": "not ours", "who_then": walker.agency(agency)}})


def with_agency(decision: str, agency: str, **more: int) -> Callable[[Walker], dict[str, Any]]:
    return lambda walker: {
        "decision": decision,
        "agency": walker.agency(agency),
        **{name: walker.day(days) for name, days in more.items()},
    }


def agreed_with(*agencies: str) -> Callable[[Walker], dict[str, Any]]:
    return lambda walker: {"agreements": [agreement(walker, agency) for agency in agencies]}


def plan_of(**more: Any) -> Callable[[Walker], dict[str, Any]]:
    def plan(walker: Walker) -> dict[str, Any]:
        actions = [agreement(walker, "wijkteam-noord", **more)]
        return {"goals": [{"domain": "living", "words": "Een eigen kamer.", "actions": actions}]}

    return plan


def soon(walker: Walker) -> dict[str, Any]:
    everybody = [walker.agency(code) for code in ("waalzicht", "geldloket", "smw")] + ["person:1"]
    return {"starts_at": f"{walker.day(1)}T13:30:00Z", "comes": everybody}


def over_to(agency: str) -> Callable[[Walker], dict[str, Any]]:
    return lambda walker: {"solved": False, "takes_over": walker.agency(agency)}


def with_a_late_request(walker: Walker) -> dict[str, Any]:
    words = {"words": "Een gesprek over schulden.", "term": "debt talk"}
    return {"running": [{"agency": walker.agency("geldloket"), "asked_on": walker.day(-60), **words}]}


def contests(walker: Walker) -> None:
    key = next(wait.key for wait in walker.open_waits() if wait.key.startswith("running"))
    contest(
        walker.store,
        walker.viewer("dennis.culemborg@geldloket.example"),
        walker.ref,
        key,
        {"code": "other day"},
        walker.now,
    )


def asks_to_see_the_file(walker: Walker) -> None:
    with walker.store.read(walker.now) as tx:
        youth = tx.session.exec(select(CaseFile.youth_id).where(CaseFile.ref == walker.ref)).one()
    content = {"kind": "access", "who": f"person:{youth}", "asked_on": walker.day()}
    ask_right(walker.store, walker.viewer(), walker.ref, content, walker.now)


def youth_asks(kind: OwnAskKind) -> Callable[[Walker], int]:
    """The youth is given a link, and presses a button on the page behind it."""

    def pressed(walker: Walker) -> int:
        link = make_own_link(walker.store, walker.viewer(), walker.ref, walker.now)
        with walker.store.read(walker.now) as tx:
            found = own_linked(tx, link)
        return ask_for_oneself(walker.store, found.viewer, link, kind, {"words": "Liever anders."}, walker.now)

    return pressed


def under_sixteen(walker: Walker) -> dict[str, Any]:
    told = {"told_parents_on": walker.day(), "told_parents_how": "phone"}
    return {"birth_on": "2012-05-01", "partners": [walker.agency("ggd")], **told}


def told_nobody(walker: Walker) -> dict[str, Any]:
    told = {"told_youth_on": None, "told_youth_how": None}
    return {"birth_on": "2012-05-01", "partners": [walker.agency("ggd")], "ground": "anonymous", **told}


def nobody_in_charge(walker: Walker) -> dict[str, Any]:
    return {**under_sixteen(walker), "custody": []}


def young_and_nobody_in_charge(walker: Walker) -> dict[str, Any]:
    return {**nobody_in_charge(walker), "partners": []}


def with_a_request(walker: Walker) -> dict[str, Any]:
    asked = {"agency": walker.agency("uwv"), "asked_on": walker.day(-10), "term": "work capacity", "words": "Wajong."}
    return {"running": [asked]}


def leaves(walker: Walker) -> dict[str, Any]:
    return {"departs_on": walker.day(60)}


def to_step(step: int) -> Callable[[Walker], bool]:
    """A step is proposed right after the registration, about the case itself."""

    def proposed(walker: Walker) -> bool:
        with walker.store.write(walker.now) as tx:
            matter = Matter(tx, lock_case(tx, walker.ref), 0, "", 0, None, None)
            return propose(matter, step, wait=None, reason="order objected")

    return proposed


def with_consent(walker: Walker) -> dict[str, Any]:
    """The youth said yes to a partner without a ground of its own, and becomes eighteen on the first of March."""
    yes = {"giver": "youth", "agrees": True, "way": "table", "given_on": walker.day()}
    return {"partners": [walker.agency("horizonlijn")], "consents": [yes]}


def round_after(days: int) -> Callable[[Walker], Any]:
    """So many days after the registration the daily round of birthdays and consents is made."""

    def made(walker: Walker) -> Any:
        walker.now += timedelta(days=days)
        return renew_consents(walker.store, walker.now)

    return made


def nobody_guides(walker: Walker) -> int:
    """Who was to be case manager left, and the coordinator is asked who takes over."""
    left = int(walker.professional(RUBEN).split(":")[1])
    with walker.store.write(walker.now) as tx:
        matter = Matter(tx, lock_case(tx, walker.ref), 0, "", 0, None, None)
        return to_be_named(matter, Part.CASE_MANAGER, left, left=True)


SENT_BACK = {"result": "sends back", "words": "Praat eerst verder.", "actions": []}
OUTSIDE = {"result": "outside the mandate", "words": "Dit gaat over iets anders.", "actions": []}
TO_CONSULTANT = {"weighing": (weighed("consultant"),)}
TO_AFTERCARE = {"weighing": (lambda walker: weighed("aftercare", leaves_on=walker.day(30)),)}


def a_consultant_imposes(walker: Walker) -> None:
    """A step of the ladder stands on the case; its consultant asks for a binding decision."""
    ruben = walker.viewer(RUBEN)
    with walker.store.write(walker.now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == walker.ref)).one()
        case.consultant_id = ruben.professional_id
        step = LadderStep(
            case_id=case.id, step=3, round=1, reason="who pays", proposed_at=walker.now, confirmed_at=walker.now,
            confirmed_by=ruben.professional_id,
        )  # fmt: skip
        tx.session.add_all([case, step])
    werkplein, uwv = walker.agency("werkplein"), walker.agency("uwv")
    part = {"agency": werkplein, "kind": "start", "words": "Beginnen.", "by_on": walker.day(14)}
    wanted = {
        "why": "Ieder wijst naar de ander.",
        "only_around": True,
        "parts": [{**part, "pays": werkplein, "settles": uwv}],
    }
    impose(walker.store, ruben, walker.ref, wanted, walker.now)


WALKS: Mapping[str, Walk] = {
    "a meeting, and back": Walk(),
    "a meeting that is looked back on": Walk(answers={"helped": (Other("later", days=75),)}),
    "a meeting that is looked back on in another": Walk(
        answers={"helped": (Other("later", days=75),), "evaluation": ({"needed": "meeting"},)}
    ),
    "nobody comes without the youth": Walk(
        answers={
            "attendance": (cannot("on leave"),),
            "slot": ({}, {"without_youth_why": "Noor komt liever niet."}),
            "minutes": ({"held": "without quorum"},),
            "objection": (Other("silent"),),
            "helped": (Other("later", days=75),),
        }
    ),
    "light help": Walk(answers={"weighing": (with_agency("light", "smw"),)}),
    "who helps is case manager": Walk(
        answers={"weighing": (lambda walker: {**with_agency("light", "smw")(walker), "case_manager": None},)}
    ),
    "light help, then a meeting": Walk(
        answers={"weighing": (with_agency("light", "smw"),), "helped": ({"result": "more needed"},)}
    ),
    "help elsewhere": Walk(answers={"weighing": (with_agency("elsewhere", "delinde"),)}),
    "never arrived": Walk(
        answers={"weighing": (weighed("elsewhere", elsewhere="Een andere regio"),), "arrived": ({"arrived": False},)}
    ),
    "another place": Walk(answers={"weighing": (weighed("other place", case_manager=None, why="Past beter."),)}),
    "no ground": Walk(answers={"weighing": (weighed("no ground", case_manager=None, why="Geen grond."),)}),
    "a plus facility": Walk(
        answers={
            "weighing": (
                lambda walker: {
                    **with_agency("plus facility", "dekade", starts_on=7, ends_on=90)(walker),
                    "basic_qualification": True,
                },
            )
        }
    ),
    "the coordinator keeps the case": Walk(
        answers={"weighing": (lambda walker: {"case_manager": walker.professional(COORDINATOR)},)}
    ),
    "registered before": Walk(registered_before=True),
    "the same youth": Walk(registered_before=True, answers={"same-youth": ({"is_same": True, "case": 1},)}),
    "somebody does not know yet": Walk(registers=told_nobody),
    "it is asked who has custody": Walk(registers=nobody_in_charge),
    "nobody can be reached for a yes": Walk(registers=under_sixteen, answers={"consent": (Other("declined"),)}),
    "a partner joins later": Walk(
        begins=lambda walker: ask_consent(
            walker.store, walker.viewer(), walker.ref, walker.agency("horizonlijn"), walker.now
        )
    ),
    "asked elsewhere before": Walk(registers=with_a_request),
    "the youth asks to see the file": Walk(begins=asks_to_see_the_file),
    "the youth asks to see the file, and it takes longer": Walk(
        begins=asks_to_see_the_file, answers={"right": ({"result": "longer", "why": "Er is veel uit te zoeken."},)}
    ),
    "the youth asks for another meeting": Walk(begins=youth_asks(OwnAskKind.ANOTHER_MEETING)),
    "the youth asks for somebody else": Walk(begins=youth_asks(OwnAskKind.ANOTHER_PERSON)),
    "an agency contests its days": Walk(registers=with_a_late_request, begins=contests),
    "consent ends, and the plan for 18": Walk(registers=with_consent, begins=round_after(63)),
    "consent ends without a word": Walk(
        registers=with_consent, begins=round_after(96), answers={"renewal": (Other("silent"),)}
    ),
    "consent ends, and nobody is reached": Walk(
        registers=with_consent, begins=round_after(63), answers={**TO_CONSULTANT, "renewal": (Other("declined"),)}
    ),
    "at the edge of the target group": Walk(registers={"birth_on": "2004-01-04"}, begins=round_after(1)),
    "it ends at the edge of the target group": Walk(
        registers={"birth_on": "2004-01-04"},
        begins=round_after(1),
        answers={"target-group": ({"goes_on": "ends", "words": "Het gaat goed."},)},
    ),
    "somebody else guides the case": Walk(begins=nobody_guides),
    "a consultant, to the end": Walk(answers=TO_CONSULTANT),
    "a meeting, then a consultant": Walk(answers={"minutes": ({"goes_on": "consultant"},)}),
    "a meeting, then a plan by the case manager": Walk(
        answers={"minutes": ({"goes_on": "plan"},), "review": ({"goes_on": "end", "outcome": "work"},)}
    ),
    "a meeting that ends it": Walk(answers={"minutes": ({"goes_on": "ended", "outcome": "helped", "agreements": []},)}),
    "a meeting that moves": Walk(
        answers={"attendance": ({}, Other("overtaken", "moved")), "slot": ({}, {"place": "Elders"})}
    ),
    "a meeting that is cancelled": Walk(answers={"attendance": (Other("overtaken", "cancelled"),)}),
    "a meeting at short notice": Walk(answers={"slot": (soon,)}),
    "a meeting that was not held": Walk(
        answers={
            "minutes": ({"held": "not held", "agreements": [], "decisions": None, "goals": [], "goes_on": "back"},)
        }
    ),
    "twice no quorum": Walk(answers={"attendance": (cannot("on leave"), cannot("on leave"))}),
    "a talk held elsewhere": Walk(
        begins=lambda walker: start_meeting(walker.store, walker.viewer(), walker.ref, walker.now, elsewhere=True)
    ),
    "an objection": Walk(
        answers={"objection": ({"agrees": False, "code": "not ours"},), "objection-heard": ({"goes_on": False},)}
    ),
    "an objection nobody heard": Walk(answers={"objection": (Other("silent"),), "helped": (Other("later", days=75),)}),
    "another consultant, twice": Walk(
        answers={**TO_CONSULTANT, "acceptance": (cannot("too many cases"),), "introduction": ({"clicks": False},)}
    ),
    "the youth wants no consultant": Walk(
        answers={**TO_CONSULTANT, "proposal": ({"consultant": None, "youth_wants_none": True},)}
    ),
    "over the budget": Walk(
        answers={
            **TO_CONSULTANT,
            "plan": (plan_of(paid_by="budget", cents=900_000), plan_of(paid_by="budget", cents=800_000)),
            "budget": ({"approves": False},),
        }
    ),
    "a condition first": Walk(
        answers={
            **TO_CONSULTANT,
            "review": (
                lambda walker: {
                    "condition": {"what": "Elke dag naar school.", "weeks": 8, "reporter": walker.agency("waalzicht")}
                },
            ),
            "condition": ({"met": False},),
        }
    ),
    "a plan that changes": Walk(
        answers={
            **TO_CONSULTANT,
            "review": (
                lambda walker: {"goes_on": "change plan", "actions": [agreement(walker, "smw")]},
                {"goes_on": "go on"},
            ),
        }
    ),
    "a plan that outlives its end": Walk(
        answers={
            **TO_CONSULTANT,
            "plan": (lambda walker: {**plan_of(days=300)(walker)},),
            "action": (Only(lambda walker: {"needs_longer": {"until": walker.day(200), "code": "no place"}}),),
        }
    ),
    "somebody leaves school": Walk(
        registers=leaves, answers={**TO_CONSULTANT, "handover-check": ({"goes_well": False},)}
    ),
    "it is not clear who pays": Walk(answers={**TO_CONSULTANT, "action": (cannot("who pays"),)}),
    "no breakthrough needed at first": Walk(
        answers={
            **TO_CONSULTANT,
            "action": (cannot("who pays"),),
            "step-needed": ({"needed": False, "why": "Eerst nog bellen."},),
            "breakthrough": (over_to("delinde"),),
        }
    ),
    "no breakthrough answer": Walk(
        answers={**TO_CONSULTANT, "action": (cannot("who pays"),), "step-needed": (Other("silent"),)}
    ),
    "the table decides": Walk(begins=to_step(4), answers=TO_CONSULTANT),
    "the table sends it back": Walk(begins=to_step(4), answers={**TO_CONSULTANT, "table": (SENT_BACK,)}),
    "the table says nothing": Walk(begins=to_step(4), answers={**TO_CONSULTANT, "table": (Other("silent"),)}),
    "outside the mandate of the table": Walk(begins=to_step(4), answers={**TO_CONSULTANT, "table": (OUTSIDE,)}),
    "not ours, nor theirs": Walk(answers={**TO_CONSULTANT, "action": (not_ours("smw"), not_ours("wijkteam-noord"))}),
    "a place in three months": Walk(answers={**TO_CONSULTANT, "action": (Only(no_place),)}),
    "something is missing": Walk(answers={**TO_CONSULTANT, "action": (cannot("data missing"),)}),
    "no longer needed": Walk(answers={**TO_CONSULTANT, "action": (cannot("no longer needed"),)}),
    "aftercare at once": Walk(answers=TO_AFTERCARE),
    "parents say no first": Walk(
        registers=under_sixteen, answers={**TO_AFTERCARE, "parents-agree": ({"agrees": False},)}
    ),
    "somebody stays in touch, and nobody knows who has custody": Walk(
        registers=young_and_nobody_in_charge, answers=TO_AFTERCARE
    ),
    "the youth wants nobody": Walk(answers={**TO_AFTERCARE, "trusted-person": (Other("declined"),)}),
    "a substitute steps in": Walk(
        answers={
            **TO_AFTERCARE,
            "trusted-person": ({"substitute": {"name": "Oom Jan", "relation": "oom"}},),
            "contact": (cannot("not able"), {"hands_back": True}),
        }
    ),
    "not reached, then reached": Walk(answers={**TO_AFTERCARE, "contact": ({"reached": False, "youth_mark": None},)}),
    "nobody reached": Walk(
        answers={
            **TO_AFTERCARE,
            "contact": ({"reached": False, "youth_mark": None},),
            "contact-again": ({"reached": False, "youth_mark": None},),
        }
    ),
    "out of sight": Walk(
        answers={
            **TO_CONSULTANT,
            "contact": ({"reached": False, "youth_mark": None},),
            "contact-again": ({"reached": False, "youth_mark": None},),
            "find": ({"found": False},),
        }
    ),
    "nobody tells of a contact": Walk(answers={**TO_AFTERCARE, "contact": (Other("silent"),)}),
    "a worrying word, then a meeting": Walk(
        answers={**TO_AFTERCARE, "contact": ({"worrying": True},), "urgent-review": ({"needed": "meeting"},)}
    ),
    "a worrying word, then a plan": Walk(
        answers={**TO_AFTERCARE, "contact": ({"worrying": True},), "urgent-review": ({"needed": "plan"},)}
    ),
    "a worrying word, then more coaching": Walk(
        answers={**TO_AFTERCARE, "contact": ({"worrying": True},), "urgent-review": ({"needed": "more coaching"},)}
    ),
    "another window": Walk(answers={**TO_AFTERCARE, "landed": ({"landed": False, "where": None},)}),
    "more coaching, then less": Walk(
        answers={
            **TO_CONSULTANT,
            "check-in": (
                {},
                {"youth_wants_less": False, "coach_wants_less": False, "more": True},
                {"network": []},
                Other("overtaken", "step up"),
            ),
        }
    ),
    "a pilot flame of more than a year": Walk(
        answers={**TO_CONSULTANT, "check-in": ({},) * 4 + ({"youth_wants_less": False, "coach_wants_less": False},) * 5}
    ),
    "the last action ends the plan": Walk(answers={**TO_CONSULTANT, "action": (Other("later", days=70),)}),
    "nobody speaks of a yes": Walk(
        registers=under_sixteen,
        answers={**TO_CONSULTANT, "consent": (Other("declined"),), "reach-custody-holder": (Other("silent"),)},
    ),
    "no own words": Walk(answers={"minutes": ({"goes_on": "consultant"},), "own-words": (Other("silent"),)}),
    "silence that counts as agreement": Walk(
        delivers=True, answers={"minutes": ({"goes_on": "consultant"},), "objection": (Other("silent"),)}
    ),
    "a meeting moved on its day": Walk(answers={"meeting-day": (Other("overtaken", "moved"),)}),
    "a binding decision": Walk(
        begins=a_consultant_imposes,
        answers={"order-done": (Other("later", days=9),), "helped": (Other("later", days=250),)},
    ),
    "a binding decision that is not given": Walk(
        begins=a_consultant_imposes, answers={"order": ({"orders": False, "why": "Het loopt weer."},)}
    ),
    "a binding decision that is carried out later": Walk(
        begins=a_consultant_imposes,
        answers={
            "order-objection": (Other("silent"),),
            "order-done": (Other("silent"),),
            "helped": (Other("later", days=250),),
        },
    ),
    "costs nobody settles": Walk(
        begins=a_consultant_imposes,
        answers={
            "settlement": ({"settled": False, "words": "Anders gezien."},),
            "helped": (Other("later", days=250),),
        },
    ),
    "more than the budget": Walk(
        answers={
            "minutes": (lambda walker: {"agreements": [agreement(walker, "smw", paid_by="budget", cents=900_000)]},)
        }
    ),
    "paid otherwise": Walk(
        answers={
            "minutes": (lambda walker: {"agreements": [agreement(walker, "smw", paid_by="budget", cents=900_000)]},),
            "more-budget": ({"approves": False},),
        }
    ),
    "the closing taken back": Walk(answers={"closing": (Other("withdrawn"),)}),
}
"""Named after what happens in them. Nobody named here exists."""

"""S5 Samira, 22, without work or a basic qualification: a trajectory with a budget. Source: domain.md, section 10.

Her search term is a day to watch, not anybody's wait; coaching becomes less as people come to stand around her.
"""

from typing import Any

from models.speech import mark
from simulation.scenario.scene import Scene

STARTS_ON = "26-10-2026"
ABOUT = mark("Samira, 22: a budget, a search term that ends today, and coaching that becomes less")

ILSE, NADIA, GIJS = "Ilse Verhagen", "Nadia Akdemir", "Gijs van der Laak"
SVEN, FATIMA, BRAM = "Sven Asperen", "Fatima Bouzidi", "Bram Hoevelaar"
DOORSTROOMPUNT = "Doorstroompunt Rivierland-Oost"
FROM_BUDGET = {"who": DOORSTROOMPUNT, "paid_by": "budget"}
SISTER = {"initials": "L", "relation": "zus", "kind": "informal", "practical": True, "rating": 8}
FRIEND = {"initials": "D", "relation": "vriendin", "kind": "peer", "company": True, "advice": True, "rating": 9}
VOLUNTEER = {"initials": "H", "relation": "maatje", "kind": "volunteer", "emotional": True, "rating": 7}
ALWAYS_THERE = {**SISTER, "always_there": True, "in_a_crisis": True}
COLLEAGUE = {"initials": "N", "relation": "collega", "kind": "informal", "company": True, "rating": 8}
NEIGHBOUR = {"initials": "W", "relation": "buurvrouw", "kind": "informal", "practical": True, "rating": 7}
HER_OWN = [ALWAYS_THERE, COLLEAGUE, NEIGHBOUR, FRIEND, VOLUNTEER]
TAKES_OVER: dict[str, Any] = {"takes_over_who": "Laila", "network": HER_OWN}
BOTH_WANT_LESS: dict[str, Any] = {"youth_wants_less": True, "coach_wants_less": True, "fallback": True}


def until_demo_day(scene: Scene) -> None:
    """To the day on which her search term ends."""
    registered_at_the_regional_point(scene)
    a_no_without_reasons(scene)
    a_plan_with_a_budget(scene)
    a_meeting_that_makes_coaching_less(scene)
    scene.on("23-11-2026")
    scene.watches("search term", "23-11-2026")
    scene.waits("running", agency="Werkplein", due="25-11-2026", days_late=0, step=0)
    scene.budget(spent=640, left=560)
    scene.coaching("regular")


def registered_at_the_regional_point(scene: Scene) -> None:
    """The Doorstroompunt registers her, and reports her to the Werkplein on the same day."""
    scene.on("26-10-2026")
    scene.register(
        GIJS,
        given_name="Samira",
        family_name="Haddaoui",
        birth_on="17-01-2004",
        municipality="Tielerwaard",
        sector="none",
        living="home",
        told_youth_on="26-10-2026",
        told_youth_how="talk",
        ground="legal task",
        worry="Geen diploma en geen werk; zit de hele dag op een kamer bij haar zus.",
        wish="Een winkelopleiding, een eigen kamer, en één vriendin die ik vertrouw.",
        partners=["Werkplein"],
        running=[
            {
                "agency": "Werkplein",
                "asked_on": "26-10-2026",
                "term": "search term exception",
                "words": "Een uitzondering op de zoektermijn.",
            }
        ],
    )
    scene.command(GIJS, "watch day", kind="search term", day="23-11-2026")
    scene.waits("running", agency="Werkplein", due="09-11-2026")
    scene.on("27-10-2026")
    scene.answer(ILSE, "weighing", decision="consultant", case_manager=GIJS)
    scene.answer(GIJS, "case-manager")
    scene.answer(ILSE, "proposal", consultant=NADIA)
    scene.on("28-10-2026")
    scene.answer(NADIA, "acceptance")
    scene.on("29-10-2026")
    scene.answer(NADIA, "introduction", met_on="29-10-2026", clicks=True)
    scene.command(NADIA, "more coaching")
    scene.coaching("intensive")


def a_no_without_reasons(scene: Scene) -> None:
    """A no is an answer, so nobody climbs a ladder; the reasons are asked for."""
    scene.on("05-11-2026")
    scene.answer(NADIA, "check-in", youth_mark=6, network=[SISTER])
    scene.network("small")
    scene.on("09-11-2026")
    scene.answer(SVEN, "running", result="refused without reasons", decided_on="09-11-2026")
    scene.was_answered("running", agency="Werkplein", on="09-11-2026", days_late=0)
    scene.on("11-11-2026")
    scene.command(
        GIJS,
        "running request",
        agency="Werkplein",
        asked_on="11-11-2026",
        term="reasons of a no",
        words="Waarom geldt de uitzondering niet voor Samira?",
    )


def a_plan_with_a_budget(scene: Scene) -> None:
    """Three things are paid from the budget; what would go over it is not simply paid."""
    scene.answer(
        NADIA,
        "plan",
        goals=[
            {
                "domain": "school_and_work",
                "words": "Mbo-2 retail, werken en leren, vanaf februari.",
                "actions": [
                    {**FROM_BUDGET, "words": "Een winkeltraining.", "due_on": "04-12-2026", "cents": 40_000},
                    {**FROM_BUDGET, "words": "Werkkleding en een fiets.", "due_on": "27-11-2026", "cents": 24_000},
                    {**FROM_BUDGET, "words": "Inschrijfgeld en boeken.", "due_on": "29-01-2027", "cents": 30_000},
                ],
            },
            {"domain": "living", "words": "Een eigen kamer.", "actions": []},
            {"domain": "support", "words": "Eén vriendin die ik vertrouw.", "actions": []},
        ],
        marks=[
            {"domain": "school_and_work", "youth": 3, "professional": 3},
            {"domain": "support", "youth": 4, "professional": 4},
        ],
        youth_agrees=True,
    )
    scene.budget(spent=0, left=560)
    scene.on("12-11-2026")
    scene.answer(NADIA, "check-in", youth_mark=6)
    scene.on("16-11-2026")
    scene.command(
        NADIA, "spend", key="action", about="training", cents=40_000, spent_on="16-11-2026", what="Winkeltraining"
    )
    scene.command(
        NADIA, "spend", key="action", about="fiets", cents=24_000, spent_on="16-11-2026", what="Kleding en fiets"
    )
    with scene.refused("€ 560,00 is left in the budget"):
        scene.command(
            NADIA, "spend", key="action", about="boeken", cents=90_000, spent_on="16-11-2026", what="Laptop en boeken"
        )
    scene.budget(spent=640, left=560)


def a_meeting_that_makes_coaching_less(scene: Scene) -> None:
    """Weekly talks with marks of six and higher; at the meeting Samira and her coach agree to every two weeks."""
    scene.command(NADIA, "start meeting")
    scene.answer(
        GIJS, "invitees", agencies=[DOORSTROOMPUNT, "Werkplein"], parents=False, chair=NADIA, minute_taker=FATIMA
    )
    scene.answer(
        GIJS,
        "slot",
        starts_at="19-11-2026 14:00",
        place="Doorstroompunt",
        comes=[DOORSTROOMPUNT, "Werkplein", "Samira"],
    )
    scene.on("19-11-2026 16:00")
    scene.answer(
        FATIMA,
        "minutes",
        held="held",
        present=[DOORSTROOMPUNT, "Werkplein", "Samira"],
        decisions="De gesprekken met de coach worden om de week. Terug kan altijd, met één telefoontje.",
        evaluation_on="07-01-2027",
        youth_mark=8,
    )
    scene.answer(NADIA, "check-in", youth_mark=7, **BOTH_WANT_LESS, network=[SISTER, FRIEND, VOLUNTEER])
    scene.network("growing")
    scene.coaching("regular")


def afterwards(scene: Scene) -> None:
    """Enrolled in February, and still so on 1 October 2027: that is what counts."""
    the_reasons_come(scene)
    enrolled_and_landed(scene)
    let_go(scene)


def the_reasons_come(scene: Scene) -> None:
    """The reasons come on the last day, and what was agreed is done; the rest of the money is free again."""
    scene.on("25-11-2026")
    scene.answer(SVEN, "running", result="granted", decided_on="25-11-2026", words="De uitzondering geldt alsnog.")
    scene.was_answered("running", agency="Werkplein", on="25-11-2026", days_late=0)
    scene.answer(FATIMA, "action", about="fiets", done_on="25-11-2026")
    scene.on("04-12-2026")
    scene.answer(FATIMA, "action", about="training", done_on="04-12-2026")
    scene.usually(NADIA, "check-in", youth_mark=7, network=[SISTER, FRIEND, VOLUNTEER], fallback=True)


def enrolled_and_landed(scene: Scene) -> None:
    """Ready for aftercare at the review; her friend's mother stays in touch, lightly."""
    scene.on("11-01-2027")
    scene.answer(
        NADIA,
        "review",
        marks=[{"domain": "school_and_work", "youth": 7, "professional": 7}],
        goes_on="ready for aftercare",
    )
    scene.say(
        "Samira",
        "trusted-person",
        noted_by=NADIA,
        trusted={"professional": FATIMA},
        substitute={"name": "Laila", "relation": "zus"},
        variant="light",
    )
    scene.answer(FATIMA, "trusted-agrees")
    scene.usually(FATIMA, "contact", reached=True, how="app", youth_mark=8)
    scene.on("29-01-2027")
    scene.command(
        NADIA, "spend", key="action", about="boeken", cents=28_000, spent_on="29-01-2027", what="Inschrijving en boeken"
    )
    scene.answer(FATIMA, "action", about="boeken", done_on="29-01-2027")
    scene.budget(spent=920, left=580)


def let_go(scene: Scene) -> None:
    """Monthly, then the pilot flame, then let go: each time two good marks, both agree, and somebody takes over."""
    scene.on("17-02-2027")
    scene.answer(NADIA, "check-in", youth_mark=8, **BOTH_WANT_LESS)
    scene.coaching("light")
    scene.no_longer("check-in")
    scene.on("17-03-2027")
    scene.answer(NADIA, "check-in", youth_mark=8, **BOTH_WANT_LESS, **TAKES_OVER)
    scene.network("strong")
    scene.coaching("pilot flame")
    scene.on("17-06-2027")
    scene.answer(NADIA, "check-in", youth_mark=8, fallback=True)
    scene.coaching("pilot flame")
    scene.on("20-07-2027")
    scene.say("Samira", "landed", noted_by=NADIA, landed=True, where="learn-work")
    scene.answer(GIJS, "landed", landed=True, where="learn-work")
    scene.stage("aftercare", "landed")
    scene.on("17-09-2027")
    scene.answer(NADIA, "check-in", youth_mark=8, **BOTH_WANT_LESS, **TAKES_OVER)
    scene.stage("tapering", "let go")
    scene.waits("closing", due="01-10-2027")
    scene.on("01-10-2027")
    scene.answer(
        NADIA,
        "closing",
        outcome="back to school",
        helped=9,
        letter="Samira, je doet een opleiding, je hebt je kamer, en je weet wie je kunt bellen.",
    )
    scene.closed("back to school")

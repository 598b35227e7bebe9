"""S1 Noor, 18, mbo: debts, rent that was not paid, sleeping on couches. Source: domain.md, section 10.

She walks into the knooppunt of her school. We wait for a first talk about her debts; then a letter threatens eviction.
"""

from typing import Any

from models.speech import mark
from simulation.scenario.scene import Scene

STARTS_ON = "12-10-2026"
ABOUT = mark("Noor, 18: debts, rent that was not paid, and a letter that threatens eviction")

BRAM, LOTTE, FATIMA = "Bram Hoevelaar", "Lotte Appelhof", "Fatima Bouzidi"
ILSE, DENNIS, MIRJAM = "Ilse Verhagen", "Dennis Culemborg", "Mirjam Steenkist"
AT_THE_TABLE = ["Waalzicht College", "Geldloket", "Doorstroompunt Rivierland-Oost", "Wijkteam Noord"]
BOTH_WANT_LESS: dict[str, Any] = {"youth_wants_less": True, "coach_wants_less": True, "fallback": True}
AUNT = {"initials": "A", "relation": "tante", "kind": "informal", "practical": True, "emotional": True, "rating": 8}
BUDDY = {"initials": "J", "relation": "schuldhulpmaatje", "advice": True, "company": True, "rating": 7}


def until_demo_day(scene: Scene) -> None:
    """From the walk-in to the letter: the first talk about debts waits ten working days longer than agreed."""
    scene.on("12-10-2026")
    scene.register(
        BRAM,
        given_name="Noor",
        family_name="Veldwijk",
        birth_on="04-03-2008",
        municipality="Tielerwaard",
        sector="mbo",
        level="mbo-2",
        school="Waalzicht College",
        living="nowhere",
        told_youth_on="12-10-2026",
        told_youth_how="talk",
        ground="legal task",
        worry="Schulden van € 3.800, huurachterstand, slaapt bij vrienden op de bank en is steeds minder op school.",
        wish="Een eigen plek en rust in mijn hoofd.",
        partners=["Schoolmaatschappelijk werk Rivierland", "Doorstroompunt Rivierland-Oost", "Geldloket"],
        running=[
            {
                "agency": "Geldloket",
                "asked_on": "12-10-2026",
                "term": "debt talk",
                "words": "Een eerste gesprek over de schulden.",
            },
            {
                "agency": "Doorstroompunt Rivierland-Oost",
                "asked_on": "12-10-2026",
                "term": "attendance officer",
                "words": "Verzuim gemeld: 16 uur in vier weken, voor 18-plus zo afgesproken in de regio.",
            },
        ],
    )
    scene.waits("running", agency="Geldloket", asked="12-10-2026", due="09-11-2026", days_late=0)

    scene.on("13-10-2026")
    scene.answer(ILSE, "weighing", decision="light", case_manager=LOTTE, agency="Schoolmaatschappelijk werk Rivierland")
    scene.on("15-10-2026")
    scene.answer(LOTTE, "direct-help", started_on="15-10-2026")
    scene.guided_by(LOTTE)
    scene.answer(FATIMA, "running", result="help began", decided_on="15-10-2026")
    scene.was_answered("running", agency="Doorstroompunt Rivierland-Oost", due="19-10-2026", days_late=0)

    scene.on("09-11-2026")
    scene.waits("running", agency="Geldloket", days_late=0, step=0)
    scene.on("11-11-2026")
    scene.waits("running", agency="Geldloket", days_late=2, step=0)
    scene.on("12-11-2026")
    scene.waits("running", agency="Geldloket", days_late=3, step=1)
    scene.ladder(1, taken="12-11-2026")
    scene.on("20-11-2026")
    scene.waits("running", agency="Geldloket", days_late=9, step=1)
    scene.on("23-11-2026")
    scene.waits("running", agency="Geldloket", due="09-11-2026", days_late=10, step=2)
    scene.ladder(2, taken="23-11-2026")
    a_letter_that_threatens_eviction(scene)


def a_letter_that_threatens_eviction(scene: Scene) -> None:
    """The letter came on Friday and Noor phoned the Geldloket about it; Lotte notes that down on Monday."""
    scene.command(
        LOTTE,
        "urgent",
        key="running",
        agency="Geldloket",
        code="eviction",
        asked_on="20-11-2026",
        words="De verhuurder dreigt met ontruiming.",
    )
    scene.was_taken_back("running", agency="Geldloket", due="09-11-2026", days_late=10)
    scene.waits("running", agency="Geldloket", asked="20-11-2026", due="25-11-2026", days_late=0, step=0)
    scene.command(LOTTE, "start meeting")
    scene.answer(LOTTE, "invitees", agencies=AT_THE_TABLE, parents=False, chair=BRAM, minute_taker=FATIMA)
    knooppunt = scene.command(ILSE, "plan sitting", starts_at="24-11-2026 13:00", place="Knooppunt Waalzicht College")
    scene.answer(LOTTE, "slot", sitting=knooppunt, comes=[*AT_THE_TABLE, "Noor"])


def afterwards(scene: Scene) -> None:
    """From the knooppunt to coaching once a month, with more people around her than the help she had."""
    the_knooppunt_decides(scene)
    a_plan_and_somebody_who_stays_in_touch(scene)
    coaching_becomes_less(scene)


def the_knooppunt_decides(scene: Scene) -> None:
    """A budget coach the next day, a postal address, money for now, and another case manager."""
    scene.on("24-11-2026 15:00")
    scene.answer(
        FATIMA,
        "minutes",
        held="held",
        present=[*AT_THE_TABLE, "Noor"],
        decisions="Morgen een budgetcoach, een briefadres en noodgeld. Doorstroompunt wordt casemanager.",
        agreements=[
            {"who": "Geldloket", "words": "De budgetcoach begint.", "due_on": "25-11-2026"},
            {"who": "Wijkteam Noord", "words": "Een briefadres.", "due_on": "01-12-2026", "instrument": "Briefadres"},
            {
                "who": "Waalzicht College",
                "words": "Noodgeld uit het studentenfonds.",
                "due_on": "27-11-2026",
                "paid_by": "other scheme",
            },
        ],
        case_manager=FATIMA,
        goes_on="plan",
        evaluation_on="12-01-2027",
        youth_mark=7,
    )
    scene.guided_by(FATIMA)
    scene.waits("action", agency="Geldloket", due="25-11-2026")
    scene.on("25-11-2026")
    scene.answer(DENNIS, "running", result="help began", decided_on="25-11-2026")
    scene.was_answered("running", agency="Geldloket", on="25-11-2026", due="25-11-2026", days_late=0)
    scene.answer(DENNIS, "action", done_on="25-11-2026")
    scene.nothing_open_for("Geldloket")
    scene.answer(LOTTE, "helped", result="helped", words="De gesprekken hielpen; Doorstroompunt gaat verder.")
    scene.on("27-11-2026")
    scene.answer(BRAM, "action", done_on="27-11-2026")
    scene.answer(MIRJAM, "action", done_on="27-11-2026")


def a_plan_and_somebody_who_stays_in_touch(scene: Scene) -> None:
    """The case manager makes the plan; her mentor at school stays in touch, her aunt if he cannot."""
    scene.on("04-12-2026")
    scene.answer(
        FATIMA,
        "plan",
        goals=[
            {
                "domain": "income",
                "words": "Rust over geld: elke maand weten wat er binnenkomt.",
                "actions": [{"who": "Geldloket", "words": "Een schuldregeling.", "due_on": "26-02-2027"}],
            }
        ],
        marks=[
            {"domain": "income", "youth": 2, "professional": 2},
            {"domain": "living", "youth": 3, "professional": 3},
        ],
        youth_agrees=True,
        coach=FATIMA,
    )
    scene.on("15-01-2027")
    scene.answer(
        FATIMA,
        "review",
        marks=[{"domain": "income", "youth": 6, "professional": 5}],
        goes_on="ready for aftercare",
    )
    scene.say(
        "Noor",
        "trusted-person",
        noted_by=FATIMA,
        trusted={"professional": BRAM},
        substitute={"name": "Anja", "relation": "tante"},
        variant="standard",
    )
    scene.answer(BRAM, "trusted-agrees")
    scene.waits("contact", due="05-02-2027")
    scene.usually(BRAM, "contact", reached=True, how="app", youth_mark=7)


def coaching_becomes_less(scene: Scene) -> None:
    """The buddy came with the help, so he does not count as her own at first: the network is small."""
    scene.coaching("intensive")
    scene.on("22-01-2027")
    scene.answer(FATIMA, "check-in", youth_mark=6, network=[AUNT, {**BUDDY, "kind": "professional"}])
    scene.network("small")
    scene.on("29-01-2027")
    scene.waits("contact", due="05-03-2027")
    scene.answer(FATIMA, "check-in", youth_mark=7, **BOTH_WANT_LESS)
    scene.coaching("regular")
    scene.on("12-02-2027")
    scene.answer(FATIMA, "check-in", youth_mark=7, **BOTH_WANT_LESS)
    scene.coaching("regular")
    scene.on("26-02-2027")
    scene.answer(DENNIS, "action", done_on="26-02-2027")
    scene.answer(FATIMA, "check-in", youth_mark=7, **BOTH_WANT_LESS, network=[AUNT, {**BUDDY, "kind": "volunteer"}])
    scene.network("growing")
    scene.coaching("light")
    scene.waits("contact", due="22-04-2027")

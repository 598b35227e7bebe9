"""S4 Milan, 19, autism and a motor disability: each agency refers to other money. Source: domain.md, section 10.

UWV has until today; the municipality is five working days longer on its way; who pays becomes a step of the ladder.
"""

from models.speech import mark
from simulation.scenario.scene import Scene

STARTS_ON = "05-10-2026"
ABOUT = mark("Milan, 19: sent from one agency to the next, until somebody may decide who pays for now")

ILSE, CHANTAL, FATIMA = "Ilse Verhagen", "Chantal Wadenoijen", "Fatima Bouzidi"
MARGRIET = "Margriet Oosterwold"
SVEN, MIRJAM, JASPER = "Sven Asperen", "Mirjam Steenkist", "Jasper Haaften"
NOVA, TESSA = "REA-opleider Nova", "Tessa Neerijnen"
WHY = "Vier organisaties wijzen naar elkaar; Milan kan op 7 december beginnen."
NOVA_BEGINS = {"agency": NOVA, "kind": "start", "words": "Milan begint bij Nova.", "by_on": "07-12-2026"}
WERKPLEIN_PAYS = {
    "agency": "Werkplein",
    "kind": "pays for now",
    "words": "Betaalt de plek voorlopig.",
    "by_on": "07-12-2026",
    "pays": "Werkplein",
    "settles": "UWV",
    "settle_by_on": "01-02-2027",
}


def until_demo_day(scene: Scene) -> None:
    """To the day on which the decision of UWV is due."""
    scene.on("05-10-2026")
    scene.register(
        FATIMA,
        given_name="Milan",
        family_name="Groenewold",
        birth_on="11-06-2007",
        municipality="Tielerwaard",
        neighbourhood="Noord",
        sector="none",
        living="home",
        told_youth_on="05-10-2026",
        told_youth_how="talk",
        ground="consent",
        worry="Wil leren bij Nova. UWV, gemeente, mbo en Nova wijzen naar elkaar voor het geld.",
        wish="Gewoon beginnen, met iemand die meegaat.",
        partners=["Werkplein", "UWV", "Wijkteam Noord", NOVA],
        running=[
            {
                "agency": "UWV",
                "asked_on": "17-08-2026",
                "term": "work capacity",
                "words": "Beoordeling arbeidsvermogen.",
            },
            {
                "agency": "Wijkteam Noord",
                "asked_on": "05-10-2026",
                "term": "wmo investigation",
                "words": "Onderzoek na de Wmo-melding.",
            },
        ],
        consents=[{"giver": "youth", "agrees": True, "way": "table", "given_on": "05-10-2026"}],
    )
    scene.waits("running", agency="UWV", asked="17-08-2026", due="23-11-2026")
    scene.waits("running", agency="Wijkteam Noord", due="16-11-2026")
    scene.on("07-10-2026")
    scene.answer(ILSE, "weighing", decision="consultant", case_manager=FATIMA)
    scene.answer(FATIMA, "case-manager")
    scene.answer(ILSE, "proposal", consultant=CHANTAL)
    scene.on("09-10-2026")
    scene.answer(CHANTAL, "acceptance")
    scene.on("14-10-2026")
    scene.answer(CHANTAL, "introduction", met_on="14-10-2026", clicks=True)
    with scene.refused("A binding decision needs step 3 of the ladder"):
        scene.command(CHANTAL, "impose", why="Milan moet kunnen beginnen.", parts=[NOVA_BEGINS])
    it_is_not_clear_who_pays(scene)
    scene.on("23-11-2026")
    scene.waits("running", agency="UWV", due="23-11-2026", days_late=0, step=0)
    scene.waits("running", agency="Wijkteam Noord", about="Onderzoek", due="16-11-2026", days_late=5, step=1)
    scene.waits("running", agency="Wijkteam Noord", about="Besluit", due="30-11-2026", days_late=0)
    scene.waits("breakthrough", agency="Transitieteam Rivierland-Oost", due="25-11-2026")


def it_is_not_clear_who_pays(scene: Scene) -> None:
    """The first to say that it is not clear who pays brings it to step 3; no wait needs to be late for that."""
    scene.on("09-11-2026")
    scene.command(
        FATIMA,
        "running request",
        agency="Werkplein",
        asked_on="09-11-2026",
        term="rea intake",
        words="Geld voor de plek bij Nova.",
    )
    scene.on("17-11-2026")
    scene.command(
        FATIMA,
        "running request",
        agency="Wijkteam Noord",
        asked_on="16-11-2026",
        term="wmo decision",
        words="Besluit op de Wmo-aanvraag.",
    )
    scene.on("18-11-2026")
    scene.waits("running", agency="Wijkteam Noord", about="Onderzoek", days_late=2, step=0)
    scene.answer(SVEN, "running", cannot={"code": "who pays", "words": "UWV of gemeente?"})
    scene.answer(CHANTAL, "step-needed", needed=True)
    scene.ladder(3, proposed="18-11-2026", taken="18-11-2026")
    scene.waits("running", agency="Werkplein", days_late=0, step=3)
    scene.waits("breakthrough", agency="Transitieteam Rivierland-Oost", asked="18-11-2026", due="25-11-2026")


def afterwards(scene: Scene) -> None:
    """From the talk to a binding decision that holds while somebody objects to it, and costs that are settled."""
    the_talk(scene)
    a_binding_decision(scene)
    one_agency_objects(scene)
    milan_begins(scene)
    the_table_decides(scene)
    aftercare_by_his_job_coach(scene)
    costs_are_settled(scene)


def the_talk(scene: Scene) -> None:
    """Dated actions, each from a chain instrument; the money stays open."""
    scene.answer(JASPER, "running", result="granted", decided_on="23-11-2026", words="Er is arbeidsvermogen.")
    scene.was_answered("running", agency="UWV", on="23-11-2026", days_late=0)
    scene.on("24-11-2026")
    scene.answer(MIRJAM, "running", about="Onderzoek", result="granted", decided_on="24-11-2026")
    scene.was_answered("running", agency="Wijkteam Noord", about="Onderzoek", on="24-11-2026", days_late=6)
    scene.on("25-11-2026")
    scene.answer(
        CHANTAL,
        "breakthrough",
        talked_on="25-11-2026",
        actions=[
            {"who": "Werkplein", "words": "Een jobcoach.", "due_on": "04-12-2026", "instrument": "Jobcoach"},
            {
                "who": "Wijkteam Noord",
                "words": "Vervoer naar Nova.",
                "due_on": "04-12-2026",
                "instrument": "Leerlingenvervoer",
            },
            {
                "who": "Werkplein",
                "words": "Een proefplaatsing na de opleiding.",
                "due_on": "26-02-2027",
                "instrument": "Proefplaatsing",
            },
        ],
    )

    scene.answer(
        CHANTAL,
        "plan",
        goals=[{"domain": "school_and_work", "words": "Bij Nova leren, en daarna werken.", "actions": []}],
        marks=[{"domain": "school_and_work", "youth": 3, "professional": 4}],
        youth_agrees=True,
    )


def a_binding_decision(scene: Scene) -> None:
    """Who has no mandate cannot; each agency is heard first, and the decision says when, and who pays for now."""
    with scene.refused("You hold no mandate"):
        scene.command(FATIMA, "impose", key="running", agency="Werkplein", why=WHY, parts=[NOVA_BEGINS])
    with scene.refused("Transitieteam Rivierland-Oost is your own agency"):
        scene.command(
            CHANTAL,
            "impose",
            key="running",
            agency="Werkplein",
            why=WHY,
            parts=[{**NOVA_BEGINS, "agency": "Transitieteam Rivierland-Oost"}],
        )
    scene.command(CHANTAL, "impose", key="running", agency="Werkplein", why=WHY, parts=[NOVA_BEGINS, WERKPLEIN_PAYS])
    scene.waits("hearing", agency="Werkplein", due="30-11-2026")
    scene.on("27-11-2026")
    scene.answer(TESSA, "hearing", view="agrees")
    scene.answer(SVEN, "hearing", view="objects", words="Dit is geld van UWV of van de gemeente.")
    scene.on("30-11-2026")
    scene.answer(MIRJAM, "running", about="Besluit", result="granted", decided_on="30-11-2026")
    scene.was_answered("running", agency="Wijkteam Noord", about="Besluit", on="30-11-2026", days_late=0)
    scene.answer(CHANTAL, "order", orders=True)


def one_agency_objects(scene: Scene) -> None:
    """The decision holds meanwhile, and step 4 is ready: who gave the decision neither confirms it nor decides."""
    scene.on("03-12-2026")
    scene.answer(SVEN, "order-objection", code="who pays", words="Wij betalen voor, maar dit is niet van ons.")
    scene.ladder(4, proposed="03-12-2026")
    scene.waits("step-needed", agency="Doorstroompunt Rivierland-Oost", due="07-12-2026")
    scene.on("04-12-2026")
    scene.answer(FATIMA, "step-needed", needed=True)
    scene.waits("table", agency="Aanmeldpunt Rivierland-Oost", due="18-12-2026")


def milan_begins(scene: Scene) -> None:
    """Nova begins on the day, and the money is paid for now: the objection changes nothing about that."""
    scene.on("07-12-2026")
    scene.waits("order-done", agency=NOVA, due="07-12-2026", days_late=0)
    scene.waits("order-done", agency="Werkplein", due="07-12-2026", days_late=0)
    scene.answer(TESSA, "order-done", done_on="07-12-2026")
    scene.answer(SVEN, "order-done", done_on="07-12-2026")
    scene.waits("settlement", agency="UWV", due="01-02-2027")


def the_table_decides(scene: Scene) -> None:
    """The table upholds the decision; UWV will settle."""
    scene.on("15-12-2026")
    scene.answer(
        MARGRIET,
        "table",
        result="decides",
        decided_on="15-12-2026",
        words="Het besluit blijft staan. UWV verrekent met het Werkplein.",
        actions=[{"who": "UWV", "words": "Verrekenen met het Werkplein.", "due_on": "29-01-2027"}],
    )


def aftercare_by_his_job_coach(scene: Scene) -> None:
    """The variant of two years; his job coach stays in touch every quarter."""
    scene.on("08-01-2027")
    scene.answer(
        CHANTAL,
        "review",
        marks=[{"domain": "school_and_work", "youth": 7, "professional": 7}],
        goes_on="ready for aftercare",
    )
    scene.say(
        "Milan",
        "trusted-person",
        noted_by=CHANTAL,
        trusted={"name": "Jelle", "relation": "jobcoach"},
        variant="special education",
    )
    scene.say("Jelle", "trusted-agrees", noted_by=CHANTAL)
    scene.stage("aftercare")
    scene.waits("contact", due="15-04-2027")


def costs_are_settled(scene: Scene) -> None:
    """UWV settles with the Werkplein before the day that was set."""
    scene.on("25-01-2027")
    scene.answer(JASPER, "settlement", settled=True)
    scene.answer(JASPER, "action", done_on="25-01-2027")
    scene.stage("order", "carried out")
    scene.on("08-04-2027")
    scene.say("Jelle", "contact", noted_by=CHANTAL, reached=True, how="met", youth_mark=8)

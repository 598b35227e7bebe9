"""S6 Tygo, 14, at home without school since August; his sister is in view too. Source: domain.md, section 10.

Nobody has a place, so a binding decision is heard and given; three months without school come near meanwhile.
"""

from models.speech import mark
from simulation.scenario.s6_fenna import helped, his_sister, one_family_one_plan
from simulation.scenario.scene import Scene

STARTS_ON = "28-09-2026"
ABOUT = mark("Tygo, 14: at home without school, a binding decision, and one plan for the family")

ILSE, KARIN, GIJS, IDRIS = "Ilse Verhagen", "Karin Lingeman", "Gijs van der Laak", "Idris Maurik"
HENK, FEMKE, LOTTE, DAPHNE = "Henk Bommelaar", "Femke Waardenburg", "Lotte Appelhof", "Daphne Roosmalen"
SWV, SMW, OPDC = "SWV VO Rivierland-Oost", "Schoolmaatschappelijk werk Rivierland", "OPDC De Kade"
MARGRIET, WOUTER = "Margriet Oosterwold", "Wouter Sluiskamp"
WHY = "Tygo zit tien weken thuis en niemand heeft een plek."
A_START_AT_HOME = {
    "agency": "OPDC De Kade",
    "kind": "start",
    "words": "Een start thuis, met online lessen.",
    "by_on": "24-11-2026",
}
BRIDGING = {
    "agency": "Schoolmaatschappelijk werk Rivierland",
    "kind": "meanwhile",
    "words": "Elke week thuis langs tot de start.",
    "by_on": "16-11-2026",
}
HORIZONLIJN, GGD = "Aanbieder Horizonlijn", "GGD Rivierland"


def until_demo_day(scene: Scene) -> None:
    """To the day on which the administrators hear that three months are near."""
    at_home_for_four_weeks(scene)
    his_father_cannot_be_reached(scene)
    no_place(scene)
    heard_and_ordered(scene)
    scene.on("23-11-2026")
    scene.waits("running", agency=HORIZONLIJN, due="05-10-2026", days_late=35, step=1)
    scene.waits("order-done", agency=OPDC, due="24-11-2026", days_late=0)
    scene.ladder(5, proposed="23-11-2026", asked_from="30-11-2026")
    scene.never_began("aftercare")
    scene.never_began("tapering")
    scene.waits("step-needed", agency="Transitieteam Rivierland-Oost")


def at_home_for_four_weeks(scene: Scene) -> None:
    """His father signed the referral of 7 September himself, so that partner may know; four weeks propose step 3."""
    scene.on("28-09-2026")
    scene.register(
        KARIN,
        given_name="Tygo",
        family_name="Roelofsen",
        birth_on="12-03-2012",
        municipality="Tielerwaard",
        neighbourhood="Noord",
        sector="vo",
        school="De Brug",
        living="home",
        absent_since="31-08-2026",
        told_youth_on="28-09-2026",
        told_youth_how="talk",
        told_parents_on="28-09-2026",
        told_parents_how="talk",
        ground="legal task",
        worry="Sinds 31 augustus niet op school. Komt zijn kamer bijna niet af. De jeugdarts sprak hem 21 september.",
        wish="Niet terug naar de oude klas. Wel weer iets leren.",
        siblings="Een zus van tien, op de basisschool.",
        custody=[{"given_name": "Petra"}, {"given_name": "Arjan"}],
        partners=[HORIZONLIJN, SWV, SMW, "Doorstroompunt Rivierland-Oost"],
        running=[
            {
                "agency": HORIZONLIJN,
                "asked_on": "07-09-2026",
                "term": "treeknorm intake",
                "words": "Intake bij de jeugd-ggz.",
            },
            {"agency": SWV, "asked_on": "28-09-2026", "term": "tlv", "words": "Een passende plek."},
        ],
        consents=[
            {"giver": "youth", "agrees": True, "way": "table", "given_on": "28-09-2026"},
            {"giver": "first custody holder", "agrees": True, "way": "table", "given_on": "28-09-2026"},
            {"giver": "second custody holder", "agrees": True, "way": "paper", "given_on": "07-09-2026"},
        ],
    )
    scene.waits("running", agency=HORIZONLIJN, asked="07-09-2026", due="05-10-2026")
    scene.watches("three months without school", "30-11-2026")
    scene.answer(ILSE, "weighing", decision="consultant", case_manager=GIJS)
    scene.answer(GIJS, "case-manager")
    scene.answer(ILSE, "proposal", consultant=IDRIS)
    scene.on("30-09-2026")
    scene.answer(IDRIS, "acceptance")
    scene.waits("step-needed", agency="Doorstroompunt Rivierland-Oost")
    scene.answer(GIJS, "step-needed", needed=False, why="Eerst het advies van de jeugdarts.")
    scene.on("05-10-2026")
    scene.answer(IDRIS, "introduction", met_on="05-10-2026", clicks=True)


def his_father_cannot_be_reached(scene: Scene) -> None:
    """For the youth doctor his yes is missing: tried in two ways, then partners with a ground of their own go on."""
    scene.command(GIJS, "ask consent", partner=GGD)
    scene.answer(GIJS, "consent", givers=["Tygo", "Petra"], given_on="05-10-2026")
    scene.command(GIJS, "family member", given_name="Fenna", relation="zus van tien", words="Op IKC De Waterlelie.")
    scene.on("08-10-2026")
    scene.waits("running", agency=HORIZONLIJN, days_late=3, step=1)
    scene.on("09-10-2026")
    scene.answer(GIJS, "meanwhile", who=SMW, what="Lotte komt elke week thuis langs.")
    scene.answer(
        GIJS, "step-needed", needed=False, why="Het samenwerkingsverband zoekt tot de herfstvakantie een plek."
    )
    scene.on("12-10-2026")
    scene.command(KARIN, "note", kind="safety concern", words="Veel geschreeuw thuis; Tygo schrikt van de deur.")
    scene.command(KARIN, "note", kind="advice asked")
    scene.on("19-10-2026")
    scene.answer(
        GIJS,
        "reach-custody-holder",
        giver="Arjan",
        attempts=[
            {"way": "phone", "tried_on": "07-10-2026", "result": "not reached"},
            {"way": "visit", "tried_on": "15-10-2026", "result": "not reached"},
        ],
    )
    scene.answer(
        GIJS,
        "without-yes",
        decision="own ground",
        why="De jeugdarts geeft alleen advies: hooguit twee dagdelen per week opbouwen.",
    )
    scene.may_not_see("Anouk Beesd")


def no_place(scene: Scene) -> None:
    """The school board has no place before February; each "not now" takes a reason and comes back after five days."""
    scene.on("20-10-2026")
    scene.answer(GIJS, "step-needed", needed=False, why="In de herfstvakantie kan niemand bij elkaar komen.")
    scene.on("26-10-2026")
    scene.answer(HENK, "running", cannot={"code": "no place", "expected_on": "01-02-2027"})
    scene.waits("running", agency=SWV, due="01-02-2027")
    scene.answer(GIJS, "meanwhile", who=SMW, what="De overbrugging door Lotte gaat door.")
    scene.on("29-10-2026")
    scene.answer(GIJS, "step-needed", needed=False, why="De Kade zegt volgende week of er eerder een plek is.")


def heard_and_ordered(scene: Scene) -> None:
    """Step 3 and the hearing on 5 November, the order on 10 November."""
    scene.on("05-11-2026")
    with scene.refused("A binding decision needs step 3 of the ladder"):
        scene.command(IDRIS, "impose", key="running", agency=SWV, why=WHY, parts=[A_START_AT_HOME, BRIDGING])
    scene.answer(GIJS, "step-needed", needed=True)
    scene.ladder(3, proposed="29-09-2026", taken="05-11-2026")
    scene.waits("breakthrough", agency="Transitieteam Rivierland-Oost", due="12-11-2026")
    scene.command(IDRIS, "impose", key="running", agency=SWV, why=WHY, parts=[A_START_AT_HOME, BRIDGING])
    scene.waits("hearing", agency=OPDC, asked="05-11-2026", due="10-11-2026")
    scene.on("09-11-2026")
    scene.answer(FEMKE, "hearing", view="proposes", words="Thuis beginnen kan, een plek in de groep nog niet.")
    scene.answer(LOTTE, "hearing", view="agrees")
    his_sister(scene)
    scene.on("10-11-2026")
    scene.answer(IDRIS, "order", orders=True)
    scene.waits("order-done", agency=OPDC, due="24-11-2026")
    scene.answer(
        IDRIS,
        "breakthrough",
        talked_on="10-11-2026",
        actions=[
            {"who": SMW, "words": "Een ervaringsdeskundige komt elke week langs.", "due_on": "18-12-2026"},
            {"who": SMW, "words": "Petra ontmoet andere ouders; zij vroeg om lotgenoten.", "due_on": "18-12-2026"},
        ],
    )
    scene.on("12-11-2026")
    scene.answer(
        IDRIS,
        "plan",
        goals=[{"domain": "school_and_work", "words": "Weer iets leren, in mijn eigen tempo.", "actions": []}],
        marks=[
            {"domain": "school_and_work", "youth": 1, "professional": 2},
            {"domain": "wellbeing", "youth": 3, "professional": 3},
        ],
        helps="Even niets vragen; Petra appt Lotte.",
        youth_agrees=True,
    )
    scene.on("16-11-2026")
    scene.answer(LOTTE, "order-done", done_on="16-11-2026")
    one_family_one_plan(scene)


def afterwards(scene: Scene) -> None:
    """The table, the administrators, a start at home; aftercare only after eight weeks at school."""
    the_table_decides(scene)
    the_administrators_decide(scene)
    eight_weeks_at_school(scene)


def the_table_decides(scene: Scene) -> None:
    """Ten working days after the order it was not carried out: step 4 is proposed the next morning."""
    scene.answer(IDRIS, "step-needed", needed=True)
    scene.on("25-11-2026")
    scene.answer(IDRIS, "step-needed", needed=True)
    scene.ladder(4, proposed="25-11-2026", taken="25-11-2026")
    scene.waits("table", agency="Aanmeldpunt Rivierland-Oost", due="09-12-2026")
    scene.on("27-11-2026")
    scene.answer(
        MARGRIET,
        "table",
        result="decides",
        decided_on="27-11-2026",
        words="De Kade begint maandag thuis en online; het samenwerkingsverband betaalt.",
        actions=[
            {"who": OPDC, "words": "Thuis beginnen, met online lessen.", "due_on": "30-11-2026"},
            {"who": SWV, "words": "Betaalt de begeleiding thuis.", "due_on": "11-12-2026", "paid_by": "other scheme"},
        ],
    )


def the_administrators_decide(scene: Scene) -> None:
    """Three months on 30 November: announced a week ahead, so they can decide at once."""
    scene.on("30-11-2026")
    scene.answer(FEMKE, "order-still", done_on="30-11-2026")
    scene.answer(FEMKE, "action", done_on="30-11-2026")
    scene.waits("administrators", agency="Aanmeldpunt Rivierland-Oost")
    scene.on("02-12-2026")
    scene.answer(
        WOUTER,
        "administrators",
        decided_on="02-12-2026",
        words="De start thuis loopt door tot er een plek in de groep is.",
        actions=[{"who": SWV, "words": "Een plek in de groep, voor 1 februari.", "due_on": "29-01-2027"}],
    )
    scene.on("11-12-2026")
    scene.answer(HENK, "action", about="Betaalt", done_on="11-12-2026")
    scene.on("14-12-2026")
    scene.answer(DAPHNE, "running", result="help began", decided_on="14-12-2026")
    scene.was_answered("running", agency=HORIZONLIJN, on="14-12-2026", days_late=50, step=1)
    scene.on("18-12-2026")
    scene.answer(LOTTE, "action", about="ervaringsdeskundige", done_on="18-12-2026")
    scene.answer(LOTTE, "action", about="lotgenoten", done_on="18-12-2026")
    helped(scene)


def eight_weeks_at_school(scene: Scene) -> None:
    """No aftercare before he has been at school for eight weeks, four days out of five."""
    scene.on("05-01-2027")
    scene.answer(
        IDRIS,
        "review",
        marks=[{"domain": "school_and_work", "youth": 6, "professional": 5}],
        goes_on="ready for aftercare",
        condition={"what": "80 procent op school", "weeks": 8, "reporter": OPDC},
    )
    scene.never_began("aftercare")
    scene.waits("condition", agency=OPDC, due="02-03-2027")
    scene.on("29-01-2027")
    scene.answer(HENK, "action", about="groep", done_on="29-01-2027")
    scene.answer(HENK, "running", result="granted", decided_on="29-01-2027")
    scene.on("02-03-2027")
    scene.answer(FEMKE, "condition", met=True)
    scene.stage("aftercare")

"""S2 Daan, 15, from secondary school to a plus facility; his father leaves one partner out. Source: domain.md, §10.

The municipality asks for data by letter, and the clock of its decision stands still for two weeks.
"""

from models.speech import mark
from simulation.scenario.scene import Scene

STARTS_ON = "14-09-2026"
ABOUT = mark("Daan, 15: to a plus facility, with a father who leaves one partner out and a clock that stood still")

ILSE, RUBEN, KARIN = "Ilse Verhagen", "Ruben van Dijkzicht", "Karin Lingeman"
FEMKE, LOTTE, MIRJAM = "Femke Waardenburg", "Lotte Appelhof", "Mirjam Steenkist"
BRAM = "Bram Hoevelaar"
HORIZONLIJN, SMW = "Aanbieder Horizonlijn", "Schoolmaatschappelijk werk Rivierland"
NO_GROUND = "There is no consent for Aanbieder Horizonlijn: somebody said no"
AT_THE_TABLE = ["De Brug", "OPDC De Kade", SMW, "Wijkteam Noord"]


def until_demo_day(scene: Scene) -> None:
    """To the day on which the decision is due: two weeks later than it would have been."""
    registered_with_his_mothers_yes(scene)
    placed_at_the_plus_facility(scene)
    the_clock_stands_still(scene)
    a_meeting_with_his_father(scene)
    scene.on("23-11-2026")
    scene.waits("running", agency="Wijkteam Noord", due="23-11-2026", days_late=0, paused_days=10)
    scene.nothing_open_for(HORIZONLIJN)


def registered_with_his_mothers_yes(scene: Scene) -> None:
    """Daan and his mother agree at once; his father two weeks later, but not with youth mental health care."""
    scene.on("14-09-2026")
    scene.register(
        KARIN,
        given_name="Daan",
        family_name="Wildeboer",
        birth_on="20-05-2011",
        municipality="Tielerwaard",
        sector="vo",
        school="De Brug",
        living="home",
        departs_on="31-07-2027",
        told_youth_on="14-09-2026",
        told_youth_how="talk",
        told_parents_on="14-09-2026",
        told_parents_how="talk",
        ground="consent",
        worry="Ruzies op school, de ouders gaan uit elkaar, blowt om rustig te worden. Het is te veel tegelijk.",
        wish="Minder gedoe, en een klas waar ik wel kan leren.",
        custody=[{"given_name": "Marieke"}, {"given_name": "Stefan"}],
        partners=["OPDC De Kade", "Wijkteam Noord", SMW, HORIZONLIJN],
        running=[
            {
                "agency": "Wijkteam Noord",
                "asked_on": "14-09-2026",
                "term": "youth care decision",
                "words": "Aanvraag jeugdhulp.",
            }
        ],
        consents=[
            {"giver": "youth", "agrees": True, "way": "table", "given_on": "14-09-2026"},
            {"giver": "first custody holder", "agrees": True, "way": "paper", "given_on": "14-09-2026"},
        ],
    )
    scene.waits("running", agency="Wijkteam Noord", asked="14-09-2026", due="09-11-2026")
    scene.waits("consent", agency="De Brug", due="28-09-2026")


def placed_at_the_plus_facility(scene: Scene) -> None:
    """The place runs from 1 September, for two years at most; the school of origin stays responsible."""
    scene.on("16-09-2026")
    scene.answer(
        ILSE,
        "weighing",
        decision="plus facility",
        case_manager=FEMKE,
        agency="OPDC De Kade",
        basic_qualification=True,
        starts_on="01-09-2026",
        ends_on="31-08-2028",
    )
    scene.on("17-09-2026")
    scene.answer(FEMKE, "case-manager")
    scene.answer(FEMKE, "placed", started_on="01-09-2026")
    scene.watches("end of place", "31-08-2028")
    scene.on("21-09-2026")
    scene.answer(ILSE, "proposal", consultant=RUBEN)
    scene.on("23-09-2026")
    scene.answer(RUBEN, "acceptance")
    scene.on("28-09-2026")
    scene.answer(
        KARIN,
        "consent",
        givers=[
            {
                "giver": "Stefan",
                "agrees": True,
                "way": "paper",
                "given_on": "28-09-2026",
                "not_with": [HORIZONLIJN],
            }
        ],
    )
    scene.answer(RUBEN, "introduction", met_on="28-09-2026", clicks=True)


def the_clock_stands_still(scene: Scene) -> None:
    """Only who decides may stop the clock, with a letter; what was missing is there after two weeks."""
    scene.on("05-10-2026")
    with scene.refused("Only the agency that decides can stop the clock with a letter"):
        scene.command(
            FEMKE, "pause", key="running", code="application incomplete", letter_on="05-10-2026", until="02-11-2026"
        )
    scene.command(
        MIRJAM, "pause", key="running", code="application incomplete", letter_on="05-10-2026", until="02-11-2026"
    )
    scene.waits("running", agency="Wijkteam Noord", due="07-12-2026")
    scene.on("19-10-2026")
    scene.command(MIRJAM, "resume", key="running")
    scene.waits("running", agency="Wijkteam Noord", due="23-11-2026", paused_days=10)


def a_meeting_with_his_father(scene: Scene) -> None:
    """His father comes online. The partner he left out cannot be invited by name."""
    scene.on("22-10-2026")
    scene.command(FEMKE, "start meeting")
    with scene.refused(NO_GROUND):
        scene.answer(
            FEMKE, "invitees", agencies=[*AT_THE_TABLE, HORIZONLIJN], parents=True, chair=KARIN, minute_taker=LOTTE
        )
    scene.answer(FEMKE, "invitees", agencies=AT_THE_TABLE, parents=True, chair=KARIN, minute_taker=LOTTE)
    scene.answer(FEMKE, "slot", starts_at="05-11-2026 14:30", place="OPDC De Kade, kamer 2")
    scene.on("27-10-2026")
    for who in (KARIN, FEMKE, LOTTE, MIRJAM):
        scene.answer(who, "attendance", comes="comes")
    for who in ("Daan", "Marieke", "Stefan"):
        scene.say(who, "attendance", noted_by=FEMKE, comes="comes")
    scene.on("06-11-2026")
    scene.answer(
        LOTTE,
        "minutes",
        held="held",
        present=[*AT_THE_TABLE, "Daan", "Marieke", "Stefan"],
        decisions="De mentor van De Brug houdt elke week contact. Schoolmaatschappelijk werk praat met de ouders.",
        agreements=[
            {"who": KARIN, "words": "Elke week contact door de mentor.", "due_on": "18-12-2026"},
            {"who": SMW, "words": "Gesprekken met de ouders.", "due_on": "11-12-2026"},
        ],
        evaluation_on="17-12-2026",
        youth_mark=6,
    )
    scene.answer(
        RUBEN,
        "plan",
        goals=[
            {"domain": "school_and_work", "words": "Elke dag naar de plusvoorziening.", "actions": []},
            {"domain": "wellbeing", "words": "Minder blowen, en weten wat wel rustig maakt.", "actions": []},
            {"domain": "support", "words": "Vader en moeder allebei blijven zien, zonder ruzie.", "actions": []},
        ],
        marks=[
            {"domain": "support", "youth": 5, "professional": 5},
            {"domain": "living", "youth": 6, "professional": 6},
            {"domain": "school_and_work", "youth": 4, "professional": 4},
            {"domain": "income", "youth": 7, "professional": 7},
            {"domain": "wellbeing", "youth": 4, "professional": 3},
        ],
        week="Maandag tot en met vrijdag op De Kade; woensdag naar vader.",
        helps="Even naar buiten, en bellen met de mentor.",
        youth_agrees=True,
        review_on="21-12-2026",
    )


def afterwards(scene: Scene) -> None:
    """Help goes on when he changes school in August; coaching becomes less only from October 2027."""
    decided_on_the_day_itself(scene)
    to_the_next_school_without_a_gap(scene)
    tapering_begins(scene)


def decided_on_the_day_itself(scene: Scene) -> None:
    """Due today is not late, and the two weeks of the pause are nobody's delay."""
    scene.answer(MIRJAM, "running", result="granted", decided_on="23-11-2026")
    scene.was_answered("running", agency="Wijkteam Noord", on="23-11-2026", days_late=0, paused_days=10)
    scene.on("11-12-2026")
    scene.answer(LOTTE, "action", done_on="11-12-2026")
    scene.on("18-12-2026")
    scene.answer(KARIN, "action", done_on="18-12-2026")
    scene.usually(
        RUBEN, "review", marks=[{"domain": "school_and_work", "youth": 6, "professional": 6}], goes_on="go on"
    )


def to_the_next_school_without_a_gap(scene: Scene) -> None:
    """A warm handover in June, ready ten working days before the first day and looked at again two weeks after it."""
    scene.on("01-06-2027")
    scene.command(FEMKE, "start meeting")
    scene.answer(
        FEMKE,
        "invitees",
        agencies=["De Brug", "Waalzicht College", SMW],
        parents=False,
        chair=KARIN,
        minute_taker=LOTTE,
    )
    scene.answer(FEMKE, "slot", starts_at="14-06-2027 14:00", place="Waalzicht College")
    scene.on("03-06-2027")
    for who in (KARIN, BRAM, LOTTE):
        scene.answer(who, "attendance", comes="comes")
    scene.say("Daan", "attendance", noted_by=FEMKE, comes="comes")
    scene.on("15-06-2027")
    scene.answer(
        LOTTE,
        "minutes",
        held="held",
        present=["De Brug", "Waalzicht College", SMW, "Daan"],
        decisions="Daan begint in augustus op het Waalzicht College. Een tweedejaars loopt de eerste weken mee.",
        agreements=[{"who": BRAM, "words": "Een tweedejaars als maatje, vanaf de eerste dag.", "due_on": "16-07-2027"}],
        evaluation_on="02-08-2027",
        youth_mark=8,
    )
    scene.on("12-07-2027")
    scene.answer(BRAM, "action", done_on="12-07-2027")
    scene.waits("handover", agency="De Brug", due="19-07-2027")
    scene.answer(KARIN, "handover", items=["story", "plan", "what helps", "people", "help goes on"])
    scene.answer(FEMKE, "handover", items=["story", "plan", "what helps", "people", "help goes on"])
    scene.on("16-08-2027")
    scene.answer(FEMKE, "handover-check", goes_well=True)


def tapering_begins(scene: Scene) -> None:
    """He is settled at his new school: aftercare and tapering begin beside the plan."""
    scene.on("30-09-2027")
    scene.no_longer("review")
    scene.never_began("tapering")
    scene.on("11-10-2027")
    scene.answer(
        RUBEN,
        "review",
        marks=[{"domain": "school_and_work", "youth": 8, "professional": 7}],
        goes_on="ready for aftercare",
    )
    scene.stage("aftercare")
    scene.stage("tapering")
    scene.coaching("intensive")

"""S3 Yara, 17, leaves residential care and goes to live with her aunt. Source: domain.md, section 10.

Her school mentor stays in touch. Two misses in one window, and she is looked for: never a silent closure.
"""

from typing import Any

from models.speech import mark
from simulation.scenario.scene import Scene

STARTS_ON = "18-09-2026"
ABOUT = mark("Yara, 17: out of residential care, her school mentor stays in touch, and she is looked for")

ILSE, VINCENT, MIRJAM = "Ilse Verhagen", "Vincent Waardhuizen", "Mirjam Steenkist"
ELS, BRAM, FATIMA = "Els Merkelbeek", "Bram Hoevelaar", "Fatima Bouzidi"
SCHOOL = "Waalzicht College"
AROUND_HER = [
    {"initials": "S", "relation": "tante", "kind": "informal", "practical": True, "company": True, "rating": 8},
    {"initials": "R", "relation": "buurvrouw", "kind": "informal", "emotional": True, "advice": True, "rating": 9},
]
ALWAYS_THERE = [
    {
        "initials": "M",
        "relation": "moeder",
        "kind": "informal",
        "emotional": True,
        "always_there": True,
        "in_a_crisis": True,
        "rating": 8,
    }
]
BOTH_WANT_LESS: dict[str, Any] = {"youth_wants_less": True, "coach_wants_less": True, "fallback": True}


def until_demo_day(scene: Scene) -> None:
    """To the day on which she is being looked for, and the school has reported her absence."""
    leaves_residential_care(scene)
    weekly_contacts(scene)
    absent_from_school(scene)
    out_of_view(scene)
    scene.on("23-11-2026")
    scene.waits("find", due="27-11-2026", days_late=0)
    scene.waits("running", agency=SCHOOL, about="Intake", due="30-11-2026")
    scene.stage("aftercare")
    scene.stage("meeting")


def leaves_residential_care(scene: Scene) -> None:
    """Aftercare is planned two weeks before she leaves; she chooses who stays in touch."""
    scene.on("18-09-2026")
    scene.register(
        VINCENT,
        given_name="Yara",
        family_name="Benschop",
        birth_on="14-02-2009",
        municipality="Tielerwaard",
        neighbourhood="Noord",
        sector="mbo",
        school=SCHOOL,
        living="institution",
        departs_on="02-10-2026",
        told_youth_on="18-09-2026",
        told_youth_how="talk",
        ground="legal task",
        worry="Gaat op 2 oktober van De Linde naar haar tante. Vorige keer was ze na drie weken uit beeld.",
        wish="Bij mijn tante blijven, en niet steeds nieuwe mensen.",
        custody=[{"given_name": "Samantha"}],
        partners=["Groep De Linde", "Wijkteam Noord"],
    )
    scene.on("21-09-2026")
    almost_eighteen(scene)
    scene.answer(ILSE, "weighing", decision="aftercare", case_manager=MIRJAM)
    scene.on("22-09-2026")
    scene.answer(MIRJAM, "case-manager")
    scene.say(
        "Yara",
        "trusted-person",
        noted_by=MIRJAM,
        trusted={"professional": ELS},
        substitute={"name": "Tante Riet", "relation": "buurvrouw"},
        variant="residential",
    )
    scene.waits("handover", agency="Groep De Linde")
    scene.answer(MIRJAM, "handover", items=["story", "what helps", "people"])
    scene.answer(VINCENT, "handover", items=["story", "what helps", "people", "help goes on", "practical"])
    scene.on("23-09-2026")
    scene.answer(ELS, "trusted-agrees")
    scene.on("01-10-2026")
    scene.answer(MIRJAM, "warm-handover", items=["story", "plan", "what helps", "people"])
    scene.answer(ELS, "warm-handover", items=["story", "plan", "what helps", "people"])


def almost_eighteen(scene: Scene) -> None:
    """Half a year before her birthday had passed when she was registered, so it is asked at once."""
    scene.waits("plan-for-18:6", agency="Aanmeldpunt Rivierland-Oost", asked="19-09-2026")
    scene.answer(ILSE, "plan-for-18:6", living="Bij haar tante, ook na haar verjaardag.", not_yet=True)


def weekly_contacts(scene: Scene) -> None:
    """Every week at first; formal coaching begins weekly too."""
    scene.on("05-10-2026")
    scene.command(MIRJAM, "more coaching")
    scene.on("09-10-2026")
    scene.answer(ELS, "contact", reached=True, how="met", youth_mark=6)
    scene.on("12-10-2026")
    scene.answer(MIRJAM, "check-in", youth_mark=5)
    scene.on("16-10-2026")
    scene.answer(ELS, "contact", reached=True, how="phone", youth_mark=7)
    scene.on("19-10-2026")
    scene.answer(MIRJAM, "handover-check", goes_well=True)
    scene.answer(MIRJAM, "check-in", youth_mark=6)
    scene.on("23-10-2026")
    scene.answer(ELS, "contact", reached=True, how="app", youth_mark=6)
    scene.on("26-10-2026")
    scene.answer(
        MIRJAM,
        "check-in",
        youth_mark=6,
        youth_wants_less=True,
        coach_wants_less=True,
        fallback=True,
        network=AROUND_HER,
    )
    scene.coaching("regular")


def absent_from_school(scene: Scene) -> None:
    """Sixteen hours in four weeks were reached on 30 October; the school reported it on 12 November."""
    scene.on("30-10-2026")
    scene.answer(ELS, "contact", reached=True, how="phone", youth_mark=5)
    scene.command(
        MIRJAM,
        "running request",
        agency=SCHOOL,
        asked_on="30-10-2026",
        term="absence report",
        words="Verzuim melden: 16 uur in vier weken.",
    )
    scene.waits("running", agency=SCHOOL, about="Verzuim", due="06-11-2026")


def out_of_view(scene: Scene) -> None:
    """Not reached on Saturday 7 November, and again not five working days later: she is looked for from that day."""
    scene.on("07-11-2026")
    scene.answer(ELS, "contact", reached=False)
    scene.on("10-11-2026")
    scene.answer(MIRJAM, "check-in", youth_mark=5)
    scene.on("11-11-2026")
    scene.waits("running", agency=SCHOOL, about="Verzuim", days_late=3, step=1)
    scene.on("12-11-2026")
    scene.answer(BRAM, "running", about="Verzuim", result="granted", decided_on="12-11-2026")
    scene.was_answered("running", agency=SCHOOL, about="Verzuim", on="12-11-2026", days_late=4)
    scene.on("13-11-2026")
    scene.answer(ELS, "contact-again", reached=False)
    scene.waits("find", asked="13-11-2026", due="27-11-2026")
    scene.on("16-11-2026")
    scene.waits("plan-for-18:3", agency="Wijkteam Noord", asked="14-11-2026")
    scene.answer(
        MIRJAM,
        "plan-for-18:3",
        living="Bij haar tante.",
        income="Studiefinanciering; aangevraagd.",
        insurance="Eigen zorgverzekering vanaf 1 maart.",
        help_that_ends="De hulp van De Linde; daarna het wijkteam.",
        someone="Els en tante Riet.",
    )
    scene.command(
        MIRJAM,
        "running request",
        agency=SCHOOL,
        asked_on="16-11-2026",
        term="mbo intake help",
        words="Intake voor een andere opleiding.",
    )
    scene.command(MIRJAM, "start meeting")
    scene.answer(
        MIRJAM, "invitees", agencies=[SCHOOL, "Wijkteam Noord"], parents=False, chair=FATIMA, minute_taker=BRAM
    )
    scene.answer(MIRJAM, "slot", starts_at="26-11-2026 15:00", place=SCHOOL)
    scene.on("18-11-2026")
    scene.answer(BRAM, "attendance", comes="comes")
    scene.answer(MIRJAM, "attendance", comes="comes")


def afterwards(scene: Scene) -> None:
    """She answers by app, speaks at the meeting, becomes eighteen, and stops; help stays one call away."""
    back_in_view(scene)
    a_meeting_with_yara(scene)
    eighteen(scene)


def back_in_view(scene: Scene) -> None:
    """An answer by app counts as contact; looking for her ends in time."""
    scene.on("24-11-2026")
    scene.answer(
        ELS, "contact", reached=True, how="app", youth_mark=6, words="Yara: is oke als ik later nog kan bellen."
    )
    scene.answer(MIRJAM, "find", found=True, how="Els heeft geappt en is langs de tante gegaan.")
    scene.was_answered("find", on="24-11-2026", days_late=0)
    scene.say("Yara", "attendance", noted_by=MIRJAM, comes="comes")
    scene.answer(MIRJAM, "check-in", youth_mark=6)
    scene.usually(ELS, "contact", reached=True, how="app", youth_mark=6)
    scene.usually(MIRJAM, "check-in", youth_mark=7, youth_wants_less=True, fallback=True)


def a_meeting_with_yara(scene: Scene) -> None:
    """On 26 November, with Yara herself."""
    scene.on("26-11-2026 16:30")
    scene.answer(
        BRAM,
        "minutes",
        held="held",
        present=[SCHOOL, "Wijkteam Noord", "Yara"],
        decisions="Yara kiest een andere opleiding en begint in februari.",
        agreements=[{"who": SCHOOL, "words": "Een plek op de nieuwe opleiding.", "due_on": "29-01-2027"}],
        evaluation_on="14-01-2027",
        youth_mark=8,
    )
    scene.on("30-11-2026")
    scene.answer(BRAM, "running", about="Intake", result="granted", decided_on="30-11-2026")
    scene.was_answered("running", agency=SCHOOL, about="Intake", on="30-11-2026", days_late=0)
    scene.on("25-01-2027")
    scene.answer(BRAM, "action", done_on="25-01-2027")


def eighteen(scene: Scene) -> None:
    """No less than two-weekly until somebody is always there; then she wants to stop, and the pilot flame stays."""
    scene.on("12-02-2027")
    scene.coaching("regular")
    scene.no_longer("check-in")
    scene.on("24-02-2027")
    scene.answer(MIRJAM, "check-in", youth_mark=8, **BOTH_WANT_LESS, network=[*AROUND_HER, *ALWAYS_THERE])
    scene.coaching("light")
    scene.on("24-03-2027")
    scene.answer(
        MIRJAM,
        "check-in",
        youth_mark=8,
        **BOTH_WANT_LESS,
        line="Yara wil stoppen met vaste gesprekken.",
        takes_over_who="Tante Riet",
    )
    scene.coaching("pilot flame")
    scene.stage("aftercare")

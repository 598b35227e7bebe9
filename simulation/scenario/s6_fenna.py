"""S6, the sister: Fenna, 10, in a case of her own; one family and one plan, and each youth's story apart."""

from simulation.scenario.scene import Scene

ILSE, GIJS, LOTTE = "Ilse Verhagen", "Gijs van der Laak", "Lotte Appelhof"
MARIJE, KARIN = "Marije Kapelhof", "Karin Lingeman"
SMW = "Schoolmaatschappelijk werk Rivierland"


def his_sister(scene: Scene) -> None:
    """She was in view without a file of her own; now her school registers her too."""
    scene.register(
        MARIJE,
        given_name="Fenna",
        family_name="Roelofsen",
        birth_on="02-04-2016",
        municipality="Tielerwaard",
        neighbourhood="Noord",
        sector="primary",
        school="IKC De Waterlelie",
        living="home",
        told_youth_on="09-11-2026",
        told_youth_how="talk",
        told_parents_on="09-11-2026",
        told_parents_how="talk",
        ground="legal task",
        worry="Wordt stil in de klas en wil niet meer bij anderen spelen.",
        wish="Dat Tygo weer met mij meefietst.",
        custody=[{"given_name": "Petra"}, {"given_name": "Arjan"}],
    )
    scene.answer(ILSE, "weighing", decision="light", case_manager=GIJS, agency=SMW)
    scene.answer(GIJS, "case-manager")
    scene.turn_to("Tygo")


def one_family_one_plan(scene: Scene) -> None:
    """The agreement is the family's; each youth's own story stays apart."""
    scene.command(GIJS, "link family", other="Fenna")
    scene.command(GIJS, "share agreement", key="action", about="ervaringsdeskundige")
    scene.may_not_see(MARIJE)
    scene.turn_to("Fenna")
    scene.answer(LOTTE, "direct-help", started_on="16-11-2026")
    scene.may_see(MARIJE)
    scene.may_not_see(KARIN)
    scene.turn_to("Tygo")


def helped(scene: Scene) -> None:
    """The visits at home do her good as well; her case is over, and her brother's goes on."""
    scene.turn_to("Fenna")
    scene.answer(LOTTE, "helped", result="helped")
    scene.closed("helped")
    scene.turn_to("Tygo")

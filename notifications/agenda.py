"""The points of a meeting, for a calendar entry: neutral words and counts. No names, no free text.

Source: process.md, stage 2, step 4.
"""

from collections.abc import Mapping

from notifications.plain import Language

_POINTS: Mapping[Language, tuple[str, ...]] = {
    "nl": (
        "Opening: mag ieder hier dit weten?",
        "Het eigen verhaal van de jongere",
        "Wat gaat er goed ({strengths} ingebracht)",
        "Zorgen per leefgebied ({worries} ingebracht)",
        "Eerdere afspraken en open vragen ({earlier})",
        "Wat is er nodig ({offers} keer iets aangeboden)",
        "Afspraken: wie doet wat, wanneer",
        "Wie is casemanager",
        "Wanneer kijken we terug",
        "Klopt dit voor de jongere? (0-10)",
    ),
    "en": (
        "Opening: may everybody here know this?",
        "The youth's own story",
        "What goes well ({strengths} brought in)",
        "Worries per life domain ({worries} brought in)",
        "Earlier agreements and open questions ({earlier})",
        "What is needed (offers: {offers})",
        "Agreements: who does what, by when",
        "Who is case manager",
        "When we look back",
        "Is this right for the youth? (0-10)",
    ),
}
_NOT_YET: Mapping[Language, str] = {
    "nl": "Nog geen inbreng van {not_yet} organisatie(s); we wachten daar niet op.",
    "en": "Nothing brought in yet by {not_yet} organisation(s); we do not wait for it.",
}


def agenda_lines(
    language: Language, *, strengths: int, worries: int, offers: int, earlier: int, not_yet: int
) -> tuple[str, ...]:
    """The agenda, point by point, with how much was brought in; and how much was not yet."""
    counts = {"strengths": strengths, "worries": worries, "offers": offers, "earlier": earlier}
    points = [f"{place}. {point.format(**counts)}" for place, point in enumerate(_POINTS[language], start=1)]
    return (*points, *([_NOT_YET[language].format(not_yet=not_yet)] if not_yet else []))

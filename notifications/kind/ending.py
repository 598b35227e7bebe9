"""Notices when a case changes hands or ends, or the youth stops. Never why."""

from datetime import date

from notifications.plain import CaseNotice, Line, Link, sample


class CaseHandedOver(CaseNotice):
    """To partners: another agency's case manager. With `read_until_on` to the former one, who may read until then."""

    template = "case_handed_over"
    floor = True
    agency: Line
    from_on: date
    read_until_on: date | None = None
    link: Link
    demo = sample(
        agency="Doorstroompunt Rivierland-Oost",
        from_on=date(2026, 11, 24),
        read_until_on=date(2027, 2, 24),
    )


class CaseClosed(CaseNotice):
    """To partners: the case is closed, nothing is asked of you any more."""

    template = "case_closed"
    floor = True
    closed_on: date
    read_until_on: date | None = None
    demo = sample(closed_on=date(2027, 6, 18), read_until_on=date(2027, 7, 18))


class ClosingLetter(CaseNotice):
    """To the youth: the closing letter can be read."""

    template = "closing_letter"
    to = "jij"
    urgent = True
    floor = True
    link: Link
    demo = sample(your_ref=None)


class ClosingLetterToParents(CaseNotice):
    """To those with custody of a child under twelve: the closing letter can be read."""

    template = "closing_letter_to_parents"
    urgent = True
    floor = True
    link: Link
    demo = sample(your_ref=None)


class YouthStopped(CaseNotice):
    """To partners: the youth stops; these questions lapsed."""

    template = "youth_stopped"
    urgent = True
    floor = True
    stopped_on: date
    questions: tuple[Line, ...] = ()
    demo = sample(stopped_on=date(2026, 11, 23), questions=("Kan het eerste gesprek binnen tien werkdagen?",))


class StoppingConfirmed(CaseNotice):
    """To the youth who stops: that is fine, this is how to come back, and (if offered) one light check."""

    template = "stopping_confirmed"
    to = "jij"
    urgent = True
    floor = True
    check_on: date | None = None
    link: Link
    demo = sample(check_on=date(2027, 1, 11), your_ref=None)

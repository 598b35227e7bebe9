"""What was brought of a youth, and by whom: worries, strengths, offers, a medical conclusion. Decides nothing of it.

A youth doctor brings a conclusion and nothing else, and nobody else brings one. Source: domain.md, R3.
"""

from collections.abc import Sequence

from flows.engine.matter import Matter
from models.code import AgencyKind
from models.forms.intake import DomainNote
from models.holder import Holder
from models.medical import CONCLUSION, DOMAIN, ONLY_A_CONCLUSION, ONLY_A_DOCTOR
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Agency, LifeNote

UNFIT = mark("The field '{field}' does not fit: {why}.")


def keep_notes(
    matter: Matter,
    notes: Sequence[DomainNote],
    holder: Holder | None,
    meeting: int | None = None,
    conclusion: str | None = None,
) -> None:
    """Keeps what somebody brought, with who brought it.

    Raises:
        BadAnswer: a youth doctor brings anything but a conclusion, or somebody else brings one.
    """
    agency = holder.agency_id if holder else None
    insist_fits_doctor(matter, agency, notes, conclusion)
    matter.session.add_all(
        LifeNote(
            case_id=matter.case.id,
            meeting_id=meeting,
            agency_id=agency,
            person_id=holder.person_id if holder else None,
            domain=domain,
            kind=kind,
            words=words,
            noted_at=matter.now,
        )
        for domain, kind, words in (
            *((note.domain, note.kind, note.words) for note in notes),
            *([(DOMAIN.value, CONCLUSION, conclusion)] if conclusion else []),
        )
    )


def insist_fits_doctor(matter: Matter, agency: int | None, notes: Sequence[DomainNote], conclusion: str | None) -> None:
    """Refuses what an agency cannot bring by what it is.

    Raises:
        BadAnswer: a youth doctor brings anything but a conclusion, or somebody else brings one.
    """
    if not notes and not conclusion:
        return
    doctor = is_youth_doctor(matter, agency)
    if doctor and notes:
        raise BadAnswer(UNFIT, "notes", why=ONLY_A_CONCLUSION)
    if conclusion and not doctor:
        raise BadAnswer(UNFIT, CONCLUSION, why=ONLY_A_DOCTOR)


def is_youth_doctor(matter: Matter, agency: int | None) -> bool:
    """Whether that agency is one of youth doctors."""
    row = matter.session.get(Agency, agency) if agency is not None else None
    return row is not None and row.kind == AgencyKind.YOUTH_DOCTOR

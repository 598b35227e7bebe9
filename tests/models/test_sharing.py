"""Whether something may leave to an agency: one table of what is known and what follows."""

from datetime import date

import pytest

from models.ground_list import load_grounds
from models.sharing import Known, Rule, Said, Tie, Withheld, Word, may_share

TODAY = date(2026, 11, 23)
LAW, CONSENT = Rule("youth act", needs_consent=False), Rule("consent", needs_consent=True)
YES, NO, WITHDRAWN, NOTHING = (Word(said) for said in (Said.YES, Said.NO, Said.WITHDRAWN, Said.NOTHING))
INCOME, LIVING = frozenset({"income"}), frozenset({"living"})


@pytest.mark.parametrize(
    ("known", "ground", "why"),
    [
        (Known(active=True, rule=LAW), "youth act", None),
        (Known(active=False, rule=LAW), None, Withheld.NO_AGREEMENT),
        (Known(active=True, rule=None), None, Withheld.NO_GROUND),
        (Known(active=True, rule=LAW, left=True), None, Withheld.LEFT),
        (Known(active=True, rule=CONSENT, words=(YES, YES)), "consent", None),
        (Known(active=True, rule=CONSENT, words=(YES, NOTHING)), None, Withheld.NO_YES),
        (Known(active=True, rule=CONSENT, words=(NO, NOTHING)), None, Withheld.SAID_NO),
        (Known(active=True, rule=CONSENT, words=(WITHDRAWN, NO, YES)), None, Withheld.WITHDRAWN),
        (Known(active=True, rule=CONSENT), None, Withheld.NO_YES),
    ],
)
def test_what_is_known_of_an_agency_decides_on_what_ground_it_may_know(
    known: Known, ground: str | None, why: Withheld | None
) -> None:
    share = may_share(known, TODAY)

    assert (share.ground, share.why, bool(share)) == (ground, why, why is None)


@pytest.mark.parametrize(("first", "last", "may"), [(0, 0, True), (1, None, False), (None, -1, False), (-5, 5, True)])
def test_a_ground_counts_from_its_first_to_its_last_day(first: int | None, last: int | None, may: bool) -> None:  # noqa: FBT001 - a case of the table
    day = [TODAY.replace(day=23 + ahead) if ahead is not None else None for ahead in (first, last)]

    share = may_share(Known(active=True, rule=Rule("youth act", False, *day)), TODAY)

    assert share.why is (None if may else Withheld.NOT_IN_FORCE)


def test_the_narrowest_answer_holds() -> None:
    known = Known(
        active=True, rule=CONSENT, words=(Word(Said.YES, INCOME | LIVING), Word(Said.YES, LIVING), Word(Said.YES))
    )

    assert may_share(known, TODAY).domains == LIVING
    assert may_share(known, TODAY, domain="living")
    assert may_share(known, TODAY, domain="income").why is Withheld.OTHER_DOMAIN
    assert may_share(known, TODAY, whole=True).why is Withheld.OTHER_DOMAIN


def test_who_agreed_to_nothing_in_common_agreed_to_nothing() -> None:
    known = Known(active=True, rule=CONSENT, words=(Word(Said.YES, INCOME), Word(Said.YES, LIVING)))

    assert may_share(known, TODAY).why is Withheld.OTHER_DOMAIN


@pytest.mark.parametrize(
    ("tie", "words", "ground"),
    [
        (Tie.GUIDES, (NO,), "legal task"),
        (Tie.REFERRED, (NOTHING,), "legal task"),
        (Tie.REFERRED, (WITHDRAWN,), None),
        (None, (NOTHING,), None),
    ],
)
def test_who_guides_the_case_or_registered_the_youth_rests_on_the_registration(
    tie: Tie | None, words: tuple[Word, ...], ground: str | None
) -> None:
    known = Known(active=True, rule=CONSENT, words=words, registered_on="legal task")

    assert may_share(known, TODAY, tie=tie).ground == ground


def test_where_nobody_is_named_no_consent_is_needed_and_the_agreement_still_is() -> None:
    assert may_share(Known(active=True, rule=CONSENT, words=(NO,)), TODAY, nameless=True).ground == "anonymous"
    assert may_share(Known(active=False, rule=CONSENT), TODAY, nameless=True).why is Withheld.NO_AGREEMENT
    left = Known(active=True, rule=CONSENT, words=(WITHDRAWN,), left=True)
    assert may_share(left, TODAY, nameless=True).why is Withheld.WITHDRAWN


def test_the_shipped_grounds_say_in_both_languages_what_they_are_for() -> None:
    grounds = {row["code"]: row for row in load_grounds()}

    assert {"compulsory education", "school to work", "youth act", "social support", "work and income"} <= set(grounds)
    assert {"debt counselling", "consent", "vital interest", "right to report", "anonymous"} <= set(grounds)
    assert all(row["purpose_nl"] and row["purpose_en"] for row in grounds.values())
    assert [code for code, row in grounds.items() if row.get("needs_consent")] == ["consent"]

"""What a notice may hold, and how it is found again."""

import re
from datetime import date

import pytest
from pydantic import ValidationError

from notifications.kind.overview import DailyDigest
from notifications.kind.question import QuestionAsked, TermPassed
from notifications.notice import NOTICES, NoSuchNotice, notice_named
from notifications.plain import AskingNotice, CaseNotice, Notice, Plain, Question

ALL = pytest.mark.parametrize("kind", NOTICES.values(), ids=NOTICES)

# Whoever adds a field here asks: could it ever hold a name, a birth date or a sentence about somebody?
PLAIN_FIELDS = {
    "about", "agency", "agreements", "asker", "budget_spent", "budget_total", "case_manager_agency", "case_ref", "code",
    "day", "days_late", "decision", "label", "late", "link", "longest", "minutes", "monday", "news", "open", "partners",
    "place", "point", "question", "questions", "reason", "recorded", "recorder", "reminders", "rows",
    "silence_agrees", "step",
    "without_case_manager", "your_ref",
}  # fmt: skip


def subclasses(kind: type[Plain]) -> set[type[Plain]]:
    return {kind}.union(*(subclasses(below) for below in kind.__subclasses__()))


def test_every_notice_there_is_can_be_found_by_its_name() -> None:
    made = subclasses(Notice) - {Notice, CaseNotice, AskingNotice}

    assert {notice_named(kind.__name__) for kind in made if kind.__module__.startswith("notifications.")} == set(
        NOTICES.values()
    )


def test_a_notice_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(NoSuchNotice, match="LoveLetter"):
        notice_named("LoveLetter")


@ALL
def test_the_folder_of_words_is_called_like_the_notice(kind: type[Notice]) -> None:
    expected = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()

    assert kind.template == expected


@ALL
def test_a_notice_survives_the_outbox(kind: type[Notice]) -> None:
    stored = kind.example().model_dump(mode="json")

    assert notice_named(kind.__name__).model_validate(stored) == kind.example()


@ALL
def test_no_notice_has_room_for_a_person(kind: type[Notice]) -> None:
    days_and_hours = {name for name in kind.model_fields if name.endswith(("_on", "_at"))}

    assert set(kind.model_fields) - days_and_hours <= PLAIN_FIELDS


def test_no_question_can_be_switched_off_because_a_youth_would_wait_for_nobody() -> None:
    asking = [kind for kind in NOTICES.values() if kind.section == "questions"]

    assert len(asking) > 10
    assert all(kind.floor for kind in asking)


def test_a_notice_takes_nothing_it_does_not_know() -> None:
    with pytest.raises(ValidationError, match="youth_name"):
        TermPassed.model_validate(TermPassed.example().model_dump() | {"youth_name": "Noor"})


def test_a_notice_does_not_change_once_made() -> None:
    notice = TermPassed.example()

    with pytest.raises(ValidationError, match="frozen"):
        notice.question = "iets anders"  # type: ignore[misc]


@pytest.mark.parametrize("value", ["twee\nregels", "terug\rloop", "nul\x00", "regel\u2028scheiding", "", "   "])
def test_a_value_that_is_not_one_line_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        TermPassed.model_validate(TermPassed.example().model_dump() | {"question": value})


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "vangnet.example", "https://vangnet.example/a b", 'https://a.example/"><script>']
)
def test_a_link_that_is_no_plain_web_address_is_refused(link: str) -> None:
    with pytest.raises(ValidationError):
        TermPassed.model_validate(TermPassed.example().model_dump() | {"link": link})


def test_a_mail_that_asks_nothing_is_refused() -> None:
    with pytest.raises(ValidationError):
        QuestionAsked(case_ref="VN-7K3M9Q", questions=(), link="https://vangnet.example/a")


def test_a_question_nobody_can_answer_is_refused() -> None:
    with pytest.raises(ValidationError, match="link to answer"):
        QuestionAsked(case_ref="VN-7K3M9Q", questions=(Question(label="Komt u?"),))


def test_an_empty_digest_is_refused() -> None:
    with pytest.raises(ValidationError, match="nothing in it"):
        DailyDigest(day=date(2026, 11, 23), link="https://vangnet.example/")


def test_small_values_inside_a_notice_are_as_plain_as_the_notice() -> None:
    inner = subclasses(Plain) - subclasses(Notice) - {Plain}
    ours = [kind for kind in inner if kind.__module__ in {"notifications.plain", "notifications.kind.overview"}]

    assert ours
    for kind in ours:
        assert {name for name in kind.model_fields if not name.endswith("_on")} <= PLAIN_FIELDS

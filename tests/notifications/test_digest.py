"""One mail a day instead of many."""

from datetime import date

from notifications.digest import folded
from notifications.kind.intake import HelpBegan
from notifications.kind.question import QuestionAsked, QuestionWithdrawn, RecordedForYou, Reminder, TermPassed
from notifications.letter import write
from notifications.notice import NOTICES
from notifications.plain import LANGUAGES, Notice

TODAY = date(2026, 11, 23)
OVERVIEW = "https://vangnet.example/overzicht"


def test_a_day_without_news_has_no_digest() -> None:
    assert folded([], "nl", TODAY, OVERVIEW) is None


def test_every_question_of_a_mail_is_a_line_of_its_own() -> None:
    asked = QuestionAsked.example()

    digest = folded([asked], "nl", TODAY, OVERVIEW)

    assert digest is not None
    assert [line.label for line in digest.questions] == [question.label for question in asked.questions]
    assert {line.link for line in digest.questions} == {asked.link}
    assert digest.questions[0].due_on == date(2026, 12, 7)


def test_each_notice_goes_to_its_own_section_in_the_order_given() -> None:
    notices: list[Notice] = [Reminder.example(), HelpBegan.example(), RecordedForYou.example(), TermPassed.example()]

    digest = folded(notices, "nl", TODAY, OVERVIEW)

    assert digest is not None
    assert [line.label for line in digest.reminders] == [
        "Kan het eerste gesprek binnen tien werkdagen?",
        "Eerste gesprek plannen · wacht 5 werkdagen langer dan afgesproken",
    ]
    assert [line.label for line in digest.news] == ["De hulp is begonnen"]
    assert [(line.label, line.due_on) for line in digest.recorded] == [("Komt u naar het overleg?", date(2026, 11, 27))]


def test_a_question_past_its_day_is_not_asked_for_by_that_day_again() -> None:
    digest = folded([TermPassed.example()], "nl", TODAY, OVERVIEW)

    assert digest is not None
    assert digest.reminders[0].due_on is None


def test_a_withdrawn_question_is_named_in_the_digest() -> None:
    digest = folded([QuestionWithdrawn.example()], "nl", TODAY, OVERVIEW)

    assert digest is not None
    assert digest.news[0].label == "Een vraag aan u is vervallen: Kan het eerste gesprek binnen tien werkdagen?"


def test_any_notice_can_be_folded_and_read_in_both_languages() -> None:
    for language in LANGUAGES:
        for kind in NOTICES.values():
            digest = folded([kind.example()], language, TODAY, OVERVIEW)

            assert digest is not None
            assert OVERVIEW in write(digest, language).text

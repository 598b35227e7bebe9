"""What every notice is made of: plain values that fit in a mail. Never a person's name, a birth date or free text."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Language = Literal["nl", "en"]
Address = Literal["u", "jij"]
Section = Literal["questions", "reminders", "recorded", "news"]

LANGUAGES: tuple[Language, ...] = ("nl", "en")

_NOT_PRINTABLE = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]")
_HTTP = re.compile(r"https?://[^\s<>\"'\\]+")


def _one_line(value: str) -> str:
    if _NOT_PRINTABLE.search(value):
        raise ValueError("one line of plain text, without line breaks or control characters")
    if not value.strip():
        raise ValueError("one line that says something")
    return value


def _web_address(value: str) -> str:
    if not _HTTP.fullmatch(value):
        raise ValueError("a link in a mail starts with http:// or https:// and holds no spaces")
    return value


Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_line)]
"""One line a person may read: the name of an agency, the label of a question (already in the reader's language)."""

Summary = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_one_line)]
"""One line put together from several: a line of a digest."""

Link = Annotated[str, Field(max_length=2000), AfterValidator(_web_address)]
"""A whole web address. Its page shows on GET and acts on POST only, because mail scanners open links."""

Count = Annotated[int, Field(ge=0)]


def sample(**values: object) -> Mapping[str, object]:
    """Return the values of a class's example."""
    return MappingProxyType(values)


class Plain(BaseModel):
    """A value that does not change once made and holds nothing but what is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


SHARED = sample(case_ref="VN-7K3M9Q", your_ref="2026-0114", link="https://vangnet.example/a/kJ3xT0pQ7wZ2")


class Notice(Plain):
    """One message to one reader. The words stand in `words/<template>/`; here stands only what they need to know.

    Attributes:
        template: the folder with its words.
        to: how the reader is spoken to: "jij" to a youth, "u" to everybody else.
        urgent: goes out at once; the others may wait for the daily digest.
        floor: cannot be switched off by a preference, because somebody loses a right or a term without it.
        section: the part of the daily digest it is folded into.
        patience: working days that news nobody acts on waits for an overview that comes anyway; most waits for none.
    """

    template: ClassVar[str]
    to: ClassVar[Address] = "u"
    urgent: ClassVar[bool] = False
    floor: ClassVar[bool] = False
    section: ClassVar[Section] = "news"
    patience: ClassVar[int] = 0
    demo: ClassVar[Mapping[str, object]] = sample()

    @classmethod
    def example(cls) -> Self:
        """Return a believable one from the demo region, for previews and tests."""
        shared = {name: value for name, value in SHARED.items() if name in cls.model_fields}
        return cls.model_validate(shared | dict(cls.demo))


class CaseNotice(Notice):
    """A notice about one case. The youth is a reference; the reader's own file number may stand beside it."""

    case_ref: Line
    your_ref: Line | None = None


class Question(Plain):
    """A question to somebody, by its label, with the day until which the answer is welcome."""

    label: Line
    due_on: date | None = None
    link: Link | None = None


Questions = Annotated[tuple[Question, ...], Field(min_length=1)]


class AskingNotice(CaseNotice):
    """A notice with questions that can be answered: one link for the whole form, or one for each question."""

    questions: Questions
    link: Link | None = None

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if self.link is None and any(question.link is None for question in self.questions):
            raise ValueError("a question is asked with a link to answer it")
        return self

"""What every form shares: its question, its version, what may be declined, and what the journal keeps of it.

A form is checked before anything is locked or written; what it means is filed elsewhere.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from models.forms.field import Private, looks_like_a_citizen_number
from models.holder import Names
from models.speech import mark


def asked(label: str, *, help: str | None = None, pick: str | None = None, default: Any = ..., **limits: Any) -> Any:  # noqa: A002 - what Pydantic and people call it
    """One field of a form.

    Args:
        label: what the person reads, in English; the Dutch stands in the catalogue.
        help: one more sentence under the field.
        pick: the list it is chosen from, such as "agency"; the page fills it.
        default: what it is when left out; required when absent.
        **limits: as for a Pydantic field.
    """
    extra: dict[str, Any] | None = {"pick": pick} if pick else None
    if "default_factory" not in limits:
        limits["default"] = default
    return Field(title=label, description=help, json_schema_extra=extra, **limits)


def refuse(field: str, sentence: str) -> PydanticCustomError:
    """What a form says when its fields do not go together; ``field`` is where a person mends it."""
    return PydanticCustomError(f"{TOGETHER}{field}", sentence)


TOGETHER = "together:"
"""How the kind of such an error begins; the name of the field follows."""


class Sheet(BaseModel):
    """Fields that are filled in together; a form, or a line of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def journaled(self) -> dict[str, Any]:
        """The codes, numbers, dates and holders of this sheet; no words, no names, no lines of their own."""
        return {name: _kept(getattr(self, name)) for name in type(self).journaled_fields()}

    @classmethod
    def journaled_fields(cls) -> list[str]:
        """The fields the journal may keep."""
        return [name for name, field in cls.model_fields.items() if not _is_private(field) and not _is_sheets(field)]

    def named(self, within: str = "") -> Iterator[tuple[str, str]]:
        """Every holder it names, in its lines too, with the field that names them."""
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            for each in value if isinstance(value, list | tuple) else [value]:
                if isinstance(each, Sheet):
                    yield from each.named(f"{within}{name}.")
                elif isinstance(each, str) and (_marks(field.metadata, Names) or _holds(field.annotation, Names)):
                    yield f"{within}{name}", each

    def private_words(self) -> Iterator[str]:
        """Every text in it, in its lines too."""
        for name in type(self).model_fields:
            yield from _texts(getattr(self, name))


class Guarded(Sheet):
    """A sheet in whose words no citizen service number stands, unless somebody says that it is another number."""

    another_number: Annotated[bool, Private()] = Field(
        default=False,
        title=mark("The nine digits are another number, not a citizen service number"),
    )

    @model_validator(mode="after")
    def _holds_no_citizen_number(self) -> Self:
        if not self.another_number and any(map(looks_like_a_citizen_number, self.private_words())):
            raise PydanticCustomError(
                "citizen_number",
                mark("holds nine digits that look like a citizen service number"),
            )
        return self


class Form(Guarded):
    """What is answered to one question.

    Class attributes:
        version: raised when its fields change; an open question keeps the version it was asked with.
        question: what the holder reads above it.
        may_decline: the reasons with which a holder may say that they cannot; none: it cannot be declined.
        may_take_longer: the holder may give a new date instead.
        mails: whether asking it sends a message; a professional's own rhythm does not.
        own_word: a plain yes; who named themselves in the answer just before gave it by that.
    """

    version: ClassVar[int] = 1
    question: ClassVar[str]
    may_decline: ClassVar[tuple[str, ...]] = ()
    may_take_longer: ClassVar[bool] = False
    mails: ClassVar[bool] = True
    own_word: ClassVar[bool] = False

    @classmethod
    def lifted(cls, older: dict[str, Any], version: int) -> dict[str, Any] | None:
        """An answer of an older version as this version has it, or None when it cannot be lifted."""
        return older if version == cls.version else None


_PLAIN = (bool, int, float, date, datetime)


def unfit_for_the_journal(sheet: type[Sheet]) -> list[str]:
    """The fields of a sheet that are neither private nor plainly a code, number, date or holder; there must be none."""
    return [name for name in sheet.journaled_fields() if not _fits(sheet.model_fields[name])]


def _fits(field: FieldInfo) -> bool:
    return bool(field.metadata) or all(_plain(leaf) for leaf in _leaves(field.annotation))


def _plain(leaf: Any) -> bool:
    return leaf is type(None) or (isinstance(leaf, type) and issubclass(leaf, (*_PLAIN, Enum)))


def _leaves(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Literal or hasattr(annotation, "__metadata__"):
        yield type(None)
    elif get_args(annotation):
        for part in get_args(annotation):
            yield from _leaves(part)
    elif annotation is not Ellipsis:
        yield annotation


def _is_private(field: FieldInfo) -> bool:
    return _marks(field.metadata, Private) or _holds(field.annotation, Private)


def _marks(metadata: Iterable[Any], marker: type) -> bool:
    return any(isinstance(each, marker) for each in metadata)


def _is_sheets(field: FieldInfo) -> bool:
    return any(isinstance(leaf, type) and issubclass(leaf, Sheet) for leaf in _leaves(field.annotation))


def _holds(annotation: Any, marker: type) -> bool:
    if any(isinstance(each, marker) for each in getattr(annotation, "__metadata__", ())):
        return True
    return any(_holds(part, marker) for part in get_args(annotation))


def _kept(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple):
        return [_kept(each) for each in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Sheet):
        yield from value.private_words()
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)

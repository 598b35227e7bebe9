"""Under which conditions a policy allows something: named functions of what is known of a thing. Reads no row."""

from collections.abc import Callable
from dataclasses import dataclass

from models.age import AGREES_TOO_AT, PARENTS_STAND_BACK_AT


@dataclass(frozen=True, slots=True)
class Thing:
    """What must be known of one thing in a case to say who may see it. What is not said is not so.

    Attributes:
        mine: the viewer wrote it.
        ours: it is of the viewer's own agency, or asked of it.
        named: the viewer's agency is one of those it was written for.
        grounded: the viewer's agency may know of the youth today: a ground of its own, or everybody's yes.
        anonymous: the youth is discussed without a name.
        secret: the address is secret.
        unmanaged: nobody is case manager yet, and the coordinator acts as such.
        seated: it was brought to a table, or said there, where the viewer's agency sits.
        window: it is the contact of a trusted person with the youth.
        age: of the youth, in years.
        youth_says: the youth said that this person may know of it.
        youth_forbids: the youth said that this person must not know of it.
    """

    mine: bool = False
    ours: bool = False
    named: bool = False
    grounded: bool = False
    anonymous: bool = False
    secret: bool = False
    unmanaged: bool = False
    seated: bool = False
    window: bool = False
    age: int | None = None
    youth_says: bool = False
    youth_forbids: bool = False


Condition = Callable[[Thing], bool]
PLAIN = Thing()


def always(_thing: Thing) -> bool:
    """Under no condition."""
    return True


def wrote_it(thing: Thing) -> bool:
    """Only who wrote it."""
    return thing.mine


def its_own(thing: Thing) -> bool:
    """Only what is of the viewer's own agency, or asked of it."""
    return thing.ours


def named_there(thing: Thing) -> bool:
    """Only what was written for the viewer's agency by name, or by it."""
    return thing.named or thing.ours


def has_ground(thing: Thing) -> bool:
    """Only while the agency has a ground of its own, or everybody's yes."""
    return thing.grounded


def wrote_it_or_has_ground(thing: Thing) -> bool:
    """Only who wrote it, and an agency while it has a ground of its own, or everybody's yes."""
    return thing.mine or thing.grounded


def by_name(thing: Thing) -> bool:
    """As ``has_ground``, and never of a youth who is discussed without a name."""
    return thing.grounded and not thing.anonymous


def at_the_table(thing: Thing) -> bool:
    """Only at a table where the agency sits, as ``has_ground`` for what it is about. Source: domain.md, section 2."""
    return thing.seated and thing.grounded


def its_own_or_at_the_table(thing: Thing) -> bool:
    """As ``its_own``, and as ``at_the_table``."""
    return its_own(thing) or at_the_table(thing)


def not_secret(thing: Thing) -> bool:
    """Not what tells where somebody lives whose address is secret. Source: domain.md, R6."""
    return not thing.secret


def acts_as_case_manager(thing: Thing) -> bool:
    """Only until there is a case manager. Source: process.md, stage 1 step 5."""
    return thing.unmanaged


def not_secret_or_acts(thing: Thing) -> bool:
    """As ``not_secret``, and all of it to who acts as case manager until there is one."""
    return not thing.secret or thing.unmanaged


def wrote_it_or_acts(thing: Thing) -> bool:
    """Only who wrote it, and who acts as case manager until there is one."""
    return thing.mine or thing.unmanaged


def contact_window(thing: Thing) -> bool:
    """Only the contact of the trusted person with the youth."""
    return thing.window


def old_enough(thing: Thing) -> bool:
    """The youth, from twelve on; before that those with custody ask for the youth. Source: domain.md, section 6."""
    return thing.age is not None and thing.age >= AGREES_TOO_AT


def as_parents_may(thing: Thing) -> bool:
    """Under twelve who has custody; then not where the youth says no, and from sixteen only where the youth says yes.

    Source: process.md, "Parents".
    """
    years = thing.age
    if years is not None and years < AGREES_TOO_AT:
        return True
    if years is not None and years < PARENTS_STAND_BACK_AT:
        return not thing.youth_forbids
    return youth_says_so(thing)


def as_parents_may_not_secret(thing: Thing) -> bool:
    """As ``as_parents_may``, and never where the youth's address is kept from others."""
    return as_parents_may(thing) and not thing.secret


def youth_says_so(thing: Thing) -> bool:
    """Only if, and for what, the youth says so."""
    return thing.youth_says and not thing.youth_forbids

"""Who may do what with which part of a case: the one table of policies. Pure; reads no row.

Role and relation to the case are folded in ``Link``. Everything that shows or changes something reads from this table:
queries ask ``allows``, lists filter by ``links_that``, commands insist on a ``Deed``, which is a name for one row.
Drawn in ``docs/need-to-know.md``. Source: domain.md section 6, R3, R4 and R6; process.md, "What every stage obeys".
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from models.condition import (
    PLAIN,
    Condition,
    Thing,
    acts_as_case_manager,
    always,
    as_parents_may,
    as_parents_may_not_secret,
    at_the_table,
    by_name,
    contact_window,
    has_ground,
    its_own,
    its_own_or_at_the_table,
    named_there,
    not_secret,
    not_secret_or_acts,
    old_enough,
    wrote_it,
    wrote_it_or_acts,
    wrote_it_or_has_ground,
    youth_says_so,
)
from models.deed import Deed
from models.item import Action, Item
from models.link import GUIDES, HOLDS, LOOKS_OVER, SITS, SPEAKS, STAFF, Link
from models.youth_word import NOTHING, Word

Cell = tuple[Item, Action]
Grant = dict[Link, Condition]


def _to(links: Collection[Link], condition: Condition = always, **more: Condition) -> Grant:
    """A grant to these links under one condition; ``more`` names a link and a condition of its own."""
    return dict.fromkeys(links, condition) | {Link[name.upper()]: own for name, own in more.items()}


SEE, SEARCH, PRINT = Action.SEE, Action.SEARCH, Action.PRINT
ADD, CHANGE, END, ANSWER = Action.ADD, Action.CHANGE, Action.END, Action.ANSWER
_HELD_AND_OWN = _to(HOLDS) | _to(SITS | {Link.ASKED, Link.MANAGER}, its_own)
_FULL = _to(HOLDS | LOOKS_OVER) | _to(SITS | {Link.ASKED}, its_own, trusted=contact_window)
_AT_THE_TABLE = _to(HOLDS) | _to(SITS | {Link.ASKED}, at_the_table)
_GROUNDED = _to(HOLDS) | _to(SITS, has_ground)
_BROUGHT = _HELD_AND_OWN | _to(SITS | {Link.ASKED}, its_own_or_at_the_table)
_NOTES = STAFF - {Link.EMERGENCY}
_SHARED = _to(_NOTES, wrote_it) | _to(HOLDS) | _to(SITS, wrote_it_or_has_ground)
_LIVES = _to(HOLDS, not_secret, case_manager=always, coordinator=not_secret_or_acts)
_WHERE = _LIVES | _to({Link.EMERGENCY}, not_secret)

SEEN: Mapping[Cell, Grant] = {
    (Item.NUMBER, SEE): _to(STAFF),
    (Item.NUMBER, SEARCH): _to(STAFF),
    (Item.WAIT, SEE): _FULL,
    (Item.MATTER, SEE): _to(HOLDS) | _to(SITS | {Link.ASKED}, has_ground, trusted=contact_window),
    (Item.TIMELINE, SEE): _to(HOLDS | LOOKS_OVER) | _to(SITS | {Link.ASKED, Link.TRUSTED}, its_own),
    (Item.FILE, SEE): _to(HOLDS),
    # Who the youth is, who is around them, whom to call, and what helps.
    (Item.EMERGENCY, SEE): _to({Link.EMERGENCY}),
    (Item.NAME, SEE): _to(HOLDS | {Link.TRUSTED, Link.REFERRER, Link.EMERGENCY}, partner=by_name),
    (Item.NAME, SEARCH): _to(HOLDS | {Link.TRUSTED, Link.REFERRER}),
    (Item.CONTACT, SEE): _to(HOLDS | {Link.EMERGENCY}),
    (Item.ADDRESS, SEE): _WHERE,
    (Item.SCHOOL, SEE): _WHERE,
    (Item.SCHOOL, SEARCH): _LIVES | _to({Link.REFERRER, Link.MANAGER}, not_secret),
    (Item.REGISTRATION, SEE): _to(HOLDS),
    (Item.REGISTRATION, SEARCH): _to(HOLDS | {Link.REFERRER, Link.MANAGER}),
    (Item.STORY, SEE): _AT_THE_TABLE,
    (Item.PLAN, SEE): _HELD_AND_OWN,
    (Item.GOAL, SEE): _GROUNDED,
    (Item.CONTRIBUTION, SEE): _BROUGHT,
    # The conclusion of a youth doctor; what else a doctor knows is in no case at all.
    (Item.MEDICAL, SEE): _BROUGHT,
    (Item.MEETING, SEE): _AT_THE_TABLE,
    (Item.NETWORK, SEE): _to(HOLDS),
    (Item.CONSENT, SEE): _to(HOLDS),
    (Item.YOUTH_WORD, SEE): _to(HOLDS),
    (Item.FAMILY, SEE): _to(HOLDS),
    (Item.PERSON, SEE): _to(HOLDS | {Link.EMERGENCY}),
    (Item.MONEY, SEE): _to(HOLDS),
    (Item.INSTRUMENT, SEE): _to(HOLDS),
    (Item.ORDER, SEE): _to(HOLDS | LOOKS_OVER) | _to(SITS | {Link.ASKED}, its_own),
    (Item.ORDER_WORDS, SEE): _HELD_AND_OWN,
    (Item.LADDER, SEE): _to(HOLDS | LOOKS_OVER) | _to(SITS | {Link.ASKED}, its_own),
    (Item.LADDER_WORDS, SEE): _to(HOLDS),
    (Item.MESSAGE, SEE): _to(HOLDS | LOOKS_OVER) | _to(SITS | {Link.ASKED, Link.TRUSTED}, its_own),
    (Item.RECIPIENT, SEE): _to(HOLDS),
    (Item.NOTE_PRIVATE, SEE): _to(_NOTES, wrote_it),
    (Item.NOTE_SAFETY, SEE): _to(_NOTES, wrote_it, case_manager=always, coordinator=wrote_it_or_acts),
    (Item.NOTE_ADVICE, SEE): _to((), case_manager=always, coordinator=acts_as_case_manager),
    (Item.NOTE_AGENCY, SEE): _to(_NOTES, its_own),
    (Item.NOTE_NAMED, SEE): _to(_NOTES, named_there, case_manager=always),
    (Item.NOTE_PARTNERS, SEE): _SHARED,
    (Item.NOTE_YOUTH, SEE): _SHARED,
    (Item.LOG, SEE): _to(GUIDES | {Link.PRIVACY_OFFICER}),
    (Item.DRAFT, SEE): _to({Link.DRAFTER}),
}
"""What is shown on a screen, by a command, or found by a search."""

_FOR_YOUTH = (
    Item.NUMBER, Item.WAIT, Item.NAME, Item.CONTACT, Item.ADDRESS, Item.SCHOOL, Item.REGISTRATION, Item.STORY,
    Item.PLAN, Item.CONTRIBUTION, Item.MEDICAL, Item.MEETING, Item.NETWORK, Item.CONSENT, Item.MONEY, Item.ORDER,
    Item.MESSAGE, Item.LOG, Item.NOTE_YOUTH, Item.GOAL, Item.YOUTH_WORD,
)  # fmt: skip
_FOR_PARENTS = frozenset(
    {
        Item.NUMBER,
        Item.WAIT,
        Item.NAME,
        Item.REGISTRATION,
        Item.STORY,
        Item.PLAN,
        Item.GOAL,
        Item.MEETING,
        Item.CONSENT,
        Item.LOG,
        Item.NOTE_YOUTH,
    }
)
_FOR_SUPPORTERS = frozenset({Item.NOTE_YOUTH, Item.NUMBER, Item.WAIT, Item.NAME, Item.PLAN, Item.GOAL})


def _printed(item: Item) -> Grant:
    parents = _to({Link.PARENT}, as_parents_may) if item in _FOR_PARENTS else {}
    where = _to({Link.PARENT}, as_parents_may_not_secret) if item in {Item.ADDRESS, Item.SCHOOL} else {}
    supporters = _to({Link.SUPPORTER}, youth_says_so) if item in _FOR_SUPPORTERS else {}
    return _to({Link.YOUTH}, old_enough) | parents | where | supporters


PRINTED: Mapping[Cell, Grant] = {
    **{(item, PRINT): _printed(item) for item in _FOR_YOUTH},
    # The sheet with the list of cases: of who looks over a region, and of agencies with a ground for the case.
    (Item.NUMBER, PRINT): _printed(Item.NUMBER) | _to(STAFF, has_ground) | _to(LOOKS_OVER | {Link.COORDINATOR}),
    # The agenda and the minutes, for who sits at that table; each print holds what its reader may see.
    (Item.STORY, PRINT): _printed(Item.STORY) | _AT_THE_TABLE,
    (Item.MEETING, PRINT): _printed(Item.MEETING) | _AT_THE_TABLE,
    (Item.CONTRIBUTION, PRINT): _printed(Item.CONTRIBUTION) | _BROUGHT,
    (Item.MEDICAL, PRINT): _printed(Item.MEDICAL) | _BROUGHT,
    (Item.PLAN, PRINT): _printed(Item.PLAN) | _HELD_AND_OWN,
    (Item.GOAL, PRINT): _printed(Item.GOAL) | _GROUNDED,
    (Item.WAIT, PRINT): _printed(Item.WAIT) | _FULL,
}
"""What is handed over on paper or as a file: to the people themselves, who have no account. Source: domain.md, R4."""

DONE: Mapping[Cell, Grant] = {
    (Item.TO_PEOPLE, ANSWER): _to(SPEAKS, trusted=contact_window),
    (Item.TO_OTHERS, ANSWER): _to(SPEAKS),
    (Item.COURSE, ADD): _to(GUIDES),
    (Item.COURSE, CHANGE): _to(GUIDES),
    (Item.COURSE, END): _to(GUIDES),
    (Item.WAIT, CHANGE): _to(GUIDES),
    (Item.REGISTRATION, CHANGE): _to(GUIDES),
    (Item.REQUEST, ADD): _to(SPEAKS | SITS),
    (Item.CONSENT, CHANGE): _to(SPEAKS),
    (Item.CONSENT, ADD): _to(SPEAKS | SITS),
    (Item.YOUTH_WORD, CHANGE): _to(SPEAKS),
    (Item.PART, CHANGE): _to(SPEAKS),
    (Item.FAMILY, CHANGE): _to(GUIDES),
    (Item.PERSON, ADD): _to(GUIDES),
    (Item.PERSON, CHANGE): _to(SPEAKS),
    (Item.PERSON, END): _to(GUIDES),
    (Item.TO_PEOPLE, ADD): _to(SPEAKS | {Link.TRUSTED}),
    (Item.NOTE_PRIVATE, ADD): _to(SPEAKS | SITS | {Link.TRUSTED, Link.ASKED}),
    (Item.OWN_LINK, CHANGE): _to(SPEAKS),
    # The youth, behind the coded link of their own page.
    (Item.OWN_ASK, ADD): _to({Link.YOUTH}, old_enough),
    (Item.MONEY, ADD): _to(SPEAKS),
    (Item.INSTRUMENT, ADD): _to(SPEAKS),
    (Item.ORDER, ADD): _to(GUIDES | {Link.PARTNER}),
    (Item.LADDER, CHANGE): _to(GUIDES),
    (Item.MACHINE, CHANGE): _to({Link.OPERATOR, Link.COORDINATOR}),
}
"""What is done: the rows commands insist on."""

POLICY: Mapping[Cell, Grant] = {**SEEN, **PRINTED, **DONE}


def allows(held: Collection[Link], item: Item, action: Action = SEE, thing: Thing = PLAIN) -> bool:
    """Whether what somebody is to a case lets them do this with this one thing."""
    grant = POLICY.get((item, action), {})
    return any(condition(thing) for link, condition in grant.items() if link in held)


def partly(held: Collection[Link], item: Item, action: Action = SEE) -> bool:
    """Whether there can be a thing of that kind with which somebody may do this: what gives them a part of a page."""
    return not POLICY[item, action].keys().isdisjoint(held)


def handed_to(link: Link, thing: Thing, word: Word = NOTHING) -> frozenset[Item]:
    """What may be printed for one of the people of a case, or for somebody who works on it.

    Args:
        link: ``Link.YOUTH``, ``PARENT`` for who has custody, or ``SUPPORTER``; from eighteen on a parent is one too.
        thing: the age of the youth, and whether the address is secret.
        word: what the youth says of this person.
    """
    printed = (item for item, action in POLICY if action is PRINT)
    return frozenset(item for item in printed if is_handed_to(link, item, thing, word))


def is_handed_to(link: Link, item: Item, thing: Thing, word: Word, domain: str | None = None) -> bool:
    """Whether one thing may be printed for one of the people; ``domain`` is the life domain it is of, if it is of one.

    Under twelve, and for the youth, what is said of somebody plays no part: the table's conditions see to that.
    """
    said = replace(thing, youth_says=word.says(item), youth_forbids=word.forbids(item, domain))
    return allows({link}, item, PRINT, said)


def freely(item: Item, action: Action = SEE) -> frozenset[Link]:
    """Who may do this with every thing of that kind, under no condition; what a list can filter by."""
    return frozenset(link for link, condition in POLICY.get((item, action), {}).items() if condition is always)


DEEDS: Mapping[Deed, Cell] = {
    Deed.SEE_NUMBER: (Item.NUMBER, SEE),
    Deed.SEE_FILE: (Item.FILE, SEE),
    Deed.SEE_NAME: (Item.NAME, SEE),
    Deed.SEE_IN_EMERGENCY: (Item.EMERGENCY, SEE),
    Deed.ANSWER_FOR_PEOPLE: (Item.TO_PEOPLE, ANSWER),
    Deed.RECORD_FOR_OTHERS: (Item.TO_OTHERS, ANSWER),
    Deed.LOOK_FOR: (Item.TO_PEOPLE, ADD),
    Deed.START: (Item.COURSE, ADD),
    Deed.CHANGE_WAIT: (Item.WAIT, CHANGE),
    Deed.CUT_SHORT: (Item.COURSE, END),
    Deed.REOPEN: (Item.COURSE, CHANGE),
    Deed.CORRECT: (Item.REGISTRATION, CHANGE),
    Deed.ADD_REQUEST: (Item.REQUEST, ADD),
    Deed.SPEND: (Item.MONEY, ADD),
    Deed.CALL_IN: (Item.INSTRUMENT, ADD),
    Deed.RECORD_CONSENT: (Item.CONSENT, CHANGE),
    Deed.ADD_CONSENT: (Item.CONSENT, ADD),
    Deed.RECORD_WORD: (Item.YOUTH_WORD, CHANGE),
    Deed.HAND_OVER: (Item.PART, CHANGE),
    Deed.LINK_FAMILY: (Item.FAMILY, CHANGE),
    Deed.ADD_PERSON: (Item.PERSON, ADD),
    Deed.CHANGE_PERSON: (Item.PERSON, CHANGE),
    Deed.END_PERSON: (Item.PERSON, END),
    Deed.NOTE: (Item.NOTE_PRIVATE, ADD),
    Deed.GIVE_LINK: (Item.OWN_LINK, CHANGE),
    Deed.ASK_FOR_ONESELF: (Item.OWN_ASK, ADD),
    Deed.IMPOSE: (Item.ORDER, ADD),
    Deed.ESCALATE: (Item.LADDER, CHANGE),
    Deed.OPERATE: (Item.MACHINE, CHANGE),
}
MAY: Mapping[Deed, frozenset[Link]] = {deed: frozenset(POLICY[cell]) for deed, cell in DEEDS.items()}
"""Who may do a deed at all, whatever conditions it has."""

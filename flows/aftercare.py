"""Aftercare: somebody the youth trusts stays in touch until the youth can go on. Source: process.md, stage 4."""

from collections.abc import Iterator
from itertools import count

from prefect import flow

from flows.engine.answer import Answer, Ending, Facts
from flows.engine.case import Case
from flows.facts.aftercare import choose_by, next_window, parents_must_agree, somebody_looks
from flows.numbering import nth
from flows.records.aftercare import nobody_stays_in_touch, substitute_steps_in
from flows.stage import stage

MEANS = {
    "trusted-person": {
        "declined": "the youth wants nobody: aftercare ends",
        "withdrawn": "aftercare ends",
        "overtaken": "not found: aftercare ends, and somebody closes the case",
    },
    "trusted-agrees": {
        "declined": "the youth chooses again",
        "withdrawn": "the youth chooses again",
        "overtaken": "not found: aftercare ends, and somebody closes the case",
    },
    "parents-agree": {
        "withdrawn": "the youth chooses again; from sixteen on their yes is not needed",
        "overtaken": "not found: aftercare ends, and somebody closes the case",
    },
    "contact": {
        "declined": "the substitute, else the youth chooses again",
        "silent": "the case manager is asked",
        "withdrawn": "the youth is looked for",
        "overtaken": "not found: aftercare ends, and somebody closes the case",
    },
    "contact-again": {
        "declined": "the youth is looked for",
        "silent": "the youth is looked for",
        "withdrawn": "the youth is looked for",
        "overtaken": "not found: aftercare ends, and somebody closes the case",
    },
    "contact-by-manager": {
        "declined": "the youth is looked for",
        "withdrawn": "the youth is looked for",
        "overtaken": "not found: aftercare ends, and somebody closes the case",
    },
    "landed": {"withdrawn": "another window", "overtaken": "not found: aftercare ends, and somebody closes the case"},
}


@flow
@stage("aftercare", version=1)
def aftercare(case: Case) -> Ending:
    """Not letting go but holding on, until the youth can go on."""
    choices = count(1)
    nobody = find_trusted_person(case, choices)
    if nobody:
        return case.end(nobody)
    case.start("warm-handover", "warm handover")
    had = None
    for n in count(1):
        window = case.decide(f"window:{n}", next_window, after=had)
        heard = in_touch(case, n, window)
        if heard == "not found":
            return case.end("not found")
        nobody = somebody_else_takes_over(case, n, choices) if heard in HANDED_BACK else None
        if nobody:
            return case.end(nobody)
        if heard == "handed back before a word":
            continue
        had = window.around_on
        landed = has_landed(case, n) if window.last else "another window"
        if landed != "another window":
            return case.end(landed)
    raise AssertionError("aftercare has no end of windows")


HANDED_BACK = frozenset({"handed back", "handed back before a word"})
"""Somebody else takes over; before a word the same window is still to be had."""


def find_trusted_person(case: Case, choices: Iterator[int]) -> str | None:
    """The youth chooses somebody; that person agrees, and under 16 those with custody too.

    None: somebody stays in touch; otherwise how aftercare ends, since nobody does.
    """
    for n in choices:
        by = case.decide(nth("choose-by", n), choose_by)
        chosen = case.ask(
            nth("trusted-person", n), of="youth", form="TrustedPerson", within=by, unless=("out of sight",)
        )
        if not chosen.given:
            return "not found" if chosen.instead else "youth wants none"
        stays = stays_in_touch(case, n)
        if stays != "chooses again":
            return None if stays == "in touch" else stays
    raise AssertionError("a youth has no end of choices")


def stays_in_touch(case: Case, n: int) -> str:
    """Whoever was chosen agrees, and under 16 those with custody; otherwise nobody stays in touch yet."""
    agrees = case.ask(
        nth("trusted-agrees", n),
        of="trusted person",
        form="TrustedAgrees",
        within="trusted person",
        unless=("out of sight",),
    )
    agreed = parents_agree(case, n) if agrees.given else "not found" if agrees.instead else "chooses again"
    if agreed == "chooses again":
        case.record(nth("not-agreed", n), nobody_stays_in_touch)
    return agreed


def somebody_else_takes_over(case: Case, n: int, choices: Iterator[int]) -> str | None:
    """Who hands back is thanked: the substitute is asked, else the youth chooses again. None: somebody does."""
    if case.record(f"substitute:{n}", substitute_steps_in):
        stays = stays_in_touch(case, next(choices))
        if stays != "chooses again":
            return None if stays == "in touch" else stays
    return find_trusted_person(case, choices)


def parents_agree(case: Case, number: int) -> str:
    """Under 16 those with custody agree too; not one of them may say no."""
    if not case.decide(nth("under-16", number), parents_must_agree):
        return "in touch"
    said = case.ask_all(
        nth("parents-agree", number),
        of="custody holders",
        form="ParentsAgree",
        within="trusted person",
        unless=("out of sight",),
    )
    if said.instead:
        return "not found"
    return "chooses again" if any(stands_in_the_way(answer) for answer in said) else "in touch"


def stands_in_the_way(said: Answer) -> bool:
    """Any no of those with custody, or no word from them; not where the youth decides by now."""
    return said.code != "youth decides" and not (said.given and said.agrees)


def in_touch(case: Case, n: int, window: Facts) -> str:
    """One window: in touch, handed back, looked for, or not found."""
    told = case.ask(
        f"contact:{n}",
        of="trusted person",
        form="Contact",
        opens=window.opens_on,
        until=window.closes_on,
        unless=("out of sight",),
    )
    if told.declined:
        return "handed back before a word"
    heed(case, f"urgent-review:{n}", told)
    if told.given and not told.reached:
        if told.hands_back:
            return "handed back before a word"
        told = case.ask(
            f"contact-again:{n}",
            of="trusted person",
            form="Contact",
            opens="try again",
            until="try again",
            unless=("out of sight",),
        )
        heed(case, f"urgent-review-again:{n}", told)
    elif told.silent:
        told = case.ask(
            f"contact-by-manager:{n}", of="case manager", form="Contact", within="find", unless=("out of sight",)
        )
        heed(case, f"urgent-review-by-manager:{n}", told)
    return "not found" if told.instead else what_is_heard(case, n, told)


def heed(case: Case, key: str, told: Answer) -> None:
    """A worrying word is looked at within days, whether the youth was reached or not."""
    if told.given and told.worrying:
        case.start(key, "urgent review")


def what_is_heard(case: Case, n: int, told: Answer) -> str:
    """Nobody reached means that the youth is looked for, never silence; who rather hands on may do so."""
    if told.given and told.reached:
        case.tell(f"help-began:{n}", to="referrer", notice="HelpBegan", once="help began")
    elif not case.decide(f"looked-for:{n}", somebody_looks):
        case.start(f"find:{n}", "find")
    return "handed back" if told.given and told.hands_back else "in touch"


def has_landed(case: Case, n: int) -> str:
    """After the last window: landed, another window, or not found."""
    said = case.ask_all(
        f"landed:{n}", of=("youth", "case manager"), form="Landed", within="landed", unless=("out of sight",)
    )
    if said.instead:
        return "not found"
    agreed = said.given and all(answer.landed for answer in said.given)
    return "landed" if agreed else "another window"

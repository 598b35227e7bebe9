"""Aftercare: somebody the youth trusts stays in touch until the youth can go on. Source: process.md, stage 4."""

from collections.abc import Iterator
from itertools import count

from prefect import flow

from flows.engine.answer import Answer, Ending, Facts
from flows.engine.case import Case
from flows.facts.aftercare import choose_by, is_custody_unknown, next_window, parents_must_agree, somebody_looks
from flows.numbering import nth
from flows.records.aftercare import nobody_stays_in_touch, substitute_steps_in, takes_questions_over
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
    "who-has-custody": {
        "withdrawn": "nobody with custody is known, so nobody of them is asked",
        "overtaken": "not found: aftercare ends, and somebody closes the case",
    },
    "parents-agree": {
        "withdrawn": "the youth chooses again; from sixteen on, or without custody, their yes is not needed",
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

IN_TOUCH = "in touch"
"""Somebody the youth chose stays in touch."""
NO_WORD_YET = "handed back before a word"
"""Somebody else takes over, and the same window is still to be had."""
HANDED_BACK = frozenset({"handed back", NO_WORD_YET})


@flow
@stage("aftercare", version=1)
def aftercare(case: Case) -> Ending:
    """Not letting go but holding on, until the youth can go on."""
    choices = count(1)
    stays = somebody_is_chosen(case, choices)
    if stays != IN_TOUCH:
        return case.end(stays)
    case.start("warm-handover", "warm handover")
    had = None
    for n in count(1):
        window = case.decide(f"window:{n}", next_window, after=had)
        heard = heard_in(case, n, window)
        if heard == "not found":
            return case.end("not found")
        if heard in HANDED_BACK:
            stays = somebody_else_takes_over(case, n, choices)
            if stays != IN_TOUCH:
                return case.end(stays)
        if heard == NO_WORD_YET:
            continue
        had = window.around_on
        landed = has_landed(case, n) if window.last else "another window"
        if landed != "another window":
            return case.end(landed)
    raise AssertionError("aftercare has no end of windows")


def somebody_is_chosen(case: Case, choices: Iterator[int]) -> str:
    """The youth chooses until somebody stays in touch; otherwise how aftercare ends."""
    for n in choices:
        by = case.decide(nth("choose-by", n), choose_by)
        chosen = case.ask(
            nth("trusted-person", n), of="youth", form="TrustedPerson", within=by, unless=("out of sight",)
        )
        if not chosen.given:
            return "not found" if chosen.instead else "youth wants none"
        stays = stays_in_touch(case, n)
        if stays != "chooses again":
            return stays
    raise AssertionError("a youth has no end of choices")


def somebody_else_takes_over(case: Case, n: int, choices: Iterator[int]) -> str:
    """Whoever hands back is thanked: the substitute is asked, else the youth chooses again."""
    if case.record(f"substitute:{n}", substitute_steps_in):
        stays = stays_in_touch(case, next(choices))
        if stays != "chooses again":
            return stays
    return somebody_is_chosen(case, choices)


def stays_in_touch(case: Case, n: int) -> str:
    """Whoever was chosen agrees, and under 16 those with custody too; otherwise the youth chooses again."""
    agrees = case.ask(
        nth("trusted-agrees", n),
        of="trusted person",
        form="TrustedAgrees",
        within="trusted person",
        unless=("out of sight",),
    )
    if agrees.instead:
        return "not found"
    stays = parents_agree(case, n) if agrees.given else "chooses again"
    if stays == IN_TOUCH:
        case.record(nth("in-touch", n), takes_questions_over)
    elif stays == "chooses again":
        case.record(nth("not-agreed", n), nobody_stays_in_touch)
    return stays


def parents_agree(case: Case, n: int) -> str:
    """Under 16 those with custody agree too, and none says no; who they are is asked where nobody knows."""
    if not case.decide(nth("under-16", n), parents_must_agree):
        return IN_TOUCH
    if case.decide(nth("custody-unknown", n), is_custody_unknown):
        known = case.ask(
            nth("who-has-custody", n),
            of="case manager",
            form="WhoHasCustody",
            within="trusted person",
            unless=("out of sight",),
        )
        if known.instead:
            return "not found"
    said = case.ask_all(
        nth("parents-agree", n),
        of="custody holders",
        form="ParentsAgree",
        within="trusted person",
        unless=("out of sight",),
    )
    if said.instead:
        return "not found"
    return "chooses again" if any(stands_in_the_way(answer) for answer in said) else IN_TOUCH


NOT_ASKED_ANY_MORE = frozenset({"youth decides", "person left"})
"""Why the yes of somebody with custody is not needed after all."""


def stands_in_the_way(said: Answer) -> bool:
    """Any no of those with custody, or no word from them; not of who is not asked any more."""
    return said.code not in NOT_ASKED_ANY_MORE and not (said.given and said.agrees)


def heard_in(case: Case, n: int, window: Facts) -> str:
    """What is heard in one window; twice nobody reached, and the youth is looked for. Nothing where nobody is there."""
    if not window.in_touch:
        return NO_WORD_YET
    told = case.ask(
        f"contact:{n}",
        of="trusted person",
        form="Contact",
        opens=window.opens_on,
        until=window.closes_on,
        unless=("out of sight",),
    )
    if told.declined:
        return NO_WORD_YET
    heed(case, f"urgent-review:{n}", told)
    if told.given and not told.reached:
        if told.hands_back:
            return NO_WORD_YET
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
    return "handed back" if told.given and told.hands_back else IN_TOUCH


def has_landed(case: Case, n: int) -> str:
    """After the last window: landed, another window, or not found."""
    said = case.ask_all(
        f"landed:{n}", of=("youth", "case manager"), form="Landed", within="landed", unless=("out of sight",)
    )
    if said.instead:
        return "not found"
    agreed = said.given and all(answer.landed for answer in said.given)
    return "landed" if agreed else "another window"

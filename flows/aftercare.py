"""Aftercare: somebody the youth trusts stays in touch until the youth can go on. Source: process.md, stage 4."""

from collections.abc import Iterator
from itertools import count

from prefect import flow

from flows.engine.answer import Answer, Ending, Facts
from flows.engine.case import Case
from flows.facts.aftercare import another_window, contact_windows, parents_must_agree, somebody_looks
from flows.numbering import nth
from flows.records.aftercare import substitute_steps_in
from flows.stage import stage

MEANS = {
    "trusted-person": {"declined": "the youth wants nobody: aftercare ends", "withdrawn": "aftercare ends"},
    "trusted-agrees": {"declined": "the youth chooses again", "withdrawn": "the youth chooses again"},
    "parents-agree": {"withdrawn": "the youth chooses again"},
    "warm-handover": {"withdrawn": "nobody waits for it"},
    "contact": {
        "declined": "the substitute, else the youth chooses again",
        "silent": "the case manager is asked",
        "withdrawn": "the youth is looked for",
        "overtaken": "out of sight: aftercare ends",
    },
    "contact-again": {
        "declined": "the youth is looked for",
        "silent": "the youth is looked for",
        "withdrawn": "the youth is looked for",
        "overtaken": "out of sight: aftercare ends",
    },
    "contact-by-manager": {
        "declined": "the youth is looked for",
        "withdrawn": "the youth is looked for",
        "overtaken": "out of sight: aftercare ends",
    },
    "landed": {"withdrawn": "another window", "overtaken": "out of sight: aftercare ends"},
}


@flow
@stage("aftercare", version=1)
def aftercare(case: Case) -> Ending:
    """Not letting go but holding on, until the youth can go on."""
    choices = count(1)
    if not find_trusted_person(case, choices):
        return case.end("youth wants none")
    case.open("warm-handover", of=("consultant", "trusted person"), form="HandoverItems", within="warm handover")
    windows = list(case.decide("windows", contact_windows))
    for n in count(1):
        heard = in_touch(case, n, windows.pop(0))
        if heard == "out of sight":
            return case.end("out of sight")
        if heard == "handed back" and not somebody_else_takes_over(case, n, choices):
            return case.end("youth wants none")
        if windows:
            continue
        landed = has_landed(case, n)
        if landed != "another window":
            return case.end(landed)
        windows.append(case.decide(f"another-window:{n}", another_window))
    raise AssertionError("aftercare has no end of windows")


def find_trusted_person(case: Case, choices: Iterator[int]) -> bool:
    """The youth chooses somebody; that person agrees, and under 16 those with custody too."""
    for n in choices:
        chosen = case.ask(nth("trusted-person", n), of="youth", form="TrustedPerson", within="trusted person")
        if not chosen.given:
            return False
        agrees = case.ask(nth("trusted-agrees", n), of="trusted person", form="TrustedAgrees", within="trusted person")
        if agrees.given and parents_agree(case, n):
            return True
    return False


def somebody_else_takes_over(case: Case, n: int, choices: Iterator[int]) -> bool:
    """Who hands back is thanked: the substitute steps in, else the youth chooses again."""
    return case.record(f"substitute:{n}", substitute_steps_in) or find_trusted_person(case, choices)


def parents_agree(case: Case, number: int) -> bool:
    """Under 16 those with custody agree too; not one of them may say no."""
    if not case.decide(nth("under-16", number), parents_must_agree):
        return True
    said = case.ask_all(
        nth("parents-agree", number), of="custody holders", form="ParentsAgree", within="trusted person"
    )
    return all(answer.given and answer.agrees for answer in said)


def in_touch(case: Case, n: int, window: Facts) -> str:
    """One window: in touch, handed back, or out of sight."""
    told = case.ask(
        f"contact:{n}",
        of="trusted person",
        form="Contact",
        opens=window.opens_on,
        until=window.closes_on,
        unless=("out of sight",),
    )
    if told.declined:
        return "handed back"
    if told.given and not told.reached:
        told = case.ask(
            f"contact-again:{n}",
            of="trusted person",
            form="Contact",
            opens="try again",
            until="try again",
            unless=("out of sight",),
        )
    elif told.silent:
        told = case.ask(
            f"contact-by-manager:{n}", of="case manager", form="Contact", within="find", unless=("out of sight",)
        )
    return told.instead or what_is_heard(case, n, told)


def what_is_heard(case: Case, n: int, told: Answer) -> str:
    """A worrying word is looked at within days; nobody reached means that the youth is looked for, never silence."""
    if not (told.given and told.reached):
        if not case.decide(f"looked-for:{n}", somebody_looks):
            case.start(f"find:{n}", "find")
        return "looked for"
    if told.worrying:
        case.start(f"urgent-review:{n}", "urgent review")
    return "handed back" if told.hands_back else "in touch"


def has_landed(case: Case, n: int) -> str:
    """After the last window: landed, or another window."""
    said = case.ask_all(
        f"landed:{n}", of=("youth", "case manager"), form="Landed", within="landed", unless=("out of sight",)
    )
    if said.instead:
        return "out of sight"
    agreed = said.given and all(answer.landed for answer in said.given)
    return "landed" if agreed else "another window"

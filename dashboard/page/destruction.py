"""The destruction list: what is kept no longer, and who of two looked at it; what is held, and what went.

Numbers of cases and codes; nothing of a youth stands here. Decides nothing: the commands check again.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.act import show_acts
from dashboard.part.clicked import clicked
from dashboard.part.crossing import anything_sent, forget_sent
from dashboard.part.flash import flash
from dashboard.part.link import came_from_elsewhere
from dashboard.part.plain import plain
from flows.queries.destruction import DestructionList, Item, Proof, destruction_list, proof_for, proof_numbered
from flows.queries.printed_proof import declaration
from models.access import RegionDeed, may_in_region
from models.choice import CHOICES
from models.label import called, capital
from models.refusal import Refused
from models.retention import CATEGORIES, Category
from models.speech import mark

ACTS: Sequence[str] = ("approve_destruction", "keep_longer", "hold_case", "end_hold", "list_destruction")
SHORT: Mapping[str, str] = {
    Category.CLOSED: mark("closed case"),
    Category.NOTHING_BEGAN: mark("nothing began"),
    Category.ERASURE: mark("erased on request"),
    Category.DRAFT: mark("draft never sent"),
    Category.TYPED: mark("forms never sent"),
    Category.MESSAGE: mark("messages"),
    Category.SIGN_IN: mark("sign-ins"),
    Category.LINK_CODE: mark("one-time codes"),
    Category.FORM_KEY: mark("keys of forms"),
}
"""Every kind that can be on the list or went, in a few words."""
FEW = 50


def has(desk: Desk) -> bool:
    """The page is for those who may approve."""
    return may_in_region(desk.viewer, RegionDeed.APPROVE_DESTRUCTION)


def show(desk: Desk) -> None:
    """The list, what can be done, what is held or was taken off, what went, and how long everything is kept."""
    if came_from_elsewhere("destruction"):
        forget_sent()
    st.title(desk.say(mark("Destruction list")), anchor=False)
    st.markdown(
        desk.say(
            mark(
                "What is kept no longer stands here. Two different people look at every case before it is destroyed; "
                "after that nothing of it can be brought back."
            )
        )
    )
    with desk.read() as tx:
        found = destruction_list(tx, desk.viewer)
    _items(desk, found.items)
    show_acts(desk, ACTS)
    _kept(desk, found)
    _gone(desk, found.proofs)
    _terms(desk)
    if anything_sent():
        forget_sent()
        flash(desk.say(mark("That click was not heard. Look at the form, and send it again.")), "info")
        st.rerun()


def _items(desk: Desk, items: Sequence[Item]) -> None:
    if not items:
        st.success(desk.say(mark("Nothing is on the list. It is made again every night.")))
        return
    heads = (mark("Case"), mark("Kind"), mark("How it ended"), mark("Kept until"), mark("First"), mark("Second"))
    st.dataframe(
        {
            desk.say(head): [_cells(desk, item)[place] for item in items]
            for place, head in enumerate((*heads, mark("What now")))
        },
        hide_index=True,
        width="stretch",
    )


def _cells(desk: Desk, item: Item) -> tuple[str, ...]:
    kind = desk.say(SHORT[item.category])
    ended = capital(called(CHOICES, item.outcome, desk.language)) if item.outcome else ""
    return (item.ref, kind, ended, desk.day(item.due_on), item.first, item.second, _what_now(desk, item))


def _what_now(desk: Desk, item: Item) -> str:
    if item.why_not:
        return desk.say(mark("cannot go: {why}"), why=desk.say(item.why_not))
    if item.second:
        return desk.say(mark("is being destroyed"))
    if item.mine:
        return desk.say(mark("somebody else must be the second"))
    return desk.say(mark("wait for the second") if item.first else mark("look at it"))


def _kept(desk: Desk, found: DestructionList) -> None:
    if found.held:
        st.subheader(desk.say(mark("Held")), anchor=False)
    for each in found.held:
        st.markdown(f"**{plain(each.ref)}** · {desk.day(each.since.date())} · {plain(each.by)}\n\n{plain(each.why)}")
    if not found.off:
        return
    with st.expander(desk.say(mark("Taken off the list"))):
        for line in found.off[:FEW]:
            why = desk.say(line.why) + (f": {plain(line.words)}" if line.words else "")
            again = desk.say(mark("again on {day}"), day=desk.day(line.again_on)) if line.again_on else ""
            st.markdown(" · ".join(filter(None, (f"#{line.id}", desk.day(line.at.date()), why, plain(line.by), again))))


def _gone(desk: Desk, proofs: Sequence[Proof]) -> None:
    st.subheader(desk.say(mark("What was destroyed")), anchor=False)
    st.caption(
        desk.say(
            mark("When, by whom and how many rows; no content, and no case number. Who knows the number finds it.")
        )
    )
    ref = st.text_input(
        desk.say(mark("Look for a case number")),
        max_chars=12,
        key="proof typed",
        on_change=clicked().note,
        args=("proof",),
    )
    if ref:
        try:
            with desk.read() as tx:
                proofs = [proof_for(tx, desk.viewer, ref)]
        except Refused as refused:
            st.info(plain(refused.text(desk.language)))
            return
    if not proofs:
        st.info(desk.say(mark("Nothing was destroyed yet.")))
    for proof in proofs[:FEW]:
        _proof(desk, proof, ref)


def _proof(desk: Desk, proof: Proof, ref: str) -> None:
    kind = desk.say(SHORT[proof.category])
    told = [f"#{proof.id}", kind, desk.day(proof.destroyed_at.date())]
    told += [desk.count(mark("{number} row"), mark("{number} rows"), proof.rows)]
    told += [" + ".join(filter(None, (plain(proof.first), plain(proof.second))))]
    told += [] if proof.cleaned_at else [desk.say(mark("still being cleaned"))]
    st.markdown(" · ".join(filter(None, told)))
    if proof.second:
        st.download_button(
            desk.say(mark("Declaration (PDF)")),
            lambda: _pdf(desk, proof.id, ref),
            f"vangnet-{proof.id}.pdf",
            "application/pdf",
            icon=":material/download:",
            on_click="ignore",
            key=f"declaration{proof.id}",
        )


def _pdf(desk: Desk, number: int, ref: str) -> bytes:
    from notifications.pdf import as_pdf  # noqa: PLC0415 - only when something is printed

    with desk.read() as tx:
        proof = proof_numbered(tx, desk.viewer, number)
    return as_pdf(declaration(proof, ref.strip().upper(), desk.agency, desk.now, desk.language))


def _terms(desk: Desk) -> None:
    with st.expander(desk.say(mark("How long everything is kept"))):
        for kept in CATEGORIES.values():
            how = (
                desk.say(kept.stays)
                if kept.stays
                else desk.say(mark("counts from: {since}"), since=desk.say(kept.since))
            )
            term = f" · `{kept.term}`" if kept.term else ""
            st.markdown(f"- {desk.say(kept.label)} · {how}{term}")
        st.caption(desk.say(mark("A region changes these terms, each with its ground, on the page of the region.")))

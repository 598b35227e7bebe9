"""Hands in a draft registration, from Prefect's own page: the number of the draft goes in, nothing personal."""

from typing import Annotated, Any

from prefect import flow
from pydantic import Field

from flows.carry import without_words
from flows.commands.register import hand_in
from flows.commands.viewer import viewer_numbered
from flows.office import Office, office_of_this_process
from models.access import Viewer
from models.refusal import Refused, Unknown
from models.speech import mark
from models.tables import Draft

MAY_BE_SEEN = frozenset({"field", "number", "most"})
"""What may stand in a refusal that Prefect keeps; an address or a name may not."""


DraftNumber = Annotated[int, Field(ge=1, le=2**31 - 1, title="Number of the draft")]


@flow
def register(draft: DraftNumber) -> Any:
    """Makes a case of the draft with this number, as its author would; the draft itself stays in Vangnet."""
    return without_words(lambda: _registered(office_of_this_process(), draft))


def _registered(office: Office, draft: int) -> Any:
    from prefect.states import Completed, Failed  # noqa: PLC0415 - states are made at the end only

    try:
        registered = hand_in(office.store, _author(office, draft), draft, office.now())
    except Refused as refused:
        return Failed(name="Refused", message=without_names(refused))
    return Completed(name="Already registered" if registered.already else "Registered", message=registered.ref)


def without_names(refused: Refused) -> str:
    """The sentence of a refusal, with only those of its values that never name anybody."""
    return refused.sentence.format(
        **{name: value if name in MAY_BE_SEEN else "…" for name, value in refused.values.items()}
    )


def _author(office: Office, draft: int) -> Viewer:
    with office.store.read(office.now()) as tx:
        row = tx.session.get(Draft, draft)
        if row is None:
            raise Unknown(mark("There is no draft with number {number}."), number=draft)
        return viewer_numbered(tx, row.author_id)

"""What a youth doctor shares: which fields are asked of a doctor, and by which row of the table it is read."""

import pytest

from models.forms import FORMS
from models.forms.addition import Addition
from models.forms.other_answer import Cannot
from models.item import Action, Item
from models.link import HOLDS, SITS, Link
from models.medical import CONCLUSION, is_asked, item_of
from models.policy import POLICY


@pytest.mark.parametrize(
    ("field", "of_doctor", "asked"),
    [("conclusion", True, True), ("conclusion", False, False), ("notes", True, False), ("notes", False, True),
     ("comes", True, True), ("comes", False, True)],
)  # fmt: skip
def test_a_conclusion_is_asked_of_a_doctor_and_all_else_that_is_brought_of_others(
    field: str, *, of_doctor: bool, asked: bool
) -> None:
    assert is_asked(field, of_doctor=of_doctor) is asked


def test_every_form_by_which_something_is_brought_later_has_the_conclusion_too() -> None:
    forms = [form for name, form in FORMS.items() if name != "Registration"]

    for form in (*forms, Addition, Cannot):
        assert ("notes" in form.model_fields) == (CONCLUSION in form.model_fields), form


def test_a_conclusion_is_read_by_its_own_row_and_handed_to_no_parent() -> None:
    assert {kind: item_of(kind) for kind in ("worry", "offer", CONCLUSION)} == {
        "worry": Item.CONTRIBUTION,
        "offer": Item.CONTRIBUTION,
        CONCLUSION: Item.MEDICAL,
    }
    assert set(POLICY[Item.MEDICAL, Action.SEE]) == HOLDS | SITS | {Link.ASKED, Link.MANAGER}
    assert not {Link.PARENT, Link.SUPPORTER} & set(POLICY[Item.MEDICAL, Action.PRINT])

"""What a question is about: a question about nothing of its own asks the database for no row."""

from typing import Any

import pytest

from flows.queries.question_about import ABOUT, OF_AN_ACTION, domain_of


@pytest.mark.parametrize("form", sorted(OF_AN_ACTION))
def test_a_question_about_no_action_has_no_life_domain(clockwork: Any, form: str) -> None:
    with clockwork.store.read(clockwork.now) as tx:
        assert domain_of(tx, form, None) is None


@pytest.mark.parametrize("form", ["ActionDone", "GoalReviewed"])
def test_a_question_about_no_action_says_nothing_of_it(clockwork: Any, form: str) -> None:
    nothing: Any = None
    with clockwork.store.read(clockwork.now) as tx:
        assert list(ABOUT[form](tx, nothing, nothing, None)) == []

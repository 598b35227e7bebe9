"""Terms as people write them. Never on which day they end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.amount import LONGEST, WORDS, Amount, BadTerm, Unit, parse

amounts = st.sampled_from(Unit).flatmap(
    lambda unit: st.builds(Amount, st.integers(min_value=1, max_value=LONGEST[unit]), st.just(unit))
)


@pytest.mark.parametrize(
    ("phrase", "amount"),
    [
        ("8 weeks", Amount(8, Unit.WEEKS)),
        ("1 week", Amount(1, Unit.WEEKS)),
        ("6 weken", Amount(6, Unit.WEEKS)),
        ("5 workdays", Amount(5, Unit.WORKING_DAYS)),
        ("5 working days", Amount(5, Unit.WORKING_DAYS)),
        ("5 working_days", Amount(5, Unit.WORKING_DAYS)),
        ("5 werkdagen", Amount(5, Unit.WORKING_DAYS)),
        ("5 wd", Amount(5, Unit.WORKING_DAYS)),
        ("2 maanden", Amount(2, Unit.MONTHS)),
        ("90 dagen", Amount(90, Unit.DAYS)),
        ("72 hours", Amount(72, Unit.HOURS)),
        ("72 uur", Amount(72, Unit.HOURS)),
        ("2 jaar", Amount(24, Unit.MONTHS)),
        ("10 years", Amount(120, Unit.MONTHS)),
        ("  3   Working   Days ", Amount(3, Unit.WORKING_DAYS)),
        ("8weeks", Amount(8, Unit.WEEKS)),
        ("+008 weeks", Amount(8, Unit.WEEKS)),
    ],
)
def test_a_term_is_read_as_people_write_it(phrase: str, amount: Amount) -> None:
    assert parse(phrase) == amount


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("0 weeks", "at least 1"),
        ("-3 weken", "at least 1"),
        ("11 years", "at most ten years"),
        ("523 weeks", "at most ten years"),
        ("9" * 5000 + " days", "at most ten years"),
        ("1.5 weeks", "whole number"),
        ("1,5 week", "whole number"),
        ("5 fortnights", 'no unit "fortnights"'),
        ("3 " + "x" * 500, "no unit"),
        ("eight weeks", "a number and a unit"),
        ("weeks", "a number and a unit"),
        ("5", "a number and a unit"),
        ("3 weeks 2 days", "a number and a unit"),
        ("٣ weeks", "a number and a unit"),
        ("", "a number and a unit"),
    ],
)
def test_what_is_no_term_is_refused_in_one_short_sentence(phrase: str, why: str) -> None:
    with pytest.raises(BadTerm, match=why) as refusal:
        parse(phrase)

    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 160


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("0 weeks", "Een termijn is minstens 1 dag, week of maand, en niet 0 weken."),
        ("5 fortnights", 'Een termijn kent geen eenheid "fortnights"'),
        ("{amount}", "Schrijf een termijn als een getal en een eenheid"),
    ],
)
def test_it_is_refused_in_the_language_of_the_reader(phrase: str, sentence: str) -> None:
    with pytest.raises(BadTerm) as refusal:
        parse(phrase)

    assert refusal.value.text("nl").startswith(sentence)


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_a_limit_and_words_in_both_languages(unit: Unit) -> None:
    assert LONGEST[unit] > 1
    assert set(WORDS[unit]) == {"nl", "en"}


@settings(deadline=None)
@given(amounts, st.sampled_from(["nl", "en"]))
def test_a_term_that_is_written_down_reads_back_the_same(amount: Amount, language: str) -> None:
    assert parse(amount.words(language)) == amount


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_other_text_is_a_term_or_a_bad_term_and_nothing_else(text: str) -> None:
    try:
        amount = parse(text)
    except BadTerm:
        return
    assert 1 <= amount.number <= LONGEST[amount.unit]

"""The credit code of a company: read as typed, refused with the reason when a sign is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain import credit_code
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.domain.validation import normalise, validate

GOOD = "91632802MA7527HT26"


def told(text: str) -> list[str]:
    draft = normalise(Draft("companies", None, 0, {
        "name_en": "A firm", "kind": "company", "source_key": "shine_2024_seed", "credit_code": text,
    }))
    return [problem.message(language("en")) for problem in validate(draft, None) if problem.field == "credit_code"]


@pytest.mark.parametrize("text", [
    GOOD, GOOD.lower(), "91632802 MA7527HT2 6", "９１６３２８０２MA7527HT26", "91632802-MA7527HT2-6", "",
])
def test_a_code_is_read_however_it_is_typed(text: str) -> None:
    assert told(text) == []
    assert credit_code.normal(text) in (GOOD, "")


@pytest.mark.parametrize(("text", "reason"), [
    (GOOD[:-1], "A credit code has 18 signs; these are 17."),
    (GOOD.replace("M", "I"), "No credit code holds the sign I."),
    (GOOD[:-1] + "7", "One sign is mistyped: the last one would be 6, not 7."),
])
def test_a_wrong_code_is_refused_with_the_reason(text: str, reason: str) -> None:
    assert told(text) == [reason]


@given(st.text(credit_code.SIGNS, min_size=17, max_size=17), st.integers(0, 17), st.sampled_from(credit_code.SIGNS))
def test_any_one_wrong_sign_is_found(first: str, place: int, other: str) -> None:
    code = first + credit_code.check_sign(first)
    wrong = code[:place] + other + code[place + 1:]
    assert (wrong[-1] == credit_code.check_sign(wrong)) == (wrong == code)

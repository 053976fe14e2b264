"""What the flows of a random diagram ask."""

from hypothesis import strategies as st

from tests.engine.model.drawing import WORDS
from tests.engine.model.terms import Condition, Has, More, Not, Said


def conditions(setting: list[str], passed: list[str]) -> st.SearchStrategy[Condition]:
    """Draw a condition over what is set and what is passed, or its contrary."""
    said = st.builds(Said, st.sampled_from(setting), st.sampled_from(WORDS))
    more = st.builds(More, st.sampled_from(setting), st.integers(0, 2))
    plain: st.SearchStrategy[Condition] = st.one_of(
        said, more, st.builds(Has, st.sampled_from(passed))
    )
    return st.one_of(plain, st.builds(Not, plain))

"""What people do in the same seconds really commits."""

import pytest

from tests.worlds.year import Year


@pytest.fixture
def scoring(committed: Year) -> Year:
    """Answer a year whose evaluation has just been opened, where every act commits."""
    committed.open("evaluation")
    return committed

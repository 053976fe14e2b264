"""A case that stands in a call, or in a subprocess: whoever asks for `asked` says which."""

import pytest

from server.actions.deployment import deploy
from tests.worlds.calling import CALLER
from tests.worlds.processes.amid import Amid, open_in
from tests.worlds.year import BEGINS, Year


@pytest.fixture
def asked(year: Year, amid: Amid) -> Year:
    """Open the case and ask for a large amount; it is looked at."""
    with year.begin() as session:
        deploy.deploy(session, CALLER, amid.files(), actor=None, now=BEGINS)
    year.open(CALLER)
    year.do("ask", {"amount": 200})
    assert open_in(year) == sorted([amid.look, "warn"])
    return year

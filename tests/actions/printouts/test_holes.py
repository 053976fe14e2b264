"""Every hole of printouts is filled by something, and called something where nothing is there."""

from server.actions.printouts.holes import CALLED, NAMED
from server.domain.manifest.printouts import HOLES


def test_every_hole_is_filled_and_has_words() -> None:
    assert HOLES == NAMED.keys() == CALLED.keys()
    assert all(CALLED.values())

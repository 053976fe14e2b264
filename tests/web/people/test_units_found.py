"""Units are found by words within a reach, however many others are called alike."""

from server.domain.people.lineage import Reach
from server.store import open_session
from server.store.history.actors import MOST, units_found
from tests.worlds.province import World


def test_units_of_other_provinces_take_no_place(world: World) -> None:
    for number in range(MOST + 1):
        world.unit(f"a-{number:02}", "Sở Khoa học", province="an-giang")
    own = [world.unit(f"so-{number:02}", "Sở Khoa học") for number in range(MOST + 1)]
    with open_session(world.engine, read_only=True) as session:
        found = units_found(session, Reach(("bac-giang",)), "khoa hoc")
    assert [*found] == own[:MOST]

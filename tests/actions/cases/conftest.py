"""Who looks after cases."""

import pytest
from sqlalchemy.orm import Session

from server.domain.people.actors import Actor
from tests.worlds.holders import another_holder
from tests.worlds.year import ADMINISTRATOR, Year


@pytest.fixture
def admin(year: Year) -> Actor:
    """Answer who holds the administrators' post."""
    return year.holder(ADMINISTRATOR)


@pytest.fixture
def admins(admin: Actor, session: Session) -> tuple[Actor, Actor]:
    """Answer two persons in that post."""
    return admin, another_holder(session, admin, "Quản trị viên 2")

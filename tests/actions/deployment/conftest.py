"""A process to propose, and two administrators."""

import pytest
from sqlalchemy.orm import Session

from server.domain.people.actors import Actor
from tests.actions.deployment.proposing import administrator
from tests.worlds.processes.unknown_process import UnknownProcess


@pytest.fixture
def process() -> UnknownProcess:
    return UnknownProcess()


@pytest.fixture
def first(session: Session) -> Actor:
    return administrator(session, "quan.tri.1")


@pytest.fixture
def second(session: Session) -> Actor:
    return administrator(session, "quan.tri.2")

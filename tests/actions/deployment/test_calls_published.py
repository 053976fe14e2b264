"""A process and the one it calls are uploaded, proposed and published like any other."""

import pytest
from sqlalchemy.orm import Session

from server.domain.people.actors import Actor
from server.engine.calls import name_beside
from tests.actions.deployment.proposing import proposed, publish
from tests.worlds import calling
from tests.worlds.rows import rows

pytestmark = pytest.mark.slow
FOLDER = {name_beside(name): text.encode() for name, text in calling.files().items()}
KEYS = (calling.CALLED, calling.CALLER)


def published(session: Session) -> list[str]:
    found = rows(session, "SELECT key FROM definition WHERE key IN (:one, :two) ORDER BY 1",
                 one=KEYS[0], two=KEYS[1])  # fmt: skip
    return [str(key) for (key,) in found]


def test_a_process_is_published_with_the_one_it_calls(
    session: Session, first: Actor, second: Actor
) -> None:
    assert len(publish(session, proposed(session, FOLDER, first), second)) == len(KEYS)
    assert published(session) == sorted(KEYS)


def test_a_caller_is_published_anew_beside_what_it_calls(
    session: Session, first: Actor, second: Actor
) -> None:
    publish(session, proposed(session, FOLDER, first), second)
    manifest = f"{calling.CALLER}.toml"
    renamed = FOLDER[manifest].decode().replace("Đề nghị số", "Tờ trình số")
    again = proposed(session, {**FOLDER, manifest: renamed.encode()}, first)
    assert len(publish(session, again, second)) == 1

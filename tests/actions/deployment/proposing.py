"""An upload on its way through two administrators.

It is judged by the function that the process of its own calls: that process has its own test.
"""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from server.actions.deployment import proposals, publishing
from server.actions.deployment.folder_lint import judge_folder
from server.actions.people.act_as_administrator import by_login
from server.domain.deployment.proposals import seal_of
from server.domain.deployment.uploads import take
from server.domain.people.actors import Actor
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, BEGINS

WHY = "Thêm bước theo quy chế mới."


def administrator(session: Session, login: str) -> Actor:
    """Put somebody who signs in into the administrators' post."""
    person = uuid4()
    rows(
        session,
        "WITH p AS (INSERT INTO person(id, login, name, email, province, password_hash,"
        "   demonstration, created_at)"
        " VALUES (:id, :login, :login, :login || '@vi-du.vn', 'bac-giang', 'x', true, :now)"
        " RETURNING id)"
        " INSERT INTO appointment(id, person_id, post_id, valid_from)"
        " SELECT gen_random_uuid(), id, :post, '2024-01-01' FROM p RETURNING 1",
        id=person,
        login=login,
        post=ADMINISTRATOR,
        now=BEGINS,
    )
    return by_login(session, login, now=BEGINS)


def draft(session: Session, files: Mapping[str, bytes], actor: Actor) -> UUID:
    """Upload files, in which the linter finds nothing."""
    folder = take(files.items())
    asked = proposals.asked_of(session, folder.files, {}, actor=actor)
    judged = judge_folder(asked)
    assert not judged.problems, judged.problems
    return proposals.keep_draft(session, asked, judged, actor=actor, now=BEGINS)


def proposed(session: Session, files: Mapping[str, bytes], actor: Actor) -> UUID:
    """Upload files and propose them."""
    made = draft(session, files, actor)
    proposals.propose(session, made, note=WHY, actor=actor, now=BEGINS)
    return made


def publish(session: Session, proposal: UUID, actor: Actor) -> list[str]:
    """Publish what the page shows."""
    seen = seal_of(proposals.seen_by(session, proposal, actor=actor).versions)
    asked, newest = publishing.asked_again(session, proposal, seen=seen, actor=actor, now=BEGINS)
    judged = judge_folder(asked)
    done = publishing.publish(
        session, proposal, judged, beside_newest=newest, seen=seen, actor=actor, now=BEGINS
    )
    return list(done)

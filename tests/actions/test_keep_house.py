"""What is swept away at night, and what stays."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.housekeeping import parts
from server.config.keeping import KEEPING
from server.store.identity import provider_proofs, shown_answers
from server.store.identity.provider_proofs import NewProof
from server.store.identity.shown_answers import ShownAnswer
from server.store.identity.web_sessions import LONGEST
from server.store.steps import steps
from server.store.tasks import acts, blobs
from server.store.tasks.acts import Act

NOW = datetime(2024, 12, 9, 1, 0, tzinfo=UTC)
SESSION = """
INSERT INTO web_session (id_hash, person_id, created_at, seen_at) VALUES ('h', :person, :now, :now)
"""
ACT = Act(key="k", endpoint="e", body_hash="h")


def someone(session: Session) -> UUID:
    found: UUID = session.execute(text("SELECT id FROM person LIMIT 1")).scalar_one()
    return found


def test_the_key_of_an_act_is_kept_thirty_days(session: Session) -> None:
    row = acts.row(ACT, person_id=someone(session), location="/", now=NOW - KEEPING.acts)
    steps.write(session, uuid4(), steps.Written(), act=row)
    assert parts()["acts"](session, NOW) == 0
    assert parts()["acts"](session, NOW + timedelta(seconds=1)) == 1


def test_bytes_no_file_refers_to_are_kept_seven_days(session: Session) -> None:
    digest = blobs.put(session, b"%PDF-", NOW - KEEPING.files)
    assert parts()["files"](session, NOW) == 0
    assert parts()["files"](session, NOW + timedelta(seconds=1)) == 1
    found = session.execute(
        text("SELECT count(*) FROM blob_chunk WHERE sha256 = :d"), {"d": digest}
    )
    assert found.scalar_one() == 0


def test_a_kept_answer_goes_with_the_longest_session(session: Session) -> None:
    values = {"person": someone(session), "now": NOW}
    session.execute(text(SESSION), values)
    answer = ShownAnswer(status=422, sealed=b"sealed")
    shown_answers.keep(session, key="k", holder="h", answer=answer, now=NOW - LONGEST)
    assert parts()["shown_answers"](session, NOW) == 0
    assert parts()["shown_answers"](session, NOW + timedelta(seconds=1)) == 1
    assert shown_answers.find(session, key="k", holder="h") is None


def proof(session: Session, *, at: datetime) -> UUID:
    """Keep what waits for a provider, in a session of somebody."""
    session.execute(text(SESSION), {"person": someone(session), "now": NOW})
    new = NewProof(
        id=uuid4(),
        session_hash="h",
        state_hash="s",
        purpose="/",
        link_id=uuid4(),
        sealed=b"sealed",
        begun_at=at,
    )
    provider_proofs.begin(session, new)
    return new.id


def test_what_waits_for_a_provider_goes_with_the_longest_session(session: Session) -> None:
    kept = proof(session, at=NOW - provider_proofs.KEPT)
    assert parts()["provider_proofs"](session, NOW) == 0
    assert parts()["provider_proofs"](session, NOW + timedelta(seconds=1)) == 1
    assert provider_proofs.find(session, kept, "h") is None


def test_what_waits_for_a_provider_goes_where_its_session_has_ended(session: Session) -> None:
    kept = proof(session, at=NOW)
    session.execute(text("UPDATE web_session SET ended_at = :now"), {"now": NOW})
    assert parts()["provider_proofs"](session, NOW) == 1
    assert provider_proofs.find(session, kept, "h") is None

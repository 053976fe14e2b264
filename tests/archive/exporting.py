"""What a stranger's verifier says of an archive that this version has taken over."""

from datetime import datetime, timedelta
from io import BytesIO

from server.actions.history.proof_export import ProofScope, export
from server.actions.transaction import Begin
from server.domain.people.lineage import Reach
from server.store.history.event_questions import EventFilter
from tests.verifier.running import Answer
from tests.worlds.year import Year


def verified(begin: Begin, *, auditor: str, at: datetime) -> Answer:
    """Export all that the auditor's province did by then, a day later, and verify it."""
    scope = ProofScope(wanted=EventFilter(reach=Reach((auditor.partition("/")[0],))))
    actor = Year(begin=begin).holder(auditor)
    with (
        begin() as session,
        export(session, scope, actor=actor, now=at + timedelta(days=1)) as file,
    ):
        return Answer(BytesIO(file.read()), None)

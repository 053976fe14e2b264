"""A POST that makes a step is answered once: the same key again gets the first answer."""

from server.actions.steps.step import Step
from server.domain.people.actors import Actor
from server.domain.tasks.work import KeyUsed
from server.store.tasks import acts
from server.store.tasks.acts import Act, Earlier


def earlier_answer(act: Act | None, earlier: Earlier | None) -> str | None:
    """Return where the same act led before, None where it is new; raises KeyUsed for another."""
    if act is None or earlier is None:
        return None
    if not earlier.answers(act):
        raise KeyUsed
    return earlier.location


def flush(step: Step, act: Act | None, *, actor: Actor, location: str) -> None:
    """Write a step and the act that asked for it; raises KeyUsed where its key was taken meanwhile.

    Of a confidential step nothing is kept that tells what was sent.
    """
    if act is None:
        step.flush()
        return
    kept = act.confidential() if step.confidential else act
    row = acts.row(kept, person_id=actor.person_id, location=location, now=step.now)
    try:
        step.flush(row)
    except acts.KeyTaken as taken:
        raise KeyUsed from taken

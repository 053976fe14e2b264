"""The three-step approval as viewflow draws one; a return begins anew."""

from collections.abc import Callable
from typing import Any

from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.models import Process

PEOPLE: dict[str, object] = {}
"""Who holds a role; read once, so that nobody is looked up in the database."""


def holder(name: str) -> Callable[[object], object]:
    """Say who a task goes to."""
    return lambda _activation: PEOPLE[name]


def agreed(activation: Any) -> bool:  # noqa: ANN401 - viewflow has no types
    return bool(activation.process.data["verdict"] == "approve")


class Approval(flow.Flow):  # type: ignore[misc, no-any-unimported]
    """Propose, approve, confirm."""

    process_class = Process
    lock_impl = lock.SelectForUpdateLock()
    begin = flow.StartHandle().Next(this.propose)
    propose = flow.View(None).Assign(holder("officer")).Next(this.approve)
    approve = flow.View(None).Assign(holder("head")).Next(this.approved)
    approved = flow.If(agreed).Then(this.confirm).Else(this.propose)
    confirm = flow.View(None).Assign(holder("appraiser")).Next(this.confirmed)
    confirmed = flow.If(agreed).Then(this.done).Else(this.propose)
    done = flow.End()

"""A duty as the version of its case means it: who still has it, and whether it was reached."""

from server.actions.definitions.deployed import Deployed
from server.domain.blocs.reorganised import Reorganised
from server.domain.cases.duties import Duty
from server.domain.deadlines import local_day
from server.domain.manifest import Milestone
from server.domain.manifest.duties import pools
from server.store.cases.duties import DutyOfYear


def duty_of(
    row: DutyOfYear, model: Deployed, milestone: Milestone, *, gone: Reorganised | None
) -> Duty:
    """Return the duty of a row by its case's version; of a unit that is there, or `gone`."""
    return Duty(
        due=row.due,
        reached=local_day(row.reached) if row.reached else None,
        held=bool(pools(milestone, model.pool_of) & row.begun),
        over=row.over,
        let_go=local_day(row.let_go) if row.let_go else None,
        gone=gone.day if gone else None,
    )

"""The own-unit rule in a process of pure data: what its manifest bars, whatever its forms."""

from sqlalchemy.orm import Session

from server.actions.people import revoke_delegation
from server.domain.refusals import OwnUnit
from tests.actions.refused import refused
from tests.worlds.processes.borrowed_names import BorrowedNames
from tests.worlds.year import LEADER, SCHOOL, Year

HEAD, UNIT_HEAD = f"{LEADER}/head", f"{SCHOOL}/head"
AFFAIRS_HEAD = "bac-giang/so-noi-vu/head"
TAKEN = {"said": "take"}


def asked(year: Year, session: Session, *, bars: str) -> None:
    """Let who decides do the unit's part in its head's stead, who took that back since."""
    BorrowedNames(bars=bars).open(year)
    year.do("score", {"note": "Xin ý kiến"})
    lent = year.lent(UNIT_HEAD, to=AFFAIRS_HEAD if bars else HEAD)
    year.complete(year.task("vote"), {"choice": "yes"}, by=lent)
    assert lent.delegation_id is not None
    owner = year.holder(UNIT_HEAD)
    revoke_delegation.revoke(session, lent.delegation_id, actor=owner, now=year.tick())


def test_who_did_a_units_task_in_its_stead_does_not_decide_what_the_manifest_bars(
    year: Year, session: Session
) -> None:
    asked(year, session, bars="hear")
    with refused(session, OwnUnit):
        year.do("decide", TAKEN)


def test_what_no_manifest_bars_is_decided_by_them_too(year: Year, session: Session) -> None:
    asked(year, session, bars="")
    year.do("decide", TAKEN)

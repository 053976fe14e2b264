"""A year to plant faults in while its documents are numbered, by steps and by hand."""

from datetime import timedelta
from uuid import UUID

from server.actions.documents import register_acts
from server.actions.documents.register_acts import Reservation
from server.actions.transaction import transactions
from server.domain.deadlines import local_day
from tests.check.planting import caught_up
from tests.worlds.databases import Database
from tests.worlds.processes.agency_papers import AgencyPapers
from tests.worlds.processes.numbered import BEFORE_SIGNING, SECRETARY, Numbered
from tests.worlds.rows import rows
from tests.worlds.year import SCHOOL, Year


def number(database: Database) -> None:
    """Number documents by steps and by hand."""
    year = Year(begin=transactions(database.url))
    papers = AgencyPapers(year).deploy()
    year.complete(papers.open(SCHOOL), papers.value(12))
    numbered = Numbered(year).deploy()
    numbered.open().first()
    numbered.second()
    _by_hand(numbered)
    year.imported(BEFORE_SIGNING)
    numbered.open(simulated=True).first()
    numbered.open().first()
    caught_up(year)


def _by_hand(numbered: Numbered) -> None:
    """Of no case: 02 reserved, 03 cancelled; of a case: 04 cancelled, 05 back-dated and used."""
    _reserve(numbered)
    _cancel(numbered, _reserve(numbered))
    case_id = numbered.open().year.case_id
    _cancel(numbered, _reserve(numbered, case_id=case_id))
    _reserve(numbered, case_id=case_id, back=3)
    numbered.first()


def _reserve(numbered: Numbered, *, case_id: UUID | None = None, back: int = 0) -> UUID:
    year = numbered.year
    day = local_day(year.tick()) - timedelta(days=back)
    actor = year.holder(SECRETARY)
    with year.begin() as session:
        wanted = Reservation(
            bloc_id=numbered.bloc_id,
            day=day,
            reason="Theo giấy",
            type="" if case_id else "KH",
            case_id=case_id,
            kind="KH" if case_id else "",
        )
        register_acts.reserve(session, wanted, actor=actor, now=year.now)
        newest = "SELECT id FROM register_entry ORDER BY taken_at DESC LIMIT 1"
        ((entry,),) = rows(session, newest)
    assert isinstance(entry, UUID)
    return entry


def _cancel(numbered: Numbered, entry: UUID) -> None:
    year, actor = numbered.year, numbered.year.holder(SECRETARY)
    with year.begin() as session:
        register_acts.cancel(session, entry, reason="Ghi nhầm", actor=actor, now=year.tick())

"""A year whose awards were published, and how a revocation of some of them is played."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from server.domain.canonical import Json
from tests.worlds.rows import rows
from tests.worlds.votes import pass_all, vote_for_the_quota
from tests.worlds.year import Year

OFFICER = "bac-giang/so-noi-vu/officer"
SIGNED = "31/TTr-SNV"
DECISION = "77/QĐ-UBND"


@dataclass(frozen=True, slots=True)
class Awarded:
    """A year at its end: a unit that was awarded, and its awards by nominee."""

    year: Year
    dossier: UUID
    unit: str
    nominees: tuple[str, ...]

    @property
    def today(self) -> str:
        return self.year.now.date().isoformat()

    def opening(self) -> dict[str, Json]:
        until = (self.year.now + timedelta(days=20)).date()
        return {
            "title": "Báo cáo thành tích không đúng thực tế",
            "units": [self.unit],
            "opinion_by": until.isoformat(),
        }

    def open(self, post: str = OFFICER) -> None:
        """Open a case about the unit's awards, and state the finding."""
        self.year.open("revocation", post=post, opening=self.opening())
        found = {"source": "home_affairs", "ground": "false_achievement", "facts": "Số liệu sai."}
        self.year.do("state_finding", found)

    def proposed(self) -> None:
        """Hear the unit, propose, and put every award to the Chairman."""
        self.open()
        self.year.do("hear_unit", {"verdict": "object", "text": "Số liệu theo thống kê."})
        self.propose()

    def propose(self) -> None:
        """Propose to revoke, and sign it."""
        self.year.do(
            "propose_revocation", {"verdict": "propose", "reason": "Số liệu không có căn cứ."}
        )
        signed = {"verdict": "sign", "number": SIGNED, "date": self.today}
        self.year.do("sign_proposal", signed)

    def revoke(self, nominee: str) -> None:
        """Let the Chairman revoke one award, and issue that."""
        self.year.do("decide", {"verdict": "revoke"}, key=nominee)
        self.year.do("issue", {"number": DECISION, "date": self.today}, key=nominee)

    def revoked(self) -> None:
        """Revoke every award of the unit."""
        self.proposed()
        for nominee in self.nominees:
            self.revoke(nominee)


def award(year: Year, session: Session) -> Awarded:
    """Play a year until its awards are published."""
    year.answers |= {"vote": vote_for_the_quota, "council_vote": pass_all}
    year.through("submission")
    return awarded_in(year, session, "merit")


def awarded_in(year: Year, session: Session, award_id: str = "") -> Awarded:
    """Answer a unit of a year that was awarded, with one award where it is named."""
    found = rows(session, "SELECT unit_id, id FROM nominee WHERE decision = 'approve' ORDER BY id")
    unit = next(whose for whose, nominee in found if nominee.startswith(award_id))
    nominees = tuple(nominee for whose, nominee in found if whose == unit)
    return Awarded(year, year.cases["submission"], unit, nominees)

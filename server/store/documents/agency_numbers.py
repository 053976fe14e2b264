"""Numbers typed from the registers of agencies: each stands for one document."""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyNumber:
    """A number of an agency's, and the document it is typed for; `agency` is who typed it."""

    province: str
    year: int
    symbol: str
    sequence: int
    case_id: UUID
    process: str
    kind: str
    agency: str
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberHolder:
    """The document that has a number; `process` is the kind of its case."""

    case_id: UUID
    process: str
    kind: str
    agency: str

    def is_of(self, wanted: AgencyNumber) -> bool:
        """Tell whether it is the same paper: about another key or case, or entered once more."""
        same = (wanted.process, wanted.kind, wanted.agency) == (
            self.process,
            self.kind,
            self.agency,
        )
        return same and (wanted.shared or wanted.case_id == self.case_id)


def hold(session: Session, wanted: AgencyNumber) -> NumberHolder:
    """Take a number for a document unless another has it; return the one that has it now.

    Who asks for the same number at the same time waits until the other has it or not. A cancelled
    case has none any longer, unless another that goes on has the paper, too.
    """
    return NumberHolder(**session.execute(_HOLD, asdict(wanted)).one()._mapping)  # noqa: SLF001 - SQLAlchemy's public name


def in_force(session: Session, holder: NumberHolder) -> str:
    """Return the number of the newest document that is of the same paper."""
    return str(session.execute(_IN_FORCE, asdict(holder)).scalar_one())


_IN_FORCE = text("""
SELECT number FROM document WHERE case_id = :case_id AND kind = :kind AND agency = :agency
ORDER BY at DESC, id DESC LIMIT 1
""")
_ANOTHER = """(SELECT FROM document d JOIN case_ c ON c.id = d.case_id AND c.state <> 'cancelled'
    WHERE d.kind = agency_number.kind AND d.agency = agency_number.agency
      AND d.year = agency_number.year AND d.symbol = agency_number.symbol
      AND d.sequence = agency_number.sequence)"""
_FREE = f"""CASE (SELECT c.state FROM case_ c WHERE c.id = agency_number.case_id)
    WHEN 'cancelled' THEN NOT EXISTS {_ANOTHER} ELSE false END"""  # noqa: S608 - constants
_HOLD = text(f"""
INSERT INTO agency_number(province, year, symbol, sequence, case_id, kind, agency)
VALUES (:province, :year, :symbol, :sequence, :case_id, :kind, :agency)
ON CONFLICT (province, year, symbol, sequence) DO UPDATE SET
  case_id = CASE WHEN {_FREE} THEN excluded.case_id ELSE agency_number.case_id END,
  kind = CASE WHEN {_FREE} THEN excluded.kind ELSE agency_number.kind END,
  agency = CASE WHEN {_FREE} THEN excluded.agency ELSE agency_number.agency END
RETURNING case_id, kind, agency,
  (SELECT c.kind FROM case_ c WHERE c.id = agency_number.case_id) AS process
""")  # noqa: S608 - constants

"""Which revocations of awards count: those of cases that were not cancelled since."""

from typing import Final

COUNTED: Final = """award_revocation r
  JOIN case_ rc ON rc.id = r.case_id AND rc.state <> 'cancelled'"""
"""They stand in SQL as `r`, after FROM."""

"""By which act a task came up again that was done before, as its statement is asked for it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """How the act came out that opened a task again: by the form of its version."""

    definition_hash: str
    form: str
    outcome: str


CAME_BACK: Final = """(SELECT json_build_object('definition_hash',
    coalesce(nullif(b.definition_hash, ''), bi.definition_hash), 'form', b.form,
    'outcome', b.outcome)
  FROM task b JOIN instance bi ON bi.id = b.instance_id
  WHERE t.state = 'open' AND b.case_id = t.case_id AND b.state = 'done'
    AND b.closed_at = t.opened_at AND EXISTS (SELECT FROM task d WHERE d.case_id = t.case_id
      AND d.element = t.element AND d.key = t.key AND d.state = 'done')
  ORDER BY b.id LIMIT 1)"""
"""The act that opened task `t`, which was done before, as JSON; nothing for one that was not."""


def came_back(found: dict[str, str] | None) -> CameBack | None:
    """Read what `CAME_BACK` gives."""
    return CameBack(**found) if found else None

"""A baseline of no rows is told by no event: an installation that begins has none.

Revision ID: 0052
Revises: 0051
"""

from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

BEFORE = "IF told IS NULL THEN"
SINCE = """IF NOT EXISTS (SELECT FROM change
    WHERE xid = pg_current_xact_id()::text::bigint AND at = now() AND op = 'B') THEN"""
REPLACE = """
DO $step$
DECLARE
  whole text := pg_get_functiondef('take_baseline(text[], boolean)'::regprocedure);
BEGIN
  EXECUTE replace(whole, $was${was}$was$, $is${now}$is$);
END $step$
"""


def upgrade() -> None:
    op.execute(_replace(BEFORE, SINCE))


def downgrade() -> None:
    op.execute(_replace(SINCE, BEFORE))


def _replace(was: str, now: str) -> str:
    return REPLACE.replace("{was}", was).replace("{now}", now).replace(":", "\\:")

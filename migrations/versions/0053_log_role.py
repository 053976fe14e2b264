"""The log has a role of its own: it alone adds leaves, tiles and checkpoints, and writes no more.

Revision ID: 0053
Revises: 0052
"""

from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

TREE = "leaf, tile, checkpoint"


def upgrade() -> None:
    op.execute(CONNECT)
    op.execute(f"GRANT SELECT ON event, change, {TREE} TO binhxet_log")
    op.execute(f"GRANT INSERT ON {TREE} TO binhxet_log")
    op.execute(f"REVOKE INSERT ON {TREE} FROM binhxet_app")


def downgrade() -> None:
    op.execute(f"GRANT INSERT ON {TREE} TO binhxet_app")
    op.execute(f"REVOKE ALL ON event, change, {TREE} FROM binhxet_log")


CONNECT = """
DO $$ BEGIN
  IF to_regrole('binhxet_log') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = '42704', MESSAGE = 'no role binhxet_log: as a superuser run '
      'CREATE ROLE binhxet_log LOGIN PASSWORD ''…''';
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO binhxet_log', current_database());
END $$
"""
"""Where the database is another's, PostgreSQL warns, and who might connect may still do so."""

"""A demonstration's clock can be moved forwards by the application, and nothing else of its row.

Revision ID: 0062
Revises: 0061
"""

from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

ROLE = "binhxet_app"


def upgrade() -> None:
    op.execute(CHECK)
    op.execute("""
        CREATE TRIGGER clock_goes_forwards BEFORE UPDATE ON deployment
        FOR EACH ROW EXECUTE FUNCTION check_clock()
    """)
    op.execute(f"GRANT UPDATE (clock_offset_seconds) ON deployment TO {ROLE}")


def downgrade() -> None:
    op.execute(f"REVOKE UPDATE (clock_offset_seconds) ON deployment FROM {ROLE}")
    op.execute("DROP TRIGGER clock_goes_forwards ON deployment")
    op.execute("DROP FUNCTION check_clock()")


CHECK = f"""
CREATE FUNCTION check_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = '{ROLE}'
    AND NOT (OLD.demonstration AND NEW.clock_offset_seconds > OLD.clock_offset_seconds)
  THEN
    RAISE EXCEPTION 'the clock of a demonstration alone is moved, and forwards alone';
  END IF;
  RETURN NEW;
END $$
"""

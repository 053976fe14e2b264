"""The application may write everything but history, which it may only add to.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROLE = "binhxet_app"
WRITTEN_ONCE = ("event", "event_payload", "ruleset", "definition", "bloc_year_version")


def upgrade() -> None:
    op.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}")
    for table in WRITTEN_ONCE:
        op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {ROLE}")
    op.execute("REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM " + ROLE)
    op.execute("REVOKE UPDATE, DELETE ON deployment FROM " + ROLE)
    op.execute("""
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'history is written once: % on %', TG_OP, TG_TABLE_NAME; END $$
    """)
    op.execute("""
        CREATE TRIGGER event_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """)


def downgrade() -> None:
    op.execute("DROP TRIGGER event_written_once ON event")
    op.execute("DROP FUNCTION refuse_change()")
    op.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLE}")
    op.execute(f"REVOKE USAGE ON SCHEMA public FROM {ROLE}")

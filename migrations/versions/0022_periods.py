"""An appointment may end at once; a post is lent for a year at most.

A trigger asks it of new rows alone: what was lent before for longer stands until it is revoked.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "appointment",
        sa.Column(
            "ended_at",
            sa.DateTime(timezone=True),
            comment="when it was ended at once, on its last day",
        ),
    )
    op.create_check_constraint("ended", "appointment", "ended_at IS NULL OR valid_to IS NOT NULL")
    op.execute(
        """
        CREATE FUNCTION delegation_of_a_year() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.valid_to > NEW.valid_from + 365 THEN
            RAISE EXCEPTION 'a post is lent for a year at most'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'delegation_of_a_year';
          END IF;
          RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER delegation_of_a_year BEFORE INSERT OR UPDATE OF valid_from, valid_to"
        " ON delegation FOR EACH ROW EXECUTE FUNCTION delegation_of_a_year()"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER delegation_of_a_year ON delegation")
    op.execute("DROP FUNCTION delegation_of_a_year()")
    op.drop_constraint(op.f("ck_appointment_ended"), "appointment")
    op.drop_column("appointment", "ended_at")

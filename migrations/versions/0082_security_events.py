"""Security events: what happened to accounts and sessions, and what was refused.

Revision ID: 0082
Revises: 0081
"""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None

ADDRESS = "plain, in no hash; gone after BINHXET_ADDRESSES_KEPT days"


def _text(name: str, comment: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), server_default="", nullable=False, comment=comment)


def upgrade() -> None:
    op.create_table(
        "security_event",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="domain.security_events"),
        sa.Column(
            "person_id", sa.Uuid(),
            sa.ForeignKey("person.id", name="fk_security_event_person_id"),
            comment="whose account it is about",
        ),
        sa.Column(
            "actor_id", sa.Uuid(),
            sa.ForeignKey("person.id", name="fk_security_event_actor_id"),
            comment="who did it, where another",
        ),
        _text("post_id", "acted in"),
        _text("province", "empty: of nobody known"),
        _text("login_hash", "keyed; what was typed may be a password"),
        _text("address", ADDRESS),
        _text("address_hash", "keyed"),
        _text("browser", "as it names itself; in no hash"),
        sa.Column("times", sa.Integer(), server_default="1", nullable=False),
        sa.Column("once", sa.Text(), comment="what is summed in one row"),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False, comment="JSON"),
        sa.UniqueConstraint("once", name="uq_security_event_once"),
        comment="Kept for BINHXET_SECURITY_EVENTS_KEPT days, then removed.",
    )  # fmt: skip
    op.create_index("ix_security_event_person_id", "security_event", ["person_id"])
    op.create_index("ix_security_event_actor_id", "security_event", ["actor_id"])
    op.create_index("ix_security_event_at", "security_event", ["at", "id"])
    op.create_index("ix_security_event_address_hash", "security_event", ["address_hash", "at"])
    op.execute("GRANT SELECT, INSERT, DELETE ON security_event TO binhxet_app")
    op.execute("GRANT UPDATE (kind, times, address, actor_id) ON security_event TO binhxet_app")


def downgrade() -> None:
    op.drop_table("security_event")

"""Whose hands an account went through outlives its password, and a proposal has a last instant.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

HANDED = "the last link that others had in hand, also after another password"
STATES = {
    "account_proposal": "waiting, done, declined",
    "token_move": "proposed, done, declined",
}
USUAL = sa.text("now() + interval '14 days'")


def upgrade() -> None:
    op.add_column("person", sa.Column("handed_link", sa.Text(), comment=HANDED))
    op.create_foreign_key(
        "fk_person_handed_link", "person", "invite", ["handed_link"], ["token_hash"]
    )
    # The moment a link was used is that of the event which tells it; others were only made void.
    op.execute("""
UPDATE person SET handed_link = used.link FROM (
  SELECT DISTINCT ON (i.person_id) i.person_id,
    CASE WHEN i.mailed THEN NULL ELSE i.token_hash END AS link
  FROM invite i JOIN event e ON e.kind = 'person.password_set'
    AND e.object = 'person/' || i.person_id AND CAST(e.act_time AS timestamptz) = i.used_at
  ORDER BY i.person_id, i.used_at DESC) used
WHERE used.person_id = person.id
""")
    op.execute("UPDATE person SET handed_link = password_link WHERE password_link IS NOT NULL")
    for table, states in STATES.items():
        op.alter_column(table, "state", comment=f"{states}, expired")
        op.add_column(
            table,
            sa.Column(
                "expires_at", sa.DateTime(timezone=True), server_default=USUAL, nullable=False
            ),
        )
        op.execute(f"UPDATE {table} SET expires_at = proposed_at + interval '14 days'")  # noqa: S608 - constants


def downgrade() -> None:
    for table, states in STATES.items():
        op.execute(f"UPDATE {table} SET state = 'declined' WHERE state = 'expired'")  # noqa: S608 - constants
        op.alter_column(table, "state", comment=states)
        op.drop_column(table, "expires_at")
    op.drop_constraint("fk_person_handed_link", "person", type_="foreignkey")
    op.drop_column("person", "handed_link")

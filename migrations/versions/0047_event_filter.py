"""What an auditor filters events by stands beside their instant, so that an index finds a page.

Revision ID: 0047
Revises: 0046
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

TABLE = "event_payload"
ACT = "the class of a completion, else the kind of the event"
KIND = "the key of its case's process"
TIME = "of the event; NULL: not listed"
NEWEST = ("act_time", "seq", "event_id")
FOUND_BY = ("actor_post", "on_behalf_post", "subject_unit_id", "act", "case_kind")
FILL = """
UPDATE event_payload p SET act_time = e.act_time, seq = e.seq,
  act = CASE e.kind WHEN 'task.completed' THEN p.act_class ELSE e.kind END,
  case_kind = coalesce((SELECT c.kind FROM case_ c WHERE c.id = p.case_id), '')
FROM event e WHERE e.id = p.event_id
"""


def upgrade() -> None:
    for name, comment in (("act", ACT), ("case_kind", KIND)):
        column = sa.Column(name, sa.Text(), server_default="", nullable=False, comment=comment)
        op.add_column(TABLE, column)
    op.add_column(TABLE, sa.Column("act_time", sa.DateTime(timezone=True), comment=TIME))
    op.add_column(TABLE, sa.Column("seq", sa.BigInteger(), comment="of the event"))
    op.execute(FILL)
    op.drop_index("ix_event_payload_actor", table_name=TABLE)
    op.create_index("ix_event_payload_person", TABLE, ["actor_id", *NEWEST])
    for name in FOUND_BY:
        op.create_index(f"ix_event_payload_{name}", TABLE, [name, *NEWEST])
    op.drop_index("ix_event_time", table_name="event")
    op.create_index("ix_event_province", "event", ["province", "act_time", "seq", "id"])


def downgrade() -> None:
    op.drop_index("ix_event_province", table_name="event")
    op.create_index("ix_event_time", "event", ["act_time", "id"])
    for name in ("person", *FOUND_BY):
        op.drop_index(f"ix_event_payload_{name}", table_name=TABLE)
    op.create_index("ix_event_payload_actor", TABLE, ["actor_id"])
    for name in ("act", "case_kind", "act_time", "seq"):
        op.drop_column(TABLE, name)

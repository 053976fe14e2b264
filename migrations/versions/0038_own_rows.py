"""What a recall restores beside an instance are rows of whichever tables a process names.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

OWN_ROWS = "JSON: a process's table -> its rows about the unit"
UNREAD = "unread since own_rows; it goes a release later"
COMMENTS = {
    "unit_id": ("whose sheet it undoes", "whose rows it undoes"),
    "sheet": ("that sheet as JSON; NULL where there was none", UNREAD),
    "scores": (None, UNREAD),
}


def upgrade() -> None:
    op.add_column(
        "undo",
        sa.Column("own_rows", sa.Text(), server_default="{}", nullable=False, comment=OWN_ROWS),
    )
    op.execute("""
UPDATE undo SET own_rows = json_build_object('score', CAST(scores AS json), 'sheet',
  CASE WHEN sheet IS NULL THEN '[]' ELSE json_build_array(CAST(sheet AS json)) END)
WHERE unit_id IS NOT NULL
""")
    for name, (before, after) in COMMENTS.items():
        op.alter_column("undo", name, comment=after, existing_comment=before)


def downgrade() -> None:
    op.execute("""
UPDATE undo SET sheet = CAST(own_rows AS json) -> 'sheet' ->> 0,
  scores = coalesce(CAST(own_rows AS json) ->> 'score', '[]')
WHERE unit_id IS NOT NULL
""")
    for name, (before, after) in COMMENTS.items():
        op.alter_column("undo", name, comment=before, existing_comment=after)
    op.drop_column("undo", "own_rows")

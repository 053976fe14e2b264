"""Cases that the system opens on a day: each once, and why one could not be opened.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

COMMENTS = {
    "kind": "the process's key",
    "at": "the manifest's expression that gives the day",
    "number": "among those with the same expression",
    "state": "planned, opened, taken, past, dropped",
    "case_id": "what was opened",
    "tried_at": "when it last could not be opened",
    "error": "the refusal's type",
    "detail": "what it was about, in plain technical words",
}


def upgrade() -> None:
    op.create_table(
        "timed_opening",
        sa.Column("bloc_year_id", sa.Text(), sa.ForeignKey("bloc_year.id"), primary_key=True),
        _text("kind", primary_key=True),
        _text("at", primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, comment=COMMENTS["number"]),
        sa.Column("day", sa.Date(), nullable=False),
        _text("state", nullable=False),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case_.id"), comment=COMMENTS["case_id"]),
        sa.Column("tried_at", sa.DateTime(timezone=True), comment=COMMENTS["tried_at"]),
        _text("error", nullable=False, server_default=""),
        _text("detail", nullable=False, server_default=""),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON timed_opening TO binhxet_app")


def downgrade() -> None:
    op.drop_table("timed_opening")


def _text(name: str, **options: object) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), comment=COMMENTS[name], **options)  # type: ignore[arg-type]

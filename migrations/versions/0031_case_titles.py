"""A case keeps what it is called, what it takes up in its bloc-year, and what was typed for it.

Cases that were there are called as their pages called them, and each of them stood once a year.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

NAMES = ("title_vi", "title_en", "short_vi", "short_en")
TOLD = {
    "slot": "what of its kind stands once in a bloc-year; none: any number",
    "opening": "JSON: what was typed",
    "opened_post": "the post that opened it",
    "kind": "the key of its process",
    "kinds": "evaluation, award_review, submission",
}
STANDS = sa.text("NOT simulated AND state <> 'cancelled'")


def upgrade() -> None:
    for name in NAMES:
        op.add_column("case_", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("case_", sa.Column("slot", sa.Text(), server_default="", comment=TOLD["slot"]))
    op.add_column(
        "case_",
        sa.Column(
            "opening", sa.Text(), server_default="{}", nullable=False, comment=TOLD["opening"]
        ),
    )
    op.add_column("case_", sa.Column("opened_post", sa.Text(), comment=TOLD["opened_post"]))
    op.alter_column("case_", "kind", comment=TOLD["kind"])
    op.execute(NAMED)
    op.execute(OPENED_BY)
    op.create_index(
        "uq_case_slot",
        "case_",
        ["bloc_year_id", "kind", "slot"],
        unique=True,
        postgresql_where=STANDS,
    )
    op.drop_index("uq_case_one_per_kind", "case_")


def downgrade() -> None:
    op.create_index(
        "uq_case_one_per_kind",
        "case_",
        ["bloc_year_id", "kind"],
        unique=True,
        postgresql_where=STANDS,
    )
    op.drop_index("uq_case_slot", "case_")
    op.alter_column("case_", "kind", comment=TOLD["kinds"])
    for name in ("opened_post", "opening", "slot", *reversed(NAMES)):
        op.drop_column("case_", name)


NAMED = """
UPDATE case_ SET title_vi = w.title_vi || ' ' || y.year,
  title_en = w.title_en || ' ' || y.year, short_vi = w.short_vi, short_en = w.title_en
FROM bloc_year y, (VALUES
  ('evaluation', 'Đánh giá, chấm điểm cuối năm', 'Đánh giá cuối năm', 'Year-end evaluation'),
  ('award_review', 'Bình xét khen thưởng năm', 'Bình xét khen thưởng', 'Award review'),
  ('submission', 'Trình khen thưởng năm', 'Trình khen thưởng', 'Award submission')
) AS w(kind, title_vi, short_vi, title_en)
WHERE y.id = case_.bloc_year_id AND w.kind = case_.kind
"""
OPENED_BY = """
UPDATE case_ SET opened_post = p.actor_post FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.kind = 'case.opened' AND e.object = 'case/' || case_.id AND p.actor_post <> ''
"""

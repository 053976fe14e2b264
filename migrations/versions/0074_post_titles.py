"""What posts are called from which day; what they are called by now begins with its file's day.

Revision ID: 0074
Revises: 0073
"""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "post_title",
        sa.Column("post_id", sa.Text(), sa.ForeignKey("post.id"), primary_key=True),
        sa.Column("valid_from", sa.Date(), primary_key=True),
        sa.Column("title_vi", sa.Text(), server_default="", nullable=False),
        sa.Column("title_en", sa.Text(), server_default="", nullable=False),
        comment="From which day a post is called what; its own row says what it is called today.",
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON post_title TO binhxet_app")
    op.execute("""
        WITH file AS (SELECT max(v.effective_from) AS day, named #>> '{}' AS unit_id
          FROM bloc_year_version v JOIN ruleset r ON r.digest = v.rules_digest,
            jsonb_path_query(CAST(r.content AS jsonb), '$.keyvalue()
              ? (@.key == "units" || @.key == "bodies").value.**.id') named
          WHERE v.effective_from <= CAST(now() + make_interval(secs => coalesce(
            (SELECT clock_offset_seconds FROM deployment), 0)) AS date) GROUP BY 2)
        INSERT INTO post_title(post_id, valid_from, title_vi, title_en)
        SELECT p.id, coalesce(file.day, DATE '2000-01-01'), p.title_vi, p.title_en
        FROM post p LEFT JOIN file ON file.unit_id = p.unit_id ORDER BY p.id
    """)
    op.execute(
        "SELECT bind_table('post_title', 1, ARRAY['post_id', 'valid_from'],"
        " ARRAY['title_vi', 'title_en'], '{}')"
    )
    op.execute("SELECT take_baseline(ARRAY['post_title'], false)")


def downgrade() -> None:
    op.execute("SELECT unbind_table('post_title')")
    op.drop_table("post_title")

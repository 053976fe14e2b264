"""Cases are found by the triples of letters in what they are called, versions by what runs on them.

Revision ID: 0088
Revises: 0087
"""

from alembic import op

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE FUNCTION letter_triples(words text) RETURNS text[]
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN ARRAY(SELECT DISTINCT substr(words, n, 3)
          FROM generate_series(1, length(words) - 2) n)
    """)
    op.execute("CREATE INDEX ix_case_words ON case_ USING gin (letter_triples(search))")
    op.execute(
        "CREATE INDEX ix_instance_running ON instance (definition_hash, case_id)"
        " WHERE status = 'running'"
    )


def downgrade() -> None:
    op.drop_index("ix_instance_running", "instance")
    op.drop_index("ix_case_words", "case_")
    op.execute("DROP FUNCTION letter_triples(text)")

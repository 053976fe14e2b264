"""Tries to sign in of before security events were told: they are read on one page, and so copied.

Revision ID: 0086
Revises: 0085
"""

from alembic import op

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        INSERT INTO security_event (id, at, kind, person_id, province, login_hash, address,
          address_hash, browser, times, once, details)
        SELECT gen_random_uuid(), t.at, 'sign_in.' || t.result, t.person_id,
          coalesce(p.province, ''), CASE WHEN t.person_id IS NULL THEN t.login_hash ELSE '' END,
          t.address, t.address_hash, t.browser, t.times, 'try/' || t.id,
          CASE WHEN t.known_browser THEN '{"known_browser": true}' ELSE '{}' END
        FROM sign_in_try t LEFT JOIN person p ON p.id = t.person_id
        ON CONFLICT (once) DO NOTHING
    """)


def downgrade() -> None:
    """Leave them: which were copied is not told apart, and the next upgrade copies none twice."""

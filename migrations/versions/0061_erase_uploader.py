"""Erasing a person takes their name from the files they uploaded in cases that are over.

Revision ID: 0061
Revises: 0060
"""

from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

ROLE = "binhxet_app"


def upgrade() -> None:
    op.execute(ERASE_UPLOADER)
    op.execute("REVOKE ALL ON FUNCTION erase_uploader(uuid) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION erase_uploader(uuid) TO {ROLE}")


def downgrade() -> None:
    op.execute("DROP FUNCTION erase_uploader(uuid)")


ERASE_UPLOADER = r"""
CREATE FUNCTION erase_uploader(told uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  said jsonb;
BEGIN
  SELECT p.payload::jsonb INTO said FROM event e JOIN event_payload p ON p.event_id = e.id
  WHERE e.id = told AND e.stream = 'erasures' AND e.kind = 'data.erased'
    AND e.xid = pg_current_xact_id()::text::bigint AND e.begun_at = now();
  IF NOT EXISTS (SELECT FROM erasure x WHERE x.id = (said ->> 'erasure')::uuid
      AND x.state = 'done' AND x.settled_by <> x.proposed_by
      AND x.person_id = (said ->> 'person')::uuid AND (said -> 'account')::boolean)
  THEN
    RAISE EXCEPTION 'nobody is erased in this transaction';
  END IF;
  update attachment a set uploaded_name = said ->> 'mark'
  FROM task t JOIN case_ c ON c.id = t.case_id
  WHERE t.id = a.task_id AND a.uploaded_by = (said ->> 'person')::uuid
    AND c.state IN ('closed', 'cancelled')
    AND NOT (t.done_by IS NOT DISTINCT FROM a.uploaded_by AND t.done_name <> said ->> 'mark');
END $$
"""
"""The uploader of what somebody still answers for by name stays."""

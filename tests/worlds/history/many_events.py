"""Very many events, written by the database itself: a province's centuries, to look things up in.

Of every thousand events three are of a post that acted in the oldest hundredth alone, and of a kind
of case that is not used any more: what is far back and rare is what a list is slow to find.
"""

import psycopg

from server.embedded import Cluster

PER_CASE = 400
POSTS = 41
OLD_POST = "bac-giang/don-vi-cu/head"
OLD_KIND = "old_kind"
COMMON_POST = "bac-giang/don-vi-0001/head"
COMMON_UNIT = "bac-giang/don-vi-0001"
FIRST_PERSON = "0190000000007000800000000000a001"


def grow(cluster: Cluster, database: str, events: int) -> None:
    """Write events up to a number; the indexes are built as they come, statistics read."""
    with psycopg.connect(cluster.conninfo(database=database), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(_EVENTS.encode(), {"events": events, "per_case": PER_CASE})
        connection.execute(_PAYLOADS.encode(), {"events": events, "posts": POSTS})
        connection.execute(_ODDITIES.encode())
        connection.execute(_POST.encode())
        connection.execute("VACUUM ANALYZE event, event_payload, oddity")


_EVENTS = """
INSERT INTO event(id, format, province, stream, seq, prev_hash, kind, object, act_time, db_time,
  clock_offset_seconds, attachments, payload_digest, hash, xid)
SELECT CAST(lpad(to_hex(n), 32, '0') AS uuid), 1,
  CASE WHEN n %% 10 = 9 THEN 'ha-giang' ELSE 'bac-giang' END,
  'case/' || CAST('c' || lpad(to_hex(n / %(per_case)s), 31, '0') AS uuid),
  n %% %(per_case)s + 1, '',
  CASE n %% 20 WHEN 0 THEN 'case.opened' WHEN 1 THEN 'task.claimed' ELSE 'task.completed' END,
  'task/' || CAST('a' || lpad(to_hex(n), 31, '0') AS uuid),
  timestamptz '2000-01-01 00:00Z' + n * interval '13 minutes',
  timestamptz '2000-01-01 00:00Z' + n * interval '13 minutes', 0, '[]',
  encode(sha256(convert_to(n || 'p', 'UTF8')), 'hex'),
  encode(sha256(convert_to(n || 'h', 'UTF8')), 'hex'), n - %(events)s
FROM generate_series(0, %(events)s - 1) n
ON CONFLICT DO NOTHING
"""
_PAYLOADS = f"""
INSERT INTO event_payload(event_id, salt, payload, case_id, actor_id, actor_post, on_behalf_post,
  subject_unit_id, element, act_kind, act_class, act, case_kind, act_time, seq)
SELECT e.id, '00', '{{"actor":{{"person":"x","name":"Nguyễn Văn Mẫu","post":"p","title":'
    || '{{"vi":"Giám đốc đơn vị mẫu","en":"Director"}},"on_behalf":null,"delegation":null}},'
    || '"task":{{"id":"x","element":"approve","form":"approve","key":"","title_vi":'
    || '"Duyệt bảng tự chấm điểm năm mẫu","title_en":"Approve"}},"outcome":"approve","reason":"",'
    || '"changes":[],"result":{{"note":"' || repeat('nội dung mẫu ', 30) || '"}},"moved":[]}}',
  CAST(substr(e.stream, 6) AS uuid),
  CAST('{FIRST_PERSON}' AS uuid),
  CASE WHEN x.old THEN '{OLD_POST}'
    ELSE 'bac-giang/don-vi-' || lpad(CAST(x.n %% %(posts)s + 1 AS text), 4, '0') || '/head' END,
  CASE WHEN x.n %% 500 = 7 THEN '{COMMON_POST}' ELSE '' END,
  CASE WHEN x.n %% 7 = 0 THEN '' ELSE
    'bac-giang/don-vi-' || lpad(CAST(x.n %% 15 + 1 AS text), 4, '0') END,
  'approve', 'approve', x.act, CASE e.kind WHEN 'task.completed' THEN x.act ELSE e.kind END,
  CASE WHEN x.old THEN '{OLD_KIND}' ELSE
    (ARRAY['evaluation', 'award_review', 'submission'])[x.n / 400 %% 3 + 1] END,
  e.act_time, e.seq
FROM event e CROSS JOIN LATERAL (
  SELECT CAST((extract(epoch FROM e.act_time - timestamptz '2000-01-01 00:00Z') / 780) AS int) AS n
) y CROSS JOIN LATERAL (
  SELECT y.n, y.n < %(events)s / 100 AND y.n %% 3 = 0 AS old,
    (ARRAY['approve', 'score', 'other', 'return', 'sign'])[y.n %% 7 %% 5 + 1] AS act) x
WHERE e.id NOT IN (SELECT event_id FROM event_payload)
"""  # noqa: S608 - constants
_ODDITIES = """
INSERT INTO oddity(event_id, kind, act_time, seq, told)
SELECT event_id, 'hasty', act_time, seq, '{"since":"opened","seconds":"8"}'
FROM event_payload WHERE act = 'approve' AND seq % 19 = 0
ON CONFLICT DO NOTHING
"""
_POST = f"""
INSERT INTO unit(id, province) VALUES ('{COMMON_UNIT}', 'bac-giang') ON CONFLICT DO NOTHING;
INSERT INTO post(id, unit_id, position, title_vi, search)
VALUES ('{COMMON_POST}', '{COMMON_UNIT}', 'head', 'Giám đốc đơn vị mẫu', 'giam doc don vi mau')
ON CONFLICT DO NOTHING
"""  # noqa: S608 - constants

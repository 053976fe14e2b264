"""What the post of a task is called: of one that is done as it was called then, else as today."""

_DONE_AS = "CASE WHEN t.state = 'done' THEN coalesce(nullif(t.done_on_behalf, ''), t.done_post) END"
_OTHERWISE = f"nullif(nullif({_DONE_AS}, ''), p.title_vi)"

TASK_POST = f"""coalesce({_OTHERWISE}, p.title_vi) AS post_vi,
  CASE WHEN {_OTHERWISE} IS NULL THEN p.title_en ELSE '' END AS post_en"""
"""Of a task `t` and its post `p`, as `post_vi` and `post_en`; a record keeps the Vietnamese."""

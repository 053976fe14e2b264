"""Units that are gone, and who took them over, in SQL: as the bloc-years in force on a day say."""

_IN_FORCE = """v.effective_from <= :today AND NOT EXISTS (SELECT FROM bloc_year_version n
      WHERE n.bloc_year_id = v.bloc_year_id AND n.effective_from <= :today
        AND (n.effective_from, n.imported_at) > (v.effective_from, v.imported_at))"""
GONE = f"""(SELECT g.unit_id, g.into_id, g.day FROM reorganised_unit g
    JOIN bloc_year_version v ON v.id = g.version_id
    WHERE g.day <= :today AND {_IN_FORCE})"""  # noqa: S608 - a constant
"""Which units are gone on `:today`, from which day, and into which member each went."""
OUTLIVED = f"""EXISTS (SELECT FROM {GONE} gone WHERE gone.unit_id = t.subject_unit_id
  AND t.due > CAST(gone.day AS timestamp) AT TIME ZONE 'Asia/Ho_Chi_Minh')"""
"""Whether task `t` is due on no earlier day than that from which its unit is gone: as the board
says of such a duty, it is not late."""

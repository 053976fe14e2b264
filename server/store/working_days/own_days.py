"""The part of a query that gives the own days of a province in force, as one text."""


def own_days_of(province: str) -> str:
    """Return the SQL of the own days of a province, given as SQL: see `working_calendar`."""
    return f"""coalesce((
    SELECT string_agg(CASE WHEN w.worked THEN '+' ELSE '-' END || to_char(w.day, 'YYYY-MM-DD'), ' '
      ORDER BY w.day)
    FROM province_day w WHERE w.province = {province} AND w.taken_back_at IS NULL), '')"""  # noqa: S608


def own_days_of_case(case: str = "c") -> str:
    """Return the SQL of the own days of the province of a case, whose row is called `case`."""
    return own_days_of(f"split_part({case}.bloc_year_id, '/', 1)")

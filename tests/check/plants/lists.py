"""Faults in what lists find and order their lines by."""

# ruff: noqa: S608 - every statement is made of constants of this file

from tests.check.planting import FINISHED, Plant

UNLIKE_NAMES = "P6 search or order not as of its names"
UNLIKE_TITLE = "P6 search not as of its title"
UNLIKE_WORDS = "P6 search not as of what it finds"
NAMED = {"person": "name", "post": "title_vi", "unit_name": "name_vi"}
SIGN = "INSERT INTO oddity(event_id, kind, act_time, seq) SELECT id, 'planted', "
"""Whether the workers have found a sign in the year or not."""

PLANTS = (
    *(
        Plant(
            "found or ordered by another name than it has",
            f"UPDATE {table} SET {column} = {column} || 'x'",
            UNLIKE_NAMES,
            table,
        )
        for table, name in NAMED.items()
        for column in ("search", "sort_key", name)
    ),
    Plant(
        "found or ordered by another name than it has",
        "UPDATE person SET search = ''; UPDATE post SET sort_key = ''",
        UNLIKE_NAMES,
        "post",
    ),
    Plant(
        "task found by other words than its title, bloc and unit",
        "UPDATE task SET search = search || ' khac' WHERE state = 'done'",
        UNLIKE_TITLE,
    ),
    Plant(
        "task found by other words than its title, bloc and unit",
        "UPDATE task SET search = ''",
        UNLIKE_TITLE,
    ),
    Plant(
        "task found by other words than its title, bloc and unit",
        "UPDATE task SET title_vi = 'Việc khác' WHERE id = (SELECT max(id::text)::uuid FROM task)",
        UNLIKE_TITLE,
    ),
    Plant(
        "task found by other words than its title, bloc and unit",
        "UPDATE task SET subject_unit_id = NULL WHERE form = 'score'",
        UNLIKE_TITLE,
    ),
    Plant(
        "post called otherwise than on this day",
        "UPDATE post_title SET title_vi = 'Vua'",
        "P6 post called otherwise than on this day",
        "post",
    ),
    Plant(
        "post called otherwise than on this day",
        "DELETE FROM post_title WHERE post_id LIKE '%/head'",
        "P6 post called otherwise than on this day",
        "head",
    ),
    Plant(
        "unit gone otherwise than its rules say",
        "INSERT INTO reorganised_unit SELECT id, 'bac-giang/so-gddt', NULL, effective_from"
        " FROM bloc_year_version LIMIT 1",
        "P6 unit gone otherwise than its rules say",
    ),
    *(
        Plant(
            "case or paper found by other words than it has",
            f"UPDATE {table} SET search = {said}",
            UNLIKE_WORDS,
            table,
            (FINISHED,),
        )
        for table in ("case_", "document", "attachment")
        for said in ("''", "search || ' khac'")
    ),
    Plant(
        "sign sorted otherwise than its event",
        f"{SIGN} act_time + interval '1 day', seq FROM event LIMIT 1",
        "P6 sign sorted otherwise than its event",
    ),
    Plant(
        "sign sorted otherwise than its event",
        f"{SIGN} act_time, seq + 1 FROM event LIMIT 1",
        "P6 sign sorted otherwise than its event",
    ),
)

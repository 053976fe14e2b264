"""Faults in who has received what: nobody can be held to what they never opened."""

from tests.check.planting import Plant, differs

PLANTS = (
    differs(
        "receipt added (says that somebody opened what they did not)",
        "INSERT INTO receipt SELECT t.id, t.opened_at, p.id, '', '', ''"
        " FROM task t, (SELECT id FROM person LIMIT 1) p",
        "receipt/",
    ),
    Plant(
        "receipt before its task was sent",
        "INSERT INTO receipt SELECT t.id, t.opened_at - interval '1 day', p.id, '', '', ''"
        " FROM task t, (SELECT id FROM person LIMIT 1) p",
        "P6 receipt before its task was sent",
    ),
)

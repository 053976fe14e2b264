"""Faults in what a case has reached: its milestones decide who sees what."""

from tests.check.planting import BOTH, FINISHED, Plant, differs

PLANTS = (
    differs(
        "milestone added (opens what is closed)",
        "INSERT INTO milestone SELECT id, 'adopted', 'x', 1, opened_at, NULL FROM case_",
        "milestone/adopted/x/1",
    ),
    differs(
        "milestone added (opens what is closed)",
        "INSERT INTO milestone SELECT case_id, milestone, key, number + 1, at, event FROM milestone"
        " WHERE milestone = 'handed_in'",
        "milestone/handed_in/",
        (FINISHED,),
    ),
    differs(
        "milestone removed",
        "DELETE FROM milestone WHERE milestone = 'opened'",
        "milestone/opened//1",
    ),
    differs(
        "milestone removed",
        "DELETE FROM milestone WHERE milestone = 'round_closed'",
        "milestone/round_closed//1",
        (FINISHED,),
    ),
    differs(
        "milestone changed: instant, key or number",
        "UPDATE milestone SET at = at - interval '1 day', event = NULL",
        "/at",
    ),
    differs(
        "milestone changed: instant, key or number",
        "UPDATE milestone SET key = 'x' WHERE milestone = 'opened'",
        "/x/1",
    ),
    differs(
        "milestone changed: instant, key or number",
        "UPDATE milestone SET number = 2 WHERE milestone = 'opened'",
        "milestone/opened//2",
    ),
    Plant(
        "milestone under another event",
        "UPDATE milestone SET event = (SELECT id FROM event WHERE stream = 'people' LIMIT 1)",
        "P6 milestone told by no event of its case",
        worlds=BOTH,
    ),
)

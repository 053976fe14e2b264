"""Faults in what comes by itself: timers, reminders, mail, and the day a task is listed by."""

from tests.check.planting import FINISHED, HALF, Plant

PLANTS = (
    Plant(
        "jobs table emptied",
        "DELETE FROM jobs.procrastinate_jobs",
        "P4 timer without its job",
        worlds=(HALF,),
    ),
    Plant(
        "jobs table emptied",
        "UPDATE jobs.procrastinate_jobs SET status = 'succeeded' WHERE task_name = 'fire_timer'",
        "P4 timer without its job",
        worlds=(HALF,),
    ),
    Plant(
        "lost timer row (armed element without a timer)",
        "DELETE FROM timer WHERE state = 'armed'",
        "P6 timers differ from the engine's",
        worlds=(HALF,),
    ),
    Plant(
        "timer due moved a year later",
        "UPDATE timer SET due = due + interval '1 year' WHERE state = 'armed'",
        "P6 timers differ from the engine's",
        worlds=(HALF,),
    ),
    Plant(
        "timer fires never: disarmed",
        "UPDATE timer SET state = 'disarmed' WHERE state = 'armed'",
        "P6 timers differ from the engine's",
        worlds=(HALF,),
    ),
    Plant(
        "timer marked fired without event",
        "UPDATE timer SET state = 'fired' WHERE state = 'armed'",
        "P6 timers differ from the engine's",
        worlds=(HALF,),
    ),
    Plant(
        "due_sort <> due",
        "UPDATE task SET due_sort = due_sort + interval '1 day' WHERE due IS NOT NULL",
        "P6 task sorted by another day",
    ),
    Plant(
        "due_sort <> due",
        "UPDATE task SET due_sort = opened_at WHERE due IS NULL",
        "P6 task sorted by another day",
        worlds=(FINISHED,),
    ),
    Plant(  # a year that Python's dates do not reach
        "due_sort <> due",
        "UPDATE task SET due_sort = due_sort + interval '1 day' WHERE due IS NULL",
        "P6 task sorted by another day",
        worlds=(FINISHED,),
    ),
    Plant(
        "mail stuck: handed for a year",
        "UPDATE mail SET state = 'handed', leased_until = created_at - interval '1 year'",
        "P4 mail handed over",
    ),
    Plant(
        "mail stuck: handed for a year",
        "UPDATE mail SET state = 'handed', leased_until = NULL, created_at = created_at"
        " - interval '1 year'",
        "P4 mail handed over",
    ),
    Plant(
        "mail waiting for a month",
        "UPDATE mail SET state = 'waiting', created_at = created_at - interval '40 days'",
        "P4 mail waits for a month",
    ),
    Plant(
        "overdue reminder never sent",
        "UPDATE reminder SET due = due - interval '200 days' WHERE state = 'planned'",
        "P4 reminder overdue by a month",
        worlds=(HALF,),
    ),
    Plant(
        "overdue reminder never sent",
        "INSERT INTO reminder SELECT id, 'remind', current_date, post_id, opened_at, 'planned'"
        " FROM task WHERE state = 'done'",
        "P4 reminder of no open task",
    ),
    Plant(
        "reminders lost (deleted)",
        "DELETE FROM reminder",
        "P4 reminder lost",
        "remind",
        worlds=(HALF,),
    ),
    Plant(
        "reminders lost (deleted)",
        "DELETE FROM reminder WHERE kind = 'escalate'",
        "P4 reminder lost",
        "escalate",
        worlds=(HALF,),
    ),
)

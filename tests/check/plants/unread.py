"""Faults that keep a task, a case or the schema from being judged: each is named itself."""

from tests.check.planting import HALF, Plant

NO_VERSION = "version of a case or an instance is gone, and with it what it is judged by"
NO_RULES = "rules of a case are gone, and with them what it is judged by"

PLANTS = (
    Plant(
        NO_VERSION,
        "UPDATE instance SET definition_hash = 'x'",
        "P4 reminders of a task:",
        worlds=(HALF,),
    ),
    Plant(
        NO_RULES,
        "UPDATE case_ SET rules_digest = 'x'",
        "P4 reminders of a task:",
        worlds=(HALF,),
    ),
    Plant(
        NO_VERSION,
        "UPDATE case_ SET definition_hash = 'x'",
        "P5 end of a case:",
        worlds=(HALF,),
    ),
    Plant(NO_VERSION, "UPDATE case_ SET definition_hash = 'x'", "P6 duties of a case:"),
    Plant(NO_RULES, "UPDATE case_ SET rules_digest = 'x'", "P6 duties of a case:"),
    Plant(
        "step of the schema is not told",
        "ALTER TABLE alembic_version RENAME TO other",
        "P3 guard of history cannot be read:",
        "catalogue",
    ),
    Plant(
        "step of the schema is not told",
        "ALTER TABLE alembic_version RENAME version_num TO other",
        "P3 guard of history cannot be read:",
        "catalogue",
    ),
)

"""Faults in until when somebody is to have done what: the board judges who was in time by it."""

from tests.check.planting import Plant, differs

PLANTS = (
    Plant(
        "duty added (a unit is late with what nobody asks of it)",
        "INSERT INTO duty SELECT id, 'adopted', 'x', '2024-12-01' FROM case_",
        "P6 duty of nobody",
        "adopted/x",
    ),
    Plant(
        "duty removed (a unit that is late is not)",
        "DELETE FROM duty WHERE key LIKE '%so-gddt'",
        "P6 duty missing",
        "so-gddt",
    ),
    differs(
        "duty removed (a unit that is late is not)",
        "DELETE FROM duty WHERE key LIKE '%so-gddt'",
        "so-gddt",
    ),
    differs("duty changed: its day", "UPDATE duty SET due = due + 7", "/due"),
)

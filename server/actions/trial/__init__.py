"""A process played before anybody works with it: every way, in memory, with the real engine."""

from server.actions.trial.findings import GRAVE
from server.actions.trial.trying import MOST_STEPS, TimeLimit, Trial, try_definition, try_files

__all__ = ["GRAVE", "MOST_STEPS", "TimeLimit", "Trial", "try_definition", "try_files"]

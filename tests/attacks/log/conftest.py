"""A log that is signed, as in the tests of the log, and who rewrites it."""

from tests.actions.log.conftest import begin, folder, starting_state

__all__ = ["begin", "folder", "starting_state"]

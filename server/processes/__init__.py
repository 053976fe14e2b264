"""The rules of processes that data cannot say, a package a process; no platform code imports it."""

from server.actions.steps.process_code import hand_in
from server.processes.award_review import AWARD_REVIEW
from server.processes.evaluation import EVALUATION
from server.processes.process import ProcessPackage
from server.processes.revocation import REVOCATION
from server.processes.submission import SUBMISSION

PROCESSES: tuple[ProcessPackage, ...] = (EVALUATION, AWARD_REVIEW, SUBMISSION, REVOCATION)


def compose() -> None:
    """Hand the code of every process to the platform: once, where an application is started."""
    hand_in(process.code for process in PROCESSES)

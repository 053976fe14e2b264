"""The whole schema: the platform's tables, and those of every process."""

from server.processes.award_review.tables import schema as award_review
from server.processes.evaluation.tables import schema as evaluation
from server.processes.submission.tables import schema as submission
from server.store.tables import metadata

__all__ = ["award_review", "evaluation", "metadata", "submission"]

"""The key of the submission: of its diagram, its manifest, and the cases that run on it."""

KEY = "submission"

"""The key of the evaluation: of its diagram, its manifest, and the cases that run on it."""

KEY = "evaluation"

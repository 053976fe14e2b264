"""The key of the award review: of its diagram, its manifest, and the cases that run on it."""

KEY = "award_review"

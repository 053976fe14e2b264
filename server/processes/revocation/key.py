"""The key of the revocation: of its diagram, its manifest, and the cases that run on it."""

KEY = "revocation"

"""The rules: pure functions and frozen dataclasses; no clock, no database, no web."""

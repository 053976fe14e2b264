"""What the values of an expression may be, and where they never fit."""

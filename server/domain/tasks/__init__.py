"""Tasks: who may work, see, hand over, put off and recall one, and what was answered in it."""

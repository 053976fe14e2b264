"""The sentences of refusals and of mistakes."""

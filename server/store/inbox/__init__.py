"""The task list: what waits for a post, and what still comes to it."""

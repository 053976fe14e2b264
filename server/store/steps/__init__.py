"""What one step of the engine writes: rows, timers, and how they are undone."""

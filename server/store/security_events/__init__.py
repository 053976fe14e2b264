"""Security events: written beside what they tell of, listed, removed with time."""

"""History: what a case's events say its state must be, and the form in which they are hashed."""

"""What a person can do: one module an act, one act a transaction."""

"""What a revocation reads of cases."""

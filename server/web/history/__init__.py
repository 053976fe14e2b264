"""The audit pages and exports."""

"""Accounts, appointments and delegations."""

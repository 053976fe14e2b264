"""Persons, posts, appointments and delegations."""

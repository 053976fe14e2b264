"""Versions of processes as administrators see them, and proposals to publish one."""

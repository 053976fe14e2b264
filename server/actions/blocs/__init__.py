"""Bloc-years: imported, and the calendar of their deadlines."""

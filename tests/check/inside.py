"""Faults inside a case: what its tables say beside what its history comes to."""

from tests.check import inside_cases, inside_results, inside_tasks

PLANTS = (*inside_tasks.PLANTS, *inside_cases.PLANTS, *inside_results.PLANTS)
NOT_FOUND: tuple[str, ...] = ()

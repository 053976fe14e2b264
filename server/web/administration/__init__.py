"""The administrator's pages: cases in trouble, jobs, timers, versions."""

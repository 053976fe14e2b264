"""The rules of processes that data cannot say, a package a process; no platform code imports it."""

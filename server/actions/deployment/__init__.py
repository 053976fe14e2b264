"""Deploying a process: judged by the linter with the names the product offers."""

"""The pages of persons, posts and delegations."""

"""The demonstration: the plan as data, and every role played through the actions."""

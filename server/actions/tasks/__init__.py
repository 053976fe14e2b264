"""What a person does with a task."""

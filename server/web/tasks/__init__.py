"""The page of one task: its form, drafts, files, remarks."""

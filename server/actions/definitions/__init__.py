"""Process definitions as frozen: their files, and what the engine is handed."""

"""Our own reading of S-FEEL, the language that DMN tables of others are written in."""

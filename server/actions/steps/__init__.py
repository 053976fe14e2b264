"""One step of the engine: what it runs, routes, opens, tells and writes."""

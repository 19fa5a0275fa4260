"""That somebody's line manager agrees to their taking part, where a run asks for it."""

"""The views of the journal, by use case."""

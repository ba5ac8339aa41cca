"""One module per thing a caseworker does."""

"""One widget class a kind of question."""

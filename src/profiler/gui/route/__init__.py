"""The route: which stations come next, and what is decided about them."""

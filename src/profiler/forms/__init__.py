"""The form engine: source tables, XForm, expressions, sessions, lint. See README.md in this folder."""

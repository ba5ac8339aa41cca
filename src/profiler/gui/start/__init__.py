"""First start: a place, a desk, a caseworker, a code for emergencies."""

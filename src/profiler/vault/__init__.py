"""Passwords, key slots and the lock."""

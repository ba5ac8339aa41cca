"""Who works here today, and the password."""

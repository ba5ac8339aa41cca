"""Papers: what stands on them, what stays here, printing and saving."""

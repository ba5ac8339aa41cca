"""The release: who may know what, explained, chosen, asked back, signed, withdrawn."""

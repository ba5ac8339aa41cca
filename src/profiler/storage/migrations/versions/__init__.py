"""One module per revision; none imports live code, so that each stays what it was."""

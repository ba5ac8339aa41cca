"""Who may see what until when."""

"""The page of work: one section of the form at a time, in two languages, saved at every answer."""

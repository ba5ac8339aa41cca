"""The one text engine of all paper: order, fonts, shaping, lines, embedding."""

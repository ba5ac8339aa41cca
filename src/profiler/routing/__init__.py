"""From rules to stations with reasons."""

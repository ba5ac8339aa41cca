"""What leaves as a file: sinks and, later, bundles."""

"""Profiler: intake, competence assessment, data release and routing for newcomers in Germany."""

__version__ = "0.1.0"

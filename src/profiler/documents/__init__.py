"""Paper: all of ReportLab and font shaping."""

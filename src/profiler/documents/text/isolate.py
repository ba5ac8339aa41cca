"""The isolates of `languages.isolates`, under the name paper knows them by."""

from profiler.languages.isolates import BIDI_CONTROLS, FSI, LRI, PDI, clean, isolated, ltr, protect

__all__ = ["BIDI_CONTROLS", "FSI", "LRI", "PDI", "clean", "isolated", "ltr", "protect"]

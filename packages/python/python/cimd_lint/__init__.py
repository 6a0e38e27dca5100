"""A linter for OAuth Client ID Metadata Documents (CIMD)."""

from ._native import Finding, Profile, Report, __version__, explain, lint, profiles, rules

__all__ = ["Finding", "Profile", "Report", "__version__", "explain", "lint", "profiles", "rules"]

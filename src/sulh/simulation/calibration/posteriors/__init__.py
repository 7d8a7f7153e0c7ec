"""Posteriors that ship with sulh, one JSON file each; each names the command that made it."""

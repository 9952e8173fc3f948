"""Screens: show a corpus, call a verb."""

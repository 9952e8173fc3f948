"""Tests of the codebook's changes."""

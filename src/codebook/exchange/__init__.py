"""File formats in both directions; writers take only Cleared."""

"""The project file: rows, changes and nothing unmasked."""

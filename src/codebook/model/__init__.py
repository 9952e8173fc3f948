"""The shared vocabulary: frozen values, no database, no screen."""

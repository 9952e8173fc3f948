"""Notes on their way in: guides, files, guided entry; masked, then kept."""

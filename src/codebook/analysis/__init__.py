"""Questions about a corpus: pure functions, same answer every time."""

"""Commands: parse, call a verb, print."""

"""A qualitative interview coding workbench that keeps no identifying information."""

__version__ = "0.1.0"

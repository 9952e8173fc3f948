"""One gate for the tests of this folder, so that the model loads once."""

import pytest

from codebook.deid.gate import Gate


@pytest.fixture(scope="session")
def gate() -> Gate:
    """A gate without roster or allowed words."""
    return Gate()

"""What can go wrong, said to the researcher in one line."""


class CodebookError(Exception):
    """Something the researcher can act on; its message is one clear line and quotes no document text."""


class BadInputError(CodebookError):
    """A file or argument cannot be used; the message names the file and the place."""


class StoreError(CodebookError):
    """The project file refuses: not ours, locked, damaged, or the text was not masked."""


class ConflictError(CodebookError):
    """The row has moved on since it was read, so the change was not made."""

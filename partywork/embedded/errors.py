"""What can go wrong with the embedded engines."""


class EngineError(Exception):
    """Says in one Chinese sentence what is wrong and what to do."""

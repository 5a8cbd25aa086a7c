"""Why a document could not be read, said in one sentence to whoever brought it."""


class PlanUnreadable(Exception):
    """One Chinese sentence naming the file and, where known, the sheet, row and column, and why."""

    def __init__(
        self, message: str, sheet: str | None = None, row: int | None = None, column: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.sheet = sheet
        self.row = row
        self.column = column

def year_ledger(*args: object, **kwargs: object) -> dict[str, object]:
    raise NotImplementedError

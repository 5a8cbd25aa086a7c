def annual_plan(*args: object, **kwargs: object) -> dict[str, object]:
    raise NotImplementedError

def sign_in_sheet(*args: object, **kwargs: object) -> dict[str, object]:
    raise NotImplementedError

"""The key of the personal items is changed: everything is written anew with the first one, digests included (PI-06)."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from partywork.common.sealed import PersonalTextField

AT_A_TIME = 500


def rekey_personal() -> dict[str, int]:
    """By the words of the table how many rows were written anew. It may be stopped and run again at any time."""
    return {str(model._meta.verbose_name): _rekey(model, sealed) for model, sealed in with_sealed_items()}


def with_sealed_items() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every table that keeps something with this key, whichever was added last, and the names of what it keeps."""
    for model in apps.get_models():
        sealed = [field.name for field in model._meta.concrete_fields if isinstance(field, PersonalTextField)]
        if sealed:
            yield model, sealed


def _rekey(model: type[models.Model], sealed: list[str]) -> int:
    manager = model._default_manager
    done, last = 0, 0
    while True:
        with transaction.atomic():
            rows = list(manager.select_for_update().filter(pk__gt=last).order_by("pk")[:AT_A_TIME])
            for row in rows:
                indexes = [f.name for f in model._meta.concrete_fields if getattr(f, "of", None) in sealed]
                row.save(update_fields=[*sealed, *indexes])
        if not rows:
            return done
        done, last = done + len(rows), rows[-1].pk

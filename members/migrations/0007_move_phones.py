"""Telephone numbers into the files, encrypted; who signed in by his number keeps doing so, under another name."""

from django.db import migrations
from django.db.models import F


def move(apps, schema_editor):
    Member, File, User = (apps.get_model("members", name) for name in ("Member", "PersonalFile", "User"))
    for member in Member.objects.exclude(phone="").only("pk", "phone").iterator(chunk_size=2000):
        File.objects.update_or_create(member_id=member.pk, defaults={"phone": member.phone})
    # The number as the name of an account would stand in clear; it opens the account by the blind index.
    for user in User.objects.filter(username=F("member__phone")).only("pk", "username"):
        name = f"m{user.pk}"
        while User.objects.filter(username=name).exists():
            name += "a"
        User.objects.filter(pk=user.pk).update(username=name)


def move_back(apps, schema_editor):
    Member, File = (apps.get_model("members", name) for name in ("Member", "PersonalFile"))
    for file in File.objects.exclude(phone_index=None).iterator(chunk_size=2000):
        Member.objects.filter(pk=file.pk).update(phone=file.phone)


class Migration(migrations.Migration):
    dependencies = [("members", "0006_file_phone")]

    operations = [migrations.RunPython(move, move_back)]

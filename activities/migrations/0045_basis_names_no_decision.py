"""The register says of nobody that a decision keeps him away: as everybody reads it from now on (E-52)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Value
from django.db.models.functions import Replace

BEFORE, AFTER = "；暂停组织生活，", "；另有原因，"


def reword(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("activities", "Attendance").objects.filter(basis__contains=BEFORE)
    rows.update(basis=Replace(F("basis"), Value(BEFORE), Value(AFTER)))


class Migration(migrations.Migration):
    dependencies = [("activities", "0044_education")]
    operations = [migrations.RunPython(reword, migrations.RunPython.noop)]

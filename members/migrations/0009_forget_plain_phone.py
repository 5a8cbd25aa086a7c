"""A dropped column stays in the files of the table until they are written anew; so do former names of accounts."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("members", "0008_drop_plain_phone")]

    operations = [
        migrations.RunSQL("VACUUM FULL members_member", migrations.RunSQL.noop),
        migrations.RunSQL("VACUUM FULL members_user", migrations.RunSQL.noop),
    ]

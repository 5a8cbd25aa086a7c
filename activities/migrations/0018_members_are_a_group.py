"""Rounds that are open while this is installed get the members' row, from which their ballots are counted on."""

from django.db import migrations

ADD = """
INSERT INTO activities_ratinggroup (id, round_id, "group", issued, collected)
SELECT gen_random_uuid(), r.id, 'member', r.issued, r.collected
FROM activities_ratinground r
WHERE r.state = 'open'
  AND NOT EXISTS (SELECT 1 FROM activities_ratinggroup g WHERE g.round_id = r.id)
"""


class Migration(migrations.Migration):
    dependencies = [("activities", "0017_guest_raters")]

    operations = [migrations.RunSQL(ADD, migrations.RunSQL.noop)]

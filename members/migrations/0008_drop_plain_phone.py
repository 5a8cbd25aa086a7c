from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0007_move_phones")]

    operations = [
        migrations.RemoveConstraint(model_name="member", name="a_phone_belongs_to_one_member"),
        migrations.RemoveField(model_name="member", name="phone"),
    ]

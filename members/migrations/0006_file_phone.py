from django.db import migrations

import partywork.common.blind
import partywork.common.sealed


class Migration(migrations.Migration):
    dependencies = [("members", "0005_letters_of_introduction")]

    operations = [
        migrations.AddField(
            model_name="personalfile",
            name="phone",
            field=partywork.common.sealed.PersonalTextField(
                blank=True, default="", null=True, verbose_name="手机"
            ),
        ),
        migrations.AddField(
            model_name="personalfile",
            name="phone_index",
            field=partywork.common.blind.BlindIndexField(ending=0, of="phone", unique=True),
        ),
        migrations.AddField(
            model_name="personalfile",
            name="phone_ending",
            field=partywork.common.blind.BlindIndexField(db_index=True, ending=4, of="phone"),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partywork", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="rendereddocument",
            name="place",
            field=models.CharField(default="", max_length=255),
            preserve_default=False,
        ),
    ]

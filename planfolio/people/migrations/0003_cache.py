"""The table in which limits on tries are counted."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "people_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_local_person")]
    operations = [migrations.RunPython(make_table, lambda apps, schema_editor: None)]

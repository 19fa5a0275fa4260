import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Left, NullIf


def name_coordinators(apps, schema_editor):
    """Write into each certificate who coordinated its run, as its page has said so far."""
    Certificate = apps.get_model("programmes", "Certificate")
    Participation = apps.get_model("programmes", "Participation")
    told = Coalesce(NullIf("run__owner__name", Value("")), F("run__owner__email"), Value(""))
    names = Participation.objects.filter(pk=OuterRef("participation")).annotate(told=Left(told, 120)).values("told")
    Certificate.objects.update(coordinator=Subquery(names))


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_totals_and_indexes")]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="coordinator",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="participation",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="certificate",
                to="programmes.participation",
            ),
        ),
        # Last, because PostgreSQL changes no table in which rows were changed just before.
        migrations.RunPython(name_coordinators, migrations.RunPython.noop),
    ]


import django.db.models.deletion
import django.utils.timezone
import planfolio.people.base
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("plans", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.UUIDField(default=planfolio.people.base.new_key, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=255)),
                ('content', models.BinaryField()),
                ('answers', models.JSONField(default=dict)),
                ('goals', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.plan')),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'created_at'], name='exchange_ar_owner_i_57de6a_idx')],
            },
        ),
    ]

"""Who led which team, what kept a result from being shown, and what is still to be swept."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('climate', '0002_entries_of_sheets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='tells_teams',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='round',
            name='is_under_way',
            field=models.BooleanField(null=True, unique=True),
        ),
        migrations.AddField(
            model_name='round',
            name='refused',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='to_sweep',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='RoundLead',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('team', models.UUIDField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='climate.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'team', 'person'), name='lead_of_team_once_a_round')],
            },
        ),
    ]

"""Memberships get a kind of contract, and people get days on which they are not there."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_vocabulary_with_plural_and_article'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='contract',
            field=models.CharField(choices=[('permanent', 'employed, permanent or temporary'), ('flex', 'agency, on call or hired'), ('student', 'trainee, apprentice or student')], default='permanent', max_length=12),
        ),
        migrations.CreateModel(
            name='Away',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('starts', models.DateField()),
                ('ends', models.DateField(null=True)),
                ('from_list', models.BooleanField(default=False)),
                ('withdrawn', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'starts', 'from_list'), name='one_away_per_start'), models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='away_ends_after_start'), models.CheckConstraint(condition=models.Q(('withdrawn', False), ('from_list', True), _connector='OR'), name='only_from_list_withdrawn')],
            },
        ),
    ]

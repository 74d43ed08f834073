"""The organisation's own cards, and links to outside."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OutsideLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=120)),
                ('language', models.CharField(max_length=2)),
                ('catalogue_version', models.CharField(max_length=20)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
                ('address', models.CharField(max_length=500)),
                ('note', models.TextField(blank=True, default='')),
                ('about', models.CharField(blank=True, default='', max_length=60)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('address__startswith', 'https://')), name='link_is_https'), models.CheckConstraint(condition=models.Q(('language__in', ('nl', 'en'))), name='link_language_known')],
            },
        ),
        migrations.CreateModel(
            name='OwnIntervention',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=120)),
                ('language', models.CharField(max_length=2)),
                ('catalogue_version', models.CharField(max_length=20)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
                ('description', models.TextField()),
                ('caution', models.TextField(blank=True, default='')),
                ('effort', models.CharField(max_length=6)),
                ('computer', models.CharField(max_length=8)),
                ('dimensions', models.JSONField(default=list)),
                ('who_acts', models.JSONField(default=list)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('effort__in', ('small', 'medium', 'large'))), name='own_effort_known'), models.CheckConstraint(condition=models.Q(('computer__in', ('no', 'optional', 'yes'))), name='own_computer_known'), models.CheckConstraint(condition=models.Q(('language__in', ('nl', 'en'))), name='own_language_known')],
            },
        ),
    ]

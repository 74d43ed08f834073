"""Rounds, invitations, ballots until they are closed, and releases."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('leaf', models.CharField(max_length=80)),
                ('leaves', models.JSONField(default=list)),
                ('channel', models.CharField(choices=[('link', 'a link by mail'), ('card', 'a printed card with a code'), ('paper', 'a sheet of paper')], max_length=5)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('no_messages', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('words', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Pack',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('licence', models.CharField(max_length=300)),
                ('file_name', models.CharField(max_length=200)),
                ('content', models.BinaryField()),
                ('made_on', models.DateField()),
                ('retired_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('form', models.CharField(default='short', max_length=10)),
                ('modules', models.JSONField(default=list)),
                ('asks_time', models.BooleanField(default=False)),
                ('languages', models.JSONField(default=list)),
                ('attribute', models.CharField(blank=True, choices=[('', 'no division'), ('language', 'language of the answers'), ('service', 'how long somebody has worked here'), ('work', 'kind of work, in groups that you name')], default='', max_length=10)),
                ('attribute_parts', models.JSONField(default=list)),
                ('with_flex', models.BooleanField(default=True)),
                ('with_students', models.BooleanField(default=False)),
                ('with_long_leave', models.BooleanField(default=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('k', models.PositiveSmallIntegerField(default=7)),
                ('words_only', models.BooleanField(default=False)),
                ('council_question', models.JSONField(default=dict)),
                ('consent', models.CharField(blank=True, choices=[('', 'not answered yet'), ('given', 'consent given'), ('not_needed', 'not needed, with the reason')], default='', max_length=10)),
                ('consent_on', models.DateField(null=True)),
                ('consent_note', models.TextField(blank=True, default='')),
                ('notice_on', models.DateField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('places', models.JSONField(default=list)),
                ('retention', models.JSONField(default=dict)),
                ('secret', models.BinaryField(null=True)),
                ('response', models.PositiveSmallIntegerField(null=True)),
                ('response_on', models.DateField(null=True)),
                ('messages_sent', models.PositiveSmallIntegerField(default=0)),
                ('last_message_on', models.DateField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('closing_at', models.DateTimeField(null=True)),
                ('released_at', models.DateTimeField(null=True)),
                ('instrument', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='climate.instrument')),
            ],
        ),
        migrations.CreateModel(
            name='HandedIn',
            fields=[
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='handed_in', serialize=False, to='climate.invitation')),
            ],
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='climate.round')),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('input_sha256', models.CharField(max_length=64)),
                ('record', models.TextField()),
                ('organisation', models.TextField()),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='climate.round')),
            ],
        ),
        migrations.CreateModel(
            name='PaperBatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('leaf', models.CharField(max_length=80)),
                ('made_on', models.DateField()),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='climate.round')),
            ],
        ),
        migrations.AddField(
            model_name='invitation',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='climate.round'),
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('leaf', models.CharField(max_length=80)),
                ('language', models.CharField(max_length=5)),
                ('part', models.SmallIntegerField(default=-1)),
                ('answers', models.JSONField()),
                ('week', models.CharField(max_length=8)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='climate.round')),
            ],
        ),
        migrations.CreateModel(
            name='PaperSheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('twice', models.BooleanField(default=False)),
                ('first', models.JSONField(null=True)),
                ('done', models.BooleanField(default=False)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='climate.paperbatch')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('batch', 'number'), name='sheet_number_once')],
            },
        ),
        migrations.CreateModel(
            name='ReleasedFigure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('audience', models.CharField(choices=[('team', 'the team'), ('office', 'HR')], max_length=6)),
                ('place', models.CharField(max_length=80)),
                ('parent', models.CharField(blank=True, default='', max_length=80)),
                ('order', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='climate.release')),
            ],
            options={
                'indexes': [models.Index(fields=['release', 'audience', 'parent', 'order'], name='figures_under_a_place')],
                'constraints': [models.UniqueConstraint(fields=('release', 'audience', 'place'), name='figure_of_place_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='round_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('k__gte', 7), models.Q(('k', 6), ('words_only', True)), _connector='OR'), name='round_k_at_least_seven'),
        ),
        migrations.AddConstraint(
            model_name='paperbatch',
            constraint=models.UniqueConstraint(fields=('round', 'number'), name='batch_number_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('round', 'person'), name='invited_once'),
        ),
    ]

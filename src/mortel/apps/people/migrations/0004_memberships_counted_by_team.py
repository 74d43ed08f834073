"""An index out of which a large house is counted team by team."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_contracts_and_away_dates'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(fields=['team', 'is_lead', 'contract', 'person', 'starts', 'ends'], name='counted_by_team'),
        ),
    ]

"""Who wrote down what the works council decided, and that it can say no."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('climate', '0003_leads_refusals_and_sweeping'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='consent_by_council',
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name='round',
            name='consent',
            field=models.CharField(blank=True, choices=[('', 'not answered yet'), ('given', 'consent given'), ('not_needed', 'not needed, with the reason'), ('refused', 'no consent, or only on conditions')], default='', max_length=10),
        ),
    ]

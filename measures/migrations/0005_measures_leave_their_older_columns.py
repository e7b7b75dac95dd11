"""What every measure has by now is required, and the older columns go. No page wrote them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0004_measures_move_to_units_and_months"),
        ("units", "0004_letters_are_claimed_and_digests_chosen"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='measure',
            name='measure_year_is_a_year',
        ),
        migrations.RemoveField(
            model_name='measure',
            name='effect',
        ),
        migrations.RemoveField(
            model_name='measure',
            name='unit',
        ),
        migrations.RemoveField(
            model_name='measure',
            name='year',
        ),
        migrations.AlterField(
            model_name="measure",
            name="administration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="units.administration"
            ),
        ),
        migrations.AlterField(
            model_name="measure",
            name="made_at",
            field=models.DateTimeField(auto_now_add=True, verbose_name="made"),
        ),
        migrations.AlterField(
            model_name="measure",
            name="number",
            field=models.PositiveIntegerField(verbose_name="number"),
        ),
        migrations.AlterField(
            model_name="measure",
            name="start",
            field=models.DateField(verbose_name="first month"),
        ),
    ]

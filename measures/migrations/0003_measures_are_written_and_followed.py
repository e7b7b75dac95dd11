"""Measures get owners, months, units, stages and follow-ups; beside them what must be saved, ideas and registers.

What takes the place of older columns is filled in by the next migration and required by the one after that.
"""

import django.db.models.deletion
import units.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forecasts', '0006_answers_keep_their_conditions'),
        ('measures', '0002_initial'),
        ('units', '0004_letters_are_claimed_and_digests_chosen'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Calculation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='calculator')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('given', models.JSONField(default=dict, verbose_name='what was put in')),
                ('amount', models.BigIntegerField(verbose_name='saving a year')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='commitment')),
                ('to_whom', models.CharField(blank=True, max_length=150, verbose_name='to whom')),
                ('first', models.DateField(verbose_name='first month')),
                ('last', models.DateField(blank=True, null=True, verbose_name='last month')),
                ('yearly', models.BigIntegerField(verbose_name='cost a year')),
                ('notice_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='months of notice')),
                ('decision', models.CharField(blank=True, max_length=200, verbose_name='decision')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'ordering': ['first', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DelegationLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('unit-head', 'unit head'), ('deputy', 'deputy unit head'), ('team-leader', 'team leader'), ('case-officer', 'case officer')], max_length=15, verbose_name='role')),
                ('what', models.CharField(max_length=150, verbose_name='decisions about')),
                ('above', models.BigIntegerField(blank=True, null=True, verbose_name='above')),
                ('limit', models.BigIntegerField(blank=True, null=True, verbose_name='up to')),
                ('per', models.CharField(choices=[('decision', 'a decision'), ('day', 'a day'), ('month', 'a month'), ('year', 'a year')], default='year', max_length=10, verbose_name='per')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('decision', models.CharField(blank=True, max_length=200, verbose_name='decision')),
                ('since', models.DateField(blank=True, null=True, verbose_name='from')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn')),
                ('until', models.CharField(blank=True, max_length=200, verbose_name='withdrawn until')),
            ],
            options={
                'ordering': ['unit__code', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Effect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='month')),
                ('amount', models.BigIntegerField(default=0, verbose_name='effect')),
                ('cost', models.BigIntegerField(default=0, verbose_name='cost')),
                ('planned', models.BigIntegerField(blank=True, null=True, verbose_name='planned effect')),
                ('planned_cost', models.BigIntegerField(blank=True, null=True, verbose_name='planned cost')),
            ],
            options={
                'ordering': ['measure', 'unit', 'month'],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='finding')),
                ('text', models.TextField(blank=True, verbose_name='what was found')),
                ('source', models.CharField(max_length=150, verbose_name='found by')),
                ('found_on', models.DateField(verbose_name='found')),
                ('due', models.DateField(blank=True, null=True, verbose_name='to be dealt with by')),
                ('state', models.CharField(choices=[('open', 'open'), ('doing', 'being dealt with'), ('done', 'dealt with')], default='open', max_length=10, verbose_name='state')),
                ('answer', models.TextField(blank=True, verbose_name='what is done')),
            ],
            options={
                'ordering': ['-found_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('status', models.CharField(choices=[('as-planned', 'as planned'), ('late', 'late'), ('not-started', 'not started'), ('not-followed', 'not followed'), ('done', 'done')], max_length=15, verbose_name='status')),
                ('realised', models.BigIntegerField(blank=True, null=True, verbose_name='effect so far this year')),
                ('expected', models.BigIntegerField(blank=True, null=True, verbose_name='expected effect this year')),
                ('done', models.TextField(blank=True, verbose_name='what was done')),
                ('hinders', models.TextField(blank=True, verbose_name='what hinders')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='next follow-up')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
                ('key', models.UUIDField(blank=True, null=True, unique=True)),
            ],
            options={
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('text', models.TextField(verbose_name='idea')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='left')),
                ('answer_by', models.DateField(verbose_name='to be answered by')),
                ('state', models.CharField(choices=[('new', 'not answered'), ('considered', 'being considered'), ('taken', 'became a measure'), ('declined', 'declined')], default='new', max_length=10, verbose_name='state')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('key', models.UUIDField(blank=True, null=True, unique=True)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MeasureLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('document', 'document'), ('pilot', 'pilot'), ('learned', 'learned by others')], default='document', max_length=10, verbose_name='kind')),
                ('text', models.CharField(max_length=200, verbose_name='text')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
            ],
            options={
                'ordering': ['measure', 'kind', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeasureRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.PositiveSmallIntegerField(default=10, verbose_name='idea')),
                ('investigated', models.PositiveSmallIntegerField(default=25, verbose_name='being investigated')),
                ('proposed', models.PositiveSmallIntegerField(default=50, verbose_name='proposed')),
                ('decided', models.PositiveSmallIntegerField(default=80, verbose_name='decided')),
                ('running', models.PositiveSmallIntegerField(default=90, verbose_name='running')),
                ('follow_up_days', models.PositiveSmallIntegerField(default=14, verbose_name='days between follow-ups')),
                ('answer_days', models.PositiveSmallIntegerField(default=30, verbose_name='days until an idea is answered')),
            ],
        ),
        migrations.CreateModel(
            name='MeasureShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.PositiveSmallIntegerField(default=10000, verbose_name='share')),
            ],
            options={
                'ordering': ['measure', 'unit__code'],
            },
        ),
        migrations.CreateModel(
            name='MeasureStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('idea', 'idea'), ('investigated', 'being investigated'), ('proposed', 'proposed'), ('decided', 'decided'), ('running', 'running'), ('realised', 'realised'), ('verified', 'verified'), ('closed', 'closed'), ('stopped', 'stopped'), ('rejected', 'rejected')], max_length=20, verbose_name='stage')),
                ('carried_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='carried into')),
                ('at', models.DateTimeField(verbose_name='time')),
                ('word', models.TextField(blank=True, verbose_name='word')),
            ],
            options={
                'ordering': ['measure', 'at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Overlap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(max_length=300, verbose_name='answer')),
                ('answered_at', models.DateTimeField(auto_now_add=True, verbose_name='answered')),
            ],
            options={
                'ordering': ['measure', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('amount', models.BigIntegerField(verbose_name='to save')),
                ('decision_body', models.CharField(blank=True, max_length=100, verbose_name='decided by')),
                ('decided_on', models.DateField(verbose_name='day of the decision')),
                ('decision_paragraph', models.CharField(blank=True, max_length=50, verbose_name='paragraph')),
                ('decision_reference', models.CharField(blank=True, max_length=100, verbose_name='reference number')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
                ('key', models.UUIDField(blank=True, null=True, unique=True)),
            ],
            options={
                'ordering': ['-year', 'decided_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RequirementShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField(verbose_name='to save')),
                ('hundredths', models.PositiveIntegerField(blank=True, null=True, verbose_name='share of budget, hundredths of a per cent')),
            ],
            options={
                'ordering': ['requirement', 'department__code', 'unit__code'],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='time')),
                ('reason', models.TextField(verbose_name='reason')),
                ('before', models.JSONField(default=dict, verbose_name='before')),
                ('after', models.JSONField(default=dict, verbose_name='after')),
            ],
            options={
                'ordering': ['measure', 'at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='UploadedMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['upload', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('through', models.DateField(verbose_name='to and including the month')),
                ('amount', models.BigIntegerField(verbose_name='verified effect')),
                ('verdict', models.CharField(blank=True, max_length=20, verbose_name='verdict')),
                ('word', models.TextField(verbose_name='how it was verified')),
                ('signed_at', models.DateTimeField(auto_now_add=True, verbose_name='signed')),
            ],
            options={
                'ordering': ['measure', '-signed_at', '-pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='measure',
            options={'ordering': ['administration', 'number']},
        ),
        migrations.AddField(
            model_name='measure',
            name='administration',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='units.administration'),
        ),
        migrations.AddField(
            model_name='measure',
            name='anchored',
            field=models.CharField(choices=[('yes', 'yes'), ('partly', 'partly'), ('no', 'not yet')], default='no', max_length=10, verbose_name='anchored with staff'),
        ),
        migrations.AddField(
            model_name='measure',
            name='decided_on',
            field=models.DateField(blank=True, null=True, verbose_name='day of the decision'),
        ),
        migrations.AddField(
            model_name='measure',
            name='decision_body',
            field=models.CharField(blank=True, max_length=100, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='measure',
            name='decision_paragraph',
            field=models.CharField(blank=True, max_length=50, verbose_name='paragraph'),
        ),
        migrations.AddField(
            model_name='measure',
            name='decision_reference',
            field=models.CharField(blank=True, max_length=100, verbose_name='reference number'),
        ),
        migrations.AddField(
            model_name='measure',
            name='decision_text',
            field=models.TextField(blank=True, verbose_name='decision'),
        ),
        migrations.AddField(
            model_name='measure',
            name='end',
            field=models.DateField(blank=True, null=True, verbose_name='last month'),
        ),
        migrations.AddField(
            model_name='measure',
            name='end_condition',
            field=models.CharField(blank=True, max_length=200, verbose_name='goes on until'),
        ),
        migrations.AddField(
            model_name='measure',
            name='for_children',
            field=models.TextField(blank=True, verbose_name='child impact'),
        ),
        migrations.AddField(
            model_name='measure',
            name='for_clients',
            field=models.TextField(blank=True, verbose_name='consequences for clients'),
        ),
        migrations.AddField(
            model_name='measure',
            name='for_quality',
            field=models.TextField(blank=True, verbose_name='consequences for quality'),
        ),
        migrations.AddField(
            model_name='measure',
            name='for_staff',
            field=models.TextField(blank=True, verbose_name='consequences for staff'),
        ),
        migrations.AddField(
            model_name='measure',
            name='fte_hundredths',
            field=models.IntegerField(default=0, verbose_name='full-time equivalents, hundredths'),
        ),
        migrations.AddField(
            model_name='measure',
            name='group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.accountgroup'),
        ),
        migrations.AddField(
            model_name='measure',
            name='horizon',
            field=models.CharField(choices=[('quick', 'quick'), ('structural', 'structural')], default='quick', max_length=10, verbose_name='horizon'),
        ),
        migrations.AddField(
            model_name='measure',
            name='indicator',
            field=models.CharField(blank=True, max_length=200, verbose_name='key figure'),
        ),
        migrations.AddField(
            model_name='measure',
            name='investigate_by',
            field=models.DateField(blank=True, null=True, verbose_name='investigated by'),
        ),
        migrations.AddField(
            model_name='measure',
            name='key',
            field=models.UUIDField(blank=True, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='measure',
            name='kind',
            field=models.CharField(choices=[('hiring-freeze', 'hiring freeze'), ('vacancy', 'vacancy kept open'), ('consultants', 'fewer consultants'), ('home-base', 'care at home base'), ('price', 'renegotiated price'), ('premises', 'premises'), ('delegation', 'withdrawn delegation'), ('follow-up', 'follow-up of decisions or invoices'), ('reorganisation', 'reorganisation'), ('other', 'other')], default='other', max_length=20, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='measure',
            name='made_at',
            field=models.DateTimeField(auto_now_add=True, null=True, verbose_name='made'),
        ),
        migrations.AddField(
            model_name='measure',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measure',
            name='next_follow_up',
            field=models.DateField(blank=True, null=True, verbose_name='next follow-up'),
        ),
        migrations.AddField(
            model_name='measure',
            name='number',
            field=models.PositiveIntegerField(null=True, verbose_name='number'),
        ),
        migrations.AddField(
            model_name='measure',
            name='one_time_cost',
            field=models.BigIntegerField(default=0, verbose_name='one-time cost'),
        ),
        migrations.AddField(
            model_name='measure',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='measures', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measure',
            name='probability',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='probability, per cent'),
        ),
        migrations.AddField(
            model_name='measure',
            name='reinvestment',
            field=models.BigIntegerField(default=0, verbose_name='reinvested a year'),
        ),
        migrations.AddField(
            model_name='measure',
            name='risk',
            field=models.TextField(blank=True, verbose_name='risk'),
        ),
        migrations.AddField(
            model_name='measure',
            name='start',
            field=models.DateField(null=True, verbose_name='first month'),
        ),
        migrations.AddField(
            model_name='measure',
            name='team',
            field=models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measure',
            name='union_on',
            field=models.DateField(blank=True, null=True, verbose_name='union negotiation done'),
        ),
        migrations.AddField(
            model_name='measure',
            name='union_required',
            field=models.BooleanField(default=False, verbose_name='union negotiation required'),
        ),
        migrations.AddField(
            model_name='measure',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='measure',
            name='what',
            field=models.TextField(blank=True, verbose_name='what is done'),
        ),
        migrations.AlterField(
            model_name='measure',
            name='stage',
            field=models.CharField(choices=[('idea', 'idea'), ('investigated', 'being investigated'), ('proposed', 'proposed'), ('decided', 'decided'), ('running', 'running'), ('realised', 'realised'), ('verified', 'verified'), ('closed', 'closed'), ('stopped', 'stopped'), ('rejected', 'rejected')], default='idea', max_length=20, verbose_name='stage'),
        ),
        migrations.AddIndex(
            model_name='measure',
            index=models.Index(fields=['administration', 'stage', 'next_follow_up'], name='measure_due'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.UniqueConstraint(fields=('administration', 'number'), name='measure_number_once'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(units.models.IsFirstDay('start'), ('start__isnull', True), _connector='OR'), name='measure_start_first_day'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(units.models.IsFirstDay('end'), ('end__isnull', True), _connector='OR'), name='measure_end_first_day'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='measure_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('probability__isnull', True), ('probability__lte', 100), _connector='OR'), name='measure_probability_is_a_share'),
        ),
        migrations.AddField(
            model_name='calculation',
            name='administration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calculations', to='units.administration'),
        ),
        migrations.AddField(
            model_name='calculation',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='calculation',
            name='measure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='calculations', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='administration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='units.administration'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='delegationlimit',
            name='administration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegation_limits', to='units.administration'),
        ),
        migrations.AddField(
            model_name='delegationlimit',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegation_limits', to='units.unit'),
        ),
        migrations.AddField(
            model_name='effect',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='effects', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='effect',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='finding',
            name='administration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='units.administration'),
        ),
        migrations.AddField(
            model_name='finding',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.department'),
        ),
        migrations.AddField(
            model_name='finding',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='finding',
            name='repeats',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='repeated', to='measures.finding'),
        ),
        migrations.AddField(
            model_name='finding',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='followup',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='followup',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='idea',
            name='administration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='units.administration'),
        ),
        migrations.AddField(
            model_name='idea',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='idea',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ideas', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='idea',
            name='measure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ideas', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='idea',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='measurelink',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='measurerules',
            name='administration',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='measure_rules', to='units.administration'),
        ),
        migrations.AddField(
            model_name='measureshare',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='measureshare',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measure_shares', to='units.unit'),
        ),
        migrations.AddField(
            model_name='measurestep',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measurestep',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='overlap',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='overlap',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overlaps', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='overlap',
            name='other',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='requirement',
            name='administration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='units.administration'),
        ),
        migrations.AddField(
            model_name='requirement',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='requirement',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='requirementshare',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.department'),
        ),
        migrations.AddField(
            model_name='requirementshare',
            name='requirement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='measures.requirement'),
        ),
        migrations.AddField(
            model_name='requirementshare',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='revision',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='revision',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='uploadedmeasure',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='uploadedmeasure',
            name='upload',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='forecasts.upload'),
        ),
        migrations.AddField(
            model_name='verification',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verifications', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='verification',
            name='signed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(units.models.IsFirstDay('first'), ('first__isnull', True), _connector='OR'), name='commitment_first_first_day'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(units.models.IsFirstDay('last'), ('last__isnull', True), _connector='OR'), name='commitment_last_first_day'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('last__isnull', True), ('last__gte', models.F('first')), _connector='OR'), name='commitment_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='delegationlimit',
            constraint=models.CheckConstraint(condition=models.Q(('limit__isnull', True), ('limit__gte', 0), _connector='OR'), name='delegation_limit_positive'),
        ),
        migrations.AddConstraint(
            model_name='delegationlimit',
            constraint=models.CheckConstraint(condition=models.Q(('limit__isnull', True), ('above__isnull', True), ('limit__gt', models.F('above')), _connector='OR'), name='delegation_limit_above_floor'),
        ),
        migrations.AddIndex(
            model_name='effect',
            index=models.Index(fields=['unit', 'month', 'measure', 'amount', 'cost'], name='effect_sums'),
        ),
        migrations.AddConstraint(
            model_name='effect',
            constraint=models.UniqueConstraint(fields=('measure', 'unit', 'month'), name='effect_once'),
        ),
        migrations.AddConstraint(
            model_name='effect',
            constraint=models.CheckConstraint(condition=models.Q(units.models.IsFirstDay('month'), ('month__isnull', True), _connector='OR'), name='effect_first_day'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['measure', '-day', '-id'], name='follow_up_latest'),
        ),
        migrations.AddConstraint(
            model_name='idea',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'new')), models.Q(models.Q(('state', 'new'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='idea_answered_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='measurerules',
            constraint=models.CheckConstraint(condition=models.Q(('idea__lte', 100), ('investigated__lte', 100), ('proposed__lte', 100), ('decided__lte', 100), ('running__lte', 100)), name='probabilities_are_shares'),
        ),
        migrations.AddConstraint(
            model_name='measurerules',
            constraint=models.CheckConstraint(condition=models.Q(('follow_up_days__gte', 1), ('follow_up_days__lte', 366), ('answer_days__gte', 1), ('answer_days__lte', 366)), name='measure_days_are_days'),
        ),
        migrations.AddConstraint(
            model_name='measureshare',
            constraint=models.UniqueConstraint(fields=('measure', 'unit'), name='measure_unit_once'),
        ),
        migrations.AddConstraint(
            model_name='measureshare',
            constraint=models.CheckConstraint(condition=models.Q(('share__gte', 1), ('share__lte', 10000)), name='measure_share_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='overlap',
            constraint=models.UniqueConstraint(fields=('measure', 'other'), name='overlap_answered_once'),
        ),
        migrations.AddConstraint(
            model_name='overlap',
            constraint=models.UniqueConstraint(condition=models.Q(('other', None)), fields=('measure',), name='forecast_overlap_answered_once'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='requirement_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 1990), ('year__lte', 2099)), name='requirement_year_is_a_year'),
        ),
        migrations.AddConstraint(
            model_name='requirementshare',
            constraint=models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('requirement', 'department'), name='requirement_department_once'),
        ),
        migrations.AddConstraint(
            model_name='requirementshare',
            constraint=models.UniqueConstraint(fields=('requirement', 'unit'), name='requirement_unit_once'),
        ),
        migrations.AddConstraint(
            model_name='requirementshare',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', True), ('unit__isnull', False)), models.Q(('department__isnull', False), ('unit__isnull', True)), _connector='OR'), name='requirement_share_has_one_place'),
        ),
        migrations.AddConstraint(
            model_name='requirementshare',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='requirement_share_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='uploadedmeasure',
            constraint=models.UniqueConstraint(fields=('upload', 'measure'), name='uploaded_measure_once'),
        ),
        migrations.AddConstraint(
            model_name='verification',
            constraint=models.CheckConstraint(condition=models.Q(units.models.IsFirstDay('through'), ('through__isnull', True), _connector='OR'), name='verification_first_day'),
        ),
        migrations.AlterField("measure", "unit", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="units.unit")),
        migrations.AlterField("measure", "year", models.PositiveSmallIntegerField(null=True, verbose_name="year")),
        migrations.AlterField("measure", "effect", models.BigIntegerField(null=True, verbose_name="remaining effect this year")),
    ]

"""The sentences about a file of key figures: what stood there, what is wrong and what to do."""

from django.utils.translation import gettext_lazy as _

from indicators.imports.problems import ObservationCode

SENTENCES = {
    ObservationCode.NO_OBSERVATIONS: _(
        "No table of key figures was found. It needs a row of headings with key figure, unit, month and value, such as "
        "Nyckeltal, Enhet, Månad and Värde, or the months as columns, within the first 30 rows."
    ),
    ObservationCode.NO_VALUES: _(
        "The table names key figures, but no heading tells which column holds their values ({found}). Call it Värde, "
        "or have the months as columns."
    ),
    ObservationCode.UNKNOWN_INDICATOR: _(
        "“{found}” is no key figure here. Near ones: {hint}. Correct the name or the code, or make it on the page Key "
        "figures first."
    ),
    ObservationCode.MISSING_INDICATOR: _("The row has values but no key figure. Write its name or its code."),
    ObservationCode.INDICATORS_DIFFER: _(
        "“{found}” is another key figure than the one that stands beside it. Correct one of them."
    ),
    ObservationCode.UNITS_DIFFER: _("“{found}” is another unit than the one beside it. Correct one of them."),
    ObservationCode.NOT_A_VALUE: _(
        "“{found}” is no value. Write digits only, such as 312 or 54,5; the unit of measure belongs to the key figure."
    ),
    ObservationCode.ONLY_A_DASH: _(
        "“{found}” may mean zero or that nothing was reported. Write 0, or leave the cell empty."
    ),
    ObservationCode.NEGATIVE: _("“{found}” is below zero, and “{hint}” counts something. Correct the value."),
    ObservationCode.DOUBTFUL_PERCENT: _(
        "“{found}” can be a share or per cent, and “{hint}” is in per cent. Write 54 for 54 %; where it is as little "
        "as it says, write the sign too: 0,54 %."
    ),
    ObservationCode.OTHER_MEASURE: _(
        "The file counts in “{found}”, which is not what the key figure is counted in ({hint}). Correct the values, or "
        "the key figure."
    ),
    ObservationCode.OTHER_SCALE: _(
        "The file says “{found}”, which is not what these are counted in: {hint}. Write their values as they are "
        "counted, and remove the text."
    ),
    ObservationCode.TO_DATE: _(
        "“{found}” says that the values are sums to date. Hand in a file with the value of each month."
    ),
    ObservationCode.NOT_YOURS: _("You may hand in forecasts only. Ask a controller to load values of key figures."),
}
EVIDENCE = {"indicator-title": _("the key figure is in the title: {text}")}
LAYOUTS = {"observations": _("values of key figures")}

"""What forms refuse."""

import pytest
from django import forms

from units.forms import DepartmentForm, KronorField


def test_a_text_with_a_personal_identity_number_is_refused():
    form = DepartmentForm({"code": "10", "name": "Anna 19811218-9876", "valid_from": "2026-01"})

    assert form.errors == {"name": ["Det här ser ut som ett personnummer. Ta bort det: inget om enskilda personer."]}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [("-5", "Skriv ett belopp från 0 kronor."), ("9" * 21, "Beloppet är för stort. Skriv det i kronor.")],
)
def test_an_amount_out_of_range_is_told_which_way(written, sentence):
    with pytest.raises(forms.ValidationError, match=sentence):
        KronorField().clean(written)

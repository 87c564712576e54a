"""An amount that names its currency takes the name that stands behind it along."""

import pytest

import cleaner

AGAIN = [
    ("es", "El mercado vale $3 trillion dólares al año.", "El mercado vale 3 billones de dólares al año."),
    ("it", "Il mercato vale $3 trillion di dollari oggi.", "Il mercato vale 3.000 miliardi di dollari oggi."),
    ("de", "Es kostet €3 trillion Euro im Jahr.", "Es kostet 3 Billionen Euro im Jahr."),
    ("fr", "Il vaut $3 trillions. Dollars et euros.", "Il vaut 3 000 milliards de dollars. Dollars et euros."),
]


@pytest.mark.parametrize(("lang", "before", "after"), AGAIN)
def test_the_currency_is_not_named_twice(lang, before, after):
    assert cleaner.clean(before, lang=lang).text.replace("\u00a0", " ").replace("\u202f", " ") == after

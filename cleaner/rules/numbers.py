"""Amounts: parse the English form, write it as the language does. Facts come from each language's profile.

The profile (``packs/<lang>/language.toml``) names its source: CLDR for marks and scale words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from cleaner.languages import fallbacks, profile

_SPACES = str.maketrans("", "", " \u00a0\u202f")
_SIGNS = {
    "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD", "S$": "SGD", "SG$": "SGD",
    "NT$": "TWD", "JP¥": "JPY", "CN¥": "CNY", "RMB": "CNY", "₹": "INR", "₩": "KRW",
}  # fmt: skip
"""Signs that name one currency, by ISO 4217 (CLDR 46, currency symbols of en). A bare ¥ is yen or yuan: it names none."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def parse(number: str) -> Decimal | None:
    """The value of a number written with at most one mark; None where it can be read two ways.

    Exactly three digits after the mark are a group in one language and decimals in the other.

    >>> parse("1,72"), parse("5"), parse("1.720")
    (Decimal('1.72'), Decimal('5'), None)
    """
    plain = number.translate(_SPACES)
    if not _NUMBER.fullmatch(plain) or re.search(r"[.,]\d{3}$", plain):
        return None
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None


def money(numbers: Sequence[str], power: int, currency: str, joiner: str, lang: str) -> str | None:
    """Amounts times ten to ``power`` as running text of the language; None where it cannot be sure.

    >>> money(["5", "7"], 12, "$", " et ", "fr")
    '5 000 et 7 000 milliards de dollars'
    >>> money(["1,72"], 12, "$", "", "de")
    '1,72 Billionen Dollar'
    >>> money(["1.72"], 12, "$", "", "ja")
    '1兆7200億ドル'
    """
    form = _money_form(lang)
    values = [parse(number) for number in numbers]
    known = form.get("currencies", {})
    name = known.get(currency) or form.get("foreign", {}).get(_SIGNS.get(currency, currency))
    if name is None and currency in known.values():  # named already: only the scale word is English
        name = currency
    if name is None or any(value is None for value in values):
        return None
    amounts = [value.scaleb(power) for value in values if value is not None]
    scale = _scale_for(form, amounts)
    if scale is None:
        return None
    counts = [amount.scaleb(-int(scale["power"])) for amount in amounts]
    words = scale.get(plural_category(counts[-1], form.get("plural", "one")), scale["other"])
    figures = joiner.join(write(count, form) for count in counts)
    if len(amounts) == 1 and (steps := _in_steps(amounts[0], form)):
        figures, words = steps, ""
    text = str(form.get("pattern", "{n} {scale} {currency}"))
    return text.format(n=figures, scale=words, currency=_currency_name(name, counts[-1], scale, form))


def _money_form(lang: str) -> Mapping[str, Any]:
    for tag in fallbacks(lang):
        form = profile(lang.split("-")[0]).get("money", {})
        if tag in form:
            return {**{k: v for k, v in form.items() if "-" not in k}, **form[tag]}
    found: Mapping[str, Any] = profile(lang.split("-")[0]).get("money", {})
    return found


def _scale_for(form: Mapping[str, Any], amounts: Sequence[Decimal]) -> Mapping[str, Any] | None:
    """The largest scale word that the largest amount fills; scales stand largest first."""
    scales: Sequence[Mapping[str, Any]] = form.get("scales", ())
    largest = max(amounts)
    return next((s for s in scales if largest >= Decimal(10) ** int(s["power"])), None)


def _in_steps(amount: Decimal, form: Mapping[str, Any]) -> str | None:
    """The amount by all its scale words, where the language counts so (``steps``) and nothing is left over."""
    if "steps" not in form:
        return None
    parts: list[str] = []
    for scale in form["scales"]:
        count, amount = divmod(amount, Decimal(10) ** int(scale["power"]))
        if count:
            parts.append(f"{count:f}{scale['other']}")
    return None if amount else str(form["steps"]).join(parts)


def _currency_name(name: Any, count: Decimal, scale: Mapping[str, Any], form: Mapping[str, Any]) -> str:
    """A plain name, or one by the number's plural category where the noun follows the scale word."""
    if isinstance(name, str):
        return name
    category = plural_category(count, form.get("plural", "one"))
    return str(name.get(category, name["other"]))


def write(value: Decimal, form: Mapping[str, Any]) -> str:
    """A number with the language's decimal and group marks, grouped from ``group_from`` digits."""
    text = format(value.normalize(), "f")
    whole, _, decimals = text.partition(".")
    if len(whole) >= int(form.get("group_from", 4)):
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", form.get("group", ""), whole)
    return whole + (form.get("decimal", ".") + decimals if decimals else "")


def plural_category(value: Decimal, rule: str) -> str:
    """The CLDR plural category (one, few, many, other) by one of the systems our packs use.

    >>> [plural_category(Decimal(n), "slavic") for n in ("1", "3", "7", "22")]
    ['one', 'few', 'many', 'few']
    """
    if rule == "none":
        return "other"
    if rule == "below-two":
        return "one" if value < 2 else "other"
    if rule == "one":
        return "one" if value == 1 else "other"
    if value != int(value):
        return "other"
    if rule == "czech":
        return "one" if value == 1 else "few" if 2 <= value <= 4 else "many"
    if rule == "arabic":
        return "few" if 3 <= int(value) % 100 <= 10 else "other"
    units, tens = int(value) % 10, int(value) % 100
    if units == 1 and tens != 11 and (rule == "slavic" or value == 1):
        return "one"
    return "few" if 2 <= units <= 4 and not 12 <= tens <= 14 else "many"

"""Units brought to one per measure, so that "70 km" is "70 kilometres" and "half a year" is "six months"."""

from assistant.units import Measure

_SCALES: dict[Measure, dict[str, float]] = {
    "length": {
        "kilomet": 1000, "km": 1000, "nautical": 1852, "mile": 1609.344, "centimet": 0.01, "cm": 0.01,
        "millimet": 0.001, "mm": 0.001, "met": 1, "feet": 0.3048, "foot": 0.3048, "ft": 0.3048,
        "inch": 0.0254, "yard": 0.9144, "m": 1,
    },
    "time": {
        "sec": 1, "min": 60, "hour": 3600, "hr": 3600, "day": 86_400, "week": 604_800, "fortnight": 1_209_600,
        "month": 2_629_800, "year": 31_557_600, "decade": 315_576_000, "centur": 3_155_760_000,
    },
    "mass": {
        "kilo": 1, "kg": 1, "gram": 0.001, "tonne": 1000, "ton": 1000, "pound": 0.4536, "ounce": 0.02835, "stone": 6.35,
    },
}  # fmt: skip
_CURRENCIES = {
    "dollar": "$", "us$": "$", "usd": "$", "euro": "€", "eur": "€", "pound": "£", "sterling": "£", "gbp": "£",
    "yen": "¥", "rouble": "₽", "ruble": "₽", "rupee": "₹", "cent": "cent", "pence": "penc",
}  # fmt: skip


def scaled(measure: Measure, unit: str) -> tuple[float, str]:
    """Return what one `unit` is in the measure's own unit, and the name of that unit."""
    word = unit.removeprefix("more ").removeprefix("full ").removeprefix("consecutive ").removeprefix("straight ")
    if measure == "money":
        plain = unit if unit.endswith("$") else unit.rstrip("s")
        return 1.0, _CURRENCIES.get(plain, plain)
    for prefix, scale in _SCALES.get(measure, {}).items():
        if word.startswith(prefix):
            return scale, measure
    if measure == "age":
        return (1 / 12 if unit == "months" else 1.0), measure
    if measure == "percent":
        return 1.0, measure
    return 1.0, word.replace(" ", "").rstrip("s").replace("metre", "m").replace("meter", "m").replace("kilom", "km")

"""What a reply cost in dollars, from the table in `prices.toml` or one of the user's. None where it is not known."""

import math
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.errors import SettingsError

SHIPPED = Path(__file__).with_name("prices.toml")
_DATED = re.compile(r"-(?:latest|\d{4}(?:-?\d{2}-?\d{2})?)")
_TABLE = "usd_per_million_tokens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Dollars for a million tokens, by direction."""

    prompt: float
    completion: float

    def cost(self, prompt_tokens: int, completion_tokens: int) -> float:
        """Return the dollars for one reply."""
        return (self.prompt * prompt_tokens + self.completion * completion_tokens) / 1e6


def price(model: str, *, path: Path | str | None = None, shipped: bool = True) -> Price | None:
    """Return the price of `model` from the file at `path`, else the shipped one where it may count, else None."""
    tables = [Path(path)] if path is not None else []
    tables += [SHIPPED] if shipped else []
    for table in tables:
        if found := _match(model, prices(table)):
            return found
    return None


def prices(path: Path) -> dict[str, Price]:
    """Return the table in the file at `path`; one that is not in the form is a SettingsError."""
    try:
        table: dict[str, dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))[_TABLE]
        return {name: _row(row) for name, row in table.items()}
    except OSError as error:
        raise SettingsError(f"the prices in {path} can't be read: {error.strerror}; check DATELINE_PRICES") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        form = f'[{_TABLE}] and lines such as "name" = {{ prompt = 0.5, completion = 1.5 }}'
        raise SettingsError(f"the prices in {path} are not in the form: {form}") from None


def _row(row: dict[str, Any]) -> Price:
    made = Price(prompt=float(row["prompt"]), completion=float(row["completion"]))
    if not (0 <= made.prompt < math.inf and 0 <= made.completion < math.inf):  # nan is neither
        raise ValueError
    return made


def _match(model: str, table: dict[str, Price]) -> Price | None:
    """Return the row whose name is the model's, its date left out: a variant of a model has a price of its own."""
    for name, row in table.items():
        if model == name or (model.startswith(name) and _DATED.fullmatch(model, len(name))):
            return row
    return None

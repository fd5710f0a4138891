"""Embed with a model that the optional package fastembed brings. The only file that imports fastembed.

fastembed downloads its models when one is first used.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from store.embed import Vectors, unit
from store.errors import ModelUnavailable, SettingsError
from store.wordpiece import SPECIAL, token_counts

if TYPE_CHECKING:
    from fastembed import TextEmbedding  # type: ignore[import-not-found, unused-ignore]


class FastembedEmbedder:
    """A model of fastembed, by the name that fastembed gives it."""

    window = 512 - SPECIAL  # what every text model that fastembed lists can take

    def __init__(self, model: str) -> None:
        """Load `model`. Without the package, or with a name that it does not know, it is a SettingsError."""
        self.name = f"fastembed:{model}"
        self._model = _loaded(model)

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of WordPiece tokens of each text: exact for BERT-like models, near for the others."""
        return token_counts(texts)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, in the order given."""
        if not texts:
            return np.zeros((0, len(self.embed_question(""))), dtype=np.float32)
        return unit(np.array(list(self._model.embed(list(texts))), dtype=np.float32))

    def embed_question(self, question: str) -> Vectors:
        """Return the vector of the question; some models prefix questions and texts differently."""
        return unit(np.array(next(iter(self._model.query_embed(question))), dtype=np.float32))


def _loaded(model: str) -> "TextEmbedding":
    try:
        from fastembed import TextEmbedding
    except ImportError as error:
        raise SettingsError("fastembed is not installed; run: pip install 'dateline[fastembed]'") from error
    try:
        return TextEmbedding(model_name=model)
    except ValueError as error:
        raise SettingsError(
            f"fastembed has no model called {model!r}; see TextEmbedding.list_supported_models()"
        ) from error
    except Exception as error:  # the errors of the hub it downloads from have no common base
        raise ModelUnavailable(f"fastembed could not load {model!r}; check the network and try again") from error

"""The recognizer's network while it is trained: layers of thinc, whose weights the product reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    Softmax,
    chain,
    clone,
    concatenate,
    expand_window,
    residual,
    use_ops,
    with_array,
)

from pipeline.entities.columns import COLUMNS
from pipeline.entities.recognizer import PIECES, WEIGHTS
from pipeline.entities.tagging import TAGS

Network = Model[list[NDArray[np.uint64]], list[NDArray[np.float32]]]
_PARAMETERS: Final = {"hashembed": "E", "maxout": "Wb", "layernorm": "Gb", "softmax": "Wb"}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network: rows and width of each column's table, width and number of the layers."""

    rows: tuple[int, ...]
    widths: tuple[int, ...]
    width: int
    depth: int


def make_network(sizes: Sizes) -> Network:
    """Return a network with weights at random: columns of units in, probabilities of tags out."""
    width = sizes.width
    with use_ops("numpy", use_blis=False):  # numpy's own matrix product takes a third of the time of BLIS
        tables: list[Any] = [
            HashEmbed(nO=size, nV=rows, column=column, seed=column)
            for column, (rows, size) in enumerate(zip(sizes.rows, sizes.widths, strict=True))
        ]
        mix = Maxout(nO=width, nI=sum(sizes.widths), nP=PIECES, normalize=True, dropout=0.0)
        window = Maxout(nO=width, nI=3 * width, nP=PIECES, normalize=True, dropout=0.0)
        layer: Any = chain(expand_window(1), window)
        encode = clone(residual(layer), sizes.depth)
        network: Any = chain(
            with_array(chain(concatenate(*tables), mix)),
            with_array(encode, pad=sizes.depth),
            with_array(Softmax(nO=len(TAGS), nI=width)),
        )
        network.initialize(X=[np.zeros((2, len(COLUMNS)), dtype=np.uint64)])
    return cast(Network, network)


def export_weights(network: Network) -> Mapping[str, NDArray[np.float32]]:
    """Return the weights by the names that the product knows: kind of layer, its number, parameter."""
    weights: dict[str, NDArray[np.float32]] = {}
    numbers = dict.fromkeys(_PARAMETERS, 0)
    for node in network.walk():
        if node.name in _PARAMETERS:
            for name in _PARAMETERS[node.name]:
                weights[f"{node.name}.{numbers[node.name]}.{name}"] = cast(
                    NDArray[np.float32], node.get_param(name)
                )
            numbers[node.name] += 1
    return weights


def save_weights(network: Network, common: NDArray[np.uint64], folder: Path) -> None:
    """Write a network to a folder, in half precision, with the hashes of the words that are common."""
    folder.mkdir(parents=True, exist_ok=True)
    weights: Any = {name: array.astype("float16") for name, array in export_weights(network).items()}
    np.savez_compressed(folder / WEIGHTS, common=common, **weights)

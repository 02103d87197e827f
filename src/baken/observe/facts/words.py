# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of words as numbers: each word is held once, each row is the place of its word.

Ten million rows name some ten thousand areas. Held and compared as numbers, a national table fits in a few hundred MB and
is put in order in a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]

CODED = pa.dictionary(pa.int32(), pa.string())


def coded(values: pa.Array | pa.ChunkedArray) -> pa.DictionaryArray:
    """Strings, or a dictionary of strings, as one array with each word once; what is null stays null."""
    if isinstance(values, pa.ChunkedArray):
        if pa.types.is_dictionary(values.type):
            # chunks may each have words of their own, and doubled ones can't be unified
            values = values.unify_dictionaries() if _sound(values) else values.cast(pa.string())
        if not pa.types.is_dictionary(values.type):
            values = values.dictionary_encode()
        values = values.combine_chunks() if values.num_chunks else pa.array([], CODED)
    if not pa.types.is_dictionary(values.type):
        values = values.dictionary_encode()
    if not _once(values.dictionary):
        values = values.dictionary_decode().dictionary_encode()
    return pa.DictionaryArray.from_arrays(values.indices.cast(pa.int32()), values.dictionary.cast(pa.string()))


def _sound(values: pa.ChunkedArray) -> bool:
    return all(_once(chunk.dictionary) for chunk in values.chunks)


def _once(dictionary: pa.Array) -> bool:
    return dictionary.null_count == 0 and len(pc.unique(dictionary)) == len(dictionary)


def coded_table(table: pa.Table) -> pa.Table:
    """The same table with every column of strings coded; other columns in one chunk."""
    arrays = [
        coded(column) if _words(column.type) else _whole(column) for column in (table[n] for n in table.column_names)
    ]
    return pa.table(arrays, names=table.column_names)


def _words(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_dictionary(kind))


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks else pa.array([], column.type)


def of(table: pa.Table, name: str) -> pa.DictionaryArray:
    """A coded column of a coded table, as the one array that it is."""
    column = table[name]
    return column.chunk(0) if column.num_chunks == 1 else coded(column)


def places(column: pa.DictionaryArray) -> Numbers:
    """Per row the place of its word; null is the place after the last."""
    return unboxed(column.indices, len(column.dictionary))


def unboxed(array: pa.Array | pa.ChunkedArray, null: Any = None) -> Any:
    """Numbers, moments (microseconds) or truths of Arrow as numpy's; ``null`` stands for null."""
    if array.null_count:
        array = pc.fill_null(array, null)
    if pa.types.is_timestamp(array.type):
        array = array.cast(pa.int64())
    return array.to_numpy() if isinstance(array, pa.ChunkedArray) else array.to_numpy(zero_copy_only=False)


def used(column: pa.DictionaryArray) -> list[str]:
    """The words that stand in any row, in order of the alphabet."""
    seen = np.zeros(len(column.dictionary) + 1, dtype=bool)
    seen[places(column)] = True
    return sorted(column.dictionary.filter(pa.array(seen[:-1])).to_pylist())


def ranks(column: pa.DictionaryArray, words: Sequence[str]) -> Numbers:
    """Per row the rank of its word in ``words``; null, or a word that isn't in it, ranks last."""
    place = {word: at for at, word in enumerate(words)}
    last = len(words)
    lookup = np.array([*(place.get(word, last) for word in column.dictionary.to_pylist()), last], dtype=np.int32)
    found: Numbers = lookup[places(column)]
    return found


def ranked(columns: Sequence[pa.DictionaryArray]) -> tuple[list[Numbers], int]:
    """Per column the rank of each row's word among all words of all columns, and how many words there are."""
    first = columns[0].dictionary
    if all(column.dictionary.equals(first) for column in columns[1:]) and _in_order(first):
        return [places(column) for column in columns], len(first)
    known = sorted({word for column in columns for word in column.dictionary.to_pylist()})
    return [ranks(column, known) for column in columns], len(known)


def _in_order(dictionary: pa.Array) -> bool:
    return len(dictionary) < 2 or bool(pc.all(pc.less(dictionary[:-1], dictionary[1:])).as_py())


def equals(column: pa.DictionaryArray, word: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Per row whether it is that word; null isn't."""
    hits = [*(held == word for held in column.dictionary.to_pylist()), False]
    found: np.ndarray[Any, np.dtype[np.bool_]] = np.array(hits, dtype=bool)[places(column)]
    return found

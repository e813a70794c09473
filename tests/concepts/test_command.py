"""`monograph concepts NAME` tells what a name means."""

from __future__ import annotations

import argparse
import json

import pytest

from pipeline.commands.concepts import add_command


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    options = parser.parse_args(["concepts", *words])
    return int(options.command(options))


def test_a_name_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("dry mouth") == 0
    shown = capsys.readouterr().out
    assert "dry mouth  FINDING  HP:0000217  (by name)" in shown
    assert "xerostomia" in shown


def test_a_curie_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("HP:0000217", "--json") == 0
    meaning = json.loads(capsys.readouterr().out)
    assert [(each["name"], each["matched_by"]) for each in meaning["matches"]] == [("dry mouth", "id")]


def test_a_name_that_means_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("zzyzx qwrt") == 1
    assert "means nothing to us" in capsys.readouterr().out

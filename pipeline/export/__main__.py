"""`python -m pipeline.export` brings the JSON schemas of a run's files up to date."""

from pathlib import Path

from pipeline.export.schema import write_schemas

if __name__ == "__main__":
    for path in write_schemas(Path(__file__).parent / "schemas"):
        print(path)

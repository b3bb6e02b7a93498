"""What `lockstep check` writes, read by other programs.

    python tests/interop/junit.py LOCKSTEP OUT

Runs LOCKSTEP over the examples and over organisations with hostile names, leaves the JSON under
OUT for a validator, and compares every JUnit report, as the package junitparser reads it and as
the schema beside this file allows it, with the JSON of the same run. Any difference is an error.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

import xmlschema
from junitparser import Error, Failure, JUnitXml, Skipped

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("junit.xsd"))

# Names that a reader of answers lets through and that would be something else if they were not data.
HOSTILE = [
    "::error::pwned",
    "::set-output name=a::pwned",
    "a%0A::error::pwned",
    "##[error]pwned",
    "x ##vso[task.complete]pwned",
    "]]>pwned",
    "<![CDATA[pwned",
    "</testsuite><testsuite name='pwned'>",
    "&pwned; &#0; &amp;",
    "--><!-- pwned",
    '" onload="pwned',
    "\u202edewnwp\u2066",
    "=HYPERLINK(1)",
    "\ufffe\uffffpwned",
    "Łódź 営業 اردو 👩‍💻",
]

# A wave names files, so it holds no slash and nothing that acts.
HOSTILE_WAVE = "##[error]::error::pwned ]]> &pwned; --> =HYPERLINK(1) 営業"

RUNS = {
    "better": ["examples/tidewater", "--wave", "2026-Q1"],
    "noise": ["examples/tidewater", "--wave", "2026-Q2"],
    "worse": ["examples/tidewater"],
    "first": ["examples/tidewater", "--wave", "2025-Q4", "--baseline-optional"],
    "first-fails": ["examples/tidewater", "--wave", "2025-Q4"],
    "every-condition": (
        "examples/tidewater --min-answers 44 --min-response-rate 90% --max-age 30 --today 2026-11-13 "
        "--min-level aligned --certainty clear --min-score 56 --max-gap 6 --min-dimension trust=60 "
        "--min-question E1=50 --max-drop 0 --max-drop trust=10"
    ).split(),
    "organizations": ["examples/organizations", "--by", "organization", "--min-answers", "12", "--max-gap", "10"],
}


def expect(holds, what):
    if not holds:
        sys.exit(f"tests/interop/junit.py: {what}")


def hostile(folder):
    """An answer file with an organisation of each hostile name."""
    lines = (ROOT / "examples/tidewater/answers/2026-Q3.ndjson").read_text().splitlines()
    file = folder / "hostile.ndjson"
    with file.open("w") as out:
        for name in HOSTILE:
            for line in lines[:20]:
                record = json.loads(line)
                record["organization"] = name
                record["wave"] = HOSTILE_WAVE
                out.write(json.dumps(record) + "\n")
    return file


def run(program, name, arguments, folder):
    outputs = [folder / f"{name}.{ending}" for ending in ("json", "xml", "csv", "md", "txt")]
    command = [program, "check", *arguments, "-o", "-", "--format", "github"]
    for output in outputs:
        command += ["-o", output]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    expect(done.returncode in (0, 1), f"{name}: {done.stderr}")
    check = json.loads(outputs[0].read_text())
    expect(check["exit_code"] == done.returncode, f"{name}: exit code {done.returncode}, printed {check['exit_code']}")
    compare(name, check, outputs[1])
    rows = list(csv.DictReader(outputs[2].open(newline="")))
    conditions = [condition for result in check["results"] for condition in result["conditions"]]
    expect([row["condition"] for row in rows] == [c["id"] for c in conditions], f"{name}: rows of the table")
    expect([row["verdict"] for row in rows] == [c["verdict"] for c in conditions], f"{name}: verdicts of the table")
    annotations(name, done.stdout)
    for output in outputs:
        for line in output.read_text().split("\n"):
            expect(not line.lstrip().startswith("::"), f"{output}: a line is a command: {line}")
            expect("##[" not in line and "##vso[" not in line, f"{output}: a line holds a command: {line}")


def compare(name, check, path):
    """A report against the JSON of the same run."""
    SCHEMA.validate(path)
    report = JUnitXml.fromfile(str(path))
    cases = [case for suite in report for case in suite]
    verdicts = []
    for case in cases:
        kinds = [type(result) for result in case.result]
        verdicts.append("fail" if Failure in kinds or Error in kinds else "skip" if Skipped in kinds else "ok")
    expected = []
    for result in check["results"]:
        # Suites come in order of dimension, the whole first.
        places = [condition["dimension_name"] for condition in result["conditions"]]
        order = sorted(dict.fromkeys(places), key=lambda place: place is not None)
        for place in order:
            expected += [c for c in result["conditions"] if c["dimension_name"] == place]
    words = {"pass": "ok", "warn": "ok", "fail": "fail", "skip": "skip"}
    expect(verdicts == [words[c["verdict"]] for c in expected], f"{name}: {verdicts}")
    # What a system knows a test by must not change with the wave; the wave is a property.
    names = [f"{c['dimension_name'] or 'Score'}, change" if c["kind"] == "drop" else c["name"] for c in expected]
    expect([case.name for case in cases] == names, f"{name}: names")
    suites = iter(report)
    for result in check["results"]:
        wanted = {"organization": result["organization"], "wave": result["wave"], "baseline-wave": result["baseline_wave"]}
        wanted = {key: value for key, value in wanted.items() if value is not None}
        for _ in dict.fromkeys(c["dimension_name"] for c in result["conditions"]):
            found = {each.name: each.value for each in next(suites).properties()}
            # What acts is spelt out in hostile names.
            same = found.keys() == wanted.keys() if name == "hostile" else found == wanted
            expect(same, f"{name}: properties {found}")
    for case, condition in zip(cases, expected):
        if condition["verdict"] == "warn":
            expect(case.system_out.startswith("Warning: "), f"{name}: a warning is not said")
        if condition["verdict"] == "fail":
            cannot = condition["outcome"] == "cannot-be-judged"
            expect(type(case.result[0]) is (Error if cannot else Failure), f"{name}: kind of problem")
    counts = check["counts"]
    expect(report.tests == sum(counts.values()), f"{name}: tests")
    expect(report.failures + report.errors == counts["failed"], f"{name}: failures and errors")
    expect(report.skipped == counts["skipped"], f"{name}: skipped")


def annotations(name, text):
    """Every line is one command, of a kind that is shown at most ten times."""
    kinds = {}
    for line in text.rstrip("\n").split("\n"):
        command, _, rest = line.removeprefix("::").partition(" ")
        expect(line.startswith("::") and command in ("error", "warning", "notice"), f"{name}: {line}")
        properties, separator, _ = rest.partition("::")
        expect(separator and "title=" in properties, f"{name}: {line}")
        for part in properties.split(","):
            expect(part.split("=")[0] in ("file", "line", "title"), f"{name}: {line}")
        kinds[command] = kinds.get(command, 0) + 1
    expect(max(kinds.values()) <= 10, f"{name}: {kinds}")


def main():
    program, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    runs = dict(RUNS)
    runs["hostile"] = [
        str(hostile(folder)), "--by", "organization", "--min-score", "60", "--min-dimension", "trust=50",
        "--min-response-rate", "0.5", "--min-answers", "10",
    ]
    for name, arguments in runs.items():
        run(program, name, arguments, folder)
    print(f"{len(runs)} runs read alike")


main()

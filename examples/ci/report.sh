#!/bin/sh
# Any other system: writes the report and the conditions into a folder, and ends with the verdict.
#
#   examples/ci/report.sh PROJECT [OUTPUT]
set -eu
project=${1:?the folder that holds lockstep.json}
output=${2:-lockstep}

lockstep report "$project" --baseline-wave previous --baseline-optional \
  -o "$output/report.html" -o "$output/report.md" -o "$output/report.json"
lockstep check "$project" --baseline-wave previous --baseline-optional \
  -o "$output/check.xml" -o "$output/check.json" -o -

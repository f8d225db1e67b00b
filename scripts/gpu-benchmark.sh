#!/usr/bin/env bash
# Measures the benchmark networks on a GPU: publishes the benchmark program with everything it needs, checks the GPU kernels, times the networks there and in PyTorch and e3nn, and writes one Markdown table.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
usage: scripts/gpu-benchmark.sh [--device NAME] [--out FILE] [--publish FOLDER] [--publish-only] [--run-only] [--python COMMAND] [--baseline-device NAME] [--repeats N] [--skip-tests] [--skip-baselines]

  --device NAME           the device of the generated kernels: cuda (default), cuda:1, opencl, pocl, cpu, or a part of a device's name
  --out FILE              the table (default: artifacts/gpu/gpu.md)
  --publish FOLDER        where the program is published (default: artifacts/gpu/program)
  --publish-only          publish and stop: the folder runs on a machine without .NET, by INTERTWINE_GPU=NAME FOLDER/Intertwine.Gpu.Benchmarks
  --run-only              run what was published before; no .NET is needed
  --python COMMAND        the Python with PyTorch and e3nn (default: python3)
  --baseline-device NAME  the device of PyTorch (default: cuda)
  --repeats N             timed runs of each pass (default: 50)
  --skip-tests            leave the tests of the kernels out (--run-only implies it)
  --skip-baselines        leave PyTorch and e3nn out
TEXT
}

device=cuda out=artifacts/gpu/gpu.md program=artifacts/gpu/program python=python3 baseline=cuda repeats=50
publish=true run=true tests=true baselines=true
need() { [ $# -ge 2 ] || { echo "gpu-benchmark: $1 needs a value" >&2; exit 2; }; }
while [ $# -gt 0 ]; do
  case "$1" in
    --device) need "$@"; device=$2; shift 2 ;;
    --out) need "$@"; out=$2; shift 2 ;;
    --publish) need "$@"; program=$2; shift 2 ;;
    --publish-only) run=false; shift ;;
    --run-only) publish=false tests=false; shift ;;
    --python) need "$@"; python=$2; shift 2 ;;
    --baseline-device) need "$@"; baseline=$2; shift 2 ;;
    --repeats) need "$@"; repeats=$2; shift 2 ;;
    --skip-tests) tests=false; shift ;;
    --skip-baselines) baselines=false; shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "gpu-benchmark: unknown argument '$1'" >&2; usage >&2; exit 2 ;;
  esac
done
[[ $repeats =~ ^[1-9][0-9]*$ ]] || { echo "gpu-benchmark: --repeats needs a positive number, got '$repeats'" >&2; exit 2; }

if $publish; then
  dotnet publish tests/Intertwine.Gpu.Benchmarks -c Release -r linux-x64 --self-contained -v q -o "$program"
fi
$run || exit 0
[ -x "$program/Intertwine.Gpu.Benchmarks" ] || { echo "gpu-benchmark: there is no $program/Intertwine.Gpu.Benchmarks; run without --run-only first" >&2; exit 2; }

if $tests; then
  INTERTWINE_GPU=$device dotnet test tests/Intertwine.Gpu.Tests -c Release
  INTERTWINE_GPU=$device dotnet test tests/Intertwine.Generator.Tests -c Release --filter 'FullyQualifiedName~Ilgpu'
fi

mkdir -p "$(dirname "$out")"
lines=$(mktemp)
trap 'rm -f "$lines"' EXIT
echo "Intertwine on $device ..." >&2
INTERTWINE_GPU=$device "$program/Intertwine.Gpu.Benchmarks" --repeats "$repeats" --lines "$lines"
if $baselines; then
  echo "PyTorch and e3nn on $baseline ..." >&2
  "$python" scripts/gpu_baselines.py --device "$baseline" --repeats "$repeats" >>"$lines" || echo "gpu-benchmark: no baselines, see above" >&2
fi

# Lines: network, pass, implementation, milliseconds; lines that begin with # say what they were measured on.
awk -F '\t' -v device="$device" '
  /^#/ { notes = notes substr($0, 3) "\n"; next }
  NF == 4 {
    row = $1 "\t" $2
    if (!(row in seen)) { seen[row] = 1; rows[++rowCount] = row }
    if (!($3 in known)) { known[$3] = 1; columns[++columnCount] = $3 }
    time[row "\t" $3] = $4
  }
  END {
    if (notes != "") print notes
    printf "| network | pass |"; for (c = 1; c <= columnCount; c++) printf " %s, ms |", columns[c]; print ""
    printf "|---|---|"; for (c = 1; c <= columnCount; c++) printf "---|"; print ""
    for (r = 1; r <= rowCount; r++) {
      split(rows[r], parts, "\t")
      printf "| %s | %s |", parts[1], parts[2]
      for (c = 1; c <= columnCount; c++) {
        value = time[rows[r] "\t" columns[c]]
        printf " %s |", value == "" ? "" : sprintf("%.3f", value)
      }
      print ""
    }
  }' "$lines" | tee "$out"
echo "written to $out" >&2

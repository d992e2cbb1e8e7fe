#!/bin/sh
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
#
# Runs the probe of this folder on a board with the command line tool hrt_model_exec.
#
#     sh run_hrt_model_exec.sh MODEL.bin       # or MODEL.hbm; writes capture.bin and capture.json
#
# No board has tried this script: it was run with a stand-in that takes the same options. What it rests
# on, from the chapter "hrt_model_exec" of Horizon's and D-Robotics' toolchain manuals:
#
#   - infer --model_file M --input_file F --enable_dump true --dump_format bin runs a model once and
#     writes each output without a header into the current folder, output 0 as
#     model_infer_output_0*.bin; a model with the inputs Y and UV takes two files with a comma between.
#   - model_info --model_file M prints of each input and output its type, "valid shape: (1,3,64,64,)",
#     "aligned shape: (...)" or "stride: (...)", and its layout. What of this is not there is taken
#     from probe.json: int8 codes in the layout of the probe.
#
# The model must end in the op: QuantStub with scale 1, the op, no DeQuantStub; run_probe.py --build
# makes such a one in the vendor's container.
set -eu

if [ $# -ne 1 ]; then
  echo "usage: sh run_hrt_model_exec.sh MODEL.bin" >&2
  exit 2
fi
folder=$(cd "$(dirname "$0")" && pwd)
model=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$folder/hrt_model_exec.out
rm -rf "$work"
mkdir "$work"
cd "$work"

# The first value of a key in probe.json, which has one key in a line.
value_of() {
  sed -n "s/^ *\"$1\": *\"\([^\"]*\)\".*/\1/p" "$folder/probe.json" | head -n 1
}

hrt_model_exec model_info --model_file "$model" >info.txt 2>&1 || true
# What is printed from "output[0]" on, up to the next output.
sed -n '/output\[0\]/,/output\[1\]/p' info.txt >output.txt
# "(1,3,64,64,)" as "1, 3, 64, 64"; nothing if the tool does not print it.
numbers_of() {
  sed -n "s/.*$1[^(]*(\([0-9, ]*\)).*/\1/p" output.txt | head -n 1 | sed 's/[ ,]*$//; s/, */, /g'
}
inputs=$(grep -c '^ *input\[[0-9]*\]' info.txt || true)

input=$folder/probe.bin
if [ "${inputs:-0}" -eq 2 ]; then
  # NV12 as two inputs: Y is the first two thirds.
  bytes=$(wc -c <"$folder/probe.bin")
  head -c $((bytes / 3 * 2)) "$folder/probe.bin" >y.bin
  tail -c $((bytes / 3)) "$folder/probe.bin" >uv.bin
  input=$work/y.bin,$work/uv.bin
fi
hrt_model_exec infer --model_file "$model" --input_file "$input" \
  --enable_dump true --dump_format bin >infer.txt 2>&1 || {
  cat infer.txt >&2
  exit 1
}

dump=$(find . -name '*output*0*.bin' | sort | head -n 1)
if [ -z "$dump" ]; then
  echo "hrt_model_exec wrote no *output_0*.bin; it printed:" >&2
  cat infer.txt >&2
  exit 1
fi
cp "$dump" "$folder/capture.bin"

dtype=int8
if grep -q 'F32' output.txt; then dtype=float32; fi
shape=$(numbers_of 'valid shape')
aligned=$(numbers_of 'aligned shape')
strides=$(numbers_of 'stride')
{
  echo '{'
  echo "  \"id\": \"$(value_of id)\","
  echo '  "file": "capture.bin",'
  if [ -n "$shape" ]; then
    if grep -q 'NHWC' output.txt; then echo '  "layout": "nhwc",'; fi
    if grep -q 'NCHW' output.txt; then echo '  "layout": "nchw",'; fi
    echo "  \"shape\": [$shape],"
    # The tool removes padding in some versions: then the file is as long as the valid shape.
    count=1
    for size in $(echo "$shape" | tr ',' ' '); do count=$((count * size)); done
    if [ "$dtype" = float32 ]; then count=$((count * 4)); fi
    if [ "$(wc -c <"$folder/capture.bin")" -ne "$count" ]; then
      if [ -n "$aligned" ]; then
        echo "  \"aligned_shape\": [$aligned],"
      elif [ -n "$strides" ]; then
        echo "  \"strides\": [$strides],"
      fi
    fi
  fi
  echo "  \"dtype\": \"$dtype\","
  echo '  "runner": "run_hrt_model_exec.sh"'
  echo '}'
} >"$folder/capture.json"
echo "capture.bin: $(wc -c <"$folder/capture.bin") bytes; now: swingproof certify THIS_FOLDER"

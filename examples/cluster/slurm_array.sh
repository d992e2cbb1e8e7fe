#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# One campaign as a Slurm job array: each task sweeps one shard into a store of its own.
#
#   sbatch --array=1-64 examples/cluster/slurm_array.sh plan.toml results
#   swingproof campaign merge results/shard-*.sqlite --store results.sqlite    # when it is done
#   swingproof campaign run plan.toml --store results.sqlite                   # whatever is missing
#
# A task that is requeued, or the same sbatch line again, goes on where it was. Number the array from 1
# without gaps. swingproof must be in PATH, and the results folder on a disk that all nodes see; each
# store is opened on one node at a time.
#SBATCH --job-name=swingproof
#SBATCH --signal=TERM@30
set -euo pipefail
plan=${1:?usage: sbatch --array=1-N slurm_array.sh PLAN FOLDER}
folder=${2:?usage: sbatch --array=1-N slurm_array.sh PLAN FOLDER}
mkdir -p "$folder"
exec swingproof --threads "${SLURM_CPUS_PER_TASK:-1}" campaign run "$plan" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --store "$folder/shard-$SLURM_ARRAY_TASK_ID.sqlite"

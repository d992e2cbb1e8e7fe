#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# One campaign under Open MPI's launcher: every rank has a store of its own, and takes the next setting that
# no other rank has. What a rank that dies had not committed is swept by the others.
#
#   examples/cluster/mpi_campaign.sh -n 64 --hostfile hosts -- plan.toml results
#
# Everything before -- goes to mpirun. The results folder must be on a disk that all nodes see and whose file
# locks work between them; it is merged into FOLDER/all.sqlite at the end. The same line goes on.
set -euo pipefail
mpirun_options=()
while (($#)) && [[ $1 != -- ]]; do
  mpirun_options+=("$1")
  shift
done
plan=${2:?usage: mpi_campaign.sh [MPIRUN OPTION]... -- PLAN FOLDER}
folder=${3:?usage: mpi_campaign.sh [MPIRUN OPTION]... -- PLAN FOLDER}
mkdir -p "$folder"
# The ranks' shell turns a death by signal into an exit code, and mpirun is told to go on at one: it
# would end all ranks else. Open MPI 5 has another launcher, which ignores what its predecessor was told.
case $(mpirun --version) in
  *"(Open MPI) 4."*) go_on=(--mca orte_abort_on_non_zero_status 0) ;;
  *) go_on=(--runtime-options error-nonzero-status=false) ;;
esac
# shellcheck disable=SC2016  # for the ranks' shell
mpirun "${go_on[@]}" "${mpirun_options[@]}" bash -c '
  swingproof --threads 1 campaign run "$0" --share "$1/settings" \
    --store "$1/rank-$OMPI_COMM_WORLD_RANK.sqlite"
  exit $?' "$plan" "$folder" || printf 'mpi_campaign.sh: some rank ended early\n' >&2
swingproof campaign merge "$folder"/rank-*.sqlite --store "$folder/all.sqlite"
# Nothing is left to do here, unless every rank died or power failed.
swingproof campaign run "$plan" --store "$folder/all.sqlite"

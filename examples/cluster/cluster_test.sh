#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# cluster_test.sh slurm|mpi SWINGPROOF : the scripts of this folder on a one-node Slurm and on Open MPI, started
# here on loopback. Their rows must be those of a single process. Exit code 77: the packages are missing.
set -euo pipefail
kind=$1
swingproof=$(readlink -f -- "$2")
here=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)
work=$(mktemp -d)
chmod 755 "$work"
started=()
finish() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap finish EXIT
fail() {
  printf 'cluster_test.sh: %s\n' "$*" >&2
  tail -n 30 "$work"/*.log "$work"/*.out >&2 2>/dev/null || true
  exit 1
}
need() {
  for program in "$@"; do
    PATH=$PATH:/usr/sbin command -v "$program" >/dev/null && continue
    printf 'SKIPPED: %s is not installed (Debian packages slurmctld, slurmd, slurm-client, munge, openmpi-bin)\n' "$program"
    exit 77
  done
}
rows() {
  for table in setting error path; do
    swingproof campaign query "SELECT * FROM $table ORDER BY 1, 2, 3" --store "$1"
  done
}
ln -s "$swingproof" "$work/swingproof"
PATH=$work:$PATH:/usr/sbin
export PATH
cd "$work"
printf '[[settings]]\nmean = {from = 100, to = 140, count = 41}\n' >plan.toml
swingproof campaign run plan.toml --store single.sqlite >/dev/null
rows single.sqlite >single.rows

case $kind in
  mpi)
    need mpirun
    # shellcheck disable=SC2054  # a list of mpirun's
    options=(--oversubscribe --mca btl self,tcp --mca btl_tcp_if_include lo)
    # Open MPI 5 takes loopback by itself where it needs it, and starts nothing if told to.
    [[ $(mpirun --version) != *"(Open MPI) 4."* ]] || options+=(--mca oob_tcp_if_include lo)
    ((EUID != 0)) || options+=(--allow-run-as-root)
    bash "$here/mpi_campaign.sh" -n 3 "${options[@]}" -- plan.toml whole >mpi.out 2>mpi.log || fail "mpirun"
    rows whole/all.sqlite | cmp - single.rows || fail "other rows than a single process"
    swept=0
    for store in whole/rank-*.sqlite; do
      count=$(swingproof campaign query 'SELECT count(*) FROM setting' --store "$store" | tail -n 1)
      swept=$((swept + count))
    done
    ((swept == 41)) || fail "$swept settings were swept instead of 41"
    # A rank kills itself at its fifth setting: a stand-in for swingproof that starts the real one.
    mkdir dying
    cat >dying/swingproof <<DYING
#!/usr/bin/env bash
if [[ \${OMPI_COMM_WORLD_RANK-} == 1 ]]; then
  "$swingproof" "\$@" &
  while [[ \$("$swingproof" campaign query 'SELECT count(*) FROM setting' --store part/rank-1.sqlite 2>/dev/null |
    tail -n 1) != [1-9]* ]] && kill -0 \$! 2>/dev/null; do :; done
  kill -KILL \$!
  kill -KILL \$\$
fi
exec "$swingproof" "\$@"
DYING
    chmod +x dying/swingproof
    PATH=$work/dying:$PATH bash "$here/mpi_campaign.sh" -n 3 "${options[@]}" -- plan.toml part >mpi.out 2>mpi.log ||
      fail "the others did not go on"
    grep -q 'Killed' mpi.log || fail "no rank died"
    rows part/all.sqlite | cmp - single.rows || fail "other rows after a rank's death"
    ;;
  slurm)
    need slurmctld slurmd sbatch munged
    ((EUID == 0)) || { printf 'SKIPPED: slurmd needs root\n'; exit 77; }
    mkdir state spool munge
    dd if=/dev/urandom of=munge/key bs=1 count=1024 status=none
    chmod 400 munge/key
    chmod 755 munge
    munged --foreground --force --key-file "$work/munge/key" --socket "$work/munge/socket" --pid-file "$work/munge/pid" \
      --log-file "$work/munged.log" --seed-file "$work/munge/seed" >munged.out 2>&1 &
    started+=($!)
    host=$(hostname -s)
    cat >slurm.conf <<CONF
ClusterName=swingproof
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CryptoType=crypto/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
ReturnToService=2
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
MailProg=/bin/true
SelectType=select/cons_tres
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP OverSubscribe=FORCE:8
CONF
    # Slurm 24 wants control groups though nothing here asks for them, and not every system has any; Slurm 22 has no
    # word for that.
    [[ $(slurmd -V) == *" 22."* ]] || printf 'CgroupPlugin=disabled\n' >cgroup.conf
    export SLURM_CONF=$work/slurm.conf
    until [[ -S munge/socket ]]; do kill -0 "${started[0]}" || fail "munged"; done
    slurmctld -D >slurmctld.out 2>&1 &
    started+=($!)
    slurmd -D >slurmd.out 2>&1 &
    started+=($!)
    tries=0
    until sinfo -h -o %T 2>/dev/null | grep -q idle; do
      { kill -0 "${started[-1]}" 2>/dev/null && ((++tries < 2000)); } || fail "the node does not come up"
    done
    timeout 300 sbatch --wait --array=1-4 -o "$work/task-%a.out" "$here/slurm_array.sh" plan.toml results >sbatch.out 2>&1 ||
      fail "sbatch"
    swingproof campaign merge results/shard-*.sqlite --store all.sqlite >merge.out
    (($(find results -name '*.sqlite' | wc -l) == 4)) || fail "not four stores"
    rows all.sqlite | cmp - single.rows || fail "other rows than a single process"
    ;;
esac
printf '%s: the same rows\n' "$kind"

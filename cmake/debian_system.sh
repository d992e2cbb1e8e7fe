# shellcheck shell=bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# Debian systems in folders, sourced by .ci/fresh and packaging/*, after cmake/setup.sh. What they
# make is kept in $kept: RELEASE.tar (a bare system) and RELEASE.downloads (packages), for the next run.
# DEBIAN_MIRROR is where the packages are from, if not from where debootstrap looks. What commands in a system
# get of the environment besides is in the array $inside_environment, assignments.
kept=${kept-}
inside_environment=()

# require_systems : exits 2 on a machine that cannot have systems in folders.
require_systems() {
  if ((EUID != 0)); then
    say "only root can make a system: sudo $0"
    exit 2
  fi
  if ! unshare --mount --pid --fork true; then
    say "this machine does not let root mount; a container has to be privileged"
    exit 2
  fi
  require_packages fresh
}

# make_system RELEASE FOLDER : a bare system with this machine's network. Exits 2 where there is none.
make_system() {
  local release=$1 system=$2
  local bare=$kept/$release.tar
  mkdir -p "$kept/$release.downloads"
  rm -rf "$system"
  if [[ -e $bare ]]; then
    mkdir "$system"
    tar -C "$system" -xpf "$bare"
  else
    if ! debootstrap --variant=minbase "$release" "$system" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >"$kept/$release.log" 2>&1; then
      tail -n 20 "$kept/$release.log" >&2
      say "debootstrap could not make $release"
      exit 2
    fi
    # Under another name until it is whole: a run that is stopped here must not leave half a system.
    tar -C "$system" -cf "$bare.part" .
    mv "$bare.part" "$bare"
  fi
  # The network is this machine's: its name servers, its proxies, and the certificate authorities that it was
  # told to trust. A name for itself is what an installer gives every Debian, and debootstrap does not.
  cp -L /etc/resolv.conf "$system/etc/resolv.conf"
  printf '127.0.0.1 localhost %s\n' "$(uname -n)" >"$system/etc/hosts"
  if [[ -d /usr/local/share/ca-certificates ]]; then
    mkdir -p "$system/usr/local/share"
    cp -RL /usr/local/share/ca-certificates "$system/usr/local/share/"
  fi
}

# inside SYSTEM DOWNLOADS FOLDER COMMAND... : runs it in the system, in FOLDER; apt's downloads are in
# DOWNLOADS. Its mounts and its processes are in namespaces of their own, which end with the command or with
# this script, however they end: nothing is left mounted here, and no daemon of a test goes on. The shell
# in there stays, for the first process of a namespace has to wait for all that lose their parent.
inside() {
  local environment=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM="${TERM-dumb}")
  local variable
  for variable in http_proxy https_proxy no_proxy NPM_CONFIG_REGISTRY; do
    [[ -z ${!variable-} ]] || environment+=("$variable=${!variable}")
  done
  # shellcheck disable=SC2016
  env -i "${environment[@]}" "${inside_environment[@]}" \
    setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --propagation private bash -euc '
      mount -t proc proc "$1/proc"
      mount -t sysfs -o ro sysfs "$1/sys"
      mkdir -p "$1/dev/pts" "$1/dev/shm" "$1/var/cache/apt/archives"
      mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
      mount -t tmpfs tmpfs "$1/dev/shm"
      mount --bind "$2" "$1/var/cache/apt/archives"
      chroot "$1" sh -c "cd \"\$0\" && exec \"\$@\"" "${@:3}"
      exit
    ' bash "$@" </dev/null
}

#!/bin/sh
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# bin/swingproof of the portable tarball: starts lib/swingproof/swingproof with the libraries beside it, and
# with the newer C library of ours and the system's, so that kernels load that were built here, as well as those
# from an older system. Needs a shell and nothing else; packaging/build_inside.sh fills in what is in @.
self=$0
while [ -L "$self" ]; do
  if ! target=$(readlink "$self"); then
    echo "swingproof: $self: is a symbolic link, and there is no readlink here; start the file itself" >&2
    exit 2
  fi
  case $target in
    /*) self=$target ;;
    *) self=${self%/*}/$target ;;
  esac
done
case $self in
  */*) ;;
  *) self=./$self ;;
esac
folder=$(CDPATH='' cd -- "${self%/*}/.." && pwd -P) || exit 2
library=$folder/lib/swingproof
program=$library/swingproof

libc_minor=@LIBC_MINOR@

# choose : sets the loader and where it looks.
choose() {
  SWINGPROOF_LOADER=$library/libc/@LOADER_NAME@
  SWINGPROOF_LIBRARIES=$library:$library/libc
  if [ -x "@LOADER@" ]; then
    version=$("@LOADER@" --version 2>&1)
    version=${version#*release version 2.}
    version=${version%%[!0-9]*}
    # Loaders older than 2.33 do not know the option; then there is no number.
    if [ "${version:-0}" -ge "$libc_minor" ]; then
      SWINGPROOF_LOADER=@LOADER@
      SWINGPROOF_LIBRARIES=$library
    fi
  fi
  # The system's C++ library is what its kernels were built with. Ours is for where it is older or absent.
  # Output goes into a variable because there may be no /dev/null.
  # shellcheck disable=SC2034
  start=$("$SWINGPROOF_LOADER" --library-path "$SWINGPROOF_LIBRARIES" "$program" --version 2>&1) ||
    SWINGPROOF_LIBRARIES=$SWINGPROOF_LIBRARIES:$library/gcc
}

# The command starts itself for each kernel (suites/gate/kernel_process.h), by way of this file.
if [ "${SWINGPROOF_HOST-}" != "$folder/bin/swingproof" ]; then
  choose
  SWINGPROOF_HOST=$folder/bin/swingproof
  export SWINGPROOF_HOST SWINGPROOF_LOADER SWINGPROOF_LIBRARIES
fi
exec "$SWINGPROOF_LOADER" --library-path "$SWINGPROOF_LIBRARIES" "$program" "$@"

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# Run at every build: writes the commit of SOURCE_DIRECTORY to OUTPUT, and touches OUTPUT only if it
# changes. 12 digits, with -dirty behind them if files differ; from cmake/commit.txt, which git archive
# fills, where the source is no repository; else "unknown".
set(commit "")
find_program(git git)
if(git)
  # A tarball that was unpacked inside another repository is not that repository's.
  execute_process(COMMAND ${git} -C ${SOURCE_DIRECTORY} rev-parse --show-toplevel
                  OUTPUT_VARIABLE top ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  file(REAL_PATH "${SOURCE_DIRECTORY}" source)
  if(top STREQUAL source)
    execute_process(
      COMMAND ${git} -C ${SOURCE_DIRECTORY} describe --always --dirty --abbrev=12 --exclude=*
      OUTPUT_VARIABLE commit ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  endif()
endif()
if(NOT commit)
  file(STRINGS ${SOURCE_DIRECTORY}/cmake/commit.txt commit LIMIT_COUNT 1)
  string(SUBSTRING "${commit}" 0 12 commit)
endif()
if(NOT commit MATCHES "^[0-9a-f]+(-dirty)?$")
  set(commit unknown)
endif()
file(WRITE ${OUTPUT}.new "${commit}")
execute_process(COMMAND ${CMAKE_COMMAND} -E copy_if_different ${OUTPUT}.new ${OUTPUT})
file(REMOVE ${OUTPUT}.new)

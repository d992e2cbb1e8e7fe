# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# Run as a test: installs BUILD_DIRECTORY into a prefix under SCRATCH, then configures, builds and
# runs the project CONSUMER_SOURCE against that prefix alone.
foreach(argument BUILD_DIRECTORY CONSUMER_SOURCE SCRATCH GENERATOR CXX)
  if(NOT DEFINED ${argument})
    message(FATAL_ERROR "install_test: ${argument} is not set")
  endif()
endforeach()

file(REMOVE_RECURSE ${SCRATCH})

function(must_succeed)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output
                                                         ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    string(REPLACE ";" " " command "${ARGN}")
    message(FATAL_ERROR "install_test: exit ${result} of: ${command}\n${output}")
  endif()
  message(STATUS "${output}")
endfunction()

must_succeed(${CMAKE_COMMAND} --install ${BUILD_DIRECTORY} --prefix ${SCRATCH}/prefix)
must_succeed(
  ${CMAKE_COMMAND}
  -G ${GENERATOR}
  -S ${CONSUMER_SOURCE}
  -B ${SCRATCH}/consumer
  -D CMAKE_CXX_COMPILER=${CXX}
  -D CMAKE_PREFIX_PATH=${SCRATCH}/prefix)
must_succeed(${CMAKE_COMMAND} --build ${SCRATCH}/consumer)
must_succeed(${SCRATCH}/consumer/consumer)
must_succeed(${SCRATCH}/prefix/bin/swingproof --version)

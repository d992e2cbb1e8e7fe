# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# The chart libraries of the HTML report, from npm, by reports/document/package-lock.json: into the build
# folder, when the build is configured. A build that cannot have them is a build without
# `report -o`, not a failure: everything else works without npm.
option(SWINGPROOF_HTML "Fetch the chart libraries of the HTML report from npm" ON)

set(SWINGPROOF_CHART_LIBRARIES "" CACHE PATH "node_modules that hold them already, instead of npm's")
if(SWINGPROOF_HTML AND NOT SWINGPROOF_CHART_LIBRARIES)
  set(folder ${PROJECT_BINARY_DIR}/chart_libraries)
  set(lock ${PROJECT_SOURCE_DIR}/reports/document/package-lock.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lock})
  file(SHA256 ${lock} wanted)
  set(wanted "${wanted} tests ${SWINGPROOF_TESTS}")
  set(present "")
  if(EXISTS ${folder}/complete)
    file(READ ${folder}/complete present)
  endif()
  if(NOT present STREQUAL wanted)
    find_program(SWINGPROOF_NPM npm)
    set(result "npm was not found")
    if(SWINGPROOF_NPM)
      message(STATUS "Fetching the chart libraries from npm")
      file(REMOVE ${folder}/complete)
      file(COPY ${lock} ${PROJECT_SOURCE_DIR}/reports/document/package.json DESTINATION ${folder})
      set(omit --omit=dev)
      if(SWINGPROOF_TESTS)
        set(omit)
      endif()
      execute_process(
        COMMAND ${SWINGPROOF_NPM} ci --ignore-scripts --no-audit --no-fund ${omit}
        WORKING_DIRECTORY ${folder}
        TIMEOUT 300
        RESULT_VARIABLE result
        OUTPUT_VARIABLE output
        ERROR_VARIABLE output)
    endif()
    if(result STREQUAL "0")
      file(WRITE ${folder}/complete "${wanted}")
      set(present ${wanted})
    else()
      message(STATUS "No HTML report in this build: npm said ${result}\n${output}")
    endif()
  endif()
  if(present STREQUAL wanted)
    set(SWINGPROOF_CHART_LIBRARIES ${folder}/node_modules)
  endif()
endif()

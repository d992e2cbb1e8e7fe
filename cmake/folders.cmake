# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# What a top-level folder is made of, told by its file names (subfolders included):
#
#   x.h, x.cc         the folder's library, swingproof_<folder>
#   x_test.cc         <folder>_tests; CTest's <folder>.x_test is all tests of the file, in one process
#   x_slow_test.cc    <folder>_slow_tests, the same with the CTest label "slow"
#   x_main.cc         a program of its own, in no library
#   x_fixture.h       what tests share; like everything in properties/ it is not installed
#
# New files are picked up by the next build. A folder without sources yet is an INTERFACE library.

# swingproof_sources(<out> [UNDER <subfolder>])
# Sets <out>_library, <out>_tests, <out>_slow_tests and <out>_mains for the current source folder.
function(swingproof_sources out)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "UNDER" "")
  set(root ${CMAKE_CURRENT_SOURCE_DIR})
  if(arg_UNDER)
    set(root ${root}/${arg_UNDER})
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${root}/*.cc)
  set(slow_tests ${sources})
  list(FILTER slow_tests INCLUDE REGEX "_slow_test\\.cc$")
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER tests EXCLUDE REGEX "_slow_test\\.cc$")
  set(mains ${sources})
  list(FILTER mains INCLUDE REGEX "(_|/)main\\.cc$")
  set(library ${sources})
  list(FILTER library EXCLUDE REGEX "(_test|_main|/main)\\.cc$")
  foreach(kind library tests slow_tests mains)
    set(${out}_${kind} ${${kind}} PARENT_SCOPE)
  endforeach()
endfunction()

# swingproof_library(<folder> [PUBLIC <target>...] [PRIVATE <target>...])
# The folder's library swingproof_<folder>, alias swingproof::<folder>, installed and exported.
function(swingproof_library folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "PUBLIC;PRIVATE")
  set(target swingproof_${folder})
  swingproof_sources(found)
  if(found_library)
    add_library(${target} STATIC ${found_library})
    set(scope PUBLIC)
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    target_compile_definitions(${target} PRIVATE SWINGPROOF_VERSION="${PROJECT_VERSION}")
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
    target_link_libraries(${target} INTERFACE ${arg_PUBLIC})
  endif()
  add_library(swingproof::${folder} ALIAS ${target})
  swingproof_compile_options(${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${folder})
  target_include_directories(
    ${target} ${scope} $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/swingproof>)
  install(TARGETS ${target} EXPORT swingproofTargets)
  install(
    DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/swingproof
    FILES_MATCHING
    PATTERN "*.h"
    PATTERN "*-inl.h" EXCLUDE
    PATTERN "*_fixture.h" EXCLUDE
    PATTERN properties EXCLUDE
    PATTERN include EXCLUDE)
endfunction()

# swingproof_test_program(<name> SOURCES <file>... [LIBRARIES <target>...] [LABEL <label>])
# One GoogleTest program; nothing if there are no sources. Each source file is one CTest test, named by
# its path: suites.certify/verdict_test. Files share nothing; the tests of one share what it keeps in
# static variables.
function(swingproof_test_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL" "SOURCES;LIBRARIES")
  if(NOT SWINGPROOF_TESTS OR NOT arg_SOURCES)
    return()
  endif()
  if(NOT TARGET swingproof_test_main)
    add_library(swingproof_test_main STATIC ${PROJECT_SOURCE_DIR}/cmake/test_main.cc)
    set_target_properties(swingproof_test_main PROPERTIES SWINGPROOF_IS_TEST ON)
    swingproof_compile_options(swingproof_test_main)
    target_link_libraries(swingproof_test_main PUBLIC GTest::gmock)
  endif()
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES SWINGPROOF_IS_TEST ON)
  swingproof_compile_options(${name})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} swingproof_test_main)
  target_compile_definitions(
    ${name} PRIVATE SWINGPROOF_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                    SWINGPROOF_VERSION="${PROJECT_VERSION}")
  set(timeout 1200)
  if(arg_LABEL OR SWINGPROOF_SANITIZE)
    set(timeout 3600)
  endif()
  set(files)
  foreach(source ${arg_SOURCES})
    file(RELATIVE_PATH file ${PROJECT_SOURCE_DIR} ${source})
    list(APPEND files ${file})
    string(REGEX REPLACE "^([^/]*)/(.*)[.]cc$" "\\1.\\2" test ${file})
    add_test(NAME ${test} COMMAND ${name} --file=${file} --gtest_brief=1)
    set_tests_properties(${test} PROPERTIES TIMEOUT ${timeout} SKIP_RETURN_CODE 77 LABELS
                                                               "${arg_LABEL}")
  endforeach()
  # A test that is defined elsewhere, in a header say, would be run by nobody.
  list(JOIN files ":" files)
  add_test(NAME ${name}.are_all_run COMMAND ${name} --check-files=${files})
endfunction()

# swingproof_tests(<folder> [UNDER <subfolder>] [EXCEPT <subfolder>] [NAME <name>]
#                  [LIBRARIES <target>...] [DEFINITIONS <definition>...])
# The folder's test programs <name>s and <name>_slow... by the file names above.
function(swingproof_tests name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "UNDER;EXCEPT" "LIBRARIES;DEFINITIONS")
  swingproof_sources(found UNDER ${arg_UNDER})
  foreach(speed tests slow_tests)
    set(sources ${found_${speed}})
    if(arg_EXCEPT)
      list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/${arg_EXCEPT}/")
    endif()
    set(label)
    if(speed STREQUAL "slow_tests")
      set(label LABEL slow)
    endif()
    swingproof_test_program(${name}_${speed} SOURCES ${sources} LIBRARIES ${arg_LIBRARIES} ${label})
    if(TARGET ${name}_${speed})
      target_compile_definitions(${name}_${speed} PRIVATE ${arg_DEFINITIONS})
    endif()
  endforeach()
endfunction()

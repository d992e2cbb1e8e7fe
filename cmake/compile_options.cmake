# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# How every file of swingproof is compiled. Targets take these through swingproof_compile_options().

# The float32 lowering must round after every operation, as the plugin does: no fused multiply-add.
# Code of ours that is inlined into a consumer needs the same, so this one is public (and exported).
set(swingproof_exact_floats $<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off>)

add_library(swingproof_warnings INTERFACE)
target_compile_options(swingproof_warnings INTERFACE -Wall -Wextra -Wpedantic)
if(SWINGPROOF_WERROR)
  target_compile_options(swingproof_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # From -O2 on GCC loses track of the initialisation of Boost's cpp_int; Clang and the sanitizers check it.
  target_compile_options(swingproof_warnings INTERFACE -Wno-maybe-uninitialized)
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 reports overlapping copies inside std::string where there are none (GCC bug 105651).
    target_compile_options(swingproof_warnings INTERFACE -Wno-restrict)
  else()
    # GCC 14 sees copies past the end of what a cpp_int or a std::string holds in itself, on paths where it
    # holds its digits or characters on the heap; GCC 12, Clang and the sanitizers check bounds.
    target_compile_options(swingproof_warnings INTERFACE -Wno-array-bounds)
  endif()
endif()

add_library(swingproof_sanitizers INTERFACE)
if(SWINGPROOF_SANITIZE)
  target_compile_options(
    swingproof_sanitizers
    INTERFACE -fsanitize=${SWINGPROOF_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_definitions(swingproof_sanitizers INTERFACE _GLIBCXX_ASSERTIONS)
  target_link_options(swingproof_sanitizers INTERFACE -fsanitize=${SWINGPROOF_SANITIZE})
endif()

# libFuzzer is led by what it reaches in our own code; libraries that a fuzzer calls are instrumented.
if(SWINGPROOF_FUZZ)
  target_compile_options(swingproof_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()

# What the tests reach of everything but themselves. In GCC's words: optimised as little as lets whole
# cubes be swept, so that lines stay what they are in the source.
if(SWINGPROOF_COVERAGE)
  set(is_test $<BOOL:$<TARGET_PROPERTY:SWINGPROOF_IS_TEST>>)
  target_compile_options(swingproof_sanitizers INTERFACE $<$<NOT:${is_test}>:-O1>
                                                         $<$<NOT:${is_test}>:--coverage>)
  target_link_options(swingproof_sanitizers INTERFACE --coverage)
endif()

# For folders that compute nothing in a loop: an optimised build of them costs time and gains none.
function(swingproof_optimise_little target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# One translation unit for the files of each folder, since headers and inlining cost most of a build. Where
# SWINGPROOF_UNITY_FILES is set, small folders share one until it has that many.
# What Highway compiles once for each instruction set includes itself and has to stand alone.
function(swingproof_unity_build target)
  get_target_property(sources ${target} SOURCES)
  list(SORT sources)
  set(enough 1)
  if(SWINGPROOF_UNITY_FILES)
    set(enough ${SWINGPROOF_UNITY_FILES})
  endif()
  set(files ${enough})
  set(last_folder)
  foreach(source ${sources})
    cmake_path(ABSOLUTE_PATH source OUTPUT_VARIABLE path)
    if(path MATCHES "/(ideal_row|row_kernel|row_tally)\\.cc$")
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
      continue()
    endif()
    cmake_path(GET path PARENT_PATH folder)
    if(NOT folder STREQUAL last_folder AND files GREATER_EQUAL enough)
      cmake_path(GET folder FILENAME group)
      set(files 0)
    endif()
    set(last_folder ${folder})
    math(EXPR files "${files} + 1")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

function(swingproof_compile_options target)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    target_compile_options(${target} INTERFACE ${swingproof_exact_floats})
    target_compile_features(${target} INTERFACE cxx_std_20)
    return()
  endif()
  target_compile_options(${target} PUBLIC ${swingproof_exact_floats})
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:swingproof_warnings>
                                          $<BUILD_INTERFACE:swingproof_sanitizers>)
  if(SWINGPROOF_UNITY)
    swingproof_unity_build(${target})
  endif()
endfunction()

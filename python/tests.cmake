# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# The module's tests: CTest's python.<name> is tests/test_<name>.py without what is marked as slow;
# python.slow is that, of all files.

set(python_environment
    PYTHONPATH=${CMAKE_CURRENT_BINARY_DIR} PYTHONDONTWRITEBYTECODE=1
    SWINGPROOF_COMMAND=$<TARGET_FILE:swingproof> SWINGPROOF_BUILD=${PROJECT_BINARY_DIR})

if(SWINGPROOF_SANITIZE)
  # Python itself is not sanitized, so the runtime has to be there before it; and before the C++
  # library throws, which the runtime watches, that library. Python keeps memory to its end. By hand:
  #   LD_PRELOAD="$(clang++ -print-file-name=libclang_rt.asan-x86_64.so)" \
  #     ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 PYTHONPATH=build/asan-ubsan/python \
  #     /usr/bin/python3 -m pytest python/tests/test_misuse.py
  set(runtimes)
  foreach(library libclang_rt.asan-${CMAKE_SYSTEM_PROCESSOR}.so libstdc++.so)
    execute_process(
      COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${library}
      OUTPUT_VARIABLE path
      OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    get_filename_component(path ${path} REALPATH)
    list(APPEND runtimes ${path})
  endforeach()
  string(REPLACE ";" ":" runtimes "${runtimes}")
  list(APPEND python_environment LD_PRELOAD=${runtimes}
       ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1)
endif()

function(python_test name)
  add_test(
    NAME python.${name}
    COMMAND ${ARGN}
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  set_tests_properties(python.${name} PROPERTIES ENVIRONMENT "${python_environment}" TIMEOUT 1200)
endfunction()

file(GLOB test_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/test_*.py)
foreach(file ${test_files})
  get_filename_component(name ${file} NAME_WE)
  string(REPLACE test_ "" name ${name})
  if(SWINGPROOF_SANITIZE AND name MATCHES "^(torch|install)$")
    continue() # others' libraries, and a sanitized module that nobody can install
  endif()
  python_test(${name} ${Python_EXECUTABLE} -m pytest -q -rs -p no:cacheprovider -m "not slow" ${file})
endforeach()

python_test(slow ${Python_EXECUTABLE} -m pytest -q -rs -p no:cacheprovider -m slow
            ${CMAKE_CURRENT_SOURCE_DIR}/tests)
set_tests_properties(python.slow PROPERTIES LABELS slow)

if(NOT SWINGPROOF_SANITIZE)
  # pytest's 5: nothing was run. CTest lists such tests at the end of its run.
  set_tests_properties(python.torch PROPERTIES SKIP_RETURN_CODE 5)
  execute_process(COMMAND ${Python_EXECUTABLE} -c "import torch" RESULT_VARIABLE no_torch
                                                                 OUTPUT_QUIET ERROR_QUIET)
  if(no_torch)
    message(WARNING "${Python_EXECUTABLE} has no torch: tensors and swingproof.torch will NOT be "
                    "tested. Debian: apt-get install python3-torch")
  endif()

  python_test(
    types
    ${Python_EXECUTABLE}
    -m
    mypy
    --strict
    --cache-dir
    ${CMAKE_CURRENT_BINARY_DIR}/mypy
    --config-file
    ${CMAKE_CURRENT_SOURCE_DIR}/mypy.ini
    ${CMAKE_CURRENT_SOURCE_DIR}/swingproof
    ${CMAKE_CURRENT_SOURCE_DIR}/tests
    ${PROJECT_SOURCE_DIR}/examples/python
    ${PROJECT_SOURCE_DIR}/bench/python_throughput.py)
  # The stub against the built module: every name is there, and nothing else.
  python_test(stubs ${Python_EXECUTABLE} -m mypy.stubtest swingproof._core --mypy-config-file
              ${CMAKE_CURRENT_SOURCE_DIR}/mypy.ini --allowlist
              ${CMAKE_CURRENT_SOURCE_DIR}/tests/stubtest_allowed.txt)
  # Both read all of NumPy's types, which takes longer than any test that is not slow.
  set_tests_properties(python.types python.stubs PROPERTIES LABELS slow)
endif()

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# swingproof_kernel(<target> <source.c> [NAME <name>] [FOLDER <folder>] [DEFINITIONS <definition>...]
#                  [LIBRARIES <target>...])
# A kernel to be gated (swingproof/kernel.h): <folder>/<name>.so. It is built as a stranger would
# build it, without the sanitizers and visibility of our own code.
function(swingproof_kernel target source)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "NAME;FOLDER" "DEFINITIONS;LIBRARIES")
  add_library(${target} MODULE ${source})
  target_link_libraries(${target} PRIVATE swingproof::kernel m Threads::Threads ${arg_LIBRARIES})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/examples/kernels)
  target_compile_definitions(${target} PRIVATE ${arg_DEFINITIONS})
  target_compile_options(${target} PRIVATE -Wall -Wextra -ffp-contract=off)
  set_target_properties(
    ${target} PROPERTIES PREFIX "" OUTPUT_NAME ${arg_NAME} LIBRARY_OUTPUT_DIRECTORY ${arg_FOLDER}
                         C_STANDARD 11)
endfunction()

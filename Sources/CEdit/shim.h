#ifndef RUMKIT_CEDIT_SHIM_H
#define RUMKIT_CEDIT_SHIM_H

#include <stdio.h>
#include <editline/readline.h>

// Swift does not let anybody touch the variables of a C library that any thread may change.
static inline void rumkit_complete_with(char *(*next)(const char *, int)) {
  rl_completion_entry_function = next;
}

static inline void rumkit_end_word_with(int letter) { rl_completion_append_character = letter; }

#endif

#ifndef RUMKIT_CEDIT_SHIM_H
#define RUMKIT_CEDIT_SHIM_H

#include <stdio.h>
#include <editline/readline.h>

#endif

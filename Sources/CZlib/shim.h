#ifndef RUMKIT_CZLIB_SHIM_H
#define RUMKIT_CZLIB_SHIM_H

#include <zlib.h>

// The two initialisers are macros that Swift cannot import.
static inline int rumkit_inflate_init(z_streamp stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}
static inline int rumkit_deflate_init(z_streamp stream, int level, int window_bits) {
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

#endif

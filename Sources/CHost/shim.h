#ifndef RUMKIT_CHOST_SHIM_H
#define RUMKIT_CHOST_SHIM_H

// glibc has it since 2.28, and Swift's view of glibc has not.
extern int renameat2(int, const char *, int, const char *, unsigned int);

static inline int rumkit_rename_without_replacing(const char *from, const char *to) {
  return renameat2(-100 /* AT_FDCWD */, from, -100, to, 1U /* RENAME_NOREPLACE */);
}

// What scripts/package links into an executable that holds everything it needs; a plain build has neither.
extern const char rumkit_package_commit[] __attribute__((weak));
extern const char rumkit_package_build[] __attribute__((weak));

static inline const char *rumkit_commit(void) {
  return &rumkit_package_commit[0];
}
static inline const char *rumkit_build(void) {
  return &rumkit_package_build[0];
}

// glibc's table of what knows users and groups. An executable that holds its own glibc must not load a
// plug-in of another one.
extern int __nss_configure_lookup(const char *database, const char *services);

static inline void rumkit_look_up_in_files(void) {
  __nss_configure_lookup("passwd", "files");
  __nss_configure_lookup("group", "files");
}

#endif

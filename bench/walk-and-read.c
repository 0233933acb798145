/*
 * The floor that opening a project is measured against: walks a folder, opens, reads and closes every asset.json in
 * it, and parses nothing. One thread. Names that begin with a dot are not entered, and links are not followed, as the
 * packer does it. Prints how many manifests and bytes it read.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long manifests, bytes;
static char buffer[1 << 20];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void read_manifest(int folder) {
  int file = openat(folder, "asset.json", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) fail("asset.json");
  ssize_t got;
  while ((got = read(file, buffer, sizeof buffer)) > 0) bytes += got;
  if (got < 0) fail("read");
  close(file);
  manifests += 1;
}

static int is_folder(int folder, const struct dirent *entry) {
  if (entry->d_type != DT_UNKNOWN) return entry->d_type == DT_DIR;
  struct stat status;
  return fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

static void walk(int folder) {
  DIR *listing = fdopendir(folder);
  if (listing == NULL) fail("fdopendir");
  for (struct dirent *entry; (entry = readdir(listing)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    if (strcmp(entry->d_name, "asset.json") == 0) {
      read_manifest(folder);
    } else if (is_folder(folder, entry)) {
      int inner = openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (inner < 0) fail(entry->d_name);
      walk(inner);
    }
  }
  closedir(listing);
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  int folder = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) fail(arguments[1]);
  walk(folder);
  printf("%ld %ld\n", manifests, bytes);
  return 0;
}

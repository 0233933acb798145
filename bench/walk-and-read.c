/*
 * The floor that opening a project is measured against: walks a folder, opens, reads and closes every asset.json in
 * it, and parses nothing. One thread. Names that begin with a dot are not entered, and links are not followed, as the
 * packer does it. Prints how many manifests and bytes it read.
 *
 * `--forget` takes what it read out of the system's cache again, so that the next one who reads asks the disk. Folders and
 * the places of files stay in memory. Ends with 3 where the system has no way to do that.
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
static int forgets;
static char buffer[1 << 20];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void forget(int file) {
#ifdef POSIX_FADV_DONTNEED
  posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
#else
  (void)file;
#endif
}

static void read_manifest(int folder) {
  int file = openat(folder, "asset.json", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) fail("asset.json");
  ssize_t got;
  while ((got = read(file, buffer, sizeof buffer)) > 0) bytes += got;
  if (got < 0) fail("read");
  if (forgets) forget(file);
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
  forgets = count == 3 && strcmp(arguments[1], "--forget") == 0;
  if (count != 2 + forgets) return 2;
#ifndef POSIX_FADV_DONTNEED
  if (forgets) return 3;
#endif
  int folder = open(arguments[count - 1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) fail(arguments[count - 1]);
  walk(folder);
  printf("%ld %ld\n", manifests, bytes);
  return 0;
}

/*
 * The floor that opening a project is measured against: walks a folder, opens, reads and closes every asset.json in
 * it, and parses nothing. One thread. Names that begin with a dot are not entered, and links are not followed, as the
 * packer does it. Prints how many manifests and bytes it read.
 *
 * `--look` asks for the status of all that it comes past, too, as the packer does to know a folder, a manifest or a source
 * again: what is left beyond that is the packer's own.
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
static int forgets, looks;
static struct stat status;
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
  if (looks && fstat(file, &status) != 0) fail("fstat");
  ssize_t got;
  while ((got = read(file, buffer, sizeof buffer)) > 0) bytes += got;
  if (got < 0) fail("read");
  if (forgets) forget(file);
  close(file);
  manifests += 1;
}

static int is_folder(int folder, const struct dirent *entry) {
  if (entry->d_type != DT_UNKNOWN) return entry->d_type == DT_DIR;
  return fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

static void walk(int folder) {
  DIR *listing = fdopendir(folder);
  if (listing == NULL) fail("fdopendir");
  if (looks && fstat(folder, &status) != 0) fail("fstat");
  for (struct dirent *entry; (entry = readdir(listing)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    if (strcmp(entry->d_name, "asset.json") == 0) {
      read_manifest(folder);
    } else if (is_folder(folder, entry)) {
      int inner = openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (inner < 0) fail(entry->d_name);
      walk(inner);
    } else if (looks && fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
      fail(entry->d_name);
    }
  }
  closedir(listing);
}

int main(int count, char **arguments) {
  const char *root = NULL;
  for (int at = 1; at < count; at += 1) {
    if (strcmp(arguments[at], "--forget") == 0) {
      forgets = 1;
    } else if (strcmp(arguments[at], "--look") == 0) {
      looks = 1;
    } else if (root == NULL) {
      root = arguments[at];
    } else {
      return 2;
    }
  }
  if (root == NULL) return 2;
#ifndef POSIX_FADV_DONTNEED
  if (forgets) return 3;
#endif
  int folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) fail(root);
  walk(folder);
  printf("%ld %ld\n", manifests, bytes);
  return 0;
}

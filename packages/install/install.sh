#!/bin/sh
# Installs a released cimd on Linux or macOS: downloads the archive for this machine, compares its SHA-256 checksum, and
# puts the program into a directory. Changes no shell profile, and needs no privileges.
#
#   CIMD_VERSION      the release, such as 0.1.0 (default: the one that this script belongs to)
#   CIMD_INSTALL_DIR  the directory for the program (default: ~/.local/bin)
#   CIMD_BASE_URL     where archives are (default: the release's downloads)
set -eu

main() {
    version=${CIMD_VERSION:-0.1.0}
    directory=${CIMD_INSTALL_DIR:-${HOME:?}/.local/bin}
    base=${CIMD_BASE_URL:-https://github.com/OWNER/cimd/releases/download/v$version}
    case $base in
        https://* | file:///*) ;;
        *) fail "CIMD_BASE_URL is not an https URL" ;;
    esac
    archive=cimd-$(target).tar.gz
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT

    say "downloading $base/$archive"
    fetch "$archive"
    fetch "$archive.sha256"
    expected=$(cut -d ' ' -f 1 "$folder/$archive.sha256")
    actual=$(sha256 "$folder/$archive")
    # An empty checksum would equal that of a tool that is missing.
    [ "${#expected}" -eq 64 ] && [ "$actual" = "$expected" ] ||
        fail "the checksum of $archive is $actual, and should be $expected: nothing is installed"
    say "its checksum is right: $actual"
    tar -xzf "$folder/$archive" -C "$folder" cimd || fail "$archive holds no cimd"
    "$folder/cimd" --version >/dev/null || fail "this cimd does not run on this machine"
    mkdir -p "$directory"
    # Beside the old one first: a program that runs cannot be written to, and half of one is none.
    cp "$folder/cimd" "$directory/.cimd-new"
    chmod 755 "$directory/.cimd-new"
    mv "$directory/.cimd-new" "$directory/cimd"
    say "installed $directory/cimd ($("$directory/cimd" --version))"
    case :$PATH: in
        *:"$directory":*) ;;
        *) say "$directory is not on your PATH; add it, or run $directory/cimd" ;;
    esac
}

say() { echo "cimd: $*" >&2; }

fail() { say "error: $*"; exit 1; }

target() {
    case $(uname -s)-$(uname -m) in
        Linux-x86_64 | Linux-amd64) echo x86_64-unknown-linux-musl ;;
        Linux-aarch64 | Linux-arm64) echo aarch64-unknown-linux-musl ;;
        Darwin-x86_64) echo x86_64-apple-darwin ;;
        Darwin-arm64) echo aarch64-apple-darwin ;;
        *) fail "there is no cimd for $(uname -s) on $(uname -m); build it from source" ;;
    esac
}

fetch() {
    if command -v curl >/dev/null; then
        curl --fail --silent --show-error --location --proto '=https,file' --proto-redir '=https' --retry 3 \
            --output "$folder/$1" "$base/$1"
    elif command -v wget >/dev/null; then
        wget -q --https-only -O "$folder/$1" "$base/$1"
    else
        fail "neither curl nor wget is here"
    fi || fail "$base/$1 cannot be downloaded"
}

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi <"$1" | cut -d ' ' -f 1
}

# All of the script has arrived when this line has.
main

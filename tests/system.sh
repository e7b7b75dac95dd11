#!/bin/sh
# What the tests need beside Python: a browser, PostgreSQL, LibreOffice and gettext. Installs them where it may,
# otherwise says what to install. Nothing is skipped silently.
set -eu
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v soffice >/dev/null || missing="$missing libreoffice-calc"
ls /usr/lib/libreoffice/program/libswlo.so >/dev/null 2>&1 || missing="$missing libreoffice-writer"
command -v xgettext >/dev/null || missing="$missing gettext"
[ -z "$missing" ] && exit 0
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo -n"
if command -v apt-get >/dev/null && $sudo true 2>/dev/null; then
	echo "Installing$missing"
	$sudo apt-get update -q >/dev/null
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends $missing >/dev/null
else
	echo "The tests need$missing. Install with: sudo apt-get install$missing" >&2
	exit 1
fi

"""Which files are looked at, and what is said of those that cannot be."""

import os

from cleaner.lint.examine import Options, examine_files
from cleaner.lint.source import find_files


def test_a_folder_that_cannot_be_listed_is_told_as_a_file_that_cannot_be_read(tmp_path, monkeypatch):
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.txt").write_text("text")
    listed = os.scandir

    def scandir(folder):
        if os.path.basename(folder) == "locked":
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_files([tmp_path], (), False, True)
    assert [path.name for path in found] == ["a.txt", "locked"]
    assert [report.unread for report in examine_files(found, Options(isolated=True))] == [False, True]

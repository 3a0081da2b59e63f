"""Our words for what the operating system says of a file, a folder or a port: its own may be in another language than ours."""

from __future__ import annotations

import errno

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

SYSTEM: dict[int, str] = {
    errno.ENOENT: QT_TRANSLATE_NOOP("Error", "no such file or folder"),
    errno.EACCES: QT_TRANSLATE_NOOP("Error", "you lack the rights to it"),
    errno.EPERM: QT_TRANSLATE_NOOP("Error", "the system does not allow it"),
    errno.EISDIR: QT_TRANSLATE_NOOP("Error", "that is a folder"),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("Error", "a part of the path is no folder"),
    errno.EEXIST: QT_TRANSLATE_NOOP("Error", "there is a file of this name"),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("Error", "the name is too long"),
    errno.ENOSPC: QT_TRANSLATE_NOOP("Error", "the disk is full"),
    errno.EROFS: QT_TRANSLATE_NOOP("Error", "the disk is write-protected"),
    errno.EIO: QT_TRANSLATE_NOOP("Error", "the disk does not answer as it should"),
    errno.EADDRINUSE: QT_TRANSLATE_NOOP("Error", "another program uses it"),
}
"""The system's number of an error → our words for it, which stand behind a colon in a sentence."""

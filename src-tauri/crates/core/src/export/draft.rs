//! The file while it is written. It has no name until it is whole: what is cancelled, fails or is
//! killed leaves nothing behind, and a file that is replaced is replaced at once.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Bytes that are written at once.
const ROOM: usize = 1 << 18;

/// What a file is called for the moment between its being whole and its having its name.
const PREFIX: &str = ".patchbay-";

/// A file to be.
#[derive(Debug)]
pub(crate) struct Draft {
    out: BufWriter<File>,
    target: PathBuf,
    named: Option<NamedTempFile<()>>,
}

impl Draft {
    /// A draft beside `target`, which only this user can read.
    pub fn new(target: &Path) -> io::Result<Self> {
        let folder = folder_of(target);
        let (file, named) = match nameless::open(folder) {
            Ok(file) => (file, None),
            Err(_) => with_name(folder)?,
        };
        Ok(Self {
            out: BufWriter::with_capacity(ROOM, file),
            target: target.to_owned(),
            named,
        })
    }

    /// Puts the file, once it is on the disk, under its name.
    pub fn finish(self) -> io::Result<()> {
        let folder = folder_of(&self.target).to_owned();
        let file = self
            .out
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        let named = match self.named {
            Some(named) => named,
            None => Builder::new()
                .prefix(PREFIX)
                .make_in(&folder, |path| nameless::name(&file, path))?,
        };
        named.persist(&self.target).map_err(|why| why.error)?;
        let _some_file_systems_cannot = File::open(&folder).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A file that goes when it is dropped, where there are none without a name.
fn with_name(folder: &Path) -> io::Result<(File, Option<NamedTempFile<()>>)> {
    let (file, path) = Builder::new()
        .prefix(PREFIX)
        .tempfile_in(folder)?
        .into_parts();
    Ok((file, Some(NamedTempFile::from_parts((), path))))
}

#[cfg(target_os = "linux")]
mod nameless {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags};

    pub fn open(folder: &Path) -> io::Result<File> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let file = rustix::fs::open(folder, flags, Mode::RUSR | Mode::WUSR)?;
        Ok(File::from(file))
    }

    pub fn name(file: &File, path: &Path) -> io::Result<()> {
        let open = format!("/proc/self/fd/{}", file.as_raw_fd());
        rustix::fs::linkat(CWD, open, CWD, path, AtFlags::SYMLINK_FOLLOW)?;
        Ok(())
    }
}

#[cfg(not(target_os = "linux"))]
mod nameless {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub fn open(_: &Path) -> io::Result<File> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn name(_: &File, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_draft_that_is_dropped_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut draft = Draft::new(&folder.path().join("a.json")).unwrap();
        draft.write_all(&[7; 2 * ROOM]).unwrap();
        drop(draft);
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.json");
        fs::write(&target, "before").unwrap();
        let mut draft = Draft::new(&target).unwrap();
        draft.write_all(b"after").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"before");
        draft.finish().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"after");
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[test]
    fn a_file_with_a_name_goes_too() {
        let folder = tempfile::tempdir().unwrap();
        let (file, named) = with_name(folder.path()).unwrap();
        assert_eq!(names(folder.path()).len(), 1);
        drop((file, named));
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.json");
        Draft::new(&target).unwrap().finish().unwrap();
        let mode = fs::metadata(&target).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

//! The folder everything is kept in, and the lock that makes one process its owner.
//!
//! The single-instance plugin needs a session bus; two listeners and two writers on one ledger
//! must not come to be without one either, hence the lock.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::error::StartError;

/// The data folder, owned by this process for as long as this value or a clone of it lives.
#[derive(Clone, Debug)]
pub struct Home {
    folder: PathBuf,
    namespace: Option<String>,
    _lock: Arc<File>,
}

impl Home {
    /// Makes the folder if need be and takes its lock.
    ///
    /// `moved` says that the user chose the folder (`PATCHBAY_HOME`): names in the keychain then
    /// carry a mark of it, so that two homes never share a secret.
    pub fn claim(folder: &Path, moved: bool) -> Result<Self, StartError> {
        make_private(folder).map_err(|why| StartError::not_writable(folder, &why))?;
        let lock = lock(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            namespace: moved.then(|| namespace_of(folder)),
            _lock: Arc::new(lock),
        })
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What sets this home's keychain names apart, `None` for the ordinary home.
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// Where the practice BigCommerce keeps its state.
    pub fn practice_folder(&self) -> PathBuf {
        self.folder.join("practice")
    }
}

fn lock(folder: &Path) -> Result<File, StartError> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("lock"))
        .map_err(|why| StartError::not_writable(folder, &why))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StartError::InUse {
            folder: folder.to_owned(),
        }),
        Err(TryLockError::Error(why)) => Err(StartError::not_writable(folder, &why)),
    }
}

/// Makes a folder that only its owner may look into.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

fn namespace_of(folder: &Path) -> String {
    let path = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    hex::encode(&Sha256::digest(path.as_os_str().as_encoded_bytes())[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_has_one_owner() {
        let folder = tempfile::tempdir().unwrap();
        let first = Home::claim(folder.path(), true).unwrap();
        assert!(matches!(
            Home::claim(folder.path(), true),
            Err(StartError::InUse { .. })
        ));
        drop(first);
        assert!(
            Home::claim(folder.path(), true).is_ok(),
            "the lock goes with its owner"
        );
    }

    #[test]
    fn moved_homes_do_not_share_keychain_names() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let one = Home::claim(one.path(), true).unwrap();
        let two = Home::claim(two.path(), true).unwrap();
        assert_ne!(one.namespace(), two.namespace());
    }

    #[test]
    fn a_file_in_the_way_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("taken");
        fs::write(&file, "").unwrap();
        assert!(matches!(
            Home::claim(&file, true),
            Err(StartError::NotWritable { .. })
        ));
    }
}

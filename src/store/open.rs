//! Opens the file: identity and version first, then the settings every connection runs with.

use std::cell::RefCell;
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::{Loss, StoreError};
use super::watch::{Warn, Watch};
use super::{Store, backup, migrate};
use crate::files;
use crate::files::witness::{Seen, WitnessFile};

/// Whether a command only looks or may also change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

/// Pauses while another process holds the lock; returns `false` to give up.
pub type Patience = Box<dyn FnMut() -> bool>;

/// What opening a store needs to know.
pub struct Opening {
    pub path: PathBuf,
    /// The folder for backups and the witness; without one nothing is known of the past.
    pub state: Option<PathBuf>,
    /// Identity for a file that has to be made.
    pub store_uid: String,
    pub patience: Patience,
    pub warn: Warn,
}

/// What is done about a file that is older than it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    Refuse,
    /// For commands that look into it.
    Overlook,
}

impl Opening {
    /// Makes its patience that of this thread's waits for a lock.
    pub(super) fn install(mut self) -> Opening {
        assert!(
            rusqlite::version_number() >= 3_051_003,
            "older SQLite can lose committed writes"
        );
        let patience = std::mem::replace(&mut self.patience, Box::new(|| false));
        PATIENCE.set(Some(patience));
        self
    }

    /// Returns what the witness says; it is asked before the file, so that it cannot be newer.
    fn seen(&self) -> Seen {
        let state = self.state.as_deref();
        state.map_or(Seen::Nothing, |state| {
            WitnessFile::of(state, &self.path).read()
        })
    }
}

thread_local! {
    // SQLite's busy handler is a bare function, so the closure that waits is kept here.
    static PATIENCE: RefCell<Option<Patience>> = const { RefCell::new(None) };
}

fn on_busy(_attempt: i32) -> bool {
    PATIENCE.with_borrow_mut(|patience| patience.as_mut().is_some_and(|wait| wait()))
}

impl Store {
    /// Opens the file for `access`; a missing one is made for writing, and read as empty.
    pub fn open(opening: Opening, access: Access) -> Result<Store, StoreError> {
        let known = opening.seen();
        let opening = opening.install();
        let Opening { path, state, .. } = &opening;
        if !exists(path)? {
            let backup = match (state, &known) {
                (None, _) | (_, Seen::Given) => None,
                (Some(state), _) => backup::known_for(path, &files::backups::folder(state)),
            };
            if backup.is_some() || matches!(known, Seen::Last(_)) {
                let path = path.clone();
                return Err(StoreError::Gone { path, backup });
            }
            // SQLite would play the old log into a new file and damage it. A process that made the
            // file since is the other reason for a log.
            let log = log_of(path);
            if log.exists() && !exists(path)? {
                let path = path.clone();
                return Err(StoreError::OnlyLog { path, log });
            }
            match access {
                Access::Read => return Store::empty(&opening.store_uid),
                Access::Write => create_file(path, &opening.store_uid)?,
            }
        }
        Ok(Store::connect(opening, &known, access, Doubt::Refuse)?.0)
    }

    /// Opens a file that may be damaged or rolled back, to look into it; returns with it what it
    /// lacks of what was last written at its place.
    pub fn examine(opening: Opening) -> Result<(Store, Option<Loss>), StoreError> {
        let known = opening.seen();
        let opening = opening.install();
        if !exists(&opening.path)? {
            return Err(StoreError::Missing { path: opening.path });
        }
        Store::connect(opening, &known, Access::Read, Doubt::Overlook)
    }

    /// Opens a file that is there and has the newest schema, for a look that waits for nobody and
    /// changes nothing, not even the schema; `None` for any other.
    pub fn peek(path: &Path) -> Option<Store> {
        PATIENCE.set(Some(Box::new(|| false)));
        if !exists(path).ok()? {
            return None;
        }
        check_identity(path).ok()?;
        let connection = connect(path, Access::Read).ok()?;
        let version = migrate::checked_version(&connection, path, migrate::newest()).ok()?;
        if version < migrate::newest() {
            return None;
        }
        connection.pragma_update(None, "query_only", true).ok()?;
        Some(Store::over(connection, Some(path.to_owned())))
    }

    /// Returns a store in memory that holds nothing.
    pub fn empty(store_uid: &str) -> Result<Store, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        configure(&mut connection)?;
        migrate::create(&mut connection, store_uid)?;
        Ok(Store::over(connection, None))
    }

    fn connect(
        opening: Opening,
        known: &Seen,
        access: Access,
        doubt: Doubt,
    ) -> Result<(Store, Option<Loss>), StoreError> {
        let Opening {
            path, state, warn, ..
        } = opening;
        check_identity(&path)?;
        let connected = Store::connected(&path, state.as_deref(), warn, (known, access, doubt));
        connected.map_err(|error| error.at(&path))
    }

    fn connected(
        path: &Path,
        state: Option<&Path>,
        warn: Warn,
        (known, access, doubt): (&Seen, Access, Doubt),
    ) -> Result<(Store, Option<Loss>), StoreError> {
        let mut connection = connect(path, access)?;
        let newest = migrate::newest();
        let version = migrate::checked_version(&connection, path, newest)?;
        let mut watch = None;
        let mut loss = None;
        if let Some(state) = state {
            let file = WitnessFile::of(state, path);
            let (over, lost) = Watch::over(&connection, file, known, warn)?;
            (watch, loss) = (Some(over), lost);
        }
        if let (Some(loss), Doubt::Refuse) = (loss, doubt) {
            let path = path.to_owned();
            return Err(StoreError::RolledBack { path, loss });
        }
        let mut migrated = None;
        if version < newest {
            // Without a state folder the backup stands beside the file.
            let beside = || path.with_extension("backups");
            let backups = state.map_or_else(beside, files::backups::folder);
            migrated = migrate::migrate(&mut connection, path, &backups, &migrate::MIGRATIONS)?;
        }
        if access == Access::Read && doubt == Doubt::Refuse {
            connection.pragma_update(None, "query_only", true)?;
        }
        let mut store = Store::over(connection, Some(path.to_owned()));
        store.migrated = migrated;
        store.watch = watch;
        Ok((store, loss))
    }
}

/// Whether there is a regular file; anything else at the path is refused.
fn exists(path: &Path) -> Result<bool, StoreError> {
    let not_ours = |reason| StoreError::NotOurs {
        path: path.to_owned(),
        reason,
    };
    match std::fs::metadata(path) {
        Ok(data) if data.is_file() => Ok(true),
        Ok(data) if data.is_dir() => Err(not_ours("it is a folder")),
        Ok(_) => Err(not_ours("it is not a regular file")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if path.is_symlink() {
                return Err(StoreError::Missing {
                    path: std::fs::read_link(path).unwrap_or_else(|_| path.to_owned()),
                });
            }
            Ok(false)
        }
        Err(error) => Err(refused(path, error)),
    }
}

/// Makes a complete file under another name and gives it this one at once, unless a process that did
/// the same was first.
fn create_file(path: &Path, store_uid: &str) -> Result<(), StoreError> {
    let refused = |error| refused(path, error);
    if let Some(folder) = path.parent() {
        files::create_private_folder(folder).map_err(refused)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".new-{store_uid}"));
    let fresh = PathBuf::from(name);
    files::create_private_file(&fresh).map_err(refused)?;
    let made = initialise(&fresh, store_uid);
    let published = made.and_then(|()| files::publish(&fresh, path).map_err(refused));
    if published.is_err() {
        let _ = std::fs::remove_file(&fresh);
    }
    published
}

fn initialise(fresh: &Path, store_uid: &str) -> Result<(), StoreError> {
    let mut connection = configured(open_writable(fresh)?)?;
    migrate::create(&mut connection, store_uid)?;
    // Last, so that the finished file is whole without a log beside it.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.close().map_err(|(_, error)| error)?;
    files::sync(fresh).map_err(|source| StoreError::Io {
        path: fresh.to_owned(),
        source,
    })
}

/// Reads the header before SQLite does, so that a file of another program is never locked or changed.
pub(super) fn check_identity(path: &Path) -> Result<(), StoreError> {
    let mut header = [0; 100];
    let not_ours = |reason| StoreError::NotOurs {
        path: path.to_owned(),
        reason,
    };
    let mut file = std::fs::File::open(path).map_err(|error| refused(path, error))?;
    file.read_exact(&mut header)
        .map_err(|_| not_ours("it is empty or too short"))?;
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(not_ours("it is not an SQLite file"));
    }
    if header[68..72] != migrate::APPLICATION_ID.to_be_bytes() {
        return Err(not_ours("it belongs to another program"));
    }
    let found = i64::from(u32::from_be_bytes([
        header[60], header[61], header[62], header[63],
    ]));
    if found > migrate::newest() {
        return Err(StoreError::TooNew {
            path: path.to_owned(),
            found,
            known: migrate::newest(),
        });
    }
    Ok(())
}

pub(super) fn connect(path: &Path, access: Access) -> Result<Connection, StoreError> {
    let writable = files::is_writable(path);
    if !writable && access == Access::Write {
        return Err(StoreError::ReadOnly {
            path: path.to_owned(),
        });
    }
    if writable {
        match configured(open_writable(path)?) {
            Err(StoreError::Sqlite(error)) if access == Access::Read && no_log(&error) => {}
            opened => return opened,
        }
    }
    configured(open_read_only(path)?)
}

/// Connects to a copy of the file; reading leaves no trace beside it.
pub(super) fn connect_copy(path: &Path, access: Access) -> Result<Connection, StoreError> {
    match access {
        Access::Read => configured(open_read_only(path)?),
        Access::Write => connect(path, Access::Write),
    }
}

/// Whether a failure means that no log can be made beside the file, which even reading wants.
fn no_log(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    )
}

fn configured(mut connection: Connection) -> Result<Connection, StoreError> {
    configure(&mut connection)?;
    Ok(connection)
}

fn open_writable(path: &Path) -> Result<Connection, StoreError> {
    // Taken bare, `:memory:` and `file:x` are no names of files to SQLite.
    let place = if path.is_relative() {
        Path::new(".").join(path)
    } else {
        path.to_owned()
    };
    Ok(Connection::open_with_flags(place, flags(Access::Write))?)
}

pub(super) fn log_of(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log)
}

/// Opens a copy to look into it; nothing is made beside it.
pub(super) fn examine_copy(path: &Path) -> Result<Connection, StoreError> {
    configured(open_read_only(path)?)
}

/// Opens a file that may not be written; without a log beside it nothing can change it meanwhile,
/// so that the shared memory file, which could not be made, is not needed.
fn open_read_only(path: &Path) -> Result<Connection, StoreError> {
    // The log stands beside the file itself, not beside a link to it.
    let path = &path.canonicalize().map_err(|error| refused(path, error))?;
    if log_of(path).exists() {
        return Ok(Connection::open_with_flags(path, flags(Access::Read))?);
    }
    let text = path.to_string_lossy();
    let escaped = text
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    Ok(Connection::open_with_flags(
        format!("file:{escaped}?immutable=1"),
        flags(Access::Read) | OpenFlags::SQLITE_OPEN_URI,
    )?)
}

fn flags(access: Access) -> OpenFlags {
    let mode = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    mode | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE
}

fn configure(connection: &mut Connection) -> Result<(), StoreError> {
    connection.busy_handler(Some(on_busy))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    // A plan never depends on bound values; else each new value costs a new preparation.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; \
         PRAGMA temp_store = MEMORY;",
    )?;
    Ok(())
}

/// Tells a failure of the file system apart as far as a caller acts on it.
pub(super) fn refused(path: &Path, source: std::io::Error) -> StoreError {
    let path = path.to_owned();
    match source.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly { path }
        }
        std::io::ErrorKind::StorageFull => StoreError::DiskFull,
        _ => StoreError::Io { path, source },
    }
}

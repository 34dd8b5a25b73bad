//! Drafts of notes and of forms: what an editor works on, the text as handed out, and what is known of a
//! meeting that is not stored yet, kept until the save is in the store.

use std::io;
use std::path::{Path, PathBuf};

use super::{create_private_folder, stem_for, write_private};

/// How the names of drafts of forms begin; the ID of the item follows.
pub const FORM: &str = "edit-";

/// How the names of drafts of reports begin; a dash and the slug of a workstream may follow.
pub const REPORT: &str = "update";

/// The drafts that belong to one store.
#[derive(Clone, Debug)]
pub struct Drafts {
    folder: PathBuf,
}

/// One draft, its base, and the particulars of a new meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    path: PathBuf,
}

impl Drafts {
    /// Returns the drafts of the store at `store`, kept in the state folder.
    pub fn of(state: &Path, store: &Path) -> Drafts {
        Drafts {
            folder: state.join("drafts").join(stem_for(store)),
        }
    }

    /// Returns the draft of this name, which must be safe as a file name.
    pub fn named(&self, name: &str) -> Draft {
        Draft {
            path: self.folder.join(format!("{name}.md")),
        }
    }

    /// Returns the draft of a file that is no notes, under the name that tells an editor what it is.
    pub fn file(&self, name: &str) -> Draft {
        Draft {
            path: self.folder.join(name),
        }
    }

    /// Returns the draft of a form of the item with this ID.
    pub fn of_form(&self, id: &str) -> Draft {
        self.named(&format!("{FORM}{id}"))
    }

    /// Returns the draft of something new called `title`; `slug`, which titles may share, makes the
    /// name readable.
    pub fn of_new(&self, slug: &str, title: &str) -> Draft {
        let digest = blake3::hash(title.as_bytes()).to_hex();
        self.named(&format!("new-{slug}-{}", &digest[..8]))
    }

    /// Returns the names of the drafts that are there, sorted.
    pub fn names(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| Some(name.strip_suffix(".md")?.to_owned()))
            // Bases and what was set aside have a point in their names; drafts have none.
            .filter(|name| !name.contains('.'))
            .collect();
        names.sort();
        names
    }

    /// Returns every file that is kept for drafts, bases and what was set aside included, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut files: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        files
    }
}

/// Returns whether a file of drafts is of a report, or the base of one.
pub fn is_report(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    stem.strip_prefix(REPORT)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Returns whether a file of drafts belongs to the item with this ID: its draft, the base of that, or
/// a text of it that was set aside.
pub fn is_of(path: &Path, id: &str) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    stem.strip_prefix(FORM).unwrap_or(stem) == id
}

impl Draft {
    /// Returns the file that an editor opens.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Whether anything was typed into it: a draft that is empty or as it was handed out may go.
    pub fn holds_anything(&self) -> bool {
        let Ok(text) = self.read() else {
            return self.exists();
        };
        let is_base = self.base().is_ok_and(|base| base.as_bytes() == text);
        !is_base && !text.trim_ascii().is_empty()
    }

    /// Writes the base and the draft; both are private, and on the disk when this returns.
    pub fn write(&self, base: &str, draft: &str) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            create_private_folder(folder)?;
        }
        write_private(&self.base_path(), base.as_bytes())?;
        write_private(&self.path, draft.as_bytes())
    }

    /// Keeps what is known of a meeting that is not stored yet beside its draft.
    pub fn describe(&self, particulars: &str) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            create_private_folder(folder)?;
        }
        write_private(&self.particulars_path(), particulars.as_bytes())
    }

    /// Returns what was kept beside the draft, if something was.
    pub fn particulars(&self) -> io::Result<Option<String>> {
        match std::fs::read_to_string(self.particulars_path()) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns the text as it was handed out.
    pub fn base(&self) -> io::Result<String> {
        std::fs::read_to_string(self.base_path())
    }

    /// Returns the bytes that the editor left.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        std::fs::read(&self.path)
    }

    /// Puts the text away under a name of its own, so that the draft is done and no line is lost;
    /// returns where.
    pub fn set_aside(&self) -> io::Result<PathBuf> {
        let aside = (1..)
            .map(|number| self.path.with_extension(format!("{number}.md")))
            .find(|path| !path.exists())
            .expect("one number is free");
        std::fs::rename(&self.path, &aside)?;
        self.remove();
        Ok(aside)
    }

    /// Removes the draft and its base; that they are gone already is no failure.
    pub fn remove(&self) {
        for path in [&self.path, &self.base_path(), &self.particulars_path()] {
            // Left behind, it is offered again and merges to nothing.
            let _ = std::fs::remove_file(path);
        }
    }

    fn particulars_path(&self) -> PathBuf {
        self.path.with_extension("meeting.json")
    }

    fn base_path(&self) -> PathBuf {
        self.path.with_extension("base.md")
    }
}

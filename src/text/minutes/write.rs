//! Values → the text of minutes.

use crate::model::words::{MeetingStatus, Seat};
use crate::text::front::{quoted, quoted_list};
use crate::text::notes;

use super::{END, Head, Seated};

/// How many hexadecimal digits tell one state of a file from another.
const DIGEST_LENGTH: usize = 32;

/// Returns front matter, notes and the mark at their end.
pub fn written(head: &Head, notes: &str) -> String {
    let (_, body) = parts(notes);
    let gap = if body.is_empty() { "" } else { "\n" };
    format!("{}\n{body}{gap}{END}\n", front_matter(head, notes))
}

/// Returns the front matter of minutes with these notes; what the notes have of their own is kept in it.
pub fn front_matter(head: &Head, notes: &str) -> String {
    let (own, body) = parts(notes);
    let keys = keys(head, own);
    let digest = digest_of(&keys, body);
    format!("---\n{keys}digest: {}\n---\n", quoted(&digest))
}

/// Returns what tells minutes in this state from those in any other.
pub fn digest(head: &Head, notes: &str) -> String {
    let (own, body) = parts(notes);
    digest_of(&keys(head, own), body)
}

/// Returns the front matter that notes have of their own, and the rest.
pub fn parts(notes: &str) -> (&str, &str) {
    let own = notes::front_matter_of(notes);
    match own.ends_with('\n') {
        true => notes.split_at(own.len()),
        false => ("", notes),
    }
}

/// Returns the digest of the lines of a front matter, but for that of the digest, and the notes.
pub(super) fn digest_of(keys: &str, body: &str) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("tpm minutes");
    hasher.update(keys.as_bytes());
    hasher.update(&[0]);
    hasher.update(body.as_bytes());
    hasher.finalize().to_hex()[..DIGEST_LENGTH].to_owned()
}

fn keys(head: &Head, own: &str) -> String {
    let Head {
        id,
        uid,
        title,
        date,
        starts_at,
        minutes,
        status,
        closed_at,
        series,
        workstream,
        people,
    } = head;
    let mut keys = format!(
        "id: {id}\nuid: {}\ntitle: {}\ndate: {date}\n",
        quoted(uid),
        quoted(title)
    );
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            keys.push_str(&format!("{key}: {value}\n"));
        }
    };
    put("starts_at", starts_at.map(|at| at.to_rfc3339()));
    put("minutes", minutes.map(|minutes| minutes.to_string()));
    put("series", series.clone());
    put("workstream", workstream.clone());
    put("status", Some(status.word().to_owned()));
    put("closed_at", closed_at.map(|at| at.to_rfc3339()));
    let list = |is_in: &dyn Fn(&Seated) -> bool| {
        let names: Vec<String> = people.iter().filter(|one| is_in(one)).map(name).collect();
        (!names.is_empty()).then(|| quoted_list(names.iter().map(String::as_str)))
    };
    let is_over = *status == MeetingStatus::Closed;
    put(
        "attendees",
        list(&|one| one.attended).or_else(|| Some("[]".to_owned())),
    );
    // Who is invited to what is still to come is not absent yet.
    put(
        "absent",
        list(&|one| !one.attended && (is_over || !one.invited)),
    );
    put("invited", list(&|one| one.invited));
    put("chair", list(&|one| one.seat == Seat::Chair));
    put("scribe", list(&|one| one.seat == Seat::Scribe));
    if !own.is_empty() {
        let lines = own.split_inclusive('\n').map(|line| format!("  {line}"));
        put(
            "notes_begin",
            Some(format!(
                "|\n{}",
                lines.collect::<String>().trim_end_matches('\n')
            )),
        );
    }
    keys
}

/// Returns somebody as minutes name them: by handle, with the full name before it where that is known.
fn name(one: &Seated) -> String {
    match &one.name {
        Some(name) => format!("{name} (@{})", one.handle),
        None => format!("@{}", one.handle),
    }
}

//! Searching everything by words.

use crate::model::id::ItemId;
use crate::model::person::{Person, Workstream};
use crate::model::update::Update;
use crate::store::{Hit, Reader, SearchFilter, Sort};
use crate::text::snippet::{Piece, Sought};

use super::error::OpsError;
use super::facts::{self, Facts};
use super::list;

/// What to search for, as typed; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub words: Vec<String>,
    pub kinds: Vec<Sort>,
    pub workstreams: Vec<String>,
    pub limit: u32,
}

/// Something that holds all the words.
#[derive(Clone, Debug)]
pub struct Found {
    pub sort: Sort,
    /// None for what has no ID.
    pub id: Option<ItemId>,
    /// The handle or slug of people and workstreams.
    pub name: Option<String>,
    /// The title; of people and workstreams the name, if they have one; of an update its days.
    pub title: Vec<Piece>,
    pub status: String,
    pub history: bool,
    /// Where the words stand, such as `title`, `notes` or `comment`.
    pub field: &'static str,
    pub snippet: Vec<Piece>,
    /// The whole text of the comment that matched, where it was one.
    pub comment: Option<String>,
}

/// What a search came to.
#[derive(Clone, Debug)]
pub struct Finds {
    pub found: Vec<Found>,
    pub truncated: bool,
    /// Whether only the newest matches were ranked.
    pub capped: bool,
}

/// Finds what holds all the words, the best match first.
pub fn find(reader: Reader<'_>, search: &Search) -> Result<Finds, OpsError> {
    let Search {
        words,
        kinds,
        workstreams,
        limit,
    } = search;
    if !words
        .iter()
        .any(|word| word.chars().any(char::is_alphanumeric))
    {
        return Err(OpsError::invalid(
            "there is no word to search for",
            "name a word, such as `tpm find vendor`",
        ));
    }
    let filter = SearchFilter {
        kinds: kinds.clone(),
        workstreams: list::workstreams(reader, workstreams)?,
        limit: limit.saturating_add(1),
    };
    let mut hits = reader.search(words, &filter)?;
    let truncated = hits.hits.len() > *limit as usize;
    hits.hits.truncate(*limit as usize);
    let sought = Sought::of(words);
    let found = hits
        .hits
        .into_iter()
        .map(|hit| described(reader, &sought, hit));
    Ok(Finds {
        found: found.collect::<Result<_, OpsError>>()?,
        truncated,
        capped: hits.capped,
    })
}

fn described(reader: Reader<'_>, sought: &Sought, hit: Hit) -> Result<Found, OpsError> {
    let Hit {
        sort,
        key,
        id,
        part,
        texts,
    } = hit;
    // The field with most of the words; of equals the first, for those count most.
    let best = texts
        .into_iter()
        .rev()
        .max_by_key(|(_, text)| sought.count_in(text));
    let (field, text) = best.unwrap_or(("title", String::new()));
    let Home {
        name,
        title,
        status,
        history,
    } = home(reader, sort, id, key)?;
    Ok(Found {
        sort,
        id,
        name,
        title: sought.marked(&title),
        status,
        history,
        field: part.unwrap_or(field),
        snippet: sought.snippet(&text),
        comment: (part == Some("comment")).then_some(text),
    })
}

/// What is told of the thing that was found, whatever part of it matched.
struct Home {
    name: Option<String>,
    title: String,
    status: String,
    history: bool,
}

fn home(
    reader: Reader<'_>,
    sort: Sort,
    id: Option<ItemId>,
    key: crate::model::id::Key,
) -> Result<Home, OpsError> {
    match sort {
        Sort::Person => {
            let person: Person = reader.row(key)?.entity;
            let status = match person.merged_into {
                Some(into) => format!("merged into @{}", reader.handle_of(into)?),
                None if person.active => "active".to_owned(),
                None => "inactive".to_owned(),
            };
            Ok(Home {
                title: person.name.clone().unwrap_or_default(),
                status,
                name: Some(person.handle),
                history: false,
            })
        }
        Sort::Workstream => {
            let workstream: Workstream = reader.row(key)?.entity;
            Ok(Home {
                title: workstream.name.unwrap_or_default(),
                status: workstream.status.word().to_owned(),
                name: Some(workstream.slug),
                history: false,
            })
        }
        Sort::Update => {
            let Update {
                begins,
                ends,
                sent_at,
                ..
            } = reader.row(key)?.entity;
            let status = if sent_at.is_some() { "sent" } else { "draft" };
            Ok(Home {
                title: format!("the program, {begins} to {ends}"),
                status: status.to_owned(),
                name: None,
                history: false,
            })
        }
        Sort::Item(_) => {
            let facts = id.map(|id| facts::of(reader, id, key));
            let facts = facts.transpose()?.flatten();
            Ok(Home {
                name: None,
                title: facts.as_ref().map_or("", Facts::title).to_owned(),
                status: facts.as_ref().map_or("", Facts::status).to_owned(),
                history: facts.as_ref().is_some_and(Facts::is_history),
            })
        }
    }
}

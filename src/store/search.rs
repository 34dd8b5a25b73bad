//! The full text index: kept by the journal with each row, asked by `find` and by words in filters.

use super::error::StoreError;
use super::reader::Reader;
use super::table::{Search, Spec, TABLES, spec_of, spec_of_kind};
use super::value::Value;
use crate::model::id::{ItemId, Key, Kind};

/// How many of the newest matches are ranked; the cost of a search does not grow past it.
pub const RANKED: u32 = 1000;

/// Which matches a search keeps; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct SearchFilter {
    pub kinds: Vec<Sort>,
    /// None stands for what belongs to no workstream.
    pub workstreams: Vec<Option<Key>>,
    pub limit: u32,
}

/// A sort of thing that a search can come upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Item(Kind),
    Person,
    Workstream,
    /// A status update of the whole program; one of a workstream is a part of that.
    Update,
}

impl Sort {
    /// Returns the number of its table; kinds without a table have none.
    fn code(self) -> Option<i64> {
        let named = |name: &str| TABLES.into_iter().find(|spec| spec.name == name);
        match self {
            Sort::Item(kind) => spec_of_kind(kind),
            Sort::Person => named("person"),
            Sort::Workstream => named("workstream"),
            Sort::Update => named("status_update"),
        }
        .map(|spec| spec.code)
    }
}

/// Something that a search came upon: an item, a person, a workstream or an update of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub sort: Sort,
    pub key: Key,
    /// None for what has no ID.
    pub id: Option<ItemId>,
    /// The table of the part that matched, such as a comment; none where it is the thing itself.
    pub part: Option<&'static str>,
    /// The searched fields of what matched, those that count most first.
    pub texts: Vec<(&'static str, String)>,
}

/// A row that says the words of a text.
#[derive(Clone, Debug)]
pub struct Said {
    pub row: Key,
    /// The ID and the name of that on which it hangs; neither for an update of the whole program.
    pub id: Option<ItemId>,
    pub name: Option<String>,
    pub table: &'static str,
    /// The searched fields of the row.
    pub texts: Vec<(&'static str, String)>,
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Hits {
    /// The best first.
    pub hits: Vec<Hit>,
    /// Whether there were more matches than are ranked, so that older ones were passed over.
    pub capped: bool,
}

/// Brings the index up to a row's present text.
pub(super) fn index(reader: Reader<'_>, table: &Spec, key: Key) -> Result<(), StoreError> {
    let Some(texts) = texts(table) else {
        return Ok(());
    };
    let sql = format!("INSERT OR REPLACE INTO search (rowid, title, body) {texts} WHERE item = ?1");
    reader.connection.prepare_cached(&sql)?.execute([key.0])?;
    Ok(())
}

/// Makes the index anew from all rows, so that it holds nothing of what once was.
pub(super) fn rebuild(reader: Reader<'_>) -> Result<(), StoreError> {
    let connection = reader.connection;
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
    for texts in TABLES.into_iter().filter_map(texts) {
        let sql = format!("INSERT OR REPLACE INTO search (rowid, title, body) {texts}");
        connection.execute(&sql, [])?;
    }
    Ok(())
}

/// Returns the SQL that reads the key, title and body of each row of a table that is searched.
pub(super) fn texts(table: &Spec) -> Option<String> {
    let Search { title, body } = table.search.as_ref()?;
    Some(format!(
        "SELECT item, {}, concat_ws(' ', '', {}) FROM {}",
        title.unwrap_or("''"),
        body.join(", "),
        table.name
    ))
}

/// Takes a row out of the index.
pub(super) fn remove(reader: Reader<'_>, key: Key) -> Result<(), StoreError> {
    reader
        .connection
        .prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([key.0])?;
    Ok(())
}

/// Returns an FTS5 query for all of these words, each taken literally, the last also as a beginning.
pub(super) fn query(words: &[String]) -> Option<String> {
    let mut terms: Vec<String> = words
        .iter()
        .flat_map(|word| word.split_whitespace())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(quoted)
        .collect();
    if let Some(last) = terms.last_mut() {
        last.push('*');
    }
    (!terms.is_empty()).then(|| terms.join(" "))
}

/// Returns an FTS5 query for titles that hold all words of this one, in any order.
pub(super) fn title_query(title: &str) -> Option<String> {
    query(&[title.to_owned()]).map(|query| format!("title : ({query})"))
}

/// Returns an FTS5 query for these words one behind the other; none for a text without words.
fn phrase_query(text: &str) -> Option<String> {
    text.chars()
        .any(char::is_alphanumeric)
        .then(|| quoted(text))
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\"").replace('\0', " "))
}

/// Returns the tables whose rows are found as parts of what they hang on, with the column that says
/// on what.
fn searched_parts() -> impl Iterator<Item = (&'static Spec, &'static str)> {
    let is_searched = |spec: &&Spec| spec.is_part() && spec.search.is_some();
    TABLES
        .into_iter()
        .filter(is_searched)
        .filter_map(|spec| Some((spec, *spec.references.first()?)))
}

/// Returns the joins that lead from `m`, the rows that matched, to `i`, the items that hold them.
fn homes() -> String {
    let mut parents = String::new();
    let mut joins = String::new();
    for (spec, parent) in searched_parts() {
        let name = spec.name;
        parents.push_str(&format!("{name}.{parent}, "));
        joins.push_str(&format!("LEFT JOIN {name} ON {name}.item = m.rowid "));
    }
    format!(
        "CROSS JOIN item p ON p.id = m.rowid {joins}\
         CROSS JOIN item i ON i.id = coalesce({parents}m.rowid)"
    )
}

/// Returns the column `workstream` of whatever `i` is.
fn workstream_of_home() -> String {
    let with = TABLES
        .into_iter()
        .filter(|spec| spec.kind.is_some() && spec.column("workstream").is_some());
    let selects: Vec<String> = with
        .map(|spec| format!("SELECT workstream FROM {} WHERE item = i.id", spec.name))
        .collect();
    format!("({})", selects.join(" UNION ALL "))
}

impl Reader<'_> {
    /// Returns what holds all the words, the best match first; titles count most, then what was added
    /// last. A thing is found once, by the part of it that matches best.
    pub fn search(self, words: &[String], filter: &SearchFilter) -> Result<Hits, StoreError> {
        let SearchFilter {
            kinds,
            workstreams,
            limit,
        } = filter;
        let Some(query) = query(words) else {
            return Ok(Hits {
                hits: Vec::new(),
                capped: false,
            });
        };
        let mut condition = "p.deleted = 0 AND i.deleted = 0".to_owned();
        if !kinds.is_empty() {
            let codes: Vec<String> = kinds
                .iter()
                .filter_map(|sort| sort.code())
                .map(|code| code.to_string())
                .collect();
            condition.push_str(&format!(" AND i.kind IN ({})", codes.join(", ")));
        }
        if !workstreams.is_empty() {
            let keys: Vec<String> = workstreams
                .iter()
                .map(|key| key.map_or(0, |key| key.0).to_string())
                .collect();
            let workstream = workstream_of_home();
            condition.push_str(&format!(
                " AND i.number IS NOT NULL AND coalesce({workstream}, 0) IN ({})",
                keys.join(", ")
            ));
        }
        let sql = format!(
            "WITH hit AS MATERIALIZED ( \
               SELECT m.rowid AS row, i.id AS home, i.kind AS kind, p.kind AS part, \
                 bm25(search, 8.0, 1.0) AS score \
               FROM search m {} WHERE m.search MATCH ?1 AND {condition} \
               ORDER BY m.rowid DESC LIMIT {RANKED}) \
             SELECT row, home, kind, part, min(score), (SELECT count(*) FROM hit) FROM hit \
             GROUP BY home ORDER BY min(score), home DESC LIMIT ?2",
            homes()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query((query, limit))?;
        let mut found = Hits {
            hits: Vec::new(),
            capped: false,
        };
        while let Some(row) = rows.next()? {
            let (row_key, home): (i64, i64) = (row.get(0)?, row.get(1)?);
            let (kind, part) = (spec_of(row.get(2)?)?, spec_of(row.get(3)?)?);
            found.capped = row.get::<_, i64>(5)? >= i64::from(RANKED);
            found.hits.push(Hit {
                sort: sort_of(kind)?,
                key: Key(home),
                id: self.id_of(Key(home))?,
                part: (row_key != home).then_some(part.name),
                texts: self.searched_texts(part, Key(row_key))?,
            });
        }
        Ok(found)
    }

    /// Returns what holds all of this text's words one behind the other, in itself or in a part, the
    /// newest first; topics of agendas too, which are not in the index.
    pub fn saying(self, text: &str, limit: u32) -> Result<Vec<Said>, StoreError> {
        let Some(query) = phrase_query(text) else {
            return Ok(Vec::new());
        };
        let mut said = Vec::new();
        let in_index = format!(
            "SELECT m.rowid, i.id, p.kind FROM search m {} WHERE m.search MATCH ?1 \
             ORDER BY i.id DESC, m.rowid LIMIT ?2",
            homes()
        );
        let in_topics = "SELECT t.item, coalesce(t.meeting, t.series), i.kind FROM agenda_item t \
             JOIN item i ON i.id = t.item WHERE instr(lower(t.title), lower(?1)) > 0 \
             ORDER BY t.item DESC LIMIT ?2";
        for (sql, text) in [(in_index.as_str(), query.as_str()), (in_topics, text)] {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query((text, limit))?;
            while let Some(row) = rows.next()? {
                let (row_key, home): (Key, Key) = (row.get(0).map(Key)?, row.get(1).map(Key)?);
                let table = spec_of(row.get(2)?)?;
                said.push(Said {
                    row: row_key,
                    id: self.id_of(home)?,
                    name: self.name_of(home)?,
                    table: table.name,
                    texts: self.searched_texts(table, row_key)?,
                });
            }
        }
        Ok(said)
    }

    /// Returns the fields of a row that full text search reads, the title first.
    fn searched_texts(
        self,
        table: &Spec,
        key: Key,
    ) -> Result<Vec<(&'static str, String)>, StoreError> {
        let Some(Search { title, body }) = &table.search else {
            return Ok(Vec::new());
        };
        let columns: Vec<&'static str> = title.iter().chain(body.iter()).copied().collect();
        let sql = format!(
            "SELECT {} FROM {} WHERE item = ?1",
            columns.join(", "),
            table.name
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = statement.query_row([key.0], |row| {
            (0..columns.len())
                .map(|at| Value::of_column(row.get_ref(at)?))
                .collect::<rusqlite::Result<Vec<_>>>()
        })?;
        let texts = columns.into_iter().zip(values);
        Ok(texts
            .filter_map(|(column, value)| match value {
                Value::Text(text) => Some((column, text)),
                Value::Null | Value::Int(_) => None,
            })
            .collect())
    }
}

fn sort_of(spec: &Spec) -> Result<Sort, StoreError> {
    let unnamed = [Sort::Person, Sort::Workstream, Sort::Update];
    let is_of_spec = |sort: &Sort| sort.code() == Some(spec.code);
    match spec.kind {
        Some(kind) => Ok(Sort::Item(kind)),
        None => unnamed
            .into_iter()
            .find(is_of_spec)
            .ok_or_else(|| StoreError::Damaged {
                detail: format!("a row of {} hangs on nothing", spec.name),
            }),
    }
}

//! Series with those who belong to them, agendas, and what meetings carried along.

use chrono::NaiveDate;
use rusqlite::OptionalExtension;

use crate::model::action::Action;
use crate::model::id::Key;
use crate::model::meeting::Meeting;
use crate::model::series::{AgendaItem, Carry, Invitee, Series};
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};

impl Reader<'_> {
    /// Returns the series with exactly this slug.
    pub fn series_named(self, slug: &str) -> Result<Option<Row<Series>>, StoreError> {
        self.one("t.slug = ?1 AND i.deleted = 0", [slug])
    }

    /// Returns all series by slug.
    pub fn series(self) -> Result<Vec<Row<Series>>, StoreError> {
        self.many("i.deleted = 0 ORDER BY t.slug", [])
    }

    /// Returns who belongs to a series, in the order in which they were named.
    pub fn invitees_of(self, series: Key) -> Result<Vec<Row<Invitee>>, StoreError> {
        self.many(
            "t.series = ?1 AND i.deleted = 0 ORDER BY t.item",
            [series.0],
        )
    }

    /// Returns the meetings of a series, the latest first.
    pub fn meetings_of(self, series: Key, limit: u32) -> Result<Vec<Row<Meeting>>, StoreError> {
        self.many(
            "t.series = ?1 AND i.deleted = 0 ORDER BY t.held DESC, t.item DESC LIMIT ?2",
            (series.0, limit),
        )
    }

    /// Returns the meetings of a series that are planned or open, and those held on a day or later, the
    /// latest first.
    pub fn meetings_ahead(
        self,
        series: Key,
        from: NaiveDate,
    ) -> Result<Vec<Row<Meeting>>, StoreError> {
        self.many(
            "t.series = ?1 AND (t.status IN ('planned', 'open') OR t.held >= ?2) AND i.deleted = 0 \
             ORDER BY t.held DESC, t.item DESC",
            (series.0, from.to_string()),
        )
    }

    /// Returns the days from `from` on for which a meeting of a series is there, or was called off.
    pub fn met_days(self, series: Key, from: NaiveDate) -> Result<Vec<NaiveDate>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT m.held FROM meeting m JOIN item i ON i.id = m.item WHERE m.series = ?1 \
             AND m.held >= ?2 AND i.deleted = 0",
        )?;
        let days = statement.query_map((series.0, from.to_string()), |row| row.get(0))?;
        let days: Vec<String> = days.collect::<Result<_, _>>()?;
        Ok(days.iter().filter_map(|day| day.parse().ok()).collect())
    }

    /// Returns the open actions that meetings of a series hold or carried along, undated ones last.
    pub fn open_actions_of(self, series: Key) -> Result<Vec<Row<Action>>, StoreError> {
        self.many(
            "t.done_at IS NULL AND i.deleted = 0 AND t.history = 0 AND t.item IN ( \
               SELECT a.item FROM action a JOIN meeting m ON m.item = a.meeting \
                 JOIN item mi ON mi.id = m.item WHERE m.series = ?1 AND mi.deleted = 0 \
               UNION SELECT c.carried FROM carry c JOIN item ci ON ci.id = c.item \
                 JOIN meeting m ON m.item = c.meeting WHERE m.series = ?1 AND ci.deleted = 0) \
             ORDER BY t.due IS NULL, t.due, t.item",
            [series.0],
        )
    }

    /// Returns how often an item was carried along, and the first day on which it was.
    pub fn carried(self, item: Key) -> Result<(u32, Option<NaiveDate>), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*), min(m.held) FROM carry c JOIN item ci ON ci.id = c.item \
             JOIN meeting m ON m.item = c.meeting JOIN item mi ON mi.id = m.item \
             WHERE c.carried = ?1 AND ci.deleted = 0 AND mi.deleted = 0",
        )?;
        let found: Option<(u32, Option<String>)> = statement
            .query_row([item.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (times, first) = found.unwrap_or_default();
        Ok((times, first.and_then(|date| date.parse().ok())))
    }

    /// Returns what a meeting carried along.
    pub fn carried_into(self, meeting: Key) -> Result<Vec<Row<Carry>>, StoreError> {
        self.many(
            "t.meeting = ?1 AND i.deleted = 0 ORDER BY t.item",
            [meeting.0],
        )
    }

    /// Returns the agenda of a meeting, in its order.
    pub fn agenda_of(self, meeting: Key) -> Result<Vec<Row<AgendaItem>>, StoreError> {
        self.many(
            "t.meeting = ?1 AND i.deleted = 0 ORDER BY t.position, t.item",
            [meeting.0],
        )
    }

    /// Returns what waits in a series for a meeting: what the next one takes up, then the parking lot.
    pub fn agenda_waiting(self, series: Key) -> Result<Vec<Row<AgendaItem>>, StoreError> {
        self.many(
            "t.series = ?1 AND t.meeting IS NULL AND i.deleted = 0 \
             ORDER BY t.parked, t.position, t.item",
            [series.0],
        )
    }
}

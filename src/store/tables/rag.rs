//! What the colours of workstreams follow from (`model::rag`), by workstream, what stands below them apart.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::action::Action;
use crate::model::decision::Decision;
use crate::model::id::Key;
use crate::model::milestone::Milestone;
use crate::model::person::Workstream;
use crate::model::rag::{Choice, Danger, Stated, Stream, Target, Work};
use crate::model::risk::Risk;
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Row};
use crate::store::value::{Field, Value};

impl Reader<'_> {
    /// Returns what each of these workstreams is judged by.
    pub fn rag_streams(
        self,
        workstreams: &[Row<Workstream>],
        today: NaiveDate,
        zone: Tz,
    ) -> Result<BTreeMap<Key, Stream>, StoreError> {
        let streams = workstreams.iter().map(|row| (row.key, stream(&row.entity)));
        let mut streams: BTreeMap<Key, Stream> = streams.collect();
        for row in self.milestones_judged()? {
            let Some(stream) = at(&mut streams, row.entity.workstream) else {
                continue;
            };
            stream.milestones.push(Target {
                milestone: row.key,
                baseline: row.entity.baseline,
                forecast: row.entity.forecast,
            });
        }
        for row in self.risks_judged()? {
            let Some(stream) = at(&mut streams, row.entity.workstream) else {
                continue;
            };
            let risk = &row.entity;
            stream.risks.push(Danger {
                risk: row.key,
                score: risk.score(),
                has_owner: risk.owner.is_some(),
                has_response: risk.response.is_some(),
            });
        }
        for row in self.decisions_late(today)? {
            let blocks_milestone = self.blocks_milestone(row.key)?;
            let found = at(&mut streams, row.entity.workstream).zip(row.entity.due);
            let Some((stream, due)) = found else { continue };
            stream.decisions.push(Choice {
                decision: row.key,
                door: row.entity.door,
                due,
                blocks_milestone,
            });
        }
        for row in self.pressing_late(today)? {
            let found = at(&mut streams, row.entity.workstream).zip(row.entity.due);
            let Some((stream, due)) = found else { continue };
            stream.actions.push(Work {
                action: row.key,
                priority: row.entity.priority,
                due,
            });
        }
        for (workstream, written) in self.last_updates()? {
            if let Some(stream) = streams.get_mut(&workstream) {
                stream.updated = Some(written.with_timezone(&zone).date_naive());
            }
        }
        Ok(streams)
    }

    fn milestones_judged(self) -> Result<Vec<Row<Milestone>>, StoreError> {
        self.many(
            "t.done_at IS NULL AND t.history = 0 AND t.workstream IS NOT NULL AND i.deleted = 0 \
             ORDER BY coalesce(t.forecast, t.baseline), t.item",
            [],
        )
    }

    fn risks_judged(self) -> Result<Vec<Row<Risk>>, StoreError> {
        self.many(
            "t.closed_at IS NULL AND t.history = 0 AND t.workstream IS NOT NULL \
             AND t.sort <> 'assumption' AND i.deleted = 0 ORDER BY t.item",
            [],
        )
    }

    /// Deferred ones rest until their day, and so are not late.
    fn decisions_late(self, today: NaiveDate) -> Result<Vec<Row<Decision>>, StoreError> {
        self.many(
            "t.status IN ('draft', 'proposed', 'deferred') AND t.due < ?1 \
             AND (t.status <> 'deferred' OR t.defer_until <= ?1) \
             AND t.workstream IS NOT NULL AND t.history = 0 AND i.deleted = 0 ORDER BY t.due, t.item",
            [today.to_string()],
        )
    }

    fn pressing_late(self, today: NaiveDate) -> Result<Vec<Row<Action>>, StoreError> {
        self.many(
            "t.done_at IS NULL AND t.history = 0 AND t.workstream IS NOT NULL AND t.due < ?1 \
             AND t.priority = 'high' AND i.deleted = 0 ORDER BY t.due, t.item",
            [today.to_string()],
        )
    }

    /// Returns when the last update of each workstream was written.
    fn last_updates(self) -> Result<BTreeMap<Key, DateTime<Utc>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT t.workstream, max(t.at) FROM status_update t JOIN item i ON i.id = t.item \
             WHERE t.workstream IS NOT NULL AND i.deleted = 0 GROUP BY t.workstream",
        )?;
        let mut rows = statement.query([])?;
        let mut last = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let at = Field::from_value(Value::of_column(row.get_ref(1)?)?);
            last.extend(
                at.map(|at| Ok::<_, StoreError>((Key(row.get(0)?), at)))
                    .transpose()?,
            );
        }
        Ok(last)
    }
}

fn at(streams: &mut BTreeMap<Key, Stream>, workstream: Option<Key>) -> Option<&mut Stream> {
    streams.get_mut(&workstream?)
}

fn stream(workstream: &Workstream) -> Stream {
    let stated = workstream.rag.map(|rag| Stated {
        rag,
        why: workstream.rag_reason.clone().unwrap_or_default(),
        on: workstream.rag_on.unwrap_or(workstream.created),
    });
    Stream {
        created: workstream.created,
        updated: None,
        milestones: Vec::new(),
        risks: Vec::new(),
        decisions: Vec::new(),
        actions: Vec::new(),
        stated,
    }
}

//! What a command knows of its surroundings, handed in once: the clock, the zone, who acts, the
//! policy and a source of fresh identities. Nothing below `cli` may learn these by another way.

use std::cell::Cell;

use chrono::{DateTime, Days, NaiveDate, Utc, Weekday};

use super::id::Uid;
use super::limits::Limits;

/// The surroundings of one command.
pub struct Ctx {
    /// The instant at which the command began.
    pub now: DateTime<Utc>,
    /// The civil date of `now` in the user's zone.
    pub today: NaiveDate,
    /// The user's zone, for times of meetings.
    pub zone: chrono_tz::Tz,
    /// The handle of the person who acts, without `@`.
    pub actor: String,
    pub policy: Policy,
    pub entropy: Entropy,
}

/// Settings that rules depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    pub week_start: Weekday,
    /// How many days ahead `today` looks for what is due soon.
    pub soon_days: u32,
    /// How old, in days, something that ended must be for an import to bring it as history.
    pub history_days: u32,
    /// How long each thing of the loop may take.
    pub limits: Limits,
    /// When actions of notes are due that name no date.
    pub default_due: DefaultDue,
}

/// When an action is due whose line names no date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DefaultDue {
    #[default]
    Never,
    /// With the next meeting of the series, else in seven days.
    NextMeeting,
    /// In so many days.
    Days(u32),
}

impl Ctx {
    /// Returns the first day of which an import brings what ended then as live; what is older is history.
    pub fn oldest_live(&self) -> NaiveDate {
        let days = Days::new(u64::from(self.policy.history_days));
        self.today.checked_sub_days(days).unwrap_or(NaiveDate::MIN)
    }
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            week_start: Weekday::Mon,
            soon_days: 7,
            history_days: 30,
            limits: Limits::default(),
            default_due: DefaultDue::Never,
        }
    }
}

/// A stream of unpredictable bytes grown from one 32-byte seed.
pub struct Entropy {
    seed: [u8; 32],
    drawn: Cell<u64>,
}

impl Entropy {
    pub fn new(seed: [u8; 32]) -> Entropy {
        Entropy {
            seed,
            drawn: Cell::new(0),
        }
    }

    /// Returns the next 16 bytes; no two calls on one stream return the same.
    pub fn bytes(&self) -> [u8; 16] {
        let count = self.drawn.get();
        self.drawn.set(count + 1);
        let mut bytes = [0; 16];
        blake3::Hasher::new_keyed(&self.seed)
            .update(&count.to_le_bytes())
            .finalize_xof()
            .fill(&mut bytes);
        bytes
    }

    /// Returns a fresh identity in UUID version 7 layout, so that later ones sort after earlier ones.
    pub fn uid(&self, now: DateTime<Utc>) -> Uid {
        let random = self.bytes();
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let tail: [u8; 10] = random[..10].try_into().expect("ten of sixteen bytes");
        Uid(*uuid::Builder::from_unix_timestamp_millis(millis, &tail)
            .into_uuid()
            .as_bytes())
    }
}

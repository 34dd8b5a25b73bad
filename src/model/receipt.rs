//! What one person was told of a decision, and what they answered.

use chrono::NaiveDate;

use super::id::Key;
use super::words::Answer;

/// That somebody must know of one version of a decision, and how far that has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub decision: Key,
    pub person: Key,
    /// The version of the decision; 0 is what was sent before it was made.
    pub version: i64,
    /// Whether an answer is required, not only the telling.
    pub required: bool,
    /// The civil date on which the person was told.
    pub sent_at: Option<NaiveDate>,
    /// Where they were told, such as `slack`, `email` or `meeting`.
    pub channel: Option<String>,
    pub answer: Option<Answer>,
    pub answered_at: Option<NaiveDate>,
    pub note: Option<String>,
    /// The day on which a question or objection was settled without another answer.
    pub resolved_at: Option<NaiveDate>,
}

impl Receipt {
    /// Returns the receipt of somebody who has not been told yet.
    pub fn new(decision: Key, person: Key, version: i64, required: bool) -> Receipt {
        Receipt {
            decision,
            person,
            version,
            required,
            sent_at: None,
            channel: None,
            answer: None,
            answered_at: None,
            note: None,
            resolved_at: None,
        }
    }

    /// Whether a question or an objection stands.
    pub fn is_disputed(&self) -> bool {
        matches!(self.answer, Some(Answer::Question | Answer::Objection))
            && self.resolved_at.is_none()
    }

    /// Whether the person knows: it was sent to them, or they answered. A waiver spares the answer, not
    /// the telling.
    pub fn is_told(&self) -> bool {
        self.sent_at.is_some() || self.answer.is_some_and(|answer| answer != Answer::Waived)
    }

    /// Whether nothing more is awaited of this person: told, an answer where one is required, and no
    /// dispute that stands.
    pub fn is_settled(&self) -> bool {
        let owes_answer = self.required && self.answer.is_none();
        self.is_told() && !owes_answer && !self.is_disputed()
    }

    /// Takes what is known of the same person by another name: the first telling, and of two answers
    /// a dispute that stands, else the later one.
    pub fn absorb(&mut self, same: &Receipt) {
        self.required |= same.required;
        if same.sent_at.is_some() && (self.sent_at.is_none() || same.sent_at < self.sent_at) {
            self.sent_at = same.sent_at;
            self.channel.clone_from(&same.channel);
        }
        let rank = |receipt: &Receipt| (receipt.is_disputed(), receipt.answered_at);
        if rank(same) > rank(self) {
            self.answer = same.answer;
            self.answered_at = same.answered_at;
            self.note.clone_from(&same.note);
            self.resolved_at = same.resolved_at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(sent: Option<u32>, answer: Option<(Answer, u32)>) -> Receipt {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        Receipt {
            sent_at: sent.map(day),
            answer: answer.map(|(answer, _)| answer),
            answered_at: answer.map(|(_, on)| day(on)),
            ..Receipt::new(Key(1), Key(2), 1, false)
        }
    }

    #[test]
    fn of_two_receipts_the_first_telling_and_the_dispute_or_the_later_answer_stand() {
        use Answer::{Ack, Objection, Question};
        let check = |kept, gone, want| {
            let mut kept: Receipt = kept;
            kept.absorb(&gone);
            assert_eq!(kept, want);
        };
        check(
            receipt(None, None),
            receipt(None, None),
            receipt(None, None),
        );
        check(
            receipt(None, None),
            receipt(Some(3), None),
            receipt(Some(3), None),
        );
        check(
            receipt(Some(2), None),
            receipt(Some(3), None),
            receipt(Some(2), None),
        );
        check(
            receipt(Some(2), Some((Ack, 4))),
            receipt(Some(3), Some((Question, 3))),
            receipt(Some(2), Some((Question, 3))),
        );
        check(
            receipt(Some(2), Some((Objection, 3))),
            receipt(Some(3), Some((Ack, 5))),
            receipt(Some(2), Some((Objection, 3))),
        );
        check(
            receipt(Some(2), Some((Ack, 3))),
            receipt(Some(2), Some((Ack, 4))),
            receipt(Some(2), Some((Ack, 4))),
        );
    }

    #[test]
    fn silence_settles_only_where_no_answer_is_required() {
        use Answer::{Ack, Objection, Question, Waived};
        let check = |required, receipt: Receipt, want| {
            let receipt = Receipt {
                required,
                ..receipt
            };
            assert_eq!(receipt.is_settled(), want, "{receipt:?}");
        };
        check(false, receipt(None, None), false);
        check(false, receipt(Some(2), None), true);
        check(true, receipt(Some(2), None), false);
        check(true, receipt(None, Some((Waived, 3))), false);
        for (answer, want) in [
            (Ack, true),
            (Waived, true),
            (Question, false),
            (Objection, false),
        ] {
            check(true, receipt(Some(2), Some((answer, 3))), want);
        }
        let resolved = Receipt {
            resolved_at: NaiveDate::from_ymd_opt(2026, 11, 5),
            ..receipt(Some(2), Some((Question, 3)))
        };
        check(true, resolved, true);
    }
}

//! The limits of the loop: how long each thing may take before it counts as stuck, on which days
//! people work, and when nudges are due (`LOOP.md`, "Stuck" and "Follow-up"). Settings change them.

use super::choice::choices;
use super::days::Week;
use super::words::{DecisionRole, Door};

choices! {
    /// Of whom an answer is required once a decision was made.
    AckRule {
        /// Of those who had a say or have to carry it out, not of the informed.
        Listed = "listed",
        All = "all",
        None = "none",
    }
}

impl AckRule {
    /// Whether somebody who was told in this part owes an answer.
    pub fn is_owed_by(self, role: DecisionRole) -> bool {
        match self {
            AckRule::All => true,
            AckRule::None => false,
            AckRule::Listed => matches!(
                role,
                DecisionRole::Agree | DecisionRole::Input | DecisionRole::Perform
            ),
        }
    }
}

/// How long things may take. A limit of n days is still kept on the n-th day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Days for making a decision that can be taken back.
    pub two_way_days: u32,
    /// Days for making a decision that cannot.
    pub one_way_days: u32,
    /// How many days before the decide-by date input must be there.
    pub input_days: u32,
    /// Working days for telling everybody.
    pub send_days: u32,
    /// Working days for answering what was sent.
    pub ack_days: u32,
    /// Working days for the first action.
    pub plan_days: u32,
    /// Days without a change on any linked open action.
    pub stale_days: u32,
    /// Days for confirming what was carried out.
    pub confirm_days: u32,
    /// Days within which an action should be done, for the metric of follow-through.
    pub execute_days: u32,
    pub ack: AckRule,
    pub week: Week,
    pub ladder: Ladder,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            two_way_days: 7,
            one_way_days: 21,
            input_days: 2,
            send_days: 2,
            ack_days: 3,
            plan_days: 3,
            stale_days: 14,
            confirm_days: 3,
            execute_days: 30,
            ack: AckRule::Listed,
            week: Week::USUAL,
            ladder: Ladder::default(),
        }
    }
}

impl Limits {
    /// Returns how many days making a decision may take.
    pub fn decide_days(&self, door: Door) -> u32 {
        match door {
            Door::TwoWay => self.two_way_days,
            Door::OneWay => self.one_way_days,
        }
    }
}

/// On which days around a deadline somebody is nudged (`LOOP.md`, "Follow-up").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// Days before the deadline: a reminder.
    pub remind_days: u32,
    /// Days after it: the first nudge.
    pub nudge_days: u32,
    /// Days after it: with the driver in copy.
    pub driver_days: u32,
    /// Days after it: to the manager.
    pub manager_days: u32,
}

impl Default for Ladder {
    fn default() -> Ladder {
        Ladder {
            remind_days: 2,
            nudge_days: 1,
            driver_days: 4,
            manager_days: 8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_owes_an_answer_follows_from_the_rule_and_the_part() {
        let check = |rule: AckRule, want: &[DecisionRole]| {
            let owing: Vec<DecisionRole> = DecisionRole::ALL
                .iter()
                .copied()
                .filter(|role| rule.is_owed_by(*role))
                .collect();
            assert_eq!(owing, want, "{rule}");
        };
        use DecisionRole::{Agree, Input, Perform};
        check(AckRule::Listed, &[Agree, Input, Perform]);
        check(AckRule::All, DecisionRole::ALL);
        check(AckRule::None, &[]);
    }
}

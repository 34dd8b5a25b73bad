//! The closed vocabularies of the model: statuses, doors, priorities and the like.

use super::choice::choices;

choices! {
    /// Where a decision stands.
    DecisionStatus {
        Draft = "draft",
        Proposed = "proposed",
        Deferred = "deferred",
        Accepted = "accepted",
        Rejected = "rejected",
        Withdrawn = "withdrawn",
        Superseded = "superseded",
        Deprecated = "deprecated",
    }
}

choices! {
    /// Whether a decision can be taken back cheaply.
    Door {
        TwoWay = "two_way",
        OneWay = "one_way",
    }
}

choices! {
    /// High, medium or low: of an action's priority and a decision's impact.
    Level {
        High = "high",
        Medium = "medium",
        Low = "low",
    }
}

choices! {
    /// Where an action stands.
    ActionStatus {
        Open = "open",
        InProgress = "in_progress",
        Waiting = "waiting",
        Done = "done",
        Dropped = "dropped",
    }
}

choices! {
    /// Where a deadline came from.
    DueSource {
        Explicit = "explicit",
        Inferred = "inferred",
        Default = "default",
        None = "none",
    }
}

choices! {
    /// Where a meeting stands.
    MeetingStatus {
        Planned = "planned",
        Open = "open",
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

choices! {
    /// What somebody does in a meeting.
    Seat {
        Chair = "chair",
        Scribe = "scribe",
        Member = "member",
    }
}

choices! {
    /// What somebody does for a decision.
    DecisionRole {
        Driver = "driver",
        Decider = "decider",
        Agree = "agree",
        Input = "input",
        Perform = "perform",
        Informed = "informed",
    }
}

choices! {
    /// What somebody answered before a decision was made.
    Response {
        Agree = "agree",
        Object = "object",
        Given = "given",
    }
}

choices! {
    /// How two items hang together.
    LinkKind {
        Supersedes = "supersedes",
        Amends = "amends",
        DependsOn = "depends_on",
        Blocks = "blocks",
        RelatesTo = "relates_to",
    }
}

choices! {
    /// Where a workstream stands.
    WorkstreamStatus {
        Active = "active",
        Paused = "paused",
        Done = "done",
    }
}

choices! {
    /// What somebody answered to being told of a decision.
    Answer {
        Ack = "ack",
        Question = "question",
        Objection = "objection",
        Waived = "waived",
    }
}

choices! {
    /// What became of a decision that was carried out.
    Landed {
        AsIntended = "as_intended",
        Changed = "changed",
        NotDone = "not_done",
    }
}

choices! {
    /// The three sorts of entry in the register of risks.
    RiskSort {
        Risk = "risk",
        Assumption = "assumption",
        Issue = "issue",
    }
}

choices! {
    /// Where a risk, assumption or issue stands.
    RiskStatus {
        Open = "open",
        Happened = "happened",
        Held = "held",
        False = "false",
        Closed = "closed",
    }
}

choices! {
    /// How a risk is met.
    Strategy {
        Avoid = "avoid",
        Reduce = "reduce",
        Transfer = "transfer",
        Accept = "accept",
    }
}

choices! {
    /// Where a need stands.
    NeedStatus {
        Asked = "asked",
        Committed = "committed",
        AtRisk = "at_risk",
        Delivered = "delivered",
        Missed = "missed",
        Dropped = "dropped",
    }
}

choices! {
    /// Where a milestone stands.
    MilestoneStatus {
        Planned = "planned",
        Done = "done",
        Dropped = "dropped",
    }
}

choices! {
    /// How a workstream stands, the worst first; grey where nobody said anything lately.
    Rag {
        Red = "red",
        Amber = "amber",
        Grey = "grey",
        Green = "green",
    }
}

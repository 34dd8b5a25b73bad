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

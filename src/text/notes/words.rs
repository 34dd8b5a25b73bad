//! Closed lists of words, sorted for lookup: what is no person, and the verbs that people promise.

/// Says whether `word` (any case) is on the sorted list.
fn listed(list: &[&str], word: &str) -> bool {
    list.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Says whether a capitalised word at the head of a line is certainly no person's name.
pub(super) fn is_no_name(word: &str) -> bool {
    listed(NO_NAMES, word) || (listed(VERBS, word) && !listed(NAMES_TOO, word))
}

/// Says whether `word` cannot begin a name even in a list of people; months and verbs can.
pub(super) fn is_common(word: &str) -> bool {
    listed(NO_NAMES, word) && !listed(NAMES_TOO, word)
}

/// Says whether `word` stands for nobody in particular.
pub(super) fn is_nobody(word: &str) -> bool {
    listed(NOBODY, word)
}

/// Says whether `word` is a verb that an action begins with.
pub(super) fn is_verb(word: &str) -> bool {
    listed(VERBS, word)
}

/// Says whether `word` makes a group of the name before it.
pub(super) fn is_group(word: &str) -> bool {
    listed(
        &[
            "board",
            "cg",
            "committee",
            "council",
            "ctc",
            "group",
            "sig",
            "squad",
            "team",
            "tsc",
            "wg",
        ],
        word,
    )
}

/// Words of the other lists that are people's names as well.
const NAMES_TOO: &[&str] = &[
    "april", "august", "chase", "grant", "june", "mark", "may", "miles",
];

#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "all", "anybody", "anyone", "champions", "contributors", "everybody", "everyone", "folks", "implementers",
    "implementors", "maintainers", "nobody", "none", "open", "owner", "participants", "people", "reviewers",
    "somebody", "someone", "tba", "tbc", "tbd", "team", "unassigned", "unclaimed", "unowned", "users",
    "volunteer", "volunteers",
];

#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "a", "about", "actions", "adding", "after", "afternoon", "agenda", "ai", "already", "also", "an", "and",
    "announcements", "another", "answer", "any", "api", "april", "as", "at", "attendees", "august", "author",
    "authors", "backend", "background", "because", "before", "blocked", "blocker", "blockers", "blog", "board",
    "both", "browser", "budget", "bug", "bugs", "but", "by", "ceo", "cfo", "chair", "chairs", "champion",
    "charter", "chat", "ci", "cio", "ciso", "client", "clients", "closed", "cmo", "code", "comment", "comments",
    "committee", "community", "companies", "company", "conclusion", "consensus", "context", "coo", "core",
    "council", "cpo", "cto", "currently", "customer", "customers", "date", "dates", "dba", "december",
    "decision", "decisions", "dependencies", "dependency", "depends", "design", "details", "developer",
    "developers", "devops", "discussion", "docs", "documentation", "done", "draft", "dri", "due", "each",
    "edit", "editor", "editors", "either", "email", "engineer", "engineering", "engineers", "eventually",
    "every", "everyone", "everything", "evp", "example", "examples", "external", "feature", "february",
    "feedback", "few", "finance", "first", "folks", "for", "foundation", "friday", "from", "frontend", "future",
    "general", "github", "goal", "goals", "going", "google", "graphql", "group", "he", "here", "high", "hope",
    "how", "however", "hr", "i", "idea", "ideas", "if", "important", "in", "infra", "infrastructure", "intent",
    "internal", "is", "issue", "issues", "it", "item", "items", "january", "july", "june", "key", "kubernetes",
    "last", "later", "lead", "leadership", "leads", "legal", "let's", "link", "links", "list", "location",
    "low", "maintainers", "major", "management", "manager", "managers", "march", "marketing", "maybe", "medium",
    "meeting", "members", "milestone", "minor", "minutes", "monday", "more", "most", "motion", "much", "my",
    "need", "needs", "neither", "new", "next", "no", "node", "nodejs", "not", "note", "notes", "nothing",
    "november", "now", "october", "ok", "okay", "old", "on", "one", "ongoing", "only", "operations", "ops",
    "option", "optional", "options", "or", "other", "others", "our", "outcome", "overall", "overview", "owners",
    "participants", "partner", "partners", "people", "perhaps", "plan", "platform", "please", "pm", "pmo",
    "pms", "policy", "poll", "possible", "possibly", "potential", "pr", "previous", "previously", "problem",
    "process", "product", "project", "proposal", "prs", "q", "qa", "question", "questions", "re", "reason",
    "recording", "ref", "refs", "related", "release", "releases", "repo", "research", "result", "results",
    "rfc", "risk", "risks", "sales", "saturday", "scope", "secretary", "security", "see", "september", "server",
    "she", "should", "since", "slack", "slide", "slides", "sme", "so", "some", "something", "soon", "source",
    "speakers", "spec", "sponsor", "sponsors", "sre", "staff", "stage", "stakeholders", "status", "steps",
    "still", "subject", "suggestion", "summary", "sunday", "support", "svp", "takeaway", "takeaways", "tam",
    "task", "team", "tests", "that", "the", "their", "then", "there", "these", "they", "thing", "things",
    "this", "those", "thursday", "time", "timeline", "title", "to", "today", "todo", "tomorrow", "topic", "tpm",
    "trying", "tuesday", "two", "ui", "until", "update", "updates", "urgent", "url", "users", "ux", "vendor",
    "vendors", "version", "video", "vote", "vp", "waiting", "warning", "we", "website", "wednesday", "wg",
    "what", "when", "where", "whether", "which", "while", "who", "why", "willing", "wip", "with", "would",
    "yes", "yesterday", "you", "your", "zoom",
];

#[rustfmt::skip]
const VERBS: &[&str] = &[
    "accept", "act", "add", "address", "adjust", "agree", "align", "allow", "amend", "analyse", "analyze",
    "announce", "answer", "approve", "archive", "arrange", "ask", "assess", "assign", "attempt", "audit",
    "automate", "backport", "benchmark", "book", "brainstorm", "bring", "build", "bump", "buy", "call",
    "cancel", "capture", "champion", "change", "chase", "chat", "check", "choose", "circle", "circulate",
    "clarify", "clean", "close", "collect", "combine", "come", "comment", "communicate", "compare", "compile",
    "complete", "configure", "confirm", "connect", "consider", "consolidate", "consult", "contact", "continue",
    "contribute", "convert", "coordinate", "copy", "count", "cover", "craft", "create", "cut", "debug",
    "decide", "define", "delegate", "delete", "deliver", "demo", "demonstrate", "deploy", "deprecate",
    "describe", "design", "detail", "determine", "develop", "dig", "disable", "discuss", "distribute", "do",
    "document", "double-check", "draft", "drive", "drop", "edit", "email", "enable", "encourage", "ensure",
    "escalate", "establish", "estimate", "evaluate", "examine", "expand", "explain", "explore", "export",
    "expose", "extend", "extract", "figure", "file", "fill", "finalise", "finalize", "find", "finish", "fix",
    "flag", "flesh", "follow", "form", "formalise", "formalize", "formulate", "forward", "gather", "gauge",
    "generate", "get", "give", "go", "grant", "handle", "have", "help", "highlight", "hire", "hold", "host",
    "identify", "implement", "import", "improve", "include", "inform", "ingest", "initiate", "inquire",
    "inspect", "install", "integrate", "intro", "introduce", "invest", "investigate", "invite", "iterate",
    "join", "keep", "land", "launch", "lead", "learn", "let", "line", "link", "list", "load", "log", "look",
    "loop", "maintain", "make", "map", "mark", "measure", "meet", "mention", "merge", "message", "migrate",
    "mock", "model", "monitor", "move", "name", "narrow", "negotiate", "nominate", "note", "notify", "nudge",
    "number", "obtain", "offer", "onboard", "open", "operate", "order", "organise", "organize", "outline",
    "own", "pass", "patch", "pay", "perform", "pick", "pilot", "pin", "ping", "plan", "plot", "plug", "poke",
    "polish", "poll", "post", "prepare", "present", "prioritise", "prioritize", "probe", "produce", "profile",
    "propose", "prototype", "provide", "publish", "pull", "punt", "pursue", "push", "put", "query", "raise",
    "rank", "rate", "re-open", "reach", "read", "rebase", "recap", "reconcile", "reconsider", "record",
    "recruit", "redesign", "redo", "reduce", "refactor", "refine", "reformat", "reframe", "refresh", "register",
    "relay", "release", "remind", "remove", "rename", "renew", "reopen", "reorganise", "repair", "replace",
    "reply", "report", "reproduce", "request", "rerun", "reschedule", "research", "reserve", "resolve",
    "respond", "restart", "restate", "restore", "retest", "rethink", "retire", "retry", "return", "revert",
    "review", "revise", "revisit", "rework", "rewrite", "roll", "route", "run", "sample", "save", "scan",
    "schedule", "scope", "secure", "see", "seek", "select", "send", "set", "settle", "share", "ship", "show",
    "sign", "signal", "simplify", "size", "sketch", "socialise", "socialize", "solve", "sort", "source",
    "speak", "spec", "specify", "spike", "spin", "split", "start", "steer", "stop", "stress-test", "structure",
    "stub", "study", "submit", "subscribe", "suggest", "summarise", "summarize", "supervise", "supply",
    "surface", "survey", "switch", "sync", "table", "tackle", "tag", "take", "talk", "target", "teach", "tell",
    "test", "think", "tidy", "touch", "trace", "track", "train", "transfer", "transition", "translate",
    "triage", "trial", "trim", "try", "turn", "tweak", "unblock", "understand", "update", "upgrade", "upload",
    "use", "validate", "verify", "vet", "volunteer", "vote", "wait", "walk", "warn", "watch", "work", "wrap",
    "write",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [NOBODY, VERBS, NO_NAMES, NAMES_TOO] {
            assert!(
                list.is_sorted(),
                "{:?}",
                list.windows(2).find(|pair| pair[0] > pair[1])
            );
        }
    }
}

//! Canonical lines, anchors, rewriting, private lines.

use super::*;
use crate::model::id::{ItemId, Kind};
use crate::model::words::Level;

pub(super) fn action(title: &str) -> Canonical {
    Canonical {
        id: Some(ItemId::new(Kind::Action, 12)),
        what: What::Action,
        mark: Some(Mark::Open),
        owners: vec!["alice".to_string()],
        title: title.to_string(),
        due: NaiveDate::from_ymd_opt(2026, 11, 2),
        decider: None,
        waiting_on: None,
        priority: None,
        tags: Vec::new(),
    }
}

#[test]
fn one_canonical_form_goes_out() {
    assert_eq!(
        action("send the cutover plan").line(&Office),
        "[ ] @alice: send the cutover plan (due: 2026-11-02) ^A-12"
    );
    let decision = Canonical {
        id: Some(ItemId::new(Kind::Decision, 3)),
        what: What::Decision,
        mark: None,
        owners: Vec::new(),
        due: None,
        decider: Some("bo".to_string()),
        ..action("use vendor B")
    };
    assert_eq!(
        decision.line(&Office),
        "DECISION: use vendor B (decider: @bo) ^D-3"
    );
    let risk = Canonical {
        id: Some(ItemId::new(Kind::Risk, 4)),
        what: What::Risk,
        mark: None,
        owners: vec!["sam".to_string()],
        due: None,
        ..action("holiday freeze blocks the cutover")
    };
    assert_eq!(
        risk.line(&Office),
        "RISK: holiday freeze blocks the cutover (owner: @sam) ^R-4"
    );
}

#[test]
fn a_title_that_looks_like_grammar_is_kept_readable() {
    let free = |title: &str| {
        Canonical {
            due: None,
            owners: Vec::new(),
            ..action(title)
        }
        .line(&Office)
    };
    assert_eq!(
        free("ask who leaves by friday"),
        "[ ] ask who leaves by friday (due: none) ^A-12"
    );
    assert_eq!(
        free("Lee to send it"),
        "[ ] Lee to send it (owner: none) ^A-12"
    );
    assert_eq!(free("@x is broken"), "[ ] @x is broken (owner: none) ^A-12");
    assert_eq!(free("ACTION: repeat it"), "[ ] ACTION\\: repeat it ^A-12");
    assert_eq!(
        free("see [docs](https://example.org/a_b)"),
        "[ ] see [docs](https://example.org/a_b) ^A-12"
    );
    assert_eq!(
        action("fix (due: 2020-01-01)").line(&Office),
        "[ ] @alice: fix (due: 2020-01-01) (due: 2026-11-02) ^A-12"
    );
}

#[test]
fn anchors_are_appended_and_nothing_else_changes() {
    let text = "# Staff\r\n- ACTION: send it\r\n\r\nDECISION: go";
    let anchored = with_anchors(
        text,
        &[
            (4, ItemId::new(Kind::Decision, 3)),
            (2, ItemId::new(Kind::Action, 12)),
        ],
    );
    assert_eq!(
        anchored,
        "# Staff\r\n- ACTION: send it ^A-12\r\n\r\nDECISION: go ^D-3"
    );
}

#[test]
fn rewriting_keeps_indentation_bullet_and_the_rest() {
    let text = "intro\r\n  * [ ] @lee: send\r\n    it all ^A-12\r\n  * note\r\n";
    let rewrite = Rewrite {
        line: 2,
        last_line: 3,
        item: action("send it all"),
    };
    assert_eq!(
        rewrite_lines(text, &[rewrite], &Office),
        "intro\r\n  * [ ] @alice: send it all (due: 2026-11-02) ^A-12\r\n  * note\r\n"
    );
    let rewrite = Rewrite {
        line: 1,
        last_line: 1,
        item: action("go on"),
    };
    assert_eq!(
        rewrite_lines("### Action item: go\n", &[rewrite], &Office),
        "### ACTION: @alice: go on (due: 2026-11-02) ^A-12\n"
    );
}

#[test]
fn private_lines_are_dropped_for_export() {
    assert_eq!(
        without_private("a\n%% secret\n- %% too\n```\n%% code\n```\nb"),
        "a\n```\n%% code\n```\nb"
    );
}

#[test]
fn a_full_line_reads_back() {
    let item = Canonical {
        waiting_on: Some("legal".to_string()),
        priority: Some(Level::High),
        tags: vec!["launch".to_string()],
        owners: vec!["alice".to_string(), "bo".to_string()],
        ..action("send the plan")
    };
    let line = item.line(&Office);
    assert_eq!(
        line,
        "[ ] @alice, @bo: send the plan #launch (waiting on: legal) (priority: high) (due: 2026-11-02) ^A-12"
    );
    check(
        &format!("- {line}"),
        &[
            "action A-12 [ ] <alice, bo> send the plan | due 2026-11-02 | high | waiting on legal | #launch",
        ],
    );
}

//! What `today` and the lists let through when there is much, or when the zone is far away.

use crate::sandbox::Sandbox;

fn today(sandbox: &Sandbox) -> serde_json::Value {
    let json: serde_json::Value = serde_json::from_str(&sandbox.ok("today --json")).unwrap();
    json["data"][0].clone()
}

#[test]
fn many_overdue_decisions_do_not_hide_the_actions_that_are_overdue() {
    let sandbox = Sandbox::new();
    for number in 0..12 {
        sandbox.ok(&format!(
            "propose 'Which {number}?' --decider sam --due 2026-11-01"
        ));
    }
    sandbox.ok("act mine --owner me --due 2026-11-10");
    sandbox.ok("act theirs --owner lee --due 2026-11-12");
    let picture = today(&sandbox);
    assert_eq!(picture["mine"][0]["title"], "mine");
    assert_eq!(picture["others"][0]["title"], "theirs");
    assert_eq!(picture["truncated"], true);
}

#[test]
fn my_own_decision_is_shown_however_many_older_ones_others_have() {
    let sandbox = Sandbox::new();
    for number in 0..12 {
        sandbox.ok(&format!(
            "propose 'Theirs {number}?' --decider lee --due 2026-11-01"
        ));
    }
    sandbox.ok("propose 'Mine?' --decider me --due 2026-11-20");
    assert_eq!(today(&sandbox)["decisions"][0]["title"], "Mine?");
}

#[test]
fn many_actions_of_mine_do_not_hide_those_of_others() {
    let sandbox = Sandbox::new();
    for number in 0..25 {
        sandbox.ok(&format!("act 'mine {number}' --owner me --due 2026-11-01"));
    }
    sandbox.ok("act theirs --owner lee --due 2026-11-12");
    assert_eq!(today(&sandbox)["others"][0]["title"], "theirs");
}

#[test]
fn a_window_of_days_is_one_of_the_users_own_zone() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-23T06:00:00Z");
    sandbox.set("TPM_TZ", "America/Los_Angeles");
    sandbox.ok("act late in the evening");
    assert_eq!(
        sandbox.ok("actions --since today --until today -q"),
        "A-1\n"
    );
    assert_eq!(sandbox.ok("actions --until yesterday -q"), "");
}

#[test]
fn an_action_does_not_serve_itself_and_a_title_is_one_line() {
    let sandbox = Sandbox::new();
    sandbox.ok("act one");
    assert_eq!(sandbox.tpm("edit A-1 --for A-1").code, 2);
    sandbox.ok("edit A-1 --title 'two\nlines'");
    assert!(sandbox.ok("actions").contains("two lines"));
}

#[test]
fn a_date_in_words_is_echoed_where_the_result_does_not_show_it() {
    let sandbox = Sandbox::new();
    sandbox.ok("act one");
    let done = sandbox.tpm("done A-1 --on wed");
    assert!(
        done.stderr
            .contains("read \"wed\" as Wed 18 Nov (4 days ago)"),
        "{done}"
    );
}

#[test]
fn the_count_of_undated_actions_is_that_of_the_filter() {
    let sandbox = Sandbox::new();
    sandbox.ok("act one --owner lee");
    sandbox.ok("act two --owner priya");
    let followup = sandbox.ok("followup --owner lee");
    assert!(
        followup.contains("1 open action has no due date"),
        "{followup}"
    );
}

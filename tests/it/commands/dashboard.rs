//! `tpm dashboard`: the page, where it goes, and what stands on it.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

/// Returns what the page says, without its markup: a line for each entry, row and heading.
fn words(page: &str) -> String {
    let (_, body) = page.split_once("<body>").unwrap();
    let mut lines = String::new();
    for piece in body.split('<') {
        let Some((tag, text)) = piece.split_once('>') else {
            continue;
        };
        let name = tag.split(' ').next().unwrap();
        if ["li", "tr", "h1", "h2", "h3", "p", "div"].contains(&name) && !lines.ends_with('\n') {
            lines.push('\n');
        }
        if !text.trim().is_empty() {
            lines.push_str(&format!("{} ", text.trim()));
        }
    }
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn page(sandbox: &Sandbox, line: &str) -> String {
    sandbox.ok(&format!("{line} -o -"))
}

#[test]
fn the_page_goes_to_a_file_and_never_over_one_unasked() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @priya send the plan by 2026-11-20 -w launch");
    assert_snapshot!(exchanges(&sandbox, &[
        "dashboard",
        "dashboard -o status.html",
        "dashboard -o status.html",
        "dashboard -o status.html --force",
        "dashboard -o pages/",
        "dashboard -o other.html --dry-run",
        "dashboard -o launch.html -w launch --json",
        "dashboard -o quiet.html -q",
        "dashboard -o none.html -w nothing",
        "dashboard -o none.html --since 2026-11-20 --until 2026-11-10",
    ]), @r#"
    $ tpm dashboard
    --- stderr
    error: the following required arguments were not provided: --output <PATH>
    hint: Usage: tpm dashboard --output <PATH>
    --- exit 2
    $ tpm dashboard -o status.html
    Wrote status.html
    --- exit 0
    $ tpm dashboard -o status.html
    --- stderr
    error: status.html is there already
    hint: name another place, or add --force to replace it
    --- exit 73
    $ tpm dashboard -o status.html --force
    Wrote status.html
    --- exit 0
    $ tpm dashboard -o pages/
    Wrote pages/status.html
    --- exit 0
    $ tpm dashboard -o other.html --dry-run
    Wrote other.html
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm dashboard -o launch.html -w launch --json
    {"schema":"tpm/1","kind":"file.list","data":[{"id":null,"path":"launch.html"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm dashboard -o quiet.html -q
    quiet.html
    --- exit 0
    $ tpm dashboard -o none.html -w nothing
    --- stderr
    error: no workstream is called nothing
    hint: `tpm workstreams` lists them
    --- exit 3
    $ tpm dashboard -o none.html --since 2026-11-20 --until 2026-11-10
    --- stderr
    error: the window would begin on 2026-11-20 and end on 2026-11-10
    hint: --since is the first day and --until the last; metrics end today at the latest
    --- exit 2
    "#);
    assert!(!sandbox.home().join("other.html").exists());
    assert!(!sandbox.home().join("none.html").exists());
    let written = std::fs::read_to_string(sandbox.home().join("status.html")).unwrap();
    assert_eq!(written, page(&sandbox, "dashboard"));
}

#[test]
fn a_store_that_is_not_there_is_not_made_and_all_parts_say_that_they_are_empty() {
    let sandbox = Sandbox::new();
    let page = page(&sandbox, "dashboard");
    assert!(!sandbox.db().exists());
    assert_snapshot!(words(&page), @"
    Skip to what is stuck
    Status of all work
    as of Sun 22 Nov 2026, 10:00
    No decision is in flight.
    Decisions 0 stuck of 0 decisions in flight
    Overdue 0 overdue
    Workstreams 0 red or amber of 0 workstreams
    Milestones 0 late or slipping of 0 milestones ahead
    Risks 0 high or critical of 0 risks open
    Needs 0 late or unanswered of 0 needs open
    Where decisions are stuck
    Each decision in flight stands under the gate that it has to pass next. What is stuck comes first, with who holds it up and for how long.
    No decision is in flight: none waits to be made, told or done.
    What is overdue, by owner
    What is past its date, counted by how many days late they are.
    No action, decision, need or answer is overdue.
    Workstreams
    How each stands and why. One is as bad as the worst that belongs to it.
    No workstream is under way.
    Milestones
    The first promise, what is expected now, and what was reached, on one line of time.
    No milestones are ahead, and none was reached lately.
    Risks
    How likely it is times how much it would harm. Each cell holds its score and what stands there.
    No risks are open.
    Needs
    What one side waits to get from another: who gives in the rows, who takes in the columns.
    Nobody waits for anything from anybody.
    How it went
    Each bar is a stretch of time, the last one ends now. Below it stands of how many it tells; where there were none, there is no bar.
    Days from raising to deciding , the median, in days
    Nothing happened in this time that could be told of.
    Actions done by their first date , of 100
    Nothing happened in this time that could be told of.
    Made by tpm. It holds as of Sun 22 Nov 2026, 10:00 and does not change by itself.
    ");
}

/// A program three weeks on: something of each kind, most of it late.
fn under_way() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-02T10:00:00Z");
    for line in [
        "workstream launch --name 'The launch' --lead priya",
        "propose 'Which region first?' --decider lee --due 2026-11-10 -w launch",
        "propose 'Which colour?' --decider bo --due 2026-12-10",
        "decide 'Vendor B' --decider lee --driver priya --why cheapest -w launch",
        "act @bo list the regions by 2026-11-06 --for D-1 -w launch",
        "risk 'The vendor is late' --p 4 --i 5 --owner priya -w launch",
        "need 'A test account' --from @bo --for launch --due 2026-11-20",
        "milestone 'First region live' --owner priya --due 2026-12-01 -w launch",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2026-11-22T10:00:00Z");
    sandbox.ok("edit T-1 --due 2026-12-15");
    sandbox
}

#[test]
fn what_is_stuck_comes_first_with_who_holds_it_up_and_for_how_long() {
    let sandbox = under_way();
    let page = words(&page(&sandbox, "dashboard"));
    let (upper, _) = page.split_once("Risks\nHow likely").unwrap();
    assert_snapshot!(upper, @"
    Skip to what is stuck
    Status of all work
    as of Sun 22 Nov 2026, 10:00
    D-3 is stuck for the longest: 20 days, on @priya.
    Decisions 2 stuck of 3 decisions in flight
    Overdue 3 overdue, the oldest by 17 days
    Workstreams 1 red or amber of 1 workstream
    Milestones 1 late or slipping of 1 milestone ahead
    Risks 1 high or critical of 1 risk open
    Needs 1 late or unanswered of 1 need open
    Where decisions are stuck
    Each decision in flight stands under the gate that it has to pass next. What is stuck comes first, with who holds it up and for how long.
    MADE To make 1 stuck, 1 on the way
    @lee 12 days
    MADE: overdue
    D-1 Which region first?
    MADE no
    TOLD 0
    DONE 0/1
    decide by Tue 10 Nov launch
    on its way, @bo moves next
    D-2 Which colour?
    MADE no
    TOLD 0
    DONE 0
    decide by Thu 10 Dec
    TOLD To tell 1 stuck, 0 on the way
    @priya 20 days
    TOLD: nobody listed to tell
    D-3 Vendor B
    MADE yes ✓
    TOLD 0
    DONE 0
    launch
    DONE To do 0 stuck, 0 on the way
    Nothing waits to be done.
    What is overdue, by owner
    What is past its date, counted by how many days late they are.
    1-3 days
    4-7 days
    8-14 days
    15-30 days
    over 30 days
    @bo @bo: 2 for 15-30 days 2 2
    @lee @lee: 1 for 8-14 days 1 1 As a table
    What is overdue, by owner and days late
    Owner 1-3 4-7 8-14 15-30 over 30 All
    @bo 0 0 0 2 0 2
    @lee 0 0 1 0 0 1
    Workstreams
    How each stands and why. One is as bad as the worst that belongs to it.
    red
    launch The launch
    R-1 is critical (20) and lacks a response
    led by @priya 1 open action 1 overdue 1 decision to make
    Milestones
    The first promise, what is expected now, and what was reached, on one line of time.
    first promised
    expected now
    reached
    today
    T-1 First region live
    expected Tue 15 Dec (in 23 days) 14 days after its baseline @priya launch T-1: baseline Tue 1 Dec, forecast Tue 15 Dec today Dec
    ");
}

#[test]
fn a_workstream_keeps_what_is_its_own_and_what_is_below_it() {
    let sandbox = Sandbox::new();
    for line in [
        "workstream launch",
        "workstream billing --parent launch",
        "workstream elsewhere",
        "propose 'Mine' --decider lee -w billing",
        "propose 'Theirs' --decider lee -w elsewhere",
        "risk 'Mine too' -w launch",
        "risk 'Theirs too' -w elsewhere",
    ] {
        sandbox.ok(line);
    }
    let page = words(&page(&sandbox, "dashboard -w Launch"));
    assert!(
        page.starts_with("Skip to what is stuck\nStatus of Launch\n"),
        "{page}"
    );
    for (word, is_there) in [
        ("Mine", true),
        ("Mine too", true),
        ("billing", true),
        ("Theirs", false),
        ("elsewhere", false),
    ] {
        assert_eq!(
            page.lines().any(|line| line.contains(word)),
            is_there,
            "{word}"
        );
    }
}

#[test]
fn headings_come_in_their_order_and_each_drawing_says_what_it_shows() {
    let sandbox = Sandbox::new();
    let page = page(&sandbox, "--demo dashboard");
    let mut before = 0;
    for piece in page.split("<h").skip(1) {
        let Some(level) = piece.chars().next().and_then(|digit| digit.to_digit(10)) else {
            continue;
        };
        assert!(level <= before + 1, "h{level} after h{before}");
        before = level;
    }
    assert_eq!(page.matches("<h1").count(), 1);
    for svg in page.split("<svg").skip(1) {
        let (tag, _) = svg.split_once('>').unwrap();
        let is_told = tag.contains("role=\"img\"") && tag.contains("aria-label=\"");
        let is_inner = tag.contains("overflow=\"visible\"");
        assert!(
            is_told || is_inner || tag.contains("aria-hidden"),
            "<svg{tag}>"
        );
    }
    for part in page.split("aria-labelledby=\"").skip(1) {
        let (name, _) = part.split_once('"').unwrap();
        assert!(page.contains(&format!("id=\"{name}\"")), "{name}");
    }
    for link in page.split("href=\"#").skip(1) {
        let (name, _) = link.split_once('"').unwrap();
        assert!(page.contains(&format!("id=\"{name}\"")), "{name}");
    }
}

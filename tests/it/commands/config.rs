//! `tpm config`, and the user's own commands.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

const FILE: &str = ".config/tpm/config.toml";

fn file(sandbox: &Sandbox) -> String {
    std::fs::read_to_string(sandbox.home().join(FILE)).unwrap()
}

#[test]
fn settings_are_listed_with_where_they_were_said() {
    let mut sandbox = Sandbox::new();
    sandbox.set("EDITOR", "nano");
    sandbox.write(
        FILE,
        "soon_days = 3\nactor = \"lee\"\n[aliases]\nmine = \"actions --owner me\"\n",
    );
    assert_snapshot!(exchanges(&sandbox, &[
        "config",
        "config get soon_days",
        "config get actor --actor bo --json",
        "config get aliases.mine",
        "config get aliases.none",
        "config path",
    ]), @r#"
    $ tpm config
    SETTING            VALUE               FROM       WHAT IT IS
    actor              sam                 TPM_ACTOR  your handle
    timezone           UTC                 TPM_TZ     where your days begin and end
    week_start         monday              default    the day on which weeks begin
    editor             nano                EDITOR     the command that opens a draft
    pager              less                default    the command that shows long output
    copy                                   default    the command that fills the clipboard
    color              auto                default    when to colour
    soon_days          3                   file       how many days ahead `today` looks
    history_days       30                  default    how old imported notes must be to be history
    default_due        none                default    when undated actions of notes are due: none, next or 7d
    loop.two_way_days  7                   default    days for a two-way decision
    loop.one_way_days  21                  default    days for a one-way decision
    loop.input_days    2                   default    days before a decision for its input
    loop.send_days     2                   default    working days for telling people
    loop.ack_days      3                   default    working days for acknowledging
    loop.plan_days     3                   default    working days for a first action
    loop.stale_days    14                  default    days without a change
    loop.confirm_days  3                   default    days for confirming
    loop.execute_days  30                  default    days for doing an action
    loop.remind_days   2                   default    days before a date: a reminder
    loop.nudge_days    1                   default    days late: a nudge
    loop.driver_days   4                   default    days late: the driver in copy
    loop.manager_days  8                   default    days late: to the manager
    loop.ack           listed              default    of whom an answer is required
    loop.working_days  mon-fri             default    the days on which people work
    aliases.mine       actions --owner me  file       your alias
    --- exit 0
    $ tpm config get soon_days
    3
    --- exit 0
    $ tpm config get actor --actor bo --json
    {"schema":"tpm/1","kind":"setting.value","data":[{"key":"actor","value":"bo","origin":"option","source":"--actor","meaning":"your handle"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm config get aliases.mine
    actions --owner me
    --- exit 0
    $ tpm config get aliases.none
    --- stderr
    error: no alias is called "none"
    hint: `tpm config` lists them
    --- exit 3
    $ tpm config path
    [HOME]/.config/tpm/config.toml
    --- exit 0
    "#);
}

#[test]
fn what_is_set_is_checked_first_and_comments_stay() {
    let sandbox = Sandbox::new();
    sandbox.write(FILE, "# mine\nweek_start = \"monday\" # as at work\n");
    assert_snapshot!(exchanges(&sandbox, &[
        "config set week_start sunday",
        "config set week_start friday",
        "config set soon_days many",
        "config set timezone Mars/North",
        "config set actor 'Not A Handle!'",
        "config set actr lee",
        "config set color never --dry-run",
        "config set actor lee",
        "config unset actor",
        "config unset actor",
    ]), @r#"
    $ tpm config set week_start sunday
    Set week_start = sunday
    --- stderr
    it was monday
    --- exit 0
    $ tpm config set week_start friday
    --- stderr
    error: week_start: "friday" is none of monday, sunday and saturday
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set soon_days many
    --- stderr
    error: soon_days takes a whole number, and "many" is none
    hint: such as 7
    --- exit 2
    $ tpm config set timezone Mars/North
    --- stderr
    error: timezone: "Mars/North" is no time zone; they look like Europe/Paris
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set actor 'Not A Handle!'
    --- stderr
    error: actor: `Not A Handle!` is no handle: it holds ` `
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set actr lee
    --- stderr
    error: there is no setting "actr"
    hint: did you mean actor? `tpm config` lists the settings
    --- exit 2
    $ tpm config set color never --dry-run
    Set color = never
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm config set actor lee
    Set actor = lee
    --- stderr
    TPM_ACTOR is set and outweighs the file
    --- exit 0
    $ tpm config unset actor
    Unset actor
    --- stderr
    it was lee
    --- exit 0
    $ tpm config unset actor
    Left actor unset
    --- stderr
    the file says nothing about actor
    --- exit 0
    "#);
    assert_eq!(
        file(&sandbox),
        "# mine\nweek_start = \"sunday\" # as at work\n"
    );
}

#[test]
fn the_limits_of_the_loop_are_settings_of_a_table() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &[
        "config set loop.two_way_days 5",
        "config get loop.two_way_days",
        "config set loop.working_days sun-thu",
        "config set loop.working_days workdays",
        "config set loop.ack everybody",
        "config set loop.driver_days 9",
        "config set loop.nudge_days soon",
        "config set loop.ackdays 4",
        "config unset loop.working_days",
    ]), @r#"
    $ tpm config set loop.two_way_days 5
    Set loop.two_way_days = 5
    --- exit 0
    $ tpm config get loop.two_way_days
    5
    --- exit 0
    $ tpm config set loop.working_days sun-thu
    Set loop.working_days = sun-thu
    --- exit 0
    $ tpm config set loop.working_days workdays
    --- stderr
    error: loop.working_days: "workdays" names no days; they look like mon-fri or sun,tue-thu
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set loop.ack everybody
    --- stderr
    error: loop.ack: "everybody" is none of listed, all and none
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set loop.driver_days 9
    --- stderr
    error: loop: nudge_days 1, driver_days 9 and manager_days 8 must rise, from 1 on
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set loop.nudge_days soon
    --- stderr
    error: loop.nudge_days takes a whole number, and "soon" is none
    hint: such as 7
    --- exit 2
    $ tpm config set loop.ackdays 4
    --- stderr
    error: there is no setting "loop.ackdays"
    hint: did you mean loop.ack_days? `tpm config` lists the settings
    --- exit 2
    $ tpm config unset loop.working_days
    Unset loop.working_days
    --- stderr
    it was sun-thu
    --- exit 0
    "#);
    assert_eq!(file(&sandbox), "[loop]\ntwo_way_days = 5\n");
    sandbox.write(FILE, "[loop]\nack_day = 5\n");
    assert_snapshot!(exchanges(&sandbox, &["config", "config unset loop.ack_day", "config get loop.ack_days"]), @"
    $ tpm config
    --- stderr
    error: [HOME]/.config/tpm/config.toml: line 2, `ack_day = 5`: unknown field `ack_day`, expected one of `two_way_days`, `one_way_days`, `input_days`, `send_days`, `ack_days`, `plan_days`, `stale_days`, `confirm_days`, `execute_days`, `remind_days`, `nudge_days`, `driver_days`, `manager_days`, `ack`, `working_days`
    hint: `tpm config edit` opens the file; docs/configuration.md lists the settings
    --- exit 78
    $ tpm config unset loop.ack_day
    Unset loop.ack_day
    --- stderr
    it was 5
    --- exit 0
    $ tpm config get loop.ack_days
    3
    --- exit 0
    ");
}

#[test]
fn a_first_setting_makes_the_file_and_only_the_user_can_read_it() {
    let sandbox = Sandbox::new();
    sandbox.ok("config set actor lee");
    assert_eq!(file(&sandbox), "actor = \"lee\"\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let data = std::fs::metadata(sandbox.home().join(FILE)).unwrap();
        assert_eq!(data.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_broken_file_can_be_put_right() {
    let mut sandbox = Sandbox::new();
    sandbox.write(FILE, "actr = \"lee\"\nsoon_days = 3\n");
    assert_snapshot!(exchanges(&sandbox, &[
        "actions",
        "config",
        "config path",
        "config get soon_days",
        "config set actor lee",
        "config unset actr",
        "actions",
    ]), @r#"
    $ tpm actions
    --- stderr
    error: [HOME]/.config/tpm/config.toml: line 1, `actr = "lee"`: unknown field `actr`, expected one of `actor`, `timezone`, `week_start`, `editor`, `pager`, `copy`, `color`, `soon_days`, `history_days`, `default_due`, `loop`, `aliases`, `send`
    hint: `tpm config edit` opens the file; docs/configuration.md lists the settings
    --- exit 78
    $ tpm config
    --- stderr
    error: [HOME]/.config/tpm/config.toml: line 1, `actr = "lee"`: unknown field `actr`, expected one of `actor`, `timezone`, `week_start`, `editor`, `pager`, `copy`, `color`, `soon_days`, `history_days`, `default_due`, `loop`, `aliases`, `send`
    hint: `tpm config edit` opens the file; docs/configuration.md lists the settings
    --- exit 78
    $ tpm config path
    [HOME]/.config/tpm/config.toml
    --- exit 0
    $ tpm config get soon_days
    3
    --- exit 0
    $ tpm config set actor lee
    --- stderr
    error: [HOME]/.config/tpm/config.toml: line 1, `actr = "lee"`: unknown field `actr`, expected one of `actor`, `timezone`, `week_start`, `editor`, `pager`, `copy`, `color`, `soon_days`, `history_days`, `default_due`, `loop`, `aliases`, `send`
    hint: nothing was written; put the file right with `tpm config edit`
    --- exit 78
    $ tpm config unset actr
    Unset actr
    --- stderr
    it was lee
    --- exit 0
    $ tpm actions
    No actions match.
    --- exit 0
    "#);
    sandbox.write(FILE, "actor = \n");
    assert_snapshot!(exchanges(&sandbox, &["config set actor lee", "help", "folowup"][..1]), @"
    $ tpm config set actor lee
    --- stderr
    error: [HOME]/.config/tpm/config.toml: string values must be quoted, expected literal string
    hint: put it right with `tpm config edit`
    --- exit 78
    ");
    assert_eq!(sandbox.tpm("help").code, 0);
    sandbox.editor("echo 'actor = \"lee\"' > \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["config edit", "actions"]), @"
    $ tpm config edit
    Saved [HOME]/.config/tpm/config.toml
    --- exit 0
    $ tpm actions
    No actions match.
    --- exit 0
    ");
}

#[test]
fn an_edited_file_that_cannot_be_read_is_kept_as_a_draft() {
    let mut sandbox = Sandbox::new();
    sandbox.write(FILE, "actor = \"sam\"\n");
    sandbox.editor("echo 'color = \"pink\"' >> \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["config edit"]), @r#"
    $ tpm config edit
    --- stderr
    error: color: "pink" is none of auto, always and never
    hint: the file is as it was; the draft is kept: `tpm config edit --resume`
    --- exit 78
    "#);
    let again = sandbox.tpm("config edit");
    assert!(
        again
            .stderr
            .contains("go on with `tpm config edit --resume`"),
        "{again}"
    );
    assert_eq!(again.code, 4);
    assert_eq!(file(&sandbox), "actor = \"sam\"\n");
    sandbox.editor("sed -i s/pink/never/ \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["config edit --resume", "config edit --resume"]), @"
    $ tpm config edit --resume
    Saved [HOME]/.config/tpm/config.toml
    --- exit 0
    $ tpm config edit --resume
    --- stderr
    error: no draft was kept of the configuration
    hint: leave --resume out to begin one
    --- exit 3
    ");
    assert_eq!(file(&sandbox), "actor = \"sam\"\ncolor = \"never\"\n");
}

#[test]
fn a_file_that_changed_meanwhile_is_not_overwritten() {
    let mut sandbox = Sandbox::new();
    let path = sandbox.write(FILE, "actor = \"sam\"\n");
    sandbox.editor(&format!(
        "echo 'actor = \"bo\"' > '{}'; echo 'actor = \"lee\"' > \"$1\"",
        path.display()
    ));
    let first = sandbox.tpm("config edit");
    assert_eq!(first.code, 4, "{first}");
    assert_eq!(file(&sandbox), "actor = \"bo\"\n");
}

#[test]
fn an_editor_on_no_file_finds_every_setting_to_choose_from() {
    let mut sandbox = Sandbox::new();
    sandbox.editor("sed -i 's/^# soon_days/soon_days/' \"$1\"");
    sandbox.ok("config edit");
    let text = file(&sandbox);
    assert!(
        text.contains("\nsoon_days = 7\n") && text.contains("# actor = "),
        "{text}"
    );
    assert_eq!(sandbox.ok("config get soon_days"), "7\n");
}

#[test]
fn an_alias_stands_for_its_words_and_takes_more() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @lee book the room by 2026-11-20");
    sandbox.ok("act @priya send the plan by 2026-11-19");
    assert_snapshot!(exchanges(&sandbox, &[
        "config set aliases.late \"followup --group owner\"",
        "config set aliases.hers \"late --owner 'priya'\"",
        "hers --json --fields id,owner",
        "--width 60 hers",
        "help late",
    ]), @r#"
    $ tpm config set aliases.late "followup --group owner"
    Set aliases.late = followup --group owner
    --- exit 0
    $ tpm config set aliases.hers "late --owner 'priya'"
    Set aliases.hers = late --owner 'priya'
    --- exit 0
    $ tpm hers --json --fields id,owner
    {"schema":"tpm/1","kind":"followup.list","data":[{"id":"A-2","owner":"priya"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm --width 60 hers
    @priya  1 overdue
    ID   WHAT           DUE         LATE
    A-2  send the plan  Thu 19 Nov    3d
    --- exit 0
    $ tpm help late
    `tpm late` is your alias for `tpm followup --group owner`
    --- exit 0
    "#);
    let help = sandbox.ok("help --all");
    assert!(help.contains("Your aliases\n  hers "), "{help}");
}

#[test]
fn an_alias_hides_no_command_and_ends() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &[
        "config set aliases.show log",
        "config set aliases.todo log",
        "config set aliases.a b",
        "config set aliases.a actions",
        "config set aliases.b a",
        "config set aliases.a b",
        "config set aliases.c \"act 'one\"",
        "config set 'aliases.my own' actions",
        "a",
    ]), @r#"
    $ tpm config set aliases.show log
    --- stderr
    error: aliases.show: `show` is a command, and no alias hides one
    hint: choose another name
    --- exit 78
    $ tpm config set aliases.todo log
    --- stderr
    error: aliases.todo: `todo` is a command, and no alias hides one
    hint: choose another name
    --- exit 78
    $ tpm config set aliases.a b
    --- stderr
    error: aliases.a: `b` is no command
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set aliases.a actions
    Set aliases.a = actions
    --- exit 0
    $ tpm config set aliases.b a
    Set aliases.b = a
    --- exit 0
    $ tpm config set aliases.a b
    --- stderr
    error: aliases.a: it comes back to itself
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set aliases.c "act 'one"
    --- stderr
    error: aliases.c: a quotation mark is not closed
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set 'aliases.my own' actions
    --- stderr
    error: aliases.my own: a command's name has no blank and no dash before it
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm a
    No actions match.
    --- exit 0
    "#);
    sandbox.write(FILE, "[aliases]\nshow = \"log\"\na = \"b\"\nb = \"a\"\n");
    assert_snapshot!(exchanges(&sandbox, &["show A-1", "a", "stat"]), @r#"
    $ tpm show A-1
    --- stderr
    your alias show is not run: `show` is a command
    error: there is no A-1: there is no action yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm a
    --- stderr
    error: aliases.a: it comes back to itself: a, b, a
    hint: `tpm config edit` opens the file; docs/configuration.md lists the settings
    --- exit 78
    $ tpm stat
    --- stderr
    error: there is no command "stat"
    hint: did you mean `tpm start`? nothing was done
    --- exit 2
    "#);
}

#[test]
fn an_alias_that_can_never_run_is_refused() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["config set aliases.bad 'nosuch --x'", "config set aliases.bad 'actions --nosuch'", "config set aliases.late 'actions --owner'", "late"]), @"
    $ tpm config set aliases.bad 'nosuch --x'
    --- stderr
    error: aliases.bad: `nosuch` is no command
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set aliases.bad 'actions --nosuch'
    --- stderr
    error: aliases.bad: there is no option --nosuch here
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    $ tpm config set aliases.late 'actions --owner'
    Set aliases.late = actions --owner
    --- exit 0
    $ tpm late
    --- stderr
    error: a value is required for '--owner <NAMES>' but none was supplied
    hint: `late` is your alias; `tpm help late` shows what it stands for; `tpm help actions` lists what it takes
    --- exit 2
    ");
}

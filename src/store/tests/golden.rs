//! The shipped forms of history, to the byte: a change here breaks every file that exists.

use super::journal::{add, ctx, write};
use crate::model::action::Action;
use crate::model::person::Person;
use crate::store::Store;
use crate::store::{Operation, Rehearsal};

/// Returns all operations and changes as text, digests cut.
fn history(store: &Store) -> String {
    let connection = store.reader().connection;
    let mut lines = Vec::new();
    let mut operations = connection
        .prepare(
            "SELECT id || ' ' || hex(uid) || ' ' || at || ' ' || actor || ' ' || verb || ' [' || items \
             || '] version ' || version || ' group ' || grp || ' undoes ' || ifnull(undoes, '-') \
             || ' digest ' || substr(hex(digest), 1, 16) FROM operation ORDER BY id",
        )
        .unwrap();
    let mut changes = connection
        .prepare(
            "SELECT operation || ': ' || what || ' ' || tbl || ' ' || item || ' ' || ifnull(field, '-') \
             || ' ' || ifnull(old, '-') || ' -> ' || ifnull(new, '-') || ' salt ' \
             || substr(hex(salt), 1, 8) || ' digest ' || substr(hex(digest), 1, 16) \
             FROM change ORDER BY id",
        )
        .unwrap();
    for statement in [&mut operations, &mut changes] {
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap();
        lines.extend(rows.map(Result::unwrap));
    }
    lines.join("\n")
}

#[test]
fn history_version_1_is_written_as_it_was_shipped() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    let key = add(&mut store, &ctx, "by post");
    write(&mut store, &ctx, |journal| {
        let person = journal.create(&Person::new("priya".to_owned()))?;
        let mut action: Action = journal.reader().row(key)?.entity;
        action.owner = Some(person);
        action.complete(ctx.today);
        journal.update(key, &action)?;
        journal.set_deleted::<Action>(key, true)?;
        Ok(key)
    });
    let undo = Operation {
        verb: "undo",
        undoes: Some(2),
    };
    store
        .write(&ctx, undo, Rehearsal::Real, |journal| journal.take_back(2))
        .unwrap();
    insta::assert_snapshot!(history(&store), @r#"
    1 01A202B2C5007B92A944A45143015428 2026-11-22T10:00:00Z sam act [A-1] version 1 group 1 undoes - digest 4A1EBAED9F00DC00
    2 01A202B2C5007537AE9EE724BB3CCD1F 2026-11-22T10:00:00Z sam act [A-1] version 1 group 2 undoes - digest BA0ACA155BFCDD87
    3 01A202B2C5007FC8A6AF1DF6AD6E8F14 2026-11-22T10:00:00Z sam undo [A-1] version 1 group 3 undoes 2 digest D533B2625A097D70
    1: 0 2 1 - - -> {"uid":"01a202b2c50079cabcc4decdc73ffab1","number":1,"title":"send the plan","body":"by post","status":"open","created":"2026-11-22T10:00:00Z","due_source":"none","reopened":0,"history":0} salt 64B30AC5 digest 7D99736FD16F113A
    2: 0 10 2 - - -> {"uid":"01a202b2c5007d58887fe66c3c76eccc","handle":"priya","active":1} salt 07743B87 digest BF53B5FFC99670FA
    2: 1 2 1 owner null -> 2 salt BBC23DDD digest D1031CA28A503983
    2: 1 2 1 status "open" -> "done" salt EA93771D digest 7861F2487C77F2AF
    2: 1 2 1 done_at null -> "2026-11-22" salt 5403016C digest 8ACEC627AE13F54D
    2: 1 2 1 deleted 0 -> 1 salt E199C914 digest BF27FC262767F130
    3: 1 2 1 deleted 1 -> 0 salt 15B2D730 digest 30B2270C61107672
    3: 1 2 1 done_at "2026-11-22" -> null salt E61534F7 digest 591503D9A8E28D44
    3: 1 2 1 status "done" -> "open" salt 3582F266 digest 89119FD4AEAE5216
    3: 1 2 1 owner 2 -> null salt 988857C4 digest 80DBBDA79AC4EE24
    3: 2 10 2 - {"uid":"01a202b2c5007d58887fe66c3c76eccc","handle":"priya","active":1} -> - salt 9AFB1958 digest 64302937B154ECF0
    "#);
}
